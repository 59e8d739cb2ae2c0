/** The earlier versions of one text of a return, for whoever reads that return. */
import * as z from 'zod/mini'
import { cellValueSchema } from '../domain/figures/figure-schemas.ts'
import { cellKeySchema, instantSchema, opIdSchema, personIdSchema } from '../domain/id-schemas.ts'

/** GET /api/returns/:contract/:place/:period/versions?cell=KEY&before=NUMBER; newest first. Of narratives and explanations. */
export const versionsQuerySchema = z.object({
  cell: cellKeySchema,
  before: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
})

export const textVersionSchema = z.object({
  /** 1, 2, 3 ... among the changes of the return; gaps are other cells, and steps of one sitting. */
  number: z.int(),
  opId: opIdSchema,
  person: z.object({ id: personIdSchema, name: z.string() }),
  receivedAt: instantSchema,
  /** null: it could not be read. */
  deviceTime: z.nullable(instantSchema),
  /** null: it was emptied. */
  value: z.nullable(cellValueSchema),
  /** It came beside another version, which stood on. */
  beside: z.boolean(),
})
export type TextVersion = z.infer<typeof textVersionSchema>

export const textVersionsSchema = z.object({
  versions: z.array(textVersionSchema),
  /** Where to go on; null: nothing is older. */
  next: z.nullable(z.int()),
})
export type TextVersions = z.infer<typeof textVersionsSchema>
