import { expect, type Locator, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { cellName } from './june-returns.ts'
import { field, firstDay, openJune, received, saved, status, type, typeDistrict, unlock } from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

/** On with Tab until it is reached: what cannot be reached fails. */
async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const reached = () => goal.evaluate(element => element === document.activeElement)
  for (let tabs = 0; tabs < 200; tabs += 1) {
    if (await reached()) return
    await page.keyboard.press(key)
  }
  throw new Error('It was not reached by keyboard')
}

const toExplain = (page: Page): Locator => page.locator('summary', { hasText: 'to explain' })
const counted = async (page: Page): Promise<number> => Number.parseInt(await toExplain(page).innerText(), 10)
const explanationOf = (page: Page, place: string, code: string): Locator =>
  page.getByRole('textbox', { name: `Explanation of ${cellName(place, code)}`, exact: true })

/** From the list to a figure, and on to its explanation: keys only. */
async function goToExplain(page: Page, place: string, code: string, kind: 'value' | 'part'): Promise<void> {
  await tabTo(page, toExplain(page), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: cellName(place, code), exact: true }).first())
  await page.keyboard.press('Enter')
  await expect(field(page, place, code, kind)).toBeFocused()
  await expect(explanationOf(page, place, code)).toBeVisible()
  await page.keyboard.press('F2')
}

test('the queries of Gravesham explained by keyboard: a reason, words for several figures and districts, offline', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await typeDistrict(page, 'Gravesham')
  await type(page, 'Sevenoaks', 'CEH05', '5')
  await type(page, 'Sevenoaks', 'CEH09', '2', 'part')
  await expect(toExplain(page)).toBeVisible()
  await expect(page.getByText(/Done 17 of 90/)).toBeVisible()
  const before = await counted(page)
  expect(before).toBeGreaterThanOrEqual(4)

  // In the cell: words, and nothing that looks like an error.
  const achieved = field(page, 'Gravesham', 'CEH09', 'part')
  await expect(achieved).toHaveAccessibleDescription(/To explain: Red: say what happened and what will be done\./)
  await expect(achieved).not.toHaveAttribute('aria-invalid', 'true')

  // Stock and flow, with its numbers: a reason is enough.
  await goToExplain(page, 'Gravesham', 'CEH04', 'value')
  await expect(page.locator('.ff-dock .ff-queries')).toContainText(/ = \d+, but \d+ was entered: \d+ (fewer|more)\./)
  await tabTo(page, page.getByRole('checkbox', { name: 'A closure was recorded late' }))
  await page.keyboard.press('Space')
  await expect(page.getByText('1 explained')).toBeVisible()
  await accessible(page, 'a reason picked')
  await page.keyboard.press('F2')
  await expect(field(page, 'Gravesham', 'CEH04')).toBeFocused()

  // Words once, for CEH09 and another of its group here, and for CEH09 in Sevenoaks.
  await goToExplain(page, 'Gravesham', 'CEH09', 'part')
  await page.keyboard.type('One worker was away all month; both families are visited again in July.')
  await tabTo(page, page.locator('.ff-dock summary', { hasText: 'Explain with others' }))
  await page.keyboard.press('Enter')
  await accessible(page, 'what else it can explain')
  const others = page.getByRole('group', { name: `Explain together with ${cellName('Gravesham', 'CEH09')}` })
  await tabTo(page, others.getByRole('checkbox', { name: /^CEH1[01] / }).first())
  await page.keyboard.press('Space')
  await tabTo(page, others.getByRole('checkbox', { name: 'Sevenoaks' }))
  await page.keyboard.press('Space')
  await expect(page.getByText(/explains 3 figures in 2 districts, kept with the whole contract/)).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('explained.png') })
  await saved(page)
  const explained = await page.locator('.ff-toolbar__explained').innerText()
  expect(Number.parseInt(explained, 10)).toBeGreaterThanOrEqual(4)
  const left = await counted(page)
  expect(left).toBe(before + 0 - Number.parseInt(explained, 10))

  // The network goes, really, and the page with it: what is explained stays explained, in every tab of the month.
  await received(page)
  await county.end()
  await page.context().setOffline(true)
  await page.reload()
  await unlock(page)
  await expect(page.locator('.ff-toolbar__explained')).toHaveText(explained)
  await field(page, 'Sevenoaks', 'CEH09', 'part').focus()
  await expect(explanationOf(page, 'Sevenoaks', 'CEH09')).toHaveValue(/One worker was away all month/)
  await page.keyboard.press('F2')
  await page.keyboard.press('End')
  await page.keyboard.type(' So it was here.')
  await page.keyboard.press('Tab')
  await saved(page)
  await page.getByRole('link', { name: 'Narrative' }).press('Enter')
  await expect(toExplain(page)).toHaveText(`${left} to explain`)
  await toExplain(page).press('Enter')
  await accessible(page, 'the list of what is to be explained')

  // The server gets one explanation, in the contract-wide part, and none is left in Gravesham's own return.
  await county.start()
  await page.context().setOffline(false)
  await received(page)
  await expect(status(page)).not.toContainText('waiting')
  const wide = Object.entries(county.cells('fs-project-salus-2016/all/2017-06'))
  expect(wide.map(([cell]) => cell)).toEqual(['explain/fs-outcomes-achieved'])
  const value = JSON.stringify(wide[0]?.[1].value)
  expect(value).toContain('both families are visited again in July. So it was here.')
  expect(value).toContain('sevenoaks/fs-outcomes-achieved')
  const own = county.cells('fs-project-salus-2016/gravesham/2017-06')
  expect(own['explain/fs-outcomes-achieved']?.value ?? null).toBeNull()
  expect(own['explain/fs-open']?.value).toMatchObject({ reasons: ['closed-late'], text: '' })
})

