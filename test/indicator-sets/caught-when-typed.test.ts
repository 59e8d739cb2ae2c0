/**
 * Every contradiction of the published scorecard that a provider could type is typed into a return, and the sheet's own
 * checks name it before it is sent: an error where the figures are impossible, a query where they need a reason.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { errorsOf } from '../../src/domain/checks/checks.ts'
import { queriesOf } from '../../src/domain/checks/queries.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import { followed } from '../../src/domain/figures/measure.ts'
import type { CellKey, PlaceId } from '../../src/domain/ids.ts'
import { type Decimal, exact, rounded } from '../../src/domain/number/exact.ts'
import type { ReturnContext } from '../../src/domain/reading.ts'
import { checkScorecard } from '../../src/domain/scorecard/check.ts'
import type { Check, Finding } from '../../src/domain/scorecard/findings.ts'
import { readScorecard } from '../../src/domain/scorecard/series.ts'
import type { Indicator } from '../../src/domain/set/indicator-set.ts'
import { indicatorByCode, indicatorById } from '../../src/domain/set/indicators.ts'
import { period } from '../../src/domain/time/period.ts'
import { loadHistories } from '../../src/indicator-sets/history.ts'
import { loadIndicatorSet } from '../../src/indicator-sets/load.ts'
import { districtSlug } from './june-returns.ts'

const set = loadIndicatorSet('kent-early-help')
const histories = loadHistories(set, period('2017-06'))

const rowsOf = (table: string) => {
  const text = readFileSync(join(import.meta.dirname, '..', 'published', `${table}.csv`), 'utf8')
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  return data.map((row, index) => ({ line: index + 2, fields: row }))
}

function reportOf() {
  const read = readScorecard(set, {
    figures: rowsOf('figures'),
    targets: rowsOf('targets'),
    statuses: rowsOf('statuses'),
  })
  if (!read.ok) throw new Error('the published figures cannot be read')
  return checkScorecard(read.value)
}

/** The fewest parts and wholes that print a percentage: what a provider would have typed. Of `whole`, where that can be. */
function typedAs(indicator: Indicator, printed: Decimal, whole: Decimal | undefined): CellValue {
  const value = Number(printed)
  const fits = (part: number, of: number): boolean => {
    const share = rounded({ n: 100n * BigInt(part), d: BigInt(of) }, printed.includes('.') ? 1 : indicator.decimals)
    const shown = exact(printed)
    return share.n * shown.d === shown.n * share.d
  }
  const typed = (part: number, of: number, follows: boolean): CellValue => ({
    type: 'ratio',
    part: `${part}` as Decimal,
    ...(follows ? {} : { whole: `${of}` as Decimal }),
  })
  const own = Number(whole ?? '0')
  if (own > 0) for (const part of around((value * own) / 100)) if (fits(part, own)) return typed(part, own, true)
  if (whole === '0' && value === 0) return typed(0, 0, true)
  for (let of = 1; of <= 2_000; of += 1)
    for (const part of around((value * of) / 100)) if (fits(part, of)) return typed(part, of, false)
  throw new Error(`${printed} is no percentage of up to 2,000`)
}
const around = (value: number): readonly number[] => [Math.floor(value), Math.floor(value) + 1].filter(one => one >= 0)

/** A return of that district and month as published, typed, with the months before it. */
function returnOf(finding: Finding): ReturnContext {
  const place = districtSlug(finding.place) as PlaceId
  const contract = set.contracts.find(
    one => one.service === finding.service && one.provider === finding.provider && one.places.some(id => id === place),
  )
  if (!contract) throw new Error(`no contract for ${finding.provider}, ${finding.place}`)
  const month = period(finding.period)
  const months = histories.find(one => one.contract === contract.id && one.place === place)?.months ?? {}
  const published = months[month] ?? {}
  const history = Object.fromEntries(Object.entries(months).filter(([of]) => of < month))
  const cells = new Map<CellKey, CellValue>()
  const reader = { get: (id: Indicator['id']) => published[id] }
  for (const [id, value] of Object.entries(published)) {
    const indicator = indicatorById(set, id as Indicator['id'])
    if (indicator?.source !== 'provider') continue
    const isPercentage = indicator.kind === 'percent' && value.type === 'value'
    cells.set(
      id as CellKey,
      isPercentage ? typedAs(indicator, value.value, followed(set, indicator, 'whole', reader)) : value,
    )
  }
  return { set, contract, place, period: month, cells, history }
}

