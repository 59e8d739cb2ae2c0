/** A person removes her data from this device, unless something that the server has not taken would be lost. */
import { namesOf, type Unsent } from '../backup/unsent.ts'
import type { Draft, Removed } from '../desk.ts'
import { storageProblemOf } from '../storage/storage-fault.ts'

interface RemovalParts {
  /** Commits what is in memory, and reads what other tabs have saved. */
  readonly lookAgain: () => Promise<void>
  readonly unsent: () => Promise<{ readonly what: Unsent; readonly drafts: readonly Draft[] }>
  /** What the backup files of this session hold. */
  readonly exported: ReadonlySet<string>
  /** Tells her other tabs to let go. */
  readonly tellOthers: () => void
  /** Whether the session is hers, as far as is known; then it ends too, where the server can be reached. */
  readonly isHers: boolean
  readonly signOut: () => Promise<void>
  readonly remove: () => Promise<void>
}

export async function removeMine(parts: RemovalParts): Promise<Removed> {
  try {
    await parts.lookAgain()
  } catch (error) {
    // What storage does not tell is in memory too: it is counted as that.
    if (storageProblemOf(error) === undefined) throw error
  }
  const { what, drafts } = await parts.unsent()
  const lost = [...namesOf(what, drafts)].filter(name => !parts.exported.has(name)).length
  if (lost > 0) return { ok: false, because: 'unsent', count: lost }
  parts.tellOthers()
  try {
    await parts.remove()
    if (parts.isHers) await parts.signOut()
  } catch (error) {
    if (storageProblemOf(error) === undefined) throw error
    console.warn('Fieldfare: a database could not be deleted', error)
    return { ok: false, because: 'closed' }
  }
  return { ok: true }
}
