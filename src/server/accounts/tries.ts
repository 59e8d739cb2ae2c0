/**
 * Tries of what is secret, counted by account and network address: after so many within a time the next is not even
 * looked at.
 * Each counts from its beginning until it succeeds: many at once are no way round.
 * By both, so that a stranger elsewhere cannot shut somebody out. In memory: a restart forgives.
 */
import { networkOf } from '../http/network.ts'
import { ProblemError } from '../http/problems.ts'

export interface TriesAllowed {
  /** Of one account from one address. */
  readonly perAccount: number
  /** From one address. */
  readonly perAddress: number
  /** Milliseconds. */
  readonly within: number
}

/** Looked at at once, of everybody: a password takes a thread and 19 MiB (passwords.ts), and more would only wait. */
export const mostAtOnce = 64

/** Sign-ins, and passwords where they are changed. */
export const passwordTries: TriesAllowed = { perAccount: 10, perAddress: 60, within: 60_000 }
/** Links and codes. A link is its own account, for nobody guesses one; a code also ends after five tries from anywhere. */
export const linkTries: TriesAllowed = { perAccount: 10, perAddress: 60, within: 60_000 }
/** Letters with a link to a new password that are asked for: all count, whether there is such an account or not. */
export const letterTries: TriesAllowed = { perAccount: 5, perAddress: 30, within: 60 * 60_000 }

export interface Tries {
  /** Counts a try that begins now; undefined: it may not be made. */
  begin(account: string, address: string): Try | undefined
  /** Lets one more be looked at, until what this gives is called; undefined: so many are at once already. */
  enter(): (() => void) | undefined
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

/** `now` in milliseconds. */
export function countTries(now: () => number, allowed: TriesAllowed = passwordTries): Tries {
  const { perAccount, perAddress, within } = allowed
  const counted = new Map<string, readonly Counted[]>()
  const recent = (key: string): readonly Counted[] => (counted.get(key) ?? []).filter(({ at }) => at > now() - within)
  const keyOf = (account: string, address: string): string => `${account.trim().toLowerCase()}\n${address}`
  const forgetOld = (): void => {
    for (const key of counted.keys()) if (recent(key).length === 0) counted.delete(key)
  }
  let going = 0
  return {
    enter() {
      if (going >= mostAtOnce) return undefined
      going += 1
      return () => {
        going -= 1
      }
    },
    begin(name, from) {
      const address = networkOf(from)
      const account = keyOf(name, address)
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

/** These say that what was secret was wrong: the try stands. Every other problem says that it came to no answer. */
const wrong = ['wrong-password', 'code-refused', 'not-found', 'link-ended']

/** Does something that a secret opens, as a counted try. Throws `too-many-tries` when it may not be made. */
export async function counted<T>(tries: Tries, account: string, address: string, act: () => Promise<T>): Promise<T> {
  const leave = tries.enter()
  if (!leave) throw new ProblemError('too-many-tries')
  const begun = tries.begin(account, address)
  if (!begun) {
    leave()
    throw new ProblemError('too-many-tries')
  }
  try {
    const value = await act()
    begun.succeeded()
    return value
  } catch (error) {
    if (!(error instanceof ProblemError && wrong.includes(error.code))) begun.takeBack()
    throw error
  } finally {
    leave()
  }
}
