import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actingIn,
  type Holder,
  hasOneLead,
  leadCover,
  leadsOf,
  managedContracts,
  mayManage,
  type StandIn,
  standInFault,
} from '../../../src/domain/access/grants.ts'
import type { AnyRole } from '../../../src/domain/access/roles.ts'
import type { ContractId, Instant, IsoDate, PersonId, PlaceId } from '../../../src/domain/ids.ts'

const [east, west] = ['east' as PlaceId, 'west' as PlaceId]
const helper = { id: 'su-helper-2016' as ContractId, places: [east, west] }
const other = { id: 'su-other-2016' as ContractId, places: [east] }
const day = (text: string): IsoDate => text as IsoDate
const today = day('2017-07-10')

const person = (id: string, role: AnyRole, more: Partial<Holder> = {}): Holder => ({
  id: id as PersonId,
  role,
  contracts: [{ contract: helper.id, places: 'every' }],
  standsIn: [],
  ...more,
})
const standIn = (from: string, to: string): StandIn => ({ contract: helper.id, from: day(from), to: day(to) })
const ended = { endedAt: '2017-07-01T00:00:00.000Z' as Instant }

describe('acting in a contract', () => {
  const worker = person('worker', 'field-worker', { contracts: [{ contract: helper.id, places: [east] }] })

  it('is by her own role and places', () => {
    expect(actingIn(worker, helper, today)).toEqual({ role: 'field-worker', places: [east] })
    expect(actingIn(worker, other, today)).toBeUndefined()
    expect(actingIn({ ...worker, ...ended }, helper, today)).toBeUndefined()
  })

  it.each([
    ['2017-07-09', 'field-worker'],
    ['2017-07-10', 'provider-lead'],
    ['2017-07-14', 'provider-lead'],
    ['2017-07-15', 'field-worker'],
  ])('is as lead with every place from the first to the last day of standing in: %s %s', (date, role) => {
    const standing = { ...worker, standsIn: [standIn('2017-07-10', '2017-07-14')] }
    expect(actingIn(standing, helper, day(date))?.role).toBe(role)
    expect(actingIn(standing, helper, day(date))?.places).toEqual(role === 'provider-lead' ? [east, west] : [east])
  })

  it('ends with her grant or her access, whatever she stands in for', () => {
    const standing = { ...worker, standsIn: [standIn('2017-07-01', '2017-07-31')] }
    expect(actingIn({ ...standing, contracts: [] }, helper, today)).toBeUndefined()
    expect(actingIn({ ...standing, ...ended }, helper, today)).toBeUndefined()
    expect(actingIn(standing, other, today)).toBeUndefined()
  })

  it('never gives a place that is not the contract’s', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('east', 'west', 'north', 'south')), fc.boolean(), (places, stands) => {
        const held = person('p', 'provider-editor', {
          contracts: [{ contract: helper.id, places: places as string[] as PlaceId[] }],
          standsIn: stands ? [standIn('2017-07-01', '2017-07-31')] : [],
        })
        for (const place of actingIn(held, helper, today)?.places ?? []) expect(helper.places).toContain(place)
      }),
    )
  })
})

