import { useCallback, useEffect, useState } from 'react'
import type { Refusal } from '../../device/desk.ts'
import type { AccountOnline } from '../../device/online/account.ts'
import type { Account } from '../../protocol/account.ts'

export interface AccountRead {
  /** The last good answer: it stays when a later one fails. */
  readonly value: Account | undefined
  readonly refusal: Refusal | undefined
  readonly again: () => void
}

/** Reads the account, again when asked, and once it `mayRead` again: with signal, and signed in. `account` must be stable. */
export function useAccount(account: AccountOnline, mayRead: boolean): AccountRead {
  const [value, setValue] = useState<Account>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks again
  useEffect(() => {
    if (!mayRead) return
    let gone = false
    void account.read().then(answer => {
      if (gone) return
      if (answer.ok) setValue(answer.value)
      setRefusal(answer.ok ? undefined : answer.refusal)
    })
    return () => {
      gone = true
    }
  }, [account, mayRead, turn])
  return { value, refusal, again: useCallback(() => setTurn(before => before + 1), []) }
}
