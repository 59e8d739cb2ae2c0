/**
 * What the server cannot read, or the disk no longer holds, must not stop what comes after it. Such an operation is
 * closed as refused and kept for its author; its number goes on as a `void`, so that the chain has no gap.
 */
import type { Instant, OpId, PersonId } from '../../domain/ids.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import { type Change, type Entry, isUnacked, type Outbox, rebased } from './outbox.ts'

/** Who sets aside, when, and where new ids come from. */
export interface SettingAside {
  readonly person: PersonId
  readonly now: Instant
  readonly newId: () => OpId
}

/**
 * Closes the operations named, each with its code. Later edits that name one as their base are given its own base,
 * also those marked as sent: the server takes one device's numbers in order, so nothing after one that it could not
 * read has been stored.
 */
export function setAside(outbox: Outbox, refused: ReadonlyMap<OpId, ProblemCode>, by: SettingAside): Change {
  const { counters } = outbox
  const bases = new Map<OpId, OpId | null>()
  const puts: Entry[] = []
  const removes: OpId[] = []
  for (const entry of outbox.entries) {
    if (!isUnacked(entry)) continue
    const { opId, damaged } = entry
    const code = refused.get(opId)
    const content = rebased(entry.content, bases)
    if (code === undefined) {
      if (content !== entry.content) puts.push({ ...entry, content })
      continue
    }
    bases.set(opId, 'base' in content ? content.base : null)
    // A void holds nothing of hers.
    if (content.kind === 'void' && damaged === undefined) removes.push(opId)
    else
      puts.push({
        ...entry,
        device: null,
        seq: 0,
        state: 'acked',
        receipt: { outcome: 'rejected', code, receivedAt: counters.serverTime ?? by.now, ackNo: 0 },
      })
    puts.push(standIn(entry, by))
  }
  return { counters, puts, removes }
}

/** Everything damaged that has not gone: as `setAside` takes it. */
export const damagedIn = (outbox: Outbox): ReadonlyMap<OpId, ProblemCode> =>
  new Map(
    outbox.entries.flatMap(entry =>
      entry.damaged !== undefined && isUnacked(entry) ? [[entry.opId, 'malformed'] as const] : [],
    ),
  )

function standIn({ order, device, seq, content }: Entry, { person, now, newId }: SettingAside): Entry {
  const { v, scope, sheet, setVersion, appVersion } = content
  const opId = newId()
  return {
    opId,
    order,
    device,
    seq,
    state: 'queued',
    content: { v, opId, person, scope, sheet, setVersion, appVersion, deviceTime: now, kind: 'void' },
    receipt: null,
    dismissed: false,
  }
}
