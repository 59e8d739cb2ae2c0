/** Server-sent events: after a commit, everyone who holds a changed scope hears that there is something to pull. */
import type { ServerResponse } from 'node:http'
import type { Instant, PersonId, ScopeId } from '../../domain/ids.ts'
import { accessOf, holds } from '../access.ts'
import type { Reference } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'

/** Proxies close what is silent for a minute. */
const heartbeat = 25_000

interface Listener {
  readonly session: string
  readonly person: PersonId
  readonly expiresAt: Date
  readonly stream: ServerResponse
}

export interface Pokes {
  listen(listener: Listener): void
  /** After the commit: tells each listener which of the scopes she holds now have changed. */
  poke(scopes: ReadonlySet<ScopeId>): Promise<void>
  /** Ends every stream; first thing of a stop. */
  end(): void
  count(): number
}

export function openPokes(storage: Storage, reference: () => Reference): Pokes {
  const listeners = new Set<Listener>()
  const drop = (listener: Listener): void => {
    listeners.delete(listener)
    if (!listener.stream.writableEnded) listener.stream.end()
  }
  const beat = setInterval(() => {
    for (const listener of listeners) {
      if (listener.expiresAt.getTime() <= Date.now()) drop(listener)
      else listener.stream.write(': still here\n\n')
    }
  }, heartbeat)
  beat.unref()

  return {
    listen(listener) {
      listeners.add(listener)
      listener.stream.on('close', () => listeners.delete(listener))
      listener.stream.write('retry: 3000\n\n')
    },

    async poke(scopes) {
      if (listeners.size === 0 || scopes.size === 0) return
      const now = new Date().toISOString() as Instant
      const alive = await storage.livingSessions([...new Set([...listeners].map(each => each.session))], now)
      for (const [id, hers] of Map.groupBy(listeners, listener => listener.person)) {
        const person = await storage.person(id)
        const access = person && accessOf(person, reference().set)
        const changed = access ? [...scopes].filter(scope => holds(access, scope)) : []
        for (const listener of hers) {
          if (!access || !alive.has(listener.session)) drop(listener)
          else if (changed.length > 0)
            listener.stream.write(`event: poke\ndata: ${JSON.stringify({ scopes: changed })}\n\n`)
        }
      }
    },

    end() {
      clearInterval(beat)
      for (const listener of [...listeners]) drop(listener)
    },

    count: () => listeners.size,
  }
}
