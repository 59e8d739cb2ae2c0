/** The account in a real browser: a session that ends costs no key, the way back in, and being signed out elsewhere. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { districts, typedFor } from './june-returns.ts'
import {
  field,
  firstDay,
  openJune,
  passphrase,
  people,
  received,
  saved,
  signIn,
  status,
  type,
  unlock,
  type Who,
} from './person.ts'

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

const minute = 60_000
const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString()

/** As if nobody had done anything in that person's sessions for so long. Milliseconds. */
const idleFor = (who: Who, milliseconds: number): void =>
  county.change(
    'update session set last_active_at = ?, "createdAt" = ? where "userId" = (select id from "user" where email = ?)',
    ago(milliseconds),
    ago(milliseconds),
    people[who].email,
  )
/** As if she had signed in so long ago, and had been at work since. */
const begunAgo = (who: Who, milliseconds: number): void =>
  county.change(
    'update session set last_active_at = ?, "createdAt" = ? where "userId" = (select id from "user" where email = ?)',
    ago(0),
    ago(milliseconds),
    people[who].email,
  )

/** No violation, and nothing to be scrolled sideways, at a laptop's width and at what 400 % zoom leaves of it. */
async function looked(page: Page, state: string): Promise<void> {
  await accessible(page, state)
  const before = page.viewportSize() ?? { width: 1366, height: 768 }
  await page.setViewportSize({ width: 320, height: 568 })
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways, `${state}, 320 wide`).toBeLessThanOrEqual(0)
  await page.setViewportSize(before)
}

const again = (page: Page) => page.getByRole('form', { name: 'Sign in again' })
async function signInAgain(page: Page, who: Who): Promise<void> {
  await again(page)
    .getByLabel(/^Password of/)
    .fill(people[who].password)
  await again(page).getByRole('button', { name: 'Sign in' }).click()
  await expect(again(page)).toBeHidden()
}

async function toAccount(page: Page): Promise<void> {
  await page.locator('.ff-menu summary').click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeFocused()
}

/** The newest letter to an address, once there is one. */
async function letterTo(email: string): Promise<string> {
  let found = ''
  await expect
    .poll(() => {
      const folder = join(county.folder, 'mail')
      const letters = readdirSync(folder, { withFileTypes: true })
        .filter(each => each.name.endsWith('.eml'))
        .map(each => readFileSync(join(folder, each.name), 'utf8').replaceAll('=\r\n', ''))
      found = letters.find(text => text.includes(`To: ${email}`) && text.includes('/reset#')) ?? ''
      return found
    })
    .toContain('/reset#')
  return found
}

test('typing in the sheet across the end of the session: no key is lost, nothing takes the focus, and it is received', async ({
  page,
}) => {
  test.setTimeout(150_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Dartford', 'CEH01', '11')
  await received(page)
  // Five seconds are left, whatever she does.
  begunAgo('editor', 12 * 60 * minute - 5_000)
  const typed: { readonly place: string; readonly code: string; readonly text: string }[] = []
  const codes = typedFor('Dartford')
    .filter(each => each.field === 'value')
    .map(each => each.code)
  let turn = 0
  let after = 0
  // Goes on typing by keyboard alone until the field to sign in again stands there, and for six figures more.
  while (after < 6) {
    const place = districts[turn % districts.length] ?? 'Dartford'
    const code = codes[Math.floor(turn / districts.length) % codes.length] ?? 'CEH01'
    const text = String(100 + turn)
    await field(page, place, code).focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text, { delay: 40 })
    await expect(field(page, place, code)).toBeFocused()
    await expect(field(page, place, code)).toHaveValue(text)
    const before = typed.findIndex(each => each.place === place && each.code === code)
    if (before >= 0) typed.splice(before, 1)
    typed.push({ place, code, text })
    turn += 1
    if (await again(page).isVisible()) after += 1
    expect(turn).toBeLessThan(400)
  }
  await page.keyboard.press('Tab')
  await expect(status(page)).toContainText('sign in again to send')
  await accessible(page, 'session ended, sheet')
  await signInAgain(page, 'editor')
  await received(page)
  for (const { place, code, text } of typed) await expect(field(page, place, code)).toHaveValue(text)
  const stored = county
    .rows('select cells from sheet')
    .flatMap(row => Object.values(JSON.parse(String(row['cells'])) as Record<string, { value: { value?: string } }>))
    .map(cell => cell.value?.value)
  for (const { text } of typed) expect(stored).toContain(text)
})

test('before the limit she is told and signs in again; the cell she was in has the focus back', async ({ page }) => {
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  begunAgo('editor', 12 * 60 * minute - 10 * minute)
  await page.reload()
  await unlock(page)
  const bar = page.getByText(/You have been signed in for so long that your session ends at \d\d:\d\d/)
  await expect(bar).toBeVisible()
  const cell = field(page, 'Dartford', 'CEH01')
  await cell.click()
  await page.keyboard.type('41')
  await expect(cell).toBeFocused()
  await looked(page, 'before the limit')
  await page.getByRole('button', { name: 'Sign in again now' }).click()
  await expect(again(page).getByLabel(/^Password of/)).toBeFocused()
  await cell.focus()
  await again(page)
    .getByLabel(/^Password of/)
    .click()
  await signInAgain(page, 'editor')
  await expect(cell).toBeFocused()
  await expect(bar).toBeHidden()
  await expect(cell).toHaveValue('41')
  await received(page)
})

