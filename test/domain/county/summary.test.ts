/** A scorecard's sentence, its order, its pages of what is Red, its tree and its months. */
import { describe, expect, it } from 'vitest'
import type { CardRow } from '../../../src/domain/county/card.ts'
import { exceptionsOf, leavesUnder, ordered, summarySentence } from '../../../src/domain/county/summary.ts'
import { thirteenMonths } from '../../../src/domain/county/window.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { type CellKey, everywhere, scopeOf } from '../../../src/domain/ids.ts'
import { addMonths, period } from '../../../src/domain/time/period.ts'
import { june } from '../../indicator-sets/june-returns.ts'
import { juneCard, juneIn, set } from './june-card.ts'

const indicators = set.indicators.filter(one => one.service === 'family-support')
const row = (at: number, rag: CardRow['rag'], direction: CardRow['direction'] = 'same'): CardRow => {
  const indicator = indicators[at]
  if (!indicator) throw new Error('no such indicator')
  const { id } = indicator
  return { indicator: id, figures: [], shown: '', rag, why: '', direction, moved: '', target: {}, missing: [] }
}
const codes = (rows: readonly CardRow[]): readonly string[] => rows.map(one => `${one.rag ?? 'none'} ${one.direction}`)

describe('the summary sentence', () => {
  it('counts, names what is Red by its code, and says how much of it worsens', () => {
    const rows = [row(0, 'green'), row(1, 'red', 'worsened'), row(2, 'amber'), row(3, 'red'), row(4, null)]
    const [, first, , second] = indicators.map(one => one.codes.at(-1)?.code)
    expect(summarySentence(set, june, rows)).toBe(
      `4 of 5 indicators rated: 1 met target, 1 slightly below, 2 significantly below [${first}; ${second}]. 1 of the 2 is worsening.`,
    )
  })

  it('with none, one or all of them worsening, and with nothing rated', () => {
    const said = (...rows: readonly CardRow[]): string => summarySentence(set, june, rows)
    expect(said(row(0, 'red'), row(1, 'red'))).toMatch(/None of the 2 is worsening\.$/)
    expect(said(row(0, 'red', 'worsened'), row(1, 'red', 'worsened'))).toMatch(/2 of the 2 are worsening\.$/)
    expect(said(row(0, 'red', 'worsened'))).toMatch(/\]\. It is worsening\.$/)
    expect(said(row(0, 'green'))).toBe('1 of 1 indicator rated: 1 met target, 0 slightly below, 0 significantly below.')
    expect(said(row(0, null), row(1, null))).toBe('0 of 2 indicators rated.')
  })
})

it('what is wrong stands first: Red worsening, Red, Amber worsening, Amber, Green that worsened, then the rest', () => {
  const rows = [
    row(0, null),
    row(1, 'green'),
    row(2, 'amber'),
    row(3, 'red'),
    row(4, 'green', 'worsened'),
    row(5, 'amber', 'worsened'),
    row(6, 'red', 'worsened'),
  ]
  expect(codes(ordered(rows, 'wrong'))).toEqual([
    'red worsened',
    'red same',
    'amber worsened',
    'amber same',
    'green worsened',
    'green same',
    'none same',
  ])
  expect(ordered(rows, 'set')).toBe(rows)
})

