import { type Browser, expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { field, firstDay, openJune, received, saved, signIn, type, typeDistrict } from './person.ts'

/** An officer reviews a return while the provider and a second window of the council's go on working. */

test.use({ actionTimeout: 20_000 })

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

const address = '/board/fs-project-salus-2016/gravesham/2017-06'
const pageOf = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage()

async function submit(lead: Page): Promise<void> {
  await lead.getByRole('link', { name: 'Check and submit' }).click()
  await lead.getByLabel(/I confirm/).check()
  await lead.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(lead.getByText(/received/).first()).toBeVisible({ timeout: 30_000 })
}

async function review(browser: Browser): Promise<Page> {
  const page = await pageOf(browser)
  await signIn(page, county.url, 'officer')
  await expect(page.getByRole('heading', { name: /month board/i })).toBeVisible()
  await page.goto(`${county.url}${address}`)
  await expect(page.getByRole('heading', { name: 'Figures', exact: true })).toBeVisible()
  return page
}

const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['FIELDFARE_SCREENSHOTS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test('a question by keyboard alone; a stale accept refused with the difference; two windows of the council', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const lead = await pageOf(browser)
  await firstDay(lead, county.url, 'lead')
  await openJune(lead)
  await typeDistrict(lead, 'Gravesham')
  await lead.getByRole('link', { name: 'Narrative' }).click()
  await lead.getByLabel('This month in the district, Gravesham').fill('A quiet month.\n\nTwo staff left.')
  await lead.getByLabel('This month in the district, Gravesham').blur()
  await saved(lead)
  await received(lead)

  // Before submission it can be read and asked about, and nothing else.
  const officer = await review(browser)
  await officer.setViewportSize({ width: 1366, height: 768 })
  await expect(officer.getByText(/answered\. Not submitted/)).toBeVisible()
  await expect(officer.getByRole('button', { name: /^Accept/ })).toHaveCount(0)
  await accessible(officer, 'a return in progress')

  await submit(lead)
  // Nothing she reads has changed, so it moves on by itself.
  await expect(officer.getByRole('button', { name: 'Accept v1 as shown' })).toBeVisible({ timeout: 30_000 })
  await shot(officer, 'submitted-1366')

  // By keyboard alone: into the table, to the figure, a question, and back at the figure.
  await officer.getByRole('region', { name: 'Figures of Gravesham' }).focus()
  await officer.keyboard.press('Tab')
  const focused = officer.locator('[data-row]:focus')
  for (let i = 0; i < 30 && !(await focused.getAttribute('aria-label'))?.startsWith('CEH09'); i += 1)
    await officer.keyboard.press('j')
  await expect(focused).toHaveAttribute('aria-label', /^CEH09/)
  await expect(officer.getByText('33.3 % (1 of 3) against at least 80 %: Red. Amber begins at 65 %.')).toBeVisible()
  const isInSight = (): Promise<boolean> =>
    focused.evaluate(button => {
      const { left, top, width, height } = button.getBoundingClientRect()
      return document.elementFromPoint(left + width / 2, top + height / 2) === button
    })
  await expect.poll(isInSight).toBe(true)
  await officer.keyboard.press('End')
  await expect.poll(isInSight).toBe(true)
  for (let i = 0; i < 30 && !(await focused.getAttribute('aria-label'))?.startsWith('CEH09'); i += 1)
    await officer.keyboard.press('ArrowUp')
  await expect.poll(isInSight).toBe(true)
  await officer.keyboard.press('?')
  await officer.keyboard.type('Why did two families leave?')
  await shot(officer, 'asking-1366')
  await accessible(officer, 'asking a question')
  await officer.keyboard.press('Control+Enter')
  await expect(focused).toHaveAttribute('aria-label', /^CEH09/)
  await expect(officer.getByText('Why did two families leave?').first()).toBeVisible()

  // The other window has it at once.
  const other = await review(browser)
  await expect(other.getByText('Why did two families leave?').first()).toBeVisible()

  // A second question is half written when a newer version arrives.
  await officer.getByRole('button', { name: 'Ask about the whole return' }).click()
  await officer.keyboard.type('Half a question')
  // Her own connection is gone meanwhile: the way from v1 to v2 passes her by.
  await officer.context().setOffline(true)
  await lead
    .getByRole('button', { name: /^Take back/ })
    .first()
    .click()
  await lead.getByRole('link', { name: 'Sheet' }).click()
  await expect(field(lead, 'Gravesham', 'CEH01')).toBeEnabled({ timeout: 30_000 })
  const before = await field(lead, 'Gravesham', 'CEH01').inputValue()
  const after = String(Number(before) + 1)
  await type(lead, 'Gravesham', 'CEH01', after)
  await saved(lead)
  await received(lead)
  await submit(lead)
  await officer.context().setOffline(false)
  const bar = officer.getByRole('region', { name: 'A newer version' })
  await expect(bar).toContainText('v2, received', { timeout: 30_000 })
  await expect(bar).toContainText('1 figure differs')
  const ceh01 = officer.getByRole('row', { name: /^CEH01/ }).first()
  await expect(ceh01.locator('.ff-review__now')).toHaveText(before)
  await shot(officer, 'newer-1366')

  // Accepting what she has read is refused by the server, with the difference.
  await officer.getByRole('button', { name: 'Accept v1 as shown' }).click()
  await expect(officer.getByText(/has changed since it was drawn on your screen, so nothing was done/)).toBeVisible()
  await expect(bar.getByRole('row', { name: /^CEH01/ })).toContainText(`${before}${after}`)
  expect(county.rows('select state from sheet where id = ?', 'fs-project-salus-2016/gravesham/2017-06')).toEqual([
    { state: 'submitted' },
  ])
  await accessible(officer, 'a newer version')
  await bar.getByRole('button', { name: 'Go on with the newer one' }).click()
  await expect(ceh01).toContainText(`since v1: was ${before}, now ${after}`)
  await expect(officer.getByLabel('Your question about The whole return')).toHaveValue('Half a question')

  // The other window sends it back with its question; this one is told so.
  await other.bringToFront()
  const newerThere = other.getByRole('region', { name: 'A newer version' })
  await newerThere.getByRole('button', { name: 'Go on with the newer one' }).click()
  await expect(other.getByText('1 open question goes with it.')).toBeVisible()
  await other.getByRole('button', { name: 'Send back' }).click()
  await expect(other.getByText('Gravesham is sent back')).toBeVisible()
  await expect(officer.getByText(/Sent back by Commissioning officer/)).toBeVisible({ timeout: 30_000 })
  await expect(officer.getByRole('button', { name: /^Accept/ })).toHaveCount(0)

  // The provider corrects it and submits again; now it is accepted exactly as shown.
  await lead.getByRole('link', { name: 'Sheet' }).click()
  await expect(field(lead, 'Gravesham', 'CEH01')).toBeEnabled({ timeout: 30_000 })
  await type(lead, 'Gravesham', 'CEH01', before)
  await saved(lead)
  await received(lead)
  await submit(lead)
  await bar.getByRole('button', { name: 'Go on with the newer one' }).click({ timeout: 30_000 })
  await officer.getByRole('button', { name: 'Do not ask' }).click()
  await officer.getByRole('button', { name: 'Accept v3 as shown' }).click()
  await expect(officer.getByText('Gravesham is accepted')).toBeVisible()
  await expect(officer.getByRole('button', { name: 'Next return to review' }).last()).toBeFocused()
  await accessible(officer, 'an accepted return')
  await officer.setViewportSize({ width: 820, height: 1180 })
  await shot(officer, 'accepted-820')
  const overflow = () => officer.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await overflow()).toBeLessThanOrEqual(0)
  await officer.setViewportSize({ width: 320, height: 800 })
  expect(await overflow()).toBeLessThanOrEqual(0)
  // The other window still shows what it sent back, and says what has become of it.
  await expect(newerThere).toContainText(/v3, accepted by Commissioning officer/, { timeout: 30_000 })
})
