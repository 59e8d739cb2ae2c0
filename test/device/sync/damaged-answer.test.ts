import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../../src/device/desk.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import type { ScopeId, SheetId } from '../../../src/domain/ids.ts'
import type { PullAnswer, PullRequest } from '../../../src/protocol/exchange.ts'
import { amount, cells, editor, lead, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { type SimulatedServer, simulatedServer } from '../simulated-server.ts'

// What goes wrong here goes wrong on purpose.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const eastScope = sheets.east.slice(0, sheets.east.lastIndexOf('/')) as ScopeId
const type = (desk: Desk, value: number, sheet: SheetId = sheets.east) =>
  desk.save([{ sheet, cell: cells.closed, value: amount(value) }])
const shown = (desk: Desk, sheet: SheetId = sheets.east) => desk.state().sheets.get(sheet)?.cells.get(cells.closed)

/** On the way, a cell of one return gets another token; as often as asked. Gives the cursors of each question. */
function damaging(server: SimulatedServer, times: number): PullRequest['cursors'][] {
  const { handle } = server
  const asked: PullRequest['cursors'][] = []
  let left = times
  server.handle = async (browser, path, body, encoding) => {
    const response = await handle(browser, path, body, encoding)
    if (path !== '/api/pull') return response
    asked.push((body as PullRequest).cursors)
    const answer = (await response.json()) as PullAnswer
    const cell = answer.scopes.flatMap(scope => scope.sheets).find(row => row.sheet === sheets.east)?.cells[
      cells.closed
    ]
    if (cell !== undefined && left > 0) {
      left -= 1
      Object.assign(cell, { token: newOpId(1) })
    }
    return new Response(JSON.stringify(answer), response)
  }
  return asked
}

async function twoPeople() {
  const server = simulatedServer([lead, editor])
  const disk = newDisk()
  const desk = await firstDay(startProgram(disk, server, 'tablet'), lead)
  const colleague = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
  await type(colleague, 1)
  await colleague.sync()
  await desk.sync()
  await type(colleague, 2)
  await type(colleague, 5, sheets.south)
  await colleague.sync()
  return { server, disk, desk }
}

describe('a return that arrived damaged', () => {
  it('P4: is asked for again from the beginning, at once', async () => {
    const { server, desk } = await twoPeople()
    const asked = damaging(server, 1)
    await desk.sync()
    expect(shown(desk)).toMatchObject({ value: amount(2) })
    expect(desk.state().status.connection).toBe('idle')
    expect(asked).toHaveLength(2)
    expect(asked[0]).toHaveProperty([eastScope])
    expect(asked[1]).not.toHaveProperty([eastScope])
    expect(Object.keys(asked[1] ?? {})).toHaveLength(Object.keys(asked[0] ?? {}).length - 1)
    desk.lock()
  })

  it('P4, P7: is not stored when it is damaged again; the rest is, it is said, and it comes later', async () => {
    const { server, desk, disk } = await twoPeople()
    const asked = damaging(server, 2)
    await desk.sync()
    expect(shown(desk)).toMatchObject({ value: amount(1) })
    expect(shown(desk, sheets.south)).toMatchObject({ value: amount(5) })
    expect(desk.state().status.connection).toBe('server-down')
    expect(asked).toHaveLength(2)
    // Its cursor stays where it was, also on the disk.
    desk.lock()
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    await again.sync()
    expect(asked[2]?.[eastScope]).toEqual(asked[0]?.[eastScope])
    expect(shown(again)).toMatchObject({ value: amount(2) })
    expect(again.state().status.connection).toBe('idle')
    again.lock()
  })

  it('P1, P8: her own figure, received and not yet pulled, stays on screen until the return arrives whole', async () => {
    const { server, desk } = await twoPeople()
    await desk.sync()
    damaging(server, 2)
    await type(desk, 9)
    await desk.sync()
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value).toEqual(amount(9))
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'server-down' })
    expect(shown(desk)).toMatchObject({ value: amount(9), standing: 'received' })
    await desk.sync()
    expect(shown(desk)).toMatchObject({ value: amount(9), standing: 'received' })
    expect(desk.state().status.connection).toBe('idle')
    desk.lock()
  })
})

describe('a return that arrived damaged from a server that was restored', () => {
  it('P10: what the server said of its loss is not forgotten by asking again', async () => {
    const { server, desk } = await twoPeople()
    await desk.sync()
    const backup = server.backup()
    await type(desk, 4)
    await desk.sync()
    server.disk = backup
    const asked = damaging(server, 1)
    // The loss shows first in what is pulled: the question before it finds the server in trouble.
    const { handle } = server
    server.trouble.set('/api/push', 'server-fault')
    server.handle = (browser, path, body, encoding) => {
      if (path === '/api/pull') server.trouble.clear()
      return handle(browser, path, body, encoding)
    }
    await desk.sync()
    expect(asked.length).toBeGreaterThan(1)
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value).toEqual(amount(4))
    expect(shown(desk)).toMatchObject({ value: amount(4), standing: 'received' })
    desk.lock()
  })
})

describe('when the server was last asked', () => {
  it('is known at once, and written at most once a minute', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    let clock = Date.UTC(2017, 6, 11, 9)
    const program = startProgram(disk, server, 'tablet', { now: () => clock })
    const desk = await firstDay(program, lead)
    await desk.sync()
    let written = 0
    program.storageStep = () => {
      written += 1
      return undefined
    }
    const checked = async (seconds: number) => {
      clock += seconds * 1_000
      await desk.sync()
      expect(desk.state().status.checkedAt).toBe(new Date(clock).toISOString())
      return written
    }
    expect(await checked(10)).toBe(0)
    expect(await checked(10)).toBe(0)
    expect(await checked(60)).toBe(1)
    expect(await checked(30)).toBe(1)
    // What another tab writes does not set it back.
    const other = await unlock(
      startProgram(disk, server, 'tablet', { now: () => clock, channel: () => undefined }),
      lead,
    )
    await other.keepDraft({ sheet: sheets.east, cell: cells.open, field: 'value', text: '12a' })
    other.lock()
    program.network.offline = true
    await desk.sync()
    expect(desk.state().drafts).toHaveLength(1)
    expect(desk.state().status.checkedAt).toBe(new Date(clock).toISOString())
    program.kill()
    const again = startProgram(disk, server, 'tablet', { now: () => clock + 1_000_000 })
    again.network.offline = true
    const reopened = await unlock(again, lead)
    await reopened.sync()
    // With nobody there it stays as it was.
    expect(Date.parse(reopened.state().status.checkedAt ?? '')).toBeGreaterThanOrEqual(clock - 60_000)
    expect(Date.parse(reopened.state().status.checkedAt ?? '')).toBeLessThanOrEqual(clock)
    reopened.lock()
  })
})
