/** What officers read of the record: who did what, and the changes of one return. */
import * as z from 'zod/mini'
import { cellValueSchema } from '../domain/figures/figure-schemas.ts'
import {
  cellKeySchema,
  contractIdSchema,
  instantSchema,
  isoDateSchema,
  opIdSchema,
  personIdSchema,
  placeIdSchema,
} from '../domain/id-schemas.ts'
import { periodSchema } from '../domain/time/period-schema.ts'
import { outcomes } from './exchange.ts'
import { problemCodeSchema } from './problem-schemas.ts'

const named = z.object({ id: personIdSchema, name: z.string() })
const numberText = z.string().check(z.regex(/^\d{1,15}$/))

/** Which entries: all that is given must hold. */
export const recordFilterSchema = z.object({
  contract: z.optional(contractIdSchema),
  place: z.optional(placeIdSchema),
  period: z.optional(periodSchema),
  /** Who did it, or whom it is about. */
  person: z.optional(personIdSchema),
  /** A day in London. */
  day: z.optional(isoDateSchema),
})
export type RecordFilter = z.infer<typeof recordFilterSchema>

/** GET /api/record?contract=...&before=NUMBER; newest first. GET /api/record.csv takes the same filters, oldest first. */
export const recordQuerySchema = z.extend(recordFilterSchema, { before: z.optional(numberText) })

export const recordEntrySchema = z.object({
  /** 1, 2, 3 ... over the whole record; gaps are entries that are not for this reader. */
  number: z.int(),
  at: instantSchema,
  /** null: the program by itself, or somebody who is not known. */
  person: z.nullable(named),
  sentence: z.string(),
})
export type RecordEntry = z.infer<typeof recordEntrySchema>

export const recordPageSchema = z.object({
  entries: z.array(recordEntrySchema),
  /** Where to go on; null: nothing is older. */
  next: z.nullable(z.int()),
  /** What the filters may be: contracts she holds, and everybody who works on one or beside her. */
  contracts: z.array(contractIdSchema),
  people: z.array(named),
})
export type RecordPage = z.infer<typeof recordPageSchema>

const change = {
  /** 1, 2, 3 ... in the order in which they took effect. */
  number: z.int(),
  opId: opIdSchema,
  person: named,
  receivedAt: instantSchema,
  /** When the device says; null: it could not be read. */
  deviceTime: z.nullable(instantSchema),
  outcome: z.enum(outcomes),
  code: z.optional(problemCodeSchema),
}

/** `taken` and `declined`: what was decided of a dispute or a proposed correction. */
export const reviewActs = [
  'asked',
  'answered',
  'closed-question',
  'sent-back',
  'accepted',
  'counted-on-time',
  'not-counted-on-time',
  'reopened',
  'taken',
  'declined',
  'took-late',
  'confirmed',
] as const

/** One change to one return. */
export const returnChangeSchema = z.discriminatedUnion('what', [
  z.object({
    ...change,
    what: z.literal('value'),
    cell: cellKeySchema,
    /** What stood before it; null: nothing. */
    before: z.nullable(cellValueSchema),
    after: z.nullable(cellValueSchema),
    /** A choice between what two people entered. */
    chosen: z.boolean(),
    /** The council entered it on the provider's behalf: from where, and the day it was given. */
    behalf: z.optional(z.object({ source: z.string(), date: isoDateSchema })),
  }),
  /** `ordinal`: the "v3" of the screen; absent where it was refused. */
  z.object({ ...change, what: z.literal('submit'), name: z.string(), role: z.string(), ordinal: z.optional(z.int()) }),
  z.object({ ...change, what: z.literal('withdraw') }),
  z.object({ ...change, what: z.literal('leave'), count: z.int(), reason: z.string() }),
  /** Something asked, said or decided of a return. */
  z.object({
    ...change,
    what: z.literal('review'),
    act: z.enum(reviewActs),
    /** What it is about; none: the whole return, or what the words say. */
    cells: z.array(cellKeySchema),
    /** As written; '': nothing was. */
    words: z.string(),
    /** Of late changes taken in: how many. */
    count: z.optional(z.int()),
  }),
  z.object({ ...change, what: z.literal('unreadable'), cell: z.nullable(cellKeySchema) }),
])
export type ReturnChange = z.infer<typeof returnChangeSchema>

/** GET /api/returns/:contract/:place/:period/changes?before=NUMBER; newest first. */
export const changesQuerySchema = z.object({ before: z.optional(numberText) })
export const returnChangesSchema = z.object({
  changes: z.array(returnChangeSchema),
  next: z.nullable(z.int()),
})
export type ReturnChanges = z.infer<typeof returnChangesSchema>
