import { IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { databaseName, PersonDatabase } from '../../../src/device/storage/database.ts'
import { sealerOf } from '../../../src/device/vault/seal.ts'
import { createVaultKey } from '../../../src/device/vault/vault.ts'
import { scopeIdSchema } from '../../../src/domain/id-schemas.ts'
import type { CellKey, DeviceId, OpId, SheetId } from '../../../src/domain/ids.ts'
import type { Me } from '../../../src/protocol/exchange.ts'
import { amount, cells, installation, lead, setVersion, sheets } from '../county.ts'
import { type Disk, newDisk, passphrase, startProgram, unlock } from '../simulated-device.ts'
import { type SimulatedServer, simulatedServer } from '../simulated-server.ts'

/** The stores of version 1, with their keys and indexes. */
const storesOfVersionOne: Readonly<Record<string, readonly [string, ...string[]]>> = {
  sheets: ['sheet', 'scope'],
  outbox: ['opId', 'order', 'open'],
  drafts: ['key'],
  reference: ['id'],
  history: ['id'],
  threads: ['id', 'scope'],
  conflicts: ['id', 'scope'],
  meta: ['key'],
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const at = (minute: number): string => new Date(Date.UTC(2017, 6, 11, 8, minute)).toISOString()
const idOf = (seq: number): OpId => `0198c0de-0000-7000-8000-00000000000${seq}` as OpId

const operation = (seq: number, sheet: SheetId, cell: CellKey, value: number, base: OpId | null = null) => ({
  v: 1,
  opId: idOf(seq),
  person: lead.id,
  scope: scopeIdSchema.parse(sheet.slice(0, sheet.lastIndexOf('/'))),
  sheet,
  setVersion,
  appVersion: '0.1.0',
  deviceTime: at(seq),
  kind: 'set',
  cell,
  value: amount(value),
  base,
})

/** In order: settled, received but not pulled, refused, sent without an answer, and two that wait. */
const operations = [
  operation(1, sheets.east, cells.closed, 1),
  operation(2, sheets.east, cells.closed, 2, idOf(1)),
  operation(3, sheets.east, 'no-such-indicator' as CellKey, 3),
  operation(4, sheets.south, cells.closed, 4),
  operation(5, sheets.south, cells.closed, 5, idOf(4)),
  operation(6, sheets.west, cells.open, 6),
]

async function ask(server: SimulatedServer, path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await server.handle('tablet', path, body, null)
  return (await response.json()) as Record<string, unknown>
}

/** A database as the first released build left it, with unsent work; the server has the first four operations. */
async function oldDisk(server: SimulatedServer): Promise<Disk> {
  const disk = newDisk()
  server.sessions.set('tablet', lead.id)
  const { device } = (await ask(server, '/api/devices', {})) as { device: DeviceId }
  const numbered = operations.map((each, index) => ({ ...each, device, seq: index + 1 }))
  const pushed = await ask(server, '/api/push', {
    ...{ protocol: 1, person: lead.id, device, last: null },
    operations: numbered.slice(0, 4),
  })
  const outcomes = pushed['outcomes'] as { opId: OpId; outcome: string }[]
  expect(outcomes.map(each => each.outcome)).toEqual(['applied', 'applied', 'rejected', 'applied'])

  const { wrapped, dataKey } = await createVaultKey(passphrase, 1)
  const sealer = sealerOf(dataKey.keyId, dataKey.key)
  const me = (await ask(server, '/api/me', {})) as Me
  const states = ['acked', 'acked', 'acked', 'sent', 'queued', 'queued']
  const rows = await Promise.all(
    operations.map(async (content, index) => {
      const { opId: _opId, ...said } = outcomes[index] ?? { opId: '' }
      const state = states[index] ?? 'queued'
      return {
        ...{ opId: content.opId, order: index + 1, device, seq: index + 1, state },
        receipt: state === 'acked' ? { ...said, ackNo: index === 0 ? 1 : 2 } : null,
        ...{ dismissed: false, kind: 'set', open: index === 0 ? 0 : 1 },
        ...(await sealer.seal('outbox', content.opId, content)),
      }
    }),
  )
  const draft = { sheet: sheets.east, cell: cells.open, field: 'value', text: '12a' }
  const draftKey = `${draft.sheet} ${draft.cell} ${draft.field}`
  const sealedDraft = { ...draft, text: undefined, key: draftKey, ...(await sealer.seal('drafts', draftKey, draft)) }
  const counters = {
    ...{ rev: 9, truthRev: 1, device, nextSeq: 7, nextOrder: 7, ackNo: 2, pulledAck: 1 },
    last: { seq: 3, opId: idOf(3) },
    ...{ durableThrough: null, serverTime: at(9), savedAt: at(6), receivedAt: at(5) },
  }
  const meta = [
    { key: 'vault', vault: wrapped, sentinel: 'a sentinel' },
    { key: 'counters', counters },
    { key: 'cursors', cursors: {} },
    { key: 'me', ...(await sealer.seal('meta', 'me', { me, installation })) },
  ]
  // Dexie's version 1 is IndexedDB's version 10.
  const opening = disk.indexedDB.open(databaseName(lead.id), 10)
  opening.onupgradeneeded = () => {
    for (const [name, [keyPath, ...indexes]] of Object.entries(storesOfVersionOne)) {
      const store = opening.result.createObjectStore(name, { keyPath })
      for (const index of indexes) store.createIndex(index, index)
    }
  }
  const database = await done(opening)
  for (const [store, held] of Object.entries({ outbox: rows, drafts: [sealedDraft], meta }))
    for (const row of held) await done(database.transaction(store, 'readwrite').objectStore(store).put(row))
  database.close()
  return disk
}

async function outboxOn(disk: Disk): Promise<unknown[]> {
  const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
  const rows = await database.outbox.orderBy('order').toArray()
  database.close()
  return rows
}

async function rawOutboxOn(disk: Disk): Promise<unknown[]> {
  const database = await done(disk.indexedDB.open(databaseName(lead.id)))
  const rows = await done(database.transaction('outbox').objectStore('outbox').index('order').getAll())
  database.close()
  return rows
}

describe('a database of version 1', () => {
  it('P1: opens with its unsent work as it was: the upgrade rewrites no operation', async () => {
    const server = simulatedServer([lead])
    const disk = await oldDisk(server)
    const before = await rawOutboxOn(disk)
    const program = startProgram(disk, server, 'tablet')
    program.network.offline = true
    expect(await program.door.waiting(lead.id)).toBe(3)
    const desk = await unlock(program, lead)
    expect(await outboxOn(disk)).toEqual(before)
    const cell = (sheet: SheetId, key: CellKey) => desk.state().sheets.get(sheet)?.cells.get(key)
    expect(cell(sheets.east, cells.closed)).toMatchObject({ value: amount(2), standing: 'received' })
    expect(cell(sheets.south, cells.closed)).toMatchObject({ value: amount(5), standing: 'waiting' })
    expect(cell(sheets.west, cells.open)).toMatchObject({ value: amount(6), standing: 'waiting' })
    expect(desk.state().drafts).toMatchObject([{ text: '12a' }])
    expect(desk.state().needsYou).toMatchObject([{ code: 'unknown-cell', value: amount(3), standing: 'refused' }])
    expect(desk.state().status).toMatchObject({ waiting: 3, savedAt: at(6), receivedAt: at(5), checkedAt: null })
    desk.lock()
  })

  it('P3: sends what waited, each once, what was sent as it was and what was queued as it is now', async () => {
    const server = simulatedServer([lead])
    const disk = await oldDisk(server)
    const program = startProgram(disk, server, 'tablet')
    program.network.offline = true
    const desk = await unlock(program, lead)
    // Queued: replaced in place. Sent: followed.
    await desk.save([{ sheet: sheets.south, cell: cells.closed, value: amount(50) }])
    program.network.offline = false
    await desk.sync()
    await desk.sync()
    const stored = [...server.disk.operations.values()].toSorted((a, b) => a.seq - b.seq)
    expect(stored.map(each => [each.seq, each.opId, each.outcome])).toEqual([
      [1, idOf(1), 'applied'],
      [2, idOf(2), 'applied'],
      [3, idOf(3), 'rejected'],
      [4, idOf(4), 'applied'],
      [5, idOf(5), 'applied'],
      [6, idOf(6), 'applied'],
    ])
    expect(server.disk.sheets.get(sheets.south)?.cells[cells.closed]?.value).toEqual(amount(50))
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    expect(desk.state().drafts).toMatchObject([{ text: '12a' }])
    const [refused] = desk.state().needsYou
    if (refused === undefined) throw new Error('nothing refused')
    await desk.dismiss(refused.opId)
    program.kill()
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    expect(again.state().needsYou).toEqual([])
    expect(again.state().status.waiting).toBe(0)
    again.lock()
  })
})
