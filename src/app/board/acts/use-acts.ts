import { useState } from 'react'
import type { Refusal } from '../../../device/desk.ts'
import type { Office } from '../../../device/door/office.ts'
import type { Doing } from '../../../device/online/review.ts'
import type { SheetId } from '../../../domain/ids.ts'
import type { Outcome } from '../../../protocol/exchange.ts'
import type { OfficersAct } from '../../../protocol/operation.ts'

/** An act with what became of it. */
export interface Decided {
  readonly act: OfficersAct
  readonly outcome: Outcome
}

export type Sending =
  | { readonly is: 'ready' }
  | { readonly is: 'sending' }
  /** No answer: it is not known whether they arrived. Sent again, they count once. */
  | { readonly is: 'lost'; readonly refusal: Refusal }
  | { readonly is: 'done'; readonly decided: readonly Decided[] }

/** The most that one request takes. */
const atOnce = 200

export interface Acts {
  readonly sending: Sending
  /** Gives whether all were answered. Called again after an answer was lost, it sends the same acts. */
  readonly send: (doings: readonly Doing[]) => Promise<void>
}

/** Does something to returns, once: acts keep their ids until each is answered. `onDone`: of which returns. */
export function useActs(office: Office, onDone: (sheets: readonly SheetId[]) => void): Acts {
  const [sending, setSending] = useState<Sending>({ is: 'ready' })
  const [made, setMade] = useState<{ readonly left: readonly OfficersAct[]; readonly decided: readonly Decided[] }>()

  async function send(doings: readonly Doing[]): Promise<void> {
    if (sending.is === 'sending') return
    // Refused as a whole, nothing was done: what is asked for now may be something else.
    const before = sending.is === 'lost' && sending.refusal.type !== 'problem' ? made : undefined
    let left = before?.left ?? doings.map(doing => office.review.act(doing))
    let decided = before?.decided ?? []
    setSending({ is: 'sending' })
    while (left.length > 0) {
      const now = left.slice(0, atOnce)
      const answer = await office.review.send(now)
      if (!answer.ok) {
        setMade({ left, decided })
        setSending({ is: 'lost', refusal: answer.refusal })
        return
      }
      const outcomes = new Map(answer.value.map(one => [one.opId, one]))
      decided = [
        ...decided,
        ...now.flatMap(act => {
          const outcome = outcomes.get(act.opId)
          return outcome ? [{ act, outcome }] : []
        }),
      ]
      left = left.slice(atOnce)
    }
    setMade(undefined)
    setSending({ is: 'done', decided })
    onDone(decided.map(({ act }) => act.sheet))
  }
  return { sending, send }
}
