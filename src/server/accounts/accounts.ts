/**
 * Accounts: better-auth for signing in and the cookie of a session; roles, grants, how long sessions hold, invitations
 * and passwords are ours.
 *
 * Where later ways in go: a second factor between the password and the session, in `signIn` after better-auth has said
 * yes and before its cookie is given away; single sign-on as another way to the same `session` row, for a person whose
 * account has no password. Everything behind the cookie (guard, limits, lists, ends) stays as it is.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import type { Transaction } from 'kysely'
import * as z from 'zod/mini'
import type { Instant, PersonId } from '../../domain/ids.ts'
import type { PersonToSeed } from '../county.ts'
import { passwordHashOf } from '../storage/password-rows.ts'
import { deleteEnded, endSession, endSessionWith, livingSession, type StoredSession } from '../storage/session-rows.ts'
import type { Storage, StoredPerson } from '../storage/storage.ts'
import type { Tables } from '../storage/tables.ts'
import { secretSeconds } from './devices/devices.ts'
import {
  type PasswordContext,
  passwordRuleFault,
  passwordSentence,
  preparedPassword,
} from './passwords/password-rules.ts'
import { hashPassword, verifyPassword } from './passwords/passwords.ts'
import { recordedActs } from './recorded-acts.ts'
import { aliveAt, type SessionLimits } from './session-limits.ts'

export type Session = StoredSession

/** What is written in the transaction that notes a sign-in. */
export type OnSignIn = (transaction: Transaction<Tables>, person: StoredPerson, at: Instant) => Promise<void>

export interface Accounts {
  /**
   * The session of a request's cookies, read from storage every time: one that was idle or lived too long is none.
   * Asking does not extend it.
   */
  session(headers: Headers): Promise<Session | undefined>
  /**
   * The cookies to set, or undefined when address and password do not belong together, or when the person's access has
   * ended: neither the answer nor the time it takes tells one from the other. The session of the cookies that came with
   * it, whoever's, ends.
   */
  signIn(
    email: string,
    password: string,
    headers: Headers,
    together: OnSignIn,
  ): Promise<{ readonly person: PersonId; readonly cookies: readonly string[] } | undefined>
  /** Ends the session; the cookies to set. */
  signOut(headers: Headers): Promise<readonly string[]>
  /** Throws in words when the password may not be set or the address is taken. */
  addPerson(person: PersonToSeed): Promise<void>
}

export interface AccountsOptions {
  readonly storage: Storage
  /** Signs cookies: at least 32 characters. */
  readonly secret: string
  /** Whether the site is served on https. */
  readonly secure: boolean
  /** For the record, and for when sessions begin and end. */
  readonly now: () => Instant
  readonly limits: SessionLimits
  /** Sample people keep the passwords that are printed; elsewhere the rules hold for whoever is added. */
  readonly passwords:
    | { readonly sample: true }
    | ({ readonly sample: false } & Pick<PasswordContext, 'council' | 'printed'>)
}

/** What better-auth answers a sign-in with, of which nothing is passed on. */
const signedInSchema = z.object({ token: z.string() })

/** Where better-auth believes it lives; what it is given is made by us, so the host is of no consequence. */
const inside = 'http://localhost/api/auth'

