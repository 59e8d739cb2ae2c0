import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { monthOf } from '../../../src/app/month/month.ts'
import { worded } from '../../../src/app/sheet/explain/explaining.ts'
import { MonthWork } from '../../../src/app/sheet/work/month-work.ts'
import { openQueriesOf } from '../../../src/app/sheet/work/open-queries.ts'
import { topicOf } from '../../../src/app/sheet/work/topics.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import { type CellKey, everywhere, explanationCell } from '../../../src/domain/ids.ts'
import { achieved, closed, contract, pid } from '../../domain/small-set.ts'
import { june } from '../fake-desk.ts'
import { deskThatAsks } from './asking.ts'

const a = pid('east-a')
const b = pid('east-b')

async function start() {
  const desk = deskThatAsks()
  const month = monthOf(desk.state(), contract.id, june)
  if (!month) throw new Error('no month')
  const work = new MonthWork(desk, month, new Unsaved())
  work.start()
  await vi.waitFor(() => expect(work.queries(a)).not.toEqual([]))
  await vi.runAllTimersAsync()
  return { desk, work }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('queries while somebody types', () => {
  it('are not read with the key, but a moment later; and only of the district that changed', async () => {
    const { work } = await start()
    const [inA, inB] = [work.queries(a), work.queries(b)]
    const told: string[] = []
    work.topics.subscribe(topicOf.queries, () => told.push('queries'))
    work.topics.subscribe(topicOf.cell(a, achieved.id), () => told.push('achieved in A'))
    work.topics.subscribe(topicOf.cell(b, achieved.id), () => told.push('achieved in B'))
    work.typeFigure(a, achieved, 'part', '3')
    expect(told).toEqual(['achieved in A'])
    expect(work.asked(a, achieved.id)).toMatch(/^To explain: Red/)
    await vi.advanceTimersByTimeAsync(200)
    expect(work.asked(a, achieved.id)).toBe('')
    expect(told).toEqual(['achieved in A', 'queries', 'achieved in A'])
    expect(work.queries(b)).toBe(inB)
    expect(work.queries(a)).not.toBe(inA)
  })

  it('are the same ones while an explanation is typed: only whether it answers them is read again', async () => {
    const { work } = await start()
    const [before] = work.queries(b)
    const cells = ['east-a/achieved', 'east-b/achieved'] as CellKey[]
    work.typeText(everywhere, explanationCell('achieved'), 'Snow', (value, text) => worded(value, text, cells))
    expect(work.queries(b).map(line => line.explained)).toEqual([true])
    expect(work.queries(b)[0]?.query).toBe(before?.query)
    expect(openQueriesOf(work).explained).toBe(2)
  })

  it('of a figure with an error are not asked until it is put right', async () => {
    const { work } = await start()
    const asked = () => openQueriesOf(work).open.map(({ place, query }) => `${place}/${query.indicators[0]}`)
    expect(asked()).toEqual(['east-a/achieved', 'east-a/withdrawn', 'east-a/open', 'east-b/achieved'].toSorted(order))
    work.typeFigure(a, closed, 'value', '1')
    await vi.advanceTimersByTimeAsync(200)
    // 2 of 1 withdrawn: an error, and no query beside it.
    expect(asked()).not.toContain('east-a/withdrawn')
  })
})

/** The sheet's order: Cases before Outcomes. */
const rank = ['east-a/open', 'east-a/achieved', 'east-a/withdrawn', 'east-b/achieved']
const order = (x: string, y: string): number => rank.indexOf(x) - rank.indexOf(y)
