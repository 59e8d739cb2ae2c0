/**
 * Letters on their way. Posting one is a row in the transaction of the act it tells of, so that neither can be without
 * the other and no mail server can fail the act; sending follows from there, again and again, until it is sent, can
 * never be sent, or would tell nothing true any more. At least once: a stop between sending and noting it sends the
 * same message again, under the same Message-ID.
 */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import type { Tables } from '../storage/tables.ts'
import { type MailAddress, mailAddress } from './address.ts'
import type { Letter, LetterKind } from './letters.ts'
import { invitationDays, resetMinutes, write } from './letters.ts'
import type { Mailer } from './mailer.ts'

const minute = 60_000
const day = 24 * 60 * minute
const later = (at: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(at) + milliseconds).toISOString() as Instant

/** How long a letter is worth sending: as long as its link works, or three days for what only tells. */
const worth: Readonly<Record<LetterKind, number>> = {
  invitation: invitationDays * day,
  'password-reset': resetMinutes * minute,
  'password-changed': 3 * day,
  'new-device': 3 * day,
  'email-changed': 3 * day,
  'access-changed': 3 * day,
  'access-ended': 3 * day,
  'device-lost': 3 * day,
  'signed-out-everywhere': 3 * day,
}

/** Puts a letter on its way and gives its id. It leaves after the commit. */
export async function post(
  transaction: Transaction<Tables>,
  to: MailAddress,
  letter: Letter,
  council: string,
  at: Instant,
): Promise<string> {
  const id = randomUUID()
  const { subject, text } = write(letter, council)
  await transaction
    .insertInto('mail')
    .values({
      id,
      kind: letter.kind,
      address: to,
      subject,
      body: text,
      created_at: at,
      useless_after: later(at, worth[letter.kind]),
      next_try_at: at,
      sent_at: null,
      problem: null,
    })
    .execute()
  return id
}

/** Milliseconds until the next try after so many: 1, 2, 4 ... minutes, at most an hour. */
export const waitAfter = (tries: number): number => Math.min(minute * 2 ** Math.max(0, tries - 1), 60 * minute)

/** Letters tried in one go. */
const most = 50

export interface Round {
  readonly sent: number
  /** Ids and codes of what was not sent, without addresses. */
  readonly failed: readonly { readonly id: string; readonly problem: string; readonly forGood: boolean }[]
  /** When the next letter is due; null: none is on its way. */
  readonly nextAt: Instant | null
}

/** Sends what is due. One at a time: whoever calls it again waits until this has ended. */
export async function sendDue(db: Kysely<Tables>, mailer: Mailer, now: () => Instant): Promise<Round> {
  const due = await db
    .selectFrom('mail')
    .selectAll()
    .where('next_try_at', '<=', now())
    .orderBy('next_try_at')
    .orderBy('id')
    .limit(most)
    .execute()
  let sent = 0
  const failed: Round['failed'][number][] = []
  for (const { id, address, subject, body, tries, useless_after } of due) {
    const at = now()
    const to = mailAddress(address)
    if (!to || useless_after <= at) {
      const problem = to ? 'too late' : 'no address'
      await end(db, id, { sent_at: null, problem })
      failed.push({ id, problem, forGood: true })
      continue
    }
    // Counted before it is tried: one that stops the program is not tried again at once, for ever.
    const next = later(at, waitAfter(tries + 1))
    await db
      .updateTable('mail')
      .set({ tries: tries + 1, next_try_at: next })
      .where('id', '=', id)
      .execute()
    const handed = await mailer.send({ id, to, subject, text: body })
    if (handed.ok) {
      await end(db, id, { sent_at: now(), problem: null })
      sent += 1
      continue
    }
    const { problem, forGood } = handed
    if (forGood) await end(db, id, { sent_at: null, problem })
    else await db.updateTable('mail').set({ problem }).where('id', '=', id).execute()
    failed.push({ id, problem, forGood })
  }
  return { sent, failed, nextAt: await nextDue(db) }
}

/** Sent, or given up. Its text goes: it may hold a link that lets somebody in. */
async function end(
  db: Kysely<Tables>,
  id: string,
  outcome: { readonly sent_at: Instant | null; readonly problem: string | null },
): Promise<void> {
  await db
    .updateTable('mail')
    .set({ ...outcome, body: '', next_try_at: null })
    .where('id', '=', id)
    .execute()
}

async function nextDue(db: Kysely<Tables>): Promise<Instant | null> {
  const found = await db
    .selectFrom('mail')
    .select('next_try_at')
    .where('next_try_at', 'is not', null)
    .orderBy('next_try_at')
    .limit(1)
    .executeTakeFirst()
  return (found?.next_try_at as Instant | null | undefined) ?? null
}

/** Days that a letter's row stays after it has ended, so that somebody can see whether it was sent. */
const kept = 35

/** Deletes what ended long ago; gives how many. */
export async function forgetOld(db: Kysely<Tables>, now: Instant): Promise<number> {
  const gone = await db
    .deleteFrom('mail')
    .where('next_try_at', 'is', null)
    .where('created_at', '<', later(now, -kept * day))
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
