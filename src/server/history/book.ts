/** The record as the rest of the server holds it: adding to it, and reading it. */
import type { Kysely, Transaction } from 'kysely'
import * as z from 'zod/mini'
import type { Instant } from '../../domain/ids.ts'
import type { Tables } from '../storage/tables.ts'
import { jsonIn, type NewEntry, openings } from './acts.ts'
import type { ChainedEntry, Tip } from './chain.ts'
import { append, beginRecord, readTip } from './record.ts'

/** Which entries are wanted. What a column leaves open (several contracts) is found in what the entry is about. */
export interface EntriesWanted {
  readonly order: 'newest-first' | 'oldest-first'
  /** Numbers between these two, neither included. */
  readonly above: number
  readonly below: number
  readonly limit: number
  /** Entries of one contract are of one of these. */
  readonly contracts: readonly string[]
  readonly contract?: string | undefined
  readonly place?: string | undefined
  readonly period?: string | undefined
  /** Who did it, or whom it is about. */
  readonly person?: string | undefined
  readonly from?: Instant | undefined
  /** Before this instant. */
  readonly until?: Instant | undefined
}

export interface RecordBook {
  /** The first entry, made once; gives whether it was made. It covers what had been received before. */
  begin(at: Instant): Promise<boolean>
  /** Writes down acts that change nothing in this storage: reads, and what the account library does. Gives the tip. */
  note(...entries: readonly NewEntry[]): Promise<Tip>
  /** What was begun and never ended, in order. */
  leftOpen(): Promise<readonly ChainedEntry[]>
  tip(): Promise<Tip>
  /** More than what is wanted where a column leaves it open, never less, and never more than the limit. */
  entries(wanted: EntriesWanted): Promise<readonly ChainedEntry[]>
}

export const openBook = (db: Kysely<Tables>): RecordBook => ({
  begin: at => db.transaction().execute(transaction => beginRecord(transaction, at)),
  note: (...entries) => db.transaction().execute(transaction => append(transaction, entries)),
  leftOpen: () => leftOpen(db),
  tip: () => readTip(db),
  entries: wanted => entries(db, wanted),
})

/**
 * A change and its entries in one transaction. The record's end is held first: a write, so that nothing read after it
 * goes stale.
 */
export const recorded = <T>(
  db: Kysely<Tables>,
  change: (transaction: Transaction<Tables>) => Promise<{ readonly value: T; readonly entries: readonly NewEntry[] }>,
): Promise<T> =>
  db.transaction().execute(async transaction => {
    await append(transaction, [])
    const { value, entries } = await change(transaction)
    if (entries.length > 0) await append(transaction, entries)
    return value
  })

/** Every act that closes another says which in the same way. */
const closing = z.object({ closes: z.int() })

async function leftOpen(db: Kysely<Tables>): Promise<readonly ChainedEntry[]> {
  const closers = ['signed-in', 'sign-in-failed', 'signed-out', 'left-open'] as const
  const rows = await db
    .selectFrom('record')
    .selectAll()
    .where('what', 'in', [...openings, ...closers])
    .orderBy('seq')
    .execute()
  const open = new Map<number, ChainedEntry>()
  for (const row of rows) {
    if (openings.some(what => what === row.what)) open.set(row.seq, row)
    else {
      const about = closing.safeParse(jsonIn(row.about))
      if (about.success) open.delete(about.data.closes)
    }
  }
  return [...open.values()]
}

async function entries(db: Kysely<Tables>, wanted: EntriesWanted): Promise<readonly ChainedEntry[]> {
  const { order, above, below, limit, contracts, contract, place, period, person, from, until } = wanted
  let query = db
    .selectFrom('record')
    .selectAll()
    .where('seq', '>', above)
    .where('seq', '<', below)
    .where(eb => eb.or([eb('contract', 'is', null), eb('contract', 'in', [...contracts])]))
    .orderBy('seq', order === 'newest-first' ? 'desc' : 'asc')
    .limit(limit)
  for (const [column, value] of [
    ['contract', contract],
    ['place', place],
    ['period', period],
  ] as const)
    if (value !== undefined) query = query.where(eb => eb.or([eb(column, 'is', null), eb(column, '=', value)]))
  if (person !== undefined)
    query = query.where(eb => eb.or([eb('person', '=', person), eb('about', 'like', `%${person}%`)]))
  if (from !== undefined) query = query.where('at', '>=', from)
  if (until !== undefined) query = query.where('at', '<', until)
  return query.execute()
}
