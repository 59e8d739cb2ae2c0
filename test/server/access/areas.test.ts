/** An area holds what lies anywhere below it, at whatever level a contract's places are. */
import { describe, expect, it } from 'vitest'
import type { ServiceGrant } from '../../../src/domain/access/grants.ts'
import type { IsoDate, PersonId, PlaceId, ServiceId } from '../../../src/domain/ids.ts'
import { loadIndicatorSet } from '../../../src/indicator-sets/load.ts'
import { accessOf } from '../../../src/server/access.ts'
import { meOf } from '../../../src/server/sync/pull.ts'

const set = loadIndicatorSet('kent-early-help')
const today = '2017-07-11' as IsoDate
const officerOf = (...services: readonly ServiceGrant[]) =>
  accessOf(
    {
      id: 'officer' as PersonId,
      name: 'Commissioning officer',
      email: 'officer@kent.example',
      role: 'officer',
      contracts: [],
      services,
      standsIn: [],
    },
    set,
    today,
  )
const grant = (service: string, ...areas: readonly string[]): ServiceGrant => ({
  service: service as ServiceId,
  areas: areas as readonly PlaceId[],
})

describe('an officer of an area', () => {
  it('holds its districts, also where centres lie below them, and no other', () => {
    expect([...officerOf(grant('family-support', 'east-kent')).scopes]).toEqual([
      'fs-porchlight-2016/canterbury',
      'fs-porchlight-2016/swale',
      'fs-porchlight-2016/thanet',
    ])
  })

  it('holds the centres below its districts', () => {
    const { scopes } = officerOf(grant('childrens-centres', 'east-kent'))
    expect(scopes).toContain('cc-riverside-2016/canterbury-riverside')
    expect([...scopes].some(scope => scope.includes('shepway'))).toBe(false)
  })

  it('of the whole county holds all of each contract', () => {
    const { scopes } = officerOf(grant('family-support', 'kent'))
    expect(scopes.size).toBe(2 * (6 + 1))
  })

  it('is told what she has, for the pages that say it', () => {
    expect(meOf(officerOf(grant('family-support', 'east-kent'))).services).toEqual([
      { service: 'family-support', areas: ['east-kent'] },
    ])
  })
})

describe('somebody who stands in', () => {
  const standing = (to: string, role: 'field-worker' | 'provider-lead' = 'field-worker') => {
    const contract = set.contracts.find(one => one.id === 'fs-project-salus-2016')
    if (!contract) throw new Error('No such contract')
    const person = {
      id: 'worker' as PersonId,
      name: 'Field worker',
      email: 'worker@salus.example',
      role,
      contracts: [{ contract: contract.id, places: ['gravesham' as PlaceId] }],
      services: [],
      standsIn: [{ contract: contract.id, from: '2017-07-01' as IsoDate, to: to as IsoDate }],
    }
    return meOf(accessOf(person, set, today))
  }

  it('is told until when, and once it is over nothing', () => {
    expect(standing('2017-07-31').standsInUntil).toEqual({ 'fs-project-salus-2016': '2017-07-31' })
    expect(standing('2017-07-11').standsInUntil).toEqual({ 'fs-project-salus-2016': '2017-07-11' })
    expect(standing('2017-07-10').standsInUntil).toBeUndefined()
    expect(standing('2017-07-10').scopes).toEqual(['fs-project-salus-2016/gravesham'])
  })
})
