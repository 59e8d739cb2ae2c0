/** Whether anything on screen has not been saved yet: the status line says so, and an update waits for it. */

export class Unsaved {
  readonly #owners = new Map<object, number>()
  readonly #listeners = new Set<() => void>()
  readonly #savers = new Set<() => void>()

  /** How many cells hold keystrokes that have not been saved. */
  count(): number {
    return [...this.#owners.values()].reduce((sum, one) => sum + one, 0)
  }

  set(owner: object, cells: number): void {
    if ((this.#owners.get(owner) ?? 0) === cells) return
    if (cells === 0) this.#owners.delete(owner)
    else this.#owners.set(owner, cells)
    for (const listener of [...this.#listeners]) listener()
  }

  /** Something that can save what it holds when asked to; gives back how to withdraw. */
  offer(save: () => void): () => void {
    this.#savers.add(save)
    return () => {
      this.#savers.delete(save)
    }
  }

  /** Asks everything to save now. */
  flush(): void {
    for (const save of [...this.#savers]) save()
  }

  /** Saves, and resolves when nothing typed is unsaved, or after two seconds: storage that refuses has said so. */
  gone(): Promise<void> {
    this.flush()
    return new Promise(resolve => {
      if (this.count() === 0) return resolve()
      const done = (): void => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const timer = setTimeout(done, 2_000)
      const stop = this.subscribe(() => {
        if (this.count() === 0) done()
      })
    })
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}
