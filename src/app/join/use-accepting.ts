import { useRef, useState } from 'react'
import type { Refusal, SignedIn } from '../../device/desk.ts'
import type { Joining } from '../../device/online/joining.ts'
import type { AcceptRequest } from '../../protocol/account.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { heldUpSentence } from './steps/cannot-open.tsx'
import type { Refused } from './steps/password-step.tsx'

/** The password is set, and signing in with it did not work yet. */
export interface Accepted {
  readonly email: string
  readonly password: string
  readonly refusal: Refusal
}

interface Parts {
  readonly joining: Joining
  readonly signIn: (email: string, password: string) => Promise<SignedIn>
  readonly onCodeRefused: () => void
}

/** Sets the password and signs in by itself; where an answer was lost on the way, finds out what became of it. */
export function useAccepting({ joining, signIn, onCodeRefused }: Parts) {
  const [accepted, setAccepted] = useState<Accepted>()
  const [ended, setEnded] = useState<{ readonly token: string; readonly refusal: Refusal }>()
  const [codeRefused, setCodeRefused] = useState<string>()
  const unanswered = useRef(new Set<string>())

  const enter = async (email: string, password: string): Promise<void> => {
    const answer = await signIn(email, password)
    if (!answer.ok) setAccepted({ email, password, refusal: answer.refusal })
  }

  const choose = async (request: AcceptRequest, email: string): Promise<Refused | undefined> => {
    const { password } = request
    setCodeRefused(undefined)
    const answer = await joining.accept(request)
    if (answer.ok) {
      await enter(answer.value.email, password)
      return undefined
    }
    const outcome: Outcome = outcomeOf(answer.refusal)
    switch (outcome) {
      case 'unanswered':
        unanswered.current.add(password)
        return { sentence: heldUpSentence(answer.refusal), at: 'page' }
      case 'password':
        return { sentence: heldUpSentence(answer.refusal), at: 'field' }
      case 'held-up':
        return { sentence: heldUpSentence(answer.refusal), at: 'page' }
      case 'used-up': {
        // It may have been this password, in the request whose answer was lost.
        if (unanswered.current.has(password) && (await signIn(email, password)).ok) return undefined
        if ('token' in request) setEnded({ token: request.token, refusal: answer.refusal })
        else {
          setCodeRefused(heldUpSentence(answer.refusal))
          onCodeRefused()
        }
        return undefined
      }
    }
  }
  return { accepted, ended, codeRefused, choose, enter }
}
