import type { CellKey, DeviceId, Instant, OpId, PersonId, ScopeId, SheetId } from '../../src/domain/ids.ts'
import type { BatchAct } from '../../src/server/history/coverage.ts'
import type {
  BatchNeeds,
  BatchState,
  BatchWrites,
  Storage,
  StoredOperation,
  StoredSheet,
} from '../../src/server/storage/storage.ts'
import { amount, pid } from '../domain/small-set.ts'
import { helper, month } from './small-county.ts'

/** An empty storage that can be closed and opened again on the same data. */
export interface StorageUnderTest {
  open(): Promise<Storage>
  destroy(): Promise<void>
}

export const at = '2017-07-11T10:00:00.000Z' as Instant
export const person = 'p1' as PersonId
export const device = '00000000-0000-4000-8000-000000000001' as DeviceId
export const scope = `${helper}/east-a` as ScopeId
export const sheetId = `${helper}/east-a/${month}` as SheetId
export const digest = 'd'.repeat(64)

export const operation = (id: OpId, seq: number, more: Partial<StoredOperation> = {}): StoredOperation => ({
  opId: id,
  hash: `hash of ${id}`,
  device,
  seq,
  person,
  personName: 'A person',
  sheet: sheetId,
  cell: 'closed' as CellKey,
  base: null,
  receivedAt: at,
  outcome: 'applied',
  token: id,
  body: `{"opId":"${id}"}`,
  ...more,
})
export const storedSheet = (rev: number, token: OpId): StoredSheet => ({
  sheet: sheetId,
  scope,
  rev,
  state: 'open',
  submission: null,
  cells: { ['closed' as CellKey]: { value: amount(rev), token, by: { id: person, name: 'A person' }, at } },
  digest,
})
export const needs = (ids: readonly OpId[], seqs: readonly number[]): BatchNeeds => ({
  device,
  seqs,
  operations: ids,
  sheets: [sheetId],
})
export const nothing: BatchWrites = { lastSeq: 0, deviceLog: [], operations: [], settled: [], sheets: [], log: [] }

export async function populated(storage: Storage): Promise<void> {
  await storage.addPerson({
    id: person,
    name: 'A person',
    email: 'Person@Example.org',
    role: 'provider-editor',
    contracts: [{ contract: helper, places: [pid('east-a'), pid('east-b')] }],
    services: [],
    passwordHash: 'a hash',
    at,
  })
  await storage.addDevice({ id: device, person, secretHash: digest }, at)
}

/** Writes one applied operation as a batch would. */
export async function write(
  storage: Storage,
  id: OpId,
  seq: number,
  more: Partial<StoredOperation> = {},
): Promise<void> {
  await storage.commitBatch(needs([id], [seq]), () => ({
    answer: null,
    act,
    writes: {
      ...nothing,
      lastSeq: seq,
      deviceLog: [{ seq, opId: id }],
      operations: [operation(id, seq, more)],
      sheets: [storedSheet(seq, id)],
      log: [{ scope, seq, opId: id, sheet: sheetId }],
    },
  }))
}

/** Whose batch it was. */
export const act: BatchAct = { person: { id: person, name: 'A person' }, at, serviceOf: () => undefined }

export const read = (storage: Storage, asked: BatchNeeds): Promise<BatchState> =>
  storage.commitBatch(asked, state => ({ answer: state, writes: null }))

/** Runs a test on a populated storage; `again` closes it and opens it on the same data. */
export const onStorage =
  (make: () => Promise<StorageUnderTest>) =>
  async (test: (storage: Storage, again: () => Promise<Storage>) => Promise<void>): Promise<void> => {
    const under = await make()
    let storage = await under.open()
    try {
      await populated(storage)
      await test(storage, async () => {
        await storage.close()
        storage = await under.open()
        return storage
      })
    } finally {
      await storage.close()
      await under.destroy()
    }
  }
