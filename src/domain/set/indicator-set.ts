/**
 * An indicator set: indicators, targets, checks, narrative sections and rules of one or more services, with its
 * places and contracts. It is data, seeded by the server from `src/indicator-sets/` and served to devices; this is
 * its schema. `parseIndicatorSet` says where a broken file is wrong.
 */
import * as z from 'zod/mini'
import { decimalSchema } from '../figures/figure-schemas.ts'
import { contractIdSchema, indicatorIdSchema, isoDateSchema, placeIdSchema, serviceIdSchema } from '../id-schemas.ts'
import { periodSchema } from '../time/period-schema.ts'

const label = z.string().check(z.minLength(1), z.maxLength(400))
const text = z.string().check(z.minLength(1), z.maxLength(2_000))

/** A part or a whole: what is counted, and the indicator it *is* where it is one ("of 4 closed"). */
const operandSchema = z.strictObject({
  label,
  short: z.optional(z.string().check(z.maxLength(24))),
  follows: z.optional(indicatorIdSchema),
})

/** How far from target Amber reaches, inclusive and exact. */
const toleranceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  /** Amber down to (H) or up to (L) this value, in the value's own unit. */
  z.strictObject({ type: z.literal('limit'), limit: decimalSchema }),
  /** Amber down to this share of the target: 0.85 is 85 % of it. */
  z.strictObject({ type: z.literal('share'), share: decimalSchema }),
  /** Amber within this many points of the target. */
  z.strictObject({ type: z.literal('points'), points: decimalSchema }),
  /** Amber within this percentage of the target: 5 is 5 %. */
  z.strictObject({ type: z.literal('relative'), percent: decimalSchema }),
])

/** Computed after adding up; never typed. */
const derivedSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sum'), of: z.array(indicatorIdSchema).check(z.minLength(2)) }),
  z.strictObject({ type: z.literal('ratio'), part: indicatorIdSchema, whole: indicatorIdSchema }),
])

export const indicatorSchema = z.strictObject({
  id: indicatorIdSchema,
  service: serviceIdSchema,
  /** Dated labels: a code can be given to another indicator later. Latest last. */
  codes: z
    .array(
      z.strictObject({
        code: z.string().check(z.regex(/^[A-Za-z0-9]{2,12}$/)),
        from: z.optional(periodSchema),
        to: z.optional(periodSchema),
      }),
    )
    .check(z.minLength(1)),
  shortTitle: z.string().check(z.minLength(1), z.maxLength(40)),
  title: label,
  group: z.string().check(z.minLength(1), z.maxLength(60)),
  definition: z.strictObject({ counts: text, doesNotCount: text, example: z.optional(text) }),
  kind: z.enum(['count', 'percent', 'mean', 'money']),
  /** H higher is better, L lower, T close to a target or inside a range; null: none. */
  polarity: z.nullable(z.enum(['H', 'L', 'T'])),
  frequency: z.enum(['monthly', 'quarterly', 'annual']),
  /** Months of the year (1-12) in which a quarterly or annual figure is due. */
  dueMonths: z.optional(z.array(z.int().check(z.gte(1), z.lte(12)))),
  /** Months in arrears: 1 means that June's return asks for May's. */
  lag: z.int().check(z.gte(0), z.lte(24)),
  basis: z.enum(['month', 'snapshot', 'ytd', 'r12m', 'forecast']),
  source: z.enum(['provider', 'imported', 'derived']),
  entryLevel: z.enum(['district', 'centre', 'contract']),
  decimals: z.int().check(z.gte(0), z.lte(3)),
  addingUp: z.enum(['sum', 'ratio', 'none']),
  part: z.optional(operandSchema),
  whole: z.optional(operandSchema),
  partMayExceedWhole: z.boolean(),
  informationOnly: z.boolean(),
  tolerance: toleranceSchema,
  /** Which target the rating uses; `none`: a target may be printed and not rated. */
  ratedAgainst: z.enum(['month', 'year', 'to-date', 'none']),
  derived: z.optional(derivedSchema),
  /** Entered in lines that add up, each its own cell: two field workers' sessions do not conflict. */
  lines: z.optional(z.enum(['worker', 'centre', 'date'])),
  /** What may be taken over from the month before as it was, such as posts: the figure, or one side of it. */
  carries: z.optional(z.enum(['value', 'part', 'whole'])),
  /** What the rating is of: the month's figure, or the rolling three months. */
  ratedOver: z.optional(z.enum(['month', 'rolling-three'])),
  /** Months in which the definition changed in substance: no direction of travel across them. */
  seriesBreaks: z.optional(z.array(periodSchema)),
  from: z.optional(periodSchema),
  to: z.optional(periodSchema),
  replacedBy: z.optional(indicatorIdSchema),
})

/** What a figure is held to. A bare printed number is `at-least` for H, `at-most` for L, a range of one for T. */
const conditionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('at-least'), value: decimalSchema, label: z.string() }),
  z.strictObject({ type: z.literal('at-most'), value: decimalSchema, label: z.string() }),
  z.strictObject({ type: z.literal('between'), low: decimalSchema, high: decimalSchema, label: z.string() }),
])

/** `place` is a district, a centre, an area or county (for totals), or `all` for the contract as a whole. */
const targetSchema = z.strictObject({
  indicator: indicatorIdSchema,
  contract: contractIdSchema,
  place: placeIdSchema,
  from: periodSchema,
  to: z.optional(periodSchema),
  month: z.optional(conditionSchema),
  year: z.optional(conditionSchema),
  /** Shares of the yearly total by month of the reporting year, where it is not even: 12 whole numbers. */
  profile: z.optional(z.array(z.int().check(z.gte(0))).check(z.length(12))),
})

