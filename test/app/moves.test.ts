import { describe, expect, it } from 'vitest'
import { moveFrom, moveOf, type Spot } from '../../src/app/sheet/keys/moves.ts'

const keys = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

describe('which keys move', () => {
  it('Enter goes down, Shift+Enter up, Ctrl+arrows jump', () => {
    expect(moveOf(keys('Enter'))).toBe('on-down')
    expect(moveOf(keys('Enter', { shiftKey: true }))).toBe('on-up')
    expect(moveOf(keys('ArrowLeft', { ctrlKey: true }))).toBe('left')
    expect(moveOf(keys('ArrowDown', { metaKey: true }))).toBe('down')
  })
  it('leaves plain arrows, selections and Alt to the field', () => {
    expect(moveOf(keys('ArrowLeft'))).toBeUndefined()
    expect(moveOf(keys('ArrowLeft', { ctrlKey: true, shiftKey: true }))).toBeUndefined()
    expect(moveOf(keys('ArrowDown', { altKey: true }))).toBeUndefined()
    expect(moveOf(keys('Enter', { ctrlKey: true }))).toBeUndefined()
    expect(moveOf(keys('4'))).toBeUndefined()
  })
})

describe('where they go', () => {
  const extent = { rows: 3, columns: 2 }
  const all = () => true
  const except = (row: number, column: number) => (spot: Spot) => !(spot.row === row && spot.column === column)

  it('passes over cells that cannot be entered', () => {
    expect(moveFrom({ row: 0, column: 0 }, 'on-down', extent, except(1, 0))).toEqual({ row: 2, column: 0 })
    expect(moveFrom({ row: 0, column: 0 }, 'down', extent, except(1, 0))).toEqual({ row: 2, column: 0 })
  })
  it('Enter goes on at the head of the next district, a jump stops at the edge', () => {
    expect(moveFrom({ row: 2, column: 0 }, 'on-down', extent, all)).toEqual({ row: 0, column: 1 })
    expect(moveFrom({ row: 2, column: 0 }, 'down', extent, all)).toBeUndefined()
    expect(moveFrom({ row: 0, column: 1 }, 'on-up', extent, all)).toEqual({ row: 2, column: 0 })
  })
  it('ends at the last cell, and where nothing can be entered', () => {
    expect(moveFrom({ row: 2, column: 1 }, 'on-down', extent, all)).toBeUndefined()
    expect(moveFrom({ row: 0, column: 0 }, 'on-down', extent, () => false)).toBeUndefined()
    expect(moveFrom({ row: 0, column: 0 }, 'left', extent, all)).toBeUndefined()
  })
})
