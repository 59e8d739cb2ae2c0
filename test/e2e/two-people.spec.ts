import { expect, test } from '@playwright/test'
import { County } from './county.ts'
import { field, firstDay, openJune, received, saved, type } from './person.ts'

/** Promise 3: two people changed the same cell; both values are kept, and both people are told. */

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

test('two people type different figures in one cell without signal: both are kept, both are told, a person chooses', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const open = async (who: 'editor' | 'lead') => {
    const page = await (await browser.newContext()).newPage()
    await firstDay(page, county.url, who)
    await openJune(page)
    await page.context().setOffline(true)
    return page
  }
  const editor = await open('editor')
  const lead = await open('lead')
  await type(editor, 'Gravesham', 'CEH05', '3')
  await type(lead, 'Gravesham', 'CEH05', '5')
  await saved(editor)
  await saved(lead)
  await editor.context().setOffline(false)
  await received(editor)
  await lead.context().setOffline(false)
  await received(lead)

  const outcomes = county
    .rows("select outcome from operation where cell = 'fs-closed' order by rowid")
    .map(row => row['outcome'])
  expect(outcomes).toEqual(['applied', 'conflict'])
  const cell = JSON.parse(
    String(county.rows("select cells from sheet where id like '%/gravesham/2017-06'")[0]?.['cells']),
  )['fs-closed']
  expect(cell.value).toEqual({ type: 'amount', value: '3' })
  expect(cell.sides.map((side: { value: unknown }) => side.value)).toEqual([{ type: 'amount', value: '5' }])

  for (const page of [editor, lead]) {
    await expect(field(page, 'Gravesham', 'CEH05')).toHaveValue('3', { timeout: 30_000 })
    await field(page, 'Gravesham', 'CEH05').focus()
    await expect(page.getByText(/entered this differently; both are kept/).first()).toBeAttached()
  }
  // A person chooses, seeing who entered what; the other is told, and nothing is contested any more.
  await field(lead, 'Gravesham', 'CEH05').focus()
  await lead.getByRole('button', { name: 'Use this' }).click()
  await received(lead)
  // What someone is in is never changed under her; once she has left it, it shows what was chosen.
  await field(editor, 'Gravesham', 'CEH04').focus()
  await expect(field(editor, 'Gravesham', 'CEH05')).toHaveValue('5', { timeout: 30_000 })
  const chosen = JSON.parse(
    String(county.rows("select cells from sheet where id like '%/gravesham/2017-06'")[0]?.['cells']),
  )['fs-closed']
  expect(chosen).toMatchObject({ value: { type: 'amount', value: '5' } })
  expect(chosen.sides ?? []).toEqual([])
  await editor.context().close()
  await lead.context().close()
})

test('the same figure typed by two people is agreed, not a conflict', async ({ browser }) => {
  const pages = await Promise.all(
    (['editor', 'lead'] as const).map(async who => {
      const page = await (await browser.newContext()).newPage()
      await firstDay(page, county.url, who)
      await openJune(page)
      await page.context().setOffline(true)
      await type(page, 'Maidstone', 'CEH05', '4')
      await saved(page)
      return page
    }),
  )
  for (const page of pages) {
    await page.context().setOffline(false)
    await received(page)
  }
  const outcomes = county
    .rows("select outcome from operation where sheet like '%/maidstone/%' order by rowid")
    .map(row => row['outcome'])
  expect(outcomes).toEqual(['applied', 'agreed'])
  await Promise.all(pages.map(page => page.context().close()))
})
