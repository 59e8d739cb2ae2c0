/**
 * How each person's database on this device stands, asked before anyone is unlocked. What was reported lost is
 * deleted unopened; what is to be handed over waits for its passphrase, because nothing can be read without it.
 */
import type { PersonId } from '../../domain/ids.ts'
import type { Door, PersonOnDevice } from '../desk.ts'
import { forgetPerson } from '../leaving/forget-person.ts'
import type { Platform } from '../platform.ts'
import { clearMeta, type PersonDatabase } from '../storage/database.ts'
import { storageProblemOf, withStorage } from '../storage/storage-fault.ts'
import { sentinelSays } from '../storage/storage-health.ts'
import type { Api } from '../sync/api.ts'
import type { People } from './people.ts'

interface StandingParts {
  readonly platform: Platform
  readonly api: Pick<Api, 'standing'>
  readonly people: People
  readonly databaseOf: (person: PersonId) => PersonDatabase
}

type Standings = Awaited<ReturnType<Door['standing']>>

/** Empty where the server says nothing, or storage cannot be read: then nothing is changed. */
export async function standingOf(parts: StandingParts): Promise<Standings> {
  if (!parts.platform.isOnline()) return []
  try {
    const found: Standings[number][] = []
    for (const person of await parts.people.list()) {
      const standing = await ofPerson(parts, person)
      if (standing !== undefined) found.push({ person, standing })
    }
    return found
  } catch (error) {
    if (storageProblemOf(error) === undefined) throw error
    console.warn('Fieldfare: how this device stands could not be asked', error)
    return []
  }
}

async function ofPerson(parts: StandingParts, { id }: PersonOnDevice): Promise<'deleted' | 'left' | undefined> {
  const { platform, api, people } = parts
  const { vault, device } = await clearPart(parts, id)
  if (!vault) {
    // A deletion that was cut off after the database had gone; one that the browser deleted keeps its sentinel.
    if (sentinelSays(platform.notes, id) === 'fresh') await people.remove(id)
    return undefined
  }
  if (device === null) return undefined
  const answer = await api.standing(device)
  if (!answer.ok || answer.value.standing === 'here') return undefined
  if (answer.value.standing === 'left') return 'left'
  await forgetPerson(id, platform, people.remove)
  return 'deleted'
}

async function clearPart({ databaseOf }: StandingParts, person: PersonId) {
  const database = databaseOf(person)
  try {
    return await withStorage(database, async () => ({
      vault: (await clearMeta(database, 'vault')) !== undefined,
      device: (await clearMeta(database, 'counters'))?.counters.device ?? null,
    }))
  } finally {
    database.close()
  }
}
