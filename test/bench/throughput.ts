/**
 * Returns a second (240 figures and twelve narratives, one push) from 200 devices that send at the same moment, over
 * HTTP to the real server: signed in, unpacked, checked, decided, written, flushed, answered. Beside it, in the same
 * run, a bare insert of the very same rows. Budgets: half of the bare insert, and ahead of 355 a second.
 */
import { addMonths } from '../../src/domain/time/period.ts'
import { bareInsert } from './rig/bare.ts'
import { hangUp } from './rig/client.ts'
import { firstOpen } from './rig/county.ts'
import { leads, returnsOf, sendAll } from './rig/fleet.ts'
import { ascending, at, median, option, report, round } from './rig/measure.ts'
import { BenchServer } from './rig/process.ts'

const devices = option('devices', 200)
const runs = option('runs', 5)

const server = await BenchServer.open({ contracts: devices, history: 0, open: runs + 1 })
try {
  const people = await leads(server)
  const perSecond: number[] = []
  const bare: number[] = []
  const client: number[] = []
  const served: number[] = []
  const times: number[] = []
  // The first run warms up and does not count.
  for (let run = 0; run <= runs; run += 1) {
    const ran = await sendAll(server, await returnsOf(server, people, run))
    const floor = bareInsert(server.folder, addMonths(firstOpen, run))
    if (floor.returns !== devices) throw new Error(`The bare insert found ${floor.returns} returns`)
    if (run === 0) continue
    perSecond.push(devices / ran.seconds)
    bare.push(floor.perSecond)
    client.push(ran.clientShare)
    served.push(ran.serverShare ?? Number.NaN)
    times.push(...ran.times)
  }
  const floor = median(bare)
  report({
    name: 'throughput',
    unit: 'returns/s',
    runs: perSecond,
    atLeast: Math.max(355, round(floor / 2)),
    more: {
      devices,
      clientShareOfOneCore: round(median(client)),
      serverShareOfOneCore: round(median(served)),
      lastReceiptMs: round(ascending(times).at(-1) ?? 0),
      medianReceiptMs: round(at(ascending(times), 0.5)),
    },
  })
  report({ name: 'throughput-bare', unit: 'returns/s', runs: bare })
} finally {
  hangUp()
  await server.close()
}
