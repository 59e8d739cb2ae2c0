/** From the texts in a cell's fields to the value they make, and back. */

import type { CellValue } from '../../../domain/figures/figure.ts'
import { isRatio } from '../../../domain/figures/measure.ts'
import type { IndicatorId } from '../../../domain/ids.ts'
import { type EntryProblem, readEntry } from '../../../domain/number/entry.ts'
import type { Decimal } from '../../../domain/number/exact.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'

export type Field = 'value' | 'part' | 'whole'

export const fieldsOf = (indicator: Indicator): readonly Field[] => (isRatio(indicator) ? ['part', 'whole'] : ['value'])

/** The indicator a part or whole is taken from unless overtyped. */
export const followedBy = (indicator: Indicator, field: Field): IndicatorId | undefined =>
  field === 'part' ? indicator.part?.follows : field === 'whole' ? indicator.whole?.follows : undefined

/** The field that Tab, Enter and the keyboard reach first: the first that does not follow another indicator. */
export const mainField = (indicator: Indicator): Field =>
  fieldsOf(indicator).find(field => followedBy(indicator, field) === undefined) ?? 'part'

/** What a field takes: counts and both sides of a percentage are whole numbers; the sides of a mean need not be. */
export const entryRule = (indicator: Indicator): { readonly wholeNumber: boolean; readonly decimals: number } =>
  indicator.kind === 'count' || indicator.kind === 'percent'
    ? { wholeNumber: true, decimals: 0 }
    : { wholeNumber: false, decimals: indicator.kind === 'money' ? indicator.decimals : 3 }

/** The figure stored in one field; undefined where there is none (or it follows another indicator). */
export function storedField(value: CellValue | null | undefined, field: Field): Decimal | undefined {
  if (value?.type === 'amount') return field === 'value' ? value.value : undefined
  if (value?.type === 'ratio') return field === 'part' ? value.part : field === 'whole' ? value.whole : undefined
  return undefined
}

export interface Unreadable {
  readonly field: Field
  readonly text: string
  readonly problem: EntryProblem
}

export interface TypedCell {
  /** What is shown and rated while typing: an unreadable field counts as not there. */
  readonly live: CellValue | null
  /** What is saved: an unreadable field leaves the figure before it as it was; it is never sent. */
  readonly save: CellValue | null
  readonly unreadable: readonly Unreadable[]
}

type Read = Partial<Record<Field, Decimal>>

function figureOf(indicator: Indicator, read: Read): CellValue | null {
  if (!isRatio(indicator)) return read.value === undefined ? null : { type: 'amount', value: read.value }
  if (read.part === undefined && read.whole === undefined) return null
  return {
    type: 'ratio',
    ...(read.part === undefined ? {} : { part: read.part }),
    ...(read.whole === undefined ? {} : { whole: read.whole }),
  }
}

/** The value a cell's fields make: `texts` holds only those being typed, the others keep what is stored. */
export function typedCell(
  indicator: Indicator,
  before: CellValue | null | undefined,
  texts: ReadonlyMap<Field, string>,
): TypedCell {
  const live: Read = {}
  const save: Read = {}
  const unreadable: Unreadable[] = []
  let everyTextEmpty = true
  for (const field of fieldsOf(indicator)) {
    const stored = storedField(before, field)
    const text = texts.get(field)
    if (text === undefined) {
      Object.assign(live, stored === undefined ? {} : { [field]: stored })
      Object.assign(save, stored === undefined ? {} : { [field]: stored })
      continue
    }
    if (text.trim() !== '') everyTextEmpty = false
    const entry = readEntry(text, entryRule(indicator))
    if (!entry.ok) {
      unreadable.push({ field, text, problem: entry.problem })
      Object.assign(save, stored === undefined ? {} : { [field]: stored })
    } else if (entry.value !== null) {
      live[field] = entry.value
      save[field] = entry.value
    }
  }
  const nothingReadable =
    unreadable.length > 0 && save.value === undefined && save.part === undefined && save.whole === undefined
  // A gap or an imported figure stands until something readable takes its place: an empty or unreadable text does not.
  const keepsBefore = before !== null && before !== undefined && before.type !== 'amount' && before.type !== 'ratio'
  const notDue = before?.type === 'ratio' && before.notYetDue !== undefined ? { notYetDue: before.notYetDue } : {}
  const withNotDue = (value: CellValue | null): CellValue | null =>
    value?.type === 'ratio' ? { ...value, ...notDue } : value
  const kept = keepsBefore && (nothingReadable || everyTextEmpty) ? before : undefined
  return {
    live: unreadable.length > 0 && kept !== undefined ? null : (kept ?? withNotDue(figureOf(indicator, live))),
    save: kept ?? withNotDue(figureOf(indicator, save)),
    unreadable,
  }
}
