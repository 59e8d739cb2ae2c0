/**
 * The record, played again: every entry of a scope's log is decided anew, by the same pure functions as on arrival,
 * upon what the entries before it left. What comes out must be what is stored, to the letter.
 *
 * Taken from the record, because nobody can know it later: who held which scope in which role at the time, which
 * months were open, and what indicators meant. So an operation that was refused for one of these is believed.
 */
import { canonical } from '../../domain/figures/figure.ts'
import type { CellKey, OpId, ScopeId, SheetId } from '../../domain/ids.ts'
import { may, next } from '../../domain/workflow.ts'
import { type Operation, operationSchema } from '../../protocol/operation.ts'
import type { StoredOperation, StoredSheet } from '../storage/storage.ts'
import { type Base, resolveBase } from '../sync/decide/bases.ts'
import { decideCell, givenUp } from '../sync/decide/decide-cell.ts'
import { withLate, withoutLeft, withoutTaken } from '../sync/decide/late.ts'
import { type Change, openLedger } from '../sync/decide/ledger.ts'
import { effectOf, type ReviewOperation } from '../sync/decide/review/effect.ts'
import { officeDeviceOf } from '../sync/decide/review/office.ts'
import { afterWithdrawal, withReceipt } from '../sync/decide/review/receipt.ts'
import { valueBehind } from '../sync/decide/written.ts'

export interface RecordedScope {
  readonly scope: ScopeId
  /** In order. */
  readonly log: readonly { readonly opId: OpId; readonly sheet: SheetId }[]
  /** Those of the log, and what their bases lead to. */
  readonly operations: ReadonlyMap<OpId, StoredOperation>
  readonly sheets: ReadonlyMap<SheetId, StoredSheet>
  /** Whether that return's month was ever closed. */
  readonly wasClosed: (sheet: SheetId) => boolean
}

/** What does not agree, in sentences; none when the returns are exactly what their log makes of them. */
export function* replayFaults({
  scope,
  log,
  operations,
  sheets,
  wasClosed,
}: RecordedScope): Generator<string, void, undefined> {
  const none = { lastSeq: 0, logged: new Map(), waiting: [], sheets: new Map(), heads: new Map() }
  const ledger = openLedger({ ...none, operations })
  for (const [index, { opId, sheet }] of log.entries()) {
    const stored = operations.get(opId)
    const entry = `Entry ${index + 1} of the log of ${scope}`
    if (!stored) return yield `${entry} names operation ${opId}, which is not there.`
    const change = changeOf(stored, ledger.sheet(sheet), { operations, wasClosed })
    if (change.ok === false) return yield `${entry}, operation ${opId}, ${change.because}.`
    ledger.change(sheet, opId, change.change)
  }
  const replayed = new Map(ledger.writes().sheets.map(sheet => [sheet.sheet, sheet]))
  for (const [id, sheet] of replayed) {
    const stored = sheets.get(id)
    if (!stored) yield `The return ${id} is in the log and nowhere else.`
    else yield* differences(sheet, stored)
  }
  for (const id of sheets.keys()) if (!replayed.has(id)) yield `The return ${id} is in no log.`
}

type Changed =
  | { readonly ok: true; readonly change: Change }
  /** In words that follow "Entry 5 of the log". */
  | { readonly ok: false; readonly because: string }
const no = (because: string): Changed => ({ ok: false, because })
const yes = (change: Change): Changed => ({ ok: true, change })

type Known = Pick<RecordedScope, 'operations' | 'wasClosed'>

function changeOf(stored: StoredOperation, sheet: StoredSheet, known: Known): Changed {
  const read = operationSchema.safeParse(JSON.parse(stored.body))
  if (!read.success) return no('cannot be read')
  const operation = read.data
  switch (operation.kind) {
    case 'set':
    case 'resolve':
      return operation.sheet === sheet.sheet
        ? changeOfWrite(operation, stored, sheet, known)
        : no(`is about ${operation.sheet}`)
    case 'submit':
    case 'withdraw':
      return changeOfState(operation, stored, sheet)
    case 'leave': {
      const { late = [] } = sheet
      const left = withoutLeft(late, operation.value.operations)
      return stored.outcome === 'applied' && operation.sheet === sheet.sheet && left.length < late.length
        ? yes({ late: left })
        : no('leaves out nothing')
    }
    case 'void':
      return no('was taken back')
    default:
      return changeOfReview(operation, stored, sheet)
  }
}

type WriteOperation = Extract<Operation, { readonly kind: 'set' | 'resolve' }>

