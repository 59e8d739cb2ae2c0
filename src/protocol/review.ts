/** What officers and providers say to each other about a return: it travels with the return's row. */
import * as z from 'zod/mini'
import { cellKeySchema, instantSchema, isoDateSchema, opIdSchema, personIdSchema } from '../domain/id-schemas.ts'

const named = z.object({ id: personIdSchema, name: z.string() })
const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** Characters of a question, an answer, or what is said when a return is sent back. */
export const longestMessage = 2_000
/** Characters of a reason or a source. */
export const longestReason = 500

export const messageSchema = z.object({
  /** The operation that wrote it. */
  id: opIdSchema,
  by: named,
  side: z.enum(['council', 'provider']),
  text: z.string(),
  deviceTime: instantSchema,
  receivedAt: instantSchema,
})
export type Message = z.infer<typeof messageSchema>

/** A person's question, and what was answered. Who owes an answer follows from it: domain/review/owes.ts. */
export const questionSchema = z.object({
  /** The operation that asked. */
  id: opIdSchema,
  /** What it is about: a figure, a text, several; none: the whole return. */
  cells: z.array(cellKeySchema),
  /** About the indicator with its earlier months, not this month's figure alone. */
  row: z.optional(z.literal(true)),
  /** Of a narrative: which paragraph, from 0, as it was when it was asked. */
  paragraph: z.optional(z.int()),
  /** The day by which an answer is wanted. */
  due: z.optional(isoDateSchema),
  /** The first is the question. */
  messages: z.array(messageSchema),
  closed: z.optional(z.object({ by: named, at: instantSchema })),
})
export type Question = z.infer<typeof questionSchema>

/** An officer's decision on a disputed figure, a proposed correction, or a figure that was to follow. */
export const rulingSchema = z.object({
  /** The write that was decided on: a later one is open again. */
  token: opIdSchema,
  outcome: z.enum(['taken', 'declined']),
  words: z.string(),
  by: named,
  at: instantSchema,
})
export type Ruling = z.infer<typeof rulingSchema>

/** Everything about a return that is not in its cells. Absent parts: nothing of the kind was done. */
export const reviewSchema = z.object({
  questions: z.optional(z.array(questionSchema)),
  /** When it was last sent back, and what was said of it as a whole. */
  returned: z.optional(z.object({ by: named, at: instantSchema, ordinal: z.int(), words: z.string() })),
  /** While it is accepted: what exactly. */
  accepted: z.optional(z.object({ by: named, at: instantSchema, ordinal: z.int(), seen: digest })),
  /**
   * When the submission that punctuality is judged by was received: the first, unless it was withdrawn before anybody
   * had looked at it.
   */
  received: z.optional(instantSchema),
  /** An officer counts it on time, whatever the receipt says. */
  onTime: z.optional(z.object({ by: named, at: instantSchema, reason: z.string() })),
  /** Open again although its month is closed. */
  reopened: z.optional(z.object({ by: named, at: instantSchema, reason: z.string() })),
  /** By the cell that was decided on. */
  rulings: z.optional(z.record(cellKeySchema, rulingSchema)),
})
export type Review = z.infer<typeof reviewSchema>

/** A figure that the council entered on the provider's behalf. */
export const behalfSchema = z.object({
  /** 'by phone', 'e-mail of 3 July': where it comes from. */
  source: z.string(),
  /** The day it was given. */
  date: isoDateSchema,
  confirmed: z.optional(z.object({ by: named, at: instantSchema })),
})
export type Behalf = z.infer<typeof behalfSchema>
