/** Parts of the app that are fetched when they are first needed, and what to say where one could not be. */
import type { Refusal } from '../desk.ts'

export interface PartOptions {
  readonly fetch: typeof fetch
  readonly origin: string
  readonly isOnline: () => boolean
  /** Milliseconds to wait for it. */
  readonly timeout: number
}

/**
 * `part-missing`: the server answers, and the part did not come. Many browsers keep a failed import until the page is
 * loaded anew, so it is said; the others get it with the next try.
 */
export async function fetchPart<T>(
  load: () => Promise<T>,
  options: PartOptions,
): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }> {
  try {
    return { ok: true, value: await inTime(load(), options.timeout) }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { ok: false, refusal: { type: await whyNot(options) } }
  }
}

async function whyNot({ fetch: ask, origin, isOnline, timeout }: PartOptions) {
  if (!isOnline()) return 'offline'
  const asked = ask(`${origin}/api/installation`, { cache: 'no-store', signal: AbortSignal.timeout(timeout) })
  return (await asked.then(
    answer => answer.ok,
    () => false,
  ))
    ? 'part-missing'
    : 'server-down'
}

/** Rejects where the work takes longer. */
const inTime = <T>(work: Promise<T>, milliseconds: number): Promise<T> =>
  new Promise((resolve, reject) => {
    AbortSignal.timeout(milliseconds).addEventListener('abort', event => reject(event))
    work.then(resolve, reject)
  })
