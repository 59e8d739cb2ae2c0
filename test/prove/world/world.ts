/** A small council, its server, and the devices of its providers' people: everything that is simulated, in one place. */
import type { Desk } from '../../../src/device/desk.ts'
import type { Platform } from '../../../src/device/platform.ts'
import type { Instant } from '../../../src/domain/ids.ts'
import type { StoredPerson } from '../../../src/server/storage/storage.ts'
import { lead, password } from '../../device/county.ts'
import { type Disk, firstDay, newDisk, type Program, startProgram, unlock } from '../../device/simulated-device.ts'
import { type Disk as ServerDisk, type SimulatedServer, simulatedServer } from '../../device/simulated-server.ts'
import { Replay } from '../checks/replay.ts'
import { Witness } from '../checks/witness.ts'
import { chanceOf, fixChance } from './chance.ts'
import { newBus } from './channels.ts'
import { clearWeather, fetchOf, type Kept, type Weather } from './network.ts'
import { people, type Who } from './people.ts'

export interface Violation {
  readonly property: string
  readonly what: string
}

/** One browser profile of one person: a disk, a cookie jar, and the tabs that are open on it. */
export interface Profile {
  /** The name of its cookie jar. */
  readonly name: string
  readonly person: StoredPerson
  disk: Disk
  readonly tabs: Tab[]
  /** Milliseconds by which its clock is wrong. */
  clock: number
  /** Its app is from before meanings were sent. */
  readonly older: boolean
  /** Put aside as a whole, to be put back later. */
  image: { readonly disk: Disk; readonly made: number } | undefined
}

export interface Tab {
  readonly profile: Profile
  program: Program
  /** undefined while no program runs in it. */
  desk: Desk | undefined
  /** Storage and network steps until it is killed. */
  lives: number
  /** Resolves when it is killed. */
  died: Promise<void>
  die: () => void
  readonly weather: Weather
  /** Read-write transactions that fail next, and how. */
  readonly storage: ('full' | 'closed')[]
}

/** The server as it was at a moment. */
export interface Backup {
  readonly disk: ServerDisk
  readonly sessions: ReadonlyMap<string, StoredPerson['id']>
  readonly durableThrough: Instant | null
  readonly at: number
}

export type Happening = 'copied' | 'rolled-back' | 'restored' | 'lost-for-good' | 'imported' | 'days' | 'granted'

export class World {
  readonly server: SimulatedServer
  readonly profiles: Profile[] = []
  readonly backups: Backup[] = []
  /** Requests that the network holds back. */
  readonly kept: Kept[] = []
  /** Exported files, as text. */
  readonly files: { readonly person: StoredPerson; readonly text: string }[] = []
  readonly violations: Violation[] = []
  readonly faults: Record<string, number> = {}
  /** What people did and what became of it, by kind: a suite in which nothing happens proves nothing. */
  readonly deeds: Record<string, number> = {}
  readonly witness = new Witness()
  readonly replay: Replay
  readonly chance: () => number
  readonly clocks: (profile: number) => number
  /** Ids of operations that leave their device damaged. */
  readonly damaged = new Map<string, 'unreadable' | 'nameless'>()
  /** Things happened after which the same change may rightly be there twice, or be in conflict with its author. */
  readonly happened = new Set<Happening>()
  /** Backups older than the devices promise to survive may be put back too. */
  anyBackup = false
  private readonly bus = newBus()
  private count = 0

  constructor(seed: number, clocks: (profile: number) => number) {
    fixChance(seed)
    this.chance = chanceOf(seed ^ 0x5bd1e995)
    this.clocks = clocks
    this.server = simulatedServer(Object.values(people))
    this.replay = new Replay(this)
    this.server.committing = (writes, device) => this.replay.commit(writes, device)
  }

  broken(property: string, what: string): void {
    if (!this.violations.some(each => each.property === property && each.what === what))
      this.violations.push({ property, what })
  }

