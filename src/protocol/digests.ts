/**
 * The texts whose SHA-256 identify what was stored and what was seen. Hashing itself is the caller's: WebCrypto on a
 * device, node:crypto inside the server's transaction.
 */

import type { CellValue } from '../domain/figures/figure.ts'
import { canonical } from '../domain/figures/figure.ts'
import type { CellKey } from '../domain/ids.ts'
import type { IndicatorSet } from '../domain/set/indicator-set.ts'
import type { SheetRow } from './exchange.ts'

/** Sorted lines `cell TAB token TAB sides`: two sheets with this text in common hold the same writes. */
export const sheetDigestText = (cells: SheetRow['cells']): string =>
  Object.entries(cells)
    .map(
      ([key, cell]) =>
        `${key}\t${cell.token}\t${(cell.sides ?? [])
          .map(side => side.token)
          .sort()
          .join(',')}`,
    )
    .sort()
    .join('\n')

/**
 * Sorted [cell, canonical value] of every provider-answered cell, narrative and explanation, with the set version:
 * what a person saw when she submitted. Cleared cells are left out; derived and imported cells never are in `cells`
 * because nobody can write them.
 */
export const seenDigestText = (cells: ReadonlyMap<CellKey, CellValue | null>, setVersion: string): string =>
  canonical([
    setVersion,
    [...cells]
      .filter((entry): entry is [CellKey, CellValue] => entry[1] !== null)
      .map(([key, value]): readonly [string, string] => [key, canonical(value)])
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  ])

/** How operations and digests name the indicator set they were made under: 'kent-early-help@2016-12'. */
export const setVersionOf = (set: Pick<IndicatorSet, 'id' | 'effectiveFrom'>): string =>
  `${set.id}@${set.effectiveFrom}`
