/** Server-sent events: after a commit, everyone who holds a changed scope hears that there is something to pull. */

import type { ServerResponse } from 'node:http'
import type { IsoDate, PersonId, ScopeId } from '../../domain/ids.ts'
import type { WritingEvent } from '../../protocol/exchange.ts'
import { type Access, accessOf, holds, readsNotes } from '../access.ts'
import type { Alive } from '../accounts/session-limits.ts'
import type { Reference } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'

/** Proxies close what is silent for a minute. */
const heartbeat = 25_000

/** Streams of one session, which a tab has one of: beyond these the first ends. */
export const mostStreams = 20

interface Listener {
  readonly session: string
  readonly person: PersonId
  readonly stream: ServerResponse
}

export interface Pokes {
  listen(listener: Listener): void
  /** After the commit: tells each listener which of the scopes she holds now have changed. */
  poke(scopes: ReadonlySet<ScopeId>): Promise<void>
  /** What somebody holds has changed: she hears it, and who is nobody any more is dropped. */
  held(person: PersonId): Promise<void>
  /** Tells everyone else who holds the scope that somebody is writing there; the session that said so hears nothing. */
  writing(scope: ScopeId, event: WritingEvent, from: string): Promise<void>
  /** Ends every stream; first thing of a stop. */
  end(): void
  count(): number
}

/** `alive`: which sessions live at this moment. A stream keeps none alive. */
export function openPokes(
  storage: Storage,
  reference: () => Reference,
  today: () => IsoDate,
  alive: () => Alive,
): Pokes {
  const listeners = new Set<Listener>()
  const drop = (listener: Listener): void => {
    listeners.delete(listener)
    if (!listener.stream.writableEnded) listener.stream.end()
  }
  const beat = setInterval(() => {
    tell(() => ': still here\n\n').catch(() => {
      // Without an answer from the storage nobody is known to be signed in: devices come back when it answers.
      for (const listener of [...listeners]) drop(listener)
    })
  }, heartbeat)
  beat.unref()

  /** What each listener is told follows from what she holds at this moment; who is nobody any more is dropped. */
  async function tell(say: (listener: Listener, access: Access) => string | undefined): Promise<void> {
    if (listeners.size === 0) return
    const living = await storage.livingSessions([...new Set([...listeners].map(each => each.session))], alive())
    for (const [id, hers] of Map.groupBy(listeners, listener => listener.person)) {
      const person = await storage.person(id)
      const access = person && person.endedAt === undefined ? accessOf(person, reference().set, today()) : undefined
      for (const listener of hers) {
        if (!access || !living.has(listener.session)) {
          drop(listener)
          continue
        }
        const said = say(listener, access)
        if (said !== undefined) listener.stream.write(said)
      }
    }
  }

  return {
    listen(listener) {
      const hers = [...listeners].filter(each => each.session === listener.session)
      for (const first of hers.slice(0, Math.max(0, hers.length + 1 - mostStreams))) drop(first)
      listeners.add(listener)
      listener.stream.on('close', () => listeners.delete(listener))
      listener.stream.write('retry: 3000\n\n')
    },

    poke: async scopes => {
      if (scopes.size === 0) return
      await tell((_listener, access) => {
        const changed = [...scopes].filter(scope => holds(access, scope) || readsNotes(access, scope))
        return changed.length > 0 ? eventOf('poke', { scopes: changed }) : undefined
      })
    },

    async held(person) {
      // Also to whom it ends: what her device asks then is refused, and it says so.
      for (const listener of listeners)
        if (listener.person === person) listener.stream.write(eventOf('poke', { scopes: [] }))
      await tell(() => undefined)
    },

    writing: (scope, event, from) =>
      tell((listener, access) =>
        listener.session !== from && holds(access, scope) ? eventOf('writing', event) : undefined,
      ),

    end() {
      clearInterval(beat)
      for (const listener of [...listeners]) drop(listener)
    },

    count: () => listeners.size,
  }
}

const eventOf = (name: 'poke' | 'writing', data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
