/** The vault in a real browser: another passphrase, locking by itself, two people on one tablet, the pages about it. */
import { expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { field, firstDay, openJune, passphrase, people, signIn, type, unlock } from './person.ts'

// The last file of all: its tests are shared among all workers, so that none is left alone with it.
test.describe.configure({ mode: 'parallel' })

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

const next = 'nine otters under the bridge'
const minute = 60_000

/** No violation, and no scrolling sideways at the width that 400 % zoom leaves of a screen of 1280 pixels. */
async function accessibleAndNarrow(page: Page, state: string): Promise<void> {
  await accessible(page, state)
  const before = page.viewportSize() ?? { width: 1366, height: 768 }
  await page.setViewportSize({ width: 320, height: 256 })
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways, `${state}, 320 wide`).toBeLessThanOrEqual(0)
  await page.setViewportSize(before)
}

const line = (page: Page) => page.locator('.ff-status')
const saved = async (page: Page): Promise<void> => {
  await expect(line(page)).toContainText('Saved on this device')
  await expect(line(page)).toHaveAttribute('aria-busy', 'false')
}

const tryPassphrase = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Device passphrase').fill(text)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
}
const refused = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'That is not the passphrase of this device.' })
const offlineReload = async (page: Page): Promise<void> => {
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Unlock' })).toBeVisible()
}

test('the passphrase is changed with no signal: after a reload the old one is refused and the new one opens', async ({
  page,
  context,
}) => {
  await firstDay(page, county.url, 'editor')
  await context.setOffline(true)
  await openJune(page)
  await type(page, 'Dartford', 'CEH01', '41')
  await saved(page)
  await page.getByText('Provider editor', { exact: false }).first().click()
  await page.getByRole('link', { name: 'This device' }).click()
  await page.getByRole('button', { name: 'Change the passphrase' }).click()
  await accessibleAndNarrow(page, 'changing the passphrase')
  const change = page.getByRole('form', { name: 'Change the passphrase' })
  await change.getByLabel('Present passphrase').fill('not the passphrase')
  await change.getByLabel('New passphrase', { exact: true }).fill(next)
  await change.getByLabel('New passphrase again').fill(next)
  await change.getByRole('button', { name: 'Change the passphrase' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'That is not the present passphrase' })).toBeVisible()
  await change.getByLabel('Present passphrase').fill(passphrase)
  await change.getByRole('button', { name: 'Change the passphrase' }).click()
  await expect(page.getByText(/The old one no longer opens this device/)).toBeVisible()
  await offlineReload(page)
  await tryPassphrase(page, passphrase)
  await expect(refused(page)).toBeVisible()
  await tryPassphrase(page, next)
  await expect(page.getByRole('heading', { name: 'This device' })).toBeVisible()
  await expect(page.getByText('Device passphrase changed')).toBeVisible()
  await page.getByRole('link', { name: 'Fieldfare' }).click()
  await openJune(page)
  await expect(field(page, 'Dartford', 'CEH01')).toHaveValue('41')
  await context.setOffline(false)
  await expect(line(page)).toContainText('Received', { timeout: 30_000 })
  await expect(line(page)).not.toContainText('waiting')
})

test('fifteen idle minutes: warned, locked with what was being typed, and back where she was; a key stays unlocked', async ({
  page,
}) => {
  await page.clock.install()
  await firstDay(page, county.url, 'lead')
  await openJune(page)
  const input = field(page, 'Sevenoaks', 'CEH01')
  await input.fill('17')
  const bar = page.getByText(/Fieldfare locks in one minute/)
  await page.clock.fastForward(14 * minute + 1_000)
  await expect(bar).toBeVisible()
  await accessible(page, 'about to lock')
  await page.getByRole('button', { name: 'Stay unlocked' }).click()
  await expect(bar).toBeHidden()
  await input.focus()
  await page.keyboard.press('End')
  await page.keyboard.type('5')
  await page.clock.fastForward(14 * minute)
  await expect(bar).toBeVisible()
  await page.clock.fastForward(minute)
  await page.clock.runFor(1_000)
  await expect(page.getByRole('heading', { name: 'Unlock' })).toBeVisible()
  await expect(page.getByText('175')).toBeHidden()
  await unlock(page)
  await expect(input).toHaveValue('175')
  await expect(input).toBeFocused()
})

