/** What a change of access gives and takes away, in words, before it is saved. Pure. */
import { mayDo, permissions } from '../../../domain/access/permissions.ts'
import type { Given } from '../../../protocol/grants.ts'
import { roleWord } from '../../words.ts'
import { areasWord, contractWord, districtsWord, type Naming, serviceWord } from './grant-words.ts'

export interface ChangeLine {
  readonly what: string
  readonly now: string
  readonly becomes: string
}

const none = 'No access'

/** One line for each thing that differs; empty: nothing would change. */
export function whatChanges(naming: Naming, before: Given, after: Given): readonly ChangeLine[] {
  const role =
    before.role === after.role ? [] : [{ what: 'Role', now: roleWord(before.role), becomes: roleWord(after.role) }]
  const districts = (given: Given, id: Given['contracts'][number]['contract']): string => {
    const held = given.contracts.find(one => one.contract === id)
    return held ? capital(districtsWord(naming, held.places)) : none
  }
  const areas = (given: Given, id: Given['services'][number]['service']): string => {
    const held = given.services.find(one => one.service === id)
    return held ? capital(areasWord(naming, held.areas)) : none
  }
  const contracts = unique([...before.contracts, ...after.contracts].map(one => one.contract)).map(id => ({
    what: contractWord(naming, id),
    now: districts(before, id),
    becomes: districts(after, id),
  }))
  const services = unique([...before.services, ...after.services].map(one => one.service)).map(id => ({
    what: serviceWord(naming, id),
    now: areas(before, id),
    becomes: areas(after, id),
  }))
  return [...role, ...[...contracts, ...services].filter(line => line.now !== line.becomes)]
}

/** Whether something that could be worked on or read is taken away by it. */
export const takesAway = (before: Given, after: Given): boolean =>
  permissions.some(one => mayDo(before.role, one) && !mayDo(after.role, one)) ||
  before.contracts.some(({ contract, places }) =>
    isLess(places, after.contracts.find(one => one.contract === contract)?.places),
  ) ||
  before.services.some(({ service, areas }) =>
    isLess(areas, after.services.find(one => one.service === service)?.areas),
  )

type Places = 'every' | readonly string[]

function isLess(before: Places, after: Places | undefined): boolean {
  if (after === undefined) return true
  if (after === 'every') return false
  return before === 'every' || before.some(place => !after.includes(place))
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)]