const placeSchema = z.strictObject({
  id: placeIdSchema,
  level: z.string().check(z.minLength(1), z.maxLength(40)),
  parent: z.optional(placeIdSchema),
  codes: z.array(z.strictObject({ scheme: z.literal('ons'), code: z.string(), from: z.optional(isoDateSchema) })),
  /** Dated names; the first holds from the beginning. */
  names: z.array(z.strictObject({ name: label, from: z.optional(isoDateSchema) })).check(z.minLength(1)),
})

const contractSchema = z.strictObject({
  id: contractIdSchema,
  provider: z.string().check(z.minLength(1), z.maxLength(80)),
  service: serviceIdSchema,
  /** Lowest places with a return each: districts, or centres. */
  places: z.array(placeIdSchema).check(z.minLength(1)),
  start: periodSchema,
  end: z.optional(periodSchema),
  /** The month (1-12) its reporting year begins in. */
  reportingYearBegins: z.int().check(z.gte(1), z.lte(12)),
  /** Pounds a year, where published. */
  yearlyValue: z.optional(decimalSchema),
})

const sectionSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  title: label,
  guidance: text,
  /** Where it is written: once per district, or once for the contract. */
  per: z.enum(['place', 'contract']),
  /** Of a section written once for the contract: it is printed in every district. Absent: it is printed once. */
  printedIn: z.optional(z.literal('every-place')),
})

const serviceSchema = z.strictObject({
  id: serviceIdSchema,
  name: label,
  /** The initials contract ids begin with: 'fs'. */
  initials: z.string().check(z.regex(/^[a-z]{2,4}$/)),
  /** Indicator groups in the order of the sheet. */
  groups: z.array(z.string()).check(z.minLength(1)),
  narrative: z.array(sectionSchema),
  /** Due on this working day of the month after, at 23:59 Europe/London. */
  dueWorkingDay: z.int().check(z.gte(1), z.lte(23)),
})

/** A term of a comparison, with its sign: open cases last month, plus new, minus closed. */
const termSchema = z.strictObject({
  indicator: indicatorIdSchema,
  operand: z.enum(['part', 'whole', 'value']),
  when: z.enum(['this', 'previous', 'same-month-last-year']),
  sign: z.enum(['+', '-']),
})

const comparisonSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
  /** The kind of contradiction it finds: findings are counted by it. */
  check: z.enum(['stock-and-flow', 'running-total', 'running-total-falls', 'rolling-total-falls', 'subset', 'needs']),
  service: serviceIdSchema,
  title: label,
  left: z.array(termSchema).check(z.minLength(1)),
  /** `needs`: anything above 0 on the left needs something above 0 on the right. */
  op: z.enum(['=', '<=', '>=', 'needs']),
  right: z.array(termSchema).check(z.minLength(1)),
  /** Conditions under which it holds: not in the first month of the reporting year, only within the first year of the contract. */
  unless: z.optional(z.array(z.enum(['first-month-of-reporting-year', 'after-first-year']))),
  /** Differences up to this many are not worth a query. */
  margin: decimalSchema,
  /** What a person may pick instead of correcting. */
  reasons: z.array(z.strictObject({ id: z.string(), text: label })),
})

export const indicatorSetSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
  /** The month it takes effect in: sets are versioned by effective month. */
  effectiveFrom: periodSchema,
  council: label,
  title: label,
  services: z.array(serviceSchema),
  places: z.array(placeSchema),
  contracts: z.array(contractSchema),
  indicators: z.array(indicatorSchema),
  targets: z.array(targetSchema),
  comparisons: z.array(comparisonSchema),
  rules: z.strictObject({
    /** A percentage whose whole is below this is not rated. 0: every whole is rated. */
    minimumWhole: z.int(),
    /** Wholes up to this say "small numbers". */
    smallWhole: z.int(),
    /** How this council's case references look, for the personal-data scan: `#` is a digit, `@` a letter, else itself. */
    caseReferences: z.optional(z.array(z.string().check(z.minLength(4), z.maxLength(40)))),
    /** When a figure is unusual or asks to be explained; see unusual.ts and explain.ts for what is taken where absent. */
    queries: z.optional(
      z.strictObject({
        /** Distances from the median, in median absolute deviations, beyond which a figure is unusual. */
        deviations: z.optional(z.int().check(z.gte(1))),
        /** A count that changes by more than this percentage of the month before is a jump. */
        jumpPercent: z.optional(z.int().check(z.gte(1))),
        /** Counts and wholes below this are never unusual. */
        tiny: z.optional(z.int().check(z.gte(0))),
        /** A percentage that worsens by this many points, or a count by this percentage, asks to be explained. */
        worsenedBy: z.optional(z.int().check(z.gte(1))),
      }),
    ),
  }),
})

export type IndicatorSet = z.infer<typeof indicatorSetSchema>
export type Indicator = IndicatorSet['indicators'][number]
export type Tolerance = Indicator['tolerance']
export type Target = IndicatorSet['targets'][number]
export type Condition = z.infer<typeof conditionSchema>
export type Place = IndicatorSet['places'][number]
export type Contract = IndicatorSet['contracts'][number]
export type Service = IndicatorSet['services'][number]
export type NarrativeSection = Service['narrative'][number]
export type Comparison = IndicatorSet['comparisons'][number]
