/**
 * What a person does with changes that were refused or came too late: makes them anew, takes them in, or leaves them
 * out. Pure transitions of the outbox.
 */
import type { CellKey, OpId, SheetId } from '../../domain/ids.ts'
import { may } from '../../domain/workflow.ts'
import type { Late } from '../../protocol/exchange.ts'
import type { SheetView } from '../desk.ts'
import {
  append,
  applyChange,
  type CellEntry,
  type Change,
  dismiss,
  isCellEntry,
  isRefused,
  type Outbox,
} from './outbox.ts'
import { inTurn, requireParts, type Shown, type Stamp, stamped, takeBack, write } from './outbox-edits.ts'

type ShownOf = (sheet: SheetId, cell: CellKey) => Shown

/** The most operations that one `leave` names. */
const mostLeft = 100
/** The longest reason, in characters. */
const longestReason = 500

const both = (first: Change, second: Change): Change => {
  const later = new Set(second.puts.map(entry => entry.opId))
  return { counters: second.counters, puts: [...first.puts.filter(entry => !later.has(entry.opId)), ...second.puts] }
}

/**
 * The same changes upon what she sees now, in the order they were made, and the old ones closed. One that was refused
 * because its return had been submitted is named as taken in, so that nobody is offered it any more.
 */
export function enterAgain(outbox: Outbox, opIds: readonly OpId[], shown: ShownOf, stamp: Stamp): Change {
  const asked = new Set(opIds)
  const refused = outbox.entries.filter(
    (entry): entry is CellEntry => asked.has(entry.opId) && isCellEntry(entry) && isRefused(entry) && !entry.dismissed,
  )
  return inTurn(outbox, refused, (now, { opId, content, receipt }) => {
    const { sheet, cell, value } = content
    const takes = receipt?.code === 'locked' ? opId : undefined
    const written = write(now, { sheet, cell, value }, shown(sheet, cell), stamp, takes)
    return both(written, dismiss(applyChange(now, written), opId))
  })
}

/** Withdraws the return where it is submitted, then enters the late changes, each naming the one it takes in. */
export function takeIn(
  outbox: Outbox,
  view: SheetView,
  changes: readonly Pick<Late, 'opId' | 'cell' | 'value'>[],
  shown: ShownOf,
  stamp: Stamp,
): Change {
  const nothing: Change = { counters: outbox.counters, puts: [] }
  const submitted = view.submitting !== null || view.state === 'submitted'
  // What the council has accepted is reopened by it, not by a lead: until then the changes stay offered.
  if (changes.length === 0 || (!submitted && !may(view.state, 'edit', 'provider-lead'))) return nothing
  const opened = submitted ? takeBack(outbox, [view.sheet], stamp) : nothing
  const entered = inTurn(applyChange(outbox, opened), changes, (now, { opId, cell, value }) =>
    write(now, { sheet: view.sheet, cell, value }, shown(view.sheet, cell), stamp, opId),
  )
  return both(opened, entered)
}

/** Leaves late changes out for good. Throws a RangeError on a reason that is empty or too long. */
export function leaveOut(outbox: Outbox, sheet: SheetId, opIds: readonly OpId[], reason: string, stamp: Stamp): Change {
  const why = reason.trim()
  if (why === '' || why.length > longestReason) throw new RangeError('A reason of 1 to 500 characters')
  const { scope } = requireParts(sheet)
  const groups = Array.from({ length: Math.ceil(opIds.length / mostLeft) }, (_none, index) =>
    opIds.slice(index * mostLeft, (index + 1) * mostLeft),
  )
  return append(
    outbox,
    groups.map(operations => ({
      ...stamped(stamp),
      opId: stamp.newId(),
      scope,
      sheet,
      kind: 'leave',
      value: { operations, reason: why },
    })),
  )
}
