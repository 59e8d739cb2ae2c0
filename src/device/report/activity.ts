/** What happened on this device, from the operations it still holds and the notes it kept. Nothing anybody typed. */
import type { Instant } from '../../domain/ids.ts'
import type { Activity } from '../desk.ts'
import { type Entry, sheetsOf } from '../outbox/outbox.ts'

/** The most that is given. */
export const mostActivity = 200

/** Newest first; what happened to one return in one minute is one line. Pure. */
export function activityOf(entries: readonly Entry[], notes: readonly Activity[]): readonly Activity[] {
  const lines = new Map<string, Activity>()
  for (const event of entries.flatMap(eventsOf)) {
    const name = [event.at.slice(0, 16), event.what, event.sheet, event.code].join(' ')
    const before = lines.get(name)
    if (before === undefined) lines.set(name, event)
    else
      lines.set(name, {
        ...before,
        at: event.at > before.at ? event.at : before.at,
        count: before.count + event.count,
      })
  }
  return [...lines.values(), ...notes].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, mostActivity)
}

const outcomes = {
  applied: 'received',
  agreed: 'agreed',
  conflict: 'conflict',
  rejected: 'refused',
  waiting: 'waiting',
} as const

function eventsOf({ content, receipt, state }: Entry): readonly Activity[] {
  const [sheet] = sheetsOf(content)
  const about = { count: 1, ...(sheet === undefined ? {} : { sheet }) }
  const made: Activity = { at: content.deviceTime, what: content.kind === 'void' ? 'taken-back' : 'saved', ...about }
  if (receipt === null || state === 'cancelled' || content.kind === 'void') return [made]
  return [made, ...answersOf(receipt, receipt.receivedAt, about)]
}

/** A submission is answered for each of its returns. */
function answersOf(
  { outcome, code, sheets }: NonNullable<Entry['receipt']>,
  at: Instant,
  about: Pick<Activity, 'count' | 'sheet'>,
): readonly Activity[] {
  if (sheets === undefined || sheets.length === 0)
    return [{ at, what: outcomes[outcome], ...about, ...(code === undefined ? {} : { code }) }]
  return sheets.map(({ sheet, ok, code: why }) => ({
    at,
    what: ok ? 'received' : 'refused',
    count: 1,
    sheet,
    ...(why === undefined ? {} : { code: why }),
  }))
}