describe('a page for each Red', () => {
  it('has the districts that make it, worst first, and what was written about it', () => {
    const explanation = (text: string, ...cells: readonly string[]): CellValue => ({
      type: 'explanation',
      text,
      reasons: [],
      cells: cells.map(cell => cell as CellKey),
    })
    const returns = new Map(juneIn())
    const salus = set.contracts.find(one => one.id === 'fs-project-salus-2016')
    if (!salus) throw new Error('no contract')
    const add = (place: string, value: CellValue): void => {
      const scope = scopeOf(salus.id, place as typeof everywhere)
      const [own] = returns.get(scope) ?? []
      const cells = new Map([...(own?.cells ?? []), ['explain/fs-outcomes' as CellKey, value] as const])
      returns.set(scope, [{ period: june, state: 'submitted', cells }])
    }
    const red = 'fs-outcomes-achieved'
    const id = set.indicators.find(one => one.codes.some(code => code.code === 'CEH09'))?.id ?? red
    add('gravesham', explanation('Two families moved away.', id))
    add('all', explanation('Forms came late.', `sevenoaks/${id}`, `maidstone/${id}`))
    const card = juneCard('family-support', { returns })
    const contract = card.nodes.find(node => node.contract === salus.id && node.place === everywhere)
    const exception = contract && exceptionsOf(card, contract).find(one => one.row.indicator === id)
    expect(exception?.row).toMatchObject({ rag: 'red', shown: '64.3 %', part: '18', whole: '28' })
    expect(exception?.made.map(one => one.node.place)).toHaveLength(6)
    expect(exception?.made[0]?.row.rag).toBe('red')
    expect(exception?.explanations.map(one => `${one.place}: ${one.text}`).toSorted()).toEqual([
      'gravesham: Two families moved away.',
      'maidstone: Forms came late.',
      'sevenoaks: Forms came late.',
    ])
    // Nothing of it without the right to read what is for the council.
    expect(juneCard('family-support', { returns, readsTexts: false }).explanations).toEqual([])
    expect(contract && exceptionsOf(card, contract).every(one => one.row.rag === 'red')).toBe(true)
  })

  it('of a district has itself alone', () => {
    const card = juneCard('family-support')
    const district = card.nodes.find(node => node.place === 'thanet')
    expect(district && leavesUnder(card, district)).toEqual([district])
    expect(district && exceptionsOf(card, district).every(one => one.made.length === 0)).toBe(true)
  })
})

describe('what is missing', () => {
  const thanet = 'fs-porchlight-2016/thanet'
  it('makes a total incomplete by name, unrated, and marks the month', () => {
    const card = juneCard('family-support', { returns: juneIn(scope => (scope === thanet ? undefined : 'submitted')) })
    const at = (key: string) => card.nodes.find(node => node.key === key)
    for (const key of ['every/kent', 'every/east-kent', 'fs-porchlight-2016/all']) {
      const open = at(key)?.rows.find(one => one.indicator === 'fs-open')
      expect(open, key).toMatchObject({ missing: ['thanet'], rag: null, why: 'Incomplete: not rated.' })
      expect(at(key)?.marks[6], key).toBe('x')
    }
    expect(at('every/west-kent')?.marks[6]).toBe('p')
    expect(at(thanet)).toMatchObject({ returns: { asked: 1, counted: 0, accepted: 0 } })
  })

  it('accepted returns alone count where asked so; one sent back counts nowhere', () => {
    const returns = juneIn(scope =>
      scope === thanet ? 'sent-back' : scope.endsWith('dover') ? 'accepted' : 'submitted',
    )
    const [kent] = juneCard('family-support', { returns }).nodes
    expect(kent?.returns).toEqual({ asked: 12, counted: 11, accepted: 1 })
    const [strict] = juneCard('family-support', { returns, basis: 'accepted' }).nodes
    expect(strict?.returns).toEqual({ asked: 12, counted: 1, accepted: 1 })
  })

  it('a place whose contract is not in force is not missing', () => {
    const ended = {
      ...set,
      contracts: set.contracts.map(one => (one.id === 'yh-sk8side-2016' ? { ...one, end: period('2017-05') } : one)),
    }
    const card = juneCard('youth-hubs', { set: ended })
    expect(card.nodes.some(node => node.place === 'ashford')).toBe(false)
    expect(card.nodes[0]?.returns.asked).toBe(11)
    expect(card.nodes[0]?.rows.flatMap(one => one.missing)).not.toContain('ashford')
  })

  it('of an area is shown to whoever sees all of it, and of the county to nobody else', () => {
    const card = juneCard('young-carers', {
      sees: leaf => ['canterbury', 'swale', 'thanet', 'dover'].includes(leaf.place),
    })
    expect(card.nodes.map(node => node.key)).toEqual([
      'every/east-kent',
      'yc-imago-2016/canterbury',
      'yc-imago-2016/swale',
      'yc-imago-2016/thanet',
      'yc-imago-2016/dover',
    ])
  })
})

it('shows thirteen months: from the first there is, then ending with the month itself', () => {
  const first = period('2016-12')
  expect(thirteenMonths(june, first)[0]).toBe(first)
  expect(thirteenMonths(june, first)).toHaveLength(13)
  const later = period('2018-05')
  expect(thirteenMonths(later, first).at(-1)).toBe(later)
  expect(thirteenMonths(later, first)[0]).toBe(addMonths(later, -12))
  expect(thirteenMonths(june, undefined).at(-1)).toBe(june)
})
