import { type Browser, expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { field, firstDay, openJune, received, saved, status, type, typeDistrict, type Who } from './person.ts'

/** Two people of one provider: what comes after submission, and two versions of one narrative. */

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

const district = 'gravesham'
const pageOf = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage()
const open = async (page: Page, who: Who): Promise<Page> => {
  await firstDay(page, county.url, who)
  await openJune(page)
  return page
}

test('a figure that comes after submission is said to both, and a lead takes it in', async ({ browser }) => {
  test.setTimeout(240_000)
  const [editor, lead] = await Promise.all([pageOf(browser), pageOf(browser)])
  await open(editor, 'editor')
  await open(lead, 'lead')
  await typeDistrict(lead, 'Gravesham')
  await received(lead)
  await expect(field(editor, 'Gravesham', 'CEH04')).not.toHaveValue('')
  const before = await field(editor, 'Gravesham', 'CEH04').inputValue()
  await editor.context().setOffline(true)
  const later = String(Number(before) + 1)
  await type(editor, 'Gravesham', 'CEH04', later)
  await saved(editor)

  await lead.getByRole('link', { name: 'Check and submit' }).click()
  await lead.getByLabel(/I confirm/).check()
  await lead.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(lead.getByText(/v1/).first()).toBeVisible({ timeout: 30_000 })
  await editor.context().setOffline(false)

  // Her own device says what was not taken, why, and what to do; the figure on screen is the one that counts.
  await expect(editor.getByText(/1 figure by .* arrived after submission/)).toBeVisible({ timeout: 60_000 })
  await expect(status(editor)).not.toContainText('waiting')
  expect(county.cells(`fs-project-salus-2016/${district}/2017-06`)['fs-open']?.value?.value).toBe(before)
  await editor.locator('summary').filter({ hasText: 'Provider editor' }).click()
  await editor.getByRole('link', { name: /This device/ }).click()
  await expect(editor.getByText(/was not taken into it/).first()).toBeVisible()
  await accessible(editor, 'what needs her, after submission')

  await lead.getByRole('link', { name: 'Sheet' }).click()
  await expect(lead.getByText(/1 figure by .* arrived after you submitted/)).toBeVisible({ timeout: 60_000 })
  await lead.getByRole('button', { name: 'Look' }).click()
  const dialog = lead.getByRole('dialog')
  await expect(dialog.getByRole('checkbox')).toBeChecked()
  await expect(dialog).toContainText(/back from the council/)
  await accessible(lead, 'late changes')
  await dialog.getByRole('button', { name: 'Take them in' }).click()
  await expect(dialog).toBeHidden()
  await received(lead)
  await expect(lead.getByText(/arrived after/)).toHaveCount(0)
  await expect(field(lead, 'Gravesham', 'CEH04')).toHaveValue(later)
  await expect(field(lead, 'Gravesham', 'CEH04')).toBeEnabled()
  expect(county.cells(`fs-project-salus-2016/${district}/2017-06`)['fs-open']?.value?.value).toBe(later)
  // The editor sees that it stands now; nothing is entered twice.
  await expect(editor.getByText(/The return holds it by now/)).toBeVisible({ timeout: 60_000 })
  await expect(editor.getByRole('button', { name: /Enter it again/ })).toHaveCount(0)
  await expect(status(editor)).toContainText('1 change not taken')
})

test('two versions of a narrative are put together sentence by sentence, and saved only by a click', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const [editor, lead] = await Promise.all([pageOf(browser), pageOf(browser)])
  await open(editor, 'editor')
  await open(lead, 'lead')
  const narrative = (page: Page) => page.getByLabel('This month in the district, Gravesham')
  const write = async (page: Page, text: string): Promise<void> => {
    await narrative(page).fill(text)
    await narrative(page).blur()
    await saved(page)
  }
  for (const page of [editor, lead]) await page.getByRole('link', { name: 'Narrative' }).click()
  const [first, second, third] = [
    'Three cases were closed in June.',
    'Two families withdrew.',
    'The group in Northfleet began.',
  ]
  await write(editor, `${first} ${second} ${third}`)
  await received(editor)
  await expect(narrative(lead)).toHaveValue(/Northfleet/, { timeout: 60_000 })
  for (const page of [editor, lead]) await page.context().setOffline(true)
  const [firstNew, thirdNew] = ['Four cases were closed in June.', 'The group in Northfleet began with six parents.']
  await write(editor, `${firstNew} ${second} ${third}`)
  await write(lead, `${first} ${second} ${thirdNew}`)
  await editor.context().setOffline(false)
  await received(editor)
  await lead.context().setOffline(false)
  await received(lead)

  const together = lead.getByRole('heading', { name: 'Both together' })
  await expect(together).toBeVisible({ timeout: 60_000 })
  await expect(lead.locator('ins').filter({ hasText: 'six parents' }).first()).toBeVisible()
  await accessible(lead, 'two versions of a narrative')
  // Nothing is decided yet: the text that came first stands.
  const textOf = () =>
    JSON.stringify(county.cells(`fs-project-salus-2016/${district}/2017-06`)['narrative/district'] ?? {})
  expect(textOf()).toContain(firstNew)
  await lead.getByRole('button', { name: 'Use both together' }).click()
  await received(lead)
  await expect(narrative(lead)).toHaveValue(`${firstNew} ${second} ${thirdNew}`)
  await expect(narrative(editor)).toHaveValue(`${firstNew} ${second} ${thirdNew}`, { timeout: 60_000 })
})
