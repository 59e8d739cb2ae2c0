/** A device in a test: a disk that outlives its programs, a network that fails on order, and programs that are killed. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Desk, Door } from '../../src/device/desk.ts'
import { openDoor } from '../../src/device/door/door.ts'
import type { Notes, Page, Platform } from '../../src/device/platform.ts'
import type { Me } from '../../src/protocol/exchange.ts'
import type { StoredPerson } from '../../src/server/storage/storage.ts'
import { password } from './county.ts'
import { type Network, networkTo, type SimulatedServer } from './simulated-server.ts'

export const passphrase = 'correct horse battery'

/** What stays when a program is killed: IndexedDB and localStorage. */
export interface Disk {
  /** Tabs of one browser hear each other; those of another disk do not. */
  readonly browser: string
  readonly indexedDB: IDBFactory
  readonly notes: Notes & { readonly texts: Map<string, string> }
}

export function newDisk(): Disk {
  const texts = new Map<string, string>()
  return {
    browser: crypto.randomUUID(),
    indexedDB: new IDBFactory(),
    notes: {
      texts,
      getItem: key => texts.get(key) ?? null,
      setItem: (key, value) => void texts.set(key, value),
      removeItem: key => void texts.delete(key),
    },
  }
}

/** A disk for a test that brings its own network: nothing fails, timers run as they are. */
export const platformOn = (disk: Disk): Partial<Platform> => ({
  storage: { indexedDB: disk.indexedDB, IDBKeyRange },
  notes: disk.notes,
  locks: undefined,
  channel: () => undefined,
  iterations: 1,
})

/** One running program on a disk. */
export interface Program {
  readonly door: Door
  readonly network: Network
  readonly page: TestPage
  /**
   * Called before every read-write transaction begins; throwing makes it fail, as a lost handle does. `abort` lets
   * its first write succeed and aborts it then, as a full disk does.
   */
  storageStep: (durability: string | undefined) => 'abort' | undefined
  /** Nothing it does reaches the disk or the network any more. */
  kill(): void
  readonly killed: () => boolean
  /** Work that was put off (timers): run one round of it now. */
  runTimers(): void
}

export interface TestPage extends Page {
  tell(what: 'visible' | 'hidden' | 'online' | 'offline'): void
  visible: boolean
  /** Streams of pokes that are open. */
  readonly streams: Set<() => void>
}

const never = new Promise<never>(() => undefined)

export function startProgram(
  disk: Disk,
  server: SimulatedServer,
  browser: string,
  more: Partial<Platform> = {},
): Program {
  let killed = false
  const timers = new Set<() => void>()
  const network: Network = { faults: [], offline: false, step: async () => undefined }
  const page = testPage()
  const guarded: Network = {
    faults: network.faults,
    get offline() {
      return network.offline
    },
    step: async () => {
      if (killed) await never
      await network.step()
      if (killed) await never
    },
  }
  const program: Program = {
    network,
    page,
    storageStep: () => undefined,
    kill: () => {
      killed = true
    },
    killed: () => killed,
    runTimers: () => {
      const due = [...timers]
      timers.clear()
      for (const work of due) work()
    },
    door: openDoor({
      fetch: networkTo(server, browser, guarded),
      origin: 'http://localhost',
      isOnline: () => !network.offline,
      timeout: 5_000,
      storage: {
        indexedDB: watched(disk.indexedDB, durability => {
          const dead = () => new DOMException('The program has been killed', 'InvalidStateError')
          if (killed) throw dead()
          const how = program.storageStep(durability)
          if (killed) throw dead()
          return how
        }),
        IDBKeyRange,
      },
      notes: disk.notes,
      locks: undefined,
      channel: name => (killed ? undefined : channelOf(`${disk.browser}/${name}`, () => killed)),
      persist: async () => true,
      after: (_milliseconds, work) => {
        timers.add(work)
        return () => void timers.delete(work)
      },
      random: () => 0.5,
      iterations: 1,
      page,
      ...more,
    }),
  }
  return program
}

