import { expect, it } from 'vitest'
import type { Desk } from '../../../src/device/desk.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import { amount, cells, editor, lead, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

const type = (desk: Desk, value: number, sheet = sheets.east) =>
  desk.save([{ sheet, cell: cells.closed, value: amount(value) }])
const shown = (desk: Desk) => desk.state().sheets.get(sheets.east)?.cells.get(cells.closed)

/** She typed upon a colleague's figure that a restored server has lost: it cannot decide hers. */
async function undecided() {
  const server = simulatedServer([lead, editor])
  const desk = await firstDay(startProgram(newDisk(), server, 'tablet'), lead)
  const colleague = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
  const empty = server.backup()
  await type(colleague, 1)
  await colleague.sync()
  await desk.sync()
  server.disk = empty
  await type(desk, 2)
  await desk.sync()
  expect([...server.disk.operations.values()].map(each => each.outcome)).toEqual(['waiting'])
  /** What was lost comes again, and then a newer figure of the colleague's. */
  const newer = async () => {
    await colleague.sync()
    await colleague.sync()
    await type(colleague, 3)
    await colleague.sync()
  }
  return { server, desk, newer }
}

it('P4: her figure, undecided until now, does not lie over a newer one that was pulled', async () => {
  const { server, desk, newer } = await undecided()
  expect(shown(desk)).toMatchObject({ value: amount(2), standing: 'waiting' })
  await newer()
  await desk.sync()
  expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value).toEqual(amount(3))
  expect(shown(desk)).toMatchObject({ value: amount(3), standing: 'received' })
  expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
})

it('P4, P5: nor where the device has been numbered anew since', async () => {
  const { server, desk, newer } = await undecided()
  // A copy of this profile has used the next number.
  const hers = [...server.disk.devices.values()].find(device => device.log.size > 0)
  hers?.log.set(2, newOpId(5))
  Object.assign(hers ?? {}, { lastSeq: 2 })
  await type(desk, 8, sheets.south)
  await desk.sync()
  expect(server.disk.sheets.get(sheets.south)?.cells[cells.closed]?.value).toEqual(amount(8))
  await newer()
  await desk.sync()
  expect(shown(desk)).toMatchObject({ value: amount(3), standing: 'received' })
})

it('is not asked about with every cycle in which nothing came', async () => {
  const { server, desk } = await undecided()
  await desk.sync()
  server.seen.length = 0
  await desk.sync()
  const sent = server.seen.filter(each => each.path === '/api/push').map(each => each.body)
  expect(sent).toMatchObject([{ operations: [] }])
})