  happens(fault: string): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1
  }

  done(deed: string): void {
    this.deeds[deed] = (this.deeds[deed] ?? 0) + 1
  }

  /** A number nobody has typed yet, long enough to be found in any text. */
  fresh(): number {
    this.count += 1
    return 70_000_000 + this.count
  }

  tabs(): readonly Tab[] {
    return this.profiles.flatMap(profile => profile.tabs)
  }

  now(): Instant {
    return new Date(this.server.clock).toISOString() as Instant
  }

  newProfile(who: Who, disk: Disk = newDisk(), more: { readonly older?: boolean } = {}): Profile {
    const index = this.profiles.length
    const profile: Profile = {
      name: `${who}-${index}`,
      person: people[who],
      disk,
      tabs: [],
      clock: this.clocks(index),
      older: more.older ?? false,
      image: undefined,
    }
    this.profiles.push(profile)
    return profile
  }

  private start(tab: Omit<Tab, 'program'>): Program {
    const { profile } = tab
    let started: Program | undefined
    const platform: Partial<Platform> = {
      fetch: fetchOf(
        this,
        tab,
        () => started?.killed() ?? false,
        () => this.moment(tab, started),
      ),
      channel: name => this.bus(`${profile.disk.browser}/${name}`, () => started?.killed() ?? false),
      now: () => this.server.clock + profile.clock,
      random: this.chance,
      isOnline: () => !tab.weather.offline,
    }
    const program = startProgram(profile.disk, this.server, profile.name, platform)
    started = program
    program.storageStep = () => {
      this.moment(tab, program)
      const fault = tab.storage.shift()
      if (fault === undefined) return undefined
      this.happens(`storage-${fault}`)
      if (fault === 'full') return 'abort'
      throw new DOMException('The connection has been closed', 'InvalidStateError')
    }
    return program
  }

  /** A moment at which a program may be killed. */
  private moment(tab: Omit<Tab, 'program'>, program: Program | undefined): void {
    if (program === undefined || program.killed()) return
    if (tab.lives <= 0) {
      program.kill()
      tab.die()
    }
    tab.lives -= 1
  }

  private newTab(profile: Profile): Tab {
    const tab = {
      profile,
      desk: undefined,
      lives: Number.POSITIVE_INFINITY,
      died: Promise.resolve(),
      die: () => undefined,
      weather: clearWeather(),
      storage: [],
    }
    mortal(tab)
    const opened: Tab = Object.assign(tab, { program: this.start(tab) })
    profile.tabs.push(opened)
    return opened
  }

  /** The first tab of a new profile: signs in, makes the vault, downloads. */
  async firstTab(profile: Profile): Promise<Tab> {
    const tab = this.newTab(profile)
    tab.desk = await firstDay(tab.program, profile.person)
    return tab
  }

  /** One more tab on a disk that has a vault. */
  async anotherTab(profile: Profile): Promise<Tab> {
    const tab = this.newTab(profile)
    tab.desk = await unlock(tab.program, profile.person)
    return tab
  }

  /** Ends what runs in a tab. What it had in memory is gone. */
  kill(tab: Tab): void {
    tab.program.kill()
    tab.die()
    tab.desk = undefined
    tab.storage.length = 0
    this.witness.forget(tab)
  }

  async restart(tab: Tab): Promise<void> {
    this.kill(tab)
    tab.lives = Number.POSITIVE_INFINITY
    mortal(tab)
    tab.program = this.start(tab)
    tab.desk = await unlock(tab.program, tab.profile.person)
  }

  /** She signs in again where the session has ended. */
  async signIn(tab: Tab): Promise<void> {
    await tab.desk?.signInAgain(password)
  }

  backup(): Backup {
    const { sessions, durableThrough, clock: at } = this.server
    const backup = { disk: this.server.backup(), sessions: new Map(sessions), durableThrough, at }
    this.backups.push(backup)
    return backup
  }
}

function mortal(tab: { died: Promise<void>; die: () => void }): void {
  const { promise, resolve } = Promise.withResolvers<void>()
  tab.died = promise
  tab.die = resolve
}

export const isLead = (person: StoredPerson): boolean => person.id === lead.id
