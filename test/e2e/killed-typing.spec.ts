import { expect, type Page, test } from '@playwright/test'
import { chance, pick, seed } from './chance.ts'
import { County } from './county.ts'
import { KillableBrowser } from './killable.ts'
import { field, firstDay, openJune, received, signInAgainIfAsked, status, unlock } from './person.ts'

const rounds = Number(process.env['FIELDFARE_KILLS'] ?? 5)
const june = '/returns/fs-project-salus-2016/2017-06'
const cells = [
  ['CEH01', 'fs-new-cases'],
  ['CEH04', 'fs-open'],
  ['CEH05', 'fs-closed'],
] as const
type Code = (typeof cells)[number][0]

/** What a field may hold after the kill: the last figure that was said to be saved, or one typed after it. */
type Allowed = Map<Code, string[]>

test(`P9 P17 killed at any moment while typing, ${rounds} times: what was said saved is there, and goes out once`, async () => {
  test.setTimeout(60_000 + rounds * 30_000)
  console.log(`seed ${seed}`)
  const random = chance()
  const county = await County.open()
  const browser = new KillableBrowser()
  let figure = 100
  const allowed: Allowed = new Map(cells.map(([code]) => [code, ['']]))

  /** Types until the browser is gone; keeps what the status line claimed. */
  async function typeUntilKilled(page: Page, killed: () => boolean): Promise<void> {
    try {
      for (;;) {
        const [code] = pick(random, cells)
        figure += 1
        allowed.get(code)?.push(String(figure))
        await field(page, 'Gravesham', code).fill(String(figure))
        // Sometimes she leaves the field; sometimes she goes on in it and the second after the last key saves.
        if (random() < 0.7) await field(page, 'Gravesham', code).press('Tab')
        if (random() < 0.5) continue
        await expect(status(page)).toHaveAttribute('aria-busy', 'false')
        await expect(status(page)).toContainText('Saved on this device')
        for (const typed of allowed.values()) typed.splice(0, typed.length - 1)
      }
    } catch (error) {
      if (!killed()) throw error
    }
  }

  try {
    let page = await browser.launch()
    await firstDay(page, county.url, 'editor')
    await openJune(page)
    for (let round = 1; round <= rounds; round += 1) {
      let gone = false
      const typing = typeUntilKilled(page, () => gone)
      // So many figures later, and some moment into the next: however busy the machine is.
      const enough = figure + 1 + Math.floor(random() * 8)
      while (figure < enough) await new Promise(later => setTimeout(later, 5))
      await new Promise(later => setTimeout(later, random() * 300))
      gone = true
      await browser.kill()
      await typing
      page = await browser.launch()
      await page.goto(`${county.url}${june}`)
      await unlock(page)
      for (const [code] of cells) {
        const shown = await field(page, 'Gravesham', code).inputValue()
        expect(allowed.get(code), `seed ${seed}, round ${round}: ${code} shows ${shown}`).toContain(shown)
        allowed.set(code, [shown])
      }
    }
    await signInAgainIfAsked(page)
    await received(page)
    // Everything the device shows is on the server, each operation once and in device order.
    const stored = county.cells('fs-project-salus-2016/gravesham/2017-06')
    for (const [code, cell] of cells) {
      const shown = await field(page, 'Gravesham', code).inputValue()
      expect(allowed.get(code)).toEqual([shown])
      expect(stored[cell]?.value?.value ?? '', `seed ${seed}: ${code}`).toBe(shown)
      expect(stored[cell]?.sides ?? []).toEqual([])
    }
    const operations = county.rows('select seq, outcome from operation order by seq')
    expect(operations.map(row => row['seq'])).toEqual(operations.map((_, n) => n + 1))
    expect(new Set(operations.map(row => row['outcome']))).toEqual(new Set(['applied']))
    expect(county.rows('select person from operation group by person')).toHaveLength(1)
  } finally {
    await browser.close()
    await county.close()
  }
})
