import { describe, expect, it } from 'vitest'
import { sampleBusinessDate, sampleCounty, sampleGroups, samplePasswords } from '../../src/commands/sample-county.ts'
import { grantKinds } from '../../src/domain/access/permissions.ts'
import { everyRole } from '../../src/domain/access/roles.ts'
import { workingDaysUntil } from '../../src/domain/time/calendar.ts'
import { collectionSchema, historySchema } from '../../src/protocol/exchange.ts'

const county = sampleCounty()

describe('the sample county', () => {
  it('opens June 2017 for all five services, each due on its working day: 14 July, three working days on', () => {
    expect(county.collections).toEqual(
      ['family-support', 'young-carers', 'childrens-centres', 'youth-hubs', 'neet'].map(service => ({
        service,
        period: '2017-06',
        due: '2017-07-14',
        state: 'open',
      })),
    )
    expect(workingDaysUntil(sampleBusinessDate, '2017-07-14' as typeof sampleBusinessDate)).toBe(3)
    for (const collection of county.collections) expect(collectionSchema.safeParse(collection).success).toBe(true)
  })

  it('gives nobody a figure of June', () => {
    expect(county.histories).toHaveLength(70)
    for (const history of county.histories) {
      expect(historySchema.safeParse(history).success).toBe(true)
      expect(Object.keys(history.months).toSorted().at(-1)).toBe('2017-05')
      expect(Object.keys(history.months).toSorted()[0]).toMatch(/^(2016-12|2017-02)$/)
    }
  })

  it('names people by their role, on addresses that cannot exist, with memorable passwords of 16 characters or more', () => {
    for (const person of county.people) {
      expect(person.email).toMatch(/\.example$/)
      expect(person.password.length).toBeGreaterThanOrEqual(16)
      expect(person.password).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d\d$/)
    }
    expect(samplePasswords).toEqual(county.people.map(person => person.password))
    expect(new Set(samplePasswords).size).toBe(13)
    expect(new Set(county.people.map(person => person.email)).size).toBe(13)
    expect(sampleGroups.flatMap(group => group.people.map(person => person.name))).toEqual(
      county.people.map(person => person.name),
    )
  })

  it('gives contracts and places that there are, and people of the council every service; has somebody of every role', () => {
    for (const person of county.people) {
      for (const { contract, places } of person.contracts) {
        const known = county.set.contracts.find(one => one.id === contract)
        expect(known, `${person.name} ${contract}`).toBeDefined()
        if (places !== 'every') for (const place of places) expect(known?.places).toContain(place)
      }
      const kind = grantKinds[person.role]
      expect(person.services.length).toBe(kind === 'service' || kind === 'service-and-area' ? 5 : 0)
      expect(person.contracts.length > 0).toBe(kind === 'contract-and-place')
    }
    expect(new Set(county.people.map(person => person.role))).toEqual(new Set(everyRole))
    const holding = (name: string): readonly string[] =>
      county.people.find(person => person.name.startsWith(name))?.contracts.map(one => one.contract) ?? []
    expect(holding('Field worker')).toEqual(['fs-project-salus-2016'])
    expect(county.people.find(person => person.role === 'field-worker')?.contracts[0]?.places).toEqual(['gravesham'])
    expect(holding('Provider lead (Porchlight)')).toEqual(['fs-porchlight-2016'])
    expect(holding('Provider lead (Project Salus)')).toHaveLength(3)
    expect(holding('Young carers lead (Imago)')).toEqual(['yc-imago-2016'])
    expect(holding('NEET support lead (CXK)')).toEqual(['neet-cxk-2016'])
    expect(holding('Youth hub lead (Sk8side)')).toEqual(['yh-sk8side-2016'])
    expect(holding("Children's centre lead (Riverside)")).toEqual(['cc-riverside-2016'])
  })

  it('has somebody who can submit for every service', () => {
    const leads = county.people.filter(person => person.role === 'provider-lead')
    const led = new Set(
      leads.flatMap(person =>
        person.contracts.map(({ contract }) => county.set.contracts.find(one => one.id === contract)?.service),
      ),
    )
    expect([...led].toSorted()).toEqual(county.set.services.map(service => service.id).toSorted())
  })
})
