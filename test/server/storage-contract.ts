/** What every storage must do. Another storage calls this with its own way of opening. */
import { describe, expect, it } from 'vitest'
import type { CellKey, DeviceId, Instant, OpId, PersonId, ScopeId, SheetId } from '../../src/domain/ids.ts'
import type { Cursor } from '../../src/protocol/exchange.ts'
import type {
  BatchNeeds,
  BatchState,
  BatchWrites,
  Storage,
  StoredOperation,
  StoredSheet,
} from '../../src/server/storage/storage.ts'
import { amount, pid } from '../domain/small-set.ts'
import { opId } from './operations.ts'
import { helper, month } from './small-county.ts'

/** An empty storage that can be closed and opened again on the same data. */
export interface StorageUnderTest {
  open(): Promise<Storage>
  destroy(): Promise<void>
}

const at = '2017-07-11T10:00:00.000Z' as Instant
const person = 'p1' as PersonId
const device = '00000000-0000-4000-8000-000000000001' as DeviceId
const scope = `${helper}/east-a` as ScopeId
const sheetId = `${helper}/east-a/${month}` as SheetId
const digest = 'd'.repeat(64)

const operation = (id: OpId, seq: number, more: Partial<StoredOperation> = {}): StoredOperation => ({
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
const storedSheet = (rev: number, token: OpId): StoredSheet => ({
  sheet: sheetId,
  scope,
  rev,
  state: 'open',
  submission: null,
  cells: { ['closed' as CellKey]: { value: amount(rev), token, by: { id: person, name: 'A person' }, at } },
  digest,
})
const needs = (ids: readonly OpId[], seqs: readonly number[]): BatchNeeds => ({
  device,
  seqs,
  operations: ids,
  sheets: [sheetId],
})
const nothing: BatchWrites = { lastSeq: 0, deviceLog: [], operations: [], settled: [], sheets: [], log: [] }

async function populated(storage: Storage): Promise<void> {
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
async function write(storage: Storage, id: OpId, seq: number, more: Partial<StoredOperation> = {}): Promise<void> {
  await storage.commitBatch(needs([id], [seq]), () => ({
    answer: null,
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

const read = (storage: Storage, asked: BatchNeeds): Promise<BatchState> =>
  storage.commitBatch(asked, state => ({ answer: state, writes: null }))

export function storageContract(name: string, make: () => Promise<StorageUnderTest>): void {
  const on = async (test: (storage: Storage, again: () => Promise<Storage>) => Promise<void>): Promise<void> => {
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

  describe(`storage contract: ${name}`, () => {
    it('keeps settings, and the last value of each', () =>
      on(async (storage, again) => {
        expect(await storage.setting('a')).toBeUndefined()
        await storage.putSetting('a', 'one')
        await storage.putSetting('a', 'two')
        expect(await (await again()).setting('a')).toBe('two')
      }))

    it('keeps people with their grants, and refuses an address twice', () =>
      on(async (_storage, again) => {
        const grants = [{ contract: helper, places: [pid('east-a'), pid('east-b')] }]
        const open = await again()
        expect(await open.person(person)).toEqual({
          id: person,
          name: 'A person',
          email: 'person@example.org',
          role: 'provider-editor',
          contracts: grants,
          services: [],
        })
        const twin = { id: 'p2' as PersonId, name: 'B', email: 'PERSON@example.org', role: 'officer' as const }
        await expect(open.addPerson({ ...twin, contracts: [], services: [], passwordHash: '', at })).rejects.toThrow()
        expect(await open.countPeople()).toBe(1)
        expect(await open.person('p2' as PersonId)).toBeUndefined()
        await open.addPerson({
          ...twin,
          email: 'b@example.org',
          contracts: [{ contract: helper, places: 'every' }],
          services: ['support' as never],
          passwordHash: '',
          at,
        })
        expect(await open.person(twin.id)).toMatchObject({
          contracts: [{ contract: helper, places: 'every' }],
          services: ['support'],
        })
      }))

    it('knows devices and secrets, and keeps what is surrendered once', () =>
      on(async storage => {
        expect(await storage.device(device)).toEqual({ id: device, person, secretHash: digest })
        expect(await storage.device('00000000-0000-4000-8000-000000000009' as DeviceId)).toBeUndefined()
        expect([await storage.knowsSecret(digest), await storage.knowsSecret('e'.repeat(64))]).toEqual([true, false])
        const bodies = [
          { hash: '1', body: '{}' },
          { hash: '2', body: '[]' },
        ]
        expect(await storage.surrender(device, bodies, at)).toBe(2)
        expect(await storage.surrender(device, bodies, at)).toBe(2)
        expect(await storage.surrender(device, [], at)).toBe(0)
      }))

    it('keeps reference documents and collections, the newest of each', () =>
      on(async (storage, again) => {
        await storage.putDocuments([{ id: 'set/a', hash: 'h1', body: '{"a":1}' }])
        await storage.putDocuments([
          { id: 'set/a', hash: 'h2', body: '{"a":2}' },
          { id: 'history/b', hash: 'h3', body: '{}' },
        ])
        const collection = { service: 'support', period: month, due: '2017-07-14' as never, state: 'open' as const }
        await storage.putCollections([collection])
        await storage.putCollections([{ ...collection, state: 'history' }])
        const open = await again()
        expect(await open.documents()).toEqual([
          { id: 'history/b', hash: 'h3', body: '{}' },
          { id: 'set/a', hash: 'h2', body: '{"a":2}' },
        ])
        expect(await open.collections()).toEqual([{ ...collection, state: 'history' }])
      }))

    it('writes a batch whole and gives it back after it was closed', () =>
      on(async (storage, again) => {
        const id = opId()
        await write(storage, id, 1, { code: undefined, sheets: [{ sheet: sheetId, ok: true, ordinal: 1 }] })
        const state = await read(await again(), needs([id], [1, 2]))
        expect(state.lastSeq).toBe(1)
        expect([...state.logged]).toEqual([[1, id]])
        expect(state.operations.get(id)).toEqual(
          operation(id, 1, { sheets: [{ sheet: sheetId, ok: true, ordinal: 1 }] }),
        )
        expect(state.sheets.get(sheetId)).toEqual(storedSheet(1, id))
        expect(state.heads.get(scope)).toEqual({ seq: 1, tip: id })
        expect(state.waiting).toEqual([])
      }))

    it('keeps apart "no token said" and "never written"', () =>
      on(async storage => {
        const [said, unsaid] = [opId(), opId()]
        await write(storage, said, 1, { token: null, outcome: 'agreed' })
        await write(storage, unsaid, 2, { token: undefined, outcome: 'rejected', code: 'locked' })
        const { operations } = await read(storage, needs([said, unsaid], [1]))
        expect(operations.get(said)?.token).toBeNull()
        expect(operations.get(unsaid)).not.toHaveProperty('token')
      }))

    it('writes nothing when the decision says so, or fails', () =>
      on(async storage => {
        const id = opId()
        await read(storage, needs([id], [1]))
        const failing = storage.commitBatch(needs([id], [1]), () => {
          throw new Error('a bug')
        })
        await expect(failing).rejects.toThrow('a bug')
        // A batch that breaks a rule of the tables on its last write leaves none of its first.
        const broken = storage.commitBatch(needs([id], [1]), () => ({
          answer: null,
          writes: {
            ...nothing,
            lastSeq: 1,
            operations: [operation(id, 1)],
            deviceLog: [{ seq: 1, opId: id }],
            log: [{ scope, seq: 1, opId: opId(), sheet: sheetId }],
          },
        }))
        await expect(broken).rejects.toThrow()
        const state = await read(storage, needs([id], [1]))
        expect([state.lastSeq, state.operations.size, state.heads.size]).toEqual([0, 0, 0])
      }))

    it('refuses an operation id or a device’s number twice', () =>
      on(async storage => {
        const id = opId()
        await write(storage, id, 1)
        await expect(write(storage, id, 2)).rejects.toThrow()
        await expect(write(storage, opId(), 1)).rejects.toThrow()
      }))

    it('follows bases through what was rejected or waits, and stops at what was applied', () =>
      on(async storage => {
        const [first, second, third, fourth] = [opId(), opId(), opId(), opId()]
        await write(storage, first, 1)
        await write(storage, second, 2, { base: first })
        await write(storage, third, 3, { base: second, outcome: 'rejected', code: 'out-of-bounds', token: undefined })
        await write(storage, fourth, 4, { base: third, outcome: 'waiting', token: undefined })
        const { operations, waiting } = await read(storage, { ...needs([fourth], [9]), sheets: [] })
        expect([...operations.keys()].sort()).toEqual([second, third, fourth])
        expect(waiting).toEqual([])
        const state = await read(storage, needs([], []))
        expect(state.waiting.map(each => each.opId)).toEqual([fourth])
        expect([...state.operations.keys()].sort()).toEqual([second, third, fourth])
      }))

    it('settles what waited', () =>
      on(async storage => {
        const id = opId()
        await write(storage, id, 1, { outcome: 'waiting', token: undefined })
        await storage.commitBatch(needs([], []), () => ({
          answer: null,
          writes: { ...nothing, settled: [operation(id, 1, { outcome: 'conflict', token: null })] },
        }))
        const state = await read(storage, needs([id], []))
        expect(state.operations.get(id)).toMatchObject({ outcome: 'conflict', token: null })
        expect(state.waiting).toEqual([])
        expect(state.lastSeq).toBe(1)
      }))

    it('gives the news of scopes: nothing at the tip, what changed after a cursor, everything without one or off the log', () =>
      on(async storage => {
        const [first, second] = [opId(), opId()]
        await write(storage, first, 1)
        await write(storage, second, 2)
        const empty = `${helper}/east-b` as ScopeId
        const newsFrom = async (cursor: Cursor | undefined) => storage.newsOf(new Map([[scope, cursor]]))
        const head = { seq: 2, tip: second }
        const whole = [storedSheet(2, second)]
        expect(await newsFrom(head)).toEqual([])
        expect(await newsFrom({ seq: 1, tip: first })).toEqual([{ scope, cursor: head, reset: false, sheets: whole }])
        expect(await newsFrom(undefined)).toEqual([{ scope, cursor: head, reset: false, sheets: whole }])
        expect(await newsFrom({ seq: 1, tip: second })).toEqual([{ scope, cursor: head, reset: true, sheets: whole }])
        expect(await newsFrom({ seq: 3, tip: opId() })).toEqual([{ scope, cursor: head, reset: true, sheets: whole }])
        expect(await storage.newsOf(new Map([[empty, undefined]]))).toEqual([
          { scope: empty, cursor: { seq: 0, tip: null }, reset: false, sheets: [] },
        ])
        expect(await storage.newsOf(new Map([[empty, { seq: 0, tip: null }]]))).toEqual([])
        expect(await storage.newsOf(new Map())).toEqual([])
      }))

    it('finds sheets, and counts the changes refused as locked', () =>
      on(async storage => {
        const id = opId()
        await write(storage, id, 1)
        await write(storage, opId(), 2, { outcome: 'rejected', code: 'locked' })
        await write(storage, opId(), 3, { outcome: 'rejected', code: 'unknown-cell' })
        await write(storage, opId(), 4, { outcome: 'rejected', code: 'locked', cell: null })
        expect([...(await storage.sheets([sheetId, `${helper}/west-c/${month}` as SheetId])).keys()]).toEqual([sheetId])
        expect([...(await storage.lockedOut([sheetId]))]).toEqual([[sheetId, 1]])
        expect((await storage.sheets([])).size + (await storage.lockedOut([])).size).toBe(0)
      }))

    it('decides one batch after another, never two at once', () =>
      on(async storage => {
        const ids = Array.from({ length: 20 }, () => opId())
        const take = (id: OpId) =>
          storage.commitBatch(needs([id], []), state => {
            const seq = state.lastSeq + 1
            const writes = {
              ...nothing,
              lastSeq: seq,
              deviceLog: [{ seq, opId: id }],
              operations: [operation(id, seq)],
              log: [{ scope, seq: (state.heads.get(scope)?.seq ?? 0) + 1, opId: id, sheet: sheetId }],
            }
            return { answer: seq, writes }
          })
        const answers = await Promise.all(ids.map(take))
        expect(answers).toEqual(ids.map((_, index) => index + 1))
        await storage.check()
      }))
  })
}
