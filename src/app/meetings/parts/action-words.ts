/** Actions in words. Pure: the provider's page says the same as the officer's. */
import type { Action } from '../../../domain/figures/figure.ts'
import type { CarriedAction } from '../../../domain/meetings/carried.ts'
import { longDate, plural } from '../../words.ts'

/** 'Agreed 9 May 2017, open for 63 days. Due 1 June 2017: overdue.' */
export function sinceWords({ entry, agreed, days, overdue }: CarriedAction): string {
  const { due, status } = entry.value
  const open = status !== 'open' ? '' : days === 0 ? '' : `, open for ${plural(days, 'day')}`
  const by = due === undefined ? 'No due date.' : `Due ${longDate(due)}${overdue ? ': overdue' : ''}.`
  return `Agreed ${longDate(agreed)}${open}. ${by}`
}

/** 'Project Salus: the manager'; 'The council'. */
export const ownerWords = (provider: string, { owner, who }: Pick<Action, 'owner' | 'who'>): string => {
  const whose = owner === 'provider' ? provider : 'The council'
  return who.trim() === '' ? whose : `${whose}: ${who.trim()}`
}
