/** What device and server say to each other: one schema a message, the one source of their types. */
import * as z from 'zod/mini'
import { everyRole } from '../domain/access/roles.ts'
import { cellValueSchema } from '../domain/figures/figure-schemas.ts'
import {
  cellKeySchema,
  contractIdSchema,
  deviceIdSchema,
  instantSchema,
  isoDateSchema,
  opIdSchema,
  personIdSchema,
  scopeIdSchema,
  sheetIdSchema,
} from '../domain/id-schemas.ts'
import { indicatorSetSchema } from '../domain/set/indicator-set.ts'
import { periodSchema } from '../domain/time/period-schema.ts'
import { returnStates } from '../domain/workflow.ts'
import { serviceGrantSchema } from './grants.ts'
import { problemCodeSchema } from './problem-schemas.ts'
import { behalfSchema, reviewSchema } from './review.ts'
import { mostOperations } from './versions.ts'

const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const named = z.object({ id: personIdSchema, name: z.string() })

/** GET /api/installation: no session needed. */
export const installationSchema = z.object({
  council: z.string(),
  protocol: z.int(),
  appVersion: z.string(),
  /** The sample county says so on every page, with its fixed business date. */
  sample: z.boolean(),
  /** The business date, Europe/London: fixed in the sample, the server's own otherwise. */
  today: isoDateSchema,
})
export type Installation = z.infer<typeof installationSchema>

/** GET /api/me: who is signed in and what she holds. Grants are computed on every request. */
export const meSchema = z.object({
  person: z.object({ id: personIdSchema, name: z.string(), email: z.string(), role: z.enum(everyRole) }),
  /** The contracts in which she stands in as lead today. */
  standsIn: z.optional(z.array(contractIdSchema)),
  /** Until which day, of each of `standsIn`. */
  standsInUntil: z.optional(z.record(contractIdSchema, isoDateSchema)),
  /** People of the council: their services and areas. */
  services: z.optional(z.array(serviceGrantSchema)),
  /** The scopes she may read; editors and leads hold `contract/all` when they hold every place. Empty for officers. */
  scopes: z.array(scopeIdSchema),
  /**
   * The scopes of meeting notes she may read; officers write in them. Apart from `scopes`, because an app from before
   * there were notes reads those strictly.
   */
  notes: z.optional(z.array(scopeIdSchema)),
})
export type Me = z.infer<typeof meSchema>

/** POST /api/devices: registers this person's database on this device; sets the device secret cookie. */
export const deviceAnswerSchema = z.object({ device: deviceIdSchema })

/** POST /api/push */
export const pushRequestSchema = z.object({
  protocol: z.int(),
  person: personIdSchema,
  device: deviceIdSchema,
  /** The last operation the device holds a receipt for: a server restored from a backup may have lost it. */
  last: z.nullable(z.object({ seq: z.int(), opId: opIdSchema })),
  /** In device order; each is read on its own, so that a bad one costs only itself. */
  operations: z.array(z.unknown()).check(z.maxLength(mostOperations)),
})
export type PushRequest = z.infer<typeof pushRequestSchema>

export const outcomes = ['applied', 'agreed', 'conflict', 'rejected', 'waiting'] as const
export const outcomeSchema = z.object({
  opId: opIdSchema,
  outcome: z.enum(outcomes),
  /** Why it was rejected. */
  code: z.optional(problemCodeSchema),
  /** When the server received it. */
  receivedAt: instantSchema,
  /** The token that stands after it: its own id when applied, the other's when agreed or in conflict. */
  token: z.optional(z.nullable(opIdSchema)),
  /** Submit and withdraw: each return has its own outcome. `ordinal` is the "v3" of the screen. */
  sheets: z.optional(
    z.array(
      z.object({
        sheet: sheetIdSchema,
        ok: z.boolean(),
        code: z.optional(problemCodeSchema),
        ordinal: z.optional(z.int()),
      }),
    ),
  ),
})
export type Outcome = z.infer<typeof outcomeSchema>

export const pushAnswerSchema = z.object({
  /** One an operation that said which it is, in the order sent. */
  outcomes: z.array(outcomeSchema),
  /**
   * Operations that do not say which they are, or are another device's, by their place in the request: set aside by
   * the server. What follows the first of them was not looked at.
   */
  setAside: z.optional(z.array(z.object({ index: z.int().check(z.gte(0)), code: problemCodeSchema }))),
  /** Set when the server has lost operations the device holds receipts for: send again from this number. */
  resendFrom: z.optional(z.int()),
  /** Operations received up to this instant are in a verified backup; null: none yet. */
  durableThrough: z.nullable(instantSchema),
})
export type PushAnswer = z.infer<typeof pushAnswerSchema>

/**
 * Where a device stands in a scope's log. `at`: when the operation there was received. A server that was put back is
 * sent what it lost anew, and one may come to lie where it lay before, with others before it. Absent: an older app's.
 */
export const cursorSchema = z.object({
  seq: z.int().check(z.gte(0)),
  tip: z.nullable(opIdSchema),
  at: z.optional(instantSchema),
})
export type Cursor = z.infer<typeof cursorSchema>

