/** What is there before anyone is unlocked: who works on this device, signing in, and opening a vault. */
import type { PersonId } from '../../domain/ids.ts'
import type { Installation, Me } from '../../protocol/exchange.ts'
import type { Desk, Door, SignedIn, Unlocked } from '../desk.ts'
import { openDesk } from '../open-desk.ts'
import { noCounters } from '../outbox/outbox.ts'
import { type DeviceOptions, type Platform, platformOf } from '../platform.ts'
import { clearMeta, databaseName, PersonDatabase, writing } from '../storage/database.ts'
import { waitingIn } from '../storage/outbox-rows.ts'
import { storageProblemOf, withStorage } from '../storage/storage-fault.ts'
import { leaveSentinel, sentinelSays } from '../storage/storage-health.ts'
import type { Identity } from '../storage/truth.ts'
import { type Api, createApi } from '../sync/api.ts'
import { askForKey } from '../sync/tabs.ts'
import { BrokenSeal, sealerOf, unlessBroken } from '../vault/seal.ts'
import { openTries, type Tries } from '../vault/tries.ts'
import { createVaultKey, type DataKey, unlockVaultKey } from '../vault/vault.ts'
import { openPeople } from './people.ts'
import { signIn } from './sign-in.ts'

export type { DeviceOptions } from '../platform.ts'

/** The entry of this room. Everything a browser has by itself can be given instead. */
export function openDoor(options: DeviceOptions = {}): Door {
  const platform = platformOf(options)
  const api = createApi(platform)
  const people = openPeople(platform.storage)
  const tries = openTries(platform)
  const parts: DoorParts = { platform, api, people, tries, installation: undefined, entered: undefined }
  const seldom = { platform, api, people, databaseOf: (person: PersonId) => databaseOf(parts, person) }
  return {
    people: () => listPeople(parts),
    installation: () => knownInstallation(parts),
    signIn: (email, password) => enter(parts, email, password),
    createVault: (me, passphrase) => storageAsValue(() => createVault(parts, me, passphrase)),
    unlock: (person, passphrase) => storageAsValue(() => unlock(parts, person, passphrase)),
    unlockFromAnotherTab: person => unlockFromAnotherTab(parts, person),
    waiting: person => countWaiting(parts, person),
    wait: person => waitOf(parts, person),
    neverReceived: async person => (await import('./start-again.ts')).neverReceived(seldom, person),
    startAgain: async (person, lost) => (await import('./start-again.ts')).startAgain(seldom, person, lost),
    standing: async () => (await import('./standing.ts')).standingOf(seldom),
  }
}

interface DoorParts {
  readonly platform: Platform
  readonly api: Api
  readonly people: ReturnType<typeof openPeople>
  readonly tries: Tries
  /** As the server said at this start. */
  installation: Installation | undefined
  /** Who signed in last, since this start. */
  entered: Identity | undefined
}

async function knownInstallation(parts: DoorParts): Promise<Installation | undefined> {
  const answer = await parts.api.installation()
  if (!answer.ok) return parts.people.lastInstallation()
  parts.installation = answer.value
  await keepInstallation(parts, answer.value)
  return answer.value
}

/** Nobody, where the browser forbids storage: signing in then says so when a vault is to be made. */
async function listPeople({ people }: DoorParts): ReturnType<Door['people']> {
  try {
    return await people.list()
  } catch (error) {
    if (storageProblemOf(error) === undefined) throw error
    console.warn('Fieldfare: the list of people could not be read', error)
    return []
  }
}

/** A device that cannot store even this can still show who is signed in; entry is stopped by the probe. */
const keepInstallation = ({ people }: DoorParts, installation: Installation): Promise<void> =>
  ifItCan(() => people.keepInstallation(installation))

/** What is only for convenience: nobody is kept from her work by it. */
async function ifItCan(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (storageProblemOf(error) === undefined) throw error
    console.warn('Fieldfare: what the door shows could not be kept', error)
  }
}

async function enter(parts: DoorParts, email: string, password: string): Promise<SignedIn> {
  const answer = await signIn(parts.api, email, password)
  if (!answer.ok) return answer
  parts.installation = answer.installation
  await keepInstallation(parts, answer.installation)
  const { me, installation } = answer
  parts.entered = { me, installation }
  return { ok: true, me, installation, known: await hasVault(parts, me.person.id) }
}

const databaseOf = ({ platform }: DoorParts, person: PersonId): PersonDatabase =>
  new PersonDatabase(databaseName(person), platform.storage)

