/**
 * Twelve made-up months of the sample county through the real storage: five services, twelve districts, every return with
 * figures near the published ones. The same every time. For measuring an officer's pages, and for tests of them.
 */

import type { CellValue } from '../src/domain/figures/figure.ts'
import { measure } from '../src/domain/figures/measure.ts'
import {
  type CellKey,
  type DeviceId,
  everywhere,
  type IndicatorId,
  type Instant,
  type OpId,
  type PersonId,
  type PlaceId,
  type ScopeId,
  scopeOf,
  sheetOf,
} from '../src/domain/ids.ts'
import type { Decimal } from '../src/domain/number/exact.ts'
import { historyCells, type PlaceHistory } from '../src/domain/reading.ts'
import type { Contract, Indicator, IndicatorSet } from '../src/domain/set/indicator-set.ts'
import { dueIn, enteredAt, indicatorsOf } from '../src/domain/set/indicators.ts'
import { dueDate } from '../src/domain/time/calendar.ts'
import { addMonths, type Period, period, periodsFrom } from '../src/domain/time/period.ts'
import type { ReturnState } from '../src/domain/workflow.ts'
import { loadHistories } from '../src/indicator-sets/history.ts'
import { loadIndicatorSet } from '../src/indicator-sets/load.ts'
import { sheetDigestText } from '../src/protocol/digests.ts'
import type { Cell, Collection, SheetRow } from '../src/protocol/exchange.ts'
import { sha256 } from '../src/server/reference.ts'
import type { Storage, StoredOperation, StoredSheet } from '../src/server/storage/storage.ts'

export const set = loadIndicatorSet('kent-early-help')
export const firstMonth = period('2017-06')
/** The month that is being reviewed: its returns are in every state. */
export const lastMonth = addMonths(firstMonth, 11)
export const months = periodsFrom(firstMonth, lastMonth)

/** A number from 0 to 1 that follows from its seed alone. */
function chance(seed: string): number {
  let mixed = 2_166_136_261
  for (const letter of seed) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 16_777_619)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 3_266_489_917)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296
}

const published = new Map(
  loadHistories(set, period('2017-05')).map(one => [scopeOf(one.contract, one.place), one.months as PlaceHistory]),
)

/** What was published last for it, or a number that might have been. */
function about(set: IndicatorSet, indicator: Indicator, scope: ScopeId): number {
  const history = published.get(scope) ?? {}
  for (const month of Object.keys(history).sort().reverse()) {
    const measured = measure(set, indicator, historyCells(history, month as Period))
    if (measured.state === 'measured') return Number((measured.value.n * 1000n) / measured.value.d) / 1000
  }
  return indicator.kind === 'percent' ? 75 : 12
}

const decimal = (value: number): Decimal => String(Math.max(0, Math.round(value))) as Decimal

function figure(
  indicator: Indicator,
  scope: ScopeId,
  month: Period,
  cells: ReadonlyMap<IndicatorId, CellValue>,
): CellValue {
  const luck = chance(`${indicator.id}|${scope}|${month}`)
  if (luck < 0.01) return { type: 'gap', reason: 'not-available', note: 'The form came late' }
  const near = about(set, indicator, scope)
  if (indicator.kind !== 'percent' && indicator.kind !== 'mean')
    return { type: 'amount', value: decimal(near * (0.8 + luck * 0.4)) }
  const followed = (of: 'part' | 'whole'): number | undefined => {
    const id = indicator[of]?.follows
    const value = id === undefined ? undefined : cells.get(id)
    return value?.type === 'amount' ? Number(value.value) : undefined
  }
  const share = indicator.kind === 'percent' ? Math.min(1, (near / 100) * (0.85 + luck * 0.3)) : near
  const whole =
    followed('whole') ?? (indicator.kind === 'percent' ? Math.round(8 + luck * 40) : 2 + Math.round(luck * 2))
  const part = followed('part') ?? Math.min(Math.round(share * whole), indicator.kind === 'percent' ? whole : 9_999)
  return {
    type: 'ratio',
    ...(followed('part') === undefined ? { part: decimal(part) } : {}),
    ...(followed('whole') === undefined ? { whole: decimal(whole) } : {}),
  }
}

