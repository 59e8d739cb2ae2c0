/** Naming somebody to stand in as lead between two days of London, and ending that early. */
import { type StandIn, standInFault } from '../../domain/access/grants.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { NewEntry } from '../history/acts.ts'
import { namedIn } from '../history/concerns.ts'
import { ProblemError } from '../http/problems.ts'
import { addStandIn, removeStandIns, standIns } from '../storage/grant-rows.ts'
import type { StoredPerson } from '../storage/storage.ts'
import { contractsManaged } from './giving.ts'
import { type Acting, actAs, managed, type Office } from './office.ts'

export const nameStandIn = (office: Office, manager: PersonId, id: PersonId, standIn: StandIn): Promise<void> =>
  actAs(office, manager, async acting => {
    const { transaction, by, at, today } = acting
    const person = await managed(acting, id, 'grants')
    if (!contractsManaged(acting.manager, acting).includes(standIn.contract))
      throw new ProblemError('not-yours-to-give')
    const fault = standInFault(standIn, person, today)
    if (fault !== undefined) throw new ProblemError('no-stand-in', { detail: fault })
    const there = await standIns(transaction, id)
    if (there.some(each => overlap(each, standIn))) throw new ProblemError('stands-in-already')
    await addStandIn(transaction, id, standIn, { by: by.id, at })
    await office.letterbox.post(transaction, person, { kind: 'access-changed', at }, at)
    const { contract, from, to } = standIn
    const about = { person: namedIn(person), from, to }
    return { value: undefined, entries: [{ at, person: by, what: 'stand-in-named', contract, about }] }
  })

const overlap = (one: StandIn, other: StandIn): boolean =>
  one.contract === other.contract && one.from <= other.to && other.from <= one.to

/** At once, on whichever of its days; one that has passed is what it was. */
export const endStandIn = (office: Office, manager: PersonId, id: PersonId, standIn: string): Promise<void> =>
  actAs(office, manager, async acting => {
    const { transaction, at } = acting
    const person = await managed(acting, id, 'grants')
    const contracts = contractsManaged(acting.manager, acting)
    const found = (await standIns(transaction, id)).find(
      each => each.id === standIn && each.to >= acting.today && contracts.includes(each.contract),
    )
    if (!found) throw new ProblemError('not-found')
    await removeStandIns(transaction, [found.id])
    await office.letterbox.post(transaction, person, { kind: 'access-changed', at }, at)
    return { value: undefined, entries: [standInEnded(acting, person, found)] }
  })

export const standInEnded = (
  { by, at }: Acting,
  person: Pick<StoredPerson, 'id' | 'name'>,
  { contract, from, to }: StandIn,
): NewEntry => ({
  at,
  person: by,
  what: 'stand-in-ended',
  contract,
  about: { person: namedIn(person), from, to },
})
