import { expect, type Page, type Route, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { contractPath } from './june-returns.ts'
import { field, firstDay, openJune, passphrase, received, signIn, type, typeDistrict } from './person.ts'

/** The pages of a month in the states of its life, as a provider sees them; docs/states.md is the whole list. */

const sheet = 'fs-project-salus-2016/gravesham/2017-06'
const shots = process.env['FIELDFARE_SHOTS']

/** Clean by axe; and kept as a picture where somebody wants to look. */
async function look(page: Page, state: string): Promise<void> {
  await accessible(page, state)
  if (shots) await page.screenshot({ path: `${shots}/${state.replaceAll(/[^a-z0-9]+/g, '-')}.png`, fullPage: true })
}

const tab = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page')
}

/** No page of the receipt or the check scrolls sideways at the width of a small phone. */
async function fits(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1366, height: 768 }
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.setViewportSize(before)
}

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

test('a return queued with no signal, taken back, received, sent back, changed and submitted again; the receipt at each', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await tab(page, 'Check and submit')
  await look(page, 'check, nothing typed')
  await page.goto(`${county.url}${contractPath}/receipt`)
  await page.getByLabel('Device passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'No receipt yet' })).toBeVisible()
  await look(page, 'receipt, nothing submitted')

  await page.getByRole('link', { name: 'Sheet', exact: true }).click()
  await typeDistrict(page, 'Gravesham')
  await type(page, 'Dartford', 'CEH01', '12a')
  await received(page)
  await tab(page, 'Check and submit')
  // Gravesham's Reds ask for words, and stop nothing.
  await expect(page.getByText(/figures have no explanation: the council will ask/)).toBeVisible()
  await look(page, 'check, with errors and unexplained figures')
  await fits(page)

  await page.context().setOffline(true)
  await page.getByLabel(/^I confirm/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(page.getByText(/It goes when there is a connection/).first()).toBeVisible()
  await look(page, 'check, queued')
  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(page.getByRole('region', { name: 'Not received yet' })).toContainText(
    'Gravesham: submitted on this device',
  )
  await expect(page.getByText('Check number')).toHaveCount(0)
  await look(page, 'receipt, queued')
  await page.getByRole('link', { name: 'Sheet', exact: true }).click()
  await expect(page.getByText(/Gravesham: Queued to be submitted/)).toBeVisible()
  await look(page, 'sheet, queued in part')
  await tab(page, 'Check and submit')
  await page.getByRole('button', { name: 'Take back all 2' }).click()
  await expect(page.getByRole('checkbox', { name: 'Gravesham' })).toBeVisible()
  await page.getByLabel(/^I confirm/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(page.getByText(/It goes when there is a connection/).first()).toBeVisible()
  await page.context().setOffline(false)
  await received(page)

  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(page.getByRole('heading', { name: /^Received/ })).toBeVisible()
  await expect(page.getByText('On time: it was due 14 July 2017')).toBeVisible()
  const gravesham = page
    .getByRole('table')
    .first()
    .getByRole('row', { name: /^Gravesham/ })
  await expect(gravesham).toContainText('v1')
  const seen = JSON.parse(
    String(county.rows('select submission from sheet where id = ?', sheet)[0]?.['submission']),
  ) as {
    readonly seen: string
  }
  await expect(gravesham).toContainText(`${seen.seen.slice(0, 4)} ${seen.seen.slice(4, 8)}`.toUpperCase())
  await expect(page.getByRole('table', { name: 'Figures of Gravesham as submitted, v1' })).toContainText('33.3 %')
  await look(page, 'receipt, received')
  await fits(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.locator('.ff-tabs')).toBeHidden()
  if (shots) await page.screenshot({ path: `${shots}/receipt-on-paper.png`, fullPage: true })
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: 'Your returns' }).first().click()
  await expect(page.getByRole('link', { name: 'Receipt of June 2017' })).toBeVisible()
  await look(page, 'your returns, submitted in part')

  await openJune(page)
  await decided(page, 'sent-back')
  await expect(page.getByText(/Gravesham: Sent back to you by the council/)).toBeVisible({ timeout: 60_000 })
  await look(page, 'sheet, sent back in part')
  await type(page, 'Gravesham', 'CEH04', '77')
  await received(page)
  await tab(page, 'Check and submit')
  await expect(page.getByRole('heading', { name: 'Gravesham, sent back to you: since v1' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Changed in Gravesham since v1' }).getByRole('row')).toHaveCount(2)
  await look(page, 'check, sent back and changed')
  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(page.getByText('Sent back since: open again')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Figures of Gravesham as submitted, v1' })).not.toContainText('77')
  await look(page, 'receipt, sent back since')

  await tab(page, 'Check and submit')
  await page.getByLabel(/^I confirm/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await received(page)
  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(page.getByRole('table', { name: 'Figures of Gravesham as submitted, v2' })).toContainText('77')

  await decided(page, 'accepted')
  await page.getByRole('link', { name: 'Sheet', exact: true }).click()
  await expect(page.getByText(/Gravesham: Accepted by the council/)).toBeVisible({ timeout: 60_000 })
  await look(page, 'sheet, accepted in part')
})

test('a month that is late, and one that is closed', async ({ page }) => {
  test.setTimeout(180_000)
  await page.route('**/api/pull', route => answered(route, lateAnswer))
  await firstDay(page, county.url, 'lead')
  await expect(
    page.getByText(/Late by 2 working days: it was due 14 July\. It can still be submitted\./).first(),
  ).toBeVisible()
  await look(page, 'your returns, late')
  await openJune(page)
  await expect(page.getByText('Late by 2 working days')).toBeVisible()
  await expect(field(page, 'Dartford', 'CEH05')).toBeEditable()
  await look(page, 'sheet, late')

  await closeMonth(page)
  await expect(page.getByText(/Closed by the council on 20 July 2017: nothing more is taken/)).toBeVisible({
    timeout: 60_000,
  })
  await look(page, 'sheet, closed')
  await tab(page, 'Check and submit')
  await expect(page.getByRole('heading', { name: 'As it is read' })).toBeVisible()
  await look(page, 'check, closed')
  await page.getByRole('link', { name: 'Your returns' }).first().click()
  await expect(page.getByRole('heading', { name: 'Your returns' })).toBeVisible()
  await look(page, 'your returns, closed')
})

test('a page that was not fetched says so, and the sheet goes on', async ({ browser }) => {
  test.setTimeout(120_000)
  // A worker would keep every part on the device: this is the time before there is one.
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage()
  await page.route('**/assets/check-tab-*.js', route => route.abort())
  await signIn(page, county.url, 'lead')
  await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The same passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Continue' }).click()
  await openJune(page)
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await expect(page.getByText('This page could not be opened')).toBeVisible()
  await look(page, 'check, not fetched')
  await tab(page, 'Sheet')
  await expect(field(page, 'Dartford', 'CEH05')).toBeEditable()
  await page.context().close()
})

type Answer = Record<string, unknown>

async function answered(route: Route, alter: (answer: Answer) => Answer): Promise<void> {
  const response = await route.fetch()
  await route.fulfill({ response, json: alter((await response.json()) as Answer) })
}

const lateAnswer = (answer: Answer): Answer => ({
  ...answer,
  installation: { ...(answer['installation'] as Answer), today: '2017-07-18' },
})

const again = (page: Page): Promise<boolean> => page.evaluate(() => window.dispatchEvent(new Event('online')))

/** What the council decides in its own pages; until they are there, in the data file, and the return is asked for anew. */
async function decided(page: Page, state: 'sent-back' | 'accepted'): Promise<void> {
  county.change('update sheet set state = ? where id = ?', state, sheet)
  await page.route(
    '**/api/pull',
    async route => {
      const asked = JSON.parse(route.request().postData() ?? '{}') as { cursors: Record<string, unknown> }
      delete asked.cursors[sheet.slice(0, sheet.lastIndexOf('/'))]
      await route.fulfill({ response: await route.fetch({ postData: JSON.stringify(asked) }) })
    },
    { times: 1 },
  )
  await again(page)
}

const closedHash = 'c'.repeat(64)

/** The collection as the server will say it is closed: there is no page to close one yet. */
async function closeMonth(page: Page): Promise<void> {
  let real = ''
  await page.unroute('**/api/pull')
  await page.route('**/api/pull', route =>
    answered(route, answer => {
      const reference = answer['reference'] as { id: string; hash: string }[]
      real = reference.find(one => one.id === 'collections')?.hash ?? ''
      const swapped = reference.map(one => (one.id === 'collections' ? { ...one, hash: closedHash } : one))
      return { ...lateAnswer(answer), reference: swapped }
    }),
  )
  await page.route('**/api/reference', async route => {
    const response = await route.fetch({ postData: JSON.stringify({ hashes: [real] }) })
    const [found] = ((await response.json()) as { documents: { document: { collections: Answer[] } }[] }).documents
    const collections = found?.document.collections.map(one =>
      one['state'] === 'open' ? { ...one, state: 'history', closed: '2017-07-20' } : one,
    )
    await route.fulfill({
      response,
      json: { documents: [{ hash: closedHash, document: { type: 'collections', collections } }] },
    })
  })
  await again(page)
}
