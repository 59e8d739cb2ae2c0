/**
 * What ties stored operations to the record: the entry of a batch holds a digest over every column of every operation
 * it brought, so that one changed, taken out or put in later is found. An operation that waited is covered twice: as
 * waiting when it came, and with its outcome by the entry of the batch that settled it.
 */
import { hash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { ContractId, DeviceId, Instant, PersonId, ServiceId } from '../../domain/ids.ts'
import { partsOfSheet, placeAbout } from '../../domain/ids.ts'
import { operationRow } from '../storage/operation-rows.ts'
import type { BatchWrites } from '../storage/storage.ts'
import type { Tables } from '../storage/tables.ts'
import type { Concerns, NewEntry, Place } from './acts.ts'

export type OperationColumns = Selectable<Tables['operation']>

/** One number of a device, as `device_log` has it. */
export interface Numbered {
  readonly seq: number
  readonly opId: string
  /**
   * The operation's row when it first came under this number; undefined: it had come before, under the number of a
   * device that was numbered anew, and is covered there.
   */
  readonly row: OperationColumns | undefined
}

const outcomeOf = (row: OperationColumns): readonly (string | null)[] => [row.outcome, row.code, row.token, row.sheets]
const whileWaiting: readonly (string | null)[] = ['waiting', null, null, null]

const fixedOf = (row: OperationColumns): readonly (string | number | null)[] => [
  row.op_id,
  row.hash,
  row.device,
  row.seq,
  row.person,
  row.person_name,
  row.sheet,
  row.cell,
  row.base,
  row.received_at,
  row.body,
]

const digestOf = (lines: Iterable<unknown>): string =>
  hash('sha256', [...lines].map(line => JSON.stringify(line)).join('\n'), 'hex')

/** SHA-256 over a device's numbers in order. `settledLater`: covered as it was before, waiting. */
export const numbersDigest = (
  device: string,
  numbers: readonly Numbered[],
  settledLater: (opId: string) => boolean = () => false,
): string =>
  digestOf([
    device,
    ...numbers.map(({ seq, opId, row }) =>
      row === undefined
        ? [seq, opId]
        : [seq, opId, fixedOf(row), settledLater(row.op_id) ? whileWaiting : outcomeOf(row)],
    ),
  ])

/** SHA-256 over operations that waited, with what became of them, in the order named. */
export const settledDigest = (rows: readonly OperationColumns[]): string =>
  digestOf(rows.map(row => [row.op_id, outcomeOf(row)]))

/** Whose act a batch was, for its entry. */
export interface BatchAct {
  /** Who pushed it; null: what waited was settled with no contact. */
  readonly person: { readonly id: PersonId; readonly name: string } | null
  readonly at: Instant
  readonly serviceOf: (contract: ContractId) => ServiceId | undefined
  /** Whom it concerns where no return can be told. */
  readonly concerns?: Concerns
}

/** The entry of a batch, to be appended in the transaction that writes it; undefined when it wrote no operation. */
export function batchEntry(
  writes: Pick<BatchWrites, 'deviceLog' | 'operations' | 'settled'>,
  device: DeviceId,
  { person, at, serviceOf, concerns = {} }: BatchAct,
): NewEntry | undefined {
  const added = new Map(writes.operations.map(operation => [operation.opId, rowOf(operation)]))
  const settledRows = writes.settled.map(rowOf)
  const sheets = countSheets([...writes.operations, ...writes.settled].flatMap(returnsOf))
  const where = placeOf(Object.keys(sheets), serviceOf)
  const settled =
    settledRows.length === 0
      ? undefined
      : { operations: settledRows.map(row => row.op_id), digest: settledDigest(settledRows) }
  const numbers = writes.deviceLog.map(({ seq, opId }): Numbered => ({ seq, opId, row: added.get(opId) }))
  const [first, last] = [numbers.at(0), numbers.at(-1)]
  if (first && last) {
    const digest = numbersDigest(device, numbers)
    const range = { device, fromSeq: first.seq, toSeq: last.seq, digest, sheets }
    const readers = Object.keys(sheets).length === 0 ? concerns : {}
    const about = { ...range, ...readers, ...(settled ? { settled } : {}) }
    return { at, person, what: 'operations-received', ...where, about }
  }
  // Nothing new came: what waited had waited long enough, which is nobody's act.
  return settled && { at, person: null, what: 'operations-settled', ...where, about: { settled, sheets } }
}

/** As the row will be: what an insert leaves out is null there. */
function rowOf(operation: BatchWrites['operations'][number]): OperationColumns {
  const row = operationRow(operation)
  return {
    op_id: row.op_id,
    hash: row.hash,
    device: row.device,
    seq: row.seq,
    person: row.person,
    person_name: row.person_name,
    sheet: row.sheet ?? null,
    cell: row.cell ?? null,
    base: row.base ?? null,
    received_at: row.received_at,
    body: row.body,
    outcome: row.outcome,
    code: row.code ?? null,
    token: row.token ?? null,
    sheets: row.sheets ?? null,
  }
}

/** A submission is of the contract-wide part, and about the returns it names. */
const returnsOf = ({ sheet, sheets }: BatchWrites['operations'][number]): readonly (string | null)[] =>
  sheets === undefined ? [sheet] : sheets.map(each => each.sheet)

function countSheets(ids: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const id of ids) if (id !== null) counts[id] = (counts[id] ?? 0) + 1
  return counts
}

/** What all returns have in common goes into the columns. */
function placeOf(sheets: readonly string[], serviceOf: BatchAct['serviceOf']): Place {
  const parts = sheets.flatMap(sheet => partsOfSheet(sheet) ?? [])
  const contract = one(parts.map(each => each.contract))
  const place = contract && one(parts.map(each => placeAbout(each.place)))
  const period = one(parts.map(each => each.period))
  const service = one(parts.map(each => serviceOf(each.contract)))
  return {
    ...(contract ? { contract } : {}),
    ...(place ? { place } : {}),
    ...(period ? { period } : {}),
    ...(service ? { service } : {}),
  }
}

/** What they all are; undefined when they differ, or there is none. */
const one = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined)
