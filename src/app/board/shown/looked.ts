/** What changed on the board since an officer looked at it. Pure. */
import type { SheetId } from '../../../domain/ids.ts'
import type { BoardRow } from '../../../protocol/exchange.ts'

export interface Looked {
  /** Each row as she saw it. */
  readonly seen: ReadonlyMap<SheetId, string>
  /** Each row as last read. */
  readonly now: ReadonlyMap<SheetId, string>
  /** Rows that are not as she saw them, and when that was read; milliseconds. */
  readonly changed: ReadonlyMap<SheetId, number>
}

/** What of a row is worth a mark: while it is being typed, not each figure. */
function told(row: BoardRow): string {
  const { answered: _answered, written, owed: _owed, ratings, seen, worsened, explained, unexplained, ...rest } = row
  const typed = row.state === 'open' || row.state === 'sent-back'
  return JSON.stringify(
    typed ? { ...rest, begun: written > 0 } : { ...rest, ratings, seen, worsened, explained, unexplained },
  )
}

/** The board was read again. `own`: what she did something to herself needs no mark. */
export function lookAgain(
  before: Looked | undefined,
  rows: readonly BoardRow[],
  at: number,
  own: ReadonlySet<SheetId> = new Set(),
): Looked {
  const now = new Map(rows.map(row => [row.sheet, told(row)]))
  if (!before) return { seen: now, now, changed: new Map() }
  const seen = new Map(before.seen)
  const changed = new Map<SheetId, number>()
  for (const [sheet, row] of now) {
    if (own.has(sheet)) seen.set(sheet, row)
    else if (before.seen.get(sheet) !== row)
      changed.set(sheet, before.now.get(sheet) === row ? (before.changed.get(sheet) ?? at) : at)
  }
  return { seen, now, changed }
}

/** She has seen them: all, or one. */
export function markSeen(before: Looked, sheet?: SheetId): Looked {
  if (sheet === undefined) return { seen: before.now, now: before.now, changed: new Map() }
  const row = before.now.get(sheet)
  const changed = new Map(before.changed)
  changed.delete(sheet)
  return { ...before, seen: row === undefined ? before.seen : new Map(before.seen).set(sheet, row), changed }
}