/** Earlier months are accepted; the last one's returns are in every state there is. */
function stateOf(scope: ScopeId, month: Period): ReturnState {
  if (month < lastMonth) return 'accepted'
  const luck = chance(`state|${scope}`)
  return luck < 0.55 ? 'submitted' : luck < 0.75 ? 'accepted' : luck < 0.9 ? 'open' : 'sent-back'
}

const person = { id: 'generated' as PersonId, name: 'A provider' }
const opId = (n: number): OpId => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as OpId

function sheet(
  contract: Contract,
  place: PlaceId,
  month: Period,
  { n, rev }: { readonly n: number; readonly rev: number },
): StoredSheet {
  const scope = scopeOf(contract.id, place)
  const at = `${addMonths(month, 1)}-05T09:00:00.000Z` as Instant
  const state = stateOf(scope, month)
  const values = new Map<IndicatorId, CellValue>()
  for (const indicator of indicatorsOf(set, contract, month)) {
    if (indicator.derived || !enteredAt(indicator, place) || !dueIn(indicator, month)) continue
    // What is open is half done.
    if (state === 'open' && chance(`half|${scope}|${indicator.id}`) < 0.5) continue
    values.set(indicator.id, figure(indicator, scope, month, values))
  }
  const cells = Object.fromEntries(
    [...values].map(([id, value]): [CellKey, Cell] => [
      id as string as CellKey,
      { value, token: opId(n), by: person, at },
    ]),
  )
  const submission: SheetRow['submission'] =
    state === 'open'
      ? null
      : {
          ordinal: 1,
          seen: '0'.repeat(64),
          by: person,
          name: person.name,
          role: 'provider-lead',
          deviceTime: at,
          receivedAt: at,
        }
  return {
    sheet: sheetOf(contract.id, place, month),
    scope,
    rev,
    state,
    submission,
    cells,
    digest: sha256(sheetDigestText(cells)),
  }
}

/** One collection a service and month, all open, due as the service says. */
export const collections: readonly Collection[] = set.services.flatMap(service =>
  months.map(
    (month): Collection => ({
      service: service.id,
      period: month,
      due: dueDate(month, service.dueWorkingDay),
      state: 'open',
    }),
  ),
)

/** Every return of the twelve months, each changed once in its scope's log. */
export function twelveMonths(): readonly StoredSheet[] {
  let n = 0
  return set.contracts.flatMap(contract =>
    [...contract.places, everywhere].flatMap(place =>
      months.map((month, at) => {
        n += 1
        return sheet(contract, place, month, { n, rev: at + 1 })
      }),
    ),
  )
}

/** The operation a return came by: one a return, as if it had been typed at once. */
const operationOf = (stored: StoredSheet, device: DeviceId, seq: number): StoredOperation => ({
  opId: opId(seq),
  hash: sha256(stored.sheet),
  device,
  seq,
  person: person.id,
  personName: person.name,
  sheet: stored.sheet,
  cell: null,
  base: null,
  receivedAt: stored.submission?.receivedAt ?? (`${lastMonth}-05T09:00:00.000Z` as Instant),
  outcome: 'applied',
  body: '{}',
})

/** Puts them into a data file that has been seeded with the sample, in one transaction. */
export async function loadTwelveMonths(storage: Storage): Promise<void> {
  await storage.putCollections(collections)
  const [owner] = await storage.people()
  if (!owner) throw new Error('The data file has nobody in it')
  const device = 'd0000000-0000-4000-8000-000000000001' as DeviceId
  const at = `${addMonths(lastMonth, 1)}-05T09:00:00.000Z` as Instant
  await storage.addDevice({ id: device, person: owner.id, secretHash: sha256('made up') }, at)
  const sheets = twelveMonths()
  const operations = sheets.map((one, index) => operationOf(one, device, index + 1))
  await storage.commitBatch({ device, seqs: [], operations: [], sheets: [] }, () => ({
    answer: null,
    act: { person, at, serviceOf: id => set.contracts.find(one => one.id === id)?.service },
    writes: {
      lastSeq: operations.length,
      deviceLog: operations.map(({ seq, opId: id }) => ({ seq, opId: id })),
      operations,
      settled: [],
      sheets,
      log: sheets.map(({ scope, rev, sheet: id }, index) => ({ scope, seq: rev, opId: opId(index + 1), sheet: id })),
    },
  }))
}
