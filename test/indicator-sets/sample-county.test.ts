import { describe, expect, it } from 'vitest'
import { sampleBusinessDate, sampleCounty, samplePasswords } from '../../src/commands/sample-county.ts'
import { workingDaysUntil } from '../../src/domain/calendar.ts'
import { collectionSchema, historySchema } from '../../src/protocol/exchange.ts'

const county = sampleCounty()

describe('the sample county', () => {
  it('opens June 2017 for family support, due on 14 July, three working days on', () => {
    const open = county.collections.filter(one => one.state === 'open')
    expect(open).toEqual([{ service: 'family-support', period: '2017-06', due: '2017-07-14', state: 'open' }])
    expect(workingDaysUntil(sampleBusinessDate, '2017-07-14' as typeof sampleBusinessDate)).toBe(3)
    expect(county.collections.map(one => one.service).toSorted()).toEqual([
      'childrens-centres',
      'family-support',
      'neet',
      'young-carers',
      'youth-hubs',
    ])
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
    expect(new Set(samplePasswords).size).toBe(5)
  })

  it('gives contracts and places that there are, and the officer every service', () => {
    for (const person of county.people) {
      for (const { contract, places } of person.contracts) {
        const known = county.set.contracts.find(one => one.id === contract)
        expect(known, `${person.name} ${contract}`).toBeDefined()
        if (places !== 'every') for (const place of places) expect(known?.places).toContain(place)
      }
      expect(person.services.length).toBe(person.role === 'officer' ? 5 : 0)
      expect(person.contracts.length > 0).toBe(person.role !== 'officer')
    }
    const holding = (name: string): readonly string[] =>
      county.people.find(person => person.name.startsWith(name))?.contracts.map(one => one.contract) ?? []
    expect(holding('Field worker')).toEqual(['fs-project-salus-2016'])
    expect(county.people.find(person => person.role === 'field-worker')?.contracts[0]?.places).toEqual(['gravesham'])
    expect(holding('Provider lead (Porchlight)')).toEqual(['fs-porchlight-2016'])
    expect(holding('Provider lead (Project Salus)')).toHaveLength(3)
  })
})
