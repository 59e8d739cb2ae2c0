/** As what somebody is here, in words. Pure. */
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { Me } from '../../protocol/exchange.ts'
import { longDate, roleWord } from '../words.ts'

/** 'Provider editor, standing in as lead until 31 July 2017'; the contract is named where she has several. */
export function roleLineOf(me: Me, set: IndicatorSet | null): string {
  const { standsIn = [], standsInUntil = {} } = me
  const several = new Set(me.scopes.map(scope => scope.split('/')[0])).size > 1
  const standing = standsIn.map(contract => {
    const held = several ? set?.contracts.find(one => one.id === contract) : undefined
    const service = set?.services.find(one => one.id === held?.service)
    const until = standsInUntil[contract]
    return `standing in as lead${held && service ? ` of ${service.name}, ${held.provider}` : ''}${until ? ` until ${longDate(until)}` : ''}`
  })
  return [roleWord(me.person.role), ...standing].join(', ')
}
