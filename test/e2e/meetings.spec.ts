/** A meeting from its agenda to what the provider reads of it afterwards, with no signal. */
import { expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { contractPath } from './june-returns.ts'
import { firstDay, openJune, passphrase, received, signIn, typeDistrict, unlock } from './person.ts'

const shots = process.env['FIELDFARE_SHOTS']
const meetings = `/meetings/${contractPath.split('/')[2]}/all`

/** Clean by axe, and as wide as a tablet, a phone and 320 px without scrolling sideways. */
async function look(page: Page, state: string): Promise<void> {
  await accessible(page, state)
  const before = page.viewportSize() ?? { width: 1366, height: 768 }
  for (const width of [1366, 820, 390, 320]) {
    await page.setViewportSize({ width, height: width === 820 ? 1180 : 768 })
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways, `${state}, ${width} wide`).toBeLessThanOrEqual(0)
    if (shots)
      await page.screenshot({ path: `${shots}/${state.replaceAll(/[^a-z0-9]+/g, '-')}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize(before)
}

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

test('an agenda from the figures, a meeting noted and shared, and what the provider finds offline', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const provider = await (await browser.newContext()).newPage()
  await firstDay(provider, county.url, 'editor')
  await openJune(provider)
  await typeDistrict(provider, 'Gravesham')
  await received(provider)

  await signIn(page, county.url, 'officer')
  await expect(page.getByRole('heading', { level: 1, name: /month board/i })).toBeVisible()
  await page.goto(`${county.url}${meetings}`)
  await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The same passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('No meeting has been noted yet.')).toBeVisible({ timeout: 30_000 })
  await look(page, 'meetings, none')
  await page.getByRole('button', { name: 'New meeting' }).click()
  await page.getByLabel('Who is there').fill('Manager and data officer of the provider')
  await page.getByRole('button', { name: 'Begin the notes' }).click()
  await page.getByRole('link', { name: 'Agenda for this meeting' }).click()
  await expect(page.getByRole('heading', { name: 'Figures that stand out' })).toBeVisible({ timeout: 30_000 })
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /against at .*: Red\./ })
      .first(),
  ).toBeVisible()
  await look(page, 'agenda')
  if (shots) {
    await page.emulateMedia({ media: 'print' })
    await page.screenshot({ path: `${shots}/agenda-print.png`, fullPage: true })
    await page.emulateMedia({ media: 'screen' })
  }
  await page.getByRole('link', { name: 'Notes of this meeting' }).click()
  await page.getByRole('button', { name: 'Add a note' }).click()
  await page.keyboard.type('Outcomes fell because two workers left')
  await page.getByRole('button', { name: 'Add an action' }).click()
  // Pressed while the note before it was being saved: the button must not have moved away.
  await page.keyboard.type('Send the plan for cover')
  await page.getByLabel('Who', { exact: true }).fill('the manager')
  await page.getByLabel('By', { exact: true }).fill('2017-07-28')
  await page.getByRole('button', { name: /^Share… \(action 1\)/ }).click()
  await look(page, 'share, asked')
  await page.getByRole('button', { name: 'Share with the provider' }).click()
  await expect(page.getByText('Shared with the provider: this action.')).toBeVisible()
  await received(page)
  await look(page, 'meeting')

  await expect(async () => {
    await provider.reload()
    await unlock(provider)
    await received(provider)
    await provider.goto(`${county.url}/after/${contractPath.split('/')[2]}`)
    await unlock(provider)
    await expect(provider.getByText('Send the plan for cover')).toBeVisible({ timeout: 10_000 })
  }).toPass({ timeout: 60_000 })
  await provider.context().setOffline(true)
  await provider.reload()
  await unlock(provider)
  await expect(provider.getByRole('region', { name: 'You owe' })).toContainText('Send the plan for cover')
  await expect(provider.getByRole('region', { name: 'You owe' })).toContainText('Due 28 July 2017.')
  await expect(provider.getByText(/two workers left/)).toHaveCount(0)
  await expect(provider.getByRole('row', { name: /Gravesham.*Worsened/ }).first()).toBeVisible()
  await look(provider, 'after the meeting')
})
