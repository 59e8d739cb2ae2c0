import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { countFlushes } from '../bench/rig/flushes.ts'
import { whyNoStrace } from '../strace.ts'
import { County } from './county.ts'
import { KillableBrowser } from './killable.ts'
import { field, firstDay, openJune, saved } from './person.ts'

const because = whyNoStrace()

/** A process and all that it started. */
function family(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const after = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
        return [{ pid: Number(name), parent: Number(after[1]) }]
      } catch {
        // It ended while the list was read.
        return []
      }
    })
  const found = [pid]
  for (const known of found) found.push(...parents.filter(each => each.parent === known).map(each => each.pid))
  return found
}

test('P17 a save is flushed to the disk once, not less and not more', async () => {
  test.skip(because !== undefined, because ?? '')
  test.setTimeout(120_000)
  const saves = 20
  const county = await County.open()
  const browser = new KillableBrowser()
  try {
    const page = await browser.launch()
    await firstDay(page, county.url, 'editor')
    await openJune(page)
    await county.end()
    const one = async (figure: number): Promise<void> => {
      await field(page, 'Gravesham', 'CEH04').fill(String(figure))
      await field(page, 'Gravesham', 'CEH04').press('Tab')
      await expect(field(page, 'Gravesham', 'CEH04')).not.toBeFocused()
      await saved(page)
    }
    await one(100)
    // Only the log of this site's database: cookies, caches and preferences flush for reasons of their own.
    const counting = await countFlushes(family(browser.pid), /IndexedDB.*\.log>/)
    try {
      for (let n = 1; n <= saves; n += 1) await one(100 + n)
      const flushes = counting.since()
      expect(flushes).toBeGreaterThanOrEqual(saves)
      // A try to send in between may mark what leaves.
      expect(flushes).toBeLessThanOrEqual(saves + 3)
    } finally {
      await counting.stop()
    }
  } finally {
    await browser.close()
    await county.close()
  }
})
