/** A session's watch that stands as a test says, and counts what it is told. */
import type { SessionState, SessionWatch } from '../../../src/device/online/session-watch.ts'

export class FakeSession implements SessionWatch {
  #state: SessionState = { is: 'going' }
  readonly #listeners = new Set<() => void>()
  /** How often somebody did something, wanted to stay, and had it looked at; and whether it has stopped. */
  touched = 0
  stayed = 0
  looked = 0
  stopped = false

  becomes(state: SessionState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }

  // Handed on by themselves, as the real one's are.
  readonly state = () => this.#state
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
  active(): void {
    this.touched += 1
  }
  async stay(): Promise<void> {
    this.stayed += 1
    this.becomes({ is: 'going' })
  }
  async look(): Promise<void> {
    this.looked += 1
  }
  stop(): void {
    this.stopped = true
  }
}
