import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { chance, pick, seed } from './chance.ts'
import { County } from './county.ts'
import { field, firstDay, openJune, received, saved, type } from './person.ts'

/** Seconds of typing: a few in `npm test`, a minute in `npm run prove`. */
const seconds = Number(process.env['FIELDFARE_MINUTE'] ?? 8)
const sheet = 'fs-project-salus-2016/gravesham/2017-06'
const cells = [
  ['CEH01', 'fs-new-cases'],
  ['CEH04', 'fs-open'],
  ['CEH05', 'fs-closed'],
] as const

interface Stored {
  readonly opId: string
  readonly base: string | null
  readonly person: string
  readonly outcome: string
  readonly kind: string
  readonly value: string | null
  readonly sides: readonly string[]
}

/** Everything the server stored of a cell, in the order it came. */
const storedOf = (county: County, cell: string): readonly Stored[] =>
  county
    .rows(
      'select op_id, base, person, outcome, body from operation where sheet = ? and cell = ? order by rowid',
      sheet,
      cell,
    )
    .map(row => {
      const body: { kind: string; value: { value?: string } | null; sides?: string[] } = JSON.parse(String(row['body']))
      return {
        opId: String(row['op_id']),
        base: row['base'] === null ? null : String(row['base']),
        person: String(row['person']),
        outcome: String(row['outcome']),
        kind: body.kind,
        value: body.value?.value ?? null,
        sides: body.sides ?? [],
      }
    })

test(`P2 P4 P18 two tabs and two browsers on one return for ${seconds} s: every figure typed stands, was replaced by who saw it, or is a side`, async ({
  browser,
}) => {
  test.setTimeout(120_000 + seconds * 2_000)
  console.log(`seed ${seed}`)
  const county = await County.open()
  const contexts: BrowserContext[] = []
  try {
    const open = async (who: 'editor' | 'lead'): Promise<readonly Page[]> => {
      const context = await browser.newContext()
      contexts.push(context)
      const first = await context.newPage()
      await firstDay(first, county.url, who)
      await openJune(first)
      const second = await context.newPage()
      await second.goto(first.url())
      await expect(field(second, 'Gravesham', 'CEH01')).toBeVisible({ timeout: 30_000 })
      return [first, second]
    }
    const editor = await open('editor')
    const lead = await open('lead')
    let figure = 1_000
    const until = Date.now() + seconds * 1_000
    /**
     * What each device typed into each cell, from when until its page said that everything was saved: its two tabs type
     * at once, and of two that overlap, the one committed last stands, whichever was left first.
     */
    const typed = new Map<
      string,
      { readonly text: string; readonly began: number; readonly saved: Promise<number> }[]
    >()
    const work = async (who: string, page: Page, random: () => number): Promise<void> => {
      while (Date.now() < until) {
        const [code, cell] = pick(random, cells)
        figure += 1
        const text = String(figure)
        const own = typed.get(`${who} ${cell}`) ?? []
        typed.set(`${who} ${cell}`, own)
        const began = performance.now()
        await type(page, 'Gravesham', code, text)
        own.push({ text, began, saved: saved(page).then(() => performance.now()) })
        await page.waitForTimeout(random() * 400)
      }
    }
    await Promise.all([
      ...editor.map((page, n) => work('editor', page, chance(seed + n))),
      ...lead.map((page, n) => work('lead', page, chance(seed + 10 + n))),
    ])
    const pages = [...editor, ...lead]
    for (const page of pages) {
      await field(page, 'Gravesham', 'CEH08', 'part').focus()
      await saved(page)
    }
    for (const page of pages) await received(page)

    const truth = county.cells(sheet)
    for (const [code, cell] of cells) {
      const stored = storedOf(county, cell)
      const about = `seed ${seed}, ${code}`
      // Every page shows what stands, and that it is contested where it is.
      const stands = truth[cell]?.value?.value ?? ''
      const sides = truth[cell]?.sides ?? []
      for (const page of pages) {
        await expect(field(page, 'Gravesham', code), about).toHaveValue(stands, { timeout: 60_000 })
        if (sides.length === 0) continue
        await field(page, 'Gravesham', code).focus()
        await expect(page.getByText(/entered this differently/).first(), about).toBeAttached()
        await field(page, 'Gravesham', 'CEH08', 'part').focus()
      }
      const byId = new Map(stored.map(each => [each.opId, each]))
      const kept = new Set([truth[cell]?.token, ...sides.map(side => side.token)])
      for (const [index, each] of stored.entries()) {
        expect(['applied', 'conflict'], about).toContain(each.outcome)
        const later = stored.slice(index + 1)
        const replaced = later.some(
          other =>
            // By somebody who saw it: she named it, as what she replaced or as a side she closed.
            other.base === each.opId ||
            other.sides.includes(each.opId) ||
            // By its own author, in the conflict that both belong to.
            (each.outcome === 'conflict' && other.person === each.person),
        )
        expect(kept.has(each.opId) || replaced, `${about}: ${each.value} by ${each.person} is lost`).toBe(true)
        // A write that was applied replaced exactly what its author named, or closed the sides it named.
        if (each.outcome === 'applied' && each.kind === 'set' && each.base !== null)
          expect(byId.has(each.base), `${about}: ${each.value}`).toBe(true)
      }
      // Nothing typed is missing: on the server, or replaced on its own device by a later figure before it left.
      const values = stored.map(each => each.value)
      const everything = ['editor', 'lead'].flatMap(who => (typed.get(`${who} ${cell}`) ?? []).map(one => one.text))
      for (const value of values) expect(everything, `${about}: ${value} was typed by nobody`).toContain(value)
      for (const who of ['editor', 'lead']) {
        const own = await Promise.all(
          (typed.get(`${who} ${cell}`) ?? []).map(async one => ({ ...one, saved: await one.saved })),
        )
        const arrived = own.filter(one => values.includes(one.text))
        for (const { text, began } of own.filter(one => !arrived.includes(one)))
          expect(
            arrived.some(other => other.saved > began),
            `${about}: ${text} by ${who} never arrived; typed ${JSON.stringify(own)}, received ${values}`,
          ).toBe(true)
      }
      expect(new Set(values).size, about).toBe(values.length)
    }
  } finally {
    for (const context of contexts) await context.close()
    await county.close()
  }
})
