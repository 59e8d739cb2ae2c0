import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ShownRow, shownRows } from '../../../src/app/board/board-rows.ts'
import { countsOf, countsSentence } from '../../../src/app/board/shown/counts.ts'
import { lateChoices, matches, noFilter, ratingChoices } from '../../../src/app/board/shown/filter.ts'
import { asBefore, inOrder, sorts } from '../../../src/app/board/shown/order.ts'
import { everywhere, type Instant, type IsoDate } from '../../../src/domain/ids.ts'
import { returnStates, shownOrder } from '../../../src/domain/workflow.ts'
import type { BoardRow } from '../../../src/protocol/exchange.ts'
import { set } from '../fake-desk.ts'
import { board, row } from '../fake-office.ts'

const business = { today: '2017-07-20' as IsoDate, sample: false }
const instants = ['2017-07-11T13:03:00.000Z', '2017-07-14T22:59:59.999Z', '2017-07-14T23:00:00.000Z'] as Instant[]
const few = fc.integer({ min: 0, max: 3 })

const anyRow = (place: string): fc.Arbitrary<BoardRow> =>
  fc
    .record({
      state: fc.constantFrom(...returnStates),
      written: few,
      received: fc.constantFrom(null, ...instants),
      onTime: fc.constantFrom(null, 'the post was late'),
      ratings: fc.record({ green: few, amber: few, red: few, notRated: few }),
      lockedOut: few,
      toDecide: few,
      clean: fc.boolean(),
    })
    .map(more => row(place, more))
const anyRows = fc
  .tuple(anyRow('all'), anyRow('east-a'), anyRow('east-b'), anyRow('west-c'))
  .map(rows => shownRows(board(rows), set, business))
const anyFilter = fc.record({
  service: fc.constantFrom('', 'support', 'another'),
  area: fc.constantFrom('', 'east', 'west'),
  provider: fc.constantFrom('', 'Helper', 'Somebody else'),
  state: fc.constantFrom('', ...shownOrder),
  late: fc.constantFrom('', ...lateChoices.map(one => one.value)),
  rating: fc.constantFrom('', ...ratingChoices.map(one => one.value)),
})

describe('the counts above the board', () => {
  it('add up to the rows that are shown, whatever the filter', () => {
    fc.assert(
      fc.property(anyRows, anyFilter, (rows, filter) => {
        const shown = rows.filter(one => matches(one, filter))
        const { districts, received, accepted, sentBack, outstanding, wide } = countsOf(shown)
        expect(received + sentBack + outstanding).toBe(districts)
        expect(districts + wide).toBe(shown.length)
        expect(accepted).toBeLessThanOrEqual(received)
        expect(wide).toBe(shown.filter(one => one.place === everywhere).length)
        // What is printed adds up too: the numbers outside brackets after "of".
        const [, printed = '', , rest = ''] =
          /^(\d+) of (?:the )?(\d+)(.*)$/.exec(countsSentence({ ...countsOf(shown), accepted: 0 }, true)) ?? []
        const sum = [printed, ...rest.matchAll(/\d+/g)].reduce((total, each) => total + Number(each), 0)
        expect(sum).toBe(districts)
      }),
    )
  })

  it('each choice of being late leaves out what no other takes: together they are all the rows', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const by = lateChoices.map(({ value }) => rows.filter(one => matches(one, { ...noFilter, late: value })).length)
        expect(by.reduce((total, each) => total + each, 0)).toBe(rows.length)
        const [red, , none] = ratingChoices.map(
          ({ value }) => rows.filter(one => matches(one, { ...noFilter, rating: value })).length,
        )
        expect((red ?? 0) + (none ?? 0)).toBe(rows.length)
      }),
    )
  })

  it('say what they count, and that a filter leaves some out', () => {
    const counts = { districts: 54, received: 41, accepted: 2, sentBack: 3, outstanding: 10, wide: 6 }
    expect(countsSentence(counts, false)).toBe('41 of 54 received (2 accepted) · 3 sent back · 10 outstanding')
    expect(countsSentence({ ...counts, districts: 44, sentBack: 0, accepted: 0, outstanding: 3 }, true)).toBe(
      '41 of the 44 shown received · 3 outstanding',
    )
  })
})

describe('punctuality', () => {
  it('in the sample is judged by its fixed date, as its receipts are', () => {
    const rows = [row('east-a', { state: 'submitted', received: '2026-01-01T00:00:00.000Z' as Instant })]
    const judged = (sample: boolean) =>
      shownRows(board(rows), set, { today: '2017-07-11' as IsoDate, sample }).map(one => one.punctuality.is)
    expect(judged(true)).toEqual(['on-time'])
    expect(judged(false)).toEqual(['late'])
  })
})

describe('the order of the board', () => {
  it('loses and doubles no row, whatever it is sorted by', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom('' as const, ...sorts), (rows, sort) => {
        const ordered = inOrder(rows, sort)
        expect(new Set(ordered)).toEqual(new Set(rows))
        expect(ordered).toHaveLength(rows.length)
        expect(
          asBefore(
            rows,
            ordered.map(one => one.sheet),
          ),
        ).toEqual(ordered)
      }),
    )
  })

  it('puts first what needs an officer: an answer, what is to decide, late work, a return to review', () => {
    const names = (rows: readonly ShownRow[]): readonly string[] => rows.map(one => one.placeName)
    const rows = shownRows(
      board([
        row('all', { owed: 0 }),
        row('east-a', { state: 'submitted', clean: true }),
        row('east-b', { state: 'submitted' }),
        row('west-c', {
          state: 'accepted',
          questions: { owedByProvider: 0, owedByCouncil: 1, since: null, cells: [] },
        }),
      ]),
      set,
      business,
    )
    expect(names(inOrder(rows, 'needs'))).toEqual(['C', 'Shepway', 'A', 'The whole contract'])
    expect(names(inOrder(rows, ''))).toEqual(['The whole contract', 'A', 'Shepway', 'C'])
  })
})
