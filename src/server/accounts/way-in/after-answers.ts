/** Work that begins once a request is answered: how long it takes, and whether there was any, shows in no answer. */

export interface AfterAnswers {
  /** Begins it soon and never throws; `what` names it in the log when it fails. */
  run(what: string, work: () => Promise<void>): void
  /** Resolves when nothing is at work. */
  settled(): Promise<void>
}

export function afterAnswers(log: { error(about: object, text: string): void }): AfterAnswers {
  const working = new Set<Promise<void>>()
  return {
    run(what, work) {
      const begun = new Promise<void>(done => {
        setImmediate(() => {
          work()
            .catch((error: unknown) => log.error({ err: error }, `${what}: failed`))
            .finally(done)
        })
      })
      working.add(begun)
      begun.finally(() => working.delete(begun))
    },
    async settled() {
      while (working.size > 0) await Promise.all(working)
    },
  }
}
