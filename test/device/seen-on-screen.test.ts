/** What was on screen at the moment of an act is what it is built on, however long it takes to be committed. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Saved } from '../../src/device/desk.ts'
import { amount, cells, editor, lead, sheets } from './county.ts'
import { firstDay, newDisk, startProgram } from './simulated-device.ts'
import { simulatedServer } from './simulated-server.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const closed = { sheet: sheets.east, cell: cells.closed }

/** Her screen shows 5; the server has a colleague's 6, which the next pull brings. */
async function sixIsComing() {
  const server = simulatedServer([lead, editor])
  const disk = newDisk()
  const program = startProgram(disk, server, 'laptop')
  const desk = await firstDay(program, lead)
  const both = (value: number) => [
    { ...closed, value: amount(value) },
    { sheet: sheets.east, cell: cells.open, value: amount(1) },
  ]
  await desk.save(both(5))
  await desk.sync()
  const second = startProgram(disk, server, 'laptop')
  const two = await second.door.unlockFromAnotherTab(lead.id)
  if (two === undefined) throw new Error('The second tab got no key')
  await two.sync()
  const other = await firstDay(startProgram(newDisk(), server, 'tablet'), editor)
  await other.save(both(6))
  await other.sync()
  const onScreen = (of = desk) => of.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value
  const cell = () => server.disk.sheets.get(sheets.east)?.cells[cells.closed]
  /** Does it at the very moment the pull begins to be stored, while the screen still shows what was there. */
  const asItArrives = async (act: () => Promise<Saved>, shown = amount(5)) => {
    let done: Promise<Saved> | undefined
    program.storageStep = () => {
      if (done === undefined) {
        expect(onScreen()).toEqual(shown)
        done = act()
      }
      return undefined
    }
    await desk.sync()
    expect(await done).toMatchObject({ ok: true })
    await desk.sync()
  }
  return { server, desk, two, second, other, onScreen, cell, asItArrives }
}

describe('what comes in the moment between', () => {
  it('P16: is not submitted unseen', async () => {
    const { server, desk, onScreen, asItArrives } = await sixIsComing()
    await asItArrives(() => desk.submit([sheets.east], { name: 'Provider lead', role: 'Manager' }))
    expect(onScreen()).toEqual(amount(6))
    expect(desk.state().needsYou).toMatchObject([{ code: 'seen-differs', sheet: sheets.east }])
    expect(server.disk.sheets.get(sheets.east)?.state).toBe('open')
  })

  it('P2: is not overwritten unseen by an edit', async () => {
    const { desk, cell, asItArrives } = await sixIsComing()
    await asItArrives(() => desk.save([{ ...closed, value: amount(9) }]))
    expect(cell()).toMatchObject({ value: amount(6), sides: [{ value: amount(9) }] })
  })

  it('P2: is not settled unseen by a choice between the sides that were shown', async () => {
    const { server, desk, cell, asItArrives } = await sixIsComing()
    await asItArrives(() => desk.save([{ ...closed, value: amount(9) }]))
    const sides = () => desk.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.sides ?? []
    expect(sides()).toMatchObject([{ value: amount(9) }])
    const third = await firstDay(startProgram(newDisk(), server, 'phone'), editor)
    await third.save([{ ...closed, seen: null, value: amount(7) }])
    await third.sync()
    expect(cell()?.sides).toHaveLength(2)
    await asItArrives(() => {
      expect(sides()).toHaveLength(1)
      return desk.save([{ ...closed, value: amount(8) }])
    }, amount(6))
    const standing = [cell()?.value, ...(cell()?.sides ?? []).map(side => side.value)]
    expect(standing).toContainEqual(amount(7))
    expect(standing).toContainEqual(amount(8))
  })

  it('P2: is not overwritten by what storage refused meanwhile, nor by what is typed over that', async () => {
    const { desk, two, second, onScreen, cell } = await sixIsComing()
    second.storageStep = () => {
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
    }
    expect((await two.save([{ ...closed, value: amount(9) }])).ok).toBe(false)
    await desk.sync()
    await vi.waitFor(() =>
      expect(two.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.base).toBe(cell()?.token),
    )
    expect(onScreen(two)).toEqual(amount(9))
    const base = two.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.base ?? null
    expect((await two.save([{ ...closed, seen: base, value: amount(10) }])).ok).toBe(false)
    second.storageStep = () => undefined
    second.runTimers()
    await vi.waitFor(() => expect(two.state().status.unsaved).toBe(0))
    await two.sync()
    expect(cell()).toMatchObject({ value: amount(6), sides: [{ value: amount(10) }] })
  })
})
