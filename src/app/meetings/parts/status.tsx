import type { Action } from '../../../domain/figures/figure.ts'
import type { IsoDate } from '../../../domain/ids.ts'
import { longDate } from '../../words.ts'

/** An action with another state: with the day it was done or dropped, or without one when it is open again. */
export function withStatus({ ended: _, ...rest }: Action, status: Action['status'], today: IsoDate): Action {
  return status === 'open' ? { ...rest, status } : { ...rest, status, ended: today }
}

/** An action with another due date, or none. */
export const withDue = ({ due: _, ...rest }: Action, due: IsoDate | undefined): Action =>
  due === undefined ? rest : { ...rest, due }

const words = { done: 'Done', dropped: 'Dropped' } as const

/** 'Done, 11 July 2017'. Nothing of one that is open. */
export function EndedWords({ action }: { readonly action: Pick<Action, 'status' | 'ended'> }) {
  if (action.status === 'open') return null
  return (
    <span className="ff-note__ended">
      {words[action.status]}
      {action.ended ? `, ${longDate(action.ended)}` : ''}
    </span>
  )
}
