/**
 * Sign-ins, counted by account and address: after so many within a minute the next is not even looked at. Each counts
 * from its beginning until it succeeds: many at once are no way round.
 * By both, so that a stranger elsewhere cannot shut somebody out. In memory: a restart forgives.
 */
const perAccount = 10
const perAddress = 60
const window = 60_000

export interface Tries {
  /** Counts a try that begins now; undefined: it may not be made. */
  begin(email: string, address: string): Try | undefined
}

export interface Try {
  /** The account's tries are forgiven, this one everywhere. */
  succeeded(): void
  /** It came to no answer: it does not count. */
  takeBack(): void
}

interface Counted {
  readonly at: number
}

export function countTries(now: () => number): Tries {
  const counted = new Map<string, readonly Counted[]>()
  const recent = (key: string): readonly Counted[] => (counted.get(key) ?? []).filter(({ at }) => at > now() - window)
  const keyOf = (email: string, address: string): string => `${email.trim().toLowerCase()}\n${address}`
  const forgetOld = (): void => {
    for (const key of counted.keys()) if (recent(key).length === 0) counted.delete(key)
  }
  return {
    begin(email, address) {
      const account = keyOf(email, address)
      if (recent(account).length >= perAccount || recent(address).length >= perAddress) return undefined
      if (counted.size > 10_000) forgetOld()
      const mine: Counted = { at: now() }
      const keys = [account, address]
      for (const key of keys) counted.set(key, [...recent(key), mine])
      const takeBack = (): void => {
        for (const key of keys) {
          const left = recent(key).filter(each => each !== mine)
          if (left.length > 0) counted.set(key, left)
          else counted.delete(key)
        }
      }
      return {
        takeBack,
        succeeded() {
          takeBack()
          counted.delete(account)
        },
      }
    },
  }
}
