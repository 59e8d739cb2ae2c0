import { IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { Activity } from '../../../src/device/desk.ts'
import { append, type Content, noCounters } from '../../../src/device/outbox/outbox.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import { databaseName, PersonDatabase } from '../../../src/device/storage/database.ts'
import { openStore } from '../../../src/device/storage/store.ts'
import { sealerOf } from '../../../src/device/vault/seal.ts'
import { createVaultKey, type DataKey } from '../../../src/device/vault/vault.ts'
import type { Instant, OpId, ScopeId, SheetId } from '../../../src/domain/ids.ts'
import { amount, cells, lead, setVersion, sheets } from '../county.ts'
import { type Disk, firstDay, newDisk, startProgram } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

const databaseOn = (disk: Disk): PersonDatabase =>
  new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })

const day = 86_400_000

describe('what has been received', () => {
  it('P10: is kept 35 days and until a backup has it; longer while what was typed upon it waits', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const desk = await firstDay(startProgram(disk, server, 'tablet'), lead)
    const type = (value: number, sheet: SheetId) => desk.save([{ sheet, cell: cells.closed, value: amount(value) }])
    const kept = async () => {
      const database = databaseOn(disk)
      const rows = await database.outbox.orderBy('order').toArray()
      database.close()
      return rows.map(row => row.seq)
    }
    await type(1, sheets.east)
    await type(2, sheets.south)
    await desk.sync()
    expect(await kept()).toEqual([1, 2])

    server.clock += 36 * day
    await type(3, sheets.west)
    await desk.sync()
    // No backup has them.
    expect(await kept()).toEqual([1, 2, 3])

    server.durableThrough = new Date(server.clock).toISOString() as Instant
    await type(4, sheets.west)
    const { handle } = server
    server.handle = async (browser, path, ...rest) => {
      if (path === '/api/pull') {
        server.handle = handle
        // Typed upon the first one while the cycle runs that could drop it.
        await type(5, sheets.east)
      }
      return handle(browser, path, ...rest)
    }
    await desk.sync()
    expect(await kept()).toEqual([1, 3, 4, 5])
    expect(desk.state().status.waiting).toBe(1)
    await desk.sync()
    expect(await kept()).toEqual([3, 4, 5])
    desk.lock()
  })
})

describe('what another tab has built on', () => {
  it('P10: is not dropped by this one, which has not heard of it', async () => {
    const disk = newDisk()
    const { dataKey } = await createVaultKey('a passphrase', 1)
    const one = await storeOn(disk, dataKey)
    const first = figure(null)
    const old = '2017-01-01T00:00:00.000Z' as Instant
    await one.store.change(outbox => {
      const made = append(outbox, [first])
      const receipt = { outcome: 'applied' as const, receivedAt: old, ackNo: 1 }
      return {
        puts: made.puts.map(entry => ({ ...entry, state: 'acked', receipt })),
        counters: { ...made.counters, ackNo: 1, pulledAck: 1, serverTime: note(0).at, durableThrough: note(0).at },
      }
    })
    const two = await storeOn(disk, dataKey)
    await two.store.change(outbox => append(outbox, [figure(first.opId)]))
    await one.store.tidy()
    expect(await one.database.outbox.count()).toBe(2)
    // A tab that knows it goes by the rule.
    await two.store.change(outbox => ({
      counters: outbox.counters,
      puts: outbox.entries.map(entry => ({ ...entry, state: 'cancelled' })),
    }))
    await two.store.tidy()
    expect((await one.database.outbox.toArray()).map(row => row.seq)).toEqual([2])
    for (const { database } of [one, two]) database.close()
  })
})

async function storeOn(disk: Disk, key?: DataKey) {
  const database = databaseOn(disk)
  const dataKey = key ?? (await createVaultKey('a passphrase', 1)).dataKey
  // As making the vault leaves it.
  if ((await database.meta.get('counters')) === undefined)
    await database.meta.put({ key: 'counters', counters: noCounters })
  const store = await openStore(database, sealerOf(dataKey.keyId, dataKey.key), () => undefined)
  return { database, store }
}

