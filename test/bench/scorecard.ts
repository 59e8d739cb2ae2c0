/**
 * The county scorecard from figures, and every check over 6,193 published figures, at 1x, 4x and 16x the months.
 * Prints one JSON object a line; times in milliseconds.
 */
import { join } from 'node:path'
import { readTable } from '../../src/commands/csv-table.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import { type CellKey, everywhere, type PlaceId } from '../../src/domain/ids.ts'
import type { Decimal } from '../../src/domain/number/exact.ts'
import { type ReturnContext, readCell, readTotal } from '../../src/domain/reading.ts'
import { checkScorecard } from '../../src/domain/scorecard/check.ts'
import { readScorecard } from '../../src/domain/scorecard/series.ts'
import { figureColumns, type Row, statusColumns, targetColumns } from '../../src/domain/scorecard/table.ts'
import { indicatorByCode, indicatorsOf } from '../../src/domain/set/indicators.ts'
import { isWithin } from '../../src/domain/set/places.ts'
import { addMonths, period } from '../../src/domain/time/period.ts'
import { loadIndicatorSet } from '../../src/indicator-sets/load.ts'
import { juneCard } from '../domain/county/june-card.ts'

const set = loadIndicatorSet('kent-early-help')
const table = (name: string, columns: readonly string[]): readonly Row[] =>
  readTable(join(import.meta.dirname, '..', 'published', name), columns)
const figures = table('figures.csv', figureColumns)
const targets = table('targets.csv', targetColumns)
const statuses = table('statuses.csv', statusColumns)
const june = period('2017-06')

/**
 * The median and 95th percentile of several runs, after some that do not count; `cold` is the very first. Gives the
 * median.
 */
function time(name: string, runs: number, work: () => void, more: Readonly<Record<string, number>> = {}): number {
  const once = (): number => {
    const start = performance.now()
    work()
    return Math.round((performance.now() - start) * 100) / 100
  }
  const [cold = 0] = Array.from({ length: 5 }, once)
  const times = Array.from({ length: runs }, once).sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(runs - 1, Math.floor(runs * share))] ?? 0
  const [p50, p95] = [at(0.5), at(0.95)]
  console.log(JSON.stringify({ name, value: p50, unit: 'ms', p50, p95, n: runs, min: times[0], cold, ...more }))
  return p50
}

/** So many times the months, each seven on from the last. */
const grown = (times: number): readonly Row[] =>
  Array.from({ length: times }, (_, i) =>
    figures.map(row => ({
      ...row,
      fields: { ...row.fields, period: addMonths(period(row.fields['period'] ?? ''), 7 * i) },
    })),
  ).flat()

const sizes = [1, 4, 16] as const
const medians = sizes.map(times => {
  const rows = grown(times)
  return time(
    `scorecard-checks-${times}x`,
    times === 16 ? 9 : 21,
    () => {
      const read = readScorecard(set, { figures: rows, targets, statuses })
      if (!read.ok || checkScorecard(read.value).findings.length === 0) throw new Error('nothing was found')
    },
    { figures: rows.length },
  )
})
// 1 is linear: sixteen times the figures in sixteen times the time.
const [once = 0, , sixteen = 0] = medians
console.log(
  JSON.stringify({
    name: 'scorecard-growth-16x',
    value: Math.round((sixteen / (16 * once)) * 100) / 100,
    unit: 'x linear',
  }),
)

/** June's returns of every district, as typed. */
const returns = (): readonly ReturnContext[] => {
  const rows = table('returns-2017-06.csv', ['service', 'provider', 'place', 'indicator', 'count', 'part', 'whole'])
  const byReturn = Map.groupBy(rows, row => `${row.fields['service']}|${row.fields['provider']}|${row.fields['place']}`)
  return [...byReturn].flatMap(([key, own]) => {
    const [service, provider, place] = key.split('|')
    const id = set.places.find(each => each.names.some(named => named.name === place))?.id
    const contract = set.contracts.find(
      each => each.service === service && each.provider === provider && id !== undefined && each.places.includes(id),
    )
    if (!contract || !id) return []
    const cells = new Map<CellKey, CellValue>()
    for (const { fields } of own) {
      const indicator = indicatorByCode(set, fields['indicator'] ?? '', june)
      const operands = (['part', 'whole'] as const).filter(operand => fields[operand] !== '')
      const value: CellValue =
        fields['count'] === ''
          ? { type: 'ratio', ...Object.fromEntries(operands.map(operand => [operand, fields[operand] as Decimal])) }
          : { type: 'amount', value: fields['count'] as Decimal }
      if (indicator) cells.set(indicator.id as string as CellKey, value)
    }
    return [{ set, contract, place: id, period: june, cells, history: {} }]
  })
}

const contexts = returns()
const areas = set.places.filter(place => place.level === 'area').map(place => place.id)
time('county-scorecard', 30, () => {
  let readings = 0
  for (const [contract, own] of Map.groupBy(contexts, context => context.contract)) {
    const indicators = indicatorsOf(set, contract, june)
    const groups: readonly (readonly [PlaceId, readonly ReturnContext[]])[] = [
      [everywhere, own],
      ...areas.map(area => [area, own.filter(context => isWithin(set, context.place, area))] as const),
    ]
    for (const indicator of indicators) {
      for (const context of own) readings += readCell(context, indicator).problems.length + 1
      for (const [place, under] of groups)
        if (under.length > 0) readings += readTotal(under, { place, history: {} }, indicator).missing.length + 1
    }
  }
  if (readings === 0) throw new Error('nothing was read')
})

// The whole scorecard of each service as an officer is given it: every node, thirteen months, words and marks.
for (const { id } of set.services)
  time(`service-scorecard-${id}`, 30, () => {
    if (juneCard(id).nodes.length < 10) throw new Error('there are too few tables')
  })
