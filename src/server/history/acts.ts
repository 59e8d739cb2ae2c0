/**
 * What the record can say: each act with what is kept about it. Never figures, texts, passwords, codes, links or
 * e-mail addresses: the record is kept for ever, and read by people who may not see those.
 */
import * as z from 'zod/mini'
import type { ContractId, Instant, PersonId, PlaceId, ServiceId } from '../../domain/ids.ts'
import type { Period } from '../../domain/time/period.ts'

const id = z.string().check(z.minLength(1), z.maxLength(200))
const named = z.strictObject({ id, name: z.string() })
const count = z.int().check(z.gte(0))
const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/))
/** How many operations were about each return. */
const sheets = z.record(z.string(), count)

/** What somebody was given, as it stood at that moment. */
const grants = z.strictObject({
  role: id,
  /** contract, or contract/place for single places. */
  contracts: z.array(id),
  /** service, or service/area for single areas. */
  services: z.array(id),
})

/** Operations that had waited and now have their outcome. */
const settled = z.strictObject({ operations: z.array(id), digest })

/** The number of the entry that began what this one ends. */
const closes = z.int().check(z.gte(1))

/** Whom it concerns where it is not of one contract or service: readers of any of these see it, each her own part. */
const concerning = { services: z.optional(z.array(id)), contracts: z.optional(z.array(id)) }
export interface Concerns {
  readonly services?: string[]
  readonly contracts?: string[]
}

const act = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject({ ...shape, ...concerning })

export const acts = {
  // Accounts and sessions. The account library writes by itself, outside our transactions: what it does is written
  // down before it begins and again when it has ended, and a start finds what was never ended.
  /** `person`: whose account it says it is; absent: nobody's. */
  'signing-in': act({ person: z.optional(named) }),
  'signed-in': act({ closes }),
  'sign-in-failed': act({ closes, person: z.optional(named) }),
  'signing-out': act({}),
  'signed-out': act({ closes }),
  'left-open': act({ closes, person: z.optional(named) }),
  'password-changed': act({}),
  /** `person`: whose account it says it is; absent: nobody's. */
  'password-reset-asked': act({ person: z.optional(named) }),
  'password-reset': act({}),
  'session-ended': act({}),
  'signed-out-everywhere': act({ sessions: count }),
  // Invitations
  /** Never the code. */
  'join-code-made': act({ person: named }),
  'invitation-accepted': act({ how: z.enum(['link', 'code']) }),
  // People and what they may do
  'person-added': act({ person: named, given: grants }),
  'person-invited': act({ person: named, given: grants }),
  'invitation-again': act({ person: named }),
  'access-changed': act({ person: named, before: grants, after: grants }),
  'access-ended': act({ person: named }),
  /** Days of London, both included; of the contract that the entry names. */
  'stand-in-named': act({ person: named, from: id, to: id }),
  'stand-in-ended': act({ person: named, from: id, to: id }),
  // Devices
  'device-registered': act({ device: id }),
  'device-reported-lost': act({ device: id, person: named }),
  'work-handed-over': act({ device: id, changes: count }),
  'work-set-aside': act({ device: id, pieces: count }),
  // Writes to returns: one entry a batch, from which a changed operation is found (coverage.ts)
  'operations-received': act({
    device: id,
    fromSeq: z.int(),
    toSeq: z.int(),
    digest,
    sheets,
    settled: z.optional(settled),
  }),
  'operations-settled': act({ settled, sheets }),
  // Sensitive reads
  'return-read': act({}),
  'handed-over-read': act({ changes: count }),
  'record-read': act({}),
  /** `through`: the number of the last entry there was. */
  'record-exported': act({ through: count }),
  // The installation
  'record-begun': act({ devices: z.array(z.strictObject({ device: id, toSeq: z.int(), digest })) }),
  'setting-changed': act({ names: z.array(id) }),
  'reference-changed': act({ documents: z.array(z.strictObject({ id, hash: digest })) }),
  'collections-changed': act({
    collections: z.array(z.strictObject({ service: id, period: id, due: id, state: id })),
  }),
  /** Her saved views of the month board: how many there are now. */
  'views-saved': act({ views: count }),
  /** The service and month that the entry names; null: open again. */
  'month-closed': act({ closed: z.nullable(id) }),
  /** `through`: everything received up to this instant; null: nothing ever was. */
  'backup-made': act({ through: z.nullable(id) }),
  'backup-restored': act({ through: z.nullable(id) }),
} as const

export type What = keyof typeof acts
export const whats = Object.keys(acts) as readonly What[]
export type About<W extends What> = z.infer<(typeof acts)[W]>

/** What a row's `about` holds, unread; undefined when it is no JSON. */
export function jsonIn(about: string): unknown {
  try {
    return JSON.parse(about)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export const isWhat = (text: string): text is What => Object.hasOwn(acts, text)

/** Who did it when there is no person: the program by itself. */
export const theProgram = 'Fieldfare'

/** Written before something that another library does, and closed by a later entry that names its number. */
export const openings = ['signing-in', 'signing-out'] as const satisfies readonly What[]

/** What an act is of; absent: of none, or of several (then `about` says which). */
export interface Place {
  readonly contract?: ContractId
  readonly place?: PlaceId
  readonly period?: Period
  readonly service?: ServiceId
}

/** An act to be written down. */
export type NewEntry = {
  readonly [W in What]: Place & {
    readonly at: Instant
    /** null: the program by itself. */
    readonly person: { readonly id: PersonId; readonly name: string } | null
    readonly what: W
    readonly about: About<W>
  }
}[What]
