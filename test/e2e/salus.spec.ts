import { expect, test } from '@playwright/test'
import { County } from './county.ts'
import { field, firstDay, openJune, saved } from './person.ts'
import { expectJune, juneBlock, type Shown, sheetShown, spreadsheetKeys, Typist, typeJune } from './salus-june.ts'

/** Each way of entering the return has a county of its own, so that none finds the other's figures. */
async function withCounty(work: (county: County) => Promise<void>): Promise<void> {
  const county = await County.open()
  try {
    await work(county)
  } finally {
    await county.close()
  }
}

const shown: Shown[] = []

test.describe.configure({ mode: 'serial' })

test('the Salus June return, typed by keyboard alone in fewer key presses than the spreadsheet asks', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await withCounty(async county => {
    await firstDay(page, county.url, 'editor')
    await openJune(page)
    await field(page, 'Dartford', 'CEH01').focus()
    const typist = new Typist(page)
    await typeJune(typist)
    await saved(page)
    const typed = await sheetShown(page)
    expectJune(typed)
    shown.push(typed)
    const there = spreadsheetKeys()
    console.log(`Key presses for the Salus June return: ${typist.keys} here, ${there} in the spreadsheet`)
    expect(typist.keys).toBeLessThan(there)
  })
})

test('the same return pasted in one go is the same sheet', async ({ page, context }) => {
  test.setTimeout(180_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await withCounty(async county => {
    await firstDay(page, county.url, 'editor')
    await openJune(page)
    await page.evaluate(text => navigator.clipboard.writeText(text), juneBlock())
    await field(page, 'Dartford', 'CEH01').focus()
    const typist = new Typist(page)
    await typist.press('Control+v')
    const dialog = page.getByRole('dialog', { name: 'Paste these figures?' })
    await expect(dialog).toContainText('90 figures fit')
    await expect(dialog).not.toContainText('not fit')
    await dialog.getByRole('button', { name: 'Paste 90 figures' }).press('Enter')
    await expect(dialog).toBeHidden()
    await saved(page)
    const pasted = await sheetShown(page)
    expectJune(pasted)
    expect(pasted).toEqual(shown[0])
  })
})
