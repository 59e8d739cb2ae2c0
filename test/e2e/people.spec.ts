import { type Browser, expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { choosePassphrase, field, firstDay, openJune, received, saved, status, type, typeDistrict } from './person.ts'

/** Leads and administrators look after people; every role finds its own pages, and is told whose the others are. */

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

const council = {
  administrator: { email: 'administrator@kent.example', password: 'saffron-glacier-notebook-12' },
  performanceTeam: { email: 'performance.team@kent.example', password: 'juniper-anchor-ribbon-57' },
  auditor: { email: 'auditor@kent.example', password: 'walnut-beacon-parcel-83' },
  reader: { email: 'reader@kent.example', password: 'maple-tunnel-feather-46' },
} as const
const invitedEmail = 'new.worker@salus.example'
const invitedPassword = 'thistle-rudder-cabinet-58'

const anotherBrowser = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage()

async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await page.goto(county.url)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function toPeople(page: Page): Promise<void> {
  await page.locator('.ff-menu summary').click()
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'People', exact: true })).toBeVisible()
  await expect(page.getByRole('table')).toBeVisible()
}

/** The code of the screen, typed where somebody joins; gives the server's answer. */
async function join(page: Page, email: string, code: string, password: string): Promise<number> {
  await page.goto(county.url)
  return page.evaluate(
    async body => {
      const answer = await fetch('/api/auth/invitation/accept', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return answer.status
    },
    { email, code, password },
  )
}

async function showCode(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Show a code' }).click()
  await page.getByRole('button', { name: 'Show a code' }).click()
  const shown = page.locator('.ff-people__code-text')
  await expect(shown).toHaveText(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
  return (await shown.innerText()).replace('-', '')
}

test('a lead invites a field worker for one district, shows a code, makes an editor of her, and ends her access', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  await firstDay(page, county.url, 'lead')
  await toPeople(page)
  await expect(page.getByText(/Only one person leads Family support, Project Salus\./)).toBeVisible()
  // Of other providers she sees nobody.
  await expect(page.getByRole('row', { name: /Field worker \(Gravesham\)/ })).toContainText('Gravesham')
  await expect(page.getByText('porchlight.example')).toHaveCount(0)
  await accessible(page, 'people of a lead')

  await page.getByRole('link', { name: 'Invite somebody' }).click()
  await expect(page.getByRole('radio')).toHaveCount(3)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Enter the name')
  await expect(page.getByRole('alert')).toContainText('Choose a role')
  await accessible(page, 'invite, with errors')
  await page.getByLabel('Name').fill('Field worker (Dartford)')
  await page.getByLabel('E-mail address').fill(invitedEmail)
  await page.getByLabel('Field worker').check()
  await page.getByLabel('Family support, Project Salus').check()
  await page.getByLabel('Dartford').check()
  await accessible(page, 'invite')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is invited as field worker' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Field worker (Dartford)')
  await expect(page.getByText('Invited', { exact: true })).toBeVisible()
  await accessible(page, 'somebody invited')
  const code = await showCode(page)
  await accessible(page, 'a code')

  const hers = await anotherBrowser(browser)
  expect(await join(hers, invitedEmail, 'ZZZZZZZZ', invitedPassword)).not.toBe(200)
  expect(await join(hers, invitedEmail, code, invitedPassword)).toBe(200)
  await signInWith(hers, invitedEmail, invitedPassword)
  await choosePassphrase(hers)
  await expect(hers.locator('.ff-menu summary')).toContainText('Field worker')
  await openJune(hers)
  await expect(field(hers, 'Dartford', 'CEH01')).toBeVisible()
  await expect(field(hers, 'Gravesham', 'CEH01')).toHaveCount(0)
  await type(hers, 'Dartford', 'CEH01', '4')
  await received(hers)

  // She becomes an editor of every district; before it is saved it says so beside what it is.
  await page.getByRole('link', { name: 'Field worker (Dartford)' }).click()
  await page.getByRole('link', { name: 'Change access' }).click()
  await page.getByLabel('Provider editor').check()
  await page.getByLabel('Every district').check()
  await accessible(page, 'change access')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('row', { name: /Role/ })).toContainText('Field worker')
  await expect(page.getByRole('row', { name: /Role/ })).toContainText('Provider editor')
  await expect(page.getByRole('row', { name: /Family support/ })).toContainText('DartfordEvery district')
  await accessible(page, 'what changes')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'has been changed' })).toBeVisible()
  await expect(hers.locator('.ff-menu summary')).toContainText('Provider editor', { timeout: 90_000 })
  await expect(field(hers, 'Gravesham', 'CEH01')).toBeVisible()
  // Taken back with one press.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'has the access of before' })).toBeVisible()
  await expect(page.getByText('Family support, Project Salus: Dartford')).toBeVisible()

  await page.getByRole('link', { name: 'Devices, report one lost' }).click()
  await expect(page.getByRole('row', { name: /on Linux/ })).toBeVisible()
  await accessible(page, 'devices')
  await page.getByRole('link', { name: 'Field worker (Dartford)' }).click()
  await page.getByRole('link', { name: 'End access' }).click()
  await expect(page.getByText(/what Field worker \(Dartford\) typed stays in the returns/)).toBeVisible()
  await accessible(page, 'end access')
  await page.getByRole('button', { name: 'End access' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'has ended' })).toBeVisible()
  await expect(page.getByRole('row', { name: /new\.worker/ })).toHaveCount(0)
  await page.getByLabel('State').selectOption({ label: 'Access ended' })
  await expect(page.getByRole('row', { name: /new\.worker/ })).toContainText('Access ended')

  // Her next request is refused, and it is said.
  await expect(hers.getByRole('heading', { name: 'Your access has ended' })).toBeVisible({ timeout: 60_000 })
  await signInWith(hers, invitedEmail, invitedPassword)
  await expect(hers.getByRole('alert')).toContainText(/do not belong together|access/)
  await hers.context().close()
})

