/**
 * Failed sign-ins, counted by account and address: after so many within a minute the next is not even looked at.
 * By both, so that a stranger elsewhere cannot shut somebody out. In memory: a restart forgives.
 */
const perAccount = 10
const perAddress = 60
const window = 60_000

export interface Tries {
  /** Whether another try may be made now. */
  allowed(email: string, address: string): boolean
  failed(email: string, address: string): void
  succeeded(email: string, address: string): void
}

export function countTries(now: () => number): Tries {
  const failures = new Map<string, number[]>()
  const recent = (key: string): number[] => (failures.get(key) ?? []).filter(at => at > now() - window)
  const keyOf = (email: string, address: string): string => `${email.trim().toLowerCase()}\n${address}`
  const forgetOld = (): void => {
    for (const key of failures.keys()) if (recent(key).length === 0) failures.delete(key)
  }
  return {
    allowed: (email, address) =>
      recent(keyOf(email, address)).length < perAccount && recent(address).length < perAddress,
    failed(email, address) {
      if (failures.size > 10_000) forgetOld()
      for (const key of [keyOf(email, address), address]) failures.set(key, [...recent(key), now()])
    },
    succeeded(email, address) {
      failures.delete(keyOf(email, address))
    },
  }
}
