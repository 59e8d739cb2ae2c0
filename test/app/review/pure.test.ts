import { describe, expect, it } from 'vitest'
import { entered } from '../../../src/app/review/behalf/entered-value.ts'
import { checksOf } from '../../../src/app/review/checks/answered-queries.ts'
import { toDecide } from '../../../src/app/review/decide/to-decide.ts'
import { type Choice, figureRows, isShown } from '../../../src/app/review/figures/figure-rows.ts'
import { reviewKeys, rowAfter, rowMove } from '../../../src/app/review/figures/row-keys.ts'
import { notLookedAt } from '../../../src/app/review/narrative/not-looked-at.ts'
import { differencesOf, differSentence, standingCells } from '../../../src/app/review/newer/differences.ts'
import { heldView } from '../../../src/app/review/newer/held-view.ts'
import { aboutWords, owesWords, sorted } from '../../../src/app/review/questions/about-words.ts'
import { nextReturn } from '../../../src/app/review/settle/next-return.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, IsoDate } from '../../../src/domain/ids.ts'
import { workingDayAfter } from '../../../src/domain/review/answer-by.ts'
import { achieved, amount, caseload, closed, context, gap, indicator, ratio, set } from '../../domain/small-set.ts'
import { set as setWithTexts, sheetFor } from '../fake-desk.ts'
import { received, row } from '../fake-office.ts'
import { asked, cell, officer, opId, someCells, text, view } from './one-return.tsx'

const explains = (about: string, words: string, reasons: readonly string[] = []): CellValue => ({
  type: 'explanation',
  text: words,
  reasons: [...reasons],
  cells: [about as CellKey],
})

describe('what differs between two versions', () => {
  it('is listed cell by cell, figures first in the order of the set, marks left out', () => {
    const before = standingCells(view().row.cells)
    const after = standingCells(
      view({
        cells: {
          ...someCells,
          closed: cell(amount(4)),
          achieved: cell(null),
          'narrative/month': cell(text('A quiet month.')),
          'cleared/narrative_month': cell(explains('narrative/month', '', ['name:1'])),
        },
      }).row.cells,
    )
    const differences = differencesOf(before, after, set)
    expect(differences.map(one => one.cell)).toEqual(['achieved', 'closed', 'narrative/month'])
    expect(differences[0]?.after).toBeNull()
    expect(differSentence(differences)).toBe('2 figures and 1 text differ')
    expect(differSentence(differences.slice(0, 1))).toBe('1 figure differs')
    expect(differSentence([])).toBe('nothing that is shown differs')
  })
})

describe('what stays on her screen', () => {
  const first = view()
  it('figures that came while she reads wait; what is said of them is shown at once', () => {
    const newest = view({
      cells: { ...someCells, closed: cell(amount(4), 2) },
      seen: '2'.repeat(64),
      ordinal: 2,
      rev: 5,
      review: { questions: [asked(9)] },
    })
    const { shown, newer } = heldView(first, newest, new Set())
    expect(newer).toBe(newest)
    expect(shown.row.cells).toBe(first.row.cells)
    expect(shown.seen).toBe(first.seen)
    expect(shown.row.submission?.ordinal).toBe(1)
    expect(shown.row.review?.questions).toHaveLength(1)
  })
  it('a decision taken back goes from the screen too', () => {
    const asking = view({ review: { questions: [asked(9)] } })
    const { shown } = heldView(asking, view({ cells: { ...someCells, closed: cell(amount(4), 2) } }), new Set())
    expect(shown.row.review).toBeUndefined()
  })
  it('the same figures move on by themselves, and so does what she wrote herself', () => {
    const accepted = view({ state: 'accepted', rev: 5 })
    expect(heldView(first, accepted, new Set())).toEqual({ shown: accepted, newer: undefined })
    const hers = view({ cells: { ...someCells, closed: cell(amount(4), 2) }, rev: 5 })
    expect(heldView(first, hers, new Set([opId(2)])).newer).toBeUndefined()
    expect(heldView(first, hers, new Set([opId(3)])).newer).toBe(hers)
  })
  it('another person’s version of the same cell is news', () => {
    const sides = [{ value: amount(5), token: opId(7), by: officer, deviceTime: received, receivedAt: received }]
    const two = view({ cells: { ...someCells, closed: cell(amount(3), 1, { sides }) }, rev: 5 })
    expect(heldView(first, two, new Set()).newer).toBe(two)
  })
})

