/** An officer's meeting notes: sealed on her device, opened without signal, sent once, and told apart for the provider. */
import { expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { firstDay, passphrase, received, saved, signIn, unlock } from './person.ts'

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

test.describe.configure({ timeout: 180_000 })

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name, exact: true })
const openMenu = (page: Page): Promise<void> => page.getByText('Commissioning officer').first().click()

/** No scrolling sideways at the width that 400 % zoom leaves of a screen of 1280 pixels. */
async function narrow(page: Page, state: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1366, height: 768 }
  await page.setViewportSize({ width: 320, height: 256 })
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways, `${state}, 320 wide`).toBeLessThanOrEqual(0)
  await page.setViewportSize(before)
}

/** An officer at her meetings, on a device where she chooses a passphrase now. */
async function toMeetings(page: Page): Promise<void> {
  await signIn(page, county.url, 'officer')
  await expect(heading(page, /month board/)).toBeVisible()
  await openMenu(page)
  await page.locator('.ff-menu').getByRole('link', { name: 'Meetings', exact: true }).click()
  await expect(heading(page, 'Choose a device passphrase')).toBeVisible()
}
async function choose(page: Page): Promise<void> {
  await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The same passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(heading(page, 'Meetings')).toBeVisible()
  await expect(page.getByText(/ready to work without signal: meeting notes of \d+ districts/)).toBeVisible({
    timeout: 30_000,
  })
}

const forBoth = 'Waiting times were gone through together'
const forUs = 'We doubt the waiting times'

test('written with the server stopped, there after a reload, sent once; the provider gets the shared one alone', async ({
  page,
  browser,
}) => {
  const asked: string[] = []
  page.on('request', request => {
    if (request.url().endsWith('/api/pull')) asked.push(request.postData() ?? '')
  })
  await toMeetings(page)
  await choose(page)
  await page.locator('section', { hasText: 'Family support' }).getByRole('link', { name: 'Gravesham' }).first().click()
  await expect(heading(page, /Gravesham/)).toBeVisible()
  await county.end()
  await page.getByRole('button', { name: 'New meeting' }).click()
  await page.getByLabel('Who is there').fill('Manager of the provider')
  await page.getByRole('button', { name: 'Begin the notes' }).click()
  await page.getByRole('button', { name: 'Add a note' }).click()
  await page.getByLabel('Note 1, internal').fill(forUs)
  await saved(page)
  await page.getByRole('button', { name: 'Add a note' }).click()
  await page.getByLabel('Note 2, internal').fill(forBoth)
  await saved(page)
  await page.getByRole('button', { name: `Share… (${forBoth})` }).click()
  await page.getByRole('button', { name: 'Share with the provider' }).click()
  await expect(page.getByLabel(/, shared with the provider/)).toHaveValue(forBoth)
  await saved(page)

  await page.reload()
  await expect(heading(page, 'Unlock')).toBeVisible()
  await expect(page.getByText(/changes? waits?: unlock to send/)).toBeVisible()
  await unlock(page)
  // The same address: she is where she was.
  await expect(page.getByLabel(/, internal/)).toHaveValue(forUs)
  await expect(page.getByLabel(/, shared with the provider/)).toHaveValue(forBoth)
  expect(county.rows("select op_id from operation where sheet like '%--%'")).toEqual([])

  await county.start()
  // As the browser says it when the network is back: the next try would come within a minute by itself.
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await received(page)
  await page.reload()
  const rows = county.rows(
    "select sheet, cell, outcome, person_name from operation where sheet like '%--%' order by seq",
  )
  expect(rows.every(row => row['outcome'] === 'applied' || row['outcome'] === 'agreed')).toBe(true)
  expect(new Set(rows.map(row => row['person_name']))).toEqual(new Set(['Commissioning officer']))
  const standing = (audience: string): string =>
    String(county.rows('select cells from sheet where id like ?', `%/gravesham--${audience}/%`)[0]?.['cells'])
  expect(standing('internal').split(forUs)).toHaveLength(2)
  expect(standing('internal')).not.toContain(forBoth)
  expect(standing('notes').split(forBoth)).toHaveLength(2)
  // Of the returns of her services nothing came to her device.
  expect(asked.length).toBeGreaterThan(0)
  for (const body of asked)
    expect(JSON.parse(body)).toMatchObject({ only: expect.stringMatching(/^(notes|reference)$/) })

  const theirs = await browser.newContext()
  const provider = await theirs.newPage()
  const answers: Promise<string>[] = []
  provider.on('response', response => {
    const { pathname } = new URL(response.url())
    // The stream of events has no end.
    if (pathname.startsWith('/api/') && pathname !== '/api/events') answers.push(response.text().catch(() => ''))
  })
  await firstDay(provider, county.url, 'editor')
  const given = (await Promise.all(answers)).join('\n')
  expect(given).toContain(forBoth)
  expect(given).not.toContain(forUs)
  expect(given).not.toContain('--internal')
  await theirs.close()
})

test('the board needs signal: said at the door, gone to once there is; locked from the menu, kept when signing out', async ({
  page,
}) => {
  await toMeetings(page)
  await accessible(page, 'choosing a passphrase for notes')
  await narrow(page, 'choosing a passphrase for notes')
  await choose(page)
  await county.end()
  await page.goto(`${county.url}/board`)
  await unlock(page)
  await expect(heading(page, 'This page needs signal')).toBeVisible()
  await page.getByRole('button', { name: 'Sign in and go on' }).click()
  await expect(page.getByText(/Try again when there is signal/)).toBeVisible()
  await accessible(page, 'the board without signal')
  await narrow(page, 'the board without signal')
  await county.start()
  await page.getByRole('button', { name: 'Sign in and go on' }).click()
  await expect(heading(page, /month board/)).toBeVisible()
  // Her notes came with her: no passphrase is asked for.
  await openMenu(page)
  await page.locator('.ff-menu').getByRole('link', { name: 'Meetings', exact: true }).click()
  await expect(heading(page, 'Meetings')).toBeVisible()
  await openMenu(page)
  await page.getByRole('button', { name: 'Lock meeting notes' }).click()
  await expect(heading(page, 'Unlock your meeting notes')).toBeVisible()
  await accessible(page, 'unlocking notes')
  await openMenu(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(heading(page, 'Unlock')).toBeVisible()
  await unlock(page)
  await expect(heading(page, 'Meetings')).toBeVisible()
  // Signed out: her password, beside the status, and then the board again.
  const form = page.getByRole('form', { name: 'Sign in again' })
  await form.getByLabel(/^Password of/).fill('granite-robin-ledger-29')
  await form.getByRole('button', { name: 'Sign in' }).click()
  await expect(form).toBeHidden()
  await openMenu(page)
  await page.getByRole('link', { name: 'Month board' }).click()
  await page.getByRole('button', { name: 'Sign in and go on' }).click()
  await expect(heading(page, /month board/)).toBeVisible()
})