function changeOfWrite(
  operation: WriteOperation,
  stored: StoredOperation,
  sheet: StoredSheet,
  { operations, wasClosed }: Known,
): Changed {
  const { opId, cell: key, value, deviceTime } = operation
  const { receivedAt, person, personName } = stored
  const by = { id: person, name: personName }
  const { late = [] } = sheet
  const isOpen = may(sheet.state, 'edit', 'provider-editor')
  if (stored.outcome === 'rejected') {
    if (stored.code !== 'locked' || (isOpen && !wasClosed(sheet.sheet)))
      return no(`was refused (${stored.code}) and changes nothing`)
    const list = withLate(late, { opId, cell: key, value, by, deviceTime, receivedAt })
    return list === late ? no('came after submission and is listed already') : yes({ late: list })
  }
  if (!isOpen) return no(`was taken into a return that was ${sheet.state}`)
  const decided = (base: Base) =>
    decideCell(sheet.cells[key], base, {
      kind: operation.kind,
      side: { value, token: opId, by, deviceTime, receivedAt },
      names: operation.kind === 'resolve' ? operation.sides : [],
      // Whether she led then is not known now: who may not resolve was refused, and is not in the log.
      isLead: true,
      began: () => (base === givenUp ? undefined : valueBehind(base)),
    })
  const found = resolveBase(operation, operation.base, operations, sheet.cells[key]?.token)
  // What waited 35 days for its base was decided without it, and the base may have come since.
  const decision = [decided(found), decided(givenUp)].find(
    each => each.outcome === stored.outcome && 'token' in each && each.token === stored.token,
  )
  if (!decision) return no(`is recorded as ${stored.outcome}, which it is not upon what stood before it`)
  const after =
    decision.outcome === 'conflict'
      ? late
      : withoutTaken(late, { cell: key, by: by.id, receivedAt, takes: operation.takes })
  const change: Change = {
    ...('cell' in decision && decision.cell ? { cells: { [key]: decision.cell } } : {}),
    ...(after.length === late.length ? {} : { late: after }),
  }
  return change.cells || change.late ? yes(change) : no('changes nothing')
}

function changeOfState(
  operation: Extract<Operation, { readonly kind: 'submit' | 'withdraw' }>,
  stored: StoredOperation,
  sheet: StoredSheet,
): Changed {
  const outcome = stored.sheets?.find(each => each.sheet === sheet.sheet && each.ok)
  const state = next(sheet.state, operation.kind, 'provider-lead')
  if (!outcome || state === undefined) return no(`could not ${operation.kind} ${sheet.sheet}, which was ${sheet.state}`)
  if (operation.kind === 'withdraw') return yes({ state, review: afterWithdrawal(sheet.review) })
  const named = operation.value.sheets.find(each => each.sheet === sheet.sheet)
  const contested = Object.values(sheet.cells).some(cell => cell.sides !== undefined)
  if (!named || contested) return no(`could not submit ${sheet.sheet}`)
  const ordinal = (sheet.submission?.ordinal ?? 0) + 1
  if (outcome.ordinal !== ordinal) return no(`is submission ${outcome.ordinal} of ${sheet.sheet}, after ${ordinal - 1}`)
  const { name, role } = operation.value
  const { deviceTime } = operation
  const by = { id: stored.person, name: stored.personName }
  const submission = { ordinal, seen: named.seen, by, name, role, deviceTime, receivedAt: stored.receivedAt }
  return yes({ state, submission, review: withReceipt(sheet.review, stored.receivedAt) })
}

function changeOfReview(operation: ReviewOperation, stored: StoredOperation, sheet: StoredSheet): Changed {
  const { receivedAt, person, personName, device } = stored
  const side = device === officeDeviceOf(person) ? 'council' : 'provider'
  const effect = effectOf(operation, sheet, { by: { id: person, name: personName }, side, receivedAt })
  if (stored.outcome !== 'applied' || operation.sheet !== sheet.sheet || effect.type !== 'changes')
    return no(`is recorded as ${stored.outcome} (${operation.kind}), which changes nothing upon what stood before it`)
  return yes(effect.change)
}

function* differences(replayed: StoredSheet, stored: StoredSheet): Generator<string, void, undefined> {
  const id = stored.sheet
  const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null)
  for (const key of new Set([...keysOf(replayed), ...keysOf(stored)])) {
    const [made, kept] = [replayed.cells[key], stored.cells[key]]
    if (!same(asKept(made, kept), kept)) yield `In the return ${id}, ${key} is not what its changes make of it.`
  }
  if (!same(replayed.late, stored.late)) yield `In the return ${id}, the list of late changes is not what it should be.`
  if (replayed.state !== stored.state || !same(replayed.submission, stored.submission))
    yield `The return ${id} is ${stored.state}, and by its record ${replayed.state}, or its submission differs.`
  if (!same(reviewAsKept(replayed.review, stored.review), stored.review))
    yield `In the return ${id}, what was asked and decided is not what its record makes of it.`
  if (replayed.rev !== stored.rev || replayed.scope !== stored.scope)
    yield `The return ${id} was last changed by entry ${stored.rev} of its log, and by its record ${replayed.rev}.`
}

/** A return that was submitted before receipts were kept has none. */
function reviewAsKept(made: StoredSheet['review'], kept: StoredSheet['review']): StoredSheet['review'] {
  if (made?.received === undefined || kept?.received !== undefined) return made
  const { received: _since, ...then } = made
  return Object.keys(then).length === 0 ? undefined : then
}

const keysOf = (sheet: StoredSheet): CellKey[] => Object.keys(sheet.cells) as CellKey[]

type StoredCell = StoredSheet['cells'][CellKey]
/** Sides kept before texts remembered what their author began from do not have it. */
function asKept(made: StoredCell | undefined, kept: StoredCell | undefined): StoredCell | undefined {
  if (!made?.sides || !kept?.sides) return made
  const sides = made.sides.map((side, index) => {
    if (kept.sides?.[index]?.original !== undefined) return side
    const { original: _since, ...then } = side
    return then
  })
  return { ...made, sides }
}
