/** Plans in words. Pure. */
import type { PlanWithActions } from '../../../domain/meetings/plans.ts'
import { longDate, plural } from '../../words.ts'

export const planKinds = { 'improvement-plan': 'Improvement plan', 'deep-dive': 'Deep dive' } as const

/** 'Improvement plan, open, 1 May 2017 to 31 August 2017 (past its end); 2 of 3 actions open'. */
export function planFacts({ plan, actions, open, overdue }: PlanWithActions): string {
  const { kind, from, end, status } = plan.value
  const until = end === undefined ? ', no end date' : ` to ${longDate(end)}${overdue ? ' (past its end)' : ''}`
  const of = actions.length === 0 ? 'no actions' : `${open} of ${plural(actions.length, 'action')} open`
  return `${planKinds[kind]}, ${status}, ${longDate(from)}${until}; ${of}`
}
