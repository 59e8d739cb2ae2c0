/** What every storage must do. Another storage calls this with its own way of opening. */
import { describe, expect, it } from 'vitest'
import type { CellKey, Instant, OpId, ScopeId, SheetId } from '../../src/domain/ids.ts'
import type { Cursor } from '../../src/protocol/exchange.ts'
import type { StoredSheet } from '../../src/server/storage/storage.ts'
import { amount } from '../domain/small-set.ts'
import { opId } from './operations.ts'
import { helper, month } from './small-county.ts'

import { peopleContract } from './storage-contract-people.ts'
import {
  act,
  at,
  device,
  needs,
  nothing,
  onStorage,
  operation,
  person,
  read,
  type StorageUnderTest,
  scope,
  sheetId,
  storedSheet,
  write,
} from './storage-under-test.ts'

/** Operations, returns and scopes. */
function syncContract(name: string, make: () => Promise<StorageUnderTest>): void {
  const on = onStorage(make)

  describe(`storage contract: ${name}`, () => {
    it('knows when it last received anything', () =>
      on(async storage => {
        expect(await storage.newestReceipt()).toBeNull()
        await write(storage, opId(), 1, { receivedAt: '2017-07-11T10:00:00.001Z' as Instant })
        await write(storage, opId(), 2, { receivedAt: at })
        expect(await storage.newestReceipt()).toBe('2017-07-11T10:00:00.001Z')
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

    it('writes as many operations as a push may bring, each as it was, and reads more sheets than a statement takes', () =>
      on(async (storage, again) => {
        // As many of each length of statement as there may be.
        const made = Array.from({ length: 500 + 85 }, (_, index) =>
          operation(opId(), index + 1, { body: `{"n":${index}}`, receivedAt: at, base: index % 2 ? opId() : null }),
        )
        const sheets = Array.from({ length: 40_000 }, (_, n) => `${helper}/place-${n}/${month}` as SheetId)
        await storage.commitBatch({ ...needs([], []), sheets: [...sheets, sheetId] }, () => ({
          answer: null,
          act,
          writes: {
            ...nothing,
            lastSeq: made.length,
            deviceLog: made.map(({ opId: id, seq }) => ({ seq, opId: id })),
            operations: made,
            log: made.map(({ opId: id, seq }) => ({ scope, seq, opId: id, sheet: sheetId })),
          },
        }))
        const ids = made.map(each => each.opId)
        const state = await read(await again(), needs(ids, [1, 64, 65, made.length]))
        expect([...state.operations.values()].sort((a, b) => a.seq - b.seq)).toEqual(made)
        expect([...state.logged.values()]).toEqual([ids[0], ids[63], ids[64], ids.at(-1)])
        expect(state.heads.get(scope)).toEqual({ seq: made.length, tip: ids.at(-1) })
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
          act,
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
          act,
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
        const head = { seq: 2, tip: second, at }
        const whole = [storedSheet(2, second)]
        expect(await newsFrom(head)).toEqual([])
        expect(await newsFrom({ seq: 2, tip: second })).toEqual([])
        expect(await newsFrom({ seq: 1, tip: first })).toEqual([{ scope, cursor: head, reset: false, sheets: whole }])
        expect(await newsFrom(undefined)).toEqual([{ scope, cursor: head, reset: false, sheets: whole }])
        expect(await newsFrom({ seq: 1, tip: second })).toEqual([{ scope, cursor: head, reset: true, sheets: whole }])
        // The same operation at the same number, received anew: what lies before it need not be the same.
        const before = '2017-07-11T08:59:00.000Z' as Instant
        for (const cursor of [
          { ...head, at: before },
          { seq: 1, tip: first, at: before },
        ])
          expect(await newsFrom(cursor)).toEqual([{ scope, cursor: head, reset: true, sheets: whole }])
        expect(await newsFrom({ seq: 1, tip: first, at })).toMatchObject([{ reset: false }])
        expect(await newsFrom({ seq: 3, tip: opId() })).toEqual([{ scope, cursor: head, reset: true, sheets: whole }])
        expect(await storage.newsOf(new Map([[empty, undefined]]))).toEqual([
          { scope: empty, cursor: { seq: 0, tip: null }, reset: false, sheets: [] },
        ])
        expect(await storage.newsOf(new Map([[empty, { seq: 0, tip: null }]]))).toEqual([])
        expect(await storage.newsOf(new Map())).toEqual([])
      }))

    it('finds sheets with what came late to them, and which operations are stored', () =>
      on(async (storage, again) => {
        const [first, second] = [opId(), opId()]
        await write(storage, first, 1)
        const entry = {
          opId: second,
          cell: 'closed' as CellKey,
          value: amount(9),
          by: { id: person, name: 'A person' },
        }
        const late = [{ ...entry, deviceTime: at, receivedAt: at }]
        let open = storage
        const put = (sheets: readonly StoredSheet[]) =>
          open.commitBatch(needs([], []), () => ({ answer: null, act, writes: { ...nothing, sheets } }))
        await put([{ ...storedSheet(1, first), late }])
        open = await again()
        const found = await open.sheets([sheetId, `${helper}/west-c/${month}` as SheetId])
        expect([...found]).toEqual([[sheetId, { ...storedSheet(1, first), late }]])
        expect((await read(open, needs([], []))).sheets.get(sheetId)?.late).toEqual(late)
        await put([storedSheet(1, first)])
        expect((await open.sheets([sheetId])).get(sheetId)).not.toHaveProperty('late')
        expect([...(await open.stored([first, second])).keys()]).toEqual([first])
        expect((await open.sheets([])).size + (await open.stored([])).size).toBe(0)
      }))

    it('gives every operation about a return: those of its log in order, and those that never got into it', () =>
      on(async storage => {
        const [first, second, refused, waits, submission] = [opId(), opId(), opId(), opId(), opId()]
        await write(storage, first, 1)
        await write(storage, second, 2)
        const whole = `${helper}/all/${month}` as SheetId
        const body = JSON.stringify({ value: { sheets: [{ sheet: sheetId }] } })
        const beside = [
          operation(refused, 3, { outcome: 'rejected', code: 'locked' }),
          operation(waits, 4, { outcome: 'waiting', token: undefined }),
          operation(submission, 5, { sheet: whole, cell: null, body }),
          operation(opId(), 6, { sheet: whole, cell: null }),
          operation(opId(), 7, { sheet: `${helper}/west-c/${month}` as SheetId, outcome: 'rejected', code: 'locked' }),
        ]
        await storage.commitBatch(needs([], []), () => ({
          answer: null,
          act,
          writes: {
            ...nothing,
            lastSeq: 7,
            deviceLog: beside.map(({ seq, opId: id }) => ({ seq, opId: id })),
            operations: beside,
          },
        }))
        const found = await storage.returnLog(sheetId)
        expect(found.log.map(each => each.opId)).toEqual([first, second])
        expect(found.beside.map(each => each.opId)).toEqual([refused, waits, submission])
        expect(found.beside[0]).toEqual(beside[0])
        expect(await storage.returnLog('nothing' as SheetId)).toEqual({ log: [], beside: [] })
      }))

    it('finds where operations have waited since before an instant', () =>
      on(async storage => {
        const later = '2017-07-11T10:00:00.001Z' as Instant
        await write(storage, opId(), 1)
        await write(storage, opId(), 2, { outcome: 'waiting', token: undefined })
        await write(storage, opId(), 3, { outcome: 'waiting', token: undefined })
        expect(await storage.waitingSince(at)).toEqual([])
        expect(await storage.waitingSince(later)).toEqual([{ sheet: sheetId, device }])
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
            return { answer: seq, writes, act }
          })
        const answers = await Promise.all(ids.map(take))
        expect(answers).toEqual(ids.map((_, index) => index + 1))
        await storage.check()
      }))
  })
}

export function storageContract(name: string, make: () => Promise<StorageUnderTest>): void {
  peopleContract(name, make)
  syncContract(name, make)
}
