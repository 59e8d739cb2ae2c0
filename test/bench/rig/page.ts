/** A browser at the county to measure with: signed in, vault made, the month's sheet open; and what is timed in it. */
import { type Browser, type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import { chromiumOrInstall, quietFlags } from '../../chromium.ts'
import { narrative } from './returns.ts'
import { password } from './server.ts'

export const passphrase = 'four herons over the weir'
export const sheetPath = '/returns/neet-cxk-2016/2017-06'

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumOrInstall(), args: [...quietFlags] })

export const newContext = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB', timezoneId: 'Europe/London' })

/** Signs in and waits at the choice of a passphrase, with the app itself already kept on the device. */
export async function atPassphrase(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller === null)
      await new Promise<void>(done => navigator.serviceWorker.addEventListener('controllerchange', () => done()))
  })
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The same passphrase again').fill(passphrase)
}

export async function firstDay(page: Page, url: string, email: string): Promise<void> {
  await atPassphrase(page, url, email)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText(/ready to work without signal/)).toBeVisible({ timeout: 30_000 })
}

export async function openSheet(page: Page): Promise<void> {
  await page.getByRole('link', { name: /NEET.*CXK, June 2017/ }).click()
  await expect(page.getByRole('columnheader', { name: 'Total' })).toBeVisible()
}

/** Types another figure into every field of the sheet, leaving each, and waits until all is saved. */
export async function fillSheet(page: Page, turn: number): Promise<number> {
  const typed = await page.evaluate(async turn => {
    const inputs = [...document.querySelectorAll<HTMLInputElement>('input.ff-figure')]
    const put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    for (const [n, input] of inputs.entries()) {
      input.focus()
      put?.call(input, String(10 + turn * 17 + (n % 83) + (input.dataset['field'] === 'whole' ? 400 : 0)))
      input.dispatchEvent(new InputEvent('input', { bubbles: true }))
      input.blur()
      await new Promise(done => setTimeout(done, 0))
    }
    return inputs.length
  }, turn)
  await settled(page)
  return typed
}

/** Writes a thousand characters into every district's narrative. */
export async function fillNarratives(page: Page, turn: number): Promise<number> {
  await page.getByRole('link', { name: 'Narrative', exact: true }).click()
  const fields = page.getByLabel(/^This month in the district, /)
  await expect(fields.first()).toBeVisible()
  const count = await fields.count()
  for (let n = 0; n < count; n += 1) {
    await fields.nth(n).fill(narrative(turn * 100 + n))
    await fields.nth(n).blur()
  }
  await settled(page)
  await page.getByRole('link', { name: 'Sheet', exact: true }).click()
  await expect(page.getByRole('columnheader', { name: 'Total' })).toBeVisible()
  return count
}

const settled = async (page: Page): Promise<void> => {
  const status = page.locator('p.ff-status[role="status"]')
  await expect(status).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
  await expect(status).toContainText('Saved on this device', { timeout: 60_000 })
}

/**
 * Tells the page's own window when a transaction that wrote the outbox has completed, and its durability. Before the
 * database is opened: the library keeps the browser's function from then on.
 */
export const watchCommits = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const begin = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof begin>) {
      const transaction = begin.apply(this, args)
      if (transaction.mode === 'readwrite' && transaction.objectStoreNames.contains('outbox'))
        transaction.addEventListener('complete', () =>
          window.dispatchEvent(new CustomEvent('bench-committed', { detail: transaction.durability })),
        )
      return transaction
    }
  })
