/** Which values the server takes in which cells: one row a kind of cell, and its refusals. */
import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { CellKey } from '../../src/domain/ids.ts'
import { period } from '../../src/domain/time/period.ts'
import type { ProblemCode } from '../../src/protocol/problems.ts'
import { misfit } from '../../src/server/sync/decide/fits.ts'
import { carriedPosts, everyKind } from '../domain/every-kind.ts'
import { amount, contract, gap, pid, printed, ratio } from '../domain/small-set.ts'

const said = (reasons: readonly string[] = [], text = 'So.'): CellValue => ({
  type: 'explanation',
  text,
  reasons: [...reasons],
  cells: [],
})
const text: CellValue = { type: 'text', paragraphs: ['Quiet.'], audience: 'council' }

type Row = readonly [
  cell: string,
  value: CellValue | null,
  refused: ProblemCode | undefined,
  what: string,
  place?: string,
]

const set = { ...everyKind, indicators: [...everyKind.indicators, carriedPosts] }
const refusedAs = (cell: string, value: CellValue | null, place = 'east-a', month = '2017-06') =>
  misfit(set, { contract, place: pid(place), period: period(month) }, cell as CellKey, value)

describe('the kinds of cells beside a figure', () => {
  const rows: readonly Row[] = [
    // Lines.
    ['visits/js', amount(3), undefined, 'a worker’s line'],
    ['visits/js', amount('1.5'), 'out-of-bounds', 'half a visit in a line'],
    ['visits/js', text, 'wrong-kind', 'a text as a line'],
    ['visits/js', null, undefined, 'a line taken out'],
    ['attended/east-a-hall', ratio(1, 4), undefined, 'a centre’s line of a percentage'],
    ['attended/east-a-hall', amount(1), 'wrong-kind', 'a count as a line of a percentage'],
    ['closed/js', amount(3), 'unknown-cell', 'a line of a figure without lines'],
    ['visits/js', amount(3), 'unknown-cell', 'a district’s line in the contract’s part', 'all'],
    // The council's figures.
    ['counted', amount(3), 'not-yours-to-enter', 'the council’s figure itself'],
    ['answer/counted', said(['agree'], ''), undefined, 'agreed'],
    ['answer/counted', said(['dispute']), undefined, 'disputed with a reason'],
    ['answer/counted', null, undefined, 'an answer taken back'],
    ['answer/counted', amount(3), 'wrong-kind', 'a figure as an answer'],
    ['answer/closed', said(['agree']), 'not-yours-to-enter', 'an answer to a figure she types'],
    ['answer/none', said(['agree']), 'unknown-cell', 'an answer about nothing'],
    ['own/counted', amount(3), undefined, 'an own figure'],
    ['own/counted', amount('3.5'), 'out-of-bounds', 'half a case as an own figure'],
    ['own/repeat', ratio(1, 3), undefined, 'an own percentage'],
    ['own/repeat', printed('33.3'), 'wrong-kind', 'a printed percentage as an own one'],
    ['own/closed', amount(3), 'not-yours-to-enter', 'an own figure beside one she types'],
    // Earlier months.
    ['earlier/closed_2017-05', amount(62), undefined, 'another figure for May'],
    ['earlier/closed_2017-05', gap('not-available'), undefined, 'it cannot be known any more'],
    ['earlier/closed_2017-05', null, undefined, 'a proposal taken back'],
    ['earlier/closed_2017-05', ratio(1, 2), 'wrong-kind', 'a percentage for a count of May'],
    ['earlier/closed_2017-06', amount(62), 'unknown-cell', 'this month as an earlier one'],
    ['earlier/closed_2017-07', amount(62), 'unknown-cell', 'a month to come'],
    ['earlier/closed_May', amount(62), 'unknown-cell', 'no month'],
    ['earlier/counted_2017-05', amount(62), 'not-yours-to-enter', 'a correction of the council’s figure'],
    ['earlier/seen_2017-05', amount(62), 'not-yours-to-enter', 'a correction of a derived figure'],
    ['earlier/staff_2017-05', amount(7), 'unknown-cell', 'the contract’s figure of May in a district'],
    ['earlier/staff_2017-05', amount(7), undefined, 'the contract’s figure of May in its own part', 'all'],
    ['earlier-why/closed_2017-05', said(), undefined, 'why'],
    ['earlier-why/closed_2017-05', amount(1), 'wrong-kind', 'a figure as a reason'],
    ['earlier-why/closed_2017-06', said(), 'unknown-cell', 'why, of this month'],
    // Carried, looked at.
    ['carried/posts', said([], ''), undefined, 'the same as last month'],
    ['carried/closed', said([], ''), 'unknown-cell', 'carried where nothing is carried'],
    ['carried/posts', amount(2), 'wrong-kind', 'a figure as a mark'],
    ['cleared/narrative_month', said(['nhs-number:1'], ''), undefined, 'warnings looked at'],
    ['cleared/narrative_month', text, 'wrong-kind', 'a text as what was looked at'],
    ['cleared/earlier_nothing', said(), 'unknown-cell', 'warnings of no text'],
    // Whatever begins with no first word of ours is an indicator's line, and it has none.
    ['proposed/closed', amount(1), 'unknown-cell', 'a kind there is not'],
  ]
  for (const [cell, value, refused, what, place] of rows)
    it(`${what}: ${refused ?? 'taken'}`, () => expect(refusedAs(cell, value, place)).toBe(refused))

  it('an earlier month is judged by what the indicator was in that month', () => {
    const ended = {
      ...set,
      indicators: set.indicators.map(one => (one.id === 'closed' ? { ...one, to: period('2017-04') } : one)),
    }
    const at = { contract, place: pid('east-a'), period: period('2017-06') }
    expect(misfit(ended, at, 'earlier/closed_2017-04' as CellKey, amount(1))).toBeUndefined()
    expect(misfit(ended, at, 'earlier/closed_2017-05' as CellKey, amount(1))).toBe('unknown-cell')
    expect(misfit(ended, at, 'closed' as CellKey, amount(1))).toBe('unknown-cell')
  })
})
