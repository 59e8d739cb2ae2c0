/** The month's sheet as a file: downloaded empty, filled elsewhere, uploaded; and what a bad file is told. */
import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { readWorkbook } from '../../src/app/files/xlsx.ts'
import { type MadeCell, madeWorkbook } from '../app/files/made-workbook.ts'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { answersFor, districts } from './june-returns.ts'
import { firstDay, openJune, saved } from './person.ts'
import { expectJune, neverPublished, sheetShown, whyNot } from './salus-june.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'The month’s sheet as a file' })

async function openFiles(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Files' }).click()
  await expect(dialogOf(page)).toBeVisible()
  return dialogOf(page)
}

async function download(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const coming = page.waitForEvent('download')
  await dialogOf(page).getByRole('button', { name: button }).click()
  const file = await coming
  return { name: file.suggestedFilename(), bytes: new Uint8Array(readFileSync(await file.path())) }
}

const upload = (dialog: Locator, name: string, bytes: Uint8Array, mimeType = xlsx): Promise<void> =>
  dialog.getByLabel('Choose a filled-in file').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) })

/** Fills a downloaded sheet as a person does: finds the row by its code, the columns by their headings. */
function filledIn(rows: readonly (readonly MadeCell[])[]): readonly (readonly MadeCell[])[] {
  const heading = rows.findIndex(row => row[0] === 'Code')
  return rows.map((row, r) => {
    const code = row[0]
    if (r <= heading) return row
    const filled = [...row]
    for (const district of districts) {
      const at = rows[heading]?.indexOf(`${district}, part`) ?? -1
      const answer = answersFor(district).find(one => one.code === code)
      if (code === neverPublished) filled[at] = `Not available: ${whyNot}`
      else
        for (const [i, text] of (answer?.texts ?? []).entries())
          if (!String(filled[at + i] ?? '').startsWith('follows')) filled[at + i] = Number(text)
    }
    return filled
  })
}

async function rowsOf(bytes: Uint8Array): Promise<readonly (readonly MadeCell[])[]> {
  const [sheet] = await readWorkbook(bytes)
  return (sheet?.rows ?? []).map(row =>
    row.map(cell => (cell === undefined ? null : cell.kind === 'number' ? Number(cell.text) : cell.text)),
  )
}

test('the empty June sheet, downloaded, filled and uploaded with no network, is the published return', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  // Downloading, reading and taking need nobody.
  await page.context().setOffline(true)
  const dialog = await openFiles(page)
  await accessible(page, 'the dialog of files')
  const empty = await download(page, 'Download for Excel (.xlsx)')
  expect(empty.name).toBe('family-support-project-salus-june-2017.xlsx')
  await expect(dialog.getByText('has been saved')).toBeVisible()

  const rows = filledIn(await rowsOf(empty.bytes))
  await upload(dialog, 'filled.xlsx', madeWorkbook({ name: 'June 2017', rows }))
  const take = dialog.getByRole('button', { name: 'Take 90 figures' })
  await expect(take).toBeVisible()
  await expect(dialog).toContainText('Figures in the file: 90 new. Nothing has been written yet.')
  await accessible(page, 'the report of a file')
  await page.screenshot({ path: 'test-results/files-report.png' })
  // Nothing is written until the button is pressed.
  await expect(page.getByText('Done 0 of 90')).toBeVisible()
  await take.click()
  await expect(dialog).toContainText('90 figures were taken from “filled.xlsx”')
  await accessible(page, 'a file taken')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await saved(page)
  const shown = await sheetShown(page)
  expectJune(shown)

  // One step back takes all of it away, and one forward brings it again.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Done 0 of 90')).toBeVisible()
  await page.getByRole('button', { name: 'Redo' }).click()
  expect(await sheetShown(page)).toEqual(shown)

  // Downloaded as it is now and uploaded again, it changes nothing: as Excel and as CSV.
  await openFiles(page)
  for (const [button, type] of [
    ['Download for Excel (.xlsx)', xlsx],
    ['Download as CSV', 'text/csv'],
  ] as const) {
    const { name, bytes } = await download(page, button)
    await upload(dialog, name, bytes, type)
    await expect(dialog).toContainText('Figures in the file: 90 the same as here.')
    await expect(dialog.getByRole('button', { name: /^Take/ })).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Choose another file' }).click()
  }
  await page.context().setOffline(false)
})

test('files that cannot be taken say why in a sentence, and a few bad cells are named', async ({ page }) => {
  test.setTimeout(120_000)
  await firstDay(page, county.url, 'lead')
  await openJune(page)
  const dialog = await openFiles(page)
  const alert = dialog.getByRole('alert')
  const csv = (text: string): Uint8Array => new TextEncoder().encode(text)
  const june = 'Return month: June 2017\nCode,"Dartford, part"\n'
  const bad: readonly (readonly [string, Uint8Array, string])[] = [
    [
      'picture.xlsx',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
      'This is not a spreadsheet.',
    ],
    ['huge.xlsx', new Uint8Array(6_000_000), 'This file is larger than 5 MB.'],
    ['may.csv', csv('Return month: May 2017\nCode,Dartford\nCEH01,4'), 'This file is of May 2017.'],
    ['other.csv', csv('Contract: fs-porchlight-2016\nCode,Dartford\nCEH01,4'), 'This file is of another contract:'],
    ['youth.csv', csv('Code,Dartford\nCEH30,4'), 'The codes in this file are those of another service:'],
    ['empty.csv', csv('\n'), 'There is nothing in this file.'],
  ]
  for (const [name, bytes, sentence] of bad) {
    await upload(dialog, name, bytes)
    await expect(alert).toContainText(`Nothing was taken from “${name}”`)
    await expect(alert).toContainText(sentence)
  }
  await accessible(page, 'a file refused')
  await page.screenshot({ path: 'test-results/files-refused.png' })

  const rows: readonly (readonly MadeCell[])[] = [
    ['Return month: June 2017'],
    ['Code', 'Dartford, part', 'Dartford, whole', 'Thanet'],
    ['CEH01', { formula: 'SUM(1,2)', value: 3 }, null, 9],
    ['CEH03', -5, null],
    ['CEH99', 4, null],
  ]
  await upload(dialog, 'some.xlsx', madeWorkbook({ name: 'June 2017', rows }))
  const notTaken = dialog.getByRole('region', { name: 'Not taken' })
  await expect(notTaken).toContainText('B4 CEH03')
  await expect(notTaken).toContainText('“-5” is below zero: figures are 0 or more.')
  await expect(dialog).toContainText('1 figure comes from formulas in the file')
  await dialog.getByText('2 rows and columns of the file left alone').click()
  await expect(dialog).toContainText('A5 “CEH99”: not a code of this return.')
  await accessible(page, 'a report with refusals')
  await dialog.getByRole('button', { name: 'Choose another file' }).click()

  // Dropped on the dialog; and what changed here meanwhile is shown before anything is taken.
  const transfer = await page.evaluateHandle(text => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }))
    return data
  }, `${june}CEH01,8\n`)
  await dialog.locator('.ff-files').dispatchEvent('drop', { dataTransfer: transfer })
  await expect(dialog.getByRole('button', { name: 'Take 1 figure' })).toBeVisible()
  await page.setViewportSize({ width: 320, height: 640 })
  const wider = await dialog.evaluate(box => box.scrollWidth - box.clientWidth)
  expect(wider).toBeLessThanOrEqual(0)
  await page.screenshot({ path: 'test-results/files-narrow.png' })
})
