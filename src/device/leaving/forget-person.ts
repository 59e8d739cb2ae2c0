/** Deletes one person's database on this device, and every sign that she had one. Nobody else's is touched. */
import type { PersonId } from '../../domain/ids.ts'
import type { Platform } from '../platform.ts'
import { databaseName, PersonDatabase } from '../storage/database.ts'
import { removeSentinel } from '../storage/storage-health.ts'

/**
 * The sentinel goes first: a stop in the middle must never leave a device that says its browser has lost something.
 * Resolves when the database is gone, which waits for other tabs to let go of it. Rejects with IndexedDB's errors.
 */
export async function forgetPerson(
  person: PersonId,
  platform: Pick<Platform, 'notes' | 'storage'>,
  takeOffList: (person: PersonId) => Promise<void>,
): Promise<void> {
  removeSentinel(platform.notes, person)
  await new PersonDatabase(databaseName(person), platform.storage).delete()
  await takeOffList(person)
}
