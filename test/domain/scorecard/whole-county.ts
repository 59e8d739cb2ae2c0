/**
 * A made-up year and more of every service, at every level it is published for, that contradicts nothing: cases come
 * and go, years begin again in December, hubs fill up, and everything is printed at its decimals. Written straight
 * from what the words mean, with whole numbers, and none of the code under test but its rounding.
 */
import fc from 'fast-check'
import { display } from '../../../src/domain/number/exact.ts'
import type { Row } from '../../../src/domain/scorecard/table.ts'
import { addMonths, type Period, period } from '../../../src/domain/time/period.ts'

const areas = {
  'North Kent': ['Dartford', 'Gravesham', 'Sevenoaks'],
  'East Kent': ['Canterbury', 'Swale', 'Thanet'],
  'South Kent': ['Ashford', 'Dover', 'Shepway'],
  'West Kent': ['Maidstone', 'Tonbridge & Malling', 'Tunbridge Wells'],
} as const
type Area = keyof typeof areas
const hubs = [
  ...([
    ['Sk8side', 'Ashford'],
    ['Pie Factory', 'Dover'],
    ['Pie Factory', 'Thanet'],
    ['Amicus', 'Swale'],
  ] as const),
  ...([
    ['Project Salus', 'Maidstone'],
    ['Project Salus', 'Shepway'],
    ['Play Place', 'Dartford'],
  ] as const),
] as const

/** From the start of the contracts to the second month of their second year. */
const months: readonly Period[] = Array.from({ length: 14 }, (_, at) => addMonths(period('2016-12'), at))

/** Whole numbers below a bound, the same for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) >>> 0
    return ((state ^ (state >>> 14)) >>> 0) % Math.max(1, below)
  }
}

type Counts = Readonly<Record<string, number>>
const added = (all: readonly Counts[]): Counts => {
  const sum: Record<string, number> = {}
  for (const one of all) for (const [name, value] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + value
  return sum
}
const at = (counts: Counts, name: string): number => counts[name] ?? 0

/** Cases of a district, month after month; `supported` begins each December with those still open. */
function cases(roll: (below: number) => number): readonly Counts[] {
  let open = roll(25)
  let supported = 0
  return months.map(month => {
    if (month.endsWith('-12')) supported = open
    const fresh = roll(4) === 0 ? 0 : roll(30)
    const closed = roll(4) === 0 ? 0 : roll(open + fresh + 1)
    open += fresh - closed
    supported += fresh
    const achieved = roll(closed + 1)
    return {
      ...{ fresh, closed, open, supported, achieved },
      ...{ disengaged: roll(closed - achieved + 1), prompt: roll(fresh + 1), contacted: roll(fresh + 1) },
      ...{ long: roll(open + 1), claims: roll(closed + 1) },
    }
  })
}

/** A hub in its first year only fills up; the twelve months that count then move on, and it may empty. */
function hub(roll: (below: number) => number): readonly Counts[] {
  let [young, youngSeen, youngOften, old, oldSeen, oldOften] = [roll(50), 0, 0, roll(5), 0, 0]
  return months.map((_, index) => {
    const step = index < 12 ? 1 : roll(2) === 0 ? -1 : 1
    const grow = (value: number, by: number, top: number): number =>
      Math.max(0, Math.min(top, step > 0 ? Math.max(value, value + by) : value - by))
    const fresh = roll(30)
    young = grow(young, fresh, 9999)
    old = grow(old, roll(3), 99)
    youngSeen = grow(youngSeen, roll(30), young)
    oldSeen = grow(oldSeen, roll(3), old)
    youngOften = grow(youngOften, roll(15), youngSeen)
    oldOften = grow(oldOften, roll(2), oldSeen)
    return { young, youngSeen, youngOften, old, oldSeen, oldOften, fresh: Math.min(fresh, young) }
  })
}

const carers = (roll: (below: number) => number): readonly Counts[] =>
  months.map(() => {
    const [referred, sessions, training] = [roll(20), roll(6), roll(3)]
    return {
      ...{ referred, answered: roll(referred + 1), sessions, training, open: roll(60) },
      ...{ attending: sessions === 0 ? 0 : roll(40), trained: training === 0 ? 0 : roll(20) },
    }
  })

const percent =
  (part: string, whole: string, nobody: string) =>
  (counts: Counts): string =>
    at(counts, whole) === 0 ? nobody : display({ n: BigInt(at(counts, part)) * 100n, d: BigInt(at(counts, whole)) }, 1)
const count =
  (...names: readonly string[]) =>
  (counts: Counts): string =>
    `${names.reduce((sum, name) => sum + at(counts, name), 0)}`
const ofBoth = (part: readonly string[], whole: readonly string[]) => (counts: Counts) => {
  const both = {
    part: part.reduce((s, n) => s + at(counts, n), 0),
    whole: whole.reduce((s, n) => s + at(counts, n), 0),
  }
  return percent('part', 'whole', '0.0')(both)
}

