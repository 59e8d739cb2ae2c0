/** One person at work in two tabs of one browser, both in step. */
import { lead } from './county.ts'
import { firstDay, newDisk, startProgram } from './simulated-device.ts'
import { simulatedServer } from './simulated-server.ts'

export async function twoTabs() {
  const server = simulatedServer([lead])
  const disk = newDisk()
  const first = startProgram(disk, server, 'tablet')
  const one = await firstDay(first, lead)
  const second = startProgram(disk, server, 'tablet')
  const two = await second.door.unlockFromAnotherTab(lead.id)
  if (two === undefined) throw new Error('The second tab got no key')
  await two.sync()
  return { server, disk, first, second, one, two }
}
