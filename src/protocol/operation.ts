/** An operation: one change a person made, written once on the device and kept for ever on the server. */
import * as z from 'zod/mini'
import { cellValueSchema } from '../domain/figures/figure-schemas.ts'
import {
  cellKeySchema,
  deviceIdSchema,
  instantSchema,
  isoDateSchema,
  opIdSchema,
  personIdSchema,
  scopeIdSchema,
  sheetIdSchema,
} from '../domain/id-schemas.ts'
import { longestMessage, longestReason } from './review.ts'
import { operationVersion } from './versions.ts'

const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/))
/** The meaning of an indicator (domain/set/meaning.ts): the first 16 hexadecimal digits of its SHA-256. */
export const meaningSchema = z.string().check(z.regex(/^[0-9a-f]{16}$/))
const versionText = z.string().check(z.minLength(1), z.maxLength(80))

/** What every operation carries. */
const common = {
  opId: opIdSchema,
  device: deviceIdSchema,
  /** 1, 2, 3 ... per device; never a gap. */
  seq: z.int().check(z.gte(1)),
  v: z.literal(operationVersion),
  person: personIdSchema,
  scope: scopeIdSchema,
  sheet: sheetIdSchema,
  /** The id and effective month of the indicator set it was typed under: 'kent-early-help@2016-12'. */
  setVersion: versionText,
  appVersion: versionText,
  /** When the device says; shown, never used to decide. */
  deviceTime: instantSchema,
}

/** Said of a write where it is so. */
const aboutTheCell = {
  /** What the indicator meant to its author. Absent: a text, or an app from before meanings were sent. */
  meaning: z.optional(meaningSchema),
  /** A change that came after submission and is hereby taken in: it is offered no more. */
  takes: z.optional(opIdSchema),
}

const setSchema = z.strictObject({
  ...common,
  kind: z.literal('set'),
  cell: cellKeySchema,
  /** null clears the cell: a blank is not a figure. */
  value: z.nullable(cellValueSchema),
  /** The token of the write its author saw; null: never written. */
  base: z.nullable(opIdSchema),
  ...aboutTheCell,
})

/** A person's choice in a contested cell, naming every side shown. */
const resolveSchema = z.strictObject({
  ...common,
  kind: z.literal('resolve'),
  cell: cellKeySchema,
  value: z.nullable(cellValueSchema),
  base: z.nullable(opIdSchema),
  sides: z.array(opIdSchema).check(z.maxLength(100)),
  ...aboutTheCell,
})

/** One submission of one contract and month: scope and sheet are the contract-wide part's. */
const submitSchema = z.strictObject({
  ...common,
  kind: z.literal('submit'),
  value: z.strictObject({
    sheets: z.array(z.strictObject({ sheet: sheetIdSchema, seen: digest })).check(z.minLength(1), z.maxLength(100)),
    /** Who confirms, as on the receipt. */
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    role: z.string().check(z.minLength(1), z.maxLength(80)),
  }),
})

const withdrawSchema = z.strictObject({
  ...common,
  kind: z.literal('withdraw'),
  value: z.strictObject({ sheets: z.array(sheetIdSchema).check(z.minLength(1), z.maxLength(100)) }),
})

/** Changes that came after submission are left out by a lead, with a reason: they are offered no more. */
const leaveSchema = z.strictObject({
  ...common,
  kind: z.literal('leave'),
  value: z.strictObject({
    operations: z.array(opIdSchema).check(z.minLength(1), z.maxLength(100)),
    reason: z.string().check(z.minLength(1), z.maxLength(500)),
  }),
})

/** An operation taken back before it left: same number, still pushed and stored, no effect. */
const voidSchema = z.strictObject({ ...common, kind: z.literal('void') })

const message = z.string().check(z.minLength(1), z.maxLength(longestMessage))
const reason = z.string().check(z.minLength(1), z.maxLength(longestReason))

/** What is said in a question that stands: a provider's answer, or an officer's next word. */
const answerSchema = z.strictObject({
  ...common,
  kind: z.literal('answer'),
  value: z.strictObject({ question: opIdSchema, text: message }),
})

/** A lead confirms figures that the council entered, each as she saw it. */
const confirmSchema = z.strictObject({
  ...common,
  kind: z.literal('confirm'),
  value: z.strictObject({
    cells: z.array(z.strictObject({ cell: cellKeySchema, token: opIdSchema })).check(z.minLength(1), z.maxLength(200)),
  }),
})

