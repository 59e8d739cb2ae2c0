/** Inviting somebody, again too, and the short code for her tablet. */
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import type { PersonId } from '../../domain/ids.ts'
import type { Invite, JoinCode } from '../../protocol/people.ts'
import { later, minute } from '../accounts/instants.ts'
import { invite, makeJoinCode } from '../accounts/invitations.ts'
import { concernsOf, givenTo, namedIn } from '../history/concerns.ts'
import { ProblemError } from '../http/problems.ts'
import { mailAddress } from '../mail/address.ts'
import { invitationsSince, notBegun } from '../storage/invitation-rows.ts'
import { personWith } from '../storage/people-rows.ts'
import { comeBack, insertPerson } from '../storage/people-writes.ts'
import type { StoredPerson } from '../storage/storage.ts'
import { decideGiven, mayDoTo } from './giving.ts'
import { type Acting, actAs, actingIn, decided, lookAs, managedWithAccess, type Office } from './office.ts'

/** What the account library takes for an address when somebody signs in: less than letters can reach. */
const signsIn = z.email()

/**
 * Makes an account without a password and sends its invitation. The address of somebody whose access has ended gives
 * her the account she had, with what is given now: what she typed and her entries in the record stay one person's.
 */
export function invitePerson(office: Office, manager: PersonId, asked: Invite): Promise<PersonId> {
  const email = mailAddress(asked.email)?.toLowerCase()
  if (email === undefined || !signsIn.safeParse(email).success) throw new ProblemError('not-an-address')
  const name = nameOf(asked.name)
  return actAs(office, manager, async acting => {
    const { transaction, by, at } = acting
    const given = decided(decideGiven(acting.manager, asked.given, acting))
    const there = await personWith(transaction, email)
    if (there) mayComeBack(acting, there)
    const id = there?.id ?? (randomUUID() as string as PersonId)
    const person = { id, name, email, ...given }
    if (there) await comeBack(transaction, person, at)
    else await insertPerson(transaction, { ...person, passwordHash: null, at, by })
    await mayBeSent(acting, id)
    await invite(transaction, office.letterbox, person, by, at)
    const about = { person: namedIn(person), given: givenTo(person), ...concernsOf(person) }
    return { value: id, entries: [{ at, person: by, what: 'person-invited', about }] }
  })
}

/** Letters that somebody may cause in an hour, and that one address gets in a day: nobody's letter box is flooded. */
const mostAnHour = 200
const mostADay = 10

async function mayBeSent({ transaction, by, at }: Acting, person: PersonId): Promise<void> {
  const anHour = await invitationsSince(transaction, { by: by.id }, later(at, -60 * minute))
  const aDay = await invitationsSince(transaction, { person }, later(at, -24 * 60 * minute))
  if (anHour >= mostAnHour || aDay >= mostADay) throw new ProblemError('too-many-invitations')
}

/** A name is shown in lists, letters and the record: one line, without what cannot be seen. */
function nameOf(typed: string): string {
  const name = typed
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  if (name === '') throw new ProblemError('name-needed')
  return name
}

/**
 * Whoever manages somebody knows of her already. To a lead every other address says one thing only: not here. That may
 * be a person of the council, of another provider, or one who left there.
 */
function mayComeBack(acting: Acting, there: StoredPerson): void {
  const may = mayDoTo(acting.manager, there, acting)
  const known = may !== 'nothing' || there.id === acting.manager.id
  if (!known) throw new ProblemError('address-not-yours')
  if (there.endedAt === undefined) throw new ProblemError('address-taken')
  if (may !== 'all') throw new ProblemError('address-not-yours')
}

/** Another letter with another link; the link before ends. */
export const inviteAgain = (office: Office, manager: PersonId, id: PersonId): Promise<void> =>
  actAs(office, manager, async acting => {
    const { transaction, by, at } = acting
    const person = await notBegunYet(acting, id)
    await mayBeSent(acting, id)
    await invite(transaction, office.letterbox, person, by, at)
    const about = { person: namedIn(person), ...concernsOf(person) }
    return { value: undefined, entries: [{ at, person: by, what: 'invitation-again', about }] }
  })

/** Whoever sees the code can take the account over: only for somebody whom the manager answers for wholly. */
export async function codeFor(office: Office, manager: PersonId, id: PersonId): Promise<JoinCode> {
  const { person, by } = await lookAs(office, manager, async acting => ({
    person: await notBegunYet(acting, id),
    by: acting.by,
  }))
  const made = await makeJoinCode(office.db, person, by, office.now(), async transaction => {
    await notBegunYet(await actingIn(office, transaction, manager), id)
  })
  if (!made) throw new ProblemError('has-begun')
  return made
}

async function notBegunYet(acting: Acting, id: PersonId): Promise<StoredPerson> {
  const person = await managedWithAccess(acting, id, 'all')
  if (!(await notBegun(acting.transaction)).has(id)) throw new ProblemError('has-begun')
  return person
}