test('a stand-in may submit from one moment to the next, in words; ended early, she may not', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const worker = await anotherBrowser(browser)
  await firstDay(worker, county.url, 'fieldWorker')
  await openJune(worker)
  await typeDistrict(worker, 'Gravesham')
  await saved(worker)
  await received(worker)
  await worker.getByRole('link', { name: 'Check and submit' }).click()
  await expect(worker.getByText(/A provider editor or lead submits this return/)).toBeVisible()

  await firstDay(page, county.url, 'lead')
  await toPeople(page)
  await page.getByRole('link', { name: 'Field worker (Gravesham)' }).click()
  await page.getByRole('link', { name: 'Stand-in as lead' }).click()
  await page.getByRole('button', { name: 'Name as stand-in' }).click()
  await expect(page.getByRole('alert')).toContainText('Enter the last day')
  await page.getByLabel('Last day').fill('2017-07-31')
  await accessible(page, 'stand-in')
  await page.getByRole('button', { name: 'Name as stand-in' }).click()
  await expect(
    page.getByText('Standing in as lead of Family support, Project Salus until 31 July 2017').first(),
  ).toBeVisible()

  await expect(worker.locator('.ff-menu summary')).toContainText(
    'Field worker, standing in as lead until 31 July 2017',
    { timeout: 90_000 },
  )
  // People stay with the lead.
  await worker.locator('.ff-menu summary').click()
  await expect(worker.getByRole('link', { name: 'People', exact: true })).toHaveCount(0)
  await worker.keyboard.press('Escape')
  await worker.getByLabel(/I confirm these figures are complete and correct for June 2017/).check()
  await expect(worker.getByText(/Field worker, standing in as lead\. The time is added/)).toBeVisible()
  await worker.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(worker.getByText(/v1/).first()).toBeVisible({ timeout: 30_000 })

  await page.getByRole('button', { name: /End early/ }).click()
  await expect(page.getByRole('status').filter({ hasText: 'no longer stands in' })).toBeVisible()
  await expect(worker.locator('.ff-menu summary')).not.toContainText('standing in', { timeout: 90_000 })
  // What was taken from her is said, with what remains.
  await expect(worker.getByText(/You no longer have Dartford, .* of Family support, Project Salus/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is named again' })).toBeVisible()
  await worker.context().close()
})

test('a district taken away while its page is open: said in words, with what was typed and what remains', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const hers = await anotherBrowser(browser)
  await firstDay(hers, county.url, 'editor')
  await openJune(hers)
  await type(hers, 'Gravesham', 'CEH01', '4')
  await received(hers)
  await hers.goto(`${county.url}/returns/fs-project-salus-2016/2017-06/district/gravesham`)
  await hers.getByLabel('Device passphrase').fill('four herons over the weir')
  await hers.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(hers.getByRole('heading', { name: 'Gravesham (2 of 6)', exact: true })).toBeVisible()
  await hers.context().setOffline(true)
  await type(hers, 'Gravesham', 'CEH04', '37')
  await saved(hers)

  await firstDay(page, county.url, 'lead')
  await toPeople(page)
  await page.getByRole('link', { name: 'Provider editor (Project Salus)' }).click()
  await page.getByRole('link', { name: 'Change access' }).click()
  await page.getByLabel('Only some districts').check()
  await page.getByLabel('Dartford').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText(/has not sent yet of what is taken away goes to the council/)).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'has been changed' })).toBeVisible()

  await hers.context().setOffline(false)
  await expect(hers.getByText(/You no longer have Gravesham, /)).toBeVisible({ timeout: 60_000 })
  await expect(hers.getByText(/1 change of yours there was not taken into the return/)).toBeVisible()
  await expect(
    hers.getByRole('heading', { name: 'Gravesham, Family support, Project Salus is not one of yours' }),
  ).toBeVisible()
  await accessible(hers, 'a district taken away')
  await hers.getByRole('button', { name: 'I have read this' }).click()
  await expect(hers.getByText(/You no longer have/)).toHaveCount(0)
  await hers.getByRole('main').getByRole('link', { name: 'Your returns' }).click()
  await expect(hers.getByText(/ready to work without signal: 1 district,/)).toBeVisible({ timeout: 30_000 })

  // All of it.
  await page.getByRole('link', { name: 'Change access' }).click()
  await page.getByLabel('Family support, Project Salus').uncheck()
  await page.getByLabel(/Youth hubs, Project Salus \(Maidstone\)/).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(hers.getByText(/You no longer have Family support, Project Salus\./)).toBeVisible({ timeout: 90_000 })
  await hers.goto(`${county.url}/returns/fs-project-salus-2016/2017-06`)
  await hers.getByLabel('Device passphrase').fill('four herons over the weir')
  await hers.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(hers.getByRole('heading', { level: 1 })).toContainText('is not one of yours')
  await hers.context().close()
})

