import { expect, test } from '@playwright/test'
import { County } from './county.ts'
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
} from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

test('a part of the app that cannot be fetched is said, not a blank page', async ({ page }) => {
  await page.route('**/assets/sign-in-page-*.js', route => route.abort())
  await page.goto(county.url)
  await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible()
  await page.unroute('**/assets/sign-in-page-*.js')
  await page.getByRole('link', { name: 'Open Fieldfare again' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('letters, negatives and percentages stay beside the cell and are never sent; "1,234" is 1234', async ({
  page,
}) => {
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  for (const [code, text] of [
    ['CEH01', '12a'],
    ['CEH03', '-3'],
    ['CEH04', '64%'],
  ] as const) {
    await type(page, 'Dartford', code, text)
    await expect(field(page, 'Dartford', code)).toHaveValue(text)
    await expect(field(page, 'Dartford', code)).toHaveAttribute('aria-invalid', 'true')
  }
  await type(page, 'Dartford', 'CEH05', '1,234')
  await expect(field(page, 'Dartford', 'CEH05')).toHaveValue('1234')
  await received(page)
  const sent = county.rows("select cell from operation where sheet like '%/dartford/%'").map(row => row['cell'])
  expect(sent).toEqual(['fs-closed'])
  // They survive a reload, still as typed.
  await page.reload()
  await unlock(page)
  await expect(field(page, 'Dartford', 'CEH01')).toHaveValue('12a')
  await expect(field(page, 'Dartford', 'CEH04')).toHaveValue('64%')
  await expect(
    page
      .getByRole('button', { name: /errors/ })
      .or(page.getByText(/\d+ errors/))
      .first(),
  ).toBeVisible()
})

test('a part above its whole is saved, said, and stops submission', async ({ page }) => {
  await firstDay(page, county.url, 'lead')
  await openJune(page)
  await type(page, 'Sevenoaks', 'CEH05', '5')
  await type(page, 'Sevenoaks', 'CEH09', '7', 'part')
  await received(page)
  const cells = JSON.parse(String(county.rows("select cells from sheet where id like '%/sevenoaks/%'")[0]?.['cells']))
  expect(Object.values(cells)).toContainEqual(expect.objectContaining({ value: { type: 'ratio', part: '7' } }))
  await field(page, 'Sevenoaks', 'CEH09', 'part').focus()
  await expect(page.getByText(/7 .*(more|above|greater).* 5/i).first()).toBeVisible()
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await expect(page.getByRole('heading', { name: 'Where each part stands' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Sevenoaks', exact: true })).toHaveCount(0)
})

test('a wrong password and a wrong passphrase are said in words', async ({ page }) => {
  await page.goto(county.url)
  await page.getByLabel('E-mail address').fill(people.editor.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('That e-mail address and password do not belong together.').first()).toBeVisible()
  await firstDay(page, county.url, 'editor')
  await page.reload()
  await page.getByLabel('Device passphrase').fill('not the passphrase')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByText('That is not the passphrase of this device.').first()).toBeVisible()
  await page.getByLabel('Device passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Your returns' })).toBeVisible()
})

test('an expired session asks for the password beside the status, and nothing typed is lost', async ({
  page,
  context,
}) => {
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await context.clearCookies({ name: 'fieldfare' })
  await type(page, 'Maidstone', 'CEH01', '11')
  await saved(page)
  await expect(page.getByRole('form', { name: 'Sign in again' })).toBeVisible({ timeout: 30_000 })
  await expect(status(page)).toContainText('1 change waiting')
  await page.getByLabel(/^Password of/).fill(people.editor.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await received(page)
  expect(county.rows("select count(*) as n from operation where sheet like '%/maidstone/%'")[0]?.['n']).toBe(1)
})

test('a full disk is said, what is typed stays on screen and can be exported, and is saved once there is room', async ({
  page,
  context,
}) => {
  test.setTimeout(300_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: county.url, quotaSize: 1 })
  // The browser notices that there is no room some time after it was told so: type until it refuses.
  let figure = 10
  await expect(async () => {
    figure += 1
    await type(page, 'Tunbridge Wells', 'CEH01', String(figure))
    await expect(page.getByText(/1 change is not saved on this device. This device is full/)).toBeVisible({
      timeout: 1_000,
    })
  }).toPass({ timeout: 90_000 })
  await expect(status(page)).toContainText(/not saved/i)
  await expect(field(page, 'Tunbridge Wells', 'CEH01')).toHaveValue(String(figure))
  await expect(page.getByRole('button', { name: /export/i }).first()).toBeVisible()
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: county.url })
  await expect(status(page)).not.toContainText(/not saved/i, { timeout: 120_000 })
  await received(page)
  const cells = JSON.parse(
    String(county.rows("select cells from sheet where id like '%/tunbridge-wells/%'")[0]?.['cells']),
  )
  expect(cells['fs-new-cases'].value).toEqual({ type: 'amount', value: String(figure) })
})

test('a provider sees nothing of another provider, and cannot open an officer page', async ({ page }) => {
  await signIn(page, county.url, 'otherLead')
  await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The same passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('link', { name: /Family support, Porchlight/ }).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Project Salus')).toHaveCount(0)
  const answer = await page.request.get(`${county.url}/api/board?period=2017-06`)
  expect(answer.status()).toBe(403)
  expect(await answer.json()).toMatchObject({ code: 'not-allowed' })
})

test('a field worker with one district sees that district, no total, and cannot submit', async ({ page }) => {
  await firstDay(page, county.url, 'fieldWorker')
  await openJune(page)
  await expect(page.getByText('Gravesham').first()).toBeVisible()
  await expect(page.getByText('Dartford')).toHaveCount(0)
  await expect(page.getByRole('columnheader', { name: 'Total' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await expect(page.getByText('A provider editor or lead submits this return.')).toBeVisible()
})
