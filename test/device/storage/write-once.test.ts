import { IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { Edit } from '../../../src/device/desk.ts'
import type { Receipts } from '../../../src/device/outbox/outbox.ts'
import { countersIn, databaseName, PersonDatabase, type SealedEntry } from '../../../src/device/storage/database.ts'
import type { CellKey } from '../../../src/domain/ids.ts'
import { amount, cells, lead, sheets } from '../county.ts'
import { type Disk, firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

async function day() {
  const server = simulatedServer([lead])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const desk = await firstDay(program, lead)
  return { server, disk, program, desk }
}

async function onDisk(disk: Disk): Promise<{
  readonly rows: readonly SealedEntry[]
  readonly receipts: readonly Receipts[]
  readonly sentThrough: number
}> {
  const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
  const rows = await database.outbox.orderBy('order').toArray()
  const receipts = await database.receipts.toArray()
  const { sentThrough } = await countersIn(database)
  database.close()
  return { rows, receipts, sentThrough }
}

/** A month's return of a contract, but for the words. */
const month: readonly Edit[] = Array.from({ length: 252 }, (_, n) => ({
  sheet: [sheets.east, sheets.south, sheets.west][n % 3] ?? sheets.east,
  cell: `explain/e${n}` as CellKey,
  value: { type: 'explanation', text: `${n}`, reasons: [], cells: [] },
}))

describe('a return on its way', () => {
  it('P9: takes two transactions from the button to received, and writes none of its rows again', async () => {
    const { desk, disk, program, server } = await day()
    await desk.save(month)
    const typed = await onDisk(disk)
    expect(typed.rows).toHaveLength(252)
    // Received; what comes after is another matter.
    server.trouble.set('/api/pull', 'unavailable')
    const asked: (string | undefined)[] = []
    program.storageStep = durability => {
      asked.push(durability)
      return undefined
    }
    await desk.sync()
    expect(asked).toEqual(['strict', 'strict'])
    expect(desk.state().status).toMatchObject({ waiting: 0 })
    const received = await onDisk(disk)
    expect(received.rows).toEqual(typed.rows)
    expect(received.sentThrough).toBe(252)
    expect(received.receipts.map(each => each.outcomes.length)).toEqual([252])
    expect(await startProgram(disk, server, 'tablet').door.waiting(lead.id)).toBe(0)

    // A program that stops here finds the receipts where they are.
    program.kill()
    const again = startProgram(disk, server, 'tablet')
    again.network.offline = true
    const reopened = await unlock(again, lead)
    expect(reopened.state().status.waiting).toBe(0)
    expect(
      reopened
        .state()
        .sheets.get(sheets.east)
        ?.cells.get('explain/e0' as CellKey)?.standing,
    ).toBe('received')

    // A pull settles them; they go into their rows, which the next start does not open.
    again.network.offline = false
    server.trouble.clear()
    await reopened.sync()
    const folded = await onDisk(disk)
    expect(folded.receipts).toEqual([])
    expect(new Set(folded.rows.map(row => `${row.state} ${row.receipt?.outcome} ${row.open}`))).toEqual(
      new Set(['acked applied 0']),
    )
    reopened.lock()
  })

  it('P1: a refusal is in its row once the receipts are folded, and is read from there', async () => {
    const { desk, disk, program, server } = await day()
    await desk.save([{ sheet: sheets.east, cell: 'no-such-indicator' as CellKey, value: amount(1) }])
    await desk.sync()
    const { rows, receipts } = await onDisk(disk)
    expect(receipts).toEqual([])
    expect(rows).toMatchObject([{ state: 'acked', open: 1, receipt: { outcome: 'rejected', code: 'unknown-cell' } }])
    program.kill()
    const again = startProgram(disk, server, 'tablet')
    again.network.offline = true
    const reopened = await unlock(again, lead)
    expect(reopened.state().needsYou).toMatchObject([{ code: 'unknown-cell', value: amount(1) }])
    expect(reopened.state().status.waiting).toBe(0)
    reopened.lock()
  })

  it('P3, P18: a tab that has not heard it finds out that an operation has left, and follows it', async () => {
    const { desk, disk, server } = await day()
    const save = (from: typeof desk, value: number) =>
      from.save([{ sheet: sheets.east, cell: cells.closed, value: amount(value) }])
    await save(desk, 1)
    const second = startProgram(disk, server, 'tablet', { channel: () => undefined })
    second.network.offline = true
    const other = await unlock(second, lead)
    const { handle } = server
    let between = false
    server.handle = async (browser, path, ...rest) => {
      if (path === '/api/push' && !between) {
        between = true
        await save(other, 2)
      }
      return handle(browser, path, ...rest)
    }
    await desk.sync()
    expect(between).toBe(true)
    await desk.sync()
    const stored = [...server.disk.operations.values()]
    expect(stored.map(each => [each.seq, each.outcome])).toEqual([
      [1, 'applied'],
      [2, 'applied'],
    ])
    expect(stored[1]?.base).toBe(stored[0]?.opId)
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value).toEqual(amount(2))
    for (const each of [desk, other]) each.lock()
  })

  it('P10: what goes again after a restore is not hidden by the receipt it had', async () => {
    const { desk, disk, program, server } = await day()
    const backup = server.backup()
    await desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(1) }])
    server.trouble.set('/api/pull', 'unavailable')
    await desk.sync()
    expect((await onDisk(disk)).receipts).toHaveLength(1)
    // The server's file is copied back; its devices are as they are now.
    const { devices } = server.disk
    server.disk = { ...backup, devices }
    for (const device of devices.values()) {
      device.lastSeq = 0
      device.log.clear()
    }
    program.kill()
    const again = startProgram(disk, server, 'tablet')
    // The server says what it lost; the request that brings it is lost itself.
    again.network.faults.push('none', 'lose-request', 'lose-request', 'lose-request')
    const reopened = await unlock(again, lead)
    await reopened.sync()
    again.kill()
    const last = startProgram(disk, server, 'tablet')
    expect(await last.door.waiting(lead.id)).toBe(1)
    server.trouble.clear()
    const third = await unlock(last, lead)
    await third.sync()
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value).toEqual(amount(1))
    expect(third.state().status.waiting).toBe(0)
    expect(third.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.standing).toBe('received')
    third.lock()
  })
})
