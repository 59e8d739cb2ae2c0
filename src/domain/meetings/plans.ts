/** Improvement plans and deep dives with their actions. Pure. */
import type { Action, Plan } from '../figures/figure.ts'
import type { IsoDate } from '../ids.ts'
import { isOpen } from './carried.ts'
import { type Entry, isAction, isPlan } from './entries.ts'

export interface PlanWithActions {
  readonly plan: Entry<Plan>
  readonly actions: readonly Entry<Action>[]
  /** How many of them are open. */
  readonly open: number
  /** Open past the day it was to end. */
  readonly overdue: boolean
}

const key = ({ plan }: PlanWithActions): string =>
  `${plan.value.status === 'open' ? 0 : 1} ${plan.value.end ?? '9999-12-31'} ${plan.id} ${plan.audience} ${plan.sheet}`

/** Plans with the actions that name them: open ones first, by the day they are to end. */
export function plansOf(entries: readonly Entry[], on: IsoDate): readonly PlanWithActions[] {
  const actions = entries.filter(isAction)
  return entries
    .filter(isPlan)
    .map((plan): PlanWithActions => {
      const of = actions.filter(action => action.value.plan === plan.id)
      const { status, end } = plan.value
      return {
        plan,
        actions: of,
        open: of.filter(isOpen).length,
        overdue: status === 'open' && end !== undefined && end < on,
      }
    })
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}
