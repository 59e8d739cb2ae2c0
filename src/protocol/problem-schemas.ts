/** How a problem is read from an answer: RFC 9457. */
import * as z from 'zod/mini'
import { isProblemCode, type ProblemCode } from './problems.ts'

export const problemCodeSchema = z.custom<ProblemCode>(
  value => typeof value === 'string' && isProblemCode(value),
  'a problem code',
)

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: problemCodeSchema,
  detail: z.optional(z.string()),
  requestId: z.optional(z.string()),
  /** `sequence-gap`: the next number the server expects from this device. */
  expected: z.optional(z.int()),
})
export type Problem = z.infer<typeof problemSchema>
