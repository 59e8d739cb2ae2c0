/** Changing what somebody holds, and ending it. */
import type { PersonId } from '../../domain/ids.ts'
import type { Given } from '../../protocol/grants.ts'
import type { NewEntry } from '../history/acts.ts'
import { concernsOf, concernsOfChange, givenTo, namedIn } from '../history/concerns.ts'
import { removeStandIns, standIns } from '../storage/grant-rows.ts'
import { changeHeld, endPerson } from '../storage/people-writes.ts'
import type { StoredPerson } from '../storage/storage.ts'
import { decideChange } from './giving.ts'
import { type Acting, actAs, decided, managed, managedWithAccess, type Office } from './office.ts'
import { standInEnded } from './standing-in.ts'

/** What she holds from now on; with what she held already, nothing happens. She is decided by it at her next request. */
export const changeAccess = (office: Office, manager: PersonId, id: PersonId, asked: Given): Promise<void> =>
  actAs(office, manager, async acting => {
    const { transaction, by, at } = acting
    const person = await managedWithAccess(acting, id, 'grants')
    const given = decided(decideChange(acting.manager, person, asked, acting))
    const after = { ...person, ...given }
    if (sameHeld(person, after)) return { value: undefined, entries: [] }
    await changeHeld(transaction, id, given)
    const lapsed = await endLapsed(acting, after)
    await office.letterbox.post(transaction, person, { kind: 'access-changed', at }, at)
    const about = {
      person: namedIn(person),
      before: givenTo(person),
      after: givenTo(after),
      ...concernsOfChange(person, after),
    }
    return { value: undefined, entries: [{ at, person: by, what: 'access-changed', about }, ...lapsed] }
  })

type Held = Pick<StoredPerson, 'role' | 'contracts' | 'services'>

function sameHeld(one: Held, other: Held): boolean {
  const text = (held: Held): string => {
    const { role, contracts, services } = givenTo(held)
    return JSON.stringify([role, contracts.toSorted(), services.toSorted()])
  }
  return text(one) === text(other)
}

/** Standing in needs a grant in the contract, and is nothing to a lead: neither comes back to life later by itself. */
async function endLapsed(acting: Acting, { id, name, role, contracts }: StoredPerson): Promise<readonly NewEntry[]> {
  const lapsed = (await standIns(acting.transaction, id)).filter(
    ({ contract, to }) =>
      to >= acting.today && (role === 'provider-lead' || !contracts.some(grant => grant.contract === contract)),
  )
  await removeStandIns(
    acting.transaction,
    lapsed.map(each => each.id),
  )
  return lapsed.map(each => standInEnded(acting, { id, name }, each))
}

/**
 * From her next request on she is nobody: sessions, invitations and days of standing in end with it. Her devices hand
 * over what they hold. Nobody ends her own access, so that there is always an administrator left.
 */
export const endPersonsAccess = (office: Office, manager: PersonId, id: PersonId): Promise<void> =>
  actAs(office, manager, async acting => {
    const { transaction, by, at } = acting
    await managed(acting, id, 'all')
    const person = await endPerson(transaction, id, at)
    if (!person) return { value: undefined, entries: [] }
    await office.letterbox.post(transaction, person, { kind: 'access-ended', at }, at)
    const about = { person: namedIn(person), ...concernsOf(person) }
    return { value: undefined, entries: [{ at, person: by, what: 'access-ended', about }] }
  })
