import { describe, expect, it } from 'vitest'
import { cellValueSchema } from '../../src/domain/figures/figure-schemas.ts'
import { everywhere } from '../../src/domain/ids.ts'
import { parseDecimal } from '../../src/domain/number/exact.ts'
import { indicatorByCode } from '../../src/domain/set/indicators.ts'
import { period } from '../../src/domain/time/period.ts'
import { loadHistories } from '../../src/indicator-sets/history.ts'
import { loadIndicatorSet } from '../../src/indicator-sets/load.ts'
import { cell, isWhole, publishedRows } from './published-rows.ts'

const set = loadIndicatorSet('kent-early-help')
const rows = publishedRows('figures')

const slugOf = (printed: string): string =>
  printed
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^a-z0-9]+/g, '-')

describe('the published figures', () => {
  it('are each in one history, under their contract, place, month and indicator, as printed', () => {
    const histories = loadHistories(set, period('2017-06'))
    let found = 0
    for (const row of rows) {
      const month = period(cell(row, 'period'))
      const indicator = indicatorByCode(set, cell(row, 'indicator'), month)
      if (!indicator) throw new Error(`no indicator ${cell(row, 'indicator')}`)
      const place = isWhole(row) ? everywhere : slugOf(cell(row, 'place'))
      const values = histories.flatMap(history => {
        const contract = set.contracts.find(one => one.id === history.contract)
        const value = history.months[month]?.[indicator.id]
        const same = contract?.service === cell(row, 'service') && contract.provider === cell(row, 'provider')
        return same && history.place === place && value ? [value] : []
      })
      expect(values).toEqual([
        { type: indicator.kind === 'count' ? 'amount' : 'value', value: parseDecimal(cell(row, 'value')) },
      ])
      expect(cellValueSchema.safeParse(values[0]).success).toBe(true)
      found += values.length
    }
    expect(found).toBe(6_193)
    const held = histories.flatMap(history => Object.values(history.months).flatMap(month => Object.keys(month)))
    expect(held).toHaveLength(6_193)
  })

  it('stop at the month asked for', () => {
    const histories = loadHistories(set, period('2017-05'))
    const months = new Set(histories.flatMap(history => Object.keys(history.months)))
    expect([...months].toSorted()).toEqual(['2016-12', '2017-01', '2017-02', '2017-03', '2017-04', '2017-05'])
    const held = histories.flatMap(history => Object.values(history.months).flatMap(month => Object.keys(month)))
    expect(held).toHaveLength(rows.filter(row => cell(row, 'period') !== '2017-06').length)
  })

  it('keep a percentage above 100, as an import that the checks will find', () => {
    const above = loadHistories(set, period('2017-06')).flatMap(history =>
      Object.values(history.months).flatMap(month =>
        Object.values(month).filter(value => value.type === 'value' && Number(value.value) > 100),
      ),
    )
    expect(above).toHaveLength(28)
    expect(above).toContainEqual({ type: 'value', value: '1100' })
  })
})
