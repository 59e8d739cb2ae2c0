/** The shape of the backup file, version 1. Plain JSON, because she asks for it and it must open anywhere. */
import * as z from 'zod/mini'
import { cellKeySchema, personIdSchema, sheetIdSchema } from '../../domain/id-schemas.ts'

export const backupFormat = 1
/** Characters: a year of a large contract is a tenth of it. */
export const longestBackup = 20_000_000

export const backupFileSchema = z.object({
  /** Files from before it was written are of this shape too. */
  format: z.optional(z.literal(backupFormat)),
  what: z.string(),
  person: z.object({ id: personIdSchema }),
  /** Each is read on its own: one that is broken costs only itself. */
  operations: z.array(z.unknown()),
  notSavedOnDevice: z.optional(z.array(z.unknown())),
  unreadable: z.optional(z.array(z.unknown())),
})

export const draftSchema = z.object({
  sheet: sheetIdSchema,
  cell: cellKeySchema,
  field: z.string().check(z.minLength(1), z.maxLength(80)),
  text: z.string().check(z.minLength(1), z.maxLength(20_000)),
})
