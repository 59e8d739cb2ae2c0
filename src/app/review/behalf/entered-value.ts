/** The value that an officer's form makes for the provider: a figure of the indicator's kind, or why there is none. Pure. */
import type { CellValue, GapReason } from '../../../domain/figures/figure.ts'
import { gapReasons } from '../../../domain/figures/figure.ts'
import { gapWords } from '../../../domain/figures/measure.ts'
import type { IsoDate } from '../../../domain/ids.ts'
import { entrySentence } from '../../../domain/sentences.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { type Field, fieldsOf, followedBy, typedCell } from '../../sheet/cell/typed-value.ts'

/** By field: 'value', 'part', 'whole'; 'gap' (a reason), 'note', 'expected', 'source', 'date'. */
export type Typed = Readonly<Record<string, string>>

/** What is wrong, by the field it is wrong in. */
export type Wrong = Readonly<Record<string, string>>

export type Entered =
  | { readonly ok: true; readonly value: CellValue; readonly source: string; readonly date: IsoDate }
  | { readonly ok: false; readonly wrong: Wrong }

const isDate = (text: string): text is IsoDate => /^\d{4}-\d\d-\d\d$/.test(text)

export const gapOf = (typed: Typed): GapReason | undefined => gapReasons.find(reason => reason === typed['gap'])

export function entered(indicator: Indicator, typed: Typed): Entered {
  const source = (typed['source'] ?? '').trim().toWellFormed()
  const date = typed['date'] ?? ''
  const value = gapOf(typed) === undefined ? figureOf(indicator, typed) : gapIn(typed)
  const wrong: Wrong = {
    ...value.wrong,
    ...(source === '' ? { source: 'Say where the figure comes from' } : {}),
    ...(isDate(date) ? {} : { date: 'Enter the day it was given: the day, the month and a year of four digits' }),
  }
  if (value.value === undefined || !isDate(date) || Object.keys(wrong).length > 0) return { ok: false, wrong }
  return { ok: true, value: value.value, source, date }
}

interface Made {
  readonly value?: CellValue
  readonly wrong: Wrong
}

function figureOf(indicator: Indicator, typed: Typed): Made {
  const fields = fieldsOf(indicator)
  const texts = new Map<Field, string>(fields.map(field => [field, typed[field] ?? '']))
  const { save, unreadable } = typedCell(indicator, null, texts)
  const wrong = Object.fromEntries(
    unreadable.map(({ field, text, problem }) => [field, entrySentence(problem, indicator, text)]),
  )
  const missing = fields.find(field => followedBy(indicator, field) === undefined && texts.get(field)?.trim() === '')
  if (missing !== undefined) return { wrong: { ...wrong, [missing]: missingWords(missing) } }
  return save === null ? { wrong } : { value: save, wrong }
}

const missingWords = (field: Field): string =>
  field === 'value' ? 'Enter the figure, or choose why there is none' : `Enter the ${field}`

function gapIn(typed: Typed): Made {
  const reason = gapOf(typed)
  const note = (typed['note'] ?? '').trim().toWellFormed()
  const expected = typed['expected'] ?? ''
  if (reason === undefined) return { wrong: {} }
  const wrong: Wrong = {
    ...(note === '' ? { note: 'Say why, in a few words' } : {}),
    ...(reason === 'to-follow' && expected !== '' && !isDate(expected)
      ? { expected: 'Enter the day, the month and a year of four digits' }
      : {}),
  }
  const day = reason === 'to-follow' && isDate(expected) ? { expected } : {}
  return { value: { type: 'gap', reason, note, ...day }, wrong }
}

/** What can be chosen in place of a figure. */
export const gapChoices = gapReasons.map(reason => ({ value: reason, text: gapWords[reason] }))
