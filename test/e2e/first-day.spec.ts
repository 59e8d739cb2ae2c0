/** The first day in a real browser: invited by somebody else, and from the letter or the code to working without signal. */
import { expect, type Page, test } from '@playwright/test'
import type { ContractId, PlaceId, ServiceId } from '../../src/domain/ids.ts'
import type { Invite } from '../../src/protocol/people.ts'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { Inviter } from './inviting.ts'
import { firstDay, openJune, passphrase, people, unlock } from './person.ts'

let county: County
let lead: Inviter
test.beforeAll(async () => {
  county = await County.open()
  lead = await Inviter.signIn(county, people.lead)
})
test.afterAll(() => county.close())

const password = 'seven kettles under snow'
const administrator = { email: 'administrator@kent.example', password: 'saffron-glacier-notebook-12' }

const worker = (email: string): Invite => ({
  name: 'Field worker',
  email,
  given: {
    role: 'field-worker',
    contracts: [{ contract: 'fs-project-salus-2016' as ContractId, places: ['dartford', 'gravesham'] as PlaceId[] }],
    services: [],
  },
})

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

/** No violation, nothing to scroll sideways for at 320 px, and the focus on the heading, so that it is read out. */
async function step(page: Page, name: string | RegExp): Promise<void> {
  await expect(heading(page, name)).toBeFocused()
  await accessible(page, String(name))
  const before = page.viewportSize() ?? { width: 1366, height: 768 }
  await page.setViewportSize({ width: 320, height: 568 })
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    `${name}, 320 wide`,
  ).toBeLessThanOrEqual(0)
  await page.setViewportSize(before)
}

