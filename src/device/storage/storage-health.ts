/** Whether this device can be trusted with what is typed: asked before entry starts, and again until it can. */
import type { PersonId } from '../../domain/ids.ts'
import type { StorageProblem } from '../desk.ts'
import type { Notes, Platform } from '../platform.ts'
import { clearMeta, type PersonDatabase, writing } from './database.ts'
import { storageProblemOf } from './storage-fault.ts'

/** Writes, reads and deletes one row, strictly. null: storage works. */
export async function probe(database: PersonDatabase): Promise<StorageProblem | null> {
  const written = crypto.randomUUID()
  try {
    // In one transaction: another tab that tries at the same moment would delete the row between.
    const found = await writing(database, ['meta'], async () => {
      await database.meta.put({ key: 'probe', probe: written })
      return clearMeta(database, 'probe')
    })
    await writing(database, ['meta'], () => database.meta.delete('probe'))
    return found?.probe === written ? null : 'unavailable'
  } catch (error) {
    const problem = storageProblemOf(error)
    if (problem === undefined) throw error
    return problem
  }
}

const sentinelName = (person: PersonId): string => `fieldfare-vault/${person}`

/** Leaves a note outside IndexedDB that a vault was made here. */
export function leaveSentinel(notes: Notes | undefined, person: PersonId, sentinel: string): void {
  try {
    notes?.setItem(sentinelName(person), sentinel)
  } catch (error) {
    // A full localStorage costs only the ability to tell a lost database from a fresh one.
    console.warn('Fieldfare: the sentinel could not be kept', error)
  }
}

/** `fresh`: no vault was ever made here. `lost`: one was, and IndexedDB no longer has it. */
export function sentinelSays(notes: Notes | undefined, person: PersonId): 'fresh' | 'lost' {
  const left = notes?.getItem(sentinelName(person)) ?? null
  return left === null ? 'fresh' : 'lost'
}

/** The vault is deleted on purpose: nothing has been lost. */
export function removeSentinel(notes: Notes | undefined, person: PersonId): void {
  try {
    notes?.removeItem(sentinelName(person))
  } catch (error) {
    // What stays only makes the door say "lost" of a vault that was deleted.
    console.warn('Fieldfare: the sentinel could not be removed', error)
  }
}

/** Asks once for storage that the browser does not clear by itself; null where it cannot be asked. */
export async function askToPersist(platform: Pick<Platform, 'persist'>): Promise<boolean | null> {
  try {
    return (await platform.persist?.()) ?? null
  } catch {
    return null
  }
}
