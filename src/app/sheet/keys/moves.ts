/** Where the keyboard goes on the sheet: Enter down, Shift+Enter up, Ctrl+arrows to the next cell that can be entered. */

export interface Spot {
  readonly row: number
  readonly column: number
}

export interface Extent {
  readonly rows: number
  readonly columns: number
}

export type Move = 'on-down' | 'on-up' | 'left' | 'right' | 'up' | 'down'

export interface Keys {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The move a key press asks for; undefined when it asks for none and the field keeps it. */
export function moveOf(keys: Keys): Move | undefined {
  const jump = (keys.ctrlKey || keys.metaKey) && !keys.altKey && !keys.shiftKey
  switch (keys.key) {
    case 'Enter':
      return keys.ctrlKey || keys.metaKey || keys.altKey ? undefined : keys.shiftKey ? 'on-up' : 'on-down'
    case 'ArrowLeft':
      return jump ? 'left' : undefined
    case 'ArrowRight':
      return jump ? 'right' : undefined
    case 'ArrowUp':
      return jump ? 'up' : undefined
    case 'ArrowDown':
      return jump ? 'down' : undefined
    default:
      return undefined
  }
}

const steps: Record<Move, readonly [rows: number, columns: number]> = {
  'on-down': [1, 0],
  'on-up': [-1, 0],
  left: [0, -1],
  right: [0, 1],
  up: [-1, 0],
  down: [1, 0],
}

/**
 * The next cell in that direction that can be entered (`open`), passing over those that cannot. Enter at the foot of
 * a column goes on at the head of the next one (Shift+Enter the other way); a jump stops at the edge. Undefined when
 * there is nowhere to go.
 */
export function moveFrom(at: Spot, move: Move, extent: Extent, open: (spot: Spot) => boolean): Spot | undefined {
  const [rows, columns] = steps[move]
  const goesOn = move === 'on-down' || move === 'on-up'
  let { row, column } = at
  for (let tried = 0; tried < extent.rows * extent.columns; tried++) {
    row += rows
    column += columns
    if (goesOn && row >= extent.rows) {
      row = 0
      column += 1
    } else if (goesOn && row < 0) {
      row = extent.rows - 1
      column -= 1
    }
    if (row < 0 || column < 0 || row >= extent.rows || column >= extent.columns) return undefined
    if (open({ row, column })) return { row, column }
  }
  return undefined
}