describe('the rows of figures', () => {
  const now = context({ closed: amount(3), achieved: ratio('1'), open: amount(8) }, 'east-a', {
    '2017-05': { achieved: ratio('8', '13'), closed: amount(3) },
  })
  const before = context({ closed: amount(4), achieved: ratio('1'), open: amount(8) }, 'east-a', now.history)
  const rows = figureRows({ context: now, before, questions: [asked(1), asked(2, { cells: ['closed' as CellKey] })] })
  const of = (id: string) => rows.find(one => one.indicator.id === id)
  const left = (choice: Choice) => rows.filter(one => isShown(one, choice)).map(one => one.indicator.id)

  it('say what changed since the submission before: the figure, and what follows it', () => {
    expect(of('closed')?.sinceSubmission).toEqual({ was: '4', now: '3' })
    expect(of('achieved')?.sinceSubmission).toEqual({ was: '1 of 4', now: '1 of 3' })
    expect(of('open')?.sinceSubmission).toBeUndefined()
  })
  it('say what changed since the month before, where both have a figure', () => {
    expect(of('achieved')?.sinceMonth).toEqual({ was: '61.5', now: '33.3' })
    expect(of('closed')?.sinceMonth).toBeUndefined()
    expect(of('open')?.sinceMonth).toBeUndefined()
    expect(of('achieved')?.earlier).toHaveLength(12)
  })
  it('are chosen by what is odd', () => {
    expect(left('all')).toHaveLength(9)
    expect(left('submission')).toEqual(['closed', 'seen', 'open-share', 'achieved'])
    expect(left('month')).toEqual(['achieved'])
    expect(left('rated')).toEqual(['achieved'])
    expect(left('queries')).toEqual(['achieved'])
    expect(left('questions')).toEqual(['closed', 'achieved'])
  })
  it('a figure that became a gap, or a gap with another reason, has changed', () => {
    const other = context({ good: { type: 'gap', reason: 'not-available', note: 'lost' } })
    const since = (then: CellValue) =>
      figureRows({ context: other, before: context({ good: then }), questions: [] }).find(
        one => one.indicator.id === 'good',
      )?.sinceSubmission
    expect(since(ratio('1', '2'))).toEqual({ was: '1 of 2', now: 'Not available' })
    expect(since(gap('not-available'))).toEqual({ was: 'Not available', now: 'Not available: lost' })
  })
})

describe('keys on a row', () => {
  it('move, and stay at the ends', () => {
    const press = (key: string) => rowMove({ key, ctrlKey: false, metaKey: false, altKey: false })
    expect(rowAfter(press('j') ?? 'keys', 0, 3)).toBe(1)
    expect(rowAfter(press('ArrowDown') ?? 'keys', 2, 3)).toBe(2)
    expect(rowAfter(press('k') ?? 'keys', 0, 3)).toBe(0)
    expect(rowAfter(press('End') ?? 'keys', 0, 3)).toBe(2)
    expect(rowAfter(press('Home') ?? 'keys', 2, 3)).toBe(0)
    expect(press('?')).toBe('ask')
    expect(press('x')).toBeUndefined()
    expect(rowMove({ key: 'a', ctrlKey: true, metaKey: false, altKey: false })).toBeUndefined()
    expect(reviewKeys.length).toBeGreaterThan(5)
  })
})

