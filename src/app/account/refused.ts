import type { Refusal } from '../../device/desk.ts'
import { refusalSentence } from '../../device/status.ts'
import { everySentence } from '../../protocol/every-problem.ts'

/** Why something about the account was not done. */
export function accountSentence(refusal: Refusal): string {
  if (refusal.type === 'offline') return 'There is no signal. This needs it; nothing has been changed.'
  if (refusal.type === 'problem' && refusal.code === 'not-signed-in')
    return 'Your session has ended. Sign in again above, then try again; nothing has been changed.'
  if (refusal.type === 'problem' && refusal.code === 'wrong-person')
    return 'Someone else is signed in in this browser. Sign in as yourself above, then try again; nothing has been changed.'
  return refusal.type === 'problem' ? everySentence(refusal.code) : refusalSentence(refusal)
}
