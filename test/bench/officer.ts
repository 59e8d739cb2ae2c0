/**
 * The server's time for an officer's pages over twelve made-up months of the whole sample county: the month board, and the
 * scorecard of each service, as asked over HTTP. Prints one JSON object a line; times in milliseconds.
 */
import { sampleBusinessDate, sampleCounty } from '../../src/commands/sample-county.ts'
import { Browser, TestServer } from '../server/test-server.ts'
import { lastMonth, loadTwelveMonths, set } from '../twelve-months.ts'

const county = sampleCounty()
const officer = county.people.find(person => person.role === 'officer')
if (!officer) throw new Error('The sample has no officer')
const at = await TestServer.open({ county, council: county.set.council, today: () => sampleBusinessDate })
try {
  const began = performance.now()
  await loadTwelveMonths(at.server.storage)
  console.log(JSON.stringify({ name: 'officer-load', value: Math.round(performance.now() - began), unit: 'ms' }))
  await at.restart()
  const browser = await Browser.signIn(at, officer)
  const pages = [
    ['officer-board', `/api/board?period=${lastMonth}`],
    ...set.services.map(({ id }) => [`officer-scorecard-${id}`, `/api/scorecard?service=${id}&period=${lastMonth}`]),
  ] as const
  for (const [name = '', url = ''] of pages) {
    const times: number[] = []
    let bytes = 0
    for (let turn = 0; turn < 24; turn += 1) {
      const start = performance.now()
      const answer = await browser.get(url)
      times.push(performance.now() - start)
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
      bytes = answer.body.length
    }
    // The first four warm up.
    const counted = times.slice(4).toSorted((a, b) => a - b)
    const to1 = (value: number | undefined): number => Math.round((value ?? 0) * 10) / 10
    const [p50, p95] = [to1(counted[10]), to1(counted[19])]
    console.log(
      JSON.stringify({ name, value: p50, unit: 'ms', p50, p95, n: counted.length, cold: to1(times[0]), bytes }),
    )
  }
} finally {
  await at.close()
}
