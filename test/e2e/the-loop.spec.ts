/**
 * The whole way of a month between two organisations, in real browsers: submitted, questioned at a cell, answered with
 * no signal while a colleague goes on typing, accepted exactly as seen, noted in a meeting, read by the provider.
 */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { County } from './county.ts'
import { contractPath } from './june-returns.ts'
import {
  field,
  firstDay,
  openJune,
  passphrase,
  received,
  saved,
  signIn,
  status,
  type,
  typeDistrict,
  unlock,
} from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

const contract = contractPath.split('/')[2]
const gravesham = `${contract}/gravesham/2017-06`
const pageOf = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage()
const stored = (): { readonly state: unknown; readonly ordinal: unknown } => {
  const [row] = county.rows('select state, submission from sheet where id = ?', gravesham)
  return { state: row?.['state'], ordinal: JSON.parse(String(row?.['submission'] ?? 'null'))?.ordinal }
}

async function submit(lead: Page): Promise<void> {
  await lead.getByRole('link', { name: 'Check and submit' }).click()
  await lead.getByLabel(/^I confirm/).check()
  await lead.getByRole('button', { name: 'Submit June 2017' }).click()
}

test('submitted, questioned, answered with no signal, accepted as seen, noted, read by the provider', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const [lead, colleague, officer] = [await pageOf(browser), await pageOf(browser), await pageOf(browser)]
  await firstDay(lead, county.url, 'lead')
  await openJune(lead)
  await typeDistrict(lead, 'Gravesham')
  await submit(lead)
  await expect.poll(stored).toEqual({ state: 'submitted', ordinal: 1 })

  // The officer asks at a cell and sends it back.
  await signIn(officer, county.url, 'officer')
  await expect(officer.getByRole('heading', { name: /month board/i })).toBeVisible()
  await officer.goto(`${county.url}/board/${gravesham}`)
  await officer
    .getByRole('button', { name: /^CEH09/ })
    .first()
    .focus()
  await officer.keyboard.press('?')
  await officer.keyboard.type('Why were two closed without outcomes?')
  await officer.keyboard.press('Control+Enter')
  await expect(officer.getByText('Why were two closed without outcomes?').first()).toBeVisible()
  await expect(officer.getByText('1 open question goes with it.')).toBeVisible()
  await officer.getByRole('button', { name: 'Send back' }).click()
  await expect(officer.getByText('Gravesham is sent back')).toBeVisible()

  // The provider has it at its cell; then her signal goes.
  await lead.getByRole('link', { name: 'Sheet', exact: true }).click()
  await expect(lead.getByText(/Gravesham: sent back by/)).toBeVisible({ timeout: 60_000 })
  await lead.context().setOffline(true)
  await field(lead, 'Gravesham', 'CEH09', 'part').focus()
  const thread = lead.locator('.ff-dock .ff-thread')
  await expect(thread).toContainText('Why were two closed without outcomes?')
  await thread.getByLabel('Your answer').fill('Both families moved away.')
  await thread.getByRole('button', { name: /^Answer/ }).click()
  await expect(thread).toContainText('Answered, not sent yet')
  await type(lead, 'Gravesham', 'CEH09', '2', 'part')
  await saved(lead)

  // Meanwhile a colleague, who has signal, changes another figure of the same return.
  await firstDay(colleague, county.url, 'editor')
  await openJune(colleague)
  const before = await field(colleague, 'Gravesham', 'CEH01').inputValue()
  const theirs = String(Number(before) + 1)
  await type(colleague, 'Gravesham', 'CEH01', theirs)
  await received(colleague)

  // What she confirms is what is on her screen: the colleague's figure is not in it, so it does not slip in unseen.
  await submit(lead)
  await expect(lead.getByText(/It goes when there is a connection/).first()).toBeVisible()
  await lead.context().setOffline(false)
  await expect(lead.getByText(/not the ones on your screen/).first()).toBeVisible({ timeout: 60_000 })
  expect(stored()).toEqual({ state: 'sent-back', ordinal: 1 })
  // Both are kept, each by its author: what she typed with no signal, and what the colleague typed meanwhile.
  const [hers, colleagues] = ['fs-outcomes-achieved', 'fs-new-cases'].map(cell => county.cells(gravesham)[cell])
  expect(hers).toMatchObject({ value: { part: '2' }, by: { name: 'Provider lead (Project Salus)' } })
  expect(colleagues).toMatchObject({ value: { value: theirs }, by: { name: 'Provider editor (Project Salus)' } })
  await lead.getByRole('link', { name: 'Sheet', exact: true }).click()
  await expect(field(lead, 'Gravesham', 'CEH01')).toHaveValue(theirs)
  await submit(lead)
  await expect.poll(stored, { timeout: 60_000 }).toEqual({ state: 'submitted', ordinal: 2 })

  // The officer reads the answer and what differs, and accepts exactly that.
  const bar = officer.getByRole('region', { name: 'A newer version' })
  await bar.getByRole('button', { name: 'Go on with the newer one' }).click({ timeout: 60_000 })
  await expect(officer.getByText('Both families moved away.').first()).toBeVisible()
  await expect(officer.getByRole('row', { name: /^CEH01/ }).first()).toContainText(
    `since v1: was ${before}, now ${theirs}`,
  )
  await officer.getByRole('button', { name: 'Accept v2 as shown' }).click()
  await expect(officer.getByText('Gravesham is accepted')).toBeVisible()
  expect(stored()).toEqual({ state: 'accepted', ordinal: 2 })
  await expect(lead.getByText(/Accepted .* by the council \(v2\)/).first()).toBeVisible({ timeout: 60_000 })

  // The meeting, and what the provider finds of it with no signal.
  await officer.goto(`${county.url}/meetings/${contract}/gravesham`)
  await officer.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await officer.getByLabel('The same passphrase again').fill(passphrase)
  await officer.getByRole('button', { name: 'Continue' }).click()
  await officer.getByRole('button', { name: 'New meeting' }).click({ timeout: 30_000 })
  await officer.getByLabel('Who is there').fill('Manager of the provider')
  await officer.getByRole('button', { name: 'Begin the notes' }).click()
  await officer.getByRole('button', { name: 'Add an action' }).click()
  await officer.keyboard.type('Say when a family moves')
  await officer.getByRole('button', { name: /^Share… \(action 1\)/ }).click()
  await officer.getByRole('button', { name: 'Share with the provider' }).click()
  await received(officer)
  await expect(status(lead)).toContainText('Received')
  await lead
    .getByRole('link', { name: /After the meeting/ })
    .first()
    .click()
  await expect(lead.getByText('Say when a family moves').first()).toBeVisible({ timeout: 60_000 })
  await lead.context().setOffline(true)
  await lead.reload()
  await unlock(lead)
  await expect(lead.getByText('Say when a family moves').first()).toBeVisible()
})
