/** What every act about somebody's access begins with: who does it and to whom, read where it is then written. */
import type { Kysely, Transaction } from 'kysely'
import type { Instant, IsoDate, PersonId } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { NewEntry } from '../history/acts.ts'
import { recorded } from '../history/book.ts'
import { ProblemError } from '../http/problems.ts'
import type { Letterbox } from '../mail/letterbox.ts'
import { personById } from '../storage/people-rows.ts'
import type { By, StoredPerson } from '../storage/storage.ts'
import type { Tables } from '../storage/tables.ts'
import { type Decision, type Ground, mayDoTo } from './giving.ts'

export interface Office {
  readonly db: Kysely<Tables>
  readonly letterbox: Letterbox
  readonly set: () => IndicatorSet
  /** London's day. */
  readonly today: () => IsoDate
  readonly now: () => Instant
}

/** What an act knows: as things stand in its transaction, which holds them until it ends. */
export interface Acting extends Ground {
  readonly transaction: Transaction<Tables>
  readonly manager: StoredPerson
  /** The manager, as the record names her. */
  readonly by: NonNullable<By>
  readonly at: Instant
}

/**
 * Does something about access as somebody: change, record entries and letters in one transaction, then the letters
 * leave. Throws a `ProblemError`, and then nothing has changed.
 */
export async function actAs<T>(
  office: Office,
  manager: PersonId,
  act: (acting: Acting) => Promise<{ readonly value: T; readonly entries: readonly NewEntry[] }>,
): Promise<T> {
  const value = await recorded(office.db, async transaction => act(await actingIn(office, transaction, manager)))
  office.letterbox.kick()
  return value
}

/** The same for what changes nothing. */
export const lookAs = <T>(office: Office, manager: PersonId, look: (acting: Acting) => Promise<T>): Promise<T> =>
  office.db.transaction().execute(async transaction => look(await actingIn(office, transaction, manager)))

/** Throws `not-signed-in` when her access has ended. */
export async function actingIn(office: Office, transaction: Transaction<Tables>, id: PersonId): Promise<Acting> {
  const manager = await personById(transaction, id)
  // Ended since the request came in: two people who end each other's access at once do not both succeed.
  if (!manager || manager.endedAt !== undefined) throw new ProblemError('not-signed-in')
  const by = { id: manager.id, name: manager.name }
  return { transaction, manager, by, set: office.set(), today: office.today(), at: office.now() }
}

/**
 * The person whom it is about. `all`: only who may do everything to her. Whom somebody does not manage is answered like
 * whom there is not.
 */
export async function managed(acting: Acting, id: PersonId, needs: 'all' | 'grants'): Promise<StoredPerson> {
  const { transaction, manager } = acting
  if (id === manager.id) throw new ProblemError('not-yourself')
  const person = await personById(transaction, id)
  const may = person === undefined ? 'nothing' : mayDoTo(manager, person, acting)
  if (person === undefined || may === 'nothing') throw new ProblemError('not-your-people')
  if (needs === 'all' && may !== 'all') throw new ProblemError('only-administrator')
  return person
}

/** The same of somebody who has access. */
export async function managedWithAccess(acting: Acting, id: PersonId, needs: 'all' | 'grants'): Promise<StoredPerson> {
  const person = await managed(acting, id, needs)
  if (person.endedAt !== undefined) throw new ProblemError('access-has-ended')
  return person
}

export function decided<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new ProblemError(decision.code)
  return decision.value
}
