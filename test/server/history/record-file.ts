/** A data file with a record, written as the server will write it: operations and their entry in one transaction. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely, Transaction } from 'kysely'
import type {
  CellKey,
  ContractId,
  DeviceId,
  Instant,
  OpId,
  PersonId,
  ServiceId,
  SheetId,
} from '../../../src/domain/ids.ts'
import type { NewEntry } from '../../../src/server/history/acts.ts'
import { batchEntry } from '../../../src/server/history/coverage.ts'
import { append } from '../../../src/server/history/record.ts'
import { operationRow, outcomeColumns } from '../../../src/server/storage/operation-rows.ts'
import { openSqlite } from '../../../src/server/storage/sqlite.ts'
import type { Storage, StoredOperation } from '../../../src/server/storage/storage.ts'
import type { Tables } from '../../../src/server/storage/tables.ts'

export const at = '2017-07-11T10:00:00.000Z' as Instant
export const lead = { id: 'p1' as PersonId, name: 'The provider lead' }
export const contract = 'su-helper-2016' as ContractId
export const other = 'xx-other-2016' as ContractId
export const sheet = (place: string, of: ContractId = contract): SheetId => `${of}/${place}/2017-06` as SheetId
export const device = (n: number): DeviceId => `00000000-0000-4000-8000-00000000000${n}` as DeviceId
export const op = (n: number): OpId => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}` as OpId
export const serviceOf = (of: ContractId): ServiceId => of.slice(0, 2) as string as ServiceId

export interface RecordFile {
  readonly folder: string
  readonly file: string
  readonly storage: Storage
  readonly db: Kysely<Tables>
  act<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>
  write(...entries: readonly NewEntry[]): Promise<void>
  close(): Promise<void>
}

export async function openRecordFile(): Promise<RecordFile> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldfare-record-'))
  const file = join(folder, 'county.db')
  const storage = await openSqlite(file)
  const { db } = storage.accounts
  await storage.addPerson({
    id: lead.id,
    name: lead.name,
    email: 'lead@example.org',
    role: 'provider-lead',
    contracts: [{ contract, places: 'every' }],
    services: [],
    passwordHash: 'a hash',
    at,
  })
  for (const n of [1, 2, 3])
    await storage.addDevice({ id: device(n), person: lead.id, secretHash: String(n).repeat(64) }, at)
  // Her and her devices are of before the record: it begins empty.
  await db.deleteFrom('record').execute()
  await db.deleteFrom('record_tip').execute()
  const act: RecordFile['act'] = work => db.transaction().execute(work)
  return {
    folder,
    file,
    storage,
    db,
    act,
    write: (...entries) =>
      act(async transaction => {
        await append(transaction, entries)
      }),
    close: async () => {
      await storage.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const operation = (
  n: number,
  from: DeviceId,
  seq: number,
  more: Partial<StoredOperation> = {},
): StoredOperation => ({
  opId: op(n),
  hash: String(n % 10).repeat(64),
  device: from,
  seq,
  person: lead.id,
  personName: lead.name,
  sheet: sheet('east-a'),
  cell: 'closed' as CellKey,
  base: null,
  receivedAt: at,
  outcome: 'applied',
  token: op(n),
  body: `{"opId":"${op(n)}","value":${n}}`,
  ...more,
})

interface Batch {
  readonly device: DeviceId
  readonly deviceLog: readonly { readonly seq: number; readonly opId: OpId }[]
  readonly operations: readonly StoredOperation[]
  readonly settled?: readonly StoredOperation[]
}

/** Stores a batch; with its entry, unless it is one from before there was a record. */
export const receive = (
  file: RecordFile,
  { device: from, deviceLog, operations, settled = [] }: Batch,
  entered: 'recorded' | 'before-the-record' = 'recorded',
): Promise<void> =>
  file.act(async transaction => {
    if (operations.length > 0) await transaction.insertInto('operation').values(operations.map(operationRow)).execute()
    for (const each of settled)
      await transaction.updateTable('operation').set(outcomeColumns(each)).where('op_id', '=', each.opId).execute()
    if (deviceLog.length > 0)
      await transaction
        .insertInto('device_log')
        .values(deviceLog.map(({ seq, opId }) => ({ device: from, seq, op_id: opId })))
        .execute()
    if (entered === 'before-the-record') return
    const entry = batchEntry({ deviceLog, operations, settled }, from, { person: lead, at, serviceOf })
    if (entry) await append(transaction, [entry])
  })

/** Three devices: waiting and settled operations, one received again under a new number, one refused. */
export async function populate(file: RecordFile): Promise<void> {
  const [one, two, three] = [device(1), device(2), device(3)]
  const waiting = operation(4, two, 1, { outcome: 'waiting', token: undefined, base: op(3) })
  await receive(file, {
    device: one,
    deviceLog: [
      { seq: 1, opId: op(1) },
      { seq: 2, opId: op(2) },
    ],
    operations: [operation(1, one, 1), operation(2, one, 2, { sheet: sheet('east-b') })],
  })
  await file.write({ at, person: lead, what: 'signed-in', about: { closes: 1 } })
  await receive(file, {
    device: two,
    deviceLog: [
      { seq: 1, opId: op(4) },
      { seq: 2, opId: op(5) },
    ],
    operations: [
      waiting,
      operation(5, two, 2, { outcome: 'rejected', code: 'malformed', token: undefined, sheet: null, cell: null }),
    ],
  })
  await receive(file, {
    device: one,
    deviceLog: [{ seq: 3, opId: op(3) }],
    operations: [operation(3, one, 3)],
    settled: [{ ...waiting, outcome: 'conflict', token: op(3) }],
  })
  const longWaiting = operation(6, three, 2, { outcome: 'waiting', token: undefined, base: op(99) })
  await receive(file, {
    device: three,
    deviceLog: [
      { seq: 1, opId: op(2) },
      { seq: 2, opId: op(6) },
    ],
    operations: [longWaiting],
  })
  await receive(file, {
    device: three,
    deviceLog: [],
    operations: [],
    settled: [{ ...longWaiting, outcome: 'conflict', token: op(1) }],
  })
  const stillWaiting = operation(7, three, 3, { outcome: 'waiting', token: undefined, base: op(98) })
  await receive(file, { device: three, deviceLog: [{ seq: 3, opId: op(7) }], operations: [stillWaiting] })
  await file.write({ at, person: null, what: 'backup-made', about: { through: at } })
}
