/** Versions of small parts, and who wants to hear of each: so that a keystroke re-renders one cell and its total. */
import type { IndicatorId, PlaceId } from '../../../domain/ids.ts'

export const topicOf = {
  cell: (place: PlaceId, cell: string): string => `cell/${place}/${cell}`,
  total: (indicator: IndicatorId): string => `total/${indicator}`,
  /** Counts and lists: told a moment after the last change. */
  summary: 'summary',
  /** What asks for a correction or an explanation: told with the counts. */
  queries: 'queries',
  /** What is written to explain figures, in any district: told at once. */
  explanations: 'explanations',
  /** Which cell is in focus, for the dock. */
  focus: 'focus',
  deeds: 'deeds',
  /** What has just been done, in words. */
  said: 'said',
} as const

export class Topics {
  readonly #versions = new Map<string, number>()
  readonly #listeners = new Map<string, Set<() => void>>()

  version(topic: string): number {
    return this.#versions.get(topic) ?? 0
  }

  /** Calls the listener after each change of the topic; gives back how to stop. */
  subscribe(topic: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }

  changed(topics: Iterable<string>): void {
    const unique = new Set(topics)
    for (const topic of unique) this.#versions.set(topic, this.version(topic) + 1)
    for (const topic of unique) for (const listener of [...(this.#listeners.get(topic) ?? [])]) listener()
  }
}
