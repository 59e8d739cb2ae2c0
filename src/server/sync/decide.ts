/**
 * Decides a pushed batch: what is stored, what each operation becomes. Pure: the same batch and state give the same
 * answer, nothing is read or written here.
 */
import {
  type DeviceId,
  type Instant,
  type OpId,
  type PersonId,
  partsOfSheet,
  type ScopeId,
  type SheetId,
} from '../../domain/ids.ts'
import { may, type Role } from '../../domain/workflow.ts'
import type { Outcome } from '../../protocol/exchange.ts'
import type { Operation, SetOperation } from '../../protocol/operation.ts'
import { operationSchema } from '../../protocol/operation.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import type { Reference } from '../reference.ts'
import type { BatchState, BatchWrites, StoredOperation } from '../storage/storage.ts'
import type { Arrival } from './arrival.ts'
import { type Base, resolveBase } from './bases.ts'
import { type CellDecision, decideCell, givenUp } from './decide-cell.ts'
import { decideSubmit, decideWithdraw, sameMonth } from './decide-return.ts'
import { misfit } from './fits.ts'
import { type Ledger, openLedger, waitedTooLong } from './ledger.ts'

export interface Author {
  readonly id: PersonId
  readonly name: string
  readonly role: Role
  readonly scopes: ReadonlySet<ScopeId>
}

export interface Batch {
  readonly author: Author
  readonly device: DeviceId
  readonly receivedAt: Instant
  /** The last operation the device holds a receipt for. */
  readonly last: { readonly seq: number; readonly opId: OpId } | null
  readonly arrivals: readonly Arrival[]
}

export type Decision =
  | { readonly type: 'refused'; readonly code: 'device-forked' }
  | { readonly type: 'refused'; readonly code: 'sequence-gap'; readonly expected: number }
  /** The server has lost what the device holds receipts for. */
  | { readonly type: 'resend'; readonly from: number }
  | { readonly type: 'decided'; readonly outcomes: readonly Outcome[]; readonly writes: BatchWrites }

type Operations<Kind extends Operation['kind']> = Extract<Operation, { readonly kind: Kind }>
type Became = Pick<StoredOperation, 'outcome' | 'code' | 'token' | 'sheets'>

const rejected = (code: ProblemCode): Became => ({ outcome: 'rejected', code })

export function decide(batch: Batch, state: BatchState, reference: Reference): Decision {
  const { last } = batch
  if (last) {
    if (last.seq > state.lastSeq) return { type: 'resend', from: state.lastSeq + 1 }
    if (state.logged.get(last.seq) !== last.opId) return { type: 'refused', code: 'device-forked' }
  }
  const ledger = openLedger(state)
  for (const arrival of batch.arrivals) {
    const place = placeInOrder(arrival, ledger)
    if (place.type === 'refused') return place
    if (place.type === 'known') continue
    ledger.number(arrival.seq, arrival.opId)
    if (place.type === 'renumbered') continue
    ledger.add({ ...stored(batch, arrival), ...become(batch, arrival, ledger, reference) })
    settleWaiting(batch, ledger, reference)
  }
  // Also when nothing was new: what has waited too long is settled at the next contact.
  settleWaiting(batch, ledger, reference)
  const outcomes = batch.arrivals.flatMap(arrival => {
    const found = ledger.operations.get(arrival.opId)
    return found ? [outcomeOf(found)] : []
  })
  return { type: 'decided', outcomes, writes: ledger.writes() }
}

/** Device order: no gap, no number used twice, no id with two contents. */
function placeInOrder(
  arrival: Arrival,
  ledger: Ledger,
): { readonly type: 'known' | 'renumbered' | 'new' } | Extract<Decision, { readonly type: 'refused' }> {
  const forked = { type: 'refused', code: 'device-forked' } as const
  const numbered = ledger.logged(arrival.seq)
  const existing = ledger.operations.get(arrival.opId)
  if (existing && existing.hash !== arrival.hash) return forked
  if (numbered !== undefined) return numbered === arrival.opId ? { type: 'known' } : forked
  if (existing?.device === arrival.device) return forked
  const expected = ledger.lastSeq() + 1
  if (arrival.seq !== expected) return { type: 'refused', code: 'sequence-gap', expected }
  // Received before under the number of a device that has since been numbered anew: stored once, counted once.
  return { type: existing ? 'renumbered' : 'new' }
}

