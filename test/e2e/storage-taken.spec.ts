import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { County } from './county.ts'
import { field, firstDay, openJune, received, status, type } from './person.ts'

/** The browser takes the storage away under an open app: the person is told the truth, and can carry her work off. */

let county: County
test.beforeEach(async () => {
  county = await County.open()
})
test.afterEach(() => county.close())

/** What the export button gives. */
async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /Export unsent changes/ }).click()
  return readFileSync(await (await download).path(), 'utf8')
}

const deleted = /deleted what was stored on this device\. What the server received is safe/
const closed = /closed the storage of this site/

test('P17 site data cleared under the app: never "saved", the work can be exported, what was received comes back', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Dartford', 'CEH01', '4')
  await received(page)
  await context.setOffline(true)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: county.url, storageTypes: 'indexeddb' })
  await type(page, 'Dartford', 'CEH04', '37')
  await expect(page.getByRole('alert').filter({ hasText: closed }).or(page.getByText(deleted)).first()).toBeVisible({
    timeout: 30_000,
  })
  // An empty database made anew in its place has no key: what is put there could never be read again.
  await expect(status(page)).toContainText(/1 change not saved/)
  await expect(field(page, 'Dartford', 'CEH04')).toHaveValue('37')
  expect(await exported(page)).toContain('"37"')
  expect(county.cells('fs-project-salus-2016/dartford/2017-06')['fs-new-cases']?.value?.value).toBe('4')
})

test('P17 the database deleted from another page: the same', async ({ page, context }) => {
  test.setTimeout(180_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Dartford', 'CEH01', '4')
  await received(page)
  const other = await context.newPage()
  await other.goto(`${county.url}/favicon-32.png`)
  await other.evaluate(async () => {
    const all = await indexedDB.databases()
    await Promise.all(
      all.map(
        ({ name = '' }) =>
          new Promise<void>((done, failed) => {
            const asked = indexedDB.deleteDatabase(name)
            asked.onsuccess = () => done()
            asked.onerror = () => failed(asked.error)
          }),
      ),
    )
  })
  await page.bringToFront()
  await expect(page.getByText(deleted).first()).toBeVisible({ timeout: 30_000 })
  // It was no update, and nothing waits that could still be sent from here.
  await expect(page.getByText(/has been updated/)).toHaveCount(0)
  await type(page, 'Dartford', 'CEH04', '37')
  await expect(status(page)).toContainText(/1 change not saved/)
  expect(await exported(page)).toContain('"37"')
  expect(county.cells('fs-project-salus-2016/dartford/2017-06')['fs-new-cases']?.value?.value).toBe('4')
})
