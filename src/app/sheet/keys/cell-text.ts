/**
 * One cell as text on the clipboard, both ways. A part and a whole are copied as "1 of 3": a spreadsheet keeps that as
 * text, whereas "1/3" becomes the first of March; a count is copied bare, so that it is a number there.
 */

import type { CellValue, Gap, GapReason } from '../../../domain/figures/figure.ts'
import { gapWords, isRatio } from '../../../domain/figures/measure.ts'
import type { IsoDate } from '../../../domain/ids.ts'
import type { Decimal } from '../../../domain/number/exact.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { type Field, mainField } from '../cell/typed-value.ts'

/** A dash is how a table prints that there is nothing. */
export const isBlank = (text: string): boolean => /^[-\u2010-\u2015\u2212]?$/.test(text.trim())

/** The fields that a text fills: "3 of 4", "3/4", "37 for 2.3", "of 4"; else the one its cell begins with. */
export function textsOf(text: string, indicator: Indicator, field: Field | undefined): ReadonlyMap<Field, string> {
  if (!isRatio(indicator)) return new Map([['value', text]])
  if (field !== undefined) return new Map([[field, text]])
  const sides = /^([^/]*?)\s*(?:\/|\bof\b|\bfor\b)\s*([^/]*)$/i.exec(text.trim())
  if (sides === null) return new Map([[mainField(indicator), text]])
  const [, part = '', whole = ''] = sides
  const found: readonly (readonly [Field, string])[] = [
    ['part', part],
    ['whole', whole],
  ]
  return new Map(found.filter(([, side]) => !isBlank(side)))
}

const reasons: readonly GapReason[] = ['not-applicable', 'not-available', 'to-follow']
const gapText = /^(not applicable|not available|to follow)(?:, expected (\d{4}-\d\d-\d\d))?\s*(?::\s*(.*))?$/is
/** Says that there is no figure, and not which of the reasons. */
const unclear = /^(n\/?a|n\.a\.?|tbc|nil return)$/i

/** A text that says why there is no figure: with an empty note where it does not; 'unclear' where it may be several. */
export function gapOf(text: string): Gap | 'unclear' | undefined {
  if (unclear.test(text.trim())) return 'unclear'
  const [, said, expected, note = ''] = gapText.exec(text.trim()) ?? []
  const reason = reasons.find(one => gapWords[one].toLowerCase() === said?.toLowerCase())
  if (reason === undefined) return undefined
  const due = reason === 'to-follow' && expected !== undefined ? { expected: expected as IsoDate } : {}
  return { type: 'gap', reason, note: note.trim().toWellFormed(), ...due }
}

/** A stored value as copied; '' for none. `followed`: what the part and the whole take from other indicators now. */
export function copiedText(
  indicator: Indicator,
  value: CellValue | null | undefined,
  followed: Readonly<Partial<Record<'part' | 'whole', Decimal | undefined>>>,
): string {
  if (value?.type === 'amount') return value.value
  if (value?.type === 'gap') {
    const expected = value.expected === undefined ? '' : `, expected ${value.expected}`
    return `${gapWords[value.reason]}${expected}${value.note === '' ? '' : `: ${value.note}`}`
  }
  if (value?.type !== 'ratio') return ''
  const { part = followed.part ?? '', whole = followed.whole ?? '' } = value
  if (value.part === undefined && value.whole === undefined) return ''
  return `${part} ${indicator.kind === 'percent' ? 'of' : 'for'} ${whole}`.trim()
}