function testPage(): TestPage {
  const listeners = new Set<Parameters<Page['onChange']>[0]>()
  const page: TestPage = {
    visible: true,
    streams: new Set(),
    isVisible: () => page.visible,
    onChange: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stream: (_address, poke) => {
      page.streams.add(poke)
      return () => void page.streams.delete(poke)
    },
    tell: what => {
      if (what === 'visible' || what === 'hidden') page.visible = what === 'visible'
      for (const listener of [...listeners]) listener(what)
    },
  }
  return page
}

/** A tab that is killed says and hears nothing more. */
function channelOf(name: string, killed: () => boolean): BroadcastChannel {
  const channel = new BroadcastChannel(name)
  const say = channel.postMessage.bind(channel)
  channel.postMessage = message => (killed() ? undefined : say(message))
  return channel
}

/** The factory, with a look at every read-write transaction before it begins. */
function watched(factory: IDBFactory, before: (durability: string | undefined) => 'abort' | undefined): IDBFactory {
  return new Proxy(factory, {
    get(target, name) {
      if (name !== 'open') {
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return (...asked: Parameters<IDBFactory['open']>) => {
        const request = target.open(...asked)
        request.addEventListener('success', () => {
          const { result } = request
          const transaction = result.transaction.bind(result)
          result.transaction = (...parts: Parameters<typeof transaction>) => {
            const how = parts[1] === 'readwrite' ? before(parts[2]?.durability) : undefined
            const begun = transaction(...parts)
            return how === 'abort' ? abortedAfterSuccess(begun) : begun
          }
        })
        return request
      }
    },
  })
}

/** What Chromium does when the disk is full: the write succeeds, the transaction aborts with the quota error. */
function abortedAfterSuccess(transaction: IDBTransaction): IDBTransaction {
  const storeOf = transaction.objectStore.bind(transaction)
  transaction.objectStore = name => {
    const store = storeOf(name)
    const put = store.put.bind(store)
    store.put = (...what: Parameters<typeof put>) => {
      const request = put(...what)
      request.addEventListener('success', () => {
        ;(transaction as IDBTransaction & { _abort(name: string): void })._abort('QuotaExceededError')
      })
      return request
    }
    return store
  }
  return transaction
}

/** Signs in, makes the vault, and downloads. */
export async function firstDay(program: Program, person: StoredPerson): Promise<Desk> {
  const signed = await program.door.signIn(person.email, password)
  if (!signed.ok) throw new Error(`Not signed in: ${JSON.stringify(signed.refusal)}`)
  return vaultOf(program, signed.me)
}

export async function vaultOf(program: Program, me: Me): Promise<Desk> {
  const unlocked = await program.door.createVault(me, passphrase)
  if (!unlocked.ok) throw new Error(`No vault: ${unlocked.because}`)
  await unlocked.desk.sync()
  return unlocked.desk
}

export async function unlock(program: Program, person: StoredPerson): Promise<Desk> {
  const unlocked = await program.door.unlock(person.id, passphrase)
  if (!unlocked.ok) throw new Error(`Not unlocked: ${unlocked.because}`)
  return unlocked.desk
}

/** A copy of a disk, as a profile that is copied or rolled back. */
export async function copyOf(disk: Disk): Promise<Disk> {
  const copy = newDisk()
  for (const [key, value] of disk.notes.texts) copy.notes.texts.set(key, value)
  for (const { name = '', version = 1 } of await disk.indexedDB.databases()) {
    const from = await result(disk.indexedDB.open(name))
    const asked = copy.indexedDB.open(name, version)
    asked.onupgradeneeded = () => {
      for (const store of [...from.objectStoreNames]) {
        const old = from.transaction(store).objectStore(store)
        const made = asked.result.createObjectStore(store, { keyPath: old.keyPath, autoIncrement: old.autoIncrement })
        for (const index of [...old.indexNames]) made.createIndex(index, old.index(index).keyPath)
      }
    }
    const to = await result(asked)
    for (const store of [...from.objectStoreNames]) {
      const rows: unknown[] = await result(from.transaction(store).objectStore(store).getAll())
      const writing = to.transaction(store, 'readwrite').objectStore(store)
      await Promise.all(rows.map(row => result(writing.put(row))))
    }
    from.close()
    to.close()
  }
  return copy
}

const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