const stored = (batch: Batch, arrival: Arrival): Omit<StoredOperation, 'outcome'> => {
  const { opId, hash, device, seq, body } = arrival
  const about =
    arrival.type === 'unreadable'
      ? { sheet: arrival.sheet, cell: arrival.cell, base: arrival.base }
      : {
          sheet: arrival.operation.sheet,
          cell: 'cell' in arrival.operation ? arrival.operation.cell : null,
          base: 'base' in arrival.operation ? arrival.operation.base : null,
        }
  const by = { person: batch.author.id, personName: batch.author.name }
  return { opId, hash, device, seq, ...by, ...about, receivedAt: batch.receivedAt, body }
}

function become(batch: Batch, arrival: Arrival, ledger: Ledger, reference: Reference): Became {
  if (arrival.type === 'unreadable') return rejected(arrival.code)
  const { operation } = arrival
  const { author } = batch
  if (operation.kind === 'void') return { outcome: 'applied' }
  if (operation.person !== author.id || !author.scopes.has(operation.scope)) return rejected('no-access')
  if (partsOfSheet(operation.sheet)?.scope !== operation.scope) return rejected('malformed')
  switch (operation.kind) {
    case 'set':
    case 'resolve':
      return becomeWrite(batch, operation, ledger, reference)
    case 'submit':
      return becomeSubmission(batch, operation, ledger, reference)
    case 'withdraw':
      return becomeWithdrawal(batch, operation, ledger)
  }
}

/** Why a cell may not be written at all, whatever stands in it; undefined when it may. */
function barred(
  operation: SetOperation | Operations<'resolve'>,
  role: Role,
  ledger: Ledger,
  reference: Reference,
): ProblemCode | undefined {
  if (!may('open', 'edit', role)) return 'not-allowed'
  const parts = partsOfSheet(operation.sheet)
  const contract = parts && reference.contract(parts.contract)
  if (!contract || !reference.isOpen(contract, parts.period)) return 'not-open'
  const wrong = misfit(reference.set, { ...parts, contract }, operation.cell, operation.value)
  if (wrong) return wrong
  return may(ledger.sheet(operation.sheet).state, 'edit', role) ? undefined : 'locked'
}

function becomeWrite(
  { author, receivedAt }: Batch,
  operation: SetOperation | Operations<'resolve'>,
  ledger: Ledger,
  reference: Reference,
): Became {
  const code = barred(operation, author.role, ledger, reference)
  if (code) return rejected(code)
  return write(operation, { id: author.id, name: author.name }, receivedAt, author.role === 'provider-lead', ledger)
}

function write(
  operation: SetOperation | Operations<'resolve'>,
  by: { readonly id: PersonId; readonly name: string },
  receivedAt: Instant,
  isLead: boolean,
  ledger: Ledger,
  instead?: Base,
): Became {
  const { opId, cell: key, value, deviceTime } = operation
  const sheet = ledger.sheet(operation.sheet)
  const base = instead ?? resolveBase(operation, operation.base, ledger.operations)
  const decision: CellDecision = decideCell(sheet.cells[key], base, {
    kind: operation.kind,
    side: { value, token: opId, by: { id: by.id, name: by.name }, deviceTime, receivedAt },
    names: operation.kind === 'resolve' ? operation.sides : [],
    isLead,
  })
  if ('cell' in decision && decision.cell)
    ledger.change({ ...sheet, cells: { ...sheet.cells, [key]: decision.cell } }, opId)
  switch (decision.outcome) {
    case 'rejected':
      return rejected(decision.code)
    case 'waiting':
      return { outcome: 'waiting' }
    default:
      return { outcome: decision.outcome, token: decision.token }
  }
}

