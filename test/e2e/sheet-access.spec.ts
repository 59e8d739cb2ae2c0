/** The sheet for everybody: what is in view, what the focus is on, forced colours, big targets, 400 % zoom, paper. */
import { expect, type Page, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { choosePassphrase, field, firstDay, openJune, saved, type } from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

/** Where screenshots go when somebody wants to look at them. */
const shots = process.env['FIELDFARE_SHOTS']
const shot = async (page: Page, name: string): Promise<void> => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` })
}

const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** '' when nothing lies over the middle of what has the focus; else what does. */
const coverOfFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement
    const at = focused?.getBoundingClientRect()
    if (!focused || !at) return 'nothing in focus'
    const points = [
      [at.left + at.width / 2, at.top + at.height / 2],
      [at.left + 2, at.top + 2],
      [at.right - 2, at.bottom - 2],
    ] as const
    for (const [x, y] of points) {
      const top = document.elementFromPoint(x, y)
      if (top !== focused && !focused.contains(top) && !top?.contains(focused))
        return `${focused.id || focused.className} under ${top?.className ?? 'nothing'} at ${x}, ${y}`
    }
    return ''
  })

test('eight districts by twelve indicators are in view at 1366 by 768 with the dock open', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto(county.url)
  await page.getByLabel('E-mail address').fill('provider.lead@imago.example')
  await page.getByLabel('Password').fill('velvet-kestrel-orchid-51')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await choosePassphrase(page)
  await page.getByRole('link', { name: /Young carers.*June 2017/ }).click()
  const first = page.locator('.ff-sheet [data-main]').first()
  await first.focus()
  await expect(page.locator('.ff-dock').getByText('Definition')).toBeVisible()
  await shot(page, 'young-carers-1366')
  const seen = await page.evaluate(() => {
    const inView = (element: Element): boolean => {
      const box = element.getBoundingClientRect()
      return [
        [box.left + 1, box.top + 1],
        [box.right - 1, box.bottom - 1],
      ].every(([x = 0, y = 0]) => {
        const top = document.elementFromPoint(x, y)
        return top !== null && (element.contains(top) || top.contains(element))
      })
    }
    const rows = [...document.querySelectorAll('.ff-sheet tbody tr:not(.ff-sheet__group)')]
    return {
      rows: rows.length,
      inView: rows.filter(row => [...row.querySelectorAll('.ff-sheet__cell')].slice(0, 8).every(inView)).length,
      heights: rows.map(row => row.getBoundingClientRect().height),
      districts: [...document.querySelectorAll('.ff-sheet thead .ff-sheet__cell')].filter(inView).length,
    }
  })
  expect(seen.rows).toBe(12)
  expect(seen.districts).toBeGreaterThanOrEqual(8)
  expect(seen.inView).toBe(12)
  // One line a row.
  expect(Math.max(...seen.heights)).toBeLessThanOrEqual(31)
  expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)

  // Along a row to the last district and down a column: the focus is never under what is frozen.
  for (const key of ['Tab', 'ArrowDown', 'Shift+Tab', 'ArrowUp'])
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press(key)
      expect(await coverOfFocus(page), `${key}, ${i + 1}`).toBe('')
    }
})

test('the focus is never hidden in a low window, by Tab and by jumps, forwards and back', async ({ page }) => {
  test.setTimeout(180_000)
  await page.setViewportSize({ width: 1024, height: 560 })
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await field(page, 'Dartford', 'CEH01').focus()
  for (const [key, times] of [
    ['Enter', 20],
    ['Shift+Enter', 20],
    ['Tab', 30],
    ['Shift+Tab', 30],
    ['Control+ArrowRight', 7],
    ['Control+ArrowDown', 16],
    ['Control+ArrowLeft', 7],
    ['Control+ArrowUp', 16],
  ] as const)
    for (let i = 0; i < times; i++) {
      await page.keyboard.press(key)
      expect(await coverOfFocus(page), `${key}, ${i + 1}`).toBe('')
    }
  expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
})

test('the district view has targets of 44 px and, at 400 % zoom, no sideways scroll', async ({ page }) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 820, height: 1180 })
  await firstDay(page, county.url, 'lead')
  await openJune(page)
  await type(page, 'Dartford', 'CEH05', '4')
  await type(page, 'Dartford', 'CEH09', '1', 'part')
  await saved(page)
  for (const [name, width, height] of [
    ['tablet', 820, 1180],
    ['phone', 390, 844],
    // 1280 by 1024 at 400 %
    ['zoomed', 320, 256],
  ] as const) {
    await page.setViewportSize({ width, height })
    expect(await sidewaysOf(page), name).toBeLessThanOrEqual(0)
    await shot(page, `district-${name}`)
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '.ff-district :is(input, button, summary, textarea), .ff-districts a, .ff-district a',
        ),
      ]
        // A label is pressed as well as the box in it.
        .map(element => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 90)} is ${box.width} by ${box.height}`),
    )
    expect(small, name).toEqual([])
  }
})

