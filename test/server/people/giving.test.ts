/** What a manager may make of somebody's access, and what she sees of her: for any people and any wish. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContractGrant } from '../../../src/domain/access/grants.ts'
import { everyRole } from '../../../src/domain/access/roles.ts'
import type { ContractId, Instant, IsoDate, PersonId } from '../../../src/domain/ids.ts'
import type { Given } from '../../../src/protocol/grants.ts'
import { givenFault } from '../../../src/server/people/given-fits.ts'
import { contractsManaged, decideChange, decideGiven } from '../../../src/server/people/giving.ts'
import { peopleShown } from '../../../src/server/people/shown.ts'
import type { StoredPerson } from '../../../src/server/storage/storage.ts'
import { pid } from '../../domain/small-set.ts'
import { countySet, helper, other } from '../small-county.ts'

const third = 'su-third-2016' as ContractId
const set = {
  ...countySet,
  contracts: [
    ...countySet.contracts,
    ...countySet.contracts.slice(0, 1).map(contract => ({ ...contract, id: third, places: [pid('west-d')] })),
  ],
}
const ground = { set, today: '2017-07-11' as IsoDate }
const placesOf = new Map(set.contracts.map(contract => [contract.id, contract.places]))

const grantOf = (contract: ContractId): fc.Arbitrary<ContractGrant> =>
  fc.oneof(
    fc.constant({ contract, places: 'every' as const }),
    fc
      .subarray([...(placesOf.get(contract) ?? [])], { minLength: 1 })
      .map(places => ({ contract, places: places.toSorted() })),
  )
const grants: fc.Arbitrary<readonly ContractGrant[]> = fc
  .subarray([helper, other, third])
  .chain(contracts => fc.tuple(...contracts.map(grantOf)))
const providerRole = fc.constantFrom('field-worker', 'provider-editor', 'provider-lead')

const person = (id: string, role: fc.Arbitrary<StoredPerson['role']>): fc.Arbitrary<StoredPerson> =>
  fc.record({
    id: fc.constant(id as PersonId),
    name: fc.constant(id),
    email: fc.constant(`${id}@example.org`),
    role,
    contracts: grants,
    services: fc.constant([]),
    standsIn: fc.oneof(
      fc.constant([]),
      fc.constantFrom(helper, other, third).map(contract => [{ contract, from: ground.today, to: ground.today }]),
    ),
  })
const lead = person('manager', fc.constant('provider-lead'))
const colleague = person('colleague', providerRole)
const asked: fc.Arbitrary<Given> = fc.record({
  role: fc.constantFrom(...everyRole),
  contracts: grants.map(all =>
    all.map(({ contract, places }) => ({ contract, places: places === 'every' ? 'every' : [...places] })),
  ),
  services: fc.constant([]),
})

describe('what a lead gives', () => {
  it('is of contracts she leads with every place, in a role of theirs; what is elsewhere stays to the letter', () => {
    let [changed, kept] = [0, 0]
    fc.assert(
      fc.property(lead, colleague, asked, (manager, somebody, wish) => {
        const managed = contractsManaged(manager, ground)
        const wholly = (id: ContractId) =>
          manager.contracts.some(
            grant =>
              grant.contract === id && (grant.places === 'every' || grant.places.length === placesOf.get(id)?.length),
          )
        expect(managed).toEqual(set.contracts.map(each => each.id).filter(wholly))
        const decision = decideChange(manager, somebody, wish, ground)
        if (!decision.ok) return
        changed += 1
        const after = decision.value
        expect(['field-worker', 'provider-editor', 'provider-lead']).toContain(after.role)
        const elsewhere = (all: readonly ContractGrant[]) => all.filter(each => !managed.includes(each.contract))
        expect(elsewhere(after.contracts)).toEqual(elsewhere(somebody.contracts))
        expect(after.contracts.filter(each => managed.includes(each.contract))).toEqual(wish.contracts)
        if (elsewhere(somebody.contracts).length > 0) {
          kept += 1
          expect(after.role).toBe(somebody.role)
        } else expect(givenFault(after, set)).toBeUndefined()
      }),
      { numRuns: 3_000 },
    )
    // The property would hold of nothing at all, too.
    expect(changed).toBeGreaterThan(100)
    expect(kept).toBeGreaterThan(10)
  })

  it('is refused wholly where she manages nothing of hers, stands in only, or it is herself', () => {
    fc.assert(
      fc.property(lead, colleague, asked, (manager, somebody, wish) => {
        expect(decideChange(manager, { ...manager, role: 'provider-editor' }, wish, ground)).toMatchObject({
          ok: false,
        })
        const managed = contractsManaged(manager, ground)
        if (!somebody.contracts.some(each => managed.includes(each.contract)))
          expect(decideChange(manager, somebody, wish, ground)).toEqual({ ok: false, code: 'not-your-people' })
        const standingIn = { ...manager, role: 'provider-editor' as const }
        expect(contractsManaged(standingIn, ground)).toEqual([])
        expect(decideChange(standingIn, somebody, wish, ground)).toMatchObject({ ok: false })
        expect(decideGiven(standingIn, wish, ground)).toMatchObject({ ok: false })
        const ended = { ...manager, endedAt: '2017-07-01T00:00:00.000Z' as Instant }
        expect(decideChange(ended, somebody, wish, ground)).toMatchObject({ ok: false })
      }),
    )
  })
})

describe('what a lead sees', () => {
  it('names no contract that she does not lead with every place, and nobody who works on none of hers', () => {
    let partly = 0
    fc.assert(
      fc.property(lead, colleague, person('another', providerRole), (manager, somebody, another) => {
        const people = [manager, somebody, another]
        const standIns = people.flatMap(({ id, standsIn }) =>
          standsIn.map((each, index) => ({ ...each, id: `${id}-${index}`, person: id })),
        )
        const none = { notBegun: new Set<PersonId>(), invitationEnds: new Map(), lastActive: new Map() }
        const shown = peopleShown(manager, { people, standIns, ...none }, ground)
        const managed = contractsManaged(manager, ground)
        const text = JSON.stringify(shown)
        for (const { id } of set.contracts) if (!managed.includes(id)) expect(text).not.toContain(id)
        expect(shown.people.map(each => each.id)).toEqual(
          people.filter(each => each.contracts.some(grant => managed.includes(grant.contract))).map(each => each.id),
        )
        if (shown.people.some(each => each.manage === 'grants')) partly += 1
      }),
      { numRuns: 1_000 },
    )
    expect(partly).toBeGreaterThan(10)
  })
})