export const sideSchema = z.object({
  value: z.nullable(cellValueSchema),
  token: opIdSchema,
  by: named,
  deviceTime: instantSchema,
  receivedAt: instantSchema,
  /** Texts: what its author began from, so that two people's paragraphs can be put together; null: nothing was there. */
  original: z.optional(z.nullable(cellValueSchema)),
})
export type Side = z.infer<typeof sideSchema>
export const cellSchema = z.object({
  value: z.nullable(cellValueSchema),
  token: opIdSchema,
  by: named,
  /** Received by the server. */
  at: instantSchema,
  /** Both sides of a conflict, the standing one excluded; absent when nobody differs. */
  sides: z.optional(z.array(sideSchema)),
  /** The council wrote it on the provider's behalf; the next write of anybody's replaces it, and this with it. */
  behalf: z.optional(behalfSchema),
})
export type Cell = z.infer<typeof cellSchema>

export const submissionSchema = z.object({
  /** "v3" on screen. */
  ordinal: z.int(),
  seen: digest,
  by: named,
  name: z.string(),
  role: z.string(),
  deviceTime: instantSchema,
  receivedAt: instantSchema,
})

/** A change that arrived after submission and was refused as locked: offered to the contract's leads. */
export const lateSchema = z.object({
  opId: opIdSchema,
  cell: cellKeySchema,
  value: z.nullable(cellValueSchema),
  by: named,
  deviceTime: instantSchema,
  receivedAt: instantSchema,
})
export type Late = z.infer<typeof lateSchema>

/** The server's truth of one return: one row. */
export const sheetRowSchema = z.object({
  sheet: sheetIdSchema,
  /** The scope's sequence number of the last change to it. */
  rev: z.int(),
  state: z.enum(returnStates),
  /** The latest submission, kept when it is withdrawn or sent back. */
  submission: z.nullable(submissionSchema),
  cells: z.record(cellKeySchema, cellSchema),
  /** Changes left out because they came after submission, until they are taken in or left out for good. */
  late: z.optional(z.array(lateSchema)),
  /** Questions, acceptance and what else officers decided; absent: nothing was. */
  review: z.optional(reviewSchema),
  /** SHA-256 of sorted lines `cell TAB token TAB sides`. */
  digest,
})
export type SheetRow = z.infer<typeof sheetRowSchema>

/** POST /api/pull */
export const pullRequestSchema = z.object({
  protocol: z.int(),
  person: personIdSchema,
  /** Where the device stands in each scope it holds. A scope it does not name is sent whole. */
  cursors: z.record(scopeIdSchema, cursorSchema),
  /** What the app can read beside returns; absent: an app from before there was any. */
  knows: z.optional(z.array(z.enum(['notes']))),
  /** No returns: 'reference' nothing but who she is and the documents; 'notes' meeting notes too. Absent: everything. */
  only: z.optional(z.enum(['reference', 'notes'])),
})
export type PullRequest = z.infer<typeof pullRequestSchema>

export const pullAnswerSchema = z.object({
  serverTime: instantSchema,
  installation: installationSchema,
  me: meSchema,
  /** Only scopes with news. */
  scopes: z.array(
    z.object({
      scope: scopeIdSchema,
      cursor: cursorSchema,
      /** The server's log lacks the device's pair: this is the whole truth of the scope. */
      reset: z.boolean(),
      sheets: z.array(sheetRowSchema),
    }),
  ),
  /** Scopes the device named and the person no longer holds: their truth leaves the device. */
  revoked: z.array(scopeIdSchema),
  /** Reference documents the person may read, by content hash; the device fetches those it lacks. */
  reference: z.array(z.object({ id: z.string(), hash: digest })),
})
export type PullAnswer = z.infer<typeof pullAnswerSchema>

/** POST /api/reference: documents by hash. */
export const referenceRequestSchema = z.object({ hashes: z.array(digest).check(z.maxLength(500)) })

/** One service's return for one month. */
export const collectionSchema = z.object({
  service: z.string(),
  period: periodSchema,
  due: isoDateSchema,
  state: z.enum(['open', 'history']),
  /** The day the council closed it: nothing more is taken. Absent: it was not closed by hand. */
  closed: z.optional(isoDateSchema),
})
export type Collection = z.infer<typeof collectionSchema>

/** Months before the current collection of one place (or area, or the whole contract): period -> indicator -> value. */
export const historySchema = z.object({
  contract: z.string(),
  place: z.string(),
  months: z.record(z.string(), z.record(z.string(), cellValueSchema)),
})
export type History = z.infer<typeof historySchema>

/** What a reference document may be; its id: `set/ID`, `collections`, `history/CONTRACT/PLACE`. */
export const referenceDocumentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('indicator-set'), set: indicatorSetSchema }),
  z.object({ type: z.literal('collections'), collections: z.array(collectionSchema) }),
  z.object({ type: z.literal('history'), history: historySchema }),
])
export type ReferenceDocument = z.infer<typeof referenceDocumentSchema>
export const referenceAnswerSchema = z.object({
  documents: z.array(z.object({ hash: digest, document: referenceDocumentSchema })),
})

