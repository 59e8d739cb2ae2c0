import { describe, expect, it } from 'vitest'
import { changesOf, disputesOf, exceptionsOf, exceptionsOfTotals } from '../../../src/domain/meetings/exceptions.ts'
import type { ReturnContext } from '../../../src/domain/reading.ts'
import { achieved, amount, context, ratio, set } from '../small-set.ts'

const explanation = (text: string) => ({ type: 'explanation', text, reasons: [], cells: ['achieved'] }) as never

describe('what stands out in a return', () => {
  it('is a Red with what was written about it, and an Amber only the second time', () => {
    const history = { '2017-05': { closed: amount(20), achieved: ratio(14) } }
    const red = exceptionsOf(
      context(
        { closed: amount(20), achieved: ratio(5), 'explain/achieved': explanation('Staff left') },
        'east-a',
        history,
      ),
    )
    expect(red.map(one => [one.reading.indicator.id, one.because, one.said.map(({ text }) => text)])).toEqual([
      ['achieved', 'explain-red', ['Staff left']],
    ])
    const amber = { closed: amount(20), achieved: ratio(14) }
    expect(exceptionsOf(context(amber, 'east-a', history)).map(one => one.because)).toEqual(['explain-amber-twice'])
    expect(exceptionsOf(context(amber))).toEqual([])
  })
  it('comes Reds first', () => {
    const history = { '2017-05': { closed: amount(20), achieved: ratio(14), withdrawn: ratio(1) } }
    const found = exceptionsOf(
      context({ closed: amount(20), achieved: ratio(14), withdrawn: ratio(9) }, 'east-a', history),
    )
    expect(found.map(one => one.because)).toEqual(['explain-red', 'explain-amber-twice'])
  })
  it('is a Red total of the contract, once every district is in', () => {
    const cells = { closed: amount(20), achieved: ratio(5) }
    const all = ['east-a', 'east-b', 'west-c'].map(place => context(cells, place))
    const wide = context({}, 'all')
    expect(exceptionsOfTotals(wide, all).map(one => [one.reading.indicator.id, one.because])).toEqual([
      ['achieved', 'explain-red'],
    ])
    expect(exceptionsOfTotals(wide, [...all.slice(1), context({}, 'east-a')])).toEqual([])
    expect(exceptionsOfTotals(wide, [])).toEqual([])
  })
  it('names a figure of the council’s that is disputed', () => {
    const imported = { ...achieved, source: 'imported' as const }
    const at: ReturnContext = {
      ...context({
        achieved: ratio(5, 20),
        'answer/achieved': { type: 'explanation', text: 'Two are missing', reasons: ['dispute'], cells: [] } as never,
      }),
      set: { ...set, indicators: [imported] },
    }
    expect(disputesOf(at).map(one => [one.indicator.id, one.reason])).toEqual([['achieved', 'Two are missing']])
    expect(disputesOf({ ...at, cells: new Map([['achieved' as never, ratio(5, 20)]]) })).toEqual([])
  })
})

describe('what changed in a month', () => {
  it('comes worsened first with the rating before, and counts what is the same or alone', () => {
    const history = {
      '2017-05': { closed: amount(20), achieved: ratio(18), withdrawn: ratio(3), open: amount(7) },
    }
    const { changed, same, alone } = changesOf([
      context(
        { closed: amount(20), achieved: ratio(5), withdrawn: ratio(1), open: amount(7), good: ratio(1, 2) },
        'east-a',
        history,
      ),
    ])
    expect(
      changed.map(({ reading, before }) => [reading.indicator.id, reading.direction.type, reading.rating.rag, before]),
    ).toEqual([
      ['achieved', 'worsened', 'red', 'green'],
      ['withdrawn', 'improved', 'green', 'amber'],
    ])
    expect(same).toBeGreaterThan(1)
    expect(alone).toBe(1)
  })
  it('is nothing where nothing was entered', () => {
    expect(changesOf([context({})])).toEqual({ changed: [], same: 0, alone: 0 })
  })
})