function becomeSubmission(batch: Batch, operation: Operations<'submit'>, ledger: Ledger, reference: Reference): Became {
  const { author, receivedAt } = batch
  const { sheets, name, role } = operation.value
  return eachReturn(batch, operation, sheets, ledger, ({ sheet, seen }) =>
    decideSubmit(reference, ledger.sheet(sheet), author.role, {
      seen,
      by: { id: author.id, name: author.name },
      name,
      role,
      deviceTime: operation.deviceTime,
      receivedAt,
    }),
  )
}

const becomeWithdrawal = (batch: Batch, operation: Operations<'withdraw'>, ledger: Ledger): Became =>
  eachReturn(
    batch,
    operation,
    operation.value.sheets.map(sheet => ({ sheet })),
    ledger,
    ({ sheet }) => decideWithdraw(ledger.sheet(sheet), batch.author.role),
  )

/** One act over several returns of one contract and month: each has its own outcome. */
function eachReturn<Item extends { readonly sheet: SheetId }>(
  { author }: Batch,
  operation: Operations<'submit'> | Operations<'withdraw'>,
  items: readonly Item[],
  ledger: Ledger,
  decideOne: (item: Item) => ReturnType<typeof decideSubmit>,
): Became {
  const outcomes = items.map((item): NonNullable<Outcome['sheets']>[number] => {
    const { sheet } = item
    const scope = partsOfSheet(sheet)?.scope
    if (!scope || !author.scopes.has(scope)) return { sheet, ok: false, code: 'no-access' }
    if (!sameMonth(sheet, operation.sheet)) return { sheet, ok: false, code: 'malformed' }
    const decision = decideOne(item)
    if (!decision.ok) return { sheet, ok: false, code: decision.code }
    const { state, submission } = decision
    ledger.change({ ...ledger.sheet(sheet), state, submission }, operation.opId)
    return { sheet, ok: true, ...(submission ? { ordinal: submission.ordinal } : {}) }
  })
  if (outcomes.some(outcome => outcome.ok)) return { outcome: 'applied', sheets: outcomes }
  return { ...rejected(outcomes[0]?.code ?? 'malformed'), sheets: outcomes }
}

/** Decides what waited for an operation that has now arrived, and what has waited long enough. */
function settleWaiting(batch: Batch, ledger: Ledger, reference: Reference): void {
  let again = true
  while (again) {
    again = false
    for (const waiting of ledger.waiting()) {
      const became = settle(waiting, batch.receivedAt, ledger, reference)
      if (became.outcome === 'waiting') continue
      ledger.settle({ ...waiting, ...became })
      again = true
    }
  }
}

function settle(waiting: StoredOperation, now: Instant, ledger: Ledger, reference: Reference): Became {
  const operation = operationSchema.parse(JSON.parse(waiting.body))
  if (operation.kind !== 'set' && operation.kind !== 'resolve') return rejected('malformed')
  const base = resolveBase(operation, operation.base, ledger.operations)
  const late = base.type === 'unknown' && waitedTooLong(waiting.receivedAt, now)
  if (base.type === 'unknown' && !late) return { outcome: 'waiting' }
  // Access was checked on arrival; the return may have been locked or its month closed meanwhile.
  const code = barred(operation, 'provider-editor', ledger, reference)
  if (code) return rejected(code)
  const by = { id: waiting.person, name: waiting.personName }
  return write(operation, by, waiting.receivedAt, false, ledger, late ? givenUp : base)
}

/** What the device is told, now and whenever it sends the operation again. */
export const outcomeOf = (operation: StoredOperation): Outcome => ({
  opId: operation.opId,
  outcome: operation.outcome,
  receivedAt: operation.receivedAt,
  ...(operation.code === undefined ? {} : { code: operation.code }),
  ...(operation.token === undefined ? {} : { token: operation.token }),
  ...(operation.sheets === undefined ? {} : { sheets: operation.sheets }),
})
