/**
 * A provider's first download: 1 contract x 12 districts x 20 indicators x 24 months into an empty device, from the
 * first question to the sheet's link on screen: asked, read, sealed, committed, drawn. Twenty-three of the months are
 * history (a document a district), the open one is sheets. Budget: 300 ms.
 * An officer keeps nothing on her device today; hers is the month board's answer, over 72,000 stored figures.
 */
import { addMonths } from '../../src/domain/time/period.ts'
import { boardSchema } from '../../src/protocol/exchange.ts'
import { hangUp, send, signIn } from './rig/client.ts'
import { firstOpen } from './rig/county.ts'
import { filled, firstPull } from './rig/first-pull.ts'
import { leads, returnsOf, sendAll } from './rig/fleet.ts'
import { option, report } from './rig/measure.ts'
import { openBrowser } from './rig/page.ts'
import { BenchServer } from './rig/process.ts'
import { officer } from './rig/server.ts'

const runs = option('runs', 5)

async function provider(): Promise<void> {
  const server = await filled(23)
  const browser = await openBrowser()
  try {
    const times: number[] = []
    await firstPull(browser, server)
    for (let run = 0; run < runs; run += 1) times.push(await firstPull(browser, server))
    report({
      name: 'pull-provider',
      unit: 'ms',
      runs: times,
      budget: 300,
      more: { figures: 5_760, asHistory: 5_520, asSheets: 240 },
    })
  } finally {
    await browser.close()
    await server.close()
  }
}

/** Twenty-five contracts, twelve open months: 300 returns, 72,000 figures. */
async function board(): Promise<void> {
  const months = 12
  const server = await BenchServer.open({ contracts: 25, history: 0, open: months })
  try {
    const people = await leads(server)
    for (let month = 0; month < months; month += 1) await sendAll(server, await returnsOf(server, people, month))
    const { cookie } = await signIn(server.url, officer)
    const one: number[] = []
    const all: number[] = []
    for (let run = 0; run <= runs; run += 1) {
      let whole = 0
      for (let month = 0; month < months; month += 1) {
        const began = performance.now()
        const answer = await send(server.url, `/api/board?period=${addMonths(firstOpen, month)}`, cookie, undefined)
        const took = performance.now() - began
        const { rows } = boardSchema.parse(JSON.parse(answer.body.toString()))
        const answered = rows.reduce((sum, row) => sum + row.answered, 0)
        if (answered < 25 * 12 * 20) throw new Error(`The board has ${answered} figures`)
        whole += took
        if (run > 0) one.push(took)
      }
      if (run > 0) all.push(whole)
    }
    report({ name: 'board-month', unit: 'ms', runs: one, more: { figures: 6_000, stored: 72_000 } })
    report({ name: 'board-twelve-months', unit: 'ms', runs: all, more: { figures: 72_000 } })
  } finally {
    await server.close()
  }
}

try {
  await provider()
  await board()
} finally {
  hangUp()
}
