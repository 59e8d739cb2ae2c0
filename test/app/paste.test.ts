import { describe, expect, it } from 'vitest'
import { isBlock, readBlock } from '../../src/app/sheet/keys/block.ts'
import { type PasteSheet, planPaste } from '../../src/app/sheet/keys/paste.ts'
import { achieved, caseload, closed, good, open, pid, seen } from '../domain/small-set.ts'

const rows = [closed, open, achieved, good, caseload, seen].map((indicator, i) => ({ indicator, code: `SU0${i + 1}` }))
const columns = [
  { place: pid('east-a'), name: 'A', editable: true },
  { place: pid('east-b'), name: 'Shepway', editable: true },
  { place: pid('west-c'), name: 'C', editable: false },
]
const sheet: PasteSheet = {
  rows,
  columns,
  asked: (_place, indicator) => indicator.source === 'provider',
  followed: () => undefined,
}
const top = { row: 0, column: 0 }
const plan = (text: string, at = top, on = sheet) => planPaste(readBlock(text), on, at)
const placed = (text: string, at = top, on = sheet) =>
  plan(text, at, on).fits.map(
    fit => `${fit.indicator.id} ${fit.place} ${[...fit.texts].map(pair => pair.join('=')).join(' ')}`,
  )

describe('a copied block', () => {
  it('is more than one cell; one cell alone is typed as usual', () => {
    expect([isBlock('12'), isBlock('12\r\n'), isBlock('1\t2'), isBlock('1\n2')]).toEqual([false, false, true, true])
  })
  it('keeps quoted tabs, line ends and quotes inside a cell', () => {
    expect(readBlock('a\t"b\nc ""d"""\r\ne\tf\r\n')).toEqual([
      ['a', 'b\nc "d"'],
      ['e', 'f'],
    ])
  })
})

describe('where a block goes', () => {
  it('by district names under a title line, never shifted by the columns before them', () => {
    const text =
      'Support\t\t\tJune 2017\t\t\nCode\tIndicator\tTarget\tA\tShepway\tTotal\nSU01\tclosed\t-\t4\t5\t9\nSU03\tachieved\t80%\t3 of 4\t2/5\t'
    expect(placed(text)).toEqual([
      'closed east-a value=4',
      'closed east-b value=5',
      'achieved east-a part=3',
      'achieved east-b part=2',
    ])
    expect(plan(text).unfits).toEqual([])
  })
  it('by codes alone, past a column of percentages, which are targets', () => {
    expect(placed('SU01\tclosed\t80%\t4\t5\nSU02\topen\t70%\t6\t7')).toEqual([
      'closed east-a value=4',
      'closed east-b value=5',
      'open east-a value=6',
      'open east-b value=7',
    ])
  })
  it('by position from the cell in focus', () => {
    expect(placed('1\t2\n3\t4')).toEqual([
      'closed east-a value=1',
      'closed east-b value=2',
      'open east-a value=3',
      'open east-b value=4',
    ])
    expect(placed('7\n8', { row: 1, column: 1 })).toEqual(['open east-b value=7', 'achieved east-b part=8'])
  })
  it('by the codes and district names copied with it, whatever cell is in focus', () => {
    const text = 'Code\tIndicator\tShepway\tA\tTotal\nSU02\tOpen\t5\t6\t11\nsu01\tClosed\t1\t\t1'
    expect(plan(text, { row: 3, column: 1 }).by).toBe('labels')
    expect(placed(text, { row: 3, column: 1 })).toEqual([
      'open east-b value=5',
      'open east-a value=6',
      'closed east-b value=1',
    ])
    expect(plan(text).unfits).toEqual([])
  })
  it('by codes alone: figures begin at the first column of numbers, in the focused district', () => {
    expect(placed('SU01\tCases closed\t4\t5')).toEqual(['closed east-a value=4', 'closed east-b value=5'])
  })
  it('part and whole: "3/4", "3 of 4", or a column each', () => {
    expect(placed('3/4\n', { row: 3, column: 0 })).toEqual(['good east-a part=3 whole=4'])
    expect(placed('3 of 4\t1\n', { row: 3, column: 0 })).toEqual(['good east-a part=3 whole=4', 'good east-b part=1'])
    expect(placed('Code\tA part\tA whole\nSU04\t3\t4')).toEqual(['good east-a part=3 whole=4'])
    expect(placed('2.3\t3.9', { row: 4, column: 0 })).toEqual([
      'caseload east-a whole=2.3',
      'caseload east-b whole=3.9',
    ])
  })
  it('a whole that is what it follows anyway is not stored; another is', () => {
    const following = { ...sheet, followed: () => '4' as never }
    expect(placed('1/4\t1/5', { row: 2, column: 0 }, following)).toEqual([
      'achieved east-a part=1',
      'achieved east-b part=1 whole=5',
    ])
    // The closed cases of the same paste count before those of the sheet.
    expect(placed('SU01\t9\nSU03\t1/9', top, following)).toEqual(['closed east-a value=9', 'achieved east-a part=1'])
  })
})

describe('what does not fit is said, each with its place', () => {
  it('letters, percentages, gaps without a reason, other people’s figures, closed returns', () => {
    const found = plan('12a\t64%\t3\nn/a\t-3\t1', { row: 0, column: 0 }).unfits
    expect(found.map(one => [one.where, one.because])).toEqual([
      ['SU01, A', 'unreadable'],
      ['SU01, Shepway', 'percentage'],
      ['SU01, C', 'read-only'],
      ['SU02, A', 'needs-a-reason'],
      ['SU02, Shepway', 'negative'],
      ['SU02, C', 'read-only'],
    ])
    expect(plan('5', { row: 5, column: 0 }).unfits[0]?.because).toBe('not-entered-here')
  })
  it('rows and columns beyond the sheet', () => {
    expect(plan('1\n2', { row: 5, column: 0 }).unfits.map(one => one.because)).toEqual(['not-entered-here', 'no-row'])
    expect(plan('1\t2\t3', { row: 0, column: 1 }).unfits.map(one => one.because)).toEqual(['read-only', 'no-column'])
  })
})
