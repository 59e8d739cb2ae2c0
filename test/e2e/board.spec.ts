/** The month board against the real server: what providers send appears by itself, and officers accept what they see. */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { firstDay, openJune, received, signIn, typeDistrict } from './person.ts'

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

const place = 'Gravesham'
const rowOf = (page: Page, district: string) => page.getByRole('row', { name: new RegExp(`Project Salus ${district}`) })

async function officerAt(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, county.url, 'officer')
  await expect(rowOf(page, place)).toBeVisible()
  return page
}

async function submitsJune(page: Page): Promise<void> {
  await openJune(page)
  await typeDistrict(page, place)
  await received(page)
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await page.getByLabel(/I confirm these figures are complete and correct for June 2017/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(page.getByText('Submitted').first()).toBeVisible({ timeout: 30_000 })
}

test('a submission appears by itself, marked, and nothing moves under her hands', async ({ page, browser }) => {
  test.setTimeout(240_000)
  const office = await officerAt(browser)
  await office.getByLabel('Service').selectOption('Family support')
  const link = rowOf(office, 'Maidstone').getByRole('link')
  await expect(link).toHaveCount(1)
  await link.focus()
  await office.evaluate(watchShifts)
  await firstDay(page, county.url, 'lead')
  await submitsJune(page)
  await expect(rowOf(office, place)).toContainText('Submitted v1')
  await expect(rowOf(office, place)).toContainText(/changed \d\d:\d\d/)
  await expect(rowOf(office, 'Maidstone')).not.toContainText('changed')
  await expect(link).toBeFocused()
  await expect(office.getByLabel('Service')).toHaveValue('family-support')
  expect(await office.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([])
  await accessible(office, 'month board, with a return that changed')
  await office.context().setOffline(true)
  await expect(office.getByText(/Not live: last read \d\d:\d\d/)).toBeVisible()
  await office.context().setOffline(false)
  await expect(office.getByText('Updates by itself')).toBeVisible()
  await office.context().close()
})

test('a clean return is accepted with one confirmation, and a second officer is told that it was', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  await firstDay(page, county.url, 'lead')
  await submitsJune(page)
  const [one, other] = [await officerAt(browser), await officerAt(browser)]
  for (const office of [one, other]) {
    await office.getByRole('button', { name: /^Select the \d+ clean return/ }).click()
    await office.getByRole('button', { name: /^Accept \d+ selected$/ }).click()
  }
  const dialog = one.getByRole('dialog')
  await accessible(one, 'accepting clean returns')
  await dialog.getByRole('button', { name: /^Accept \d+ return/ }).click()
  await expect(dialog).toContainText('1 accepted.')
  await dialog.getByRole('button', { name: 'Close' }).click()
  const late = other.getByRole('dialog')
  await late.getByRole('button', { name: /^Accept \d+ return/ }).click()
  await expect(late).toContainText('0 accepted, 1 not:')
  await expect(late).toContainText(
    'Project Salus, The whole contract: somebody has decided on it, or taken it back, since you looked.',
  )
  await one.context().close()
  await other.context().close()
})

/** Notes what moved without anybody's doing: how far, and what it is. */
function watchShifts(): void {
  const shifts: string[] = []
  Reflect.set(window, 'shifts', shifts)
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, 'hadRecentInput') === true || Number(Reflect.get(entry, 'value')) < 0.001) continue
      const sources: readonly {
        readonly node?: Element
        readonly previousRect: DOMRect
        readonly currentRect: DOMRect
      }[] = Reflect.get(entry, 'sources')
      const at = ({ x, y, width, height }: DOMRect): string => [x, y, width, height].map(Math.round).join(' ')
      const what = sources.map(
        ({ node, previousRect, currentRect }) =>
          `${node?.parentElement?.outerHTML.slice(0, 200)}: ${at(previousRect)} to ${at(currentRect)}`,
      )
      shifts.push(`${Reflect.get(entry, 'value')}: ${what.join(' | ')}`)
    }
  }).observe({ type: 'layout-shift' })
}
