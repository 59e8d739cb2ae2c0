import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typedCell } from '../../src/app/sheet/cell/typed-value.ts'
import { type Block, readBlock } from '../../src/app/sheet/keys/block.ts'
import { copiedText } from '../../src/app/sheet/keys/cell-text.ts'
import { asHtml, asText, extended, rectangleOf, sizeWords } from '../../src/app/sheet/keys/chosen.ts'
import { type PasteSheet, planBothWays, planPaste, turnRound } from '../../src/app/sheet/keys/paste.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import { achieved, amount, caseload, closed, good, open, pid, ratio } from '../domain/small-set.ts'

const rows = [closed, open, achieved, good, caseload].map((indicator, i) => ({ indicator, code: `SU0${i + 1}` }))
const columns = ['A', 'B', 'C'].map(name => ({ place: pid(name.toLowerCase()), name, editable: true }))
const sheet: PasteSheet = { rows, columns, asked: () => true, followed: () => undefined }
const top = { row: 0, column: 0 }
const placed = (plan: ReturnType<typeof planPaste>) =>
  plan.fits.map(
    fit => `${fit.indicator.id} ${fit.place} ${fit.gap?.note ?? [...fit.texts].map(pair => pair.join('=')).join(' ')}`,
  )

describe('a block with districts down and indicators across', () => {
  it('is turned round when more of it fits so, and says so; the other way is still there to choose', () => {
    const block = readBlock('\tSU01\tSU02\nA\t4\t37\nB\t3\t62')
    const [best, other] = planBothWays(block, sheet, top)
    expect(best.turned).toBe(true)
    expect(placed(best)).toEqual(['closed a value=4', 'closed b value=3', 'open a value=37', 'open b value=62'])
    expect(other.turned).toBe(false)
    expect(other.fits).toEqual([])
  })
  it('by position: five across and three down fits only turned round', () => {
    const [best] = planBothWays(readBlock('1\t2\t1\t1\t1\n3\t4\t1\t1\t1\n5\t6\t1\t1\t1'), sheet, top)
    expect([best.turned, best.fits.length]).toEqual([true, 15])
  })
  it('is left as it is when both ways fit as much', () => {
    expect(planBothWays(readBlock('1\t2\n3\t4'), sheet, top)[0].turned).toBe(false)
  })
  it('turned twice it is the block again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (height, width) => {
        const block: Block = Array.from({ length: height }, (_, y) =>
          Array.from({ length: width }, (_, x) => `${y},${x}`),
        )
        expect(turnRound(turnRound(block))).toEqual(block)
      }),
    )
  })
  it('names what does not fit by its own lines, not by the turned ones', () => {
    const [plan] = planBothWays(readBlock('\tSU01\tXX9\nA\t4\t7\nB\t3\t'), sheet, top)
    expect(plan.turned).toBe(true)
    expect(plan.unfits.map(one => one.where)).toEqual(['line 2, column 3'])
  })
})

describe('what the three spreadsheets put on the clipboard', () => {
  it('Excel: quoted cells, trailing empty columns, CRLF; thousands; no-break spaces; dashes for nothing', () => {
    const plan = planPaste(readBlock('"1,234"\t\u00a07\u00a0\t–\t\t\r\n-\t1\u00a0234\t—\t\t\r\n'), sheet, top)
    expect(placed(plan)).toEqual(['closed a value=1,234', 'closed b value=7', 'open b value=1\u00a0234'])
    expect(plan.unfits).toEqual([])
    expect(plan.blanks).toBe(3)
  })
  it('merged district names over part and whole columns', () => {
    const text =
      '\t\tA\t\tB\t\nCode\tIndicator\tPart\tWhole\tPart\tWhole\nSU01\tclosed\t4\t\t3\t\nSU04\tgood\t3\t4\t1\t2'
    expect(placed(planPaste(readBlock(text), sheet, { row: 3, column: 2 }))).toEqual([
      'closed a value=4',
      'closed b value=3',
      'good a part=3 whole=4',
      'good b part=1 whole=2',
    ])
  })
  it('"Not available: why" is an answer, without a reason it waits for one, and n/a is not clear', () => {
    const plan = planPaste(readBlock('Not available: not recorded\tto follow\tn/a'), sheet, top)
    expect(plan.fits.map(fit => fit.gap)).toEqual([{ type: 'gap', reason: 'not-available', note: 'not recorded' }])
    expect(plan.unexplained.map(fit => fit.gap.reason)).toEqual(['to-follow'])
    expect(plan.unfits.map(unfit => unfit.because)).toEqual(['needs-a-reason'])
  })
})

