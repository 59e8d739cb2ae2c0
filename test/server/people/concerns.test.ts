/** Whom a change of access concerns: readers of what was given or taken, and with another role of all she held. */
import { expect, it } from 'vitest'
import { concernsOfChange } from '../../../src/server/history/concerns.ts'
import type { StoredPerson } from '../../../src/server/storage/storage.ts'
import { pid } from '../../domain/small-set.ts'
import { helper, other, some, support, whole } from './people-county.ts'

type Held = Pick<StoredPerson, 'role' | 'contracts' | 'services'>
const editor = (...contracts: Held['contracts']): Held => ({ role: 'provider-editor', contracts, services: [] })
const officer = (services: Held['services']): Held => ({ role: 'officer', contracts: [], services })
const area = (...areas: readonly string[]) => ({ service: support, areas: areas.map(pid) })

it('is told to who reads what was given or taken, and to nobody of what stayed', () => {
  expect(concernsOfChange(editor(some('east-a'), whole(other)), editor(some('east-b'), whole(other)))).toEqual({
    contracts: [`${helper}/east-a`, `${helper}/east-b`],
  })
  expect(concernsOfChange(editor(some('east-a')), editor(whole(helper)))).toEqual({
    contracts: [`${helper}/east-a`, helper],
  })
  expect(concernsOfChange(officer([area('east')]), officer([area('east', 'west')]))).toEqual({ services: [support] })
})

it('is told to who reads anything of hers where her role is another', () => {
  const lead = { ...editor(some('east-a'), whole(other)), role: 'provider-lead' as const }
  expect(concernsOfChange(lead, editor(some('east-a'), whole(other)))).toEqual({
    contracts: [`${helper}/east-a`, other],
  })
  expect(concernsOfChange(editor(whole(other)), officer([area('east')]))).toEqual({
    contracts: [other],
    services: [support],
  })
})
