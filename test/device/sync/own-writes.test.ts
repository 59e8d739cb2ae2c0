/** One person on one device is never in conflict with herself: what she wrote there last is hers to replace. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { amount, cells, editor, lead, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

const closed = { sheet: sheets.east, cell: cells.closed }
const full = () => new DOMException('The quota has been exceeded', 'QuotaExceededError')

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

/** Two tabs of one browser that do not hear each other: each learns of the other when it writes or syncs. */
async function twoTabsApart() {
  const server = simulatedServer([lead, editor])
  const disk = newDisk()
  const apart = { channel: () => undefined }
  const first = startProgram(disk, server, 'tablet', apart)
  const one = await firstDay(first, lead)
  const two = await unlock(startProgram(disk, server, 'tablet', apart), lead)
  await two.sync()
  const cell = () => server.disk.sheets.get(sheets.east)?.cells[cells.closed]
  const shown = (desk = two) => desk.state().sheets.get(sheets.east)?.cells.get(cells.closed)
  return { server, first, one, two, cell, shown }
}

describe('what she typed in another tab', () => {
  it('P2: and has been received before this one heard of it is followed, no conflict with herself', async () => {
    const { one, two, cell, shown } = await twoTabsApart()
    await one.save([{ ...closed, value: amount(1) }])
    await one.sync()
    expect([cell()?.value, shown()]).toEqual([amount(1), undefined])
    await two.save([{ ...closed, value: amount(2) }])
    await two.sync()
    expect(cell()?.value).toEqual(amount(2))
    expect(cell()?.sides).toBeUndefined()
  })

  it('P2: is followed by what she types in a field that she was in before', async () => {
    const { one, two, cell, shown } = await twoTabsApart()
    const began = { seen: shown()?.base ?? null, asOf: two.state().made }
    await one.save([{ ...closed, value: amount(1) }])
    await one.sync()
    await two.sync()
    await two.save([{ ...closed, value: amount(2), ...began }])
    await two.sync()
    expect(cell()?.value).toEqual(amount(2))
    expect(cell()?.sides).toBeUndefined()
  })

  it('P2: and a colleague has replaced since, unseen here, is no licence to overwrite his', async () => {
    const { server, one, two, cell } = await twoTabsApart()
    await one.save([{ ...closed, value: amount(1) }])
    await one.sync()
    const other = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
    await other.save([{ ...closed, value: amount(3) }])
    await other.sync()
    await one.sync()
    await two.save([{ ...closed, value: amount(2) }])
    await two.sync()
    expect(cell()).toMatchObject({ value: amount(3), sides: [{ value: amount(2) }] })
  })

  it('P2: long before what stands on this screen is not what she replaces', async () => {
    const { server, one, two, cell, shown } = await twoTabsApart()
    await one.save([{ ...closed, value: amount(1) }])
    await one.sync()
    const other = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
    await other.save([{ ...closed, value: amount(3) }])
    await other.sync()
    await two.sync()
    expect(shown()?.value).toEqual(amount(3))
    await two.save([{ ...closed, value: amount(2) }])
    await two.sync()
    expect(cell()?.value).toEqual(amount(2))
    expect(cell()?.sides).toBeUndefined()
  })
})

describe('what storage refused in one tab', () => {
  it('P2, P8: is not laid over what she saved in another since: both are kept', async () => {
    const { first, one, two, cell, shown } = await twoTabsApart()
    first.storageStep = () => {
      throw full()
    }
    expect((await one.save([{ ...closed, value: amount(1) }])).ok).toBe(false)
    await two.save([{ ...closed, value: amount(2) }])
    await two.save([{ ...closed, value: amount(3) }])
    first.storageStep = () => undefined
    // What was refused goes with the next save.
    await one.save([{ sheet: sheets.south, cell: cells.closed, value: amount(9) }])
    expect(one.state().status).toMatchObject({ unsaved: 0, waiting: 3 })
    expect(shown(one)?.value).toEqual(amount(3))
    await one.sync()
    expect(cell()).toMatchObject({ value: amount(3), sides: [{ value: amount(1) }] })
    // What she types upon both settles it.
    await one.save([{ ...closed, value: amount(4) }])
    await one.sync()
    expect(cell()?.value).toEqual(amount(4))
    expect(cell()?.sides).toBeUndefined()
  })
})

describe('what she typed on while the first figure was being saved', () => {
  it('P2: follows it also where storage refused it until the first was received', async () => {
    const { first, one, two, cell } = await twoTabsApart()
    const saved = one.save([{ ...closed, value: amount(1) }])
    const refused = one.save([{ ...closed, value: amount(2) }])
    expect((await saved).ok).toBe(true)
    first.storageStep = () => {
      throw full()
    }
    expect((await refused).ok).toBe(false)
    // Another tab sends what was saved, and hears what became of it.
    await two.sync()
    expect(two.state().status.waiting).toBe(0)
    expect(cell()?.value).toEqual(amount(1))
    first.storageStep = () => undefined
    first.runTimers()
    await vi.waitFor(() => expect(one.state().status.unsaved).toBe(0))
    await one.sync()
    expect(cell()?.value).toEqual(amount(2))
    expect(cell()?.sides).toBeUndefined()
  })
})
