/** What the keys do on a row of figures. Only there: nothing is done by a letter anywhere else. Pure. */

export type RowMove = 'down' | 'up' | 'first' | 'last' | 'ask' | 'enter' | 'settle' | 'keys'

const moves: Readonly<Record<string, RowMove>> = {
  ArrowDown: 'down',
  j: 'down',
  ArrowUp: 'up',
  k: 'up',
  Home: 'first',
  End: 'last',
  '?': 'ask',
  e: 'enter',
  a: 'settle',
  h: 'keys',
}

/** Shown by `h` and by the button *Keys*; each one proved by a test. */
export const reviewKeys: readonly (readonly [keys: string, does: string])[] = [
  ['↓ or j, ↑ or k', 'to the next figure, back'],
  ['Home, End', 'to the first figure, the last'],
  ['?', 'ask a question about the figure'],
  ['Ctrl + Enter, in a question', 'ask it'],
  ['Escape, in a question', 'back to the figure: what is written stays'],
  ['e', 'enter a figure for the provider'],
  ['a', 'to “Accept or send back”'],
  ['h', 'this list'],
]

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

export const rowMove = ({ key, ctrlKey, metaKey, altKey }: Pressed): RowMove | undefined =>
  ctrlKey || metaKey || altKey ? undefined : moves[key]

/** The row that a move leads to; it stays at the ends. */
export function rowAfter(move: RowMove, row: number, count: number): number {
  switch (move) {
    case 'down':
      return Math.min(row + 1, count - 1)
    case 'up':
      return Math.max(row - 1, 0)
    case 'first':
      return 0
    case 'last':
      return count - 1
    default:
      return row
  }
}
