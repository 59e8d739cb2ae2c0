/** What each indicator of a set means, hashed: an operation on a figure carries it, so that a changed definition shows. */
import { kindOfCell } from '../domain/cell-kinds.ts'
import type { CellKey } from '../domain/ids.ts'
import type { IndicatorSet } from '../domain/set/indicator-set.ts'
import { meaningText } from '../domain/set/meaning.ts'
import { sha256Hex } from './outbox/digest.ts'

/** By indicator: the first 16 hexadecimal digits of the SHA-256 of `meaningText`. */
export type Meanings = ReadonlyMap<string, string>

const known = new WeakMap<IndicatorSet, Promise<Meanings>>()

/** Worked out once a set; nothing is written under a set before this has resolved. */
export function meaningsOf(set: IndicatorSet | null): Promise<Meanings> {
  if (set === null) return Promise.resolve(new Map())
  const before = known.get(set)
  if (before !== undefined) return before
  const meanings = hashed(set)
  known.set(set, meanings)
  return meanings
}

const hashed = async ({ indicators }: IndicatorSet): Promise<Meanings> =>
  new Map(
    await Promise.all(
      indicators.map(
        async (indicator): Promise<[string, string]> => [
          indicator.id,
          (await sha256Hex(meaningText(indicator))).slice(0, 16),
        ],
      ),
    ),
  )

/** Of a cell that holds a figure; undefined for narratives, explanations and notes, and for what the set has not. */
export const meaningOfCell = (meanings: Meanings, cell: CellKey): string | undefined =>
  meanings.get(figureOf(cell) ?? '')

function figureOf(cell: CellKey): string | undefined {
  const found = kindOfCell(cell)
  const holdsFigure = found.kind === 'figure' || found.kind === 'line' || found.kind === 'own'
  return holdsFigure ? found.indicator : undefined
}
