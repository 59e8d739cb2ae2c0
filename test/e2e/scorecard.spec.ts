/** The scorecard on its first day, from published months alone: accessible, as wide as the page, opened as a file. */
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { signIn } from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

async function fits(page: Page, state: string): Promise<void> {
  await accessible(page, state)
  for (const width of [820, 320, 1366]) {
    await page.setViewportSize({ width, height: 768 })
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways, `${state}, ${width} wide`).toBeLessThanOrEqual(0)
  }
}

test('a table, its file, and the pages of what is Red', async ({ page }) => {
  await signIn(page, county.url, 'officer')
  await page.locator('.ff-menu summary').click()
  await page.locator('.ff-menu').getByRole('link', { name: 'Scorecard', exact: true }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await fits(page, 'scorecard')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download this table as CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^scorecard-.*-june-2017\.csv$/)
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n')
  expect(lines.length).toBeGreaterThan(100)
  expect(lines.filter(line => /^"?[=+@]/.test(line))).toEqual([])
  await page.getByRole('button', { name: /^Pages of what is Red/ }).click()
  await fits(page, 'pages of what is Red')
})
