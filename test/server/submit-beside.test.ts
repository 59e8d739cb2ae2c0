/** What stands beside the figures stops a submission on the server too: an older or another app may not look at it. */
import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { CellKey, Instant, OpId, ScopeId } from '../../src/domain/ids.ts'
import type { PlaceHistory } from '../../src/domain/reading.ts'
import { period } from '../../src/domain/time/period.ts'
import type { SheetRow } from '../../src/protocol/exchange.ts'
import { decideSubmit, seenDigest } from '../../src/server/sync/decide/decide-return.ts'
import { amount, gap, printed } from '../domain/small-set.ts'
import { author, reference, start } from './memory-log.ts'
import { deviceTime, eastA, opId } from './operations.ts'
import { helper } from './small-county.ts'

const lead = author('lead', 'provider-lead')
const may = period('2017-05')
const complete: Readonly<Record<string, CellValue>> = {
  closed: amount(3),
  open: gap('not-available'),
  achieved: gap('not-available'),
  withdrawn: gap('not-available'),
  good: gap('not-available'),
  caseload: gap('not-available'),
}
const words = (reasons: readonly string[], text = ''): CellValue => ({
  type: 'explanation',
  text,
  reasons: [...reasons],
  cells: ['referred' as CellKey],
})

function submitted(beside: Readonly<Record<string, CellValue>>, history: PlaceHistory = {}) {
  const cells: SheetRow['cells'] = Object.fromEntries(
    Object.entries({ ...complete, ...beside }).map(([key, value]) => [
      key,
      { value, token: opId() as OpId, by: { id: lead.id, name: lead.name }, at: deviceTime },
    ]),
  )
  return decideSubmit(
    { ...reference, history: () => history },
    { sheet: eastA, scope: `${helper}/east-a` as ScopeId, rev: 1, state: 'open', submission: null, cells, digest: '' },
    'provider-lead',
    {
      seen: seenDigest(cells, reference.setVersion),
      by: { id: lead.id, name: lead.name },
      name: 'A name',
      role: 'Manager',
      deviceTime,
      receivedAt: new Date(start).toISOString() as Instant,
    },
  )
}
const stopped = { ok: false, code: 'incomplete' }

describe('a submission', () => {
  it('is stopped by a dispute without a word, and not by one with a reason or an own figure', () => {
    expect(submitted({ 'answer/referred': words(['dispute']) })).toEqual(stopped)
    expect(submitted({ 'answer/referred': words(['dispute'], 'One counted twice') }).ok).toBe(true)
    expect(submitted({ 'answer/referred': words(['dispute']), 'own/referred': amount(4) }).ok).toBe(true)
    expect(submitted({ 'answer/referred': words(['agree']) }).ok).toBe(true)
  })

  it('is stopped by an own figure that is in error', () => {
    expect(submitted({ 'answer/referred': words(['dispute']), 'own/referred': amount('4.5') })).toEqual(stopped)
  })

  it('is stopped by a correction of a published figure that says no reason', () => {
    const history: PlaceHistory = { [may]: { closed: printed('5') } }
    expect(submitted({ 'earlier/closed_2017-05': amount(6) }, history)).toEqual(stopped)
    const why = { 'earlier-why/closed_2017-05': words([], 'Two were found later') }
    expect(submitted({ 'earlier/closed_2017-05': amount(6), ...why }, history).ok).toBe(true)
  })

  it('is not stopped by what the server cannot know: whether a month that it has not published was promised', () => {
    expect(submitted({ 'earlier/closed_2017-05': amount(6) }).ok).toBe(true)
    const promised: PlaceHistory = { [may]: { closed: gap('to-follow') } }
    expect(submitted({ 'earlier/closed_2017-05': amount(6) }, promised).ok).toBe(true)
  })
})
