/**
 * The first download and the server's throughput at 1x, 4x and 16x the data. A download of 24, 96 and 384 months; 40,
 * 160 and 640 returns taken one after another by one data file. Budget: t(16x) at most 16 x 1.2 x t(1x). The scorecard's
 * growth is in its own benchmark.
 */
import { hangUp } from './rig/client.ts'
import { filled, firstPull } from './rig/first-pull.ts'
import { leads, returnsOf, sendAll } from './rig/fleet.ts'
import { median, option, report, round } from './rig/measure.ts'
import { openBrowser } from './rig/page.ts'
import { BenchServer } from './rig/process.ts'

const runs = option('runs', 5)
const sizes = [1, 4, 16] as const
/** Times linear that sixteen times the data may take. */
const allowed = 1.2

const linear = (name: string, once: number, sixteen: number): void => {
  const value = round(sixteen / (16 * once))
  console.log(JSON.stringify({ name, value, unit: 'x linear', budget: allowed, within: value <= allowed }))
}

async function pulls(): Promise<void> {
  const medians: number[] = []
  for (const size of sizes) {
    const server = await filled(24 * size - 1)
    const browser = await openBrowser()
    try {
      const times: number[] = []
      await firstPull(browser, server)
      for (let run = 0; run < runs; run += 1) times.push(await firstPull(browser, server))
      medians.push(report({ name: `growth-pull-${size}x`, unit: 'ms', runs: times, more: { figures: 5_760 * size } }))
    } finally {
      await browser.close()
      await server.close()
    }
  }
  linear('growth-pull', medians[0] ?? 0, medians[2] ?? 0)
}

async function throughput(): Promise<void> {
  const server = await BenchServer.open({ contracts: 40, history: 0, open: 17 })
  try {
    const people = await leads(server)
    await sendAll(server, await returnsOf(server, people, 16))
    const seconds: number[] = []
    for (let month = 0; month < 16; month += 1)
      seconds.push((await sendAll(server, await returnsOf(server, people, month))).seconds)
    const upTo = (size: number): number => seconds.slice(0, size).reduce((sum, one) => sum + one, 0)
    for (const size of sizes)
      console.log(
        JSON.stringify({
          name: `growth-throughput-${size}x`,
          value: round(upTo(size)),
          unit: 's',
          returns: 40 * size,
          median: round(median(seconds.slice(0, size))),
          n: size,
        }),
      )
    // One batch alone is at the mercy of the moment: the first four make the size that the rest is held against.
    linear('growth-throughput', upTo(4) / 4, upTo(16))
  } finally {
    await server.close()
  }
}

try {
  await throughput()
  await pulls()
} finally {
  hangUp()
}
