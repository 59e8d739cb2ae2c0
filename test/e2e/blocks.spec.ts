/** Blocks of cells by the browser's own clipboard: chosen, copied, pasted back, turned round, emptied, undone. */
import { expect, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { cellName } from './june-returns.ts'
import { field, firstDay, openJune, type } from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

const shots = process.env['FIELDFARE_SHOTS']

test('a block is copied as text and table, pasted elsewhere, emptied, and brought back by one undo', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Dartford', 'CEH05', '4')
  await type(page, 'Dartford', 'CEH06', '3', 'part')
  await type(page, 'Gravesham', 'CEH05', '3')
  // Come to a cell by a key, and it is the cell that is chosen, not letters in it.
  await field(page, 'Dartford', 'CEH04').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('2 by 2 cells chosen')).toBeAttached()
  await page.keyboard.press('Control+c')
  await expect(page.getByText('2 by 2 cells copied')).toBeAttached()
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const read = async (type: string): Promise<string> => (item ? (await item.getType(type)).text() : '')
    return { text: await read('text/plain'), html: await read('text/html') }
  })
  expect(copied.text.replaceAll('\r', '')).toBe('4\t3\n3 of\t')
  expect(copied.html).toContain('<td>4</td>')

  await field(page, 'Sevenoaks', 'CEH05').focus()
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog', { name: 'Paste these figures?' })
  await expect(dialog).toContainText('3 figures fit, placed from the cell you are in.')
  await expect(dialog).toContainText('Where the block is empty, what is there stays.')
  await dialog.getByRole('button', { name: 'Paste 3 figures' }).press('Enter')
  await expect(field(page, 'Sevenoaks', 'CEH05')).toHaveValue('4')
  await expect(field(page, 'Maidstone', 'CEH05')).toHaveValue('3')
  await expect(field(page, 'Sevenoaks', 'CEH06', 'part')).toHaveValue('3')

  await field(page, 'Sevenoaks', 'CEH06', 'part').focus()
  await field(page, 'Maidstone', 'CEH05').click({ modifiers: ['Shift'] })
  await page.keyboard.press('Delete')
  await expect(field(page, 'Maidstone', 'CEH05')).toHaveValue('')
  await expect(page.getByText('3 of 4 cells emptied')).toBeAttached()
  await page.keyboard.press('Control+z')
  await expect(field(page, 'Maidstone', 'CEH05')).toHaveValue('3')
  await expect(page.getByText('Undone: 3 cells')).toBeAttached()
})

test('districts down and indicators across: turned round, and said so before anything is written', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Dartford', 'CEH01', '8')
  const text = '\tCEH01\tCEH04\tCEH13\nDartford\t4\t37\tNot available\nGravesham\t9\t62\tNot available\n'
  await page.evaluate(block => navigator.clipboard.writeText(block), text)
  await field(page, 'Maidstone', 'CEH09', 'part').focus()
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog', { name: 'Paste these figures?' })
  await expect(dialog).toContainText('The block is turned round: its lines are taken as columns.')
  await expect(dialog).toContainText('1 figure there now is replaced.')
  await expect(dialog.getByRole('cell', { name: '4 (now 8)' })).toBeVisible()
  await accessible(page, 'paste, turned round')
  await dialog.getByLabel('Why, for the 2 cells that say “Not available”').fill('Not recorded')
  if (shots) await page.screenshot({ path: `${shots}/paste-turned.png` })
  await dialog.getByRole('button', { name: 'Paste 6 figures' }).click()
  await expect(field(page, 'Gravesham', 'CEH04')).toHaveValue('62')
  await expect(field(page, 'Dartford', 'CEH01')).toHaveValue('4')
  await expect(
    page.getByRole('button', { name: `${cellName('Gravesham', 'CEH13')}: Not available: Not recorded. Change` }),
  ).toBeVisible()
})

test('last month’s posts were published without their parts: the sheet says so instead of offering them', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await field(page, 'Dartford', 'CEH02', 'whole').focus()
  await page.keyboard.press("Control+'")
  await expect(page.getByText(/^May 2017 was published as one figure, without its part and whole/)).toBeAttached()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('dialog')).toContainText('Same as last month is not offered. May 2017 was published')
  await accessible(page, 'no figure, nothing to carry over')
})
