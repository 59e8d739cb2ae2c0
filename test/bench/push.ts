/**
 * A month's return (240 figures, twelve narratives of a thousand characters) entered without signal; then the network
 * comes: to the receipt stored and shown on this device, and to a second open device showing it. Beside it a bare POST
 * of the same bytes from the same page to a server that only puts them down. Then flushes a push on the server.
 * Budgets: 60 ms, 150 ms, 3 flushes.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { whyNoStrace } from '../strace.ts'
import { countFlushes } from './rig/flushes.ts'
import { median, option, report, round } from './rig/measure.ts'
import { fillNarratives, fillSheet, firstDay, newContext, openBrowser, openSheet } from './rig/page.ts'
import { BenchServer } from './rig/process.ts'
import { leadOf } from './rig/server.ts'

const runs = option('runs', 5)

const bareServer = (file: string): Promise<{ readonly child: ChildProcess; readonly port: number }> =>
  new Promise((listening, failed) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'rig', 'bare-server.ts'), file],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    child.stdout?.once('data', (line: Buffer) => listening({ child, port: Number(line.toString()) }))
    child.once('exit', code => failed(new Error(`The bare server ended with ${code}`)))
  })

/** From here on the page waits for the network, and says when the last receipt of what waits was shown. */
const arm = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const clock = (): number => performance.timeOrigin + performance.now()
    const times: Record<string, number> = {}
    Object.assign(globalThis, { benchTimes: times })
    performance.clearResourceTimings()
    window.addEventListener(
      'online',
      () => {
        times['online'] = clock()
      },
      { once: true, capture: true },
    )
    const status = document.querySelector('p.ff-status[role="status"]')
    const look = (): void => {
      const text = status?.textContent ?? ''
      if (times['online'] === undefined || !/Received/.test(text) || /waiting|Sending/.test(text)) return
      times['received'] ??= clock()
    }
    if (status) new MutationObserver(look).observe(status, { subtree: true, childList: true, characterData: true })
  })

/** The second device looks, every few milliseconds, for the whole sheet to hold what the first one typed. */
const watch = (page: Page, wanted: readonly string[]): Promise<number> =>
  page.evaluate(
    wanted =>
      new Promise<number>((seen, failed) => {
        const inputs = [...document.querySelectorAll<HTMLInputElement>('input.ff-figure')]
        const late = setTimeout(() => failed(new Error('The second device never showed the return')), 20_000)
        const look = setInterval(() => {
          if (!inputs.every((input, n) => input.value === wanted[n])) return
          clearInterval(look)
          clearTimeout(late)
          seen(performance.timeOrigin + performance.now())
        }, 4)
      }),
    wanted,
  )

const valuesOf = (page: Page): Promise<string[]> =>
  page.locator('input.ff-figure').evaluateAll(all => all.map(one => (one instanceof HTMLInputElement ? one.value : '')))

interface Pushed {
  readonly online: number
  readonly received: number
  /** Milliseconds that the push requests themselves took, as the browser counts. */
  readonly onTheWire: number
  readonly pushes: number
}

async function goOnline(page: Page): Promise<Pushed> {
  await page.context().setOffline(false)
  const line = page.locator('p.ff-status[role="status"]')
  await expect(line).toContainText('Received', { timeout: 20_000 })
  await expect(line).not.toContainText('waiting')
  return page.evaluate(() => {
    const times: unknown = Reflect.get(globalThis, 'benchTimes')
    const time = (name: string): number => {
      const found: unknown = typeof times === 'object' && times !== null ? Reflect.get(times, name) : undefined
      return typeof found === 'number' ? found : Number.NaN
    }
    const entries = performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/api/push'))
    return {
      online: time('online'),
      received: time('received'),
      onTheWire: entries.reduce((sum, entry) => sum + entry.duration, 0),
      pushes: entries.length,
    }
  })
}

/** The bytes of the next push, kept as they leave. */
function nextBody(page: Page): Promise<Buffer> {
  return page.waitForRequest('**/api/push').then(request => request.postDataBuffer() ?? Buffer.alloc(0))
}

const server = await BenchServer.open({ contracts: 1, history: 23, open: 1 })
const browser = await openBrowser()
const bare = await bareServer(join(server.folder, 'bare.db'))
try {
  const page = await (await newContext(browser)).newPage()
  await firstDay(page, server.url, leadOf(0).email)
  await openSheet(page)
  const second = await (await newContext(browser)).newPage()
  await firstDay(second, server.url, leadOf(0).email)
  await openSheet(second)

  async function once(turn: number): Promise<Pushed & { readonly shown: number; readonly body: Buffer }> {
    await page.context().setOffline(true)
    await fillNarratives(page, turn)
    await fillSheet(page, turn)
    await expect(page.locator('p.ff-status[role="status"]')).toContainText('252 changes waiting')
    const seen = watch(second, await valuesOf(page))
    const body = nextBody(page)
    await arm(page)
    const pushed = await goOnline(page)
    return { ...pushed, shown: await seen, body: await body }
  }

  const pushed: Awaited<ReturnType<typeof once>>[] = []
  const floors: number[] = []
  for (let turn = 1; turn <= runs + 1; turn += 1) {
    const one = await once(turn)
    // The floor: the same bytes from a page of the bare server's own, so that nothing is asked beforehand.
    const plain = await browser.newPage()
    await plain.goto(`http://localhost:${bare.port}/`)
    const floor = await plain.evaluate(
      async bytes => {
        const body = new Uint8Array(bytes)
        await fetch('/', { method: 'POST', body })
        const began = performance.now()
        await (await fetch('/', { method: 'POST', body })).text()
        return performance.now() - began
      },
      [...one.body],
    )
    await plain.close()
    if (turn === 1) continue
    pushed.push(one)
    floors.push(floor)
  }
  report({
    name: 'push-receipt',
    unit: 'ms',
    runs: pushed.map(one => one.received - one.online),
    budget: 60,
    more: {
      operations: 252,
      pushes: median(pushed.map(one => one.pushes)),
      onTheWireMs: round(median(pushed.map(one => one.onTheWire))),
    },
  })
  report({ name: 'push-second-device', unit: 'ms', runs: pushed.map(one => one.shown - one.online), budget: 150 })
  report({ name: 'push-bare', unit: 'ms', runs: floors })

  const because = whyNoStrace()
  if (because) console.log(JSON.stringify({ name: 'push-flushes', skipped: because }))
  else {
    const counting = await countFlushes([server.pid])
    const flushes: number[] = []
    try {
      for (let turn = runs + 2; turn < runs + 5; turn += 1) {
        counting.since()
        await once(turn)
        flushes.push(counting.since())
      }
    } finally {
      await counting.stop()
    }
    report({ name: 'push-flushes', unit: 'flushes', runs: flushes, budget: 3 })
  }
} finally {
  bare.child.kill('SIGTERM')
  await browser.close()
  await server.close()
}
