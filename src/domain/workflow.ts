/**
 * The life of a return: one table, state x who x what -> state, used by the device (what to offer) and by the
 * server (what to allow). `late` and `not-started`/`in-progress` are computed, never stored.
 */
import type { AnyRole, Role } from './access/roles.ts'

/** What is stored. `open` shows as not started or in progress, by whether anything has been answered. */
export const returnStates = ['open', 'submitted', 'sent-back', 'accepted', 'released'] as const
export type ReturnState = (typeof returnStates)[number]

export const actions = ['edit', 'submit', 'withdraw', 'send-back', 'accept', 'release'] as const
export type Action = (typeof actions)[number]

interface Step {
  readonly from: ReturnState
  readonly action: Action
  readonly by: readonly AnyRole[]
  readonly to: ReturnState
}

const editors: readonly Role[] = ['field-worker', 'provider-editor', 'provider-lead']
const senders: readonly Role[] = ['provider-editor', 'provider-lead']
const officers: readonly Role[] = ['officer']

/** Editing never changes the state. A reopened return is one sent back. */
export const workflow: readonly Step[] = [
  { from: 'open', action: 'edit', by: editors, to: 'open' },
  { from: 'open', action: 'submit', by: senders, to: 'submitted' },
  { from: 'sent-back', action: 'edit', by: editors, to: 'sent-back' },
  { from: 'sent-back', action: 'submit', by: senders, to: 'submitted' },
  { from: 'submitted', action: 'withdraw', by: senders, to: 'open' },
  { from: 'submitted', action: 'send-back', by: officers, to: 'sent-back' },
  { from: 'submitted', action: 'accept', by: officers, to: 'accepted' },
  { from: 'accepted', action: 'send-back', by: officers, to: 'sent-back' },
  { from: 'accepted', action: 'release', by: officers, to: 'released' },
  { from: 'released', action: 'send-back', by: officers, to: 'sent-back' },
]

/** The state after an action, or undefined when that person may not do that now. */
export const next = (from: ReturnState, action: Action, role: AnyRole): ReturnState | undefined =>
  workflow.find(step => step.from === from && step.action === action && step.by.includes(role))?.to

export const may = (from: ReturnState, action: Action, role: AnyRole): boolean => next(from, action, role) !== undefined

/** What is shown: `open` splits by whether anything is answered. */
export type ShownState = 'not-started' | 'in-progress' | Exclude<ReturnState, 'open'>
export const shownState = (state: ReturnState, answered: number): ShownState =>
  state === 'open' ? (answered > 0 ? 'in-progress' : 'not-started') : state

/** From least advanced to most, for a row that sums up several returns. */
export const shownOrder: readonly ShownState[] = [
  'sent-back',
  'not-started',
  'in-progress',
  'submitted',
  'accepted',
  'released',
]
