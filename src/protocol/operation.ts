/** An operation: one change a person made, written once on the device and kept for ever on the server. */
import * as z from 'zod/mini'
import { cellValueSchema } from '../domain/figures/figure-schemas.ts'
import {
  cellKeySchema,
  deviceIdSchema,
  instantSchema,
  opIdSchema,
  personIdSchema,
  scopeIdSchema,
  sheetIdSchema,
} from '../domain/id-schemas.ts'
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

export const operationSchema = z.discriminatedUnion('kind', [
  setSchema,
  resolveSchema,
  submitSchema,
  withdrawSchema,
  leaveSchema,
  voidSchema,
])
export type Operation = z.infer<typeof operationSchema>
export type SetOperation = z.infer<typeof setSchema>

/** The least that must be readable for an operation to be answered one by one. */
export const envelopeSchema = z.object({ opId: opIdSchema, device: deviceIdSchema, seq: z.int().check(z.gte(1)) })
