import { expect, test } from '@playwright/test'
import { accessible } from './axe.ts'
import { County } from './county.ts'
import { districts } from './june-returns.ts'
import { field, firstDay, openJune, passphrase, people, received, saved, signIn, type, typeDistrict } from './person.ts'

let county: County
test.beforeAll(async () => {
  county = await County.open()
})
test.afterAll(() => county.close())

test('every page and state of a provider passes axe, at laptop size', async ({ page }) => {
  test.setTimeout(240_000)
  await page.goto(county.url)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await accessible(page, 'sign in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await accessible(page, 'sign in, with errors')
  await signIn(page, county.url, 'editor')
  await expect(page.getByRole('heading', { name: 'Choose a device passphrase' })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await accessible(page, 'passphrase, with errors')
  await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The same passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText(/ready to work without signal/)).toBeVisible({ timeout: 30_000 })
  await accessible(page, 'your returns')
  await openJune(page)
  await accessible(page, 'sheet, empty')
  await typeDistrict(page, 'Dartford')
  await type(page, 'Gravesham', 'CEH01', '12a')
  await type(page, 'Gravesham', 'CEH05', '3')
  await type(page, 'Gravesham', 'CEH09', '5', 'part')
  await field(page, 'Gravesham', 'CEH09', 'part').focus()
  await accessible(page, 'sheet, with errors')
  await field(page, 'Gravesham', 'CEH13', 'part').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('dialog')).toBeVisible()
  await accessible(page, 'gap dialog')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: /Keys/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await accessible(page, 'keys dialog')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  for (const tab of ['District', 'Narrative', 'Check and submit']) {
    await page.getByRole('link', { name: tab, exact: true }).click()
    await expect(page.getByRole('link', { name: tab, exact: true })).toHaveAttribute('aria-current', 'page')
    await accessible(page, tab)
  }
  await page.goto(`${county.url}/device`)
  await page.getByLabel('Device passphrase').fill(passphrase)
  await accessible(page, 'unlock')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'This device', exact: true })).toBeVisible()
  await accessible(page, 'this device')
  await page.goto(`${county.url}/nothing/here`)
  await accessible(page, 'unknown address, locked')
})

test('the district view passes axe and fits a tablet and a phone without scrolling sideways', async ({ page }) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 820, height: 1180 })
  await firstDay(page, county.url, 'lead')
  await openJune(page)
  await page
    .getByRole('link', { name: /Sevenoaks/ })
    .first()
    .click()
  await type(page, 'Sevenoaks', 'CEH05', '5')
  await type(page, 'Sevenoaks', 'CEH09', '2', 'part')
  await saved(page)
  await accessible(page, 'district view, tablet')
  for (const size of [
    { width: 820, height: 1180 },
    { width: 390, height: 844 },
    // 400 % zoom of a 1280 pixel screen
    { width: 320, height: 256 },
  ]) {
    await page.setViewportSize(size)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways, `${size.width} wide`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await accessible(page, 'district view, phone')
})

test('an officer: the month board and a return pass axe', async ({ page }) => {
  await signIn(page, county.url, 'officer')
  await expect(page.getByRole('row', { name: /Project Salus.*Dartford/ })).toBeVisible()
  await accessible(page, 'month board')
  await page
    .getByRole('row', { name: /Project Salus.*Dartford/ })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByRole('region', { name: 'Figures of Dartford' })).toBeVisible()
  await accessible(page, 'a return')
})

test('a rating is a word and a shape, in forced colours too', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await firstDay(page, county.url, 'editor')
  await openJune(page)
  await type(page, 'Maidstone', 'CEH05', '4')
  await type(page, 'Maidstone', 'CEH09', '1', 'part')
  const cell = page
    .locator('[data-cell="maidstone/fs-outcomes"], [data-cell^="maidstone/"]')
    .filter({ hasText: '■' })
    .first()
  await expect(cell).toContainText('Red')
})

test('the whole path by keyboard alone: sign in, passphrase, one figure, check, submit', async ({ page }) => {
  test.setTimeout(240_000)
  const own = await County.open()
  try {
    await page.goto(own.url)
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    const tabTo = async (name: RegExp | string, role: 'link' | 'button' | 'textbox' | 'checkbox'): Promise<void> => {
      for (let steps = 0; steps < 400; steps++) {
        await page.keyboard.press('Tab')
        const there = await page
          .getByRole(role, { name, disabled: false })
          .evaluateAll(found => found.includes(document.activeElement as HTMLElement))
        if (there) return
      }
      throw new Error(`Tab never reached ${String(name)}`)
    }
    await tabTo('E-mail address', 'textbox')
    await page.keyboard.type(people.editor.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(people.editor.password)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Choose a device passphrase' })).toBeVisible()
    await page.getByLabel('Device passphrase', { exact: true }).focus()
    await page.keyboard.type(passphrase)
    await page.keyboard.press('Tab')
    await page.keyboard.type(passphrase)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Your returns' })).toBeVisible({ timeout: 30_000 })
    await tabTo(/Family support, Project Salus, June 2017/, 'link')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: /June 2017/ })).toBeVisible()
    await tabTo('CEH01 New cases in the month, Dartford', 'textbox')
    // Down the column of Dartford with Enter: what follows another indicator is passed over.
    for (const text of ['4', '2.3', '56', '37', '4', '4', '4', '4', '3']) {
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    }
    await expect(field(page, 'Dartford', 'CEH08', 'part')).toHaveValue('3')
    await expect(field(page, 'Dartford', 'CEH09', 'part')).toBeFocused()
    // The focused field is never hidden under what is frozen.
    const hidden = await page.evaluate(() => {
      const at = document.activeElement?.getBoundingClientRect()
      if (!at) return 'nothing in focus'
      const top = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2)
      return top === document.activeElement ? '' : `under ${top?.className}`
    })
    expect(hidden).toBe('')
    await page.keyboard.press('Control+z')
    await expect(field(page, 'Dartford', 'CEH08', 'part')).toHaveValue('')
    await page.keyboard.press('Control+y')
    await expect(field(page, 'Dartford', 'CEH08', 'part')).toHaveValue('3')
    // The rest by hand-over: what is proved here is that the keyboard reaches the end.
    for (const district of districts) await typeDistrict(page, district)
    await received(page)
    await page.getByRole('link', { name: 'Sheet', exact: true }).focus()
    await tabTo('Check and submit', 'link')
    await page.keyboard.press('Enter')
    await tabTo(/I confirm these figures/, 'checkbox')
    await page.keyboard.press('Space')
    await tabTo('Submit June 2017', 'button')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/v1/).first()).toBeVisible({ timeout: 30_000 })
  } finally {
    await own.close()
  }
})