/** Asked of the database itself: one that the browser has deleted is no vault, whoever is on the list. */
async function hasVault(parts: DoorParts, person: PersonId): Promise<boolean> {
  const database = databaseOf(parts, person)
  try {
    return (await withStorage(database, () => clearMeta(database, 'vault'))) !== undefined
  } catch (error) {
    if (storageProblemOf(error) === undefined) throw error
    return false
  } finally {
    database.close()
  }
}

async function createVault(parts: DoorParts, me: Me, passphrase: string): Promise<Unlocked> {
  const { platform } = parts
  const person = me.person.id
  const database = databaseOf(parts, person)
  if (await withStorage(database, () => clearMeta(database, 'vault'))) {
    // A vault is never replaced: what waits in it would be lost.
    database.close()
    return unlock(parts, person, passphrase)
  }
  const installation = parts.installation ?? (await knownInstallation(parts))
  if (installation === undefined) throw new Error('A vault is made after signing in')
  const { wrapped, dataKey } = await createVaultKey(passphrase, platform.iterations)
  const sealed = await sealerOf(dataKey.keyId, dataKey.key).seal('meta', 'me', { me, installation })
  const sentinel = crypto.randomUUID()
  await writing(database, ['meta'], async () => {
    await database.meta.bulkAdd([
      { key: 'vault', vault: wrapped, sentinel },
      { key: 'counters', counters: noCounters },
      { key: 'me', ...sealed },
    ])
  })
  leaveSentinel(platform.notes, person, sentinel)
  await listPerson(parts, me)
  return { ok: true, desk: await deskOn(parts, database, dataKey, person) }
}

async function unlock(parts: DoorParts, person: PersonId, passphrase: string): Promise<Unlocked> {
  const database = databaseOf(parts, person)
  const found = await withStorage(database, () => clearMeta(database, 'vault'))
  if (found === undefined) {
    database.close()
    return { ok: false, because: sentinelSays(parts.platform.notes, person) === 'lost' ? 'lost' : 'no-such-person' }
  }
  const tooSoon = (await parts.tries.begin(database)) > 0
  const dataKey = tooSoon ? undefined : await unlockVaultKey(found.vault, passphrase)
  if (dataKey === undefined) {
    database.close()
    return { ok: false, because: tooSoon ? 'too-soon' : 'wrong-passphrase' }
  }
  await parts.tries.right(database)
  const desk = await deskOn(parts, database, dataKey, person)
  await listPerson(parts, desk.state().me)
  return { ok: true, desk }
}

const deskOn = (
  { platform, people, tries, entered }: DoorParts,
  database: PersonDatabase,
  dataKey: DataKey,
  person: PersonId,
): Promise<Desk> => {
  const her = entered?.me.person.id === person ? entered : undefined
  // Whoever else has signed in in this browser: nothing is done in that person's name.
  const api = createApi({ ...platform, person })
  const desk = openDesk({ database, dataKey, person, platform, api, tries, entered: her, takeOffList: people.remove })
  return desk.catch(error => {
    database.close()
    throw error
  })
}

/** Puts her on the list of this device: also when a stop came between making the vault and this. */
const listPerson = ({ people }: DoorParts, { person: { id, name, email } }: Me): Promise<void> =>
  ifItCan(async () => {
    if (!(await people.has(id))) await people.put({ id, name, email })
  })

async function unlockFromAnotherTab(parts: DoorParts, person: PersonId): Promise<Desk | undefined> {
  const dataKey: DataKey | undefined = await askForKey(person, parts.platform)
  if (dataKey === undefined) return undefined
  const database = databaseOf(parts, person)
  const found = await withStorage(database, () => clearMeta(database, 'vault'))
  if (found?.vault.keyId !== dataKey.keyId) {
    database.close()
    return undefined
  }
  // Where who she is cannot be read, unlocking says what to do.
  return unlessBroken(deskOn(parts, database, dataKey, person))
}

/** Counted by clear states: nothing is opened. */
async function countWaiting(parts: DoorParts, person: PersonId): Promise<number> {
  const database = databaseOf(parts, person)
  try {
    return await waitingIn(database)
  } finally {
    database.close()
  }
}

/** Nobody waits where nothing can be read: unlocking says what is the matter. */
async function waitOf(parts: DoorParts, person: PersonId): Promise<number> {
  const database = databaseOf(parts, person)
  try {
    return await parts.tries.wait(database)
  } catch (error) {
    if (storageProblemOf(error) === undefined) throw error
    return 0
  } finally {
    database.close()
  }
}

async function storageAsValue(work: () => Promise<Unlocked>): Promise<Unlocked> {
  try {
    return await work()
  } catch (error) {
    const problem = storageProblemOf(error)
    if (error instanceof BrokenSeal) return { ok: false, because: 'sign-in-first' }
    if (problem === undefined) throw error
    return { ok: false, because: problem }
  }
}
