/** How the value of a cell is read from outside: the one source of its types. */
import * as z from 'zod/mini'
import { cellKeySchema, isoDateSchema } from '../id-schemas.ts'
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

export const cellValueSchema = z.discriminatedUnion('type', [
  amountSchema,
  ratioSchema,
  textSchema,
  explanationSchema,
  printedSchema,
  withheldSchema,
  gapSchema,
])

export type Text = z.infer<typeof textSchema>
export type Explanation = z.infer<typeof explanationSchema>
export type Gap = z.infer<typeof gapSchema>
export type CellValue = z.infer<typeof cellValueSchema>
