import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { County } from './county.ts'
import { field, firstDay, openJune, passphrase, received, signInAgainIfAsked, status, type } from './person.ts'

/** P10: a server that is older than what devices hold receipts for, by command or by hand. */

const dartford = 'fs-project-salus-2016/dartford/2017-06'
const gravesham = 'fs-project-salus-2016/gravesham/2017-06'

async function open(browser: Browser, county: County, who: 'editor' | 'lead'): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await firstDay(page, county.url, who)
  await openJune(page)
  return page
}

const ways = [
  {
    name: "restored from yesterday's backup by the commands",
    keep: async (county: County, file: string) => {
      expect(county.command('backup.ts', file)).toMatch(/verified/)
    },
    putBack: async (county: County, file: string) => {
      await county.end()
      expect(county.command('restore.ts', file)).toMatch(/send it again by themselves/)
      await county.start()
    },
  },
  {
    name: 'whose data file was copied back by hand',
    keep: async (county: County, file: string) => {
      await county.end()
      county.copyTo(file)
      await county.start()
    },
    putBack: async (county: County, file: string) => {
      await county.end()
      county.copyBack(file)
      await county.start()
    },
  },
] as const

for (const { name, keep, putBack } of ways)
  test(`P10 a server ${name}: what it lost is sent again by itself, everything stands once, and it is said`, async ({
    browser,
  }) => {
    test.setTimeout(240_000)
    const county = await County.open()
    const folder = mkdtempSync(join(tmpdir(), 'fieldfare-backup-'))
    const file = join(folder, 'yesterday.db')
    try {
      const editor = await open(browser, county, 'editor')
      const lead = await open(browser, county, 'lead')
      await type(editor, 'Dartford', 'CEH01', '4')
      await received(editor)
      await keep(county, file)
      // Today: new figures, one that replaces yesterday's, and one that the lead writes over the editor's.
      await type(editor, 'Dartford', 'CEH01', '5')
      await type(editor, 'Gravesham', 'CEH05', '3')
      await received(editor)
      await field(lead, 'Gravesham', 'CEH04').focus()
      await expect(field(lead, 'Gravesham', 'CEH05')).toHaveValue('3', { timeout: 30_000 })
      await type(lead, 'Gravesham', 'CEH05', '6')
      await received(lead)
      const today = county.rows('select op_id, outcome from operation order by op_id')
      expect(today).toHaveLength(4)

      await putBack(county, file)
      expect(county.rows('select op_id from operation')).toHaveLength(1)
      for (const page of [lead, editor]) {
        // Sessions that were opened after the backup are gone with it: then the password is asked, nothing else.
        await page.evaluate(() => window.dispatchEvent(new Event('online')))
        await signInAgainIfAsked(page)
        await received(page)
      }
      await expect
        .poll(() => county.rows('select op_id, outcome from operation order by op_id'), { timeout: 60_000 })
        .toEqual(today)
      expect(county.cells(dartford)['fs-new-cases']?.value?.value).toBe('5')
      expect(county.cells(gravesham)['fs-closed']?.value?.value).toBe('6')
      expect(county.cells(gravesham)['fs-closed']?.sides ?? []).toEqual([])
      for (const page of [editor, lead]) {
        await expect(field(page, 'Dartford', 'CEH01')).toHaveValue('5', { timeout: 60_000 })
        await expect(field(page, 'Gravesham', 'CEH05')).toHaveValue('6', { timeout: 60_000 })
        await expect(status(page)).toContainText('Received')
        await page.goto(`${county.url}/device`)
        await page.getByLabel('Device passphrase').fill(passphrase)
        await page.getByRole('button', { name: 'Unlock', exact: true }).click()
        await expect(page.getByText('Sent again, because the server had lost it').first()).toBeVisible()
      }
    } finally {
      for (const context of browser.contexts()) await context.close()
      await county.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
