/** What a person does on the screen, by the names she sees. */
import { expect, type Locator, type Page } from '@playwright/test'
import { contractPath, fieldName, typedFor } from './june-returns.ts'

export const people = {
  editor: { email: 'provider.editor@salus.example', password: 'quiet-orchard-lantern-17' },
  lead: { email: 'provider.lead@salus.example', password: 'copper-meadow-harbour-42' },
  fieldWorker: { email: 'field.worker@salus.example', password: 'willow-ferry-thimble-08' },
  otherLead: { email: 'provider.lead@porchlight.example', password: 'marble-heron-pathway-63' },
  officer: { email: 'commissioning.officer@kent.example', password: 'granite-robin-ledger-29' },
} as const
export type Who = keyof typeof people

export const passphrase = 'four herons over the weir'

export async function signIn(page: Page, url: string, who: Who): Promise<void> {
  await page.goto(url)
  await page.getByLabel('E-mail address').fill(people[who].email)
  await page.getByLabel('Password').fill(people[who].password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** First time on a device: sign in, choose the passphrase, wait until everything is here. */
export async function firstDay(page: Page, url: string, who: Who): Promise<void> {
  await signIn(page, url, who)
  await choosePassphrase(page)
}

export async function choosePassphrase(page: Page): Promise<void> {
  await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The same passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Your returns' })).toBeVisible()
  await expect(page.getByText(/is ready to work without signal/)).toBeVisible({ timeout: 30_000 })
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Device passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByLabel('Device passphrase')).toBeHidden({ timeout: 30_000 })
}

export async function openJune(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Family support, Project Salus, June 2017' }).click()
  await expect(page.getByRole('heading', { name: /June 2017/ })).toBeVisible()
  await page.waitForURL(url => url.pathname.startsWith(contractPath))
}

export const field = (page: Page, place: string, code: string, kind: 'value' | 'part' | 'whole' = 'value'): Locator =>
  page.getByRole('textbox', { name: fieldName({ place, code, field: kind }) })

export const status = (page: Page): Locator => page.locator('p.ff-status[role="status"]')

/** Types one figure and leaves the field. */
export async function type(
  page: Page,
  place: string,
  code: string,
  text: string,
  kind: 'value' | 'part' | 'whole' = 'value',
): Promise<void> {
  const input = field(page, place, code, kind)
  await input.fill(text)
  await input.press('Tab')
}

/** Types every published June figure of a district, and answers the one that was never published. */
export async function typeDistrict(page: Page, place: string): Promise<void> {
  for (const typed of typedFor(place)) await type(page, typed.place, typed.code, typed.text, typed.field)
  await notAvailable(page, place, 'CEH13')
}

export async function notAvailable(page: Page, place: string, code: string): Promise<void> {
  const input = field(page, place, code, 'part')
  await input.focus()
  await input.press('Alt+ArrowDown')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Not available').check()
  await dialog.getByLabel('Why, in a few words').fill('Not published for this month')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
}

export const saved = async (page: Page): Promise<void> => {
  await expect(status(page)).toContainText('Saved on this device')
  await expect(status(page)).toHaveAttribute('aria-busy', 'false')
}

/** The server has everything: nothing waits, and the receipt is shown. */
export const received = async (page: Page): Promise<void> => {
  await expect(status(page)).toContainText('Received', { timeout: 30_000 })
  await expect(status(page)).not.toContainText('waiting')
}

/**
 * A browser killed outright may not have written its session cookie yet: then the password is asked beside the status,
 * and nothing else.
 */
export async function signInAgainIfAsked(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'Sign in again' })
  await expect(form.or(status(page).filter({ hasText: 'Received' }))).toBeVisible({ timeout: 60_000 })
  if (!(await form.isVisible())) return
  await form.getByLabel(/^Password of/).fill(people.editor.password)
  await form.getByRole('button', { name: 'Sign in' }).click()
}
