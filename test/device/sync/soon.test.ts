/** Several saves make one push, and saves that never pause do not hold it back. */
import { expect, it, vi } from 'vitest'
import { amount, cells, lead, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'
import { testClock } from '../vault/clock.ts'

const soon = { interval: 5, timeout: 5_000 }

async function day() {
  const clock = testClock()
  const server = simulatedServer([lead])
  // No pokes: they make cycles of their own.
  const page = { isVisible: () => true, onChange: () => () => undefined, stream: undefined }
  const desk = await firstDay(startProgram(newDisk(), server, 'tablet', { ...clock, page }), lead)
  const pushed = (): number =>
    server.seen.filter(
      ({ path, body }) => path === '/api/push' && (body as { operations: readonly unknown[] }).operations.length > 0,
    ).length
  const save = (value: number) => desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(value) }])
  /** A cycle that runs takes along what is saved meanwhile: it is waited for. */
  const settled = () =>
    vi.waitFor(() => expect(desk.state().status).toMatchObject({ connection: 'idle', waiting: 0 }), soon)
  return { clock, pushed, save, settled }
}

it('saves closer than the pause go within two seconds of the first, all together', async () => {
  const { clock, pushed, save } = await day()
  for (let n = 1; n <= 9; n++) {
    await save(n)
    clock.advance(200)
  }
  expect(pushed()).toBe(0)
  await save(10)
  clock.advance(200)
  await vi.waitFor(() => expect(pushed()).toBe(1), soon)
})

it('after a pause they go at once, and the next ones begin a new two seconds', async () => {
  const { clock, pushed, save, settled } = await day()
  await save(1)
  clock.advance(300)
  await vi.waitFor(() => expect(pushed()).toBe(1), soon)
  await settled()
  for (let n = 2; n <= 10; n++) {
    await save(n)
    clock.advance(200)
  }
  expect(pushed()).toBe(1)
  await save(11)
  clock.advance(200)
  await vi.waitFor(() => expect(pushed()).toBe(2), soon)
})
