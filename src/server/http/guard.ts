/** Before any handler: where a request comes from, who sends it, and whether the route's rule lets her in. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { IsoDate } from '../../domain/ids.ts'
import { personHeader } from '../../protocol/person-header.ts'
import { type Access, accessOf, type RouteRule, refusal } from '../access.ts'
import type { Accounts, Session } from '../accounts/accounts.ts'
import { deviceSecretIn } from '../accounts/devices/devices.ts'
import { type Reference, sha256 } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import { ProblemError } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: RouteRule
  }
  interface FastifyRequest {
    caller: { readonly session: Session; readonly access: Access } | undefined
  }
}

export interface GuardedRoute {
  readonly method: string
  readonly url: string
  readonly rule: RouteRule
}

interface GuardOptions {
  readonly storage: Storage
  readonly accounts: Accounts
  readonly reference: () => Reference
  readonly today: () => IsoDate
  /** The site's address in production; undefined: whatever loopback address was asked. */
  readonly origin: string | undefined
}

const changesNothing = ['GET', 'HEAD', 'OPTIONS']
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Browsers name the origin on every request that changes something; a request that names none is no browser's. */
function isOurs(request: FastifyRequest, origin: string | undefined): boolean {
  const named = request.headers.origin
  if (origin !== undefined) return named === origin
  const { host } = request.headers
  return host !== undefined && loopback.test(host) && named === `http://${host}`
}

/** The headers of a request as the accounts read them. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  return headers
}

/** Installs the guard and gives the list of routes with their rules, complete once the server is ready. */
export function guard(app: FastifyInstance, options: GuardOptions): readonly GuardedRoute[] {
  const routes: GuardedRoute[] = []
  app.decorateRequest('caller', undefined)

  app.addHook('onRoute', route => {
    const { url } = route
    const rule = route.config?.access ?? (url.startsWith('/api/') ? undefined : 'anyone')
    if (!rule) throw new Error(`The route ${route.method} ${url} has no rule: say in its config who may call it.`)
    route.config = { ...route.config, access: rule }
    for (const method of [route.method].flat()) routes.push({ method, url, rule })
  })

  app.addHook('onRequest', async request => {
    if (!changesNothing.includes(request.method) && !isOurs(request, options.origin))
      throw new ProblemError('wrong-origin')
    if (request.is404) return
    const rule = request.routeOptions.config.access
    if (!rule) throw new Error(`${request.url} was reached without a rule`)
    if (rule === 'anyone' || rule === 'device-secret') return
    request.caller = await callerOf(request, options)
    const path = request.params as { readonly contract?: string; readonly place?: string }
    const code = refusal(rule, request.caller?.access, path)
    if (code) throw new ProblemError(code)
  })
  return routes
}

/**
 * Whoever's access has ended is nobody from the next request on. A device reported lost is refused as such, with any
 * session of hers: its cookies may be in other hands, while she goes on elsewhere.
 */
async function callerOf(request: FastifyRequest, options: GuardOptions): Promise<FastifyRequest['caller']> {
  const session = await options.accounts.session(headersOf(request))
  const person = session && (await options.storage.person(session.person))
  if (!person || person.endedAt !== undefined) return undefined
  const secret = deviceSecretIn(request.cookies)
  if (secret !== undefined && (await options.storage.isLost(person.id, sha256(secret))))
    throw new ProblemError('device-lost')
  // A page of somebody else's in the same browser: nothing is shown in it, or done by it, in her name.
  const meant = request.headers[personHeader]
  if (meant !== undefined && meant !== person.id) throw new ProblemError('wrong-person')
  return { session, access: accessOf(person, options.reference().set, options.today()) }
}

/** Who called a route that asks for a session. */
export function callerIn(request: FastifyRequest): { readonly session: Session; readonly access: Access } {
  if (!request.caller) throw new Error(`${request.url} was reached without a session`)
  return request.caller
}
