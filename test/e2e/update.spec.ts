import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { County } from './county.ts'
import { field, firstDay, openJune, received, saved, status, type, unlock } from './person.ts'

const built = process.env['FIELDFARE_APP'] ?? resolve(import.meta.dirname, '..', '..', 'dist')

/** A newer build: the page says so in its title, and the worker's list of files names the new page. */
function makeNewer(app: string): void {
  const page = join(app, 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', '<meta name="newer" content="yes"></head>'))
  const worker = join(app, 'service-worker.js')
  const text = readFileSync(worker, 'utf8')
  const newer = text.replace(
    /"revision":"[0-9a-f]+","url":"index\.html"/,
    '"revision":"0123456789abcdef","url":"index.html"',
  )
  expect(newer).not.toBe(text)
  writeFileSync(worker, newer)
}

test('a new version is offered, never forced; what waits on the device lives through it and is received once', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const app = join(mkdtempSync(join(tmpdir(), 'fieldfare-app-')), 'dist')
  cpSync(built, app, { recursive: true })
  const county = await County.openApart({ FIELDFARE_APP: app })
  try {
    await firstDay(page, county.url, 'editor')
    await openJune(page)
    await page.context().setOffline(true)
    await type(page, 'Dartford', 'CEH05', '4')
    await saved(page)
    makeNewer(app)
    await county.end()
    await county.start()
    // The worker looks for a new version when it is asked to; the change still waits here.
    await page.route('**/api/push', route => route.abort())
    await page.context().setOffline(false)
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    await expect(page.getByText('A new version is ready.')).toBeVisible({ timeout: 30_000 })
    expect(await page.locator('meta[name="newer"]').count()).toBe(0)
    // While something is being typed it is not offered.
    await field(page, 'Dartford', 'CEH04').pressSequentially('3')
    await expect(page.getByText('A new version is ready.')).toBeHidden()
    await field(page, 'Dartford', 'CEH04').press('7')
    await field(page, 'Dartford', 'CEH04').press('Tab')
    await saved(page)
    await page.getByRole('button', { name: 'Reload' }).click()
    await expect(page.getByRole('heading', { name: 'Unlock' })).toBeVisible({ timeout: 30_000 })
    expect(await page.locator('meta[name="newer"]').count()).toBe(1)
    await unlock(page)
    await expect(field(page, 'Dartford', 'CEH04')).toHaveValue('37')
    await expect(status(page)).toContainText('2 changes waiting')
    await page.unroute('**/api/push')
    await page.reload()
    await unlock(page)
    await received(page)
    expect(county.rows('select cell from operation order by seq').map(row => row['cell'])).toEqual([
      'fs-closed',
      'fs-open',
    ])
  } finally {
    await county.close()
    rmSync(resolve(app, '..'), { recursive: true, force: true })
  }
})