test('an explanation moved in one tab while another types in it loses no word', async ({ page, context }) => {
  test.setTimeout(120_000)
  const own = await County.open()
  try {
    await firstDay(page, own.url, 'editor')
    await openJune(page)
    for (const [place, closed, achieved] of [
      ['Gravesham', '3', '1'],
      ['Sevenoaks', '5', '2'],
    ] as const) {
      await type(page, place, 'CEH05', closed)
      await type(page, place, 'CEH09', achieved, 'part')
    }
    await goToExplain(page, 'Gravesham', 'CEH09', 'part')
    await page.keyboard.type('First.')
    await page.keyboard.press('Tab')
    await received(page)

    await context.setOffline(true)
    const other = await context.newPage()
    await other.goto(page.url())
    await field(other, 'Gravesham', 'CEH09', 'part').focus()
    const there = explanationOf(other, 'Gravesham', 'CEH09')
    await expect(there).toHaveValue('First.')
    await page.locator('.ff-dock summary', { hasText: 'Explain with others' }).press('Enter')
    // She is in the middle of a sentence there; here the explanation goes into the contract-wide part.
    await there.press('End')
    await there.pressSequentially(' Second.')
    await page.getByRole('checkbox', { name: 'Sevenoaks' }).press('Space')
    await expect(page.getByText(/explains 2 figures in 2 districts/)).toBeVisible()
    await there.pressSequentially(' Third.')
    await there.blur()
    await saved(other)

    const words = async (): Promise<string> =>
      (
        await page
          .getByRole('textbox', { name: /xplanation of CEH09 .*, Gravesham/ })
          .evaluateAll(all => all.map(one => (one instanceof HTMLTextAreaElement ? one.value : '')))
      ).join('\n')
    await field(page, 'Gravesham', 'CEH09', 'part').focus()
    await expect.poll(words).toContain('First. Second. Third.')
    await context.setOffline(false)
    await received(page)
    await received(other)
    const everything = JSON.stringify([
      own.cells('fs-project-salus-2016/all/2017-06'),
      own.cells('fs-project-salus-2016/gravesham/2017-06'),
    ])
    expect(everything).toContain('First. Second. Third.')
    expect(everything).toContain('sevenoaks/fs-outcomes-achieved')
    await page.screenshot({ path: test.info().outputPath('two-tabs.png') })
  } finally {
    await own.close()
  }
})

test('at 320 px the queries and explanations of a district are there, without sideways scrolling', async ({ page }) => {
  test.setTimeout(120_000)
  const own = await County.open()
  try {
    await page.setViewportSize({ width: 320, height: 640 })
    await firstDay(page, own.url, 'editor')
    await openJune(page)
    await page
      .getByRole('link', { name: /^Gravesham/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 2, name: 'Gravesham' })).toBeVisible()
    for (const [code, text] of [
      ['CEH01', '9'],
      ['CEH04', '62'],
      ['CEH05', '3'],
    ] as const)
      await type(page, 'Gravesham', code, text)
    await type(page, 'Gravesham', 'CEH09', '1', 'part')
    await type(page, 'Gravesham', 'CEH10', '0', 'part')
    const open = page.locator('[data-explains="gravesham/fs-open"]')
    await expect(open.getByText(/^To explain:/)).toBeVisible()
    await expect(open.getByRole('checkbox', { name: 'A closure was recorded late' })).toBeVisible()
    const achieved = page.locator('[data-explains="gravesham/fs-outcomes-achieved"]')
    await achieved.locator('summary').click()
    await achieved.getByRole('checkbox', { name: /^CEH10/ }).check()
    await expect(page.locator('summary', { hasText: 'Explain with: CEH10' })).toBeVisible()
    await achieved.scrollIntoViewIfNeeded()
    await page.screenshot({ path: test.info().outputPath('district.png') })
    await accessible(page, 'a district with queries')
    await toExplain(page).click()
    const list = await page.locator('.ff-errors--asked .ff-errors__list').boundingBox()
    expect(list?.x).toBeGreaterThanOrEqual(0)
    expect((list?.x ?? 0) + (list?.width ?? 0)).toBeLessThanOrEqual(320)
    await accessible(page, 'the list on a phone')
    await page.screenshot({ path: test.info().outputPath('list.png') })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  } finally {
    await own.close()
  }
})