/** GET /api/board?period=YYYY-MM: an officer's month board, the services and areas she holds. */
export const boardRowSchema = z.object({
  sheet: sheetIdSchema,
  state: z.enum(returnStates),
  answered: z.int(),
  owed: z.int(),
  /** Cells that hold anything, narrative and explanations too: a return that owes no figure can be in progress. */
  written: z.int(),
  ordinal: z.nullable(z.int()),
  submittedAt: z.nullable(instantSchema),
  /** Changes that came after submission and are neither taken in nor left out for good. */
  lockedOut: z.int(),
  conflicts: z.int(),
  /** Ratings by the same rule as on the device. */
  ratings: z.object({ green: z.int(), amber: z.int(), red: z.int(), notRated: z.int() }),
  /** Figures that worsened against the last reported month. */
  worsened: z.int(),
  /** Automatic queries answered by an explanation, and those that are not. */
  explained: z.int(),
  unexplained: z.int(),
  /** Questions not closed: who owes an answer, since when the longest, and the cells that one is about. */
  questions: z.object({
    owedByProvider: z.int(),
    owedByCouncil: z.int(),
    since: z.nullable(instantSchema),
    cells: z.array(cellKeySchema),
  }),
  /** Figures the council entered that nobody has confirmed. */
  toConfirm: z.int(),
  /** Disputes, proposed corrections and the like that wait for an officer. */
  toDecide: z.int(),
  /** The receipt that punctuality is judged by, with the device's stated time of the submission; null: not submitted. */
  received: z.nullable(instantSchema),
  statedAt: z.nullable(instantSchema),
  /** Counted on time by an officer, with her reason. */
  onTime: z.nullable(z.string()),
  /** Open again although its month is closed. */
  reopened: z.boolean(),
  /** What is stored now, as accepting names it; null: nothing is. */
  seen: z.nullable(digest),
  /** Submitted, and nothing in it asks for a look: it may be accepted with others at once. */
  clean: z.boolean(),
})
export const boardSchema = z.object({
  period: periodSchema,
  collections: z.array(collectionSchema),
  rows: z.array(boardRowSchema),
})
export type Board = z.infer<typeof boardSchema>
export type BoardRow = z.infer<typeof boardRowSchema>

/** What a submission held. */
export const submittedSchema = z.object({
  ordinal: z.int(),
  by: named,
  receivedAt: instantSchema,
  cells: z.record(cellKeySchema, cellValueSchema),
})
export type Submitted = z.infer<typeof submittedSchema>

/** GET /api/returns/:contract/:place/:period: one return as an officer reads it. */
export const returnViewSchema = z.object({
  row: sheetRowSchema,
  /** Months before this one: as published, and as returned since. */
  history: historySchema,
  /** The contract-wide part, where explanations of several districts live; absent: not hers to read, or this is it. */
  wide: z.optional(sheetRowSchema),
  /** The latest two submissions, newest first. */
  submissions: z.array(submittedSchema),
  /** What is stored now, as accepting and sending back name it. */
  seen: digest,
  /** The month is closed and the return was not opened again: the provider cannot change it. */
  closed: z.optional(z.boolean()),
})
export type ReturnView = z.infer<typeof returnViewSchema>

/** POST /api/surrender: with the device secret only. Operations are kept for an officer. */
export const surrenderRequestSchema = z.object({
  device: deviceIdSchema,
  operations: z.array(z.unknown()).check(z.maxLength(1_000)),
})
export const surrenderAnswerSchema = z.object({ kept: z.int() })

/**
 * POST /api/standing: with the device secret only. `left`: the person's access has ended, so hand over what waits and
 * delete. `lost`: the device was reported lost, so delete unopened.
 */
export const standingRequestSchema = z.object({ device: deviceIdSchema })
export const standings = ['here', 'left', 'lost'] as const
export const standingAnswerSchema = z.object({ standing: z.enum(standings) })
export type Standing = z.infer<typeof standingAnswerSchema>['standing']

/** GET /api/surrendered: what devices handed over without a session, for an officer of the service. */
export const surrenderedSchema = z.object({
  changes: z.array(
    z.object({
      person: named,
      receivedAt: instantSchema,
      sheet: sheetIdSchema,
      cell: z.nullable(cellKeySchema),
      value: z.nullable(cellValueSchema),
      /** An answer to a question, which is in no cell. */
      words: z.optional(z.string()),
      deviceTime: instantSchema,
    }),
  ),
  /** How many more came from people of these services and cannot be read; absent: none. */
  unreadable: z.optional(z.int()),
})
export type Surrendered = z.infer<typeof surrenderedSchema>

/** POST /api/writing: somebody is typing in a cell; told to whoever else holds the scope. A hint, never a lock. */
export const writingRequestSchema = z.object({ sheet: sheetIdSchema, cell: cellKeySchema })
/** The data of a `writing` event on GET /api/events. */
export const writingEventSchema = z.object({ sheet: sheetIdSchema, cell: cellKeySchema, by: named })
export type WritingEvent = z.infer<typeof writingEventSchema>
