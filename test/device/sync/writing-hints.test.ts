import { describe, expect, it, vi } from 'vitest'
import { writingEventOf } from '../../../src/device/sync/reading.ts'
import { writingHints } from '../../../src/device/sync/writing-hints.ts'
import type { PersonId } from '../../../src/domain/ids.ts'
import { cells, editor, lead, sheets } from '../county.ts'
import { withDeviceSecret } from '../leaving/device-secret.ts'
import { firstDay, newDisk, startProgram, type TestPage } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

function hintsAt(start = 1_000) {
  const clock = { now: start }
  const timers: { at: number; work: () => void }[] = []
  const told: string[] = []
  let changes = 0
  const canTell = { is: true }
  const hints = writingHints({
    api: {
      writing: async (sheet, cell) => {
        told.push(`${sheet} ${cell}`)
        return { ok: false, refusal: { type: 'server-down' } }
      },
      writingHeard: writingEventOf,
    },
    platform: {
      now: () => clock.now,
      after: (milliseconds, work) => {
        const timer = { at: clock.now + milliseconds, work }
        timers.push(timer)
        return () => void timers.splice(timers.indexOf(timer), 1)
      },
    },
    canTell: () => canTell.is,
    changed: () => {
      changes += 1
    },
  })
  const pass = (milliseconds: number) => {
    clock.now += milliseconds
    for (const timer of timers.filter(each => each.at <= clock.now)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.work()
    }
  }
  return { hints, told, clock, pass, timers, canTell, changes: () => changes }
}
const event = (cell: string, by = 'provider-editor') =>
  JSON.stringify({ sheet: sheets.east, cell, by: { id: by as PersonId, name: 'Provider editor' } })

describe('telling that she is typing', () => {
  it('goes once a cell in ten seconds, and not at all when nobody would hear it', () => {
    const { hints, told, pass, canTell } = hintsAt()
    for (let key = 0; key < 5; key += 1) hints.tell(sheets.east, cells.closed)
    hints.tell(sheets.east, cells.open)
    expect(told).toEqual([`${sheets.east} ${cells.closed}`, `${sheets.east} ${cells.open}`])
    pass(9_999)
    hints.tell(sheets.east, cells.closed)
    expect(told).toHaveLength(2)
    pass(1)
    canTell.is = false
    hints.tell(sheets.east, cells.closed)
    expect(told).toHaveLength(2)
    canTell.is = true
    hints.tell(sheets.east, cells.closed)
    expect(told).toHaveLength(3)
  })

  it('P14: is not stopped by a clock that is set back', () => {
    const { hints, told, clock } = hintsAt(1_000_000)
    hints.tell(sheets.east, cells.closed)
    clock.now = 0
    hints.tell(sheets.east, cells.closed)
    expect(told).toHaveLength(2)
  })
})

describe('hearing that others are typing', () => {
  it('shows each person in each cell for thirty seconds after the last word of it', () => {
    const { hints, pass, changes } = hintsAt()
    hints.heard(event('closed'))
    expect(hints.others()).toMatchObject([{ cell: 'closed', by: { name: 'Provider editor' }, until: 31_000 }])
    pass(20_000)
    hints.heard(event('closed'))
    hints.heard(event('closed', 'provider-lead'))
    expect(hints.others()).toHaveLength(2)
    pass(29_999)
    expect(hints.others()).toHaveLength(2)
    pass(1)
    expect(hints.others()).toEqual([])
    expect(changes()).toBe(5)
  })

  it('passes over what it cannot read, and ends with the desk', () => {
    const { hints, timers, told } = hintsAt()
    for (const data of ['', '{', 'null', '{"sheet":"x"}', '[]']) hints.heard(data)
    expect(hints.others()).toEqual([])
    hints.heard(event('closed'))
    hints.stop()
    expect(timers).toEqual([])
    hints.tell(sheets.east, cells.closed)
    expect(told).toEqual([])
    hints.heard(event('open'))
    expect(hints.others()).toHaveLength(1)
  })
})

describe('a desk', () => {
  it('tells and hears only when online and unlocked', async () => {
    const server = simulatedServer([lead, editor])
    const secret = withDeviceSecret(server)
    const streams = new Set<(data: string) => void>()
    const page: Partial<TestPage> = {
      isVisible: () => true,
      onChange: () => () => undefined,
      stream: (_address, _poke, _broken, writing) => {
        if (writing) streams.add(writing)
        return () => void (writing && streams.delete(writing))
      },
    }
    const program = startProgram(newDisk(), server, 'tablet', { page: page as TestPage })
    const desk = await firstDay(program, lead)
    desk.writing(sheets.east, cells.closed)
    desk.writing(sheets.east, cells.closed)
    await vi.waitFor(() => expect(secret.told).toEqual([{ sheet: sheets.east, cell: cells.closed }]))
    let heard = 0
    desk.subscribe(() => {
      heard += 1
    })
    const before = desk.state()
    for (const tell of streams) tell(event('closed'))
    expect(desk.state().writing).toMatchObject([{ sheet: sheets.east, cell: 'closed' }])
    expect(heard).toBe(1)
    expect(desk.state().sheets).toBe(before.sheets)
    program.runTimers()
    expect(desk.state().writing).toEqual([])
    program.network.offline = true
    await desk.sync()
    desk.writing(sheets.east, cells.open)
    desk.lock()
    await vi.waitFor(() => expect(desk.state().status.stopped).toBe('locked'))
    program.network.offline = false
    desk.writing(sheets.south, cells.open)
    expect(secret.told).toHaveLength(1)
  })
})