// What follows is an officer's: online, each about one return, under an id of its own so that it counts once.

/** Asks about a cell, a row, a paragraph or the whole return (no cells). */
const questionSchema = z.strictObject({
  ...common,
  kind: z.literal('question'),
  value: z.strictObject({
    cells: z.array(cellKeySchema).check(z.maxLength(50)),
    row: z.optional(z.literal(true)),
    paragraph: z.optional(z.int().check(z.gte(0), z.lte(200))),
    text: message,
    due: z.optional(isoDateSchema),
  }),
})

const closeQuestionSchema = z.strictObject({
  ...common,
  kind: z.literal('close-question'),
  value: z.strictObject({ question: opIdSchema }),
})

/** Sends a return back as it was on her screen. */
const sendBackSchema = z.strictObject({
  ...common,
  kind: z.literal('send-back'),
  value: z.strictObject({ seen: digest, words: z.string().check(z.maxLength(longestMessage)) }),
})

/** Accepts exactly what was on her screen. */
const acceptSchema = z.strictObject({
  ...common,
  kind: z.literal('accept'),
  value: z.strictObject({ seen: digest }),
})

/** Counts a return on time although it was received late; null takes that back. */
const onTimeSchema = z.strictObject({
  ...common,
  kind: z.literal('on-time'),
  value: z.strictObject({ reason: z.nullable(reason) }),
})

/** Opens one return again in a month that is closed. */
const reopenSchema = z.strictObject({ ...common, kind: z.literal('reopen'), value: z.strictObject({ reason }) })

/** Decides on a disputed figure, a proposed correction or a figure that was to follow: the write she saw. */
const ruleSchema = z.strictObject({
  ...common,
  kind: z.literal('rule'),
  cell: cellKeySchema,
  value: z.strictObject({
    token: opIdSchema,
    outcome: z.enum(['taken', 'declined']),
    words: z.string().check(z.maxLength(longestReason)),
  }),
})

/** Takes changes that arrived after closing into the return, in the place of what was on her screen. */
const takeLateSchema = z.strictObject({
  ...common,
  kind: z.literal('take-late'),
  value: z.strictObject({ operations: z.array(opIdSchema).check(z.minLength(1), z.maxLength(100)), seen: digest }),
})

/** Writes a figure on the provider's behalf, for the lead to confirm. */
const enterSchema = z.strictObject({
  ...common,
  kind: z.literal('enter'),
  cell: cellKeySchema,
  value: cellValueSchema,
  base: z.nullable(opIdSchema),
  source: reason,
  /** The day it was given. */
  date: isoDateSchema,
})

export const operationSchema = z.discriminatedUnion('kind', [
  setSchema,
  resolveSchema,
  submitSchema,
  withdrawSchema,
  leaveSchema,
  voidSchema,
  answerSchema,
  confirmSchema,
  questionSchema,
  closeQuestionSchema,
  sendBackSchema,
  acceptSchema,
  onTimeSchema,
  reopenSchema,
  ruleSchema,
  takeLateSchema,
  enterSchema,
])
export type Operation = z.infer<typeof operationSchema>
export type SetOperation = z.infer<typeof setSchema>

/** Kinds that come by POST /api/review alone; in a push they are refused. */
export const officersKinds = [
  'question',
  'close-question',
  'send-back',
  'accept',
  'on-time',
  'reopen',
  'rule',
  'take-late',
  'enter',
] as const satisfies readonly Operation['kind'][]
export type OfficersKind = (typeof officersKinds)[number]
type Unnumbered<O> = O extends unknown ? Omit<O, 'device' | 'seq'> : never
/** What an officer does: an operation that the server numbers. Her answer to a question, and leaving late work out, too. */
export type OfficersAct = Unnumbered<Extract<Operation, { readonly kind: OfficersKind | 'answer' | 'leave' }>>

/** POST /api/review: each is read on its own; all of one request are decided at once. */
export const reviewRequestSchema = z.object({ acts: z.array(z.unknown()).check(z.minLength(1), z.maxLength(200)) })

/** The least that must be readable for an operation to be answered one by one. */
export const envelopeSchema = z.object({ opId: opIdSchema, device: deviceIdSchema, seq: z.int().check(z.gte(1)) })
