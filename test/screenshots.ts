/** `npm run screenshots`: makes the pictures of docs/screenshots/ anew from the built app, the real server and the sample county. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import type { ContractId, PlaceId } from '../src/domain/ids.ts'
import type { Invite } from '../src/protocol/people.ts'
import { chromiumOrInstall, quietFlags } from './chromium.ts'
import { County } from './e2e/county.ts'
import { Inviter } from './e2e/inviting.ts'
import { contractPath, districts } from './e2e/june-returns.ts'
import {
  field,
  firstDay,
  openJune,
  passphrase,
  people,
  received,
  saved,
  signIn,
  type,
  typeDistrict,
  unlock,
} from './e2e/person.ts'

const folder = resolve(import.meta.dirname, '..', 'docs', 'screenshots')
mkdirSync(folder, { recursive: true })
const shoot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) })

const invitation: Invite = {
  name: 'Field worker of two districts',
  email: 'field.worker.two@salus.example',
  given: {
    role: 'field-worker',
    contracts: [{ contract: 'fs-project-salus-2016' as ContractId, places: ['dartford', 'gravesham'] as PlaceId[] }],
    services: [],
  },
}
const laptop = { width: 1366, height: 768 }
const tablet = { width: 820, height: 1180 }
const phone = { width: 390, height: 844 }
const open = async (browser: Browser, viewport: typeof laptop): Promise<Page> =>
  (await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'Europe/London' })).newPage()

/** The sheet downloaded, filled in and uploaded again: what would be taken, and what not and why. */
async function filesReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Files' }).click()
  const dialog = page.getByRole('dialog')
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download as CSV' }).click()
  const file = await coming
  const filled = readFileSync(await file.path(), 'utf8')
    .replace(/^(CEH01,.*),,,(\r?)$/m, '$1,,5,$2')
    .replace(/^(CEH03,.*),,,(\r?)$/m, '$1,,62,$2')
    .replace(/^(CEH04,.*),,(\r?)$/m, '$1,64%,$2')
  await dialog
    .getByLabel('Choose a filled-in file')
    .setInputFiles({ name: file.suggestedFilename(), mimeType: 'text/csv', buffer: Buffer.from(filled) })
  await expect(dialog.getByText('Nothing has been written yet.')).toBeVisible()
  await shoot(page, 'files-report')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

async function choosePassphraseForNotes(office: Page): Promise<void> {
  await office.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await office.getByLabel('The same passphrase again').fill(passphrase)
  await office.getByRole('button', { name: 'Continue' }).click()
}

/** How the list of places names it, with what stands before it there. */
async function districtOption(office: Page): Promise<string> {
  const options = await office.getByLabel('Place', { exact: true }).locator('option').allTextContents()
  const found = options.find(text => text.includes('Sevenoaks'))
  if (found === undefined) throw new Error(`Not on offer: ${options.join('; ')}`)
  return found
}

async function noteMeeting(office: Page): Promise<void> {
  await office.getByRole('button', { name: 'New meeting' }).click()
  await office.getByLabel('Who is there').fill('Manager and data officer of the provider')
  await office.getByRole('button', { name: 'Begin the notes' }).click()
  await office.getByRole('button', { name: 'Add a note' }).click()
  await office.keyboard.type('Outcomes fell because one worker was away all month')
  await office.getByRole('button', { name: 'Add an action' }).click()
  await office.keyboard.type('Say when a family moves')
  await office.getByLabel('Who', { exact: true }).fill('the manager')
  await office.getByLabel('By', { exact: true }).fill('2017-07-28')
  await office.getByRole('button', { name: /^Share… \(action 1\)/ }).click()
  await office.getByRole('button', { name: 'Share with the provider' }).click()
  await received(office)
}

