/**
 * The whole June 2017 return of Project Salus on the sheet: what to type, what to paste, what the sheet must show then,
 * and how many key presses a spreadsheet asks for the same.
 */
import { expect, type Page } from '@playwright/test'
import { type Answer, answersFor, districts, publishedRatings, typedFor } from './june-returns.ts'

/** Never published for this month: answered with a reason in every district. */
export const neverPublished = 'CEH13'
export const whyNot = 'Not recorded'

/** Sends real key presses and counts each: a chord is as many as it has keys, a capital letter is two. */
export class Typist {
  readonly page: Page
  keys = 0

  constructor(page: Page) {
    this.page = page
  }

  async press(...chords: readonly string[]): Promise<void> {
    for (const chord of chords) {
      this.keys += keysOf(chord)
      await this.page.keyboard.press(chord)
    }
  }

  async write(text: string): Promise<void> {
    await this.press(...[...text].map(char => (char === ' ' ? 'Space' : char)))
  }
}

const keysOf = (chord: string): number => (/^[A-Z]$/.test(chord) ? 2 : chord.split('+').length)
const keysToWrite = (text: string): number => [...text].reduce((sum, char) => sum + keysOf(char), 0)

/**
 * What the council's spreadsheet asks: a row an indicator, a part and a whole column a district, counts in the part
 * column. Every entered cell is its characters and one key to go on (Tab from the part to the whole, Enter, which goes
 * back to the part column of the next row); a part or whole that is another row's figure is typed again, as nothing
 * follows there. "Not available" is typed once with its reason, copied and pasted into the five others. From the foot
 * of one district to the head of the next: Ctrl+Up and two to the right.
 */
export function spreadsheetKeys(): number {
  const on = 1
  const chord = 2
  const toNextDistrict = chord + 2
  const figures = districts
    .flatMap(answersFor)
    .reduce((sum, { texts }) => sum + texts.reduce((of, text) => of + keysToWrite(text) + on, 0), 0)
  const notAvailable =
    keysToWrite(`Not available: ${whyNot}`) + on + (on + chord) + (districts.length - 1) * (chord + on)
  return figures + notAvailable + (districts.length - 1) * toNextDistrict
}

/** Types the return from where the focus is, Dartford's first field, by keyboard alone. */
export async function typeJune(typist: Typist): Promise<void> {
  for (const [i, district] of districts.entries()) {
    const typed = typedFor(district)
    for (const [at, { code, text }] of typed.entries()) {
      await typist.write(text)
      const next = typed[at + 1]
      // Tab to the whole of the same cell, Enter down to the next row.
      await typist.press(next?.code === code ? 'Tab' : 'Enter')
      // Asked once: the choice offers the same for every district, and those are passed over from then on.
      if (i === 0 && code === rowBefore(typed)) await giveReasonEverywhere(typist)
    }
  }
}

/** The last row typed above the one that was never published. */
const rowBefore = (typed: readonly { readonly code: string }[]): string =>
  typed.findLast(one => one.code < neverPublished)?.code ?? ''

async function giveReasonEverywhere(typist: Typist): Promise<void> {
  await typist.write('n/a')
  const dialog = typist.page.getByRole('dialog')
  await expect(dialog.getByLabel('Why, in a few words')).toBeFocused()
  await typist.write(whyNot)
  await typist.press('Tab', 'Space', 'Enter')
  await expect(dialog).toBeHidden()
  // Down from the reason, over the council's own figure, to the next row that is typed.
  await expect(typist.page.getByRole('button', { name: /^CEH13 .*Not available/ }).first()).toBeFocused()
  await typist.press('ArrowDown', 'ArrowDown')
}

/** The return as a spreadsheet puts it on the clipboard: codes, titles, and a part and a whole column a district. */
export function juneBlock(lineEnd = '\r\n'): string {
  const codes = answersFor(districts[0]).map(answer => answer.code)
  const heading = ['Code', 'Indicator', ...districts.flatMap(district => [`${district} part`, `${district} whole`])]
  const lines = codes.map(code => {
    const texts = districts.flatMap(district => {
      const [part = '', whole = ''] = answersFor(district).find(answer => answer.code === code)?.texts ?? []
      return [part, whole]
    })
    return [code, 'as the council calls it', ...texts]
  })
  const gap = [neverPublished, 'as the council calls it', ...districts.flatMap(() => [`Not available: ${whyNot}`, ''])]
  return [heading, ...lines, gap].map(line => line.join('\t')).join(lineEnd) + lineEnd
}

/** What the sheet shows in every cell, by 'code, district': '4', '1 of 3', 'Not available'; and the rating, or ''. */
export type Shown = Readonly<Record<string, { readonly text: string; readonly rating: string }>>

export async function sheetShown(page: Page): Promise<Shown> {
  await expect(page.getByText('Done 90 of 90')).toBeVisible()
  return page.locator('.ff-sheet table').evaluate(table => {
    const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim()
    const heads = [...table.querySelectorAll('thead th')].map(head => clean(head.firstChild?.textContent))
    const shown: Record<string, { text: string; rating: string }> = {}
    for (const row of table.querySelectorAll('tbody tr:not(.ff-sheet__group)')) {
      const code = clean(row.querySelector('.ff-sheet__code')?.textContent)
      for (const [i, cell] of [...row.children].entries()) {
        if (i < 3) continue
        const side = (name: string): string => {
          const input = cell.querySelector<HTMLInputElement>(`[data-field="${name}"]`)
          return input ? input.value : clean(cell.querySelector(`[data-opens="${name}"]`)?.firstChild?.textContent)
        }
        const between = clean(cell.querySelector('.ff-cell__of')?.textContent)
        const text =
          between === ''
            ? cell.querySelector('.ff-gap')
              ? clean(cell.querySelector('.ff-gap')?.firstChild?.textContent)
              : side('value') || clean(cell.querySelector('.ff-cell__text')?.textContent)
            : `${side('part')} ${between} ${side('whole')}`
        const rating = /Green|Amber|Red/.exec(cell.querySelector('.ff-rag')?.textContent ?? '')?.[0] ?? ''
        shown[`${code}, ${heads[i] ?? ''}`] = { text, rating }
      }
    }
    return shown
  })
}

/** As the sheet shows it: a post of 5.0 is 5. */
const textOf = ({ texts, kind }: Answer): string =>
  texts.map(text => text.replace(/\.0$/, '')).join(kind === 'mean' ? ' for ' : ' of ')

/** The sheet is the published return: every figure of every district, and every rating that has a figure behind it. */
export function expectJune(shown: Shown): void {
  for (const district of districts) {
    for (const answer of answersFor(district))
      expect(shown[`${answer.code}, ${district}`]?.text, `${answer.code}, ${district}`).toBe(textOf(answer))
    expect(shown[`${neverPublished}, ${district}`]?.text).toBe('Not available')
    for (const [code, rag] of publishedRatings('district', district))
      if (code !== neverPublished) expect(shown[`${code}, ${district}`]?.rating, `${code}, ${district}`).toBe(rag)
  }
  expect(Object.keys(shown).length).toBe(7 * 16)
}
