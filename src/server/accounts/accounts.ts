/** Accounts: better-auth for passwords and sessions; roles and grants are ours. */
import { randomBytes, randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import type { Instant, PersonId } from '../../domain/ids.ts'
import type { PersonToSeed } from '../county.ts'
import type { Storage } from '../storage/storage.ts'
import { hashPassword, passwordFault, verifyPassword } from './passwords.ts'
import { recordedActs } from './recorded-acts.ts'

export interface Session {
  readonly id: string
  readonly person: PersonId
  readonly expiresAt: Date
}

export interface Accounts {
  /** The session of a request's cookies, read from storage every time; neither this nor anything else extends it. */
  session(headers: Headers): Promise<Session | undefined>
  /**
   * The cookies to set, or undefined when address and password do not belong together, or when the person's access has
   * ended: neither the answer nor the time it takes tells one from the other.
   */
  signIn(email: string, password: string, headers: Headers): Promise<readonly string[] | undefined>
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
  /** Sample people have short passwords that are printed; elsewhere both are refused. */
  /** For the record. */
  readonly now: () => Instant
  readonly passwords: { readonly sample: true } | { readonly sample: false; readonly refused: readonly string[] }
}

/** A working day and a bit: entering figures needs no session, only sending them does. */
const sessionSeconds = 12 * 60 * 60

/** Where better-auth believes it lives; what it is given is made by us, so the host is of no consequence. */
const inside = 'http://localhost/api/auth'

export function openAccounts({ storage, secret, secure, passwords, now }: AccountsOptions): Accounts {
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
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true, cookieCache: { enabled: false } },
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
    if (!found) return undefined
    return {
      id: found.session.id,
      person: found.session.userId as PersonId,
      expiresAt: new Date(found.session.expiresAt),
    }
  }

  return {
    session,

    async signIn(email, password, headers) {
      // Asked for every address alike. Whose access has ended goes the whole way with a password that cannot be hers.
      const person = await storage.personWith(email)
      const tried = person?.endedAt === undefined ? password : randomBytes(32).toString('base64url')
      const begun = await acts.signingIn(person)
      const answer = await post('/sign-in/email', headers, { email, password: tried })
      if (answer.ok) await begun.succeeded()
      else await begun.failed()
      if (answer.ok) return answer.headers.getSetCookie()
      // A wrong pair, or an address that is none: the same answer, in the same time.
      if (answer.status === 401 || answer.status === 400) return undefined
      throw new Error(`Signing in failed with ${answer.status}: ${await answer.text()}`)
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
      const fault = passwords.sample ? undefined : passwordFault(person.password, passwords.refused)
      if (fault !== undefined) throw new Error(fault)
      await storage.addPerson({
        id: randomUUID() as string as PersonId,
        name: person.name,
        email: person.email,
        role: person.role,
        contracts: person.contracts,
        services: person.services,
        passwordHash: await hashPassword(person.password),
        at: now(),
      })
    },
  }
}
