/**
 * What the tabs of one person say to each other. A hint that something changed (correctness does not depend on it),
 * the non-extractable key for a new tab, that she has locked, and for how long nobody has done anything.
 */
import type { PersonId } from '../../domain/ids.ts'
import type { Platform } from '../platform.ts'
import type { IdleSaid } from '../vault/idle-watch.ts'
import type { DataKey } from '../vault/vault.ts'

type Message =
  | { readonly type: 'changed' }
  | { readonly type: 'locked' }
  | { readonly type: 'idle'; readonly said: IdleSaid }
  | { readonly type: 'idle-wanted' }
  | { readonly type: 'key-wanted'; readonly by: string }
  | { readonly type: 'key'; readonly to: string; readonly dataKey: DataKey }

export interface Tabs {
  changed(): void
  locked(): void
  /** For how long nobody has done anything here. */
  idle(said: IdleSaid): void
  /** Asks the others the same. */
  askIdle(): void
  close(): void
}

interface Heard {
  readonly changed: () => void
  readonly locked: () => void
  readonly idle: (said: IdleSaid) => void
  readonly idleWanted: () => void
  /** Whether a new tab may have the key: not from one that is only waiting to be locked. */
  readonly mayGiveKey: () => boolean
}

const channelOf = (person: PersonId, platform: Pick<Platform, 'channel'>): BroadcastChannel | undefined =>
  platform.channel(`fieldfare/${person}`)

/** Listens as an unlocked tab; gives its key to a tab that asks. */
export function joinTabs(person: PersonId, dataKey: DataKey, platform: Pick<Platform, 'channel'>, heard: Heard): Tabs {
  const channel = channelOf(person, platform)
  const say = (message: Message): void => channel?.postMessage(message)
  // Once she has locked anywhere, a tab that must stay for what it could not save gives its key to nobody.
  let locked = false
  if (channel !== undefined)
    channel.onmessage = (event: MessageEvent<Message>) => {
      const message = event.data
      if (message.type === 'changed') heard.changed()
      else if (message.type === 'locked') {
        locked = true
        heard.locked()
      } else if (message.type === 'idle') heard.idle(message.said)
      else if (message.type === 'idle-wanted') heard.idleWanted()
      else if (message.type === 'key-wanted' && !locked && heard.mayGiveKey())
        say({ type: 'key', to: message.by, dataKey })
    }
  return {
    changed: () => say({ type: 'changed' }),
    locked: () => {
      locked = true
      say({ type: 'locked' })
    },
    idle: said => say({ type: 'idle', said }),
    askIdle: () => say({ type: 'idle-wanted' }),
    close: () => channel?.close(),
  }
}

/** How long a new tab waits for an unlocked one to answer, in milliseconds. */
const keyWait = 400

/** The key of another tab that is unlocked, or undefined when none answers. */
export function askForKey(
  person: PersonId,
  platform: Pick<Platform, 'after' | 'channel'>,
): Promise<DataKey | undefined> {
  const channel = channelOf(person, platform)
  if (channel === undefined) return Promise.resolve(undefined)
  const by = crypto.randomUUID()
  return new Promise(resolve => {
    const finish = (dataKey: DataKey | undefined): void => {
      callOff()
      channel.close()
      resolve(dataKey)
    }
    const callOff = platform.after(keyWait, () => finish(undefined))
    channel.onmessage = (event: MessageEvent<Message>) => {
      if (event.data.type === 'key' && event.data.to === by) finish(event.data.dataKey)
    }
    channel.postMessage({ type: 'key-wanted', by } satisfies Message)
  })
}
