/**
 * Whether somebody has signed in in this browser before: then no letter tells her of it. A browser keeps a mark for
 * each of its people, which only the server can make; it lets nobody in.
 */
import { createHmac } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { PersonId } from '../../../domain/ids.ts'
import { browserKeeps } from './devices.ts'

/** People whom one browser remembers: the earliest is forgotten, and told once more. */
const most = 20

const nameOf = (https: boolean): string => (https ? '__Host-fieldfare-known' : 'fieldfare-known')

export interface KnownBrowsers {
  knows(cookies: Readonly<Record<string, string | undefined>>, person: PersonId): boolean
  /** Sets the browser's mark of her, in front of those it has. */
  remember(reply: FastifyReply, cookies: Readonly<Record<string, string | undefined>>, person: PersonId): void
}

export function knownBrowsers(secret: string, https: boolean): KnownBrowsers {
  const name = nameOf(https)
  // 128 bits: nobody finds another's by trying.
  const markOf = (person: PersonId): string =>
    createHmac('sha256', secret).update(`known browser of ${person}`).digest().subarray(0, 16).toString('base64url')
  const marksIn = (cookies: Readonly<Record<string, string | undefined>>): readonly string[] =>
    (cookies[name] ?? '').split('.').filter(mark => /^[A-Za-z0-9_-]{22}$/.test(mark))
  return {
    knows: (cookies, person) => marksIn(cookies).includes(markOf(person)),
    remember(reply, cookies, person) {
      const mark = markOf(person)
      const marks = [mark, ...marksIn(cookies).filter(each => each !== mark)].slice(0, most)
      reply.setCookie(name, marks.join('.'), browserKeeps(https))
    },
  }
}