test('in forced colours the focus, what is wrong and a chosen block are lines, ratings shapes and words', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.emulateMedia({ forcedColors: 'active' })
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Dartford', 'CEH05', '4')
  await type(page, 'Dartford', 'CEH09', '1', 'part')
  await type(page, 'Gravesham', 'CEH09', '9x', 'part')
  await field(page, 'Sevenoaks', 'CEH03').focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  const lines = await page.evaluate(() => {
    const line = (selector: string, side: 'outline' | 'borderLeft'): string => {
      const element = document.querySelector(selector)
      const style = element && getComputedStyle(element)
      return style ? `${style[`${side}Style`]} ${Number.parseFloat(style[`${side}Width`]) >= 3}` : 'nothing'
    }
    return [
      line('.ff-figure:focus', 'outline'),
      line('[data-chosen-cell]', 'outline'),
      line('.ff-cell--error', 'borderLeft'),
    ]
  })
  expect(lines).toEqual(['solid true', 'solid true', 'solid true'])
  expect(await page.locator('[data-chosen-cell]').count()).toBe(4)
  await shot(page, 'forced-colours')
})

test('on paper: every column, ratings as words, contract, month, state and when; nothing to press', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Dartford', 'CEH05', '6')
  await type(page, 'Dartford', 'CEH09', '2', 'part')
  await saved(page)
  const line = page.locator('.ff-print')
  await expect(line).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 1040, height: 700 })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Family support, Project Salus › June 2017')
  await expect(line).toContainText(/Not started: Gravesham.*In progress: Dartford.*Printed .* at \d\d:\d\d/)
  const word = page.locator('[data-cell="dartford/fs-outcomes-achieved"] .ff-rag .govuk-visually-hidden')
  expect((await word.boundingBox())?.width).toBeGreaterThan(10)
  for (const gone of ['.ff-header', '.ff-dock', '.ff-toolbar', '.ff-tabs', '.ff-cell__menu'])
    await expect(page.locator(gone).first(), gone).toBeHidden()
  const beyond = await page.evaluate(() => {
    const table = document.querySelector('.ff-sheet table')
    return table ? table.getBoundingClientRect().right - window.innerWidth : Number.NaN
  })
  expect(beyond).toBeLessThanOrEqual(0)
  await shot(page, 'paper')
  if (shots) await page.pdf({ path: `${shots}/paper.pdf` })
  for (const tab of ['Narrative', 'Check and submit']) {
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('link', { name: tab, exact: true }).click()
    await expect(page.getByRole('link', { name: tab, exact: true })).toHaveAttribute('aria-current', 'page')
    await accessible(page, tab)
    await page.emulateMedia({ media: 'print' })
    await expect(line).toBeVisible()
    await expect(page.locator('.ff-header')).toBeHidden()
    for (const button of await page.getByRole('button').all()) await expect(button).toBeHidden()
    await shot(page, `paper-${tab.slice(0, 5)}`)
  }
})
