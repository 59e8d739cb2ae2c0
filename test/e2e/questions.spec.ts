import { expect, type Page, test } from '@playwright/test'
import type { CellKey, IsoDate, SheetId } from '../../src/domain/ids.ts'
import type { Review } from '../../src/protocol/review.ts'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { type OfficerByHttp, officerByHttp } from './officer-by-http.ts'
import { field, firstDay, openJune, received, saved, type, typeDistrict, unlock } from './person.ts'

/** An officer's questions, as a provider reads and answers them with no signal. */

const gravesham = 'fs-project-salus-2016/gravesham/2017-06' as SheetId
const dartford = 'fs-project-salus-2016/dartford/2017-06' as SheetId
const closed = 'fs-closed' as CellKey
const shots = process.env['FIELDFARE_SHOTS']

const phone = [390, 844] as const
const tablet = [820, 1180] as const
const laptop = [1366, 768] as const

/** Clean by axe at each width, the laptop's last; and kept as a picture where somebody wants to look. */
async function look(page: Page, state: string, screens = [phone, tablet, laptop]): Promise<void> {
  for (const [width, height] of screens) {
    await page.setViewportSize({ width, height })
    await accessible(page, `${state}, ${width} wide`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    if (shots) await page.screenshot({ path: `${shots}/${state.replaceAll(/[^a-z0-9]+/g, '-')}-${width}.png` })
  }
}

const tab = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()

let county: County
let officer: OfficerByHttp
test.beforeAll(async () => {
  county = await County.open()
  officer = await officerByHttp(county.url)
})
test.afterAll(async () => {
  await officer.leave()
  await county.close()
})

const reviewOf = (sheet: string): Review => {
  const [row] = county.rows('select review from sheet where id = ?', sheet)
  return JSON.parse(String(row?.['review'] ?? '{}')) as Review
}
const saidTo = (sheet: string, question: string): readonly string[] =>
  (reviewOf(sheet).questions ?? [])
    .filter(({ id }) => id === question)
    .flatMap(({ messages }) => messages.slice(1).map(({ text }) => text))

test('a return sent back with questions is read, answered, corrected and submitted again with no signal, and received once', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await firstDay(page, county.url, 'lead')
  await openJune(page)
  await typeDistrict(page, 'Gravesham')
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await page.getByLabel(/^I confirm/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await received(page)

  const about = await officer.does({
    kind: 'question',
    sheet: gravesham,
    value: { cells: [closed], text: 'Why did so few close in June?', due: '2017-07-14' as IsoDate },
  })
  const whole = await officer.does({
    kind: 'question',
    sheet: gravesham,
    value: { cells: [], text: 'Is the new centre counted in these figures?' },
  })
  await officer.does({
    kind: 'enter',
    sheet: dartford,
    cell: closed,
    value: { type: 'amount', value: '7' as never },
    base: null,
    source: 'by phone',
    date: '2017-07-10' as IsoDate,
  })
  const words = 'Thank you. Two things to look at before the meeting.'
  await officer.does({ kind: 'send-back', sheet: gravesham, value: { seen: await officer.seen(gravesham), words } })

  await page.getByRole('link', { name: 'Sheet', exact: true }).click()
  await expect(page.getByText(words)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/Gravesham: sent back by/)).toBeVisible()

  // No signal, and a start from nothing: all of it is on the device.
  await page.context().setOffline(true)
  await page.reload()
  await unlock(page)
  await expect(page.getByText(words)).toBeVisible()
  const link = page.getByRole('link', { name: /2 questions wait for you, 1 figure entered by the council/ })
  await expect(link).toBeVisible()
  const cell = field(page, 'Gravesham', 'CEH05')
  await cell.focus()
  const thread = page.locator('.ff-dock .ff-thread')
  // The mark makes its row no higher than the others: styles of later pages are here by now.
  await expect(page.locator('td .ff-asked').first()).toBeVisible()
  const heights = await page
    .locator('.ff-sheet tbody tr:not(.ff-sheet__group)')
    .evaluateAll(rows => [...new Set(rows.map(row => Math.round(row.getBoundingClientRect().height)))])
  expect(heights).toEqual([30])
  await expect(thread).toContainText('Why did so few close in June?')
  await expect(thread).toContainText('Answer wanted by 14 July, in 3 working days.')
  // A narrower page is the district view, which has a look of its own below.
  await look(page, 'sheet with questions', [laptop])

  // An answer that is begun is there again after a reload.
  await cell.focus()
  await thread.getByLabel('Your answer').fill('Two forms came')
  await thread.getByLabel('Your answer').press('Tab')
  await saved(page)
  await page.reload()
  await unlock(page)
  await field(page, 'Gravesham', 'CEH05').focus()
  await expect(thread.getByLabel('Your answer')).toHaveValue('Two forms came')
  await thread.getByLabel('Your answer').fill('Two forms came late; they count in July.')
  await thread.getByRole('button', { name: /^Answer/ }).click()
  await expect(thread).toContainText('Answered, not sent yet')

  await tab(page, /^Questions/)
  await expect(page.getByRole('heading', { name: 'Questions from the council' })).toBeVisible()
  await look(page, 'questions, one answered with no signal')
  await page.getByRole('button', { name: /^Confirm CEH05/ }).click()
  await expect(page.getByText(/Confirmed by .*, not sent yet\./)).toBeVisible()

  await page.getByRole('link', { name: 'Sheet', exact: true }).click()
  await type(page, 'Gravesham', 'CEH04', '77')
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await expect(page.getByRole('heading', { name: '1 question not answered' })).toBeVisible()
  await page.getByLabel(/^I confirm/).check()
  await page.getByRole('button', { name: 'Submit June 2017' }).click()
  await expect(page.getByText(/It goes when there is a connection/).first()).toBeVisible()
  expect(saidTo(gravesham, about)).toEqual([])

  await page.context().setOffline(false)
  await received(page)
  expect(saidTo(gravesham, about)).toEqual(['Two forms came late; they count in July.'])
  const state = () => county.rows('select state from sheet where id = ?', gravesham)[0]?.['state']
  expect(state()).toBe('submitted')
  expect(county.cells(dartford)[closed]).toMatchObject({ behalf: { confirmed: { by: {} } } })
  const sent = county.rows('select body from operation').map(row => JSON.parse(String(row['body'])) as { kind: string })
  const kinds = sent.map(({ kind }) => kind).filter(kind => kind === 'answer' || kind === 'confirm')
  expect(kinds.toSorted()).toEqual(['answer', 'confirm'])

  // In a return that is in, the other one is answered all the same.
  await page.getByRole('link', { name: 'District', exact: true }).click()
  await page.goto(`${county.url}/returns/fs-project-salus-2016/2017-06/district/gravesham`)
  await unlock(page)
  await page.getByLabel('Your answer', { exact: true }).fill('Yes, since 1 June.')
  await look(page, 'district with a question')
  await page.getByRole('button', { name: /^Answer the question about The return as a whole/ }).click()
  await received(page)
  expect(saidTo(gravesham, whole)).toEqual(['Yes, since 1 June.'])
  expect(state()).toBe('submitted')

  await officer.does({ kind: 'accept', sheet: gravesham, value: { seen: await officer.seen(gravesham) } })
  await expect(page.getByText(/Accepted .* by the council \(v2\): Gravesham\./)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Your returns' }).first().click()
  await look(page, 'your returns after the review')
})

test('a question closed meanwhile refuses the answer in words, and its text stays', async ({ page }) => {
  test.setTimeout(120_000)
  const id = await officer.does({
    kind: 'question',
    sheet: dartford,
    value: { cells: ['narrative/district' as CellKey], text: 'What is meant here?' },
  })
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await expect(page.getByRole('link', { name: '1 question waits for you', exact: true })).toBeVisible()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Narrative' }).click()
  await page.getByLabel('Your answer').fill('The move of the centre.')
  await look(page, 'narrative with a question')
  await page.getByRole('button', { name: /^Answer the question/ }).click()
  await expect(page.getByText('Answered, not sent yet')).toBeVisible()
  await officer.does({ kind: 'close-question', sheet: dartford, value: { question: id } })
  await page.context().setOffline(false)
  await expect(page.getByText('Your answer was not taken.')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('The council had closed the question before it arrived.')).toBeVisible()
  await expect(page.getByText('The move of the centre.')).toBeVisible()
  await look(page, 'narrative with an answer not taken')
  await page.goto(`${county.url}/device`)
  await unlock(page)
  await expect(page.getByText('You answered: The move of the centre.')).toBeVisible()
  expect(saidTo(dartford, id)).toEqual([])
})
