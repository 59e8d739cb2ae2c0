/** The small set with an indicator of every kind that the county's own set has few or none of. */
import type { IndicatorSet } from '../../src/domain/set/indicator-set.ts'
import { period } from '../../src/domain/time/period.ts'
import { atLeast, closed, iid, indicator, open, pid, set as small, target } from './small-set.ts'

/** In lines: by worker, by centre, by date. */
export const visits = indicator('visits', { lines: 'worker' })
export const attended = indicator('attended', {
  lines: 'centre',
  kind: 'percent',
  decimals: 1,
  addingUp: 'ratio',
  part: { label: 'came' },
  whole: { label: 'invited' },
})
export const sessions = indicator('sessions', { lines: 'date' })
/** Asked for a month in arrears. */
export const checked = indicator('checked', { lag: 1 })
/** Entered once for the contract. */
export const staff = indicator('staff', { entryLevel: 'contract', polarity: null })
export const annual = indicator('annual', { frequency: 'annual', dueMonths: [5] })
export const quarterly = indicator('quarterly', { frequency: 'quarterly', dueMonths: [3, 6, 9, 12] })
export const notThisQuarter = indicator('not-now', { frequency: 'quarterly', dueMonths: [2, 5, 8, 11] })
export const rolling = indicator('rolling', { ratedOver: 'rolling-three' })
export const year = indicator('year', { basis: 'ytd' })
export const twelve = indicator('twelve', { basis: 'r12m' })
export const info = indicator('info', { informationOnly: true, ratedAgainst: 'none', polarity: null })
/** Population estimates: 118.8 % is no error. */
export const registered = indicator('registered', {
  kind: 'percent',
  decimals: 1,
  addingUp: 'ratio',
  partMayExceedWhole: true,
  part: { label: 'registered' },
  whole: { label: 'estimated to live there' },
})
export const seen = indicator('seen', { source: 'derived', derived: { type: 'sum', of: [iid('open'), iid('closed')] } })
export const repeat = indicator('repeat', {
  source: 'imported',
  kind: 'percent',
  decimals: 1,
  addingUp: 'ratio',
  part: { label: 'came back' },
  whole: { label: 'cases' },
})
export const counted = indicator('counted', { source: 'imported' })

/** Posts: as they were last month, by choice. Not in the set below. */
export const carriedPosts = indicator('posts', { carries: 'value' })

export const everyKind: IndicatorSet = {
  ...small,
  id: 'every-kind',
  services: small.services.map(service => ({
    ...service,
    narrative: [{ id: 'month', title: 'This month', guidance: 'What happened', per: 'place' }],
  })),
  places: [
    ...small.places,
    { id: pid('east-a-hall'), level: 'centre', parent: pid('east-a'), codes: [], names: [{ name: 'The Hall' }] },
    { id: pid('east-a-mill'), level: 'centre', parent: pid('east-a'), codes: [], names: [{ name: 'The Mill' }] },
  ],
  indicators: [
    closed,
    open,
    visits,
    attended,
    sessions,
    checked,
    staff,
    annual,
    quarterly,
    notThisQuarter,
    rolling,
    year,
    twelve,
    info,
    registered,
    seen,
    repeat,
    counted,
  ],
  targets: [
    target(rolling, 'east-a', { month: atLeast('10') }),
    target(annual, 'east-a', { month: atLeast('10'), from: period('2017-01') }),
  ],
  comparisons: [],
}
