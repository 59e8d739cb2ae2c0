import { describe, expect, it } from 'vitest'
import { nothingDone, record, redo, undo } from '../../src/app/sheet/keys/undo.ts'
import type { CellKey } from '../../src/domain/ids.ts'
import { amount } from '../domain/small-set.ts'
import { sheetFor } from './fake-desk.ts'

const change = (cell: string, before: number | null, after: number | null) => ({
  sheet: sheetFor('east-a'),
  cell: cell as CellKey,
  before: before === null ? null : amount(before),
  after: after === null ? null : amount(after),
})

describe('undo', () => {
  it('writes what was there before as a new edit, and redo what was undone', () => {
    const done = record(nothingDone, { changes: [change('closed', null, 4)] })
    const back = undo(done)
    expect(back?.edits).toEqual([{ sheet: sheetFor('east-a'), cell: 'closed', value: null }])
    const again = redo(back?.deeds ?? nothingDone)
    expect(again?.edits).toEqual([{ sheet: sheetFor('east-a'), cell: 'closed', value: amount(4) }])
    expect(undo(again?.deeds ?? nothingDone)?.edits).toEqual(back?.edits)
  })
  it('takes a paste back whole', () => {
    const done = record(nothingDone, { changes: [change('closed', 1, 4), change('open', 2, 5)] })
    expect(undo(done)?.edits.map(edit => edit.value)).toEqual([amount(1), amount(2)])
  })
  it('joins the saves of one stay in a cell, and not those of two', () => {
    const first = record(nothingDone, { changes: [change('closed', null, 1)], visit: 1 })
    const joined = record(first, { changes: [change('closed', 1, 12)], visit: 1 })
    expect(joined.done).toHaveLength(1)
    expect(undo(joined)?.edits[0]?.value).toBeNull()
    expect(record(first, { changes: [change('closed', 1, 12)], visit: 2 }).done).toHaveLength(2)
  })
  it('forgets what was undone once something new is done, and never records what changed nothing', () => {
    const back = undo(record(nothingDone, { changes: [change('closed', null, 4)] }))
    const next = record(back?.deeds ?? nothingDone, { changes: [change('open', null, 1)] })
    expect(redo(next)).toBeUndefined()
    expect(record(nothingDone, { changes: [change('closed', 4, 4)] })).toBe(nothingDone)
    expect(undo(nothingDone)).toBeUndefined()
  })
})
