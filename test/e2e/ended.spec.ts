import { expect, type Page, test } from '@playwright/test'
import { County } from './county.ts'
import {
  choosePassphrase,
  field,
  firstDay,
  openJune,
  passphrase,
  people,
  received,
  saved,
  status,
  type,
} from './person.ts'

/** A person's access ends, or a device is reported lost: her work is handed over or gone, and others are untouched. */

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

const databases = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name = '' }) => name))

const personOf = (email: string): string =>
  String(county.rows('select id from user where email = ?', email)[0]?.['id'] ?? '')

/** Somebody else works on the same device, with something unsent. */
async function colleague(page: Page): Promise<void> {
  await firstDay(page, county.url, 'otherLead')
  await page.getByRole('link', { name: /Family support, Porchlight, June 2017/ }).click()
  await expect(field(page, 'Dover', 'CEH01')).toBeVisible()
  await page.context().setOffline(true)
  await type(page, 'Dover', 'CEH01', '9')
  await saved(page)
  await lock(page)
  await page.context().setOffline(false)
}

async function lock(page: Page): Promise<void> {
  await page.goto(county.url)
  await expect(page.getByRole('heading', { name: 'Unlock' })).toBeVisible({ timeout: 30_000 })
}

async function unlockAs(page: Page, email: string): Promise<void> {
  const choice = page.getByRole('radio', { name: new RegExp(email) })
  if (await choice.isVisible()) await choice.check()
  await page.getByLabel('Device passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
}

test("left: what had not been received is handed over for an officer, her database is gone, her colleague's is not", async ({
  page,
}) => {
  test.setTimeout(180_000)
  await colleague(page)
  await page.getByRole('button', { name: 'Sign in as someone else' }).click()
  await page.getByLabel('E-mail address').fill(people.editor.email)
  await page.getByLabel('Password').fill(people.editor.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await choosePassphrase(page)
  await openJune(page)
  await type(page, 'Dartford', 'CEH01', '4')
  await received(page)
  await page.context().setOffline(true)
  await type(page, 'Dartford', 'CEH04', '37')
  await type(page, 'Dartford', 'CEH05', '6')
  await saved(page)
  const editor = personOf(people.editor.email)
  county.change('update person set ended_at = ? where id = ?', new Date().toISOString(), editor)
  await page.context().setOffline(false)
  await expect(page.getByRole('heading', { name: 'Your access has ended' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/2 changes were handed over and are kept for the council/)).toBeVisible()
  const kept = county.rows('select body from surrendered').map(row => String(row['body']))
  expect(kept.filter(body => /"fs-open"|"fs-closed"/.test(body))).toHaveLength(2)
  // The figures of the return did not change by it.
  expect(Object.keys(county.cells('fs-project-salus-2016/dartford/2017-06'))).toEqual(['fs-new-cases'])
  const left = await databases(page)
  expect(left.some(name => name.includes(editor))).toBe(false)
  expect(left.some(name => name.includes(personOf(people.otherLead.email)))).toBe(true)
  // Her colleague opens hers, with what waited in it.
  await page.goto(county.url)
  await unlockAs(page, people.otherLead.email)
  await page.getByRole('link', { name: /Family support, Porchlight, June 2017/ }).click()
  await expect(field(page, 'Dover', 'CEH01')).toHaveValue('9')
})

test("lost: the database is deleted unopened, it is said that unsent work is gone, and her colleague's is not", async ({
  page,
}) => {
  test.setTimeout(180_000)
  await colleague(page)
  await page.getByRole('button', { name: 'Sign in as someone else' }).click()
  await page.getByLabel('E-mail address').fill(people.editor.email)
  await page.getByLabel('Password').fill(people.editor.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await choosePassphrase(page)
  await openJune(page)
  await type(page, 'Dartford', 'CEH01', '4')
  await received(page)
  await page.context().setOffline(true)
  await type(page, 'Dartford', 'CEH04', '37')
  await saved(page)
  await expect(status(page)).toContainText('1 change waiting')
  await lock(page)
  const editor = personOf(people.editor.email)
  county.change('update device set lost_at = ? where person = ?', new Date().toISOString(), editor)
  // The locked page asks as soon as there is signal; loaded anew, it would have nothing left to say.
  await page.context().setOffline(false)
  await expect(page.getByText(/This device was reported lost, so everything kept on it for/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByText(/what had not been sent is gone/).first()).toBeVisible()
  await expect.poll(async () => (await databases(page)).some(name => name.includes(editor))).toBe(false)
  // Nothing of it went anywhere; what had been received is safe.
  expect(county.rows('select body from surrendered')).toEqual([])
  expect(Object.keys(county.cells('fs-project-salus-2016/dartford/2017-06'))).toEqual(['fs-new-cases'])
  // Her colleague's is there, and opens with what waited in it.
  expect((await databases(page)).some(name => name.includes(personOf(people.otherLead.email)))).toBe(true)
  await page.goto(county.url)
  await unlockAs(page, people.otherLead.email)
  await page.getByRole('link', { name: /Family support, Porchlight, June 2017/ }).click()
  await expect(field(page, 'Dover', 'CEH01')).toHaveValue('9')
  // The session in this browser was the editor's.
  const form = page.getByRole('form', { name: 'Sign in again' })
  await form.getByLabel(/^Password of/).fill(people.otherLead.password)
  await form.getByRole('button', { name: 'Sign in' }).click()
  await received(page)
})
