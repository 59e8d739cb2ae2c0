import { expect, type Page, test } from '@playwright/test'
import { County } from './county.ts'
import { cellName, districts, publishedFigures, publishedRatings, totalsThatFollow } from './june-returns.ts'
import { field, firstDay, openJune, received, saved, signIn, status, type, typeDistrict, unlock } from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

/** The text of a cell of the sheet, by its row's code and its column's heading. */
async function sheetCell(page: Page, code: string, column: string): Promise<string> {
  const headings = await page.locator('.ff-sheet thead th').allInnerTexts()
  const index = headings.findIndex(heading => heading.trim().startsWith(column))
  expect(index, `column ${column}`).toBeGreaterThan(2)
  const row = page
    .locator('.ff-sheet tbody tr')
    .filter({ has: page.locator('td.ff-sheet__code', { hasText: new RegExp(`^${code}$`) }) })
  return row.locator('th, td').nth(index).innerText()
}

const worded = (text: string): string | undefined => /Green|Amber|Red/.exec(text)?.[0]

/** CEH13 is published Green with no figure behind it: typed as not available, it is not rated. */
const ratedWithoutFigure = 'CEH13'
/** June's figure is the council's to supply and is not loaded yet. */
const suppliedByCouncil = 'EH21'

test('the June return of six districts, typed with the server stopped, rated as published, received, read by an officer', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000)
  await firstDay(page, county.url, 'editor')
  await expect(page.getByText('SAMPLE')).toBeVisible()
  await expect(page.getByText(/11 July 2017/).first()).toBeVisible()
  await expect(page.getByText(/in 3 working days/)).toBeVisible()
  await openJune(page)

  // The network goes, really: the server is stopped and the browser is offline. Then a cold start of the page.
  await county.end()
  await page.context().setOffline(true)
  await page.reload()
  await unlock(page)
  await expect(page.getByRole('heading', { name: /June 2017/ })).toBeVisible()

  for (const district of districts) await typeDistrict(page, district)
  await saved(page)
  await expect(status(page)).toContainText('waiting')
  await expect(page.getByText(/Done 90 of 90/)).toBeVisible()

  // Every published rating of every district, live, with nobody to ask; and the totals of the contract.
  const checked: string[] = []
  for (const district of districts)
    for (const [code, rag] of publishedRatings('district', district)) {
      if (code === ratedWithoutFigure) continue
      expect(worded(await sheetCell(page, code, district)), `${cellName(district, code)}`).toBe(rag)
      checked.push(`${district} ${code}`)
    }
  expect(checked.length).toBeGreaterThanOrEqual(6 * 9)
  const totals = totalsThatFollow()
  expect(totals.size).toBeGreaterThanOrEqual(11)
  for (const [code, rag] of publishedRatings('contract', 'North & West Kent'))
    if (totals.has(code)) expect(worded(await sheetCell(page, code, 'Total')), `total of ${code}`).toBe(rag)
  for (const [code, value] of publishedFigures('contract', 'North & West Kent'))
    if (totals.has(code)) expect(await sheetCell(page, code, 'Total'), `total of ${code}`).toContain(value)

  // The reason, in the dock.
  await field(page, 'Gravesham', 'CEH09', 'part').focus()
  await expect(
    page.getByText('33.3 % (1 of 3) against at least 80 %: Red. Amber begins at 65 %.').first(),
  ).toBeVisible()
  await expect(page.getByText(/Worsened from 61\.5 %/).first()).toBeVisible()

  // Narrative, of a district and of the contract.
  await page.getByRole('link', { name: 'Narrative' }).click()
  await page
    .getByLabel('This month in the district, Gravesham')
    .fill('Two of three families withdrew in June.\n\nBoth were offered a second visit.')
  await page.getByLabel(/The contract as a whole/).fill('Caseloads are at target across both areas.')
  await page.getByLabel(/The contract as a whole/).blur()
  await saved(page)

  // Submitted with no network: queued, and honest about it.
  await page.getByRole('link', { name: 'Check and submit' }).click()
  // Every published figure, as it will be read.
  for (const district of districts) {
    const table = page.getByRole('table', { name: `Figures of ${district}` })
    for (const [code, value] of publishedFigures('district', district)) {
      if (code === suppliedByCouncil) continue
      const row = table.getByRole('row').filter({ has: page.getByRole('cell', { name: code, exact: true }) })
      await expect(row.locator('td.ff-number').last(), `${district} ${code}`).toContainText(value)
    }
  }
  await page.getByLabel(/I confirm these figures are complete and correct for June 2017/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(page.getByText(/Queued/).first()).toBeVisible()
  expect(county.rows('select count(*) as n from operation')[0]?.['n']).toBe(0)

  // Back: received once, each; an officer sees it.
  await county.start()
  await page.context().setOffline(false)
  await received(page)
  await expect(page.getByText('Submitted').first()).toBeVisible()
  const counted = county.rows('select count(*) as n, count(distinct op_id) as d from operation')[0]
  expect(counted?.['n']).toBe(counted?.['d'])
  expect(Number(counted?.['n'])).toBeGreaterThan(90)
  expect(county.rows("select count(*) as n from sheet where state = 'submitted'")[0]?.['n']).toBe(7)

  const office = await (await browser.newContext()).newPage()
  await signIn(office, county.url, 'officer')
  await expect(office.getByRole('heading', { name: /June 2017|Month board/ }).first()).toBeVisible()
  const gravesham = office.getByRole('row', { name: /Project Salus.*Gravesham/ })
  await expect(gravesham).toContainText('Submitted')
  await gravesham.getByRole('link', { name: /Review/ }).click()
  await office.getByRole('button', { name: /^CEH09 / }).click()
  await expect(
    office.getByText('33.3 % (1 of 3) against at least 80 %: Red. Amber begins at 65 %.').first(),
  ).toBeVisible()
  await expect(office.getByText('Two of three families withdrew in June.')).toBeVisible()
  await office.context().close()
})

test('an officer watching the board sees a submission arrive by itself', async ({ page, browser }) => {
  // On a folder that was empty: the only county of these tests that is no copy of one seeded before.
  const own = await County.openEmpty()
  try {
    const office = await (await browser.newContext()).newPage()
    await signIn(office, own.url, 'officer')
    const row = office.getByRole('row', { name: /Project Salus.*Dartford/ })
    await expect(row).toContainText('Not started')
    await firstDay(page, own.url, 'lead')
    await openJune(page)
    await type(page, 'Dartford', 'CEH01', '4')
    await received(page)
    await expect(row).toContainText('In progress')
    await expect(row).toContainText('1 of 15')
    await office.context().close()
  } finally {
    await own.close()
  }
})