test('an administrator invites an officer of one area, by keyboard alone; the officer sees that area and no other', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  await signInWith(page, council.administrator.email, council.administrator.password)
  await expect(page.getByRole('heading', { name: 'People', exact: true })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/people')
  await expect(page.getByRole('row', { name: /provider\.lead@porchlight/ })).toBeVisible()
  await accessible(page, 'people of an administrator')

  const tabTo = async (
    role: 'link' | 'button' | 'textbox' | 'radio' | 'checkbox',
    name: string | RegExp,
  ): Promise<void> => {
    for (let steps = 0; steps < 120; steps++) {
      await page.keyboard.press('Tab')
      const there = await page
        .getByRole(role, { name })
        .evaluateAll(found => found.includes(document.activeElement as HTMLElement))
      if (there) return
    }
    throw new Error(`Tab never reached ${String(name)}`)
  }
  await tabTo('link', 'Invite somebody')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Invite somebody' })).toBeVisible()
  await tabTo('textbox', 'Name')
  await page.keyboard.type('Commissioning officer (East Kent)')
  await page.keyboard.press('Tab')
  await page.keyboard.type('officer.east@kent.example')
  await tabTo('radio', 'Field worker')
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel('Commissioning officer')).toBeChecked()
  await tabTo('checkbox', 'Family support')
  await page.keyboard.press('Space')
  await tabTo('radio', 'Every area')
  await page.keyboard.press('ArrowDown')
  await tabTo('checkbox', 'East Kent')
  await page.keyboard.press('Space')
  await accessible(page, 'invite an officer')
  await tabTo('button', 'Invite')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'is invited as commissioning officer' })).toBeVisible()
  await expect(page.getByText('Family support: East Kent')).toBeVisible()
  const code = await showCode(page)

  const officer = await anotherBrowser(browser)
  expect(await join(officer, 'officer.east@kent.example', code, invitedPassword)).toBe(200)
  await signInWith(officer, 'officer.east@kent.example', invitedPassword)
  await expect(officer.getByRole('row', { name: /Porchlight.*Canterbury/ })).toBeVisible()
  await expect(officer.getByRole('row', { name: /Porchlight/ })).toHaveCount(3)
  await expect(officer.getByRole('row', { name: /Project Salus|Ashford/ })).toHaveCount(0)
  // Another page's address says whose it is.
  await officer.goto(`${county.url}/people`)
  await expect(officer.getByRole('heading', { name: 'This page is for those who look after people' })).toBeVisible()
  await officer.context().close()

  // Nobody manages herself.
  await page.goto(`${county.url}/people`)
  await page.getByRole('link', { name: 'Administrator', exact: true }).click()
  await expect(page.getByText(/This is you\. Nobody changes their own access/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'End access' })).toHaveCount(0)
})

