import { IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../../src/device/desk.ts'
import { databaseName, PersonDatabase } from '../../../src/device/storage/database.ts'
import type { Instant, OpId, SheetId } from '../../../src/domain/ids.ts'
import { type PullAnswer, pullAnswerSchema } from '../../../src/protocol/exchange.ts'
import { amount, cells, contract, editor, lead, places, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

// What arrives damaged is said on the console too.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const days = (count: number): number => count * 86_400_000
const shown = (desk: Desk, sheet: SheetId) => desk.state().sheets.get(sheet)?.cells.get(cells.closed)?.value

describe('a server put back to before something that the device has let go', () => {
  it('P10: is sent everything that is still here, under a new number', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const first = startProgram(disk, server, 'tablet')
    const desk = await firstDay(first, lead)
    const empty = server.backup()
    await desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(1) }])
    await desk.sync()
    server.durableThrough = new Date(server.clock).toISOString() as Instant
    server.clock += days(36)
    await desk.save([{ sheet: sheets.south, cell: cells.closed, value: amount(2) }])
    await desk.sync()
    await desk.save([{ sheet: sheets.west, cell: cells.closed, value: amount(3) }])
    await desk.sync()
    const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
    expect((await database.outbox.toArray()).map(row => row.seq).sort()).not.toContain(1)
    database.close()

    server.disk = { ...empty, devices: structuredClone(server.disk.devices) }
    for (const device of server.disk.devices.values()) {
      device.lastSeq = 0
      device.log = new Map<number, OpId>()
    }
    await desk.sync()
    await desk.sync()

    const values = [...server.disk.sheets.values()].map(sheet => sheet.cells[cells.closed]?.value)
    expect(values).toEqual(expect.arrayContaining([amount(2), amount(3)]))
    desk.lock()
  })
})

describe('a server put back and sent what it lost in another order', () => {
  it('P4, P7: shows what was sent anew in another order, though its own change lies where it lay', async () => {
    const server = simulatedServer([lead, editor])
    const one = await firstDay(startProgram(newDisk(), server, 'tablet'), lead)
    const two = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
    const empty = server.backup()
    await one.save([{ sheet: sheets.east, cell: cells.closed, value: amount(1) }])
    await one.sync()
    await two.save([{ sheet: sheets.east, cell: cells.open, value: amount(2) }])
    await two.sync()
    expect(shown(two, sheets.east)).toEqual(amount(1))

    server.disk = empty
    const third = await firstDay(startProgram(newDisk(), server, 'phone'), editor)
    await third.save([{ sheet: sheets.east, cell: cells.closed, value: amount(3) }])
    await third.sync()
    // Now it is the second change of that scope again, with another one before it.
    await two.sync()
    await two.sync()
    expect(shown(two, sheets.east)).toEqual(amount(3))
  })
})

describe('a place taken away', () => {
  it('P11: leaves the device also where a damaged row of it had dropped the cursor', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const desk = await firstDay(startProgram(disk, server, 'tablet'), lead)
    await desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(5) }])
    await desk.sync()
    desk.lock()
    const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
    const row = await database.sheets.get(sheets.east)
    if (row === undefined) throw new Error('Nothing was pulled')
    // A box under another key does not open.
    await database.sheets.put({ ...row, sheet: sheets.east.replace('2017-06', '2017-05') as SheetId })
    database.close()
    server.people = [{ ...lead, contracts: [{ contract, places: places.filter(place => place === 'west-c') }] }]

    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    await again.sync()
    expect(shown(again, sheets.east)).toBeUndefined()
    // It is said once, not with every pull.
    await again.sync()
    await again.sync()
    expect((await again.activity()).filter(one => one.what === 'access-taken-away')).toHaveLength(1)
    again.lock()
  })
})

describe('a place fetched anew of which a return arrives damaged', () => {
  it('P4: keeps the return it had until it comes whole', async () => {
    const server = simulatedServer([lead, editor])
    const program = startProgram(newDisk(), server, 'tablet')
    const desk = await firstDay(program, lead)
    const colleague = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
    await colleague.save([{ sheet: sheets.east, cell: cells.closed, value: amount(1) }])
    await colleague.sync()
    const backup = server.backup()
    await colleague.save([{ sheet: sheets.east, cell: cells.open, value: amount(2) }])
    await colleague.sync()
    await desk.sync()
    expect(shown(desk, sheets.east)).toEqual(amount(1))
    server.disk = backup
    const { handle } = server
    server.handle = async (...asked) => {
      const response = await handle(...asked)
      if (asked[1] !== '/api/pull') return response
      const answer: PullAnswer = pullAnswerSchema.parse(await response.json())
      for (const { sheets: rows } of answer.scopes)
        for (const row of rows) {
          const cell = row.cells[cells.closed]
          if (cell) cell.token = '01900000-0000-7000-8000-000000000001' as OpId
        }
      return new Response(JSON.stringify(answer), response)
    }
    await desk.sync()
    expect(shown(desk, sheets.east)).toEqual(amount(1))
    server.handle = handle
    await desk.sync()
    expect(shown(desk, sheets.east)).toEqual(amount(1))
    expect(desk.state().status.connection).toBe('idle')
    desk.lock()
    colleague.lock()
  })
})
