/** The versions of a text: every one that something was taken from, and none of the steps of typing one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, Instant, OpId, PersonId } from '../../../src/domain/ids.ts'
import type { ReturnChange } from '../../../src/protocol/record.ts'
import { textVersionsSchema } from '../../../src/protocol/text-versions.ts'
import { versionsOf } from '../../../src/server/record/text-versions.ts'
import { amount } from '../../domain/small-set.ts'
import { setCell } from '../operations.ts'
import { helper, month, people } from '../small-county.ts'
import { Browser, TestServer } from '../test-server.ts'

const cell = 'narrative/key-points' as CellKey
const text = (words: string): CellValue | null =>
  words === '' ? null : { type: 'text', paragraphs: words.split('\n\n'), audience: 'council' }

interface Step {
  readonly who?: string
  /** Seconds after ten o'clock. */
  readonly at: number
  readonly words: string
  readonly outcome?: ReturnChange['outcome']
}

const changes = (steps: readonly Step[]): readonly ReturnChange[] =>
  steps.map(({ who = 'one', at, words, outcome = 'applied' }, index) => {
    const time = new Date(Date.parse('2017-07-11T10:00:00.000Z') + at * 1_000).toISOString() as Instant
    return {
      number: index + 1,
      opId: `0190a0a0-0000-7000-8000-${String(index).padStart(12, '0')}` as OpId,
      person: { id: who as PersonId, name: who },
      receivedAt: '2017-07-12T10:00:00.000Z' as Instant,
      deviceTime: time,
      outcome,
      what: 'value',
      cell,
      before: null,
      after: text(words),
      chosen: false,
    }
  })
const wordsOf = (value: CellValue | null): string => (value?.type === 'text' ? value.paragraphs.join('\n\n') : '')
const kept = (steps: readonly Step[]): readonly string[] =>
  versionsOf(changes(steps), cell).map(version => wordsOf(version.value))

const long = 'Two workers were away for three weeks, so four families waited longer than we plan for.'

describe('the versions of a text', () => {
  it('leave out the steps of one sitting, with a word corrected on the way', () => {
    const steps = [1, 5, 20, 40, 41, 60].map((length, at) => ({ at, words: long.slice(0, length) }))
    expect(kept([...steps, { at: 7, words: `${long.slice(0, 50)}corrected` }, { at: 9, words: long }])).toEqual([long])
  })
  it('keep what was there before somebody deleted or replaced it, however fast', () => {
    expect(
      kept([
        { at: 0, words: long },
        { at: 1, words: 'New.' },
      ]),
    ).toEqual([long, 'New.'])
    expect(
      kept([
        { at: 0, words: long },
        { at: 1, words: '' },
        { at: 2, words: 'New.' },
      ]),
    ).toEqual([long, 'New.'])
    // Replaced by something longer: nothing of it is left.
    expect(
      kept([
        { at: 0, words: long },
        { at: 1, words: `${long.toUpperCase()} AND MORE` },
      ]),
    ).toHaveLength(2)
  })
  it('keep a text that was taken away little by little', () => {
    const steps = Array.from({ length: 40 }, (_, at) => ({
      at,
      words: long.slice(0, Math.max(long.length - at * 2, 9)),
    }))
    // All but its last word, which a corrected word would be too.
    expect(kept(steps)[0]).toMatch(/^Two workers .* than we plan f?o?r?/)
    expect(kept(steps).length).toBeLessThan(20)
  })
  it('keep another sitting, another person, and what came beside', () => {
    const steps: readonly Step[] = [
      { at: 0, words: 'One.' },
      { at: 601, words: 'One. Two.' },
      { at: 602, words: 'One. Two. Three.', who: 'two' },
      { at: 603, words: 'One. Two. Other.', who: 'one', outcome: 'conflict' },
      { at: 604, words: 'One. Two. Refused.', outcome: 'rejected' },
    ]
    expect(kept(steps)).toEqual(['One.', 'One. Two.', 'One. Two. Three.', 'One. Two. Other.'])
    expect(versionsOf(changes(steps), cell).at(-1)).toMatchObject({ beside: true })
  })
  it('lose no sentence that ever stood: each is in a version that is kept', () => {
    const sentence = fc.constantFrom(...'abcdefgh').map(letter => `${letter}aa ${letter}bb ${letter}cc.`)
    fc.assert(
      fc.property(fc.array(fc.array(sentence, { maxLength: 4 }), { minLength: 1, maxLength: 12 }), texts => {
        const steps = texts.map((sentences, at) => ({ at, words: sentences.join(' ') }))
        const all = kept(steps)
        for (const { words } of steps)
          for (const one of words.split(/(?<=\.) /)) expect(all.some(version => version.includes(one))).toBe(true)
        expect(all.at(-1)).toBe(steps.at(-1)?.words)
      }),
    )
  })
})

describe('asking for the versions of a text', () => {
  it('gives her who reads the return each version once, twenty at a time, newest first; of texts only', async () => {
    const at = await TestServer.open()
    const editor = await Browser.signIn(at, 'editor')
    const lead = await Browser.signIn(at, 'lead')
    let base: OpId | null = null
    for (let n = 1; n <= 45; n += 1) {
      const made = setCell(editor, n, cell, text(`Version ${n} ${'abcdefghij'[n % 10]?.repeat(30)}.`), { base })
      await editor.push([made])
      base = made.opId
    }
    await editor.push([setCell(editor, 46, 'closed', amount(4))])
    const ask = (query: string) => lead.get(`/api/returns/${helper}/east-a/${month}/versions?${query}`)
    const all: string[] = []
    let next: number | null = null
    do {
      const page = textVersionsSchema.parse((await ask(`cell=${cell}${next === null ? '' : `&before=${next}`}`)).json())
      all.push(...page.versions.map(version => wordsOf(version.value).split(' ')[1] ?? ''))
      expect(page.versions[0]?.person).toEqual({ id: editor.id, name: people.editor.name })
      next = page.next
    } while (next !== null)
    expect(all).toEqual(Array.from({ length: 45 }, (_, index) => String(45 - index)))
    expect((await ask('cell=closed')).statusCode).toBe(404)
    expect((await ask('cell=cleared/narrative_key-points')).statusCode).toBe(404)
    expect((await ask('')).statusCode).toBe(400)
    await at.close()
  })
})
