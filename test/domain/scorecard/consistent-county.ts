/** A made-up county whose published tables contradict nothing: what a check must leave in peace. */
import fc from 'fast-check'
import { type Decimal, display } from '../../../src/domain/number/exact.ts'
import type { Row } from '../../../src/domain/scorecard/table.ts'
import type { Indicator, IndicatorSet } from '../../../src/domain/set/indicator-set.ts'
import { indicatorByCode } from '../../../src/domain/set/indicators.ts'
import { addMonths, type Period, period } from '../../../src/domain/time/period.ts'

export const districts = ['Dartford', 'Gravesham', 'Sevenoaks', 'Maidstone', 'Tonbridge & Malling', 'Tunbridge Wells']
const areas = {
  'North Kent': ['Dartford', 'Gravesham', 'Sevenoaks'],
  'West Kent': ['Maidstone', 'Tonbridge & Malling', 'Tunbridge Wells'],
}

/** What happened in one district in one month: whole numbers of cases. */
interface Month {
  readonly fresh: number
  readonly closed: number
  readonly achieved: number
  readonly disengaged: number
  readonly prompt: number
}
interface Made extends Month {
  readonly open: number
  readonly supported: number
}

const month = fc
  .record({ fresh: fc.nat(40), closed: fc.nat(30), achieved: fc.nat(30), disengaged: fc.nat(30), prompt: fc.nat(40) })
  .map(
    (one): Month => ({
      ...one,
      achieved: one.achieved % (one.closed + 1),
      disengaged: 0,
      prompt: one.prompt % (one.fresh + 1),
    }),
  )

/** Seven months of the six districts of Project Salus, from December: where the year begins. */
export const countyArbitrary = fc.array(fc.array(month, { minLength: 7, maxLength: 7 }), { minLength: 6, maxLength: 6 })

const first = period('2016-12')
export const monthAt = (at: number): Period => addMonths(first, at)

function follow(months: readonly Month[]): readonly Made[] {
  let open = 30
  let supported = 30
  return months.map(one => {
    const closed = Math.min(one.closed, open + one.fresh)
    open += one.fresh - closed
    supported += one.fresh
    const achieved = Math.min(one.achieved, closed)
    return { ...one, closed, achieved, disengaged: closed - achieved, open, supported }
  })
}

const total = (all: readonly Made[]): Made =>
  all.reduce((sum, one) => ({
    fresh: sum.fresh + one.fresh,
    closed: sum.closed + one.closed,
    achieved: sum.achieved + one.achieved,
    disengaged: sum.disengaged + one.disengaged,
    prompt: sum.prompt + one.prompt,
    open: sum.open + one.open,
    supported: sum.supported + one.supported,
  }))

/** As the scorecard prints a percentage: to one decimal, and 0.0 where there was nobody. */
const percent = (part: number, whole: number): string =>
  whole === 0 ? '0.0' : display({ n: BigInt(part) * 100n, d: BigInt(whole) }, 1)

const printedCodes = {
  CEH01: (one: Made) => `${one.fresh}`,
  CEH03: (one: Made) => `${one.supported}`,
  CEH04: (one: Made) => `${one.open}`,
  CEH05: (one: Made) => `${one.closed}`,
  CEH06: (one: Made) => percent(one.prompt, one.fresh),
  CEH09: (one: Made) => percent(one.achieved, one.closed),
  CEH11: (one: Made) => percent(one.disengaged, one.closed),
} as const

const row = (level: string, place: string, indicator: string, at: number, value: string, line: number): Row => ({
  line,
  fields: { service: 'family-support', provider: 'Project Salus', level, place, indicator, period: monthAt(at), value },
})

/** The published figures of every level, all following from each other. */
export function figureRows(county: readonly (readonly Month[])[]): readonly Row[] {
  const made = county.map(follow)
  const rows: Row[] = []
  const print = (level: string, place: string, all: readonly (readonly Made[])[]): void => {
    for (const [code, text] of Object.entries(printedCodes))
      for (let at = 0; at < 7; at += 1) {
        const sum = total(all.flatMap(months => months[at] ?? []))
        rows.push(row(level, place, code, at, text(sum), rows.length + 2))
      }
  }
  for (const [at, name] of districts.entries()) print('district', name, [made[at] ?? []])
  for (const [name, own] of Object.entries(areas))
    print(
      'area',
      name,
      made.filter((_, at) => own.includes(districts[at] ?? '')),
    )
  print('contract', 'North & West Kent', made)
  return rows
}

/** The same rows with one value changed. */
export const changed = (
  rows: readonly Row[],
  at: { place: string; indicator: string; period: string },
  value: string,
): readonly Row[] =>
  rows.map(each =>
    each.fields['place'] === at.place &&
    each.fields['indicator'] === at.indicator &&
    each.fields['period'] === at.period
      ? { ...each, fields: { ...each.fields, value } }
      : each,
  )

export const textAt = (rows: readonly Row[], place: string, indicator: string, at: number): string =>
  rows.find(
    each =>
      each.fields['place'] === place && each.fields['indicator'] === indicator && each.fields['period'] === monthAt(at),
  )?.fields['value'] ?? ''

/** An indicator of the set by its code; throws when there is none. */
export function byCode(set: IndicatorSet, code: string): Indicator {
  const indicator = indicatorByCode(set, code, monthAt(6))
  if (!indicator) throw new RangeError(`No indicator ${code}`)
  return indicator
}
export const decimal = (text: string): Decimal => text as Decimal
