/** GET /api/scorecard?service=&period=YYYY-MM&basis=: one service's scorecard, as much of its tree as the reader may see. */
import * as z from 'zod/mini'
import { bases } from '../domain/county/card.ts'
import {
  contractIdSchema,
  indicatorIdSchema,
  isoDateSchema,
  placeIdSchema,
  serviceIdSchema,
} from '../domain/id-schemas.ts'
import { periodSchema } from '../domain/time/period-schema.ts'

const list = <Item extends z.core.$ZodType>(item: Item) => z.readonly(z.array(item))

export const scorecardQuerySchema = z.object({
  service: z.optional(serviceIdSchema),
  period: z.optional(periodSchema),
  basis: z.optional(z.enum(bases)),
})

const rowSchema = z.object({
  indicator: indicatorIdSchema,
  figures: list(z.string()),
  shown: z.string(),
  part: z.optional(z.string()),
  whole: z.optional(z.string()),
  of: z.optional(periodSchema),
  rag: z.nullable(z.enum(['green', 'amber', 'red'])),
  why: z.string(),
  direction: z.enum(['improved', 'worsened', 'same', 'up', 'down', 'unknown']),
  moved: z.string(),
  target: z.object({ month: z.optional(z.string()), year: z.optional(z.string()) }),
  missing: list(placeIdSchema),
  beside: z.optional(list(z.object({ of: z.enum(['district', 'county', 'england']), shown: z.string() }))),
  note: z.optional(z.string()),
})

const nodeSchema = z.object({
  key: z.string(),
  level: z.string(),
  place: placeIdSchema,
  contract: z.optional(contractIdSchema),
  parent: z.optional(z.string()),
  returns: z.object({ asked: z.int(), counted: z.int(), accepted: z.int() }),
  marks: z.string(),
  rows: list(rowSchema),
})

const about = { contract: contractIdSchema, place: placeIdSchema, indicators: list(indicatorIdSchema) }

/** What each part is: domain/county/card.ts. */
export const scorecardSchema = z.object({
  service: serviceIdSchema,
  period: periodSchema,
  basis: z.enum(bases),
  months: list(periodSchema),
  nodes: list(nodeSchema),
  explanations: list(z.object({ ...about, reasons: list(z.string()), text: z.string() })),
  actions: list(z.object({ ...about, text: z.string(), who: z.string(), due: z.optional(isoDateSchema) })),
  /** What else she may ask for. */
  offered: z.object({ services: list(serviceIdSchema), months: list(periodSchema), bases: list(z.enum(bases)) }),
})
export type ScorecardAnswer = z.infer<typeof scorecardSchema>