export function openAccounts({ storage, secret, secure, passwords, limits, now }: AccountsOptions): Accounts {
  const { db } = storage.accounts
  const acts = recordedActs(storage.record, now)
  const auth = betterAuth({
    appName: 'Fieldfare',
    baseURL: 'http://localhost',
    basePath: '/api/auth',
    secret,
    database: storage.accounts,
    telemetry: { enabled: false },
    // Pino writes our log; what better-auth says about a wrong password is not for it.
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // What a password must be is asked where one is chosen (password-rules.ts); this is in characters as sent.
      maxPasswordLength: 4_000,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    session: {
      expiresIn: Math.min(limits.hours * 60 * 60, secretSeconds),
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    // By our clock, not the library's: how old a session is follows from this (session-limits.ts).
    databaseHooks: {
      session: { create: { before: async session => ({ data: { ...session, createdAt: new Date(now()) } }) } },
    },
    // Failed tries are counted in tries.ts, origins checked in http/security.ts, before anything gets here.
    rateLimit: { enabled: false },
    advanced: {
      disableOriginCheck: true,
      disableCSRFCheck: true,
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: secure ? '__Host-fieldfare' : 'fieldfare',
          attributes: { secure, httpOnly: true, sameSite: 'strict', path: '/' },
        },
      },
    },
  })

  const post = (path: string, headers: Headers, body: unknown): Promise<Response> => {
    const sent = new Headers({ 'content-type': 'application/json', origin: 'http://localhost' })
    for (const name of ['cookie', 'user-agent']) {
      const value = headers.get(name)
      if (value !== null) sent.set(name, value)
    }
    return auth.handler(new Request(`${inside}${path}`, { method: 'POST', headers: sent, body: JSON.stringify(body) }))
  }

  const session: Accounts['session'] = async headers => {
    const cookie = headers.get('cookie')
    if (cookie === null) return undefined
    const found = await auth.api.getSession({ headers: new Headers({ cookie }) })
    return found ? livingSession(db, found.session.id, aliveAt(now(), limits)) : undefined
  }

  return {
    session,

    async signIn(email, password, headers, together) {
      // Asked for every address alike. Whose access has ended goes the whole way with a password that cannot be hers.
      const person = await storage.personWith(email)
      const hash = await passwordHashOf(db, person?.id)
      const tried = person?.endedAt === undefined ? preparedPassword(password) : randomBytes(32).toString('base64url')
      const begun = await acts.signingIn(person)
      const answer = await post('/sign-in/email', headers, { email, password: tried })
      if (!answer.ok || !person) {
        await begun.failed()
        // A wrong pair, or an address that is none: the same answer, in the same time.
        if (answer.status === 401 || answer.status === 400) return undefined
        throw new Error(`Signing in failed with ${answer.status}`)
      }
      const { token } = signedInSchema.parse(await answer.json())
      const at = now()
      const replaced = await session(headers)
      const holds = await begun.ended(db, async transaction => {
        // Her password was changed, or her access ended, while this one was being looked at: it opens nothing any more.
        const same = hash !== null && (await passwordHashOf(transaction, person.id)) === hash
        if (!same || (await storedEnd(transaction, person.id))) {
          await endSessionWith(transaction, token)
          return false
        }
        // The browser has the new one in its place: nobody else shall go on with it.
        if (replaced) await endSession(transaction, replaced.person, replaced.id)
        await deleteEnded(transaction, aliveAt(at, limits))
        await transaction.updateTable('person').set({ last_active_at: at }).where('id', '=', person.id).execute()
        await together(transaction, person, at)
        return true
      })
      return holds ? { person: person.id, cookies: answer.headers.getSetCookie() } : undefined
    },

    async signOut(headers) {
      const ending = await session(headers)
      const person = ending && (await storage.person(ending.person))
      const ended = person && (await acts.signingOut(person))
      const answer = await post('/sign-out', headers, {})
      await ended?.()
      return answer.headers.getSetCookie()
    },

    async addPerson(person) {
      const fault = passwords.sample ? undefined : passwordRuleFault(person.password, { ...passwords, ...person })
      if (fault !== undefined) throw new Error(passwordSentence(fault))
      await storage.addPerson({
        id: randomUUID() as string as PersonId,
        name: person.name,
        email: person.email,
        role: person.role,
        contracts: person.contracts,
        services: person.services,
        passwordHash: person.passwordHash ?? (await hashPassword(preparedPassword(person.password))),
        at: now(),
      })
    },
  }
}

async function storedEnd(transaction: Transaction<Tables>, person: PersonId): Promise<boolean> {
  const row = await transaction.selectFrom('person').select('ended_at').where('id', '=', person).executeTakeFirst()
  return row?.ended_at !== null
}
