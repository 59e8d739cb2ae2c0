/** How the integrity checks report what they find. */

/** Reports a fault at a path of the joined set: ['targets', 12, 'place']. */
export type Report = (path: readonly (string | number)[], reason: string) => void

/** Reports each value that stands in a list a second time. */
export function checkUnique<T>(
  list: readonly T[],
  keyOf: (entry: T) => string,
  report: (at: number, reason: string) => void,
): void {
  const first = new Map<string, number>()
  for (const [at, entry] of list.entries()) {
    const key = keyOf(entry)
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, at)
    else report(at, `"${key}" stands twice: here and at [${earlier}]`)
  }
}
