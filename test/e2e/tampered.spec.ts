import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, type Page, type Request, test } from '@playwright/test'
import { County } from './county.ts'
import { firstDay, openJune, received, saved, status, type } from './person.ts'

/** Bad input between a real device and the server: a coded problem, never a fault, and the device goes on. */

interface Sent {
  readonly operations: readonly Readonly<Record<string, unknown>>[]
  readonly [key: string]: unknown
}

const bodyOf = (request: Request): Sent => {
  const bytes = request.postDataBuffer() ?? Buffer.alloc(0)
  const packed = request.headers()['content-encoding'] === 'gzip'
  return JSON.parse((packed ? gunzipSync(bytes) : bytes).toString())
}

const notRead = /could not read what was sent/
const json = (sent: Sent): Buffer => gzipSync(JSON.stringify(sent))
/** Changes the first operation. */
const first = (sent: Sent, change: Readonly<Record<string, unknown>>): Sent => ({
  ...sent,
  operations: sent.operations.map((one, n) => (n === 0 ? { ...one, ...change } : one)),
})

/** Each change made to one push on its way, what the person reads of it, and where the server keeps what it got. */
const cases = [
  { name: 'cut short', change: (sent: Sent) => json(sent).subarray(0, 40), says: notRead, keptIn: 'set_aside' },
  {
    name: 'of another device',
    change: (sent: Sent) => json(first(sent, { device: '01900000-0000-4000-8000-000000000000' })),
    says: notRead,
    keptIn: 'set_aside',
  },
  {
    name: 'of a future version',
    change: (sent: Sent) => json(first(sent, { v: 9, kind: 'foresee' })),
    says: /cannot take that yet/,
    keptIn: 'operation',
  },
  {
    name: 'far too large',
    change: (sent: Sent) => json({ ...sent, padding: 'x'.repeat(3_000_000) }),
    says: /Too much was sent at once/,
    keptIn: undefined,
  },
  {
    name: 'with another value than can be',
    change: (sent: Sent) => json(first(sent, { value: { type: 'amount', value: '-1' } })),
    says: notRead,
    keptIn: 'operation',
  },
] as const

async function tamper(page: Page, change: (sent: Sent) => Buffer): Promise<() => number> {
  let times = 0
  await page.route('**/api/push', async route => {
    const request = route.request()
    const sent = bodyOf(request)
    if (times > 0 || sent.operations.length === 0) return route.continue()
    times += 1
    await route.continue({
      postData: change(sent),
      headers: { ...request.headers(), 'content-encoding': 'gzip' },
    })
  })
  return () => times
}

for (const { name, change, says, keptIn } of cases)
  test(`P6 a push ${name}: a problem with a code, never a fault; the device goes on and shows what needs her`, async ({
    page,
  }) => {
    const county = await County.open()
    try {
      await firstDay(page, county.url, 'editor')
      await openJune(page)
      const answers: number[] = []
      page.on('response', answer => {
        if (answer.url().endsWith('/api/push')) answers.push(answer.status())
      })
      const times = await tamper(page, change)
      await type(page, 'Dartford', 'CEH01', '4')
      await saved(page)
      await expect.poll(times).toBe(1)
      // What comes after is received, whatever became of the first.
      await type(page, 'Dartford', 'CEH04', '37')
      await expect(status(page)).toContainText('Received', { timeout: 45_000 })
      await received(page)
      await expect
        .poll(() => county.cells('fs-project-salus-2016/dartford/2017-06')['fs-open']?.value?.value, {
          timeout: 30_000,
        })
        .toBe('37')
      expect(answers.filter(answer => answer >= 500)).toEqual([])
      expect(answers.at(-1)).toBe(200)
      const kept = keptIn === undefined ? [] : county.rows(`select body from ${keptIn}`)
      expect(kept.length).toBeGreaterThanOrEqual(keptIn === undefined ? 0 : 1)
      // Her figure has arrived after all, or she is told that it has not, with what she entered.
      const arrived = county.cells('fs-project-salus-2016/dartford/2017-06')['fs-new-cases']?.value?.value
      if (arrived !== undefined) return expect(arrived).toBe('4')
      await page.getByText('Provider editor (Project Salus)').first().click()
      await page.getByRole('link', { name: 'This device' }).click()
      await expect(page.getByText(says).first()).toBeVisible()
      await expect(page.getByText(/You entered: 4/)).toBeVisible()
    } finally {
      await county.close()
    }
  })
