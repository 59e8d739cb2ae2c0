/** How the value of a cell is read from outside: the one source of its types. */
import * as z from 'zod/mini'
import { cellKeySchema, indicatorIdSchema, isoDateSchema } from '../id-schemas.ts'
import { type Decimal, parseDecimal } from '../number/exact.ts'
import { gapReasons } from './figure.ts'

export const decimalSchema = z.custom<Decimal>(
  value => typeof value === 'string' && parseDecimal(value) === value,
  'a decimal in canonical form with at most 12 digits and 3 decimals',
)
/** Figures are never negative: a negative is an unreadable entry, kept beside the cell. */
export const figureDecimalSchema = z.custom<Decimal>(
  value => typeof value === 'string' && !value.startsWith('-') && parseDecimal(value) === value,
  'a decimal of zero or more in canonical form with at most 12 digits and 3 decimals',
)

const note = z.string().check(z.maxLength(2_000))
const paragraph = z.string().check(z.maxLength(10_000))

export const amountSchema = z.strictObject({ type: z.literal('amount'), value: figureDecimalSchema })
/** Part or whole is absent when it follows another indicator, or is not typed yet. */
export const ratioSchema = z.strictObject({
  type: z.literal('ratio'),
  part: z.optional(figureDecimalSchema),
  whole: z.optional(figureDecimalSchema),
  notYetDue: z.optional(figureDecimalSchema),
})
export const textSchema = z.strictObject({
  type: z.literal('text'),
  paragraphs: z.array(paragraph).check(z.maxLength(100)),
  audience: z.enum(['council', 'published']),
})
export const explanationSchema = z.strictObject({
  type: z.literal('explanation'),
  text: paragraph,
  reasons: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(20)),
  cells: z.array(cellKeySchema).check(z.maxLength(200)),
})
/** A figure printed without its parts; import only. */
export const printedSchema = z.strictObject({ type: z.literal('value'), value: decimalSchema })
/** A figure its owner withholds; import only; the owner's rating stands. */
export const withheldSchema = z.strictObject({ type: z.literal('withheld'), note })
export const gapSchema = z.strictObject({
  type: z.literal('gap'),
  reason: z.enum(gapReasons),
  note,
  expected: z.optional(isoDateSchema),
})

/** The second part of a note's cell key. */
export const noteIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))
const line = z.string().check(z.maxLength(500))

/** Meeting notes live in scopes of their own (ids.ts, notesPlace). A meeting that took place, or will. */
export const meetingSchema = z.strictObject({
  type: z.literal('meeting'),
  date: isoDateSchema,
  /** Who was there, by role or name, as written. */
  present: line,
})
/** What was said. */
export const noteSchema = z.strictObject({
  type: z.literal('note'),
  meeting: noteIdSchema,
  text: paragraph,
  /** The indicator it is about, where it is about one. */
  indicator: z.optional(indicatorIdSchema),
})
/** What somebody is to do; carried on from meeting to meeting until it is done or dropped. */
export const actionSchema = z.strictObject({
  type: z.literal('action'),
  /** The meeting it was agreed in. */
  meeting: noteIdSchema,
  text: line,
  owner: z.enum(['provider', 'council']),
  /** Who of them, as written. */
  who: line,
  due: z.optional(isoDateSchema),
  status: z.enum(['open', 'done', 'dropped']),
  /** The day it was done or dropped. */
  ended: z.optional(isoDateSchema),
  /** The plan it belongs to. */
  plan: z.optional(noteIdSchema),
})
/** Actions grouped for a time. */
export const planSchema = z.strictObject({
  type: z.literal('plan'),
  kind: z.enum(['improvement-plan', 'deep-dive']),
  title: line,
  indicators: z.array(indicatorIdSchema).check(z.maxLength(50)),
  from: isoDateSchema,
  /** The day it is to end, or ended. */
  end: z.optional(isoDateSchema),
  status: z.enum(['open', 'ended']),
  /** What came of it. */
  outcome: note,
})

export const cellValueSchema = z.discriminatedUnion('type', [
  amountSchema,
  ratioSchema,
  textSchema,
  explanationSchema,
  printedSchema,
  withheldSchema,
  gapSchema,
  meetingSchema,
  noteSchema,
  actionSchema,
  planSchema,
])

export type Text = z.infer<typeof textSchema>
export type Explanation = z.infer<typeof explanationSchema>
export type Gap = z.infer<typeof gapSchema>
export type Meeting = z.infer<typeof meetingSchema>
export type Note = z.infer<typeof noteSchema>
export type Action = z.infer<typeof actionSchema>
export type Plan = z.infer<typeof planSchema>
/** What a cell of a notes scope holds. */
export type NoteValue = Meeting | Note | Action | Plan
export type CellValue = z.infer<typeof cellValueSchema>