test('wrong passphrases make everybody wait but for good, through a reload', async ({ page }) => {
  await firstDay(page, county.url, 'fieldWorker')
  await page.reload()
  for (let n = 0; n < 7; n++) {
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeEnabled({ timeout: 10_000 })
    await tryPassphrase(page, `wrong ${n}`)
    await expect(page.getByRole('button', { name: 'Unlocking…' })).toBeHidden()
  }
  await expect(page.getByText(/you can try again in \d second/).first()).toBeVisible()
  await accessibleAndNarrow(page, 'waiting')
  await page.reload()
  await expect(page.getByText(/you can try again in \d second/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeEnabled({ timeout: 10_000 })
  await unlock(page)
  await expect(page.getByRole('heading', { name: 'Your returns' })).toBeVisible()
})

test('two people on one tablet: each her own work and count; one starts again and the other’s stays', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await firstDay(page, county.url, 'editor')
  await context.setOffline(true)
  await openJune(page)
  await type(page, 'Gravesham', 'CEH01', '77')
  await saved(page)
  await page.reload()
  await expect(page.getByText('Locked: 1 change waits: unlock to send')).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Sign in as someone else' }).click()
  await page.getByLabel('E-mail address').fill(people.lead.email)
  await page.getByLabel('Password').fill(people.lead.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Device passphrase', { exact: true }).fill(next)
  await page.getByLabel('The same passphrase again').fill(next)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText(/ready to work without signal/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('link', { name: 'Family support, Project Salus, June 2017' }).click()
  await expect(field(page, 'Gravesham', 'CEH01')).toHaveValue('')
  await page.reload()
  const who = page.getByRole('group', { name: 'Who are you?' })
  await expect(who.getByRole('radio')).toHaveCount(2)
  await expect(who.locator('.govuk-radios__item').filter({ hasText: 'editor' })).toContainText('1 change waits')
  await expect(who.locator('.govuk-radios__item').filter({ hasText: 'lead' })).not.toContainText('waits')
  await accessibleAndNarrow(page, 'unlock, two people')
  // One's passphrase does not open the other's.
  await who.getByRole('radio', { name: /editor/ }).check()
  await tryPassphrase(page, next)
  await expect(refused(page)).toBeVisible()
  await page.getByText('Forgotten it?').click()
  await expect(page.getByText(/1 change waits here/)).toBeVisible()
  await accessibleAndNarrow(page, 'forgotten')
  await page.getByRole('button', { name: 'Start again on this device' }).click()
  await expect(page.getByRole('heading', { name: 'Start again on this device' })).toBeFocused()
  await accessibleAndNarrow(page, 'start again')
  await page.getByLabel('Account password').fill(people.editor.password)
  await page.getByRole('button', { name: 'Sign in and go on' }).click()
  await page.getByLabel('Type 1 to say that 1 change may be lost').fill('1')
  await accessibleAndNarrow(page, 'start again, to be confirmed')
  await page.getByRole('button', { name: 'Delete and start again' }).click()
  await expect(page.getByRole('heading', { name: 'Choose a device passphrase' })).toBeVisible()
  await page.goto(county.url)
  await expect(page.getByText('provider.lead@salus.example')).toBeVisible()
  await expect(page.getByText('provider.editor@salus.example')).toBeHidden()
  await tryPassphrase(page, next)
  await expect(page.getByRole('heading', { name: 'Your returns' })).toBeVisible()
})

test('her data are removed from the device once nothing would be lost', async ({ page, context }) => {
  await firstDay(page, county.url, 'otherLead')
  await page.goto(`${county.url}/device`)
  await unlock(page)
  await page.getByRole('button', { name: 'Remove my data from this device' }).click()
  await accessibleAndNarrow(page, 'remove my data')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove my data' }).click()
  await expect(page.getByRole('heading', { name: 'Your data has been removed from this device' })).toBeVisible()
  await accessibleAndNarrow(page, 'removed')
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(each => each.name))).toEqual([
    'fieldfare-people',
  ])
  const cookies = (await context.cookies()).map(each => each.name).filter(name => name.includes('session_token'))
  expect(cookies).toEqual([])
})

test('the pages about storage and accessibility are there with no signal and nobody unlocked', async ({
  page,
  context,
}) => {
  await signIn(page, county.url, 'editor')
  await page.getByRole('link', { name: 'What is stored on this device, and why' }).click()
  await expect(page.getByRole('heading', { name: 'What is stored on this device, and why' })).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  for (const [path, heading] of [
    ['about-storage', 'What is stored on this device, and why'],
    ['accessibility', 'Accessibility statement'],
  ] as const) {
    await page.goto(`${county.url}/${path}`)
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
    await accessibleAndNarrow(page, path)
  }
})
