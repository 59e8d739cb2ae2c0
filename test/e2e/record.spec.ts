import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import Papa from 'papaparse'
import { verifyHistory } from '../../src/server/history/verify-history.ts'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { field, firstDay, openJune, people, received, saved, signIn, type, typeDistrict } from './person.ts'

/** Who did what: an officer reads it of one return, and takes it away as a file. */

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

test('a provider changes a figure and submits; an officer reads who changed what, and downloads it', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await firstDay(page, county.url, 'lead')
  await openJune(page)
  await type(page, 'Gravesham', 'CEH01', '40')
  await received(page)
  await typeDistrict(page, 'Gravesham')
  await saved(page)
  await received(page)
  await expect(field(page, 'Gravesham', 'CEH01')).not.toHaveValue('40')
  const corrected = await field(page, 'Gravesham', 'CEH01').inputValue()
  await page.getByRole('link', { name: 'Narrative' }).click()
  await page.getByLabel('This month in the district, Gravesham').fill('A planted sentence.')
  await page.getByLabel('This month in the district, Gravesham').blur()
  await saved(page)
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await page.getByLabel(/I confirm these figures are complete and correct for June 2017/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(page.getByText('Submitted').first()).toBeVisible({ timeout: 30_000 })

  const office = await (await browser.newContext({ acceptDownloads: true })).newPage()
  await signIn(office, county.url, 'officer')
  await office
    .getByRole('row', { name: /Project Salus.*Gravesham/ })
    .getByRole('link', { name: /Review/ })
    .click()
  // By keyboard.
  await expect(office.getByText('A planted sentence.')).toBeVisible()
  await office.getByRole('link', { name: 'Who changed what' }).focus()
  await office.keyboard.press('Enter')
  await expect(office.getByRole('heading', { level: 1 })).toContainText('Gravesham, June 2017')
  const changes = office.getByRole('region', { name: 'Changes to this return, as a table' }).getByRole('row')
  await expect(changes.nth(1)).toContainText('Submission v1, confirmed by Provider lead')
  const figure = changes.filter({ hasText: 'CEH01' })
  await expect(figure).toHaveCount(2)
  await expect(figure.first().getByRole('cell').nth(2)).toHaveText('40')
  await expect(figure.first().getByRole('cell').nth(3)).toHaveText(corrected)
  await expect(figure.last().getByRole('cell').nth(2)).toHaveText('nothing')
  await expect(changes.filter({ hasText: 'A planted sentence.' })).toHaveCount(1)
  const entries = office.getByRole('region', { name: 'Entries of the record' }).getByRole('row')
  await expect(entries.filter({ hasText: 'Read the return of Gravesham' })).toContainText('Commissioning officer')
  await expect(entries.filter({ hasText: /^\d+.*Provider lead.*Sent \d+ change/ }).first()).toBeVisible()
  await accessible(office, 'the record of a return')

  const download = office.waitForEvent('download')
  await office.getByRole('button', { name: 'Download these entries as CSV' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  const [header, ...lines] = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trimEnd()).data
  expect(header?.slice(0, 4)).toEqual(['number', 'when (UTC)', 'person', 'what'])
  expect(lines.map(line => line[3])).toEqual(
    expect.arrayContaining(['operations-received', 'return-read', 'record-read']),
  )
  // What was entered is in the return, never in the record.
  expect(text).not.toContain('planted sentence')
  expect(text).not.toContain(people.lead.email)

  // All of it, filtered by person; the address keeps the filter.
  await office.getByRole('link', { name: 'Fieldfare' }).click()
  await office.getByText('Commissioning officer').first().click()
  await office.getByRole('link', { name: 'Record', exact: true }).click()
  await expect(entries.first()).toBeVisible()
  await office.getByLabel('Person').selectOption({ label: 'Provider lead (Project Salus)' })
  await expect(entries.filter({ hasText: 'Signed in.' }).first()).toBeVisible()
  await expect(entries.filter({ hasText: 'Commissioning officer' })).toHaveCount(0)
  expect(new URL(office.url()).searchParams.get('person')).toBeTruthy()
  await accessible(office, 'the record')
  await office.setViewportSize({ width: 390, height: 844 })
  const sideways = await office.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways).toBeLessThanOrEqual(0)

  // Offline it says so, and keeps what is on screen.
  await office.context().setOffline(true)
  await office.getByLabel('Person').selectOption({ label: 'Everybody' })
  await expect(office.getByRole('alert')).toContainText('There is no signal: the record is read from the server.')
  await office.context().setOffline(false)
  await office.getByRole('button', { name: 'Try again' }).click()
  await expect(entries.nth(1)).toBeVisible()
  await office.context().close()

  // And it holds, beside the server that goes on writing it.
  expect((await verifyHistory(join(county.folder, 'sample.db'))).sentence).toMatch(/^The record holds: /)
})
