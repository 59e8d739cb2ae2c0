/** A small indicator set for tests: one service, three districts in two areas, a handful of indicators of each kind. */

import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { CellKey, ContractId, IndicatorId, PlaceId, ServiceId } from '../../src/domain/ids.ts'
import type { Decimal } from '../../src/domain/number/exact.ts'
import type { PlaceHistory, ReturnContext } from '../../src/domain/reading.ts'
import type { Contract, Indicator, IndicatorSet, Target } from '../../src/domain/set/indicator-set.ts'
import { period } from '../../src/domain/time/period.ts'

export const d = (text: string): Decimal => text as Decimal
export const iid = (text: string): IndicatorId => text as IndicatorId
export const pid = (text: string): PlaceId => text as PlaceId
const service = 'support' as ServiceId
const contractId = 'su-helper-2016' as ContractId

/** An indicator with everything usual; `more` says what is not. */
export const indicator = (id: string, more: Partial<Indicator> = {}): Indicator => ({
  id: iid(id),
  service,
  codes: [{ code: id.replaceAll('-', '').slice(0, 12) }],
  shortTitle: id,
  title: id,
  group: 'Cases',
  definition: { counts: 'cases', doesNotCount: 'other cases' },
  kind: 'count',
  polarity: 'H',
  frequency: 'monthly',
  lag: 0,
  basis: 'month',
  source: 'provider',
  entryLevel: 'district',
  decimals: 0,
  addingUp: 'sum',
  partMayExceedWhole: false,
  informationOnly: false,
  tolerance: { type: 'none' },
  ratedAgainst: 'month',
  ...more,
})

export const closed = indicator('closed')
export const open = indicator('open', { basis: 'snapshot' })
export const achieved = indicator('achieved', {
  group: 'Outcomes',
  kind: 'percent',
  decimals: 1,
  addingUp: 'ratio',
  part: { label: 'cases closed with outcomes achieved' },
  whole: { label: 'cases closed', follows: iid('closed') },
  tolerance: { type: 'limit', limit: d('65') },
})
export const withdrawn = indicator('withdrawn', {
  group: 'Outcomes',
  kind: 'percent',
  polarity: 'L',
  decimals: 1,
  addingUp: 'ratio',
  part: { label: 'cases closed by withdrawal' },
  whole: { label: 'cases closed', follows: iid('closed') },
  tolerance: { type: 'limit', limit: d('15') },
})
export const caseload = indicator('caseload', {
  kind: 'mean',
  decimals: 1,
  addingUp: 'ratio',
  part: { label: 'open cases', follows: iid('open') },
  whole: { label: 'workers' },
  tolerance: { type: 'share', share: d('0.85') },
})
export const good = indicator('good', {
  group: 'Outcomes',
  kind: 'percent',
  decimals: 1,
  addingUp: 'ratio',
  part: { label: 'good forms' },
  whole: { label: 'forms' },
})
export const seen = indicator('seen', {
  kind: 'count',
  source: 'derived',
  derived: { type: 'sum', of: [iid('open'), iid('closed')] },
})
export const openShare = indicator('open-share', {
  kind: 'percent',
  decimals: 1,
  source: 'derived',
  addingUp: 'ratio',
  derived: { type: 'ratio', part: iid('open'), whole: iid('seen') },
})
export const survey = indicator('survey', {
  kind: 'percent',
  decimals: 1,
  addingUp: 'ratio',
  frequency: 'annual',
  dueMonths: [5],
  part: { label: 'good forms' },
  whole: { label: 'forms' },
})

export const contract: Contract = {
  id: contractId,
  provider: 'Helper',
  service,
  places: [pid('east-a'), pid('east-b'), pid('west-c')],
  start: period('2016-12'),
  reportingYearBegins: 12,
}

export const target = (of: Indicator, place: string, more: Partial<Target>): Target => ({
  indicator: of.id,
  contract: contractId,
  place: pid(place),
  from: period('2016-12'),
  ...more,
})

export const atLeast = (value: string) => ({ type: 'at-least', value: d(value), label: `>${value}` }) as const
export const atMost = (value: string) => ({ type: 'at-most', value: d(value), label: `<${value}` }) as const

export const set: IndicatorSet = {
  id: 'small',
  effectiveFrom: period('2016-12'),
  council: 'A council',
  title: 'Small set',
  services: [
    {
      id: service,
      name: 'Support',
      initials: 'su',
      groups: ['Cases', 'Outcomes'],
      narrative: [],
      dueWorkingDay: 10,
    },
  ],
  places: [
    { id: pid('county'), level: 'county', codes: [], names: [{ name: 'County' }] },
    { id: pid('east'), level: 'area', parent: pid('county'), codes: [], names: [{ name: 'East' }] },
    { id: pid('west'), level: 'area', parent: pid('county'), codes: [], names: [{ name: 'West' }] },
    { id: pid('east-a'), level: 'district', parent: pid('east'), codes: [], names: [{ name: 'A' }] },
    {
      id: pid('east-b'),
      level: 'district',
      parent: pid('east'),
      codes: [],
      names: [{ name: 'Shepway' }, { name: 'Folkestone and Hythe', from: '2018-04-01' as never }],
    },
    { id: pid('west-c'), level: 'district', parent: pid('west'), codes: [], names: [{ name: 'C' }] },
  ],
  contracts: [contract],
  indicators: [achieved, withdrawn, good, survey, closed, open, caseload, seen, openShare],
  targets: [
    target(achieved, 'east-a', { month: atLeast('80') }),
    target(achieved, 'all', { month: atLeast('80') }),
    target(withdrawn, 'east-a', { month: atMost('10') }),
    target(survey, 'east-a', { month: atLeast('80') }),
  ],
  comparisons: [],
  rules: { minimumWhole: 0, smallWhole: 9 },
}

export const amount = (value: string | number): CellValue => ({ type: 'amount', value: d(String(value)) })
export const ratio = (part?: string | number, whole?: string | number): CellValue => ({
  type: 'ratio',
  ...(part === undefined ? {} : { part: d(String(part)) }),
  ...(whole === undefined ? {} : { whole: d(String(whole)) }),
})
export const printed = (value: string): CellValue => ({ type: 'value', value: d(value) })
export const gap = (reason: 'not-applicable' | 'not-available' | 'to-follow'): CellValue => ({
  type: 'gap',
  reason,
  note: '',
})

export type Cells = Readonly<Record<string, CellValue>>
export const reader = (cells: Cells) => ({ get: (id: IndicatorId) => cells[id] })
export const context = (cells: Cells, place = 'east-a', history: PlaceHistory = {}): ReturnContext => ({
  set,
  contract,
  place: pid(place),
  period: period('2017-06'),
  cells: new Map(Object.entries(cells) as [CellKey, CellValue][]),
  history,
})
