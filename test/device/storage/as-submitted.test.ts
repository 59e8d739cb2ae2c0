import { describe, expect, it } from 'vitest'
import { type KeptSheet, keptSheet, submittedCells } from '../../../src/device/storage/as-submitted.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { Instant, OpId, PersonId, SheetId } from '../../../src/domain/ids.ts'
import type { SheetRow } from '../../../src/protocol/exchange.ts'
import { amount, cells, lead, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

const at = '2017-07-11T09:00:00.000Z' as Instant
const by = { id: 'provider-editor' as PersonId, name: 'Provider editor' }
const submission = { ordinal: 1, seen: 'a'.repeat(64), by, name: 'x', role: 'y', deviceTime: at, receivedAt: at }
const row = (closed: CellValue | null, more: Partial<SheetRow> = {}): SheetRow => ({
  sheet: 'su-helper-2016/east-a/2017-06' as SheetId,
  rev: 1,
  state: 'open',
  submission,
  cells: { closed: { value: closed, token: 'x' as OpId, by, at } } as SheetRow['cells'],
  digest: 'd'.repeat(64),
  ...more,
})
const submitted = row(amount(3), { state: 'submitted' })

describe('what was submitted', () => {
  it('is taken along when the return is opened again, and stays through every later change', () => {
    const back = keptSheet(row(amount(3), { state: 'sent-back' }), submitted)
    expect(back.asSubmitted).toEqual({ closed: amount(3) })
    const changed = keptSheet(row(amount(9)), back)
    expect(changed.asSubmitted).toEqual({ closed: amount(3) })
    expect(submittedCells(changed)).toEqual({ closed: amount(3) })
  })

  it('is that of the latest submission only', () => {
    const back: KeptSheet = keptSheet(row(amount(3), { state: 'sent-back' }), submitted)
    const second = { ...submission, ordinal: 2, seen: 'b'.repeat(64) }
    expect(keptSheet(row(amount(9), { submission: second }), back).asSubmitted).toBeUndefined()
    expect(keptSheet(row(amount(9), { state: 'submitted', submission: second }), back).asSubmitted).toBeUndefined()
  })

  it('is unknown on a device that never had the return while it was submitted', () => {
    expect(keptSheet(row(amount(3)), undefined).asSubmitted).toBeUndefined()
    expect(keptSheet(row(amount(3)), row(amount(2), { submission: null })).asSubmitted).toBeUndefined()
  })

  it('leaves out what was cleared', () => {
    expect(submittedCells(row(null, { state: 'accepted' }))).toEqual({})
  })
})

describe('a desk', () => {
  it('keeps what was submitted over a withdrawal, a change and a restart', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const program = startProgram(disk, server, 'tablet')
    const desk = await firstDay(program, lead)
    const type = (value: number) => desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(value) }])
    const seen = (of: typeof desk) => of.state().sheets.get(sheets.east)?.asSubmitted
    const held = { [cells.closed]: amount(3), [cells.open]: amount(4) }
    await type(3)
    await desk.save([{ sheet: sheets.east, cell: cells.open, value: amount(4) }])
    await desk.submit([sheets.east], { name: 'Provider lead', role: 'Lead' })
    await desk.sync()
    // With the council it is what it is; nothing besides is kept.
    expect(desk.state().sheets.get(sheets.east)?.state).toBe('submitted')
    expect(seen(desk)).toBeUndefined()
    await desk.takeBack([sheets.east])
    await desk.sync()
    await type(9)
    await desk.sync()
    expect(desk.state().sheets.get(sheets.east)).toMatchObject({ state: 'open', asSubmitted: held })
    program.kill()
    const again = startProgram(disk, server, 'tablet')
    again.network.offline = true
    expect(seen(await unlock(again, lead))).toEqual(held)
  })
})