/** Presses Tab until what is named has the focus: nothing on these pages needs a mouse. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  for (let n = 0; n < 30; n++) {
    if (await target.evaluate(element => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

test('by the link of her letter, with keys alone, to working without signal', async ({ browser, page, context }) => {
  await page.setViewportSize({ width: 820, height: 1180 })
  const { link } = await lead.invite(worker('worker.one@salus.example'))
  await page.goto(link)
  await step(page, /You have been invited to Fieldfare for Kent County Council by Provider lead/)
  // The secret is neither in the address nor anywhere the page goes back to, nor kept by the browser.
  const secret = link.slice(link.indexOf('#') + 1)
  expect(page.url()).toBe(`${county.url}/join`)
  const kept = await page.evaluate(() =>
    JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }, document.cookie]),
  )
  expect(kept).not.toContain(secret)

  await tabTo(page, page.getByRole('button', { name: 'Begin' }))
  await page.keyboard.press('Enter')
  await step(page, /Install Fieldfare on this device/)
  await expect(page.getByText('Step 1 of 4')).toBeVisible()
  // Nor in any entry of the history.
  expect(JSON.stringify(await page.evaluate(() => navigation.entries().map(entry => entry.url)))).not.toContain(secret)
  await expect(page.getByText('Chrome on a computer')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Go on in the browser' }))
  await page.keyboard.press('Space')

  await step(page, /Choose a password/)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type('password1234')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('That password is easy to guess')
  await accessible(page, 'a refused password')
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')

  await step(page, /Choose a device passphrase/)
  await expect(page.getByText('Step 3 of 4')).toBeVisible()
  expect(page.url()).toBe(`${county.url}/`)
  // Back does not lead to a step that is done.
  await page.goBack()
  await expect(heading(page, /Choose a device passphrase/)).toBeVisible()
  await page.goForward()
  await tabTo(page, page.getByLabel('Device passphrase', { exact: true }))
  await page.keyboard.type(passphrase)
  await tabTo(page, page.getByLabel('The same passphrase again'))
  await page.keyboard.type(passphrase)
  await page.keyboard.press('Enter')

  await step(page, /Everything is on this device/)
  await expect(
    page.getByText(/This device is ready to work without signal: 2 districts, 7 months, checked .*\d\d:\d\d\./),
  ).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Go to your returns' }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Your returns')).toBeVisible()

  await context.setOffline(true)
  await page.reload()
  await unlock(page)
  await expect(page.getByText(/is ready to work without signal: 2 districts/)).toBeVisible()
  await openJune(page)
  await context.setOffline(false)

  // The same link once more, on another device: it has been used, and says so.
  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await other.goto(link)
  await step(other, 'This invitation cannot be used')
  await elsewhere.close()
})

test('by a code, on a tablet where somebody else works: hers is put beside', async ({ page, context }) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 390, height: 844 })
  await firstDay(page, county.url, 'editor')
  await page.reload()
  const { person } = await lead.invite(worker('worker.two@salus.example'))
  await page.getByRole('button', { name: 'Sign in as someone else' }).click()
  await page.getByRole('link', { name: 'I have been invited and have a code' }).click()
  await step(page, /Install Fieldfare on this device/)
  await expect(page.getByText(/Provider editor.* works on this device too/)).toBeVisible()
  await expect(page.getByText(/is signed in in this browser now/)).toBeVisible()
  await page.getByRole('button', { name: 'Go on in the browser' }).click()
  await step(page, /Your address and code/)

  const refused = await lead.code(person)
  const code = await lead.code(person)
  for (const [typed, then] of [
    [refused, 'refused'],
    [`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase(), 'taken'],
  ] as const) {
    await page.getByLabel('E-mail address').fill('worker.two@salus.example')
    await page.getByLabel('Code', { exact: true }).fill(typed)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Continue' }).click()
    if (then === 'taken') break
    await expect(page.getByRole('alert')).toContainText('That code and e-mail address do not belong together')
    await accessible(page, 'a refused code')
  }
  await step(page, /Choose a device passphrase/)
  await expect(page.getByText('Step 4 of 5')).toBeVisible()
  await page.getByLabel('Device passphrase', { exact: true }).fill('nine otters under the bridge')
  await page.getByLabel('The same passphrase again').fill('nine otters under the bridge')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(heading(page, /Everything is on this device/)).toBeVisible()
  await context.setOffline(true)
  await page.goto(county.url)
  const who = page.getByRole('group', { name: 'Who are you?' })
  await expect(who.getByRole('radio')).toHaveCount(2)
  await who.getByRole('radio', { name: /Provider editor/ }).check()
  await unlock(page)
  await expect(page.getByText(/is ready to work without signal: 6 districts/)).toBeVisible()
})

test('on an iPhone: the invitation is copied, and pasted into the installed app, which knows nothing of the page', async ({
  browser,
}) => {
  const { link } = await lead.invite(worker('worker.three@salus.example'))
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
  const phone = { userAgent, viewport: { width: 390, height: 844 }, hasTouch: true }
  const safari = await browser.newContext({ ...phone, permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await safari.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Begin' }).click()
  await step(page, /Install Fieldfare on this device/)
  await expect(page.getByText('Safari on an iPhone')).toBeVisible()
  await page.getByRole('button', { name: 'Copy my invitation' }).click()
  await expect(page.getByText(/^Copied/)).toBeVisible()
  await page.getByRole('button', { name: 'Go on in the browser' }).click()
  await expect(heading(page, /Choose a password/)).toBeVisible()
  // Loaded again, the page has forgotten what let her in, and says so.
  await page.reload()
  await step(page, /Your address and code/)
  await expect(page.getByText(/your invitation was in its memory alone/)).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  await safari.close()

  const app = await browser.newContext(phone)
  // What Safari says in an app opened from the Home Screen.
  await app.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: true }))
  const inside = await app.newPage()
  await inside.goto(county.url)
  await inside.getByRole('link', { name: 'I have been invited and have a code' }).click()
  await step(inside, /Your address and code/)
  await inside.getByText('I have a letter with a link, and no code').click()
  await inside.getByLabel('Link from the letter').fill(copied)
  await inside.getByRole('button', { name: 'Open the invitation' }).click()
  await step(inside, /You have been invited/)
  await inside.getByRole('button', { name: 'Begin' }).click()
  await inside.getByLabel('Password', { exact: true }).fill(password)
  await inside.getByRole('button', { name: 'Continue' }).click()
  await step(inside, /Choose a device passphrase/)
  await expect(inside.getByText('Step 2 of 3')).toBeVisible()
  // The first download takes its time: it says so, and what is missing, until everything is here.
  let deliver = (): void => undefined
  const held = new Promise<void>(done => {
    deliver = done
  })
  await inside.route('**/api/pull', async route => {
    await held
    await route.continue()
  })
  await inside.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await inside.getByLabel('The same passphrase again').fill(passphrase)
  await inside.getByRole('button', { name: 'Continue' }).click()
  await step(inside, /Downloading to this device/)
  await expect(inside.getByText('Your returns: downloading…')).toBeVisible()
  await expect(inside.getByText(/is not ready yet/)).toBeVisible()
  deliver()
  await step(inside, /Everything is on this device/)
  await expect(inside.getByText('Step 3 of 3')).toBeVisible()
  await app.close()
})

test('somebody of the council comes straight to her page', async ({ page }) => {
  const office = await Inviter.signIn(county, administrator)
  const { link } = await office.invite({
    name: 'Second officer',
    email: 'second.officer@kent.example',
    given: { role: 'officer', contracts: [], services: [{ service: 'family-support' as ServiceId, areas: 'every' }] },
  })
  await page.goto(link)
  await expect(page.getByText('All there is to do is to choose a password.')).toBeVisible()
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(heading(page, /month board/)).toBeVisible()
  await page.goBack()
  await expect(page.getByText('There is nothing at this address')).toBeHidden()
})

test('no signal, a link cut short, and one that is filled in', async ({ page, context }) => {
  await page.goto(`${county.url}/join#${'a'.repeat(20)}`)
  await step(page, 'This link is not complete')
  await page.goto(`${county.url}/join#code=4ktm9pxr`)
  await page.getByRole('button', { name: 'Go on in the browser' }).click()
  await expect(page.getByLabel('Code', { exact: true })).toHaveValue('4KTM-9PXR')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await page.goto(county.url)
  await page.goto(`${county.url}/join#${'a'.repeat(43)}`)
  await step(page, 'Your invitation could not be opened yet')
  await context.setOffline(false)
  await expect(heading(page, 'This invitation cannot be used')).toBeVisible()
})
