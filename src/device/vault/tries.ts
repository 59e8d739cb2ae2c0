/**
 * Counts wrong passphrases beside the vault they are of, in clear. A try counts as wrong before it is made, in one
 * strict transaction, so that neither a reload while the key is derived nor a second tab is a free try.
 */
import { clearMeta, type PersonDatabase, writing } from '../storage/database.ts'
import { storageProblemOf, withStorage } from '../storage/storage-fault.ts'
import { type Attempts, attemptsOf, lookedAt, noAttempts, waitLeft, wrongTry } from './attempts.ts'

export interface Tries {
  /** Milliseconds until the next try of this person's; 0: now. */
  wait(database: PersonDatabase): Promise<number>
  /** Begins a try: 0, it may be made, and counts as wrong until `right`; else the milliseconds still to wait. */
  begin(database: PersonDatabase): Promise<number>
  /** The passphrase was the right one: nothing is counted any more. */
  right(database: PersonDatabase): Promise<void>
}

/**
 * One for a page. What storage refuses to count is counted in memory: a full disk must not keep anybody from what is
 * on it, and the sixth try of one page waits nevertheless.
 */
export function openTries({ now }: { readonly now: () => number }): Tries {
  const inMemory = new Map<string, Attempts>()

  /** Changes what is counted; gives what `look` says of it before. */
  async function change(
    database: PersonDatabase,
    look: (before: Attempts) => { readonly wait: number; readonly after: Attempts },
  ): Promise<number> {
    const refused = inMemory.get(database.name)
    try {
      return await writing(database, ['meta'], async () => {
        const stored = attemptsOf((await clearMeta(database, 'attempts'))?.attempts)
        const { wait, after } = look(worse(stored, refused))
        if (after.wrong !== stored.wrong || after.last !== stored.last)
          await database.meta.put({ key: 'attempts', attempts: after })
        inMemory.delete(database.name)
        return wait
      })
    } catch (error) {
      if (storageProblemOf(error) === undefined) throw error
      const { wait, after } = look(refused ?? noAttempts)
      inMemory.set(database.name, after)
      return wait
    }
  }

  const looked = (before: Attempts) => {
    const after = lookedAt(before, now())
    return { wait: waitLeft(after, now()), after }
  }

  return {
    async wait(database) {
      const stored = await withStorage(database, () => clearMeta(database, 'attempts'))
      const attempts = worse(attemptsOf(stored?.attempts), inMemory.get(database.name))
      // Nothing is written by looking, unless the clock was set back.
      return attempts.last > now() ? change(database, looked) : waitLeft(attempts, now())
    },
    begin: database =>
      change(database, before => {
        const { wait, after } = looked(before)
        return { wait, after: wait > 0 ? after : wrongTry(after, now()) }
      }),
    right: async database => {
      await change(database, () => ({ wait: 0, after: noAttempts }))
    },
  }
}

const worse = (stored: Attempts, refused: Attempts | undefined): Attempts =>
  refused !== undefined && refused.wrong > stored.wrong ? refused : stored
