import { describe, expect, it } from 'vitest'
import { type Field, mainField, storedField, typedCell } from '../../src/app/sheet/cell/typed-value.ts'
import { achieved, amount, caseload, closed, gap, good, ratio } from '../domain/small-set.ts'

const texts = (fields: Partial<Record<Field, string>>) => new Map(Object.entries(fields)) as Map<Field, string>

describe('what a cell makes of its texts', () => {
  it('reads an amount, and blanks it when it is emptied', () => {
    expect(typedCell(closed, null, texts({ value: '1,234' })).save).toEqual(amount(1234))
    expect(typedCell(closed, amount(4), texts({ value: '' })).save).toBeNull()
  })
  it('never stores a whole that follows, and stores one that was typed over it', () => {
    expect(typedCell(achieved, null, texts({ part: '1' })).save).toEqual(ratio('1'))
    expect(typedCell(achieved, ratio('1'), texts({ whole: '5' })).save).toEqual(ratio('1', '5'))
    expect(typedCell(achieved, ratio('1', '5'), texts({ whole: '' })).save).toEqual(ratio('1'))
  })
  it('keeps the other side while one is typed', () => {
    expect(typedCell(good, ratio('3', '4'), texts({ part: '2' })).save).toEqual(ratio('2', '4'))
  })
  it('counts an unreadable text as not there on screen and never sends it', () => {
    const typed = typedCell(good, ratio('3', '4'), texts({ part: '64%' }))
    expect(typed.live).toEqual(ratio(undefined, '4'))
    expect(typed.save).toEqual(ratio('3', '4'))
    expect(typed.unreadable).toEqual([{ field: 'part', text: '64%', problem: 'percentage' }])
    const first = typedCell(closed, null, texts({ value: '12a' }))
    expect(first).toMatchObject({ live: null, save: null, unreadable: [{ problem: 'unreadable' }] })
  })
  it('takes decimals where the figure is a mean, and not in a count', () => {
    expect(typedCell(caseload, null, texts({ whole: '2.3' })).save).toEqual(ratio(undefined, '2.3'))
    expect(typedCell(closed, null, texts({ value: '2.5' })).unreadable[0]?.problem).toBe('not-whole')
  })
  it('lets a reason stand until something readable takes its place', () => {
    expect(typedCell(achieved, gap('not-available'), texts({ part: '' })).save).toEqual(gap('not-available'))
    expect(typedCell(achieved, gap('not-available'), texts({ part: 'x' })).save).toEqual(gap('not-available'))
    expect(typedCell(achieved, gap('not-available'), texts({ part: '2' })).save).toEqual(ratio('2'))
  })
  it('knows which field comes first and what it holds', () => {
    expect([mainField(closed), mainField(achieved), mainField(caseload)]).toEqual(['value', 'part', 'whole'])
    expect(storedField(ratio('1', '5'), 'whole')).toBe('5')
    expect(storedField(gap('to-follow'), 'value')).toBeUndefined()
  })
})