describe('checks', () => {
  const history = { '2017-05': { achieved: ratio('8', '13'), withdrawn: ratio('0', '13') } }
  const figures = { closed: amount(3), achieved: ratio('1'), withdrawn: ratio('2') }
  it('lists unexplained queries first, and an explanation under what it answers', () => {
    const { queries, unexplained, written } = checksOf(
      context({ ...figures, 'explain/achieved': explains('achieved', 'Two moved away') }, 'east-a', history),
    )
    expect(queries.map(one => one.explained)).toEqual(queries.map(one => one.explained).toSorted())
    expect(unexplained).toBeGreaterThan(0)
    const answered = queries.find(one => one.explained)
    expect(answered?.name).toBe('achieved achieved')
    expect(answered?.said).toEqual(['Two moved away'])
    expect(written).toEqual([{ cell: 'explain/achieved', text: 'Two moved away', codes: ['achieved'] }])
  })
  it('counts reasons that were picked, and takes in explanations of several districts', () => {
    const wide = new Map([
      ['explain/achieved' as CellKey, explains('east-a/achieved', '', ['late'])],
      ['explain/closed' as CellKey, explains('east-b/closed', '', ['late'])],
    ])
    const here = context(
      { ...figures, 'explain/achieved': explains('achieved', '', ['late', 'moved']) },
      'east-a',
      history,
    )
    // The explanation of another district is none of this one's.
    expect(checksOf({ ...here, wide }).reasons).toEqual([
      { words: 'late', count: 2 },
      { words: 'moved', count: 1 },
    ])
  })
})

describe('what is to be decided', () => {
  const imported = indicator('imported', { source: 'imported' })
  const at = (cells: Readonly<Record<string, CellValue>>, history = {}) => ({
    ...context(cells, 'east-a', history),
    set: { ...set, indicators: [...set.indicators, imported] },
  })
  const cells = {
    imported: amount(5),
    'answer/imported': explains('imported', 'We counted seven', ['dispute']),
    'own/imported': amount(7),
    'earlier/closed_2017-05': amount(4),
    'earlier-why/closed_2017-05': explains('closed', 'one came late'),
    'earlier/open_2017-04': amount(9),
  }
  const history = { '2017-05': { closed: amount(3) }, '2017-04': { open: gap('to-follow') } }
  const stored = Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, cell(value, 5)])) as never
  it('names disputes, corrections and figures that were to follow, with the write she sees', () => {
    const items = toDecide(at(cells, history), { cells: stored })
    expect(items.map(one => [one.kind, one.cell, one.token, one.what, one.why])).toEqual([
      [
        'dispute',
        'answer/imported',
        opId(5),
        'The council’s figure, 5, is disputed. The provider’s own figure: 7.',
        'We counted seven',
      ],
      ['correction', 'earlier/closed_2017-05', opId(5), '4 proposed instead of 3.', 'one came late'],
      ['was-to-follow', 'earlier/open_2017-04', opId(5), '9 given for a figure that was “To follow”.', ''],
    ])
  })
  it('decided ones come last; one written anew since is open again and shows what was decided', () => {
    const ruling = (token: number) => ({
      token: opId(token),
      outcome: 'taken' as const,
      words: '',
      by: officer,
      at: received,
    })
    const rulings = { 'answer/imported': ruling(5), 'earlier/closed_2017-05': ruling(4) } as never
    const items = toDecide(at(cells, history), { cells: stored, review: { rulings } })
    expect(items.map(one => [one.kind, one.ruling?.outcome, one.earlier?.outcome])).toEqual([
      ['correction', undefined, 'taken'],
      ['was-to-follow', undefined, undefined],
      ['dispute', 'taken', undefined],
    ])
  })
})

describe('personal data nobody has looked at', () => {
  const month = { set: setWithTexts, period: context({}).period }
  const said = cell(text('Ring 01233 496 0123 or CT1 2EH'))
  it('names the text and what it looks like, until somebody has looked', () => {
    const warned = notLookedAt(month, { 'narrative/month': said } as never)
    expect(warned.map(one => one.cell)).toEqual(['narrative/month'])
    const cleared = cell(explains('narrative/month', '', ['postcode:1', 'phone:1', 'name:9']))
    expect(notLookedAt(month, { 'narrative/month': said, 'cleared/narrative_month': cleared } as never)).toEqual([])
  })
})

