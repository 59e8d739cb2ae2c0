/**
 * Where each cell of a pasted block goes, and what does not fit. By labels when the block brings codes or district
 * names along; else by position from the cell in focus, as a spreadsheet does. A block with districts down is turned
 * round when more of it fits so. Nothing is written here.
 */

import type { Gap } from '../../../domain/figures/figure.ts'
import { isRatio } from '../../../domain/figures/measure.ts'
import type { PlaceId } from '../../../domain/ids.ts'
import { type EntryProblem, readEntry } from '../../../domain/number/entry.ts'
import type { Decimal } from '../../../domain/number/exact.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { entryRule, type Field, followedBy } from '../cell/typed-value.ts'
import type { Block } from './block.ts'
import { gapOf, isBlank, textsOf } from './cell-text.ts'
import type { Spot } from './moves.ts'
import { type PasteColumn, type PasteRow, placement } from './placement.ts'

export interface Fit {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly texts: ReadonlyMap<Field, string>
  readonly text: string
  /** Says why there is no figure, in place of texts. */
  readonly gap?: Gap
}

export type UnfitReason =
  | EntryProblem
  | 'no-row'
  | 'no-column'
  | 'not-entered-here'
  | 'read-only'
  | 'needs-a-reason'
  | 'no-whole-here'

export interface Unfit {
  readonly text: string
  /** 'CEH09, Gravesham' or, outside the sheet, 'line 3, column 9'. */
  readonly where: string
  readonly because: UnfitReason
}

export interface PastePlan {
  readonly by: 'labels' | 'position'
  /** Its lines were taken as columns. */
  readonly turned: boolean
  readonly fits: readonly Fit[]
  /** "Not available" and the like without saying why: they fit once that is written. */
  readonly unexplained: readonly (Fit & { readonly gap: Gap })[]
  readonly unfits: readonly Unfit[]
  /** Empty cells among the figures: what is there stays. */
  readonly blanks: number
}

export interface PasteSheet {
  readonly rows: readonly PasteRow[]
  readonly columns: readonly PasteColumn[]
  /** Whether this month's return asks for it of this provider. */
  asked(place: PlaceId, indicator: Indicator): boolean
  /** What a part or whole that follows another indicator is now. */
  followed(place: PlaceId, indicator: Indicator, field: Field): Decimal | undefined
}

/** The block with its lines as columns. */
export function turnRound(block: Block): Block {
  const width = block.reduce((most, line) => Math.max(most, line.length), 0)
  return Array.from({ length: width }, (_, cell) => block.map(line => line[cell] ?? ''))
}

/** The block as it is and turned round, the one that fits more first. */
export function planBothWays(block: Block, sheet: PasteSheet, at: Spot): readonly [PastePlan, PastePlan] {
  const straight = planPaste(block, sheet, at)
  const turned = { ...planPaste(turnRound(block), sheet, at, 'turned'), turned: true }
  const fitting = (plan: PastePlan): number => plan.fits.length + plan.unexplained.length
  return fitting(turned) > fitting(straight) ? [turned, straight] : [straight, turned]
}

interface Entry {
  readonly row: PasteRow
  readonly column: PasteColumn
  readonly fields: Map<Field, string>
  readonly text: string
  readonly gap?: Gap
}

/** The plan for a block pasted with the focus at `at`. Empty cells are left as they are. */
export function planPaste(
  block: Block,
  sheet: PasteSheet,
  at: Spot,
  way: 'straight' | 'turned' = 'straight',
): PastePlan {
  const where = placement(block, sheet, at)
  const entries = new Map<string, Entry>()
  const unfits: Unfit[] = []
  let blanks = 0
  for (const [line, cells] of block.entries())
    for (const [cell, raw] of cells.entries()) {
      const text = raw.trim()
      if (where.skips(line, cell)) continue
      const row = where.row(line)
      const target = where.column(cell)
      if (isBlank(text)) {
        if (row !== undefined && target !== undefined && target.field !== 'whole') blanks += 1
        continue
      }
      if (row === undefined || target === undefined) {
        const [down, across] = way === 'turned' ? [cell, line] : [line, cell]
        const position = `line ${down + 1}, column ${across + 1}`
        unfits.push({ text, where: position, because: row === undefined ? 'no-row' : 'no-column' })
        continue
      }
      const problem = refusal(text, row.indicator, target.column, target.field, sheet)
      if (problem !== undefined) {
        unfits.push({ text, where: `${row.code}, ${target.column.name}`, because: problem })
        continue
      }
      const key = `${target.column.place}/${row.indicator.id}`
      const entry = entries.get(key) ?? { row, column: target.column, fields: new Map<Field, string>(), text: '' }
      const gap = gapOf(text)
      if (gap === undefined || gap === 'unclear')
        for (const [field, value] of textsOf(text, row.indicator, target.field)) entry.fields.set(field, value)
      const between = row.indicator.kind === 'mean' ? 'for' : 'of'
      entries.set(key, {
        ...entry,
        text: entry.text === '' ? text : `${entry.text} ${between} ${text}`,
        ...(gap === undefined || gap === 'unclear' ? {} : { gap }),
      })
    }
  const all = [...entries.values()].map(entry => fitOf(entry, entries, sheet))
  const isUnexplained = (fit: Fit): fit is Fit & { readonly gap: Gap } => fit.gap?.note === ''
  return {
    by: where.by,
    turned: false,
    fits: all.filter(fit => (fit.texts.size > 0 || fit.gap !== undefined) && !isUnexplained(fit)),
    unexplained: all.filter(isUnexplained),
    unfits,
    blanks,
  }
}

function fitOf(entry: Entry, entries: ReadonlyMap<string, Entry>, sheet: PasteSheet): Fit {
  const { row, column, fields, text, gap } = entry
  const { indicator } = row
  if (gap !== undefined) return { place: column.place, indicator, texts: new Map(), text, gap }
  const own = new Map(fields)
  for (const [field, value] of fields) {
    const other = followedBy(indicator, field)
    if (other === undefined) continue
    const pasted = entries.get(`${column.place}/${other}`)?.fields.get('value')
    const now = pasted ?? sheet.followed(column.place, indicator, field)
    // "of 4" that is 4 anyway goes on following, and is not stored.
    if (now !== undefined && sameNumber(now, value, indicator)) own.delete(field)
  }
  return { place: column.place, indicator, texts: own, text }
}

function sameNumber(a: string, b: string, indicator: Indicator): boolean {
  const left = readEntry(a, entryRule(indicator))
  const right = readEntry(b, entryRule(indicator))
  return left.ok && right.ok && left.value !== null && left.value === right.value
}

function refusal(
  text: string,
  indicator: Indicator,
  column: PasteColumn,
  field: Field | undefined,
  sheet: PasteSheet,
): UnfitReason | undefined {
  if (!sheet.asked(column.place, indicator)) return 'not-entered-here'
  if (!column.editable) return 'read-only'
  const gap = gapOf(text)
  if (gap === 'unclear') return 'needs-a-reason'
  if (gap !== undefined) return undefined
  if (field === 'whole' && !isRatio(indicator)) return 'no-whole-here'
  for (const value of textsOf(text, indicator, isRatio(indicator) ? field : undefined).values()) {
    const entry = readEntry(value, entryRule(indicator))
    if (!entry.ok) return entry.problem
  }
  return undefined
}
