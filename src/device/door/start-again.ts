/** The way out of a forgotten passphrase: that person's database is deleted unopened, and her first day comes again. */
import type { PersonId } from '../../domain/ids.ts'
import type { StartedAgain } from '../desk.ts'
import { forgetPerson } from '../leaving/forget-person.ts'
import { isUnacked } from '../outbox/outbox.ts'
import type { Platform } from '../platform.ts'
import type { PersonDatabase } from '../storage/database.ts'
import { readEntryRows } from '../storage/outbox-rows.ts'
import { storageProblemOf, withStorage } from '../storage/storage-fault.ts'
import type { Api } from '../sync/api.ts'
import type { People } from './people.ts'

interface StartAgainParts {
  readonly platform: Platform
  readonly api: Pick<Api, 'me'>
  readonly people: People
  readonly databaseOf: (person: PersonId) => PersonDatabase
}

/** Counted by clear states: nothing is opened. An unfinished entry is one too. Throws `StorageFault`. */
export async function neverReceived({ databaseOf }: StartAgainParts, person: PersonId): Promise<number> {
  const database = databaseOf(person)
  const { outbox, receipts, meta, drafts } = database
  try {
    return await withStorage(database, () =>
      database.transaction('r', [outbox, receipts, meta, drafts], async () => {
        const { entries } = await readEntryRows(database, 'open')
        return entries.filter(row => isUnacked(row) && row.kind !== 'void').length + (await drafts.count())
      }),
    )
  } finally {
    database.close()
  }
}

/** `lost`: what she has agreed to lose. Another tab may hold her desk open and have saved or sent since. */
export async function startAgain(parts: StartAgainParts, person: PersonId, lost: number): Promise<StartedAgain> {
  const answer = await parts.api.me()
  if (!answer.ok) return { ok: false, because: 'refused', refusal: answer.refusal }
  if (answer.value.person.id !== person)
    return { ok: false, because: 'refused', refusal: { type: 'problem', code: 'wrong-person' } }
  try {
    const now = await neverReceived(parts, person)
    if (now !== lost) return { ok: false, because: 'unsent', count: now }
    await forgetPerson(person, parts.platform, parts.people.remove)
    return { ok: true }
  } catch (error) {
    const problem = storageProblemOf(error)
    if (problem === undefined) throw error
    return { ok: false, because: problem }
  }
}
