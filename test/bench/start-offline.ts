/**
 * A cold start with the network off and the CPU throttled four times: from navigation to the field for the passphrase,
 * and from the key derived to a cell that can be typed in. The derivation itself is printed apart: its length is what
 * protects the vault. Budgets: p95 500 ms each.
 */
import { ascending, at, option, report, round } from './rig/measure.ts'
import { fillSheet, firstDay, newContext, openBrowser, openSheet, passphrase, sheetPath } from './rig/page.ts'
import { BenchServer } from './rig/process.ts'
import { leadOf } from './rig/server.ts'

const runs = option('runs', 20)
const marks = ['unlock', 'asked', 'derived', 'cell'] as const
type Mark = (typeof marks)[number]

const server = await BenchServer.open({ contracts: 1, history: 23, open: 1 })
const browser = await openBrowser()
try {
  const context = await newContext(browser)
  const page = await context.newPage()
  await firstDay(page, server.url, leadOf(0).email)
  await openSheet(page)
  await fillSheet(page, 1)
  await context.setOffline(true)
  // Milliseconds since navigation began, kept in the page.
  await page.addInitScript(() => {
    const mark = (name: string): void => {
      if (performance.getEntriesByName(name, 'mark').length === 0) performance.mark(name)
    }
    const derive = crypto.subtle.deriveKey.bind(crypto.subtle)
    crypto.subtle.deriveKey = async (...args: Parameters<typeof derive>) => {
      mark('asked')
      const key = await derive(...args)
      mark('derived')
      return key
    }
    new MutationObserver(() => {
      const field = document.querySelector('#unlock-passphrase')
      if (field instanceof HTMLInputElement && !field.disabled) mark('unlock')
      const cell = document.querySelector('input.ff-figure')
      if (cell instanceof HTMLInputElement && !cell.disabled && !cell.readOnly) mark('cell')
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  const devtools = await context.newCDPSession(page)
  const times: { readonly unlock: number; readonly derivation: number; readonly cell: number }[] = []
  for (let run = 0; run <= runs; run += 1) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(server.url + sheetPath)
    await page.locator('#unlock-passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Unlock', exact: true }).click()
    await page.locator('input.ff-figure').first().waitFor()
    const at = await page.evaluate(
      names =>
        names.map((name): readonly [string, number] => [
          name,
          performance.getEntriesByName(name, 'mark')[0]?.startTime ?? Number.NaN,
        ]),
      marks,
    )
    const when = (name: Mark): number => at.find(([marked]) => marked === name)?.[1] ?? Number.NaN
    const one = {
      unlock: when('unlock'),
      derivation: when('derived') - when('asked'),
      cell: when('cell') - when('derived'),
    }
    if (Object.values(one).some(Number.isNaN)) throw new Error(`Not everything was seen: ${JSON.stringify(at)}`)
    if (run > 0) times.push(one)
  }
  for (const [name, key, budgetP95] of [
    ['start-offline-unlock-x4', 'unlock', 500],
    ['start-offline-cell-x4', 'cell', 500],
    ['start-offline-derivation-x4', 'derivation', undefined],
  ] as const) {
    const found = times.map(one => one[key])
    const p95 = round(at(ascending(found), 0.95))
    const within = budgetP95 === undefined ? {} : { budgetP95, within: p95 <= budgetP95 }
    report({ name, unit: 'ms', runs: found, more: { figures: 240, ...within } })
  }
} finally {
  await browser.close()
  await server.close()
}