const note = (second: number): Activity => ({
  at: new Date(Date.UTC(2017, 6, 11, 9, 0, second)).toISOString() as Instant,
  what: 'unlocked',
  count: 1,
})

const figure = (base: OpId | null): Content => ({
  ...{ v: 1, opId: newOpId(1), person: lead.id, setVersion, appVersion: '0.1.0', deviceTime: note(0).at },
  ...{ scope: 'su-helper-2016/east-a' as ScopeId, sheet: sheets.east, kind: 'set', cell: cells.closed },
  ...{ value: amount(1), base },
})
const content = (): Content => ({
  ...{ v: 1, opId: newOpId(1), person: lead.id, setVersion, appVersion: '0.1.0', deviceTime: note(0).at },
  ...{ scope: 'su-helper-2016/all' as ScopeId, sheet: 'su-helper-2016/all/2017-06' as SheetId },
  ...{ kind: 'submit', value: { sheets: [{ sheet: sheets.east, seen: 'a'.repeat(64) }], name: 'Lead', role: 'Lead' } },
})

describe('what happened on this device', () => {
  it('is written with what it is about, or not at all', async () => {
    const { database, store } = await storeOn(newDisk())
    let transactions = 0
    const fails = { now: false }
    const begin = database.transaction.bind(database)
    Object.assign(database, {
      transaction: (...asked: Parameters<typeof begin>) => {
        if (asked[0] === 'rw') transactions += 1
        if (fails.now) throw new DOMException('full', 'QuotaExceededError')
        return begin(...asked)
      },
    })
    await store.change(outbox => append(outbox, [content()]), { activity: [note(1)] })
    expect(transactions).toBe(1)
    fails.now = true
    await expect(store.change(outbox => append(outbox, [content()]), { activity: [note(2)] })).rejects.toThrow('full')
    fails.now = false
    expect(await database.outbox.count()).toBe(1)
    expect(await database.activity.toArray()).toMatchObject([note(1)])
    database.close()
  })

  it('is kept for the newest five hundred', async () => {
    const { database, store } = await storeOn(newDisk())
    await store.change(({ counters }) => ({ counters, puts: [] }), {
      activity: Array.from({ length: 505 }, (_, second) => note(second)),
    })
    await store.tidy()
    const rows = await database.activity.toArray()
    expect(rows).toHaveLength(500)
    expect(rows.at(0)?.at).toBe(note(5).at)
    expect(rows.at(-1)?.at).toBe(note(504).at)
    database.close()
  })
})

describe('a handle lost after the commit', () => {
  it('P3, P17: what is tried again is found to be there, and is not made twice', async () => {
    const { database, store } = await storeOn(newDisk())
    const begin = database.transaction.bind(database)
    let lost = true
    Object.assign(database, {
      transaction: async (...asked: Parameters<typeof begin>) => {
        const result: unknown = await begin(...asked)
        if (asked[0] === 'rw' && lost) {
          lost = false
          throw new DOMException('The connection was lost', 'InvalidStateError')
        }
        return result
      },
    })
    const outbox = await store.change(before => append(before, [content()]))
    expect(lost).toBe(false)
    expect(outbox.entries).toHaveLength(1)
    expect(await database.outbox.count()).toBe(1)
    database.close()
  })
})

describe('a repair that takes the whole outbox', () => {
  it('P18: does not hide what another tab wrote before it', async () => {
    const disk = newDisk()
    const { dataKey } = await createVaultKey('a passphrase', 1)
    const one = await storeOn(disk, dataKey)
    const two = await storeOn(disk, dataKey)
    const draft = { sheet: sheets.east, cell: cells.open, field: 'value', text: '12a' }
    await two.store.change(outbox => append(outbox, [content()]), { drafts: [draft] })
    await one.store.change(outbox => append(outbox, [content()]), { entries: 'all' })
    expect(one.store.now().outbox.entries.map(entry => entry.seq)).toEqual([1, 2])
    expect(one.store.now().drafts).toEqual([draft])
    for (const { database } of [one, two]) database.close()
  })
})
