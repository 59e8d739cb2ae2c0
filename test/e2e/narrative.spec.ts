/** The narrative in a real browser: written, warned of, looked at, kept, compared, put back, begun from last month's. */
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { textSchema } from '../../src/domain/figures/figure-schemas.ts'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { field, firstDay, openJune, received, saved, type, unlock, type Who } from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

const sheet = 'fs-project-salus-2016/gravesham/2017-06'
const text = (page: Page, place = 'Gravesham'): Locator =>
  page.getByRole('textbox', { name: `This month in the district, ${place}` })

async function openNarrative(browser: Browser, who: Who): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await firstDay(page, county.url, who)
  await openJune(page)
  await page.getByRole('link', { name: 'Narrative', exact: true }).click()
  await expect(text(page)).toBeVisible()
  return page
}

/** The paragraphs that the server holds. */
const onServer = (of = sheet, cell = 'narrative/district'): readonly string[] => {
  const value: unknown = county.cells(of)[cell]?.value
  return textSchema.safeParse(value).data?.paragraphs ?? []
}

/** The part of the page around one text. */
const around = (page: Page, place?: string): Locator =>
  page.locator('.govuk-form-group').filter({ has: text(page, place) })

test('a warning comes as it is written, shows what it is about, and is looked at by name; the check page lists the rest', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const page = await openNarrative(browser, 'editor')
  await text(page).pressSequentially('One family moved to ME10 4HT. Mum Zeb rang.')
  const warnings = around(page).getByRole('list', { name: 'May be personal data' })
  await expect(warnings.getByText('Looks like a full postcode', { exact: true })).toBeVisible()
  await expect(warnings.getByText('Looks like a person’s name', { exact: true })).toBeVisible()
  await expect(around(page).getByRole('status').filter({ hasText: '2 warnings below the text' })).toBeAttached()
  await accessible(page, 'narrative, with warnings')
  // By keyboard alone: to the button, and what it is about is selected in the text.
  await text(page).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const selected = await text(page).evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  )
  expect(selected).toBe('ME10 4HT')
  await warnings.getByRole('button', { name: 'Looked at: not personal data (a full postcode)' }).click()
  await expect(warnings.getByText('Looks like a full postcode', { exact: true })).toBeHidden()
  await expect(text(page)).toBeFocused()
  await received(page)
  const cleared = county.cells(sheet)['cleared/narrative_district']
  expect(cleared?.value).toEqual({
    type: 'explanation',
    text: '',
    reasons: ['postcode:1'],
    cells: ['narrative/district'],
  })
  expect(cleared?.by.name).toBeTruthy()
  await page.getByRole('link', { name: 'Check and submit' }).click()
  const rest = page.getByRole('region', { name: 'A text that may hold personal data' })
  await expect(rest).toContainText('This month in the district, Gravesham')
  await expect(rest).toContainText('Looks like a person’s name')
  await expect(rest).not.toContainText('postcode')
  await accessible(page, 'check, with a text to look at')
  await rest.getByRole('button', { name: /^Looked at/ }).click()
  await expect(rest).toBeHidden()
  // More of the same rule warn again.
  await page.getByRole('link', { name: 'Narrative', exact: true }).click()
  await expect(text(page)).toBeVisible()
  await expect(warnings).toBeHidden()
  await text(page).press('End')
  await text(page).pressSequentially(' Another went to CT1 2NX.')
  await expect(warnings.getByText('Looks like a full postcode (2)')).toBeVisible()
  await text(page).fill('')
  await text(page).blur()
  await received(page)
  await page.context().close()
})

test('what is written without signal is there after a reload without signal, to the last character', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const page = await openNarrative(browser, 'editor')
  await page.context().setOffline(true)
  const words = 'First paragraph: “quoted”, with a dash – and an é.\n\nSecond paragraph\nwith a line.'
  await text(page, 'Dartford').fill(words)
  await page.getByRole('link', { name: 'District', exact: true }).focus()
  await saved(page)
  await page.reload()
  await unlock(page)
  await expect(text(page, 'Dartford')).toHaveValue(words, { timeout: 30_000 })
  const panel = page.locator('.govuk-form-group').filter({ has: text(page, 'Dartford') })
  await panel.getByRole('button', { name: /^Earlier versions/ }).click()
  await expect(panel.getByText(/There is no signal: earlier versions are read/)).toBeVisible()
  await page.context().setOffline(false)
  await received(page)
  expect(onServer('fs-project-salus-2016/dartford/2017-06')).toEqual([
    'First paragraph: “quoted”, with a dash – and an é.',
    'Second paragraph\nwith a line.',
  ])
  await page.context().close()
})

