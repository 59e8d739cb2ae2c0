import { useCallback, useState } from 'react'
import type { Refusal } from '../../device/desk.ts'
import type { Doing } from '../../device/online/review.ts'
import { canonical } from '../../domain/figures/figure.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import { useReviewing } from './reviewing.ts'

export type ActState =
  | { readonly is: 'idle' }
  | { readonly is: 'sending' }
  /** No answer came: whether it was received is not known, and the same is sent again. */
  | { readonly is: 'lost'; readonly refusal: Refusal }
  | { readonly is: 'refused'; readonly code: ProblemCode }

export interface Acting {
  readonly state: ActState
  /** True once the server has taken it. The same, asked again after a lost answer, counts once. */
  readonly act: (doing: DoingHere) => Promise<boolean>
  /** What was refused is put right: its sentence goes. */
  readonly over: () => void
}

type Here<D> = D extends Doing ? Omit<D, 'sheet'> : never
/** What she does to the return that is open. */
export type DoingHere = Here<Doing>

/** `form`: which part of the page asks; what it sent without an answer is kept under it. */
export function useActing(form: string): Acting {
  const { office, kept, sheet, again } = useReviewing()
  const [state, setState] = useState<ActState>({ is: 'idle' })
  const act = useCallback(
    async (doing: DoingHere): Promise<boolean> => {
      const asked = canonical(doing)
      const acts = kept.unanswered(form, asked) ?? [office.review.act({ ...doing, sheet })]
      kept.sent(form, { asked, acts })
      setState({ is: 'sending' })
      const answer = await office.review.send(acts)
      if (!answer.ok) {
        setState({ is: 'lost', refusal: answer.refusal })
        return false
      }
      kept.answered(form)
      again()
      const [outcome] = answer.value
      if (outcome?.outcome === 'applied' || outcome?.outcome === 'agreed') {
        setState({ is: 'idle' })
        return true
      }
      setState({ is: 'refused', code: outcome?.code ?? 'server-fault' })
      return false
    },
    [office, kept, sheet, again, form],
  )
  return { state, act, over: useCallback(() => setState({ is: 'idle' }), []) }
}
