/** What a tab has saved and could not send, because it was closed, is sent by another that is open. */
import { expect, it, vi } from 'vitest'
import { amount, cells, lead, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'
import { testClock } from '../vault/clock.ts'

const soon = { interval: 5, timeout: 5_000 }

/** Two tabs of one browser, each with its own clock, so that one of them can stand still; and mute. */
async function tabs() {
  const server = simulatedServer([lead])
  const disk = newDisk()
  const clocks = { closing: testClock(), open: testClock() }
  const mute = { now: false }
  const channel = (name: string) => {
    const made = new BroadcastChannel(`${disk.browser}/${name}`)
    const say = made.postMessage.bind(made)
    made.postMessage = message => (mute.now ? undefined : say(message))
    return made
  }
  const first = startProgram(disk, server, 'tablet', { ...clocks.closing, channel })
  const closing = await firstDay(first, lead)
  const second = startProgram(disk, server, 'tablet', clocks.open)
  const open = await second.door.unlockFromAnotherTab(lead.id)
  if (open === undefined) throw new Error('The second tab got no key')
  await open.sync()
  const received = () => server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value
  return { first, second, closing, open, clocks, received, mute }
}

it('three seconds after it was saved, and not when the next minutes have passed', async () => {
  const { first, closing, open, clocks, received } = await tabs()
  await closing.save([{ sheet: sheets.east, cell: cells.closed, value: amount(7) }])
  first.kill()
  await vi.waitFor(() => expect(open.state().status.waiting).toBe(1), soon)
  clocks.open.advance(3_000)
  await vi.waitFor(() => expect(received()).toEqual(amount(7)), soon)
  await vi.waitFor(() => expect(open.state().status.waiting).toBe(0), soon)
})

it('also where it was closed before it could say that it had saved', async () => {
  const { first, closing, open, clocks, received, mute } = await tabs()
  first.page.tell('hidden')
  mute.now = true
  await closing.save([{ sheet: sheets.east, cell: cells.closed, value: amount(8) }])
  first.kill()
  await vi.waitFor(() => {
    clocks.open.advance(3_000)
    expect(received()).toEqual(amount(8))
  }, soon)
  await vi.waitFor(() => expect(open.state().status.waiting).toBe(0), soon)
})

it('leaves what a living tab has saved to that one', async () => {
  const { closing, open, second, clocks, received } = await tabs()
  let asked = 0
  second.network.step = async () => {
    asked += 1
  }
  await closing.save([{ sheet: sheets.east, cell: cells.closed, value: amount(9) }])
  await vi.waitFor(() => expect(open.state().status.waiting).toBe(1), soon)
  clocks.closing.advance(300)
  await vi.waitFor(() => expect(received()).toEqual(amount(9)), soon)
  await vi.waitFor(() => expect(open.state().status.waiting).toBe(0), soon)
  const before = asked
  clocks.open.advance(3_000)
  await open.save([])
  expect(asked).toBe(before)
})
