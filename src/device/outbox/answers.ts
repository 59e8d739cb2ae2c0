/** Answers to questions, and figures confirmed that the council entered. Pure transitions of the outbox. */
import type { CellKey, OpId, SheetId } from '../../domain/ids.ts'
import { longestMessage } from '../../protocol/review.ts'
import type { SheetView } from '../desk.ts'
import { append, type Change, type Content, isLive, type Outbox } from './outbox.ts'
import { requireParts, type Stamp, stamped } from './outbox-edits.ts'

/** The most figures that one confirmation names. */
const mostConfirmed = 200

/**
 * One answer. What this device still holds queued for the same question is replaced in place, because nobody has seen
 * it; an empty one becomes a `void`. Throws a RangeError on a text that is too long.
 */
export function answer(outbox: Outbox, sheet: SheetId, question: OpId, text: string, stamp: Stamp): Change {
  const said = text.trim().toWellFormed()
  if (said.length > longestMessage) throw new RangeError(`An answer of at most ${longestMessage} characters`)
  const value = { question, text: said }
  for (const entry of outbox.entries) {
    const { content, state } = entry
    if (content.kind !== 'answer' || state !== 'queued' || content.value.question !== question) continue
    const { value: _old, kind: _kind, ...rest } = content
    const next: Content =
      said === ''
        ? { ...rest, kind: 'void', deviceTime: stamp.deviceTime }
        : { ...rest, ...stamped(stamp), kind: 'answer', value }
    return { counters: outbox.counters, puts: [{ ...entry, content: next }] }
  }
  if (said === '') return { counters: outbox.counters, puts: [] }
  const { scope } = requireParts(sheet)
  return append(outbox, [{ ...stamped(stamp), opId: stamp.newId(), scope, sheet, kind: 'answer', value }])
}

/** Confirms those of these cells that the council entered and nobody has confirmed, each as it is on screen. */
export function confirm(outbox: Outbox, view: SheetView | undefined, cells: readonly CellKey[], stamp: Stamp): Change {
  const unchanged: Change = { counters: outbox.counters, puts: [] }
  if (view === undefined) return unchanged
  // Another tab of hers may have been first.
  const done = new Set(
    outbox.entries.flatMap(entry =>
      entry.content.kind === 'confirm' && isLive(entry, outbox.counters)
        ? entry.content.value.cells.map(({ token }) => token)
        : [],
    ),
  )
  const named = cells.flatMap(cell => {
    const { base, behalf } = view.cells.get(cell) ?? {}
    return base && behalf && !behalf.confirmed && !done.has(base) ? [{ cell, token: base }] : []
  })
  if (named.length === 0) return unchanged
  const { scope } = requireParts(view.sheet)
  const groups = Array.from({ length: Math.ceil(named.length / mostConfirmed) }, (_none, index) =>
    named.slice(index * mostConfirmed, (index + 1) * mostConfirmed),
  )
  return append(
    outbox,
    groups.map(group => ({
      ...stamped(stamp),
      opId: stamp.newId(),
      scope,
      sheet: view.sheet,
      kind: 'confirm',
      value: { cells: group },
    })),
  )
}
