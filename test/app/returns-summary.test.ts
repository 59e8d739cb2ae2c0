import { describe, expect, it } from 'vitest'
import { openRows } from '../../src/app/returns/rows.ts'
import { arrivedSentence, leftSentence, type PartOfRow, summarise } from '../../src/app/returns/summary.ts'
import type { CellKey } from '../../src/domain/ids.ts'
import { amount, ratio } from '../domain/small-set.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'

const part = (state: PartOfRow['state'], more: Partial<PartOfRow> = {}): PartOfRow => ({
  state,
  submitting: false,
  owed: 15,
  done: 15,
  errors: 0,
  waiting: 0,
  refused: 0,
  ...more,
})

describe('a row of returns', () => {
  it('shows the least advanced state, with counts', () => {
    const row = summarise([
      ...Array.from({ length: 4 }, () => part('submitted')),
      part('in-progress', { done: 10 }),
      part('sent-back'),
    ])
    expect(row.state).toBe('sent-back')
    expect(row.sentence).toBe('4 of 6 submitted, 1 in progress, 1 sent back')
    expect(row.owed - row.done).toBe(5)
  })
  it('says only how many when all are alike, and what is queued', () => {
    expect(summarise([part('submitted'), part('submitted')]).sentence).toBe('All 2')
    // The tag says it already.
    expect(summarise([part('in-progress')]).sentence).toBe('')
    expect(summarise([part('in-progress', { submitting: true })]).sentence).toBe('1 queued to be submitted')
    expect(summarise([part('in-progress', { submitting: true }), part('in-progress')]).sentence).toBe(
      'All 2; 1 queued to be submitted',
    )
  })
  it('says what is left and what has not arrived', () => {
    expect(leftSentence({ owed: 15, done: 14, errors: 2 })).toBe('1 figure to answer, 2 errors')
    expect(leftSentence({ owed: 15, done: 15, errors: 0 })).toBe('Nothing left')
    expect(arrivedSentence({ waiting: 1, refused: 0 })).toBe('1 change waits on this device')
    expect(arrivedSentence({ waiting: 3, refused: 1 })).toBe('3 changes wait on this device, 1 not taken by the server')
    expect(arrivedSentence({ waiting: 0, refused: 0 })).toBe('Everything here is on the server')
  })
})

describe('the rows from the device', () => {
  it('a row a contract and open month; errors, unreadable texts and what waits are counted', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3), achieved: ratio('5') })
    await desk.save([{ sheet: sheetFor('east-b'), cell: 'open' as CellKey, value: amount(2) }])
    await desk.keepDraft({ sheet: sheetFor('east-b'), cell: 'closed' as CellKey, field: 'value', text: '4a' })
    const [row, ...others] = openRows(desk.state())
    expect(others).toEqual([])
    // 5 of 3 in one district, "4a" in another.
    expect(row?.summary).toMatchObject({ state: 'not-started', errors: 2, waiting: 1 })
    expect(row?.summary.sentence).toBe('2 of 3 in progress, 1 not started')
    expect(row?.summary.owed).toBeGreaterThan(row?.summary.done ?? 0)
  })
  it('nothing before the first download, and nothing of contracts that are not hers', () => {
    const desk = new FakeDesk()
    desk.change({ set: null })
    expect(openRows(desk.state())).toEqual([])
    expect(openRows(new FakeDesk({ scopes: ['su-other-2016/east-a'] }).state())).toEqual([])
  })
})