const county = await County.open()
const browser = await chromium.launch({ executablePath: chromiumOrInstall(), args: [...quietFlags] })
try {
  const page = await open(browser, laptop)
  await page.goto(county.url)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await shoot(page, 'sign-in')
  // Somebody new on a tablet, from the letter's link to working without signal.
  const lead = await Inviter.signIn(county, people.lead)
  const newcomer = await open(browser, tablet)
  const { link } = await lead.invite(invitation)
  await newcomer.goto(link)
  await newcomer.getByRole('button', { name: 'Begin' }).click()
  await expect(newcomer.getByRole('heading', { name: /Install Fieldfare/ })).toBeVisible()
  await shoot(newcomer, 'install')
  await newcomer.getByRole('button', { name: 'Go on in the browser' }).click()
  await newcomer.getByLabel('Password', { exact: true }).fill('seven kettles under snow')
  await newcomer.keyboard.press('Enter')
  await newcomer.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await newcomer.getByLabel('The same passphrase again').fill(passphrase)
  await newcomer.keyboard.press('Enter')
  await expect(newcomer.getByText(/This device is ready to work without signal/)).toBeVisible()
  await shoot(newcomer, 'first-day')
  await newcomer.context().close()
  // A field worker without signal, before anything else: what she typed waits, and says so.
  const small = await open(browser, tablet)
  await firstDay(small, county.url, 'fieldWorker')
  await openJune(small)
  await small.context().setOffline(true)
  await type(small, 'Gravesham', 'CEH05', '3')
  await type(small, 'Gravesham', 'CEH09', '1', 'part')
  await type(small, 'Gravesham', 'CEH11', '2', 'part')
  await saved(small)
  await field(small, 'Gravesham', 'CEH09', 'part').focus()
  await shoot(small, 'district-tablet')
  await small.setViewportSize(phone)
  await field(small, 'Gravesham', 'CEH09', 'part').scrollIntoViewIfNeeded()
  await small.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
  await small.waitForLoadState('networkidle')
  await shoot(small, 'district-phone')
  await small.context().close()

  await firstDay(page, county.url, 'lead')
  await openJune(page)
  for (const district of districts.slice(0, 4)) await typeDistrict(page, district)
  await type(page, 'Tonbridge & Malling', 'CEH05', '5')
  await type(page, 'Tonbridge & Malling', 'CEH09', '7', 'part')
  await type(page, 'Tonbridge & Malling', 'CEH04', '64%')
  await saved(page)
  await received(page)
  await field(page, 'Gravesham', 'CEH09', 'part').focus()
  await page
    .getByRole('textbox', { name: /^Explanation of CEH09 .*Gravesham$/ })
    .fill('One worker was away all month; both families are visited again in July.')
  await field(page, 'Gravesham', 'CEH10', 'part').focus()
  await field(page, 'Gravesham', 'CEH09', 'part').focus()
  await expect(page.locator('.ff-dock .ff-queries')).toContainText('Explained')
  await saved(page)
  await received(page)
  await shoot(page, 'sheet')
  await filesReport(page)
  await page.getByRole('link', { name: 'Narrative' }).click()
  await page
    .getByLabel('This month in the district, Gravesham')
    .fill(
      'Two of the three families whose cases closed in June withdrew. Both were offered a second visit in July; a family rings us on 07700 900123.',
    )
  await saved(page)
  await expect(page.getByRole('list', { name: 'May be personal data' })).toBeVisible()
  await received(page)
  await shoot(page, 'narrative')
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await shoot(page, 'check-and-submit')
  await page.getByLabel(/I confirm/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await received(page)
  await expect(page.getByText(/v1/).first()).toBeVisible()
  await shoot(page, 'receipt')
  await page.getByRole('link', { name: 'Your returns' }).first().click()
  await expect(page.getByRole('heading', { name: 'Your returns' })).toBeVisible()
  await shoot(page, 'your-returns')
  await page.locator('.ff-menu summary').click()
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await shoot(page, 'people')
  await page.locator('.ff-menu summary').click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible()
  await shoot(page, 'account')
  await page.goto(`${county.url}/device`)
  await expect(page.getByRole('heading', { name: 'Unlock' })).toBeVisible()
  await shoot(page, 'unlock')

  const office = await open(browser, laptop)
  await signIn(office, county.url, 'officer')
  await expect(office.getByRole('row', { name: /Project Salus.*Gravesham/ })).toBeVisible()
  await office.getByLabel('Service').selectOption('Family support')
  await shoot(office, 'month-board')
  await office
    .getByRole('row', { name: /Project Salus.*Gravesham/ })
    .getByRole('link', { name: /Review/ })
    .click()
  await expect(office.getByRole('region', { name: 'Figures of Gravesham' })).toBeVisible()
  await office
    .getByRole('button', { name: /^CEH09/ })
    .first()
    .focus()
  await office.keyboard.press('?')
  await office.keyboard.type('Two of three closed without outcomes: did they move away?')
  await shoot(office, 'review')
  await office.keyboard.press('Control+Enter')
  await expect(office.getByText('1 open question goes with it.')).toBeVisible()
  await office.getByRole('button', { name: 'Send back' }).click()
  await expect(office.getByText('Gravesham is sent back')).toBeVisible()
  // The provider has it at its cell.
  await page.goto(`${county.url}${contractPath}`)
  await unlock(page)
  await expect(page.getByText(/Gravesham: sent back by/)).toBeVisible({ timeout: 60_000 })
  await field(page, 'Gravesham', 'CEH09', 'part').focus()
  await expect(page.locator('.ff-dock .ff-thread')).toContainText('did they move away?')
  await shoot(page, 'question')
  await office.goto(`${county.url}/scorecard`)
  await expect(office.getByRole('table').first()).toBeVisible()
  await office.getByLabel('Place', { exact: true }).selectOption({ label: await districtOption(office) })
  await expect(office.getByRole('heading', { level: 1, name: /Sevenoaks/ })).toBeVisible()
  await shoot(office, 'scorecard')
  await office.setViewportSize(tablet)
  await office.goto(`${county.url}/meetings/${contractPath.split('/')[2]}/gravesham`)
  await choosePassphraseForNotes(office)
  await noteMeeting(office)
  await shoot(office, 'meeting')
  await page
    .getByRole('link', { name: /After the meeting/ })
    .first()
    .click()
  await expect(page.getByText('Say when a family moves').first()).toBeVisible({ timeout: 60_000 })
  await shoot(page, 'after-the-meeting')
  await office.setViewportSize(laptop)
  await office.goto(`${county.url}/record`)
  await expect(office.getByText(/Read the return/).first()).toBeVisible()
  await shoot(office, 'record')
} finally {
  await browser.close()
  await county.close()
}
