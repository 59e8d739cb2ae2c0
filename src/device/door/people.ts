/**
 * Who has a vault on this device, in clear (name and id, nothing else), and what the server last said of itself.
 * The only database that is not one person's.
 */
import { Dexie, type DexieOptions, type EntityTable } from 'dexie'
import type { PersonId } from '../../domain/ids.ts'
import type { Installation } from '../../protocol/exchange.ts'
import type { PersonOnDevice } from '../desk.ts'

class PeopleDatabase extends Dexie {
  declare readonly people: EntityTable<PersonOnDevice, 'id'>
  declare readonly installation: EntityTable<{ readonly id: 'last'; readonly installation: Installation }, 'id'>

  constructor(options: DexieOptions) {
    super('fieldfare-people', { ...options, chromeTransactionDurability: 'strict', cache: 'disabled' })
    this.version(1).stores({ people: 'id', installation: 'id' })
  }
}

export interface People {
  list(): Promise<readonly PersonOnDevice[]>
  has(id: PersonId): Promise<boolean>
  put(person: PersonOnDevice): Promise<void>
  /** Her database is gone: she is not listed any more. */
  remove(id: PersonId): Promise<void>
  lastInstallation(): Promise<Installation | undefined>
  keepInstallation(installation: Installation): Promise<void>
  close(): void
}

/** Rejects with IndexedDB's errors; see `storage-fault.ts`. */
export function openPeople(options: DexieOptions): People {
  const database = new PeopleDatabase(options)
  return {
    list: async () => (await database.people.toArray()).sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    has: async id => (await database.people.get(id)) !== undefined,
    put: async ({ id, name, email }) => {
      await database.people.put({ id, name, email })
    },
    remove: async id => {
      await database.people.delete(id)
    },
    lastInstallation: async () => (await database.installation.get('last'))?.installation,
    keepInstallation: async installation => {
      await database.installation.put({ id: 'last', installation })
    },
    close: () => database.close(),
  }
}
