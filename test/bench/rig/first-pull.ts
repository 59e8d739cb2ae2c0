/** A first download into an empty device, timed in the page. */
import type { Browser } from '@playwright/test'
import { leads, returnsOf, sendAll } from './fleet.ts'
import { atPassphrase, newContext } from './page.ts'
import { BenchServer } from './process.ts'
import { leadOf } from './server.ts'

/** Milliseconds of one first download, on a device of its own. */
export async function firstPull(browser: Browser, server: BenchServer): Promise<number> {
  const context = await newContext(browser)
  try {
    const page = await context.newPage()
    await atPassphrase(page, server.url, leadOf(0).email)
    await page.evaluate(() => {
      performance.clearResourceTimings()
      const look = (): void => {
        const link = document.querySelector('a[href*="/returns/neet-cxk-2016/2017-06"]')
        if (link && performance.getEntriesByName('shown', 'mark').length === 0) performance.mark('shown')
      }
      new MutationObserver(look).observe(document, { subtree: true, childList: true })
    })
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForFunction(() => performance.getEntriesByName('shown', 'mark').length > 0)
    return await page.evaluate(() => {
      const asked = performance.getEntriesByType('resource').find(entry => entry.name.endsWith('/api/pull'))
      const shown = performance.getEntriesByName('shown', 'mark')[0]
      return asked && shown ? shown.startTime - asked.startTime : Number.NaN
    })
  } finally {
    await context.close()
  }
}

/** A server with one contract's months, the open one filled. */
export async function filled(history: number): Promise<BenchServer> {
  const server = await BenchServer.open({ contracts: 1, history, open: 1 })
  await sendAll(server, await returnsOf(server, await leads(server), 0))
  return server
}
