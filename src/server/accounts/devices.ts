/** Device secrets: one a browser profile, shared by the people who use it; only its hash is stored. */
import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { DeviceId, Instant, PersonId } from '../../domain/ids.ts'
import type { Standing } from '../../protocol/exchange.ts'
import { sha256 } from '../reference.ts'
import type { Storage, StoredDevice } from '../storage/storage.ts'

export const deviceCookie = 'fieldfare-device'
/** Seconds a browser keeps the secret: as long as browsers allow, 400 days. */
const secretSeconds = 400 * 24 * 60 * 60

const shape = /^[A-Za-z0-9_-]{43}$/

/** Registers one person's database on a device. A secret the browser already has and we know stays the secret. */
export async function registerDevice(
  storage: Storage,
  person: PersonId,
  brought: string | undefined,
  at: Instant,
): Promise<{ readonly device: DeviceId; readonly secret: string }> {
  const secret = (await knownSecret(storage, brought)) ?? randomBytes(32).toString('base64url')
  const device = randomUUID() as string as DeviceId
  await storage.addDevice({ id: device, person, secretHash: sha256(secret) }, at)
  return { device, secret }
}

/** The secret a browser brought, if we gave it. */
export async function knownSecret(storage: Storage, brought: string | undefined): Promise<string | undefined> {
  if (brought === undefined || !shape.test(brought)) return undefined
  return (await storage.knowsSecret(sha256(brought))) ? brought : undefined
}

/** Gives a browser its secret, for its whole time from now. */
export function setSecret(reply: FastifyReply, secret: string, https: boolean): void {
  reply.setCookie(deviceCookie, secret, {
    path: '/api',
    httpOnly: true,
    sameSite: 'strict',
    secure: https,
    maxAge: secretSeconds,
  })
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