describe('a block that is copied and pasted back', () => {
  const digits = fc.integer({ min: 0, max: 99_999 }).map(String)
  const whole = fc.option(digits, { nil: undefined })
  const gaps = fc.oneof(
    fc.record({
      reason: fc.constantFrom('not-available' as const, 'not-applicable' as const),
      note: fc.stringMatching(/^[a-z:"\t]{0,8}[a-z]$/),
    }),
    fc.record({
      reason: fc.constant('to-follow' as const),
      note: fc.constant('later'),
      expected: fc.constant('2017-08-01' as never),
    }),
  )
  const anyValue = (indicator: typeof good): fc.Arbitrary<CellValue | null> =>
    fc.oneof(
      fc.constant(null),
      gaps.map((said): CellValue => ({ type: 'gap', ...said, note: said.note.trim() })),
      indicator.kind === 'count'
        ? digits.map(amount)
        : fc.tuple(whole, whole).map(([part, of]) => (part === undefined && of === undefined ? null : ratio(part, of))),
    )

  /** A side typed as what it follows anyway goes on following it, and is not stored. */
  const followingAgain = (
    indicator: typeof good,
    value: CellValue | null,
    amountOf: (id: string) => string | undefined,
  ): CellValue | null => {
    if (value?.type !== 'ratio') return value
    const sides = (['part', 'whole'] as const).flatMap(side => {
      const follows = indicator[side]?.follows
      const typed = value[side]
      return typed === undefined || (follows !== undefined && amountOf(follows) === typed) ? [] : [[side, typed]]
    })
    return sides.length === 0 ? null : { type: 'ratio', ...Object.fromEntries(sides) }
  }

  it('makes the same cells, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.tuple(...rows.map(({ indicator }) => fc.tuple(...columns.map(() => anyValue(indicator))))),
        values => {
          const block = values.map((line, i) => line.map(value => copiedText(rows[i]?.indicator ?? closed, value, {})))
          const plan = planPaste(readBlock(asText(block)), sheet, top)
          expect(plan.unfits).toEqual([])
          const pasted = new Map(
            plan.fits.map(fit => [
              `${fit.place}/${fit.indicator.id}`,
              fit.gap ?? typedCell(fit.indicator, null, fit.texts).save,
            ]),
          )
          for (const [i, line] of values.entries())
            for (const [j, value] of line.entries())
              expect(pasted.get(`${columns[j]?.place}/${rows[i]?.indicator.id}`) ?? null).toEqual(
                followingAgain(rows[i]?.indicator ?? closed, value, id => {
                  const other = values[rows.findIndex(row => row.indicator.id === id)]?.[j]
                  return other?.type === 'amount' ? other.value : undefined
                }),
              )
        },
      ),
    )
  })
  it('is a table too, with nothing of a note taken for markup', () => {
    expect(asHtml([['1 of 3', '<b>&']])).toBe('<table><tr><td>1 of 3</td><td>&lt;b&gt;&amp;</td></tr></table>')
  })
})

describe('choosing a block', () => {
  const extent = { rows: 3, columns: 2 }
  it('grows and shrinks from where it began, never out of the sheet', () => {
    const from = { row: 1, column: 1 }
    const up = extended({ from, to: from }, -1, -1, extent)
    expect(rectangleOf(up)).toEqual({ top: 0, left: 0, rows: 2, columns: 2 })
    expect(extended(up, -1, 0, extent)).toEqual(up)
    expect(sizeWords(rectangleOf(up))).toBe('2 by 2 cells')
    expect(sizeWords(rectangleOf({ from, to: from }))).toBe('1 cell')
  })
})
