/** What a refusal of the password chosen on the first day is about. Pure. */
import type { Refusal } from '../../device/desk.ts'

/** `unanswered`: it may have been taken. `used-up`: the link or code opens nothing. `held-up`: later it may work. */
export type Outcome = 'unanswered' | 'password' | 'used-up' | 'held-up'

/** Used, ended, replaced or too old; the server does not say which. */
export const isUsedUp = (refusal: Refusal): boolean =>
  refusal.type === 'problem' && ['link-ended', 'code-refused', 'not-found'].includes(refusal.code)

export function outcomeOf(refusal: Refusal): Outcome {
  if (refusal.type !== 'problem') return 'unanswered'
  const { code } = refusal
  // A server that stopped on the way may have taken it.
  if (code === 'unavailable' || code === 'server-fault') return 'unanswered'
  if (isUsedUp(refusal)) return 'used-up'
  return code.startsWith('password-') ? 'password' : 'held-up'
}
