/**
 * How a tab stops working on its database: locked, given up to a newer version, deleted because the device was
 * reported lost or she wants it gone, or handed over and deleted because the person's access has ended.
 */
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Unsent } from '../backup/unsent.ts'
import type { DeskStatus, Draft } from '../desk.ts'
import type { Stamp } from '../outbox/outbox-edits.ts'
import type { Writer } from '../outbox/writer.ts'
import type { Platform } from '../platform.ts'
import type { PersonDatabase } from '../storage/database.ts'
import type { Store } from '../storage/store.ts'
import type { Api } from '../sync/api.ts'
import type { HandOver } from './hand-over.ts'

export interface LeavingParts {
  readonly person: PersonId
  readonly database: PersonDatabase
  readonly store: Store
  readonly writer: Writer
  readonly api: Api
  readonly platform: Platform
  readonly takeOffList: (person: PersonId) => Promise<void>
  readonly stamp: () => Promise<Stamp>
  /** What the server has not taken, and what is beside its fields, as they are in memory now. */
  readonly unsent: (stamp: Stamp) => { readonly what: Unsent; readonly drafts: readonly Draft[] }
  /** Asks the page for what is typed and not saved; by the time it returns, the writer has it. */
  readonly gather: () => void
  readonly show: (now: Partial<DeskStatus>) => void
  readonly report: (error: unknown) => void
  /** Ends syncing and hints; `deaf`: hears no other tab any more. */
  readonly quiet: (deaf: boolean) => void
}

export interface Leaving {
  stopped(): DeskStatus['stopped']
  /** She locks here: the app has asked what is to become of what storage refuses. */
  lock(): Promise<void>
  /** She has locked in another tab: this one does too, unless it would lose what storage refuses. */
  lockedElsewhere(): Promise<void>
  /** Storage has taken everything: a lock that waited for it is done now. */
  nothingUnsaved(): void
  /** The server does not know the session: asks how she and the device stand, and acts on it. */
  signedOut(): Promise<void>
  /**
   * She wants her data gone: deletes the database. Who calls has seen that nothing would be lost. Rejects with
   * IndexedDB's errors; this tab has then let go of the database all the same.
   */
  remove(): Promise<void>
  /** Another tab upgrades the database (a version), or deletes it (null). */
  versionChange(to: number | null): Promise<void>
}

/** Milliseconds: a disk that does not answer keeps nobody from locking for longer. */
const lockWithin = 5_000

export function leaving(parts: LeavingParts): Leaving {
  const { person, database, store, writer, api, platform, show, report } = parts
  let stopped: DeskStatus['stopped']
  let lockWaits = false
  let asking: Promise<void> | undefined
  let hands: HandOver | undefined

  /** Nothing is typed, sent or read here from now on. */
  function stop(why: NonNullable<DeskStatus['stopped']>, more: Partial<DeskStatus> = {}): void {
    show({ stopped: why, ...more })
    stopped = why
    writer.stop()
    parts.quiet(why !== 'newer-version')
    database.leave()
  }

  /** Commits what is typed and what is in memory; false: storage refuses. */
  const flushed = async (): Promise<boolean> => {
    try {
      parts.gather()
      return (await writer.flush()).ok
    } catch (error) {
      report(error)
      return false
    }
  }

  /**
   * Stops once nothing is in memory alone: what is saved meanwhile is waited for, and from the last look to the stop
   * nothing can come between. Where storage refuses, `refused` decides.
   */
  async function leaveOnceSaved(why: 'locked' | 'newer-version', refused: () => 'stop' | 'stay'): Promise<void> {
    while (stopped === undefined) {
      const saved = await flushed()
      if (stopped !== undefined) return
      parts.gather()
      const { edits, drafts } = writer.uncommitted()
      if (saved && edits.length + drafts.length > 0) continue
      if (saved || refused() === 'stop') return stop(why)
      return
    }
  }

  /** How the server says that she and the device stand; undefined where it says nothing. */
  async function standing(): Promise<'here' | 'left' | 'lost' | undefined> {
    const { device } = store.now().outbox.counters
    if (device === null) return undefined
    const answer = await api.standing(device)
    return answer.ok ? answer.value.standing : undefined
  }

  async function act(): Promise<void> {
    const how = await standing()
    if (stopped !== undefined || how === undefined || how === 'here') return
    // Fetched before anything is stopped: without them everything stays as it is, and is tried again.
    const [{ forgetPerson }, modules] = await Promise.all([import('./forget-person.ts'), import('./hand-over.ts')])
    const forget = (): Promise<void> => forgetPerson(person, platform, parts.takeOffList)
    const { device } = store.now().outbox.counters
    if (stopped !== undefined || device === null) return
    if (how === 'lost') {
      stop('lost')
      return forget()
    }
    // What another tab saved meanwhile goes too.
    if (await stopOnceHandedOver(modules, device, () => store.refresh().catch(report))) return forget()
  }

  /** false: something else stopped this tab, or the server did not count it all. */
  function stopOnceHandedOver(
    { handOver, onceHandedOver }: typeof import('./hand-over.ts'),
    device: DeviceId,
    look: () => Promise<unknown>,
  ): Promise<boolean> {
    // The same one each time: what it has handed over once is not handed over as something else.
    if (hands?.device !== device) hands = handOver(api, device)
    const isStopped = () => stopped !== undefined
    return onceHandedOver(hands, { ...parts, flushed, look, isStopped }, handedOver => stop('left', { handedOver }))
  }

  /** Another tab has deleted the database under this one: what is only in memory here is handed over too. */
  async function deletedElsewhere(): Promise<void> {
    database.leave()
    const how = await standing()
    if (stopped !== undefined) return
    if (how === 'lost') return stop('lost')
    const { device } = store.now().outbox.counters
    if (how === 'left' && device !== null) {
      const modules = await import('./hand-over.ts')
      // There is no database to look into any more.
      if (await stopOnceHandedOver(modules, device, async () => undefined)) return
      if (stopped !== undefined) return
    }
    parts.quiet(true)
    show({ storage: 'lost' })
  }

  return {
    stopped: () => stopped,
    async lock() {
      const callOff = platform.after(lockWithin, () => {
        if (stopped === undefined) stop('locked')
      })
      await leaveOnceSaved('locked', () => 'stop')
      callOff()
    },
    lockedElsewhere: () =>
      leaveOnceSaved('locked', () => {
        lockWaits = true
        show({ lockedElsewhere: true })
        return 'stay'
      }),
    nothingUnsaved() {
      if (lockWaits) void leaveOnceSaved('locked', () => 'stay')
    },
    signedOut() {
      asking ??= act()
        .catch(report)
        .finally(() => {
          asking = undefined
        })
      return asking
    },
    async remove() {
      writer.stop()
      parts.quiet(true)
      database.leave()
      const { forgetPerson } = await import('./forget-person.ts')
      await forgetPerson(person, platform, parts.takeOffList)
      stop('removed')
    },
    versionChange: to =>
      to === null ? deletedElsewhere().catch(report) : leaveOnceSaved('newer-version', () => 'stop'),
  }
}
