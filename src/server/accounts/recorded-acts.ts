/**
 * What the account library does, in the record. It writes its own tables outside our transactions: so each act is
 * written down before it begins, and again with how it ended. What a stop left without an end is said at the next start.
 */
import type { Kysely, Transaction } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import { type About, acts, jsonIn, type NewEntry } from '../history/acts.ts'
import { type RecordBook, recorded } from '../history/book.ts'
import { concernsOf, namedIn } from '../history/concerns.ts'
import type { Storage, StoredPerson } from '../storage/storage.ts'
import type { Tables } from '../storage/tables.ts'

export interface RecordedActs {
  /** `person`: whose account it says it is; undefined: nobody's, and what was typed is not kept. */
  signingIn(person: StoredPerson | undefined): Promise<SigningIn>
  /** Gives what to call once she is signed out. */
  signingOut(person: StoredPerson): Promise<() => Promise<void>>
}

export interface SigningIn {
  failed(): Promise<void>
  /** Notes how it ended, with what `change` writes, as one; `change` gives whether it holds after all. */
  ended(db: Kysely<Tables>, change: (transaction: Transaction<Tables>) => Promise<boolean>): Promise<boolean>
}

/** Who has signed in is known only afterwards: until then it is somebody, at the account of a person. */
const atAccountOf = (person: StoredPerson | undefined): About<'signing-in'> =>
  person === undefined ? {} : { person: namedIn(person), ...concernsOf(person) }

export const recordedActs = (book: RecordBook, now: () => Instant): RecordedActs => ({
  async signingIn(person) {
    const about = atAccountOf(person)
    const { seq: closes } = await book.note({ at: now(), person: null, what: 'signing-in', about })
    const failure = (): NewEntry => ({ at: now(), person: null, what: 'sign-in-failed', about: { closes, ...about } })
    const success = (): NewEntry => {
      const by = person === undefined ? null : { id: person.id, name: person.name }
      const concerns = person === undefined ? {} : concernsOf(person)
      return { at: now(), person: by, what: 'signed-in', about: { closes, ...concerns } }
    }
    return {
      async failed() {
        await book.note(failure())
      },
      ended: (db, change) =>
        recorded(db, async transaction => {
          const holds = await change(transaction)
          return { value: holds, entries: [holds ? success() : failure()] }
        }),
    }
  },

  async signingOut(person) {
    const by = { id: person.id, name: person.name }
    const about = concernsOf(person)
    const { seq: closes } = await book.note({ at: now(), person: by, what: 'signing-out', about })
    return async () => {
      await book.note({ at: now(), person: by, what: 'signed-out', about: { closes, ...about } })
    }
  },
})

/** Closes what a stop of the server left open, as not known. Gives a sentence for each, for the log. */
export async function closeLeftOpen({ record }: Pick<Storage, 'record'>, at: Instant): Promise<readonly string[]> {
  const said: string[] = []
  for (const entry of await record.leftOpen()) {
    const read = acts['signing-in'].safeParse(jsonIn(entry.about))
    const begun = read.success ? read.data : {}
    const own = entry.person === null ? {} : { person: { id: entry.person, name: entry.person_name } }
    await record.note({ at, person: null, what: 'left-open', about: { closes: entry.seq, ...begun, ...own } })
    said.push(
      `Entry ${entry.seq} of the record, ${entry.what}, was never closed: the server stopped before it had ended.`,
    )
  }
  return said
}
