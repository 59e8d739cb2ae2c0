/** Device secrets: one a browser profile, shared by the people who use it; only its hash is stored. */
import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeviceId, Instant, PersonId } from '../../../domain/ids.ts'
import type { Standing } from '../../../protocol/exchange.ts'
import { sha256 } from '../../reference.ts'
import type { Storage, StoredDevice } from '../../storage/storage.ts'
import { browserWords } from './browser-words.ts'

/** On this machine, and everywhere before there was the other: read where the browser has only this. */
const plainName = 'fieldfare-device'
/** On https: a browser takes a cookie of this name from this very site only, over TLS, for all of it. */
const hostName = '__Host-fieldfare-device'

/** The secret that a browser shows. */
export const deviceSecretIn = (cookies: Readonly<Record<string, string | undefined>>): string | undefined =>
  cookies[hostName] ?? cookies[plainName]

/** Seconds a browser keeps the secret: as long as browsers allow a cookie, 400 days. */
export const secretSeconds = 400 * 24 * 60 * 60

const shape = /^[A-Za-z0-9_-]{43}$/

/** Registers one person's database on a device. A secret the browser already has and we know stays the secret. */
export async function registerDevice(
  storage: Storage,
  person: PersonId,
  brought: { readonly secret: string | undefined; readonly userAgent: string | undefined },
  at: Instant,
): Promise<{ readonly device: DeviceId; readonly secret: string }> {
  const secret = (await knownSecret(storage, brought.secret)) ?? randomBytes(32).toString('base64url')
  const device = randomUUID() as string as DeviceId
  const browser = browserWords(brought.userAgent)
  await storage.addDevice({ id: device, person, secretHash: sha256(secret), browser }, at)
  return { device, secret }
}

/** The secret a browser brought, if we gave it. */
export async function knownSecret(storage: Storage, brought: string | undefined): Promise<string | undefined> {
  if (brought === undefined || !shape.test(brought)) return undefined
  return (await storage.knowsSecret(sha256(brought))) ? brought : undefined
}

/** How a browser keeps what is to stay: for its whole time from now, for requests from this site only, kept from pages. */
export const browserKeeps = (https: boolean, path = '/') =>
  ({ path, httpOnly: true, sameSite: 'strict', secure: https, maxAge: secretSeconds }) as const

/** Gives a browser its secret, in the place of one under the older name. */
export function setSecret(reply: FastifyReply, secret: string, https: boolean): void {
  if (!https) {
    reply.setCookie(plainName, secret, browserKeeps(https, '/api'))
    return
  }
  reply.setCookie(hostName, secret, browserKeeps(https))
  if (reply.request.cookies[plainName] !== undefined) reply.clearCookie(plainName, { path: '/api', secure: true })
}

/** Where the secret still has its older name, after it was found to be one of ours. */
export function renewSecret(request: FastifyRequest, reply: FastifyReply, https: boolean): void {
  const secret = request.cookies[plainName]
  if (https && secret !== undefined && request.cookies[hostName] === undefined) setSecret(reply, secret, https)
}

export function secretFits(device: StoredDevice | undefined, secret: string | undefined): device is StoredDevice {
  if (!device || secret === undefined) return false
  const [left, right] = [Buffer.from(sha256(secret)), Buffer.from(device.secretHash)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** How a device stands with whoever showed its secret. A lost one is deleted unopened, whatever became of the person. */
export async function standingOf(storage: Storage, device: StoredDevice): Promise<Standing> {
  if (device.lostAt !== undefined) return 'lost'
  const person = await storage.person(device.person)
  return person?.endedAt === undefined ? 'here' : 'left'
}