type Printing = Readonly<Record<string, (counts: Counts) => string>>
/** What each service prints; `nobody` is how this scorecard prints a percentage of none. */
const printings = (nobody: string): Readonly<Record<string, Printing>> => ({
  'family-support': {
    ...{ CEH01: count('fresh'), CEH03: count('supported'), CEH04: count('open'), CEH05: count('closed') },
    ...{ CEH06: percent('prompt', 'fresh', nobody), CEH07: percent('contacted', 'fresh', nobody) },
    ...{ CEH09: percent('achieved', 'closed', nobody), CEH10: percent('claims', 'closed', nobody) },
    ...{ CEH11: percent('disengaged', 'closed', nobody), CEH12: percent('long', 'open', nobody) },
  },
  neet: {
    ...{ CEH61: count('fresh'), CEH63: count('supported'), CEH64: count('open'), CEH66: count('closed') },
    ...{ CEH65: percent('long', 'open', nobody), CEH67: percent('prompt', 'fresh', nobody) },
    ...{ CEH73: percent('achieved', 'closed', nobody), CEH74: percent('disengaged', 'closed', nobody) },
  },
  'young-carers': {
    ...{ CEH15: count('open'), CEH16: count('referred'), CEH17: percent('answered', 'referred', nobody) },
    ...{ CEH19: count('sessions'), CEH20: count('attending'), CEH23: count('training'), CEH24: count('trained') },
  },
  'youth-hubs': {
    ...{ CEH50: count('young'), CEH51: count('youngSeen'), CEH52: count('youngOften'), CEH53: count('old') },
    ...{ CEH54: count('oldSeen'), CEH55: count('oldOften'), CEH59: count('fresh') },
    ...{ CEH56: count('young', 'old'), CEH57: count('youngSeen', 'oldSeen'), CEH58: count('youngOften', 'oldOften') },
    ...{ CEH51a: ofBoth(['youngSeen'], ['young']), CEH52a: ofBoth(['youngOften'], ['youngSeen']) },
    ...{ CEH57a: ofBoth(['youngSeen', 'oldSeen'], ['young', 'old']) },
    ...{ CEH58a: ofBoth(['youngOften', 'oldOften'], ['youngSeen', 'oldSeen']) },
  },
})

/** The published figures of every service and level from a seed. `nobody`: '0.0', or a sign for nothing printed. */
export function wholeCounty(seed: number, nobody = '0.0'): readonly Row[] {
  const roll = dice(seed)
  const rows: Row[] = []
  const printing = printings(nobody)
  const print = (
    who: readonly [service: string, provider: string, level: string, place: string],
    districts: readonly (readonly Counts[])[],
  ): void => {
    const [service, provider, level, place] = who
    for (const [indicator, text] of Object.entries(printing[service] ?? {}))
      for (const [index, month] of months.entries()) {
        const value = text(added(districts.map(district => district[index] ?? {})))
        rows.push({
          line: rows.length + 2,
          fields: { service, provider, level, place, indicator, period: month, value },
        })
      }
  }
  const tree = (
    who: readonly [service: string, provider: string],
    top: readonly [level: string, place: string],
    own: readonly Area[],
    made: (roll: (below: number) => number) => readonly Counts[],
  ): void => {
    const all = own.map(area => areas[area].map(district => ({ district, counts: made(roll) })))
    print(
      [...who, ...top],
      all.flat().map(one => one.counts),
    )
    for (const [index, area] of own.entries()) {
      const under = all[index] ?? []
      print(
        [...who, 'area', area],
        under.map(one => one.counts),
      )
      for (const { district, counts } of under) print([...who, 'district', district], [counts])
    }
  }
  tree(['family-support', 'Project Salus'], ['contract', 'North & West Kent'], ['North Kent', 'West Kent'], cases)
  tree(['family-support', 'Porchlight'], ['contract', 'South & East Kent'], ['South Kent', 'East Kent'], cases)
  tree(['neet', 'CXK'], ['county', 'Kent'], ['North Kent', 'East Kent', 'South Kent', 'West Kent'], cases)
  tree(['young-carers', 'Imago'], ['county', 'Kent'], ['North Kent', 'East Kent', 'South Kent', 'West Kent'], carers)
  for (const [provider, district] of hubs) print(['youth-hubs', provider, 'district', district], [hub(roll)])
  return rows
}

/** Cells of a table emptied, withheld or dropped altogether: nothing that is left contradicts more than before. */
export function withHoles(rows: readonly Row[], seed: number, oneIn: number): readonly Row[] {
  const roll = dice(seed)
  const holes = ['', '-', 'n/a', 'c', '*', 'Redacted', 'drop']
  return rows.flatMap(row => {
    if (roll(oneIn) !== 0) return [row]
    const hole = holes[roll(holes.length)] ?? ''
    return hole === 'drop' ? [] : [{ ...row, fields: { ...row.fields, value: hole } }]
  })
}

export const seeds = fc.integer({ min: 1, max: 1_000_000_000 })