test('a reader, the performance team and an auditor find their pages, and are told whose the others are', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  for (const { who, home, menu, others } of [
    {
      who: council.reader,
      home: 'Scorecards',
      menu: ['Scorecards'],
      others: ['/board', '/record', '/people', '/returns/x', '/device'],
    },
    {
      who: council.performanceTeam,
      home: 'Scorecards',
      menu: ['Scorecards', 'Scorecard'],
      others: ['/board', '/record', '/people'],
    },
    {
      who: council.auditor,
      home: 'Record',
      menu: ['Record', 'Scorecard'],
      others: ['/board', '/people', '/scorecards'],
    },
  ]) {
    const page = await anotherBrowser(browser)
    await signInWith(page, who.email, who.password)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(home)
    if (home === 'Scorecards') {
      await expect(page.getByText('None has been released.')).toBeVisible()
      await expect(page.getByText('NEET support: every area')).toBeVisible()
    }
    await accessible(page, `home of ${who.email}`)
    await page.locator('.ff-menu summary').click()
    for (const text of ['Month board', 'Record', 'People', 'Scorecards'])
      await expect(page.locator('.ff-menu').getByRole('link', { name: text, exact: true })).toHaveCount(
        menu.includes(text) ? 1 : 0,
      )
    for (const path of others) {
      await page.goto(county.url + path)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('This page is for')
      await expect(page.getByText('nothing at this address')).toHaveCount(0)
    }
    await accessible(page, `a page of others, ${who.email}`)
    await page.getByRole('main').getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(home)
    await page.context().close()
  }
})

test('a lead offline is told so, and her own session alone counts', async ({ page }) => {
  test.setTimeout(120_000)
  await firstDay(page, county.url, 'lead')
  await toPeople(page)
  await page.context().setOffline(true)
  await expect(page.getByText(/There is no signal. People are looked after online only/).first()).toBeVisible()
  // What was read stays to be looked at.
  await expect(page.getByRole('row', { name: /Field worker \(Gravesham\)/ })).toBeVisible()
  await page.getByRole('link', { name: 'Field worker (Gravesham)' }).click()
  await page.getByRole('link', { name: 'End access' }).click()
  await page.getByRole('button', { name: 'End access' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing has been changed' })).toBeVisible()
  await page.context().setOffline(false)
  // Somebody else signs in here: the lead's page neither shows nor does anything as her.
  await signInElsewhere(page)
  await page.getByRole('button', { name: 'End access' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Someone else is signed in on this device' })).toBeVisible()
  expect(
    county.rows("select ended_at from person join user using (id) where email = 'field.worker@salus.example'")[0]?.[
      'ended_at'
    ] ?? null,
  ).toBeNull()
  await expect(status(page)).toBeVisible()
})

async function signInElsewhere(page: Page): Promise<void> {
  const other = await page.context().newPage()
  await other.goto(county.url)
  await other.evaluate(async who => {
    await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(who),
    })
  }, council.administrator)
  await other.close()
}

test('pages of people fit a laptop, a tablet and a phone', async ({ page }) => {
  test.setTimeout(120_000)
  await firstDay(page, county.url, 'lead')
  await signInFits(page)
})

async function signInFits(page: Page): Promise<void> {
  await toPeople(page)
  const open = async (path: string): Promise<void> => {
    await page.getByRole('link', { name: path }).first().click()
  }
  const fits = async (what: string): Promise<void> => {
    for (const size of [
      { width: 1366, height: 768 },
      { width: 820, height: 1180 },
      { width: 390, height: 844 },
      { width: 320, height: 640 },
    ]) {
      await page.setViewportSize(size)
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(sideways, `${what}, ${size.width} wide`).toBeLessThanOrEqual(0)
    }
  }
  await fits('people')
  await open('Field worker (Gravesham)')
  await fits('a person')
  await open('Stand-in as lead')
  await fits('stand-in')
  await open('Field worker (Gravesham)')
  await open('Change access')
  await fits('change access')
  await open('Field worker (Gravesham)')
  await open('Devices, report one lost')
  await fits('devices')
  await open('Field worker (Gravesham)')
  await open('End access')
  await fits('end access')
}