test('versions of two people with what each changed; one is put back as an edit, and that is undone', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const editor = await openNarrative(browser, 'editor')
  await text(editor).fill('Two workers were away. Families waited longer.')
  await text(editor).blur()
  await received(editor)
  const lead = await openNarrative(browser, 'lead')
  await expect(text(lead)).toHaveValue('Two workers were away. Families waited longer.')
  await text(lead).fill('Two workers were away. A locum began in May.')
  await text(lead).blur()
  await received(lead)

  await expect(text(editor)).toHaveValue('Two workers were away. A locum began in May.', { timeout: 30_000 })
  await around(editor)
    .getByRole('button', { name: /^Earlier versions/ })
    .click()
  const panel = editor.getByRole('region', { name: /^Earlier versions of This month in the district, Gravesham/ })
  const newest = panel.locator('details').first()
  await expect(newest).toContainText('1 sentence added, 1 removed')
  await expect(newest.locator('.ff-marked ins')).toContainText('A locum began in May.')
  await expect(newest.locator('.ff-marked del')).toContainText('Families waited longer.')
  await accessible(editor, 'narrative, with versions')
  await editor.screenshot({ path: 'test-results/narrative-versions.png', fullPage: true })
  const older = panel.locator('details').nth(1)
  await older.locator('summary').click()
  await older.getByRole('button', { name: /^Put this version back/ }).click()
  await expect(text(editor)).toHaveValue('Two workers were away. Families waited longer.')
  await expect(text(editor)).toBeFocused()
  await received(editor)
  expect(onServer()).toEqual(['Two workers were away. Families waited longer.'])
  await expect(text(lead)).toHaveValue('Two workers were away. Families waited longer.', { timeout: 30_000 })
  await editor.getByRole('button', { name: /Undo/ }).click()
  await expect.poll(() => onServer(), { timeout: 30_000 }).toEqual(['Two workers were away. A locum began in May.'])

  // Without signal: what was last received, against what she has written since.
  await editor.context().setOffline(true)
  await text(editor).fill('Two workers were away. A locum began in May. She stays.')
  await text(editor).blur()
  await saved(editor)
  await expect(panel.getByText(/^Last received here/)).toBeVisible()
  await expect(panel.locator('details').first().locator('.ff-marked ins')).toContainText('She stays.')
  await editor.context().close()
  await lead.context().close()
})

test('a paste from a word processor is its words; one that does not fit is not taken and says so', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const page = await openNarrative(browser, 'editor')
  const field = text(page, 'Maidstone')
  await field.focus()
  await paste(field, {
    'text/html':
      '<html><head><style>p { color: red }</style></head><body><!--StartFragment--><p class="MsoNormal">It was <b>said</b> that “all”\nis well.<o:p></o:p></p>' +
      '<p class="MsoListParagraphCxSpFirst">·<span>&nbsp;&nbsp; </span>one</p><p class="MsoListParagraphCxSpLast">·<span>&nbsp;&nbsp; </span>two</p>' +
      '<p>Last.</p><script>document.title = "taken"</script><!--EndFragment--></body></html>',
    'text/plain': 'It was said',
  })
  const words = 'It was said that “all” is well.\n\n- one\n- two\n\nLast.'
  await expect(field).toHaveValue(words)
  await paste(field, { 'text/plain': 'x'.repeat(9_990) })
  await expect(page.getByText(/^Nothing was pasted: it has 9,990 characters, and there is room for/)).toBeVisible()
  await expect(field).toHaveValue(words)
  await page.keyboard.press('Control+z')
  await expect(field).toHaveValue('')
  await page.context().close()
})

const paste = (field: Locator, data: Readonly<Record<string, string>>): Promise<void> =>
  field.evaluate((element, given) => {
    const transfer = new DataTransfer()
    for (const [type, words] of Object.entries(given)) transfer.setData(type, words)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
  }, data)

