/** The service worker: registered once, its updates prompted, never forced. */
import type { Workbox } from 'workbox-window'

export interface Updates {
  /** A new version waits. */
  readonly ready: boolean
  /** The worker controls this page: it opens with no network. */
  readonly controlled: boolean
}

const anHour = 3_600_000
/** Milliseconds after which a worker that has not taken over is told again. */
const askAgainAfter = 3_000
const beginning: Updates = { ready: false, controlled: false }

export class UpdateWatch {
  #state = beginning
  #worker: Workbox | undefined
  readonly #listeners = new Set<() => void>()

  readonly state = (): Updates => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Registers the worker where there is one: in the built app, in a browser that has them. */
  async start(): Promise<void> {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
    const look = (): void => this.#set({ controlled: navigator.serviceWorker.controller !== null })
    navigator.serviceWorker.addEventListener('controllerchange', look)
    look()
    try {
      const { Workbox } = await import('workbox-window')
      const worker = new Workbox('/service-worker.js')
      this.#worker = worker
      worker.addEventListener('waiting', () => this.#set({ ready: true }))
      await worker.register()
      // An app left open for days still hears of a new version.
      setInterval(
        () => void worker.update().catch(error => console.warn('Fieldfare: no look for a new version', error)),
        anHour,
      )
    } catch (error) {
      // No worker, no start without signal: the readiness line says so.
      console.warn('Fieldfare: the service worker could not be registered', error)
    }
  }

  /** Takes the new version: it activates, and the page loads again under it. */
  take(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true })
    this.#worker?.messageSkipWaiting()
    // The library tells the worker it saw waiting; where that is not the one that waits now, the one that is. On a busy
    // device once may not be enough.
    const again = setInterval(
      () =>
        void this.#takeWaiting(again).catch(error =>
          console.warn('Fieldfare: the new version was not told again', error),
        ),
      askAgainAfter,
    )
  }

  async #takeWaiting(again: ReturnType<typeof setInterval>): Promise<void> {
    const registration = await navigator.serviceWorker.getRegistration()
    if (registration?.waiting) return registration.waiting.postMessage({ type: 'SKIP_WAITING' })
    clearInterval(again)
    // It has taken over, and this page was not told.
    if (registration?.active) window.location.reload()
  }

  #set(part: Partial<Updates>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of [...this.#listeners]) listener()
  }
}
