/** Whether anything on screen has not been saved yet: the status line says so, and an update waits for it. */

export class Unsaved {
  readonly #owners = new Map<object, number>()
  readonly #listeners = new Set<() => void>()
  readonly #savers = new Set<() => void>()
  /** Writes that storage has not answered yet. */
  #writes = 0

  /** How many cells hold keystrokes that have not been saved, and how many writes are not committed. */
  count(): number {
    return [...this.#owners.values()].reduce((sum, one) => sum + one, this.#writes)
  }

  /** A write that is no keystroke (a paste, a choice, a submission): it counts until storage has answered. */
  async during<T>(write: Promise<T>): Promise<T> {
    this.#written(1)
    try {
      return await write
    } finally {
      this.#written(-1)
    }
  }

  set(owner: object, cells: number): void {
    if ((this.#owners.get(owner) ?? 0) === cells) return
    if (cells === 0) this.#owners.delete(owner)
    else this.#owners.set(owner, cells)
    this.#tell()
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

  #written(by: number): void {
    this.#writes += by
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