describe('leads of a contract', () => {
  const lead = person('lead', 'provider-lead')
  const editor = person('editor', 'provider-editor')

  it('are those who hold every place; a stand-in counts while she stands in', () => {
    const standing = { ...editor, standsIn: [standIn('2017-07-10', '2017-07-14')] }
    expect(leadsOf(helper, [lead, standing], today)).toEqual({ own: [lead.id], standingIn: [editor.id] })
    expect(leadsOf(helper, [lead, standing], day('2017-07-15'))).toEqual({ own: [lead.id], standingIn: [] })
    const ofOnePlace = person('half', 'provider-lead', { contracts: [{ contract: helper.id, places: [east] }] })
    const ofBoth = person('both', 'provider-lead', { contracts: [{ contract: helper.id, places: [west, east] }] })
    expect(leadsOf(helper, [ofOnePlace, ofBoth, { ...lead, ...ended }], today).own).toEqual([ofBoth.id])
  })

  it('are flagged when there is one, and told apart from none', () => {
    const standing = { ...editor, standsIn: [standIn('2017-07-10', '2017-07-14')] }
    expect([leadCover(helper, [], today), leadCover(helper, [editor], today)]).toEqual(['none', 'none'])
    expect([hasOneLead(helper, [lead, editor], today), leadCover(helper, [lead], today)]).toEqual([true, 'one'])
    expect(hasOneLead(helper, [lead, person('second', 'provider-lead')], today)).toBe(false)
    expect(hasOneLead(helper, [lead, standing], today)).toBe(false)
    expect(hasOneLead(helper, [lead, standing], day('2017-07-15'))).toBe(true)
    expect(hasOneLead(helper, [], today)).toBe(false)
  })
})

describe('naming a stand-in', () => {
  const editor = person('editor', 'provider-editor')
  it.each([
    ['a stay that ends before it begins', standIn('2017-07-14', '2017-07-13'), editor],
    ['one that is over', standIn('2017-07-01', '2017-07-09'), editor],
    ['somebody of another contract', { ...standIn('2017-07-10', '2017-07-14'), contract: other.id }, editor],
    ['a lead', standIn('2017-07-10', '2017-07-14'), person('lead', 'provider-lead')],
    ['somebody whose access has ended', standIn('2017-07-10', '2017-07-14'), { ...editor, ...ended }],
  ])('refuses %s in words', (_, named, who) => {
    expect(standInFault(named, who, today)).toMatch(/\.$/)
  })
  it('takes one day, today', () => {
    expect(standInFault(standIn('2017-07-10', '2017-07-10'), editor, today)).toBeUndefined()
  })
})

describe('managing people', () => {
  const lead = person('lead', 'provider-lead')
  const contracts = [helper, other]
  const worker = person('worker', 'field-worker', { contracts: [{ contract: helper.id, places: [east] }] })

  it('is of the contracts she leads with every place', () => {
    expect(managedContracts(lead, contracts, today)).toEqual([helper.id])
    expect(managedContracts(worker, contracts, today)).toEqual([])
    expect(mayManage(lead, worker, contracts, today)).toBe('all')
    expect(mayManage(lead, person('peer', 'provider-lead'), contracts, today)).toBe('all')
  })

  it('leaves alone what somebody holds elsewhere', () => {
    const both = { ...worker, contracts: [...worker.contracts, { contract: other.id, places: 'every' as const }] }
    expect(mayManage(lead, both, contracts, today)).toBe('grants')
    const elsewhere = { ...worker, contracts: [{ contract: other.id, places: 'every' as const }] }
    expect(mayManage(lead, elsewhere, contracts, today)).toBe('nothing')
  })

  it('is never of herself, of the council’s people, by a stand-in or by somebody who has left', () => {
    expect(mayManage(lead, lead, contracts, today)).toBe('nothing')
    const administrator = person('admin', 'administrator', { contracts: [] })
    expect(mayManage(administrator, administrator, contracts, today)).toBe('nothing')
    expect(mayManage(administrator, lead, contracts, today)).toBe('all')
    expect(mayManage(lead, person('officer', 'officer'), contracts, today)).toBe('nothing')
    const standing = person('editor', 'provider-editor', { standsIn: [standIn('2017-07-01', '2017-07-31')] })
    expect(mayManage(standing, worker, contracts, today)).toBe('nothing')
    const partLead = {
      ...standing,
      role: 'provider-lead' as const,
      contracts: [{ contract: helper.id, places: [east] }],
    }
    expect(mayManage(partLead, worker, contracts, today)).toBe('nothing')
    expect(mayManage({ ...lead, ...ended }, worker, contracts, today)).toBe('nothing')
  })
})
