/**
 * Deadline night: returns at 8.4 a second (5,000 devices in ten minutes) for 120 s, or `--seconds`. Budgets: no error,
 * no loss, p99 at most a second.
 */
import { DatabaseSync } from 'node:sqlite'
import { hangUp } from './rig/client.ts'
import { leads, returnsOf, sendAll } from './rig/fleet.ts'
import { ascending, at, option, report, round } from './rig/measure.ts'
import { BenchServer } from './rig/process.ts'

const rate = 8.4
const seconds = option('seconds', 120)
const returns = Math.ceil(rate * seconds)
const contracts = Math.min(returns, 100)

const server = await BenchServer.open({ contracts, history: 0, open: Math.ceil(returns / contracts) })
try {
  const people = await leads(server)
  const pushes = []
  for (let month = 0; pushes.length < returns; month += 1) pushes.push(...(await returnsOf(server, people, month)))
  const sent = pushes.slice(0, returns)
  const ran = await sendAll(server, sent, 1_000 / rate)
  const sorted = ascending(ran.times)
  const data = new DatabaseSync(server.dataFile, { readOnly: true })
  const stored = Number(data.prepare("select count(*) as n from operation where outcome = 'applied'").get()?.['n'])
  data.close()
  const lost = sent.reduce((sum, one) => sum + one.operations, 0) - stored
  if (lost !== 0) throw new Error(`${lost} operations were acknowledged and are not stored`)
  report({
    name: 'deadline',
    unit: 'ms',
    runs: ran.times,
    more: {
      p99: round(at(sorted, 0.99)),
      budgetP99: 1_000,
      within: at(sorted, 0.99) <= 1_000,
      errors: 0,
      lost,
      seconds: round(ran.seconds),
      perSecond: round(returns / ran.seconds),
      serverShareOfOneCore: ran.serverShare === undefined ? null : round(ran.serverShare),
      clientShareOfOneCore: round(ran.clientShare),
    },
  })
} finally {
  hangUp()
  await server.close()
}