describe('questions', () => {
  const sheet = sheetFor('east-a')
  it('say what they are about and who owes an answer', () => {
    const cells = ['achieved' as CellKey]
    expect(aboutWords({ cells }, sheet, setWithTexts)).toBe('achieved achieved')
    expect(aboutWords({ cells, row: true }, sheet, setWithTexts)).toBe('achieved achieved, with its earlier months')
    expect(aboutWords({ cells: ['narrative/month' as CellKey], paragraph: 1 }, sheet, setWithTexts)).toBe(
      'Narrative: This month, paragraph 2',
    )
    expect(aboutWords({ cells: [] }, sheet, setWithTexts)).toBe('The whole return')
    expect(owesWords(asked(1))).toBe('The provider owes an answer')
  })
  it('those that wait for the council come first; closed ones apart', () => {
    const [first] = asked(1).messages
    if (!first) throw new Error('A question has a message')
    const answered = asked(2, { messages: [first, { ...first, id: opId(20), side: 'provider' }] })
    const { open, closed: done } = sorted([asked(1), answered, asked(3, { closed: { by: officer, at: received } })])
    expect(open.map(one => one.id)).toEqual([opId(2), opId(1)])
    expect(done.map(one => one.id)).toEqual([opId(3)])
  })
  it('are to be answered within five working days, bank holidays left out', () => {
    expect(workingDayAfter('2017-07-11' as IsoDate, 5)).toBe('2017-07-18')
    expect(workingDayAfter('2017-08-25' as IsoDate, 1)).toBe('2017-08-29')
    expect(workingDayAfter('2017-07-15' as IsoDate, 1)).toBe('2017-07-17')
  })
})

describe('the next return', () => {
  const waiting = { owedByProvider: 0, owedByCouncil: 1, since: null, cells: [] }
  const rows = [
    row('west-c', { state: 'submitted' }),
    row('east-a', { state: 'submitted' }),
    row('east-b', { state: 'sent-back' }),
    row('all'),
  ]
  it('is the next in the order of the set that needs an officer, and begins again at the top', () => {
    expect(nextReturn(rows, sheetFor('east-a'), set)).toBe(sheetFor('west-c'))
    expect(nextReturn(rows, sheetFor('west-c'), set)).toBe(sheetFor('east-a'))
    expect(nextReturn([row('east-a', { state: 'submitted' })], sheetFor('east-a'), set)).toBeUndefined()
  })
  it('one whose question waits for the council, or with something to decide, needs one too', () => {
    expect(nextReturn([row('east-b', { questions: waiting })], sheetFor('east-a'), set)).toBe(sheetFor('east-b'))
    expect(nextReturn([row('east-b', { state: 'accepted', toDecide: 1 })], sheetFor('east-a'), set)).toBe(
      sheetFor('east-b'),
    )
    expect(nextReturn([row('east-b', { state: 'released', toDecide: 1 })], sheetFor('east-a'), set)).toBeUndefined()
  })
})

describe('a figure entered for the provider', () => {
  const said = { source: 'by phone', date: '2017-07-03' }
  it('is of the indicator’s kind: part and whole, never a percentage', () => {
    expect(entered(closed, { ...said, value: '1,204' })).toEqual({ ok: true, value: amount(1204), ...said })
    expect(entered(achieved, { ...said, part: '2' })).toEqual({ ok: true, value: ratio('2'), ...said })
    expect(entered(caseload, { ...said, part: '8', whole: '2.5' })).toEqual({
      ok: true,
      value: ratio('8', '2.5'),
      ...said,
    })
    const percent = entered(achieved, { ...said, part: '64%' })
    expect(percent.ok ? '' : percent.wrong['part']).toBe('“64%” is a percentage: type the part and the whole.')
  })
  it('needs a figure, its source and the day', () => {
    const wrong = entered(closed, {})
    expect(wrong.ok ? [] : Object.keys(wrong.wrong).sort()).toEqual(['date', 'source', 'value'])
    const whole = entered(caseload, { ...said, part: '8' })
    expect(whole.ok ? {} : whole.wrong).toEqual({ whole: 'Enter the whole' })
  })
  it('or why there is none, with words', () => {
    expect(entered(closed, { ...said, gap: 'to-follow', note: 'being counted', expected: '2017-07-20' })).toEqual({
      ok: true,
      value: { type: 'gap', reason: 'to-follow', note: 'being counted', expected: '2017-07-20' },
      ...said,
    })
    const none = entered(closed, { ...said, gap: 'not-available' })
    expect(none.ok ? {} : none.wrong).toEqual({ note: 'Say why, in a few words' })
  })
})