/** What the sheet says of a finding's indicator: checks of errors, and of queries with the comparison's own id. */
function saidOf(finding: Finding): readonly string[] {
  const context = returnOf(finding)
  const indicator = indicatorByCode(set, finding.indicator, context.period)
  if (!indicator) throw new Error(`no indicator ${finding.indicator}`)
  return [
    ...errorsOf(context).flatMap(error => (error.indicator === indicator.id ? [error.check] : [])),
    ...queriesOf(context).flatMap(query =>
      query.indicators.includes(indicator.id)
        ? [query.check === 'comparison' ? query.data.comparison.id : query.check]
        : [],
    ),
  ]
}

const { findings } = reportOf()
/** Areas, contracts and the county are added up, never typed. */
const inDistricts = findings.filter(one => one.level === 'district')
const of = (check: Check) => inDistricts.filter(one => one.check === check)
const isTyped = (one: Finding): boolean =>
  indicatorByCode(set, one.indicator, period(one.period))?.source === 'provider'
const name = (one: Finding): string => `${one.provider}, ${one.place}, ${one.indicator}, ${one.period}`
const withinMargin = (one: Finding): boolean => {
  const margin = set.comparisons.find(({ id }) => id === one.data['comparison'])?.margin ?? '0'
  return Math.abs(Number(one.data['difference'])) <= Number(margin)
}

describe('the published contradictions, typed into a return', () => {
  it('a percentage above 100 stops the return, in every district and month where one was published', () => {
    const all = of('percentage-over-100')
    expect(all).toHaveLength(23)
    expect(all.filter(one => !saidOf(one).includes('part-over-whole')).map(name)).toEqual([])
  })

  it('of NEET in March 2017: every one of them, and no other', () => {
    const march = of('percentage-over-100').filter(one => one.period === '2017-03' && one.service === 'neet')
    expect(march.length).toBeGreaterThan(0)
    const districts = set.contracts.find(one => one.service === 'neet')?.places ?? []
    const stopped = districts.flatMap(place => {
      const [some] = march
      if (!some) return []
      const at = set.places.find(one => one.id === place)?.names[0]?.name ?? place
      const context = returnOf({ ...some, place: at })
      return errorsOf(context).flatMap(error =>
        error.check === 'part-over-whole'
          ? [`${place} ${indicatorById(set, error.indicator)?.codes.at(-1)?.code}`]
          : [],
      )
    })
    expect(stopped.sort()).toEqual(march.map(one => `${districtSlug(one.place)} ${one.indicator}`).sort())
  })

  for (const check of [
    'running-total-falls',
    'subset',
    'rolling-total-falls',
    'stock-and-flow',
    'running-total',
  ] as const)
    it(`${check}: asked about at its cell with the same numbers, unless it is within the set's margin`, () => {
      const typed = of(check).filter(one => isTyped(one) && !withinMargin(one))
      expect(typed.length).toBeGreaterThan(0)
      const missed = typed.filter(one => !saidOf(one).includes(String(one.data['comparison'])))
      expect(missed.map(name)).toEqual([])
    })

  it('a percentage that cannot be of the figure it is defined as must be overtyped to be entered, and that is asked about', () => {
    const all = of('whole-differs').filter(isTyped)
    expect(all.length).toBeGreaterThan(40)
    const missed = all.filter(one => !saidOf(one).some(said => said === 'overtyped' || said === 'part-over-whole'))
    expect(missed.map(name)).toEqual([])
  })

  it('what no check of a sheet can catch, and why', () => {
    const left = Object.fromEntries(
      [...Map.groupBy(inDistricts, one => one.check)].map(([check, all]) => [
        check,
        all.filter(one => !isTyped(one) || withinMarginOf(check, one) || neverTyped.has(check)).length,
      ]),
    )
    expect(left).toEqual({
      // Ratings and arrows are worked out, and nobody types them; the engine gives none where there is no figure.
      'rating-without-figure': 6,
      'direction-without-figures': 4,
      // Nobody to count is typed as 0 of 0, and rated nothing. What is not due is answered "To follow".
      'rating-of-nobody': 3,
      'zero-everywhere': 6,
      // Shares of two typed counts are worked out, so their last digit is right.
      'derived-differs': 2,
      // A total of two typed counts: the count that fell is asked about, not the total.
      'rolling-total-falls': 1,
      // One or two cases are within the set's margin: asked about, such a query would be clicked away.
      'stock-and-flow': of('stock-and-flow').filter(withinMargin).length,
      'running-total': of('running-total').filter(withinMargin).length,
      'percentage-over-100': 0,
      'running-total-falls': 0,
      subset: 0,
      'whole-differs': 0,
    })
  })
})

const neverTyped: ReadonlySet<Check> = new Set([
  'rating-without-figure',
  'direction-without-figures',
  'rating-of-nobody',
  'zero-everywhere',
])
const withinMarginOf = (check: Check, one: Finding): boolean =>
  (check === 'stock-and-flow' || check === 'running-total') && withinMargin(one)
