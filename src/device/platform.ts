/** What the device takes from the browser, in one place, so that a test can give it another disk, network or clock. */
import type { DexieOptions } from 'dexie'
import { iterations } from './vault/vault.ts'

/** What of localStorage is used: the sentinels. */
export type Notes = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface Platform {
  readonly appVersion: string
  readonly fetch: typeof fetch
  readonly origin: string
  readonly isOnline: () => boolean
  /** Milliseconds to wait for an answer of the server. */
  readonly timeout: number
  /** indexedDB and IDBKeyRange, when they are not the globals. */
  readonly storage: DexieOptions
  /** Outside IndexedDB; undefined where the browser forbids it. */
  readonly notes: Notes | undefined
  readonly locks: LockManager | undefined
  /** Between the tabs of this browser; undefined where there is none. */
  readonly channel: (name: string) => BroadcastChannel | undefined
  /** navigator.storage.persist(); undefined where there is none. */
  readonly persist: (() => Promise<boolean>) | undefined
  /** Which browser it is, in its own words: for diagnostics. */
  readonly browser: string
  /** Bytes used and allowed, where the browser says so. */
  readonly estimate: (() => Promise<StorageEstimate>) | undefined
  /** Milliseconds since 1970; shown and stored, decides nothing. */
  readonly now: () => number
  /** Runs once after so many milliseconds; gives back how to call it off. */
  readonly after: (milliseconds: number, work: () => void) => () => void
  /** 0 to 1: jitter. */
  readonly random: () => number
  readonly iterations: number
  readonly page: Page
}

/** The page, as far as syncing depends on it. */
export interface Page {
  readonly isVisible: () => boolean
  /** Called when it becomes visible or hidden, or the network comes or goes; gives back how to stop. */
  readonly onChange: (listener: (what: 'visible' | 'hidden' | 'online' | 'offline') => void) => () => void
  /**
   * Opens a stream of pokes; `broken` is called once when it has ended for good. `writing` is given the data of what
   * the server tells of others who are typing, unread; `live` whether it is open now. undefined where there is none.
   */
  readonly stream:
    | ((
        address: string,
        poke: () => void,
        broken: () => void,
        writing?: (data: string) => void,
        live?: (is: boolean) => void,
      ) => () => void)
    | undefined
}

export type DeviceOptions = Partial<Platform>

/** The browser's own, with what is given instead. */
export function platformOf(options: DeviceOptions): Platform {
  return {
    appVersion: '0.1.0',
    fetch: (input, init) => fetch(input, init),
    origin: '',
    isOnline: () => typeof navigator === 'undefined' || navigator.onLine !== false,
    timeout: 15_000,
    storage: {},
    notes: notesOfBrowser(),
    locks: typeof navigator === 'undefined' ? undefined : navigator.locks,
    channel: name => (typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)),
    persist:
      typeof navigator !== 'undefined' && navigator.storage?.persist ? () => navigator.storage.persist() : undefined,
    browser: typeof navigator === 'undefined' ? '' : navigator.userAgent,
    estimate:
      typeof navigator !== 'undefined' && navigator.storage?.estimate ? () => navigator.storage.estimate() : undefined,
    now: () => Date.now(),
    after: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
    random: () => Math.random(),
    iterations,
    page: browserPage,
    ...options,
  }
}

function notesOfBrowser(): Notes | undefined {
  try {
    return typeof localStorage === 'undefined' ? undefined : localStorage
  } catch {
    // Reading it throws where site data is blocked; a database that is lost is then told as a fresh one.
    return undefined
  }
}

const browserPage: Page = {
  isVisible: () => typeof document === 'undefined' || document.visibilityState === 'visible',
  onChange: listener => {
    if (typeof window === 'undefined') return () => undefined
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener(
      'visibilitychange',
      () => listener(document.visibilityState === 'visible' ? 'visible' : 'hidden'),
      { signal },
    )
    window.addEventListener('online', () => listener('online'), { signal })
    window.addEventListener('offline', () => listener('offline'), { signal })
    return () => stop.abort()
  },
  stream:
    typeof EventSource === 'undefined'
      ? undefined
      : (address, poke, broken, writing, live) => {
          const source = new EventSource(address)
          source.onmessage = poke
          source.addEventListener('poke', poke)
          source.addEventListener('writing', event => writing?.(String(event.data)))
          // After an interruption something may have been missed; the first opening follows a pull.
          let opened = false
          source.onopen = () => {
            if (opened) poke()
            opened = true
            live?.(true)
          }
          // The browser reconnects by itself unless the server refused; then it is over.
          source.onerror = () => {
            live?.(false)
            if (source.readyState !== EventSource.CLOSED) return
            source.close()
            broken()
          }
          return () => source.close()
        },
}