test('an officer’s page at the end of her session stays, with what is chosen in it, and goes on in place', async ({
  page,
}) => {
  await page.clock.install()
  await signIn(page, county.url, 'officer')
  await page.getByRole('heading', { name: /June 2017/, level: 1 }).waitFor()
  // Nobody has done anything for 56 minutes.
  idleFor('officer', 56 * minute)
  await page.clock.fastForward(56 * minute)
  await expect(page.getByText(/Nothing has been done here for a while, so your session ends at/)).toBeVisible()
  await looked(page, 'before the idle end')
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(page.getByText(/Nothing has been done here/)).toBeHidden()
  await page.locator('.ff-menu summary').click()
  await page.getByRole('link', { name: 'Record', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Record' })).toBeVisible()
  await page.getByLabel('Contract').selectOption({ index: 1 })
  idleFor('officer', 61 * minute)
  await page.getByLabel('Day').fill('2017-07-11')
  await expect(page.getByText(/Your session has ended. Sign in again to go on: this page stays/)).toBeVisible()
  await looked(page, 'session ended, office')
  await expect(page.getByLabel('Day')).toBeFocused()
  await signInAgain(page, 'officer')
  await expect(page.getByLabel('Contract')).not.toHaveValue('')
  await expect(page.getByLabel('Day')).toHaveValue('2017-07-11')
  const notice = page.getByRole('button', { name: 'Try again' })
  await notice.click()
  await expect(notice).toBeHidden()
})

test('another person’s sign-in hides the first one’s page in the other tab, and opens on her own first page', async ({
  page,
  context,
}) => {
  await signIn(page, county.url, 'officer')
  await page.getByRole('heading', { name: /June 2017/, level: 1 }).waitFor()
  await page.goto(`${county.url}/record`)
  await expect(page.getByRole('heading', { name: 'Record' })).toBeVisible()
  await page.getByLabel('Contract').selectOption({ index: 1 })
  const second = await context.newPage()
  await second.goto(`${county.url}/record`)
  await expect(second.getByRole('heading', { name: 'Record' })).toBeVisible()
  await second.locator('.ff-menu summary').click()
  await second.getByRole('button', { name: 'Sign out' }).click()
  await second.getByLabel('E-mail address').fill('auditor@kent.example')
  await second.getByLabel('Password').fill('walnut-beacon-parcel-83')
  await second.getByRole('button', { name: 'Sign in' }).click()
  await expect(second.locator('.ff-menu summary')).toHaveText(/Auditor/i)
  await expect(second).not.toHaveURL(/record\?|\/board\//)
  // The first tab finds out with what it asks next.
  await page.getByLabel('Day').fill('2017-07-11')
  await expect(page.getByText(/so your page is hidden/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Record' })).toBeHidden()
  await looked(page, 'another person')
  await signInAgain(page, 'officer')
  await expect(page.getByLabel('Contract')).not.toHaveValue('')
})

test('a forgotten password: the letter’s link sets a new one and ends every session, and no passphrase changes', async ({
  page,
  browser,
}) => {
  test.setTimeout(150_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  const tab = await (await browser.newContext()).newPage()
  await tab.goto(county.url)
  await tab.getByRole('link', { name: 'Forgotten your password?' }).click()
  await expect(tab.getByRole('heading', { name: 'Forgotten password' })).toBeVisible()
  await looked(tab, 'forgotten')
  await tab.getByLabel('E-mail address').fill('nobody@salus.example')
  await tab.getByRole('button', { name: 'Send the letter' }).click()
  await expect(tab.getByText('If there is an account with that address, a letter is on its way.')).toBeVisible()
  await tab.getByRole('button', { name: 'Try another address' }).click()
  await tab.getByLabel('E-mail address').fill(people.editor.email)
  await tab.getByRole('button', { name: 'Send the letter' }).click()
  await expect(tab.getByText('If there is an account with that address, a letter is on its way.')).toBeVisible()
  await looked(tab, 'asked')
  const [link = ''] = /http\S+\/reset#\S+/.exec(await letterTo(people.editor.email)) ?? []
  await tab.goto(link)
  await expect(tab.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  expect(tab.url()).toBe(`${county.url}/reset`)
  await looked(tab, 'reset')
  await tab.getByLabel('New password', { exact: true }).fill('Kent password 2017')
  await tab.getByRole('button', { name: 'Change the password' }).click()
  await expect(tab.locator('.govuk-error-message')).toContainText('That password is easy to guess')
  await looked(tab, 'reset, refused')
  const next = 'nine otters under a bridge'
  await tab.getByLabel('New password', { exact: true }).fill(next)
  await tab.getByRole('button', { name: 'Change the password' }).click()
  await expect(tab.getByRole('heading', { name: 'Your password has been changed' })).toBeFocused()
  await looked(tab, 'reset, done')
  // The link works once.
  await tab.goto('about:blank')
  await tab.goto(link)
  await tab.getByLabel('New password', { exact: true }).fill('ten otters under a bridge')
  await tab.getByRole('button', { name: 'Change the password' }).click()
  await expect(tab.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible()
  // The first browser's session has ended; its work has not.
  await type(page, 'Dartford', 'CEH01', '77')
  await expect(status(page)).toContainText('1 change waiting: sign in again to send')
  await page.reload()
  await unlock(page)
  await expect(field(page, 'Dartford', 'CEH01')).toHaveValue('77')
  await again(page)
    .getByLabel(/^Password of/)
    .fill(people.editor.password)
  await again(page).getByRole('button', { name: 'Sign in' }).click()
  await expect(again(page).getByRole('alert')).toContainText('do not belong together')
  await again(page)
    .getByLabel(/^Password of/)
    .fill(next)
  await again(page).getByRole('button', { name: 'Sign in' }).click()
  await received(page)
})

const secondBrowser = async (context: BrowserContext, who: Who): Promise<Page> => {
  const page = await context.newPage()
  await firstDay(page, county.url, who)
  return page
}

test('your account: the password, where she is signed in, and signed out everywhere while work elsewhere stays', async ({
  page,
  browser,
}) => {
  test.setTimeout(150_000)
  await firstDay(page, county.url, 'editor')
  const other = await browser.newContext()
  const second = await secondBrowser(other, 'editor')
  await openJune(second)
  await toAccount(page)
  const sessions = page.getByRole('region', { name: 'Where you are signed in' })
  await expect(sessions.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('region', { name: 'Your devices' }).getByRole('row')).toHaveCount(3)
  await looked(page, 'your account')
  await page.getByRole('button', { name: 'Change your password' }).click()
  await page.getByLabel('Present password', { exact: true }).fill('not the password')
  await page.getByLabel('New password', { exact: true }).fill('nine otters under a bridge')
  const change = page.getByRole('form', { name: 'Change your password' })
  await change.getByRole('button', { name: 'Change your password' }).click()
  await expect(change.locator('.govuk-error-message')).toContainText('That is not your present password')
  await page.getByLabel('Present password', { exact: true }).fill(people.editor.password)
  await page.getByLabel('New password', { exact: true }).fill('aaaaaaaaaaaaaaaa')
  await change.getByRole('button', { name: 'Change your password' }).click()
  await expect(change.locator('.govuk-error-message')).toContainText('easy to guess')
  await looked(page, 'your account, refused')
  await page.getByRole('button', { name: 'Keep the present one' }).click()
  // With no signal it says so, and nothing breaks.
  await page.context().setOffline(true)
  await expect(page.getByText(/Your account can be seen and changed with a connection/)).toBeVisible()
  await looked(page, 'your account, no signal')
  await page.context().setOffline(false)
  await expect(page.getByText(/Your account can be seen and changed/)).toBeHidden()
  // The second browser works with no signal meanwhile.
  await other.setOffline(true)
  await type(second, 'Dartford', 'CEH01', '63')
  await saved(second)
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByText('You are signed out everywhere.')).toBeVisible()
  await expect(again(page)).toBeVisible()
  await looked(page, 'signed out everywhere')
  await other.setOffline(false)
  await expect(status(second)).toContainText('1 change waiting: sign in again to send')
  await expect(field(second, 'Dartford', 'CEH01')).toHaveValue('63')
  await second.reload()
  await second.getByLabel('Device passphrase').fill(passphrase)
  await second.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(field(second, 'Dartford', 'CEH01')).toHaveValue('63')
  await signInAgain(second, 'editor')
  await received(second)
})

test('a device reported lost from another: its work is deleted there, and the list says so', async ({
  page,
  browser,
}) => {
  await firstDay(page, county.url, 'editor')
  const other = await browser.newContext()
  const second = await secondBrowser(other, 'editor')
  await toAccount(page)
  const devices = page.getByRole('region', { name: 'Your devices' })
  await devices.getByRole('row').filter({ hasNotText: 'This one' }).getByRole('button').click()
  await looked(page, 'report lost')
  await page.getByRole('button', { name: 'Report it lost' }).click()
  await expect(devices.getByText(/^Reported lost/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Your devices' })).toBeFocused()
  await second.reload()
  await expect(second.getByText(/This device was reported lost/)).toBeVisible()
  expect(await second.evaluate(async () => (await indexedDB.databases()).map(each => each.name))).toEqual([
    'fieldfare-people',
  ])
})

test('an officer has her account inside the office pages; signing out everywhere ends at the door', async ({
  page,
}) => {
  await signIn(page, county.url, 'officer')
  await page.getByRole('heading', { name: /June 2017/, level: 1 }).waitFor()
  await toAccount(page)
  await expect(page.getByText('None: nothing of yours is kept on any device.')).toBeVisible()
  await looked(page, 'an officer’s account')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await signIn(page, county.url, 'officer')
  await expect(page.getByRole('heading', { name: /June 2017/, level: 1 })).toBeVisible()
})
