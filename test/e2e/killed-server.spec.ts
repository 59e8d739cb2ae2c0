import { expect, type Page, test } from '@playwright/test'
import { chance, seed } from './chance.ts'
import { County } from './county.ts'
import { districts } from './june-returns.ts'
import { field, firstDay, openJune, received, saved, status } from './person.ts'

const rounds = Number(process.env['FIELDFARE_KILLS'] ?? 5)

/** Pastes a block of figures over the counts of every district, from one cell, as out of a spreadsheet. */
async function paste(page: Page, n: number): Promise<void> {
  await field(page, 'Dartford', 'CEH01').focus()
  await page.evaluate(
    ([n, districts]) => {
      const lines = [
        ['', ...districts].join('\t'),
        ...['CEH01', 'CEH03', 'CEH04', 'CEH05'].map((code, row) =>
          [code, ...districts.map((_, column) => String(n * 100 + row * 10 + column))].join('\t'),
        ),
      ]
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', lines.join('\n'))
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    },
    [n, districts] as const,
  )
  await page.getByRole('button', { name: /^Paste \d+ figures$/ }).click()
  await saved(page)
}

test(`P3 P9 the server killed outright in the middle of a push, ${rounds} times: received once, and never said before`, async ({
  page,
}) => {
  test.setTimeout(60_000 + rounds * 30_000)
  console.log(`seed ${seed}`)
  const random = chance()
  const county = await County.openApart()
  try {
    await firstDay(page, county.url, 'editor')
    await openJune(page)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    const uploads = (bytesASecond: number): Promise<unknown> =>
      devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: bytesASecond,
      })
    for (let round = 1; round <= rounds; round += 1) {
      // Every second time the line is slow, so that the kill comes while the body is still on its way.
      await uploads(round % 2 === 0 ? 8_000 : -1)
      const leaving = page.waitForRequest('**/api/push')
      await paste(page, round)
      await leaving
      await new Promise(later => setTimeout(later, random() * (round % 2 === 0 ? 250 : 40)))
      await county.end('SIGKILL')
      const stored = Number(county.rows('select count(*) as n from operation')[0]?.['n'])
      // Whole batches or nothing.
      expect(stored % 24, `seed ${seed}, round ${round}: ${stored} stored`).toBe(0)
      // It may have answered before it died; if not, nothing is said to be received.
      await expect(status(page)).toContainText(/the server does not answer|The server does not answer/, {
        timeout: 30_000,
      })
      const said = await status(page).innerText()
      if (stored < round * 24) expect(said).toContain('24 changes waiting')
      if (!/waiting/.test(said)) expect(stored).toBe(round * 24)
      await uploads(-1)
      await county.start()
      await received(page)
    }
    const operations = county.rows('select seq, outcome from operation order by seq')
    expect(operations).toHaveLength(rounds * 24)
    expect(operations.map(row => row['seq'])).toEqual(operations.map((_, n) => n + 1))
    expect(new Set(operations.map(row => row['outcome']))).toEqual(new Set(['applied']))
    for (const [column, place] of ['dartford', 'gravesham', 'sevenoaks'].entries())
      expect(county.cells(`fs-project-salus-2016/${place}/2017-06`)['fs-new-cases']?.value).toEqual({
        type: 'amount',
        value: String(rounds * 100 + column),
      })
  } finally {
    await county.close()
  }
})
