import { expect, test } from '@playwright/test'
import { County } from './county.ts'
import { KillableBrowser } from './killable.ts'
import { field, firstDay, openJune, received, saved, signInAgainIfAsked, status, type, unlock } from './person.ts'

/** Promise 1 and 2: saved means saved, and received once means counted once. */

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

const rounds = Number(process.env['FIELDFARE_KILLS'] ?? 3)

test(`killed straight after "Saved on this device", ${rounds} times: still there, then received exactly once`, async () => {
  test.setTimeout(60_000 + rounds * 30_000)
  const browser = new KillableBrowser()
  try {
    let page = await browser.launch()
    await firstDay(page, county.url, 'editor')
    await openJune(page)
    await county.end()
    for (let round = 1; round <= rounds; round++) {
      const figure = String(700 + round)
      const before = await status(page).innerText()
      await field(page, 'Gravesham', 'CEH04').fill(figure)
      await field(page, 'Gravesham', 'CEH04').press('Tab')
      // The line changes when, and only when, the strict transaction of this figure has completed.
      await expect(status(page)).toHaveAttribute('aria-busy', 'false')
      await expect(status(page), before).toContainText('Saved on this device')
      await browser.kill()
      page = await browser.launch()
      await page.goto(`${county.url}/returns/fs-project-salus-2016/2017-06`)
      await unlock(page)
      await expect(field(page, 'Gravesham', 'CEH04')).toHaveValue(figure)
    }
    await county.start()
    await signInAgainIfAsked(page)
    await received(page)
    // What had been sent before a kill is never replaced: the next figure names it as its base. Each counts once.
    const arrived = county.rows("select op_id, base, outcome from operation where cell = 'fs-open' order by seq")
    expect(arrived.map(row => row['outcome'])).toEqual(arrived.map(() => 'applied'))
    expect(arrived.map(row => row['base'])).toEqual([null, ...arrived.slice(0, -1).map(row => row['op_id'])])
    expect(arrived.length).toBeLessThanOrEqual(rounds)
    const sheet = county.rows("select cells from sheet where id = 'fs-project-salus-2016/gravesham/2017-06'")[0]
    expect(JSON.parse(String(sheet?.['cells']))['fs-open'].value).toEqual({
      type: 'amount',
      value: String(700 + rounds),
    })
  } finally {
    await browser.close()
  }
})

test('a response lost on the way: sent again, counted once', async ({ page }) => {
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  let lost = 0
  await page.route('**/api/push', async route => {
    if (lost >= 2) return route.continue()
    // The server does its work; its answer never arrives.
    await route.fetch()
    lost += 1
    await route.abort('connectionreset')
  })
  await type(page, 'Gravesham', 'CEH05', '3')
  await received(page)
  expect(lost).toBe(2)
  const arrived = county.rows("select outcome from operation where cell = 'fs-closed'")
  expect(arrived).toEqual([expect.objectContaining({ outcome: 'applied' })])
})

test('the server killed outright in the middle of the day: nothing received is missing, nothing waiting is lost', async ({
  page,
}) => {
  await county.close()
  county = await County.openApart()
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Dartford', 'CEH01', '4')
  await received(page)
  await county.end('SIGKILL')
  await type(page, 'Dartford', 'CEH04', '37')
  await saved(page)
  await expect(status(page)).toContainText('1 change waiting')
  await county.start()
  await received(page)
  const cells = JSON.parse(
    String(county.rows("select cells from sheet where id = 'fs-project-salus-2016/dartford/2017-06'")[0]?.['cells']),
  )
  expect(cells['fs-new-cases'].value.value).toBe('4')
  expect(cells['fs-open'].value.value).toBe('37')
})

test('two tabs of one person: both type, neither loses, everything is received once', async ({ page, context }) => {
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  const second = await context.newPage()
  await second.goto(`${county.url}/returns/fs-project-salus-2016/2017-06`)
  // The unlocked tab hands its key on: no passphrase is asked.
  await expect(field(second, 'Sevenoaks', 'CEH01')).toBeVisible({ timeout: 30_000 })
  await Promise.all([type(page, 'Dartford', 'CEH01', '4'), type(second, 'Sevenoaks', 'CEH01', '2')])
  await received(page)
  await received(second)
  await expect(field(page, 'Sevenoaks', 'CEH01')).toHaveValue('2')
  await expect(field(second, 'Dartford', 'CEH01')).toHaveValue('4')
  expect(county.rows("select count(*) as n from operation where cell = 'fs-new-cases'")[0]?.['n']).toBe(2)
})