test('last month’s text is offered as a start, marked until it is changed; the sample has none and offers nothing', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const page = await openNarrative(browser, 'editor')
  await expect(page.getByRole('button', { name: /’s text/ })).toHaveCount(0)
  // May is opened, written and closed, as the council's own months are.
  const may = async (state: 'open' | 'history'): Promise<void> => {
    await county.end()
    county.change(
      "insert or replace into collection (service, period, due, state) select service, '2017-05', '2017-06-14', ? from collection where period = '2017-06' and service like 'family-support%'",
      state,
    )
    await county.start()
  }
  await may('open')
  await page.goto(`${county.url}/returns/fs-project-salus-2016/2017-05/narrative`)
  await unlock(page)
  await expect(page.getByRole('heading', { name: /May 2017/ })).toBeVisible()
  await text(page, 'Sevenoaks').fill('May was quiet.\n\nOne family moved to ME10 4HT.')
  await text(page, 'Sevenoaks').blur()
  await received(page)
  await may('history')

  const other = await openNarrative(browser, 'lead')
  const june = text(other, 'Sevenoaks')
  const part = other.locator('.govuk-form-group').filter({ has: june })
  await part.getByRole('button', { name: 'Start from May 2017’s text' }).click()
  await expect(june).toHaveValue('May was quiet.\n\nOne family moved to ME10 4HT.')
  await expect(june).toBeFocused()
  await expect(part.getByText(/this text has not been changed yet/)).toBeVisible()
  await expect(part.getByText('Looks like a full postcode', { exact: true })).toBeVisible()
  await accessible(other, 'narrative, begun from last month’s')
  await june.fill('June was busy.')
  await expect(part.getByText(/not been changed yet/)).toBeHidden()
  await part.getByRole('button', { name: 'Insert May 2017’s text below' }).click()
  await expect(june).toHaveValue('June was busy.\n\nMay was quiet.\n\nOne family moved to ME10 4HT.')
  await received(other)
  expect(onServer('fs-project-salus-2016/sevenoaks/2017-06')).toHaveLength(3)
  await page.context().close()
  await other.context().close()
})

test('an explanation beside a figure and the note of a gap warn too', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await openNarrative(browser, 'editor')
  await page.getByRole('link', { name: 'Sheet', exact: true }).click()
  await type(page, 'Dartford', 'CEH05', '4')
  const figure = field(page, 'Dartford', 'CEH05')
  await figure.focus()
  const explanation = page.getByRole('textbox', { name: /^Explanation of CEH05 .*, Dartford$/ })
  await explanation.fill('Mum Zeb rang from 07700 900123.')
  const warnings = page.getByRole('list', { name: 'May be personal data' })
  await expect(warnings.getByRole('listitem')).toHaveCount(2)
  await accessible(page, 'sheet, with warnings in the dock')
  await page.screenshot({ path: 'test-results/narrative-dock.png' })
  await warnings.getByRole('button', { name: 'Looked at: not personal data (a telephone number)' }).click()
  await expect(warnings.getByRole('listitem')).toHaveCount(1)
  await explanation.fill('')
  await expect(warnings).toBeHidden()
  await figure.focus()
  await figure.fill('')
  await figure.press('Alt+ArrowDown')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Not available').check()
  await dialog.getByLabel('Why, in a few words').fill('Ask some.body@school.example.org')
  await expect(dialog.getByText('Looks like an e-mail address', { exact: true })).toBeVisible()
  await accessible(page, 'gap dialog, with a warning')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Check and submit' }).click()
  await expect(page.getByRole('region', { name: /may hold personal data/ })).toContainText('CEH05')
  await page.context().close()
})

test('locked in the middle of a sentence, and begun anew in another tab: every word is there', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await openNarrative(browser, 'editor')
  await text(page, 'Tunbridge Wells').pressSequentially('The first half of a sen')
  await page.getByText('Provider editor (Project Salus)').click()
  await page.getByRole('button', { name: /^Lock/ }).first().click()
  await unlock(page)
  await expect(text(page, 'Tunbridge Wells')).toHaveValue('The first half of a sen', { timeout: 30_000 })
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(text(other, 'Tunbridge Wells')).toHaveValue('The first half of a sen', { timeout: 30_000 })
  await text(other, 'Tunbridge Wells').press('Control+End')
  await text(other, 'Tunbridge Wells').pressSequentially('tence.')
  // Closed within the last second, the browser asks first: `use-leave-warning.ts`.
  await saved(other)
  await other.close()
  await expect(text(page, 'Tunbridge Wells')).toHaveValue('The first half of a sentence.', { timeout: 30_000 })
  // Seen again by whoever opens it next on this device, and sent.
  await page.reload()
  await unlock(page)
  await expect(text(page, 'Tunbridge Wells')).toHaveValue('The first half of a sentence.', { timeout: 30_000 })
  await expect
    .poll(() => onServer('fs-project-salus-2016/tunbridge-wells/2017-06'), { timeout: 60_000 })
    .toEqual(['The first half of a sentence.'])
  await page.context().close()
})

test('fits a phone, and is read without colour', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await openNarrative(browser, 'editor')
  // A district in whose text nobody has looked at anything.
  const place = 'Sevenoaks'
  await text(page, place).fill('Mum Zeb, aged 7, lives at ME10 4HT.')
  await expect(around(page, place).getByText('Looks like a full postcode', { exact: true })).toBeVisible()
  await page.screenshot({ path: 'test-results/narrative-wide.png' })
  await page.setViewportSize({ width: 320, height: 640 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(320)
  await around(page, place).scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'test-results/narrative-narrow.png' })
  await text(page, place).fill('')
  await text(page, place).blur()
  await received(page)
  await page.context().close()
})
