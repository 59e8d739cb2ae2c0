/** What answers are read by. Apart from the client: opening a sheet from this device asks nobody anything. */
import * as z from 'zod/mini'
import {
  referenceAnswerSchema as referenceAnswerOfToday,
  type WritingEvent,
  writingEventSchema,
} from '../../protocol/exchange.ts'
import { knowingLess } from './knowing-less.ts'

export {
  boardSchema,
  deviceAnswerSchema,
  installationSchema,
  meSchema,
  pullAnswerSchema,
  pushAnswerSchema,
  returnViewSchema,
  standingAnswerSchema,
  surrenderAnswerSchema,
  surrenderedSchema,
} from '../../protocol/exchange.ts'
export { problemSchema } from '../../protocol/problem-schemas.ts'

/** An indicator set of a newer server may say more than this app knows of: it is read without that. */
export const referenceAnswerSchema = knowingLess(referenceAnswerOfToday)

export const anything = z.unknown()

/** undefined: no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What the stream tells of others who are typing. undefined: not ours, or of a newer server; a hint that cannot be read is none. */
export const writingEventOf = (data: string): WritingEvent | undefined =>
  writingEventSchema.safeParse(jsonOf(data)).data
