import { describe, expect, it, vi } from 'vitest'
import { amount, cells, lead, sheets } from '../county.ts'
import { newDisk, passphrase, startProgram } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'
import { twoTabs } from '../two-tabs.ts'

const soon = { interval: 5, timeout: 5_000 }

describe('a second tab', () => {
  it('gets the key from the first, without a passphrase; alone it gets none', async () => {
    const { two, server, disk, one } = await twoTabs()
    expect(two.state().set?.id).toBe('small')
    one.lock()
    await vi.waitFor(() => expect(two.state().status.stopped).toBe('locked'), soon)
    const alone = startProgram(disk, server, 'tablet')
    const asked = alone.door.unlockFromAnotherTab(lead.id)
    alone.runTimers()
    expect(await asked).toBeUndefined()
    expect((await alone.door.unlock(lead.id, passphrase)).ok).toBe(true)
  })

  it('sees what the first saves, and neither overwrites the other’s numbers', async () => {
    const { one, two, server } = await twoTabs()
    await Promise.all([
      one.save([{ sheet: sheets.east, cell: cells.closed, value: amount(1) }]),
      two.save([{ sheet: sheets.south, cell: cells.closed, value: amount(2) }]),
      one.save([{ sheet: sheets.west, cell: cells.closed, value: amount(3) }]),
      two.save([{ sheet: sheets.east, cell: cells.open, value: amount(4) }]),
    ])
    const valuesOf = (desk: typeof one) =>
      [...desk.state().sheets.values()].flatMap(view => [...view.cells.values()].map(cell => cell.value)).length
    await vi.waitFor(() => expect([valuesOf(one), valuesOf(two)]).toEqual([4, 4]), soon)
    expect(one.state().status.waiting).toBe(4)
    await one.sync()
    expect([...server.disk.operations.values()].map(each => each.seq).sort()).toEqual([1, 2, 3, 4])
    expect([...server.disk.operations.values()].every(each => each.outcome === 'applied')).toBe(true)
  })

  it('P18: two tabs pushing at once are as one', async () => {
    const { one, two, server } = await twoTabs()
    await one.save([{ sheet: sheets.east, cell: cells.closed, value: amount(1) }])
    await two.save([{ sheet: sheets.east, cell: cells.closed, value: amount(2) }])
    await Promise.all([one.sync(), two.sync(), one.sync(), two.sync()])
    await Promise.all([one.sync(), two.sync()])
    for (const desk of [one, two]) {
      expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
      expect(desk.state().sheets.get(sheets.east)?.cells.get(cells.closed)).toMatchObject({
        value: amount(2),
        standing: 'received',
      })
    }
    const stored = [...server.disk.operations.values()]
    expect(new Set(stored.map(each => each.opId)).size).toBe(stored.length)
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.sides).toBeUndefined()
  })

  it('leaves the cycle to the tab that holds the lock', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    let held = true
    const locks = {
      request: async (_name: string, _how: unknown, work: (lock: unknown) => unknown) => work(held ? null : {}),
      query: async () => ({}),
    } as unknown as LockManager
    const program = startProgram(disk, server, 'tablet', { locks })
    const signed = await program.door.signIn(lead.email, 'a password for tests')
    if (!signed.ok) throw new Error('not signed in')
    const made = await program.door.createVault(signed.me, passphrase)
    if (!made.ok) throw new Error('no vault')
    await made.desk.sync()
    expect(made.desk.state().set).toBeNull()
    held = false
    await made.desk.sync()
    expect(made.desk.state().set?.id).toBe('small')
  })
})
