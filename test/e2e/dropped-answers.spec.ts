import { createHash } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { County } from './county.ts'
import { field, openJune, passphrase, people, received, saved, status, type } from './person.ts'

/**
 * Drops the answer of every request of the API the first time it is asked: the server does its work, its answer never
 * arrives. The same question again (method, address and body) is let through.
 */
async function dropEveryAnswerOnce(page: Page): Promise<{ readonly dropped: readonly string[] }> {
  const dropped: string[] = []
  const known = new Set<string>()
  await page.route('**/api/**', async route => {
    const request = route.request()
    const { pathname } = new URL(request.url())
    const body = createHash('sha256')
      .update(request.postDataBuffer() ?? '')
      .digest('hex')
    const question = `${request.method()} ${pathname} ${body}`
    if (known.has(question)) return route.continue()
    known.add(question)
    dropped.push(pathname)
    // The stream of pokes has no end to wait for: it is cut at once.
    if (pathname !== '/api/events') await route.fetch()
    await route.abort('connectionreset')
  })
  return { dropped }
}

/** Presses until it has worked: a person who is told that the server does not answer tries again. */
async function untilGone(page: Page, button: string, heading: string): Promise<void> {
  await expect(async () => {
    if (await page.getByRole('heading', { name: heading }).isHidden()) return
    await page.getByLabel('Password').fill(people.editor.password)
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(page.getByRole('button', { name: button, exact: true }).or(page.getByLabel('The same'))).toBeVisible()
    expect(await page.getByRole('heading', { name: heading }).isHidden()).toBe(true)
  }).toPass({ timeout: 60_000 })
}

test('P3 every answer lost once, from signing in to the last receipt: nothing twice, nothing missing', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const county = await County.open()
  try {
    const { dropped } = await dropEveryAnswerOnce(page)
    await page.goto(county.url)
    await page.getByLabel('E-mail address').fill(people.editor.email)
    await page.getByLabel('Password').fill(people.editor.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('The server does not answer. Try again in a moment.').first()).toBeVisible()
    await untilGone(page, 'Sign in', 'Sign in')
    await page.getByLabel('Device passphrase', { exact: true }).fill(passphrase)
    await page.getByLabel('The same passphrase again').fill(passphrase)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText(/ready to work without signal/)).toBeVisible({ timeout: 90_000 })
    await openJune(page)
    await type(page, 'Gravesham', 'CEH05', '3')
    await saved(page)
    // The answer is lost: what the server has is not yet said to be received.
    await expect(status(page)).toContainText('1 change waiting: the server does not answer', { timeout: 30_000 })
    await received(page)
    await type(page, 'Gravesham', 'CEH01', '7')
    await type(page, 'Dartford', 'CEH01', '8')
    await received(page)
    await page.getByRole('link', { name: 'Narrative', exact: true }).click()
    await page.getByLabel('This month in the district, Gravesham').fill('Two families withdrew.')
    await page.getByLabel('This month in the district, Gravesham').blur()
    await saved(page)
    await received(page)

    for (const asked of [
      '/api/auth/sign-in/email',
      '/api/me',
      '/api/devices',
      '/api/push',
      '/api/pull',
      '/api/reference',
    ])
      expect(dropped, 'what was dropped').toContain(asked)
    const operations = county.rows('select seq, outcome from operation order by seq')
    expect(operations).toEqual([1, 2, 3, 4].map(seq => expect.objectContaining({ seq, outcome: 'applied' })))
    await page.unroute('**/api/**')
    // What another device would see is what this one shows.
    expect(county.cells('fs-project-salus-2016/gravesham/2017-06')).toMatchObject({
      'fs-closed': { value: { type: 'amount', value: '3' } },
      'fs-new-cases': { value: { type: 'amount', value: '7' } },
      'narrative/district': { value: { paragraphs: ['Two families withdrew.'] } },
    })
    await page.getByRole('link', { name: 'Sheet', exact: true }).click()
    await expect(field(page, 'Dartford', 'CEH01')).toHaveValue('8')
  } finally {
    await county.close()
  }
})
