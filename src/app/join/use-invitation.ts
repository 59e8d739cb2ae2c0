import { useEffect, useState } from 'react'
import type { Refusal } from '../../device/desk.ts'
import type { Joining } from '../../device/online/joining.ts'
import type { Invitation } from '../../protocol/account.ts'

export type Opened =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly invitation: Invitation }
  | { readonly is: 'refused'; readonly refusal: Refusal }

/** Asks whose a link is; once more when the signal is back, or when told to. `token` undefined: asks nothing. */
export function useInvitation(
  joining: Joining,
  token: string | undefined,
): { readonly opened: Opened; readonly again: () => void } {
  const [opened, setOpened] = useState<Opened>({ is: 'opening' })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again.
  useEffect(() => {
    if (token === undefined) return
    let gone = false
    setOpened({ is: 'opening' })
    void joining.invitation(token).then(answer => {
      if (gone) return
      setOpened(answer.ok ? { is: 'open', invitation: answer.value } : { is: 'refused', refusal: answer.refusal })
    })
    return () => {
      gone = true
    }
  }, [joining, token, tries])
  const offline = opened.is === 'refused' && opened.refusal.type !== 'problem'
  useEffect(() => {
    if (!offline) return
    const again = (): void => setTries(before => before + 1)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [offline])
  return { opened, again: () => setTries(before => before + 1) }
}
