/** The tables as Kysely knows them. Instants are ISO text, documents JSON text; nothing here is specific to a dialect. */
import type { Generated } from 'kysely'
import type { ChainedEntry } from '../history/chain.ts'

export interface Tables {
  readonly setting: { readonly name: string; readonly value: string }

  // better-auth's four tables, in the shape its version 1.7 asks for; made by our own migration.
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly emailVerified: number
    readonly image: string | null
    readonly createdAt: string
    readonly updatedAt: string
  }
  readonly session: {
    readonly id: string
    readonly expiresAt: string
    readonly token: string
    readonly createdAt: string
    readonly updatedAt: string
    readonly ipAddress: string | null
    readonly userAgent: string | null
    readonly userId: string
    /** When she last did something herself; null: not since it began. */
    readonly last_active_at: string | null
  }
  readonly account: {
    readonly id: string
    readonly accountId: string
    readonly providerId: string
    readonly userId: string
    readonly accessToken: string | null
    readonly refreshToken: string | null
    readonly idToken: string | null
    readonly accessTokenExpiresAt: string | null
    readonly refreshTokenExpiresAt: string | null
    readonly scope: string | null
    readonly password: string | null
    readonly createdAt: string
    readonly updatedAt: string
  }
  readonly verification: {
    readonly id: string
    readonly identifier: string
    readonly value: string
    readonly expiresAt: string
    readonly createdAt: string
    readonly updatedAt: string
  }

  /** What a user of the accounts is to us. */
  readonly person: {
    readonly id: string
    readonly role: string
    readonly ended_at: string | null
    /** When she last did something herself, in any session; null: never. Sessions are deleted, this stays. */
    readonly last_active_at: string | null
  }
  /** `place` is a slug, or '*' for every place of the contract (no slug reads so). */
  readonly contract_grant: { readonly person: string; readonly contract: string; readonly place: string }
  /** A whole service. */
  readonly service_grant: { readonly person: string; readonly service: string }
  /** An area of a service. */
  readonly area_grant: { readonly person: string; readonly service: string; readonly area: string }
  /** Days of London, both included. */
  readonly stand_in: {
    readonly id: string
    readonly contract: string
    readonly person: string
    readonly from_day: string
    readonly to_day: string
    readonly named_by: string
    readonly named_at: string
  }
  /** One that was used or ended stays, so that it cannot be used again. */
  readonly invitation: {
    readonly id: string
    readonly person: string
    readonly token_hash: string
    readonly code_hash: string | null
    readonly code_expires_at: string | null
    readonly code_tries: Generated<number>
    readonly created_at: string
    /** null: made by the program, for the first administrator. */
    readonly created_by: string | null
    readonly expires_at: string
    readonly used_at: string | null
    readonly ended_at: string | null
  }
  readonly password_reset: {
    readonly id: string
    readonly person: string
    readonly token_hash: string
    readonly created_at: string
    readonly expires_at: string
    readonly used_at: string | null
  }
  readonly mail: {
    readonly id: string
    readonly kind: string
    readonly address: string
    readonly subject: string
    readonly body: string
    readonly created_at: string
    readonly useless_after: string
    readonly tries: Generated<number>
    readonly next_try_at: string | null
    readonly sent_at: string | null
    readonly problem: string | null
  }

  readonly device: {
    readonly id: string
    readonly person: string
    readonly secret_hash: string
    readonly registered_at: string
    readonly last_seq: Generated<number>
    readonly lost_at: string | null
    /** As its browser calls itself, in few words. */
    readonly browser: string | null
    readonly last_seen_at: string | null
  }
  /** Which operation a device sent under which number. A renumbered operation stands here twice. */
  readonly device_log: { readonly device: string; readonly seq: number; readonly op_id: string }

  readonly operation: {
    readonly op_id: string
    readonly hash: string
    readonly device: string
    readonly seq: number
    readonly person: string
    readonly person_name: string
    readonly sheet: string | null
    readonly cell: string | null
    readonly base: string | null
    readonly received_at: string
    readonly outcome: string
    readonly code: string | null
    readonly token: string | null
    readonly sheets: string | null
    readonly body: string
  }
  readonly scope_head: { readonly scope: string; readonly seq: number; readonly tip: string }
  readonly scope_log: {
    readonly scope: string
    readonly seq: number
    readonly op_id: string
    readonly sheet: string
  }
  readonly sheet: {
    readonly id: string
    readonly scope: string
    readonly rev: number
    readonly state: string
    readonly submission: string | null
    readonly cells: string
    readonly digest: string
    readonly late: string | null
    readonly review: string | null
  }

  readonly reference_document: { readonly id: string; readonly hash: string; readonly body: string }
  readonly collection: {
    readonly service: string
    readonly period: string
    readonly due: string
    readonly state: string
    /** The day on which the council closed it; null: it did not. */
    readonly closed: string | null
  }
  /** An officer's saved views of the month board: JSON. */
  readonly saved_views: { readonly person: string; readonly views: string }
  /** What a known device sent and nobody can read. */
  readonly set_aside: {
    readonly device: string
    readonly hash: string
    readonly received_at: string
    readonly code: string
    readonly body: string
  }
  /** Who did what, each entry chained to the one before. */
  readonly record: ChainedEntry
  /** One row: where the record ends. */
  readonly record_tip: { readonly id: number; readonly seq: number; readonly hash: string }
  /** Operations handed over by a device without a session, kept for an officer. */
  readonly surrendered: {
    readonly device: string
    readonly hash: string
    readonly received_at: string
    readonly body: string
  }
}
