/** Devices: registering one, how it stands, and what it hands over when its person has no session any more. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { canonical } from '../../../domain/figures/figure.ts'
import type { DeviceId, Instant } from '../../../domain/ids.ts'
import {
  deviceAnswerSchema,
  standingAnswerSchema,
  standingRequestSchema,
  surrenderAnswerSchema,
  surrenderedSchema,
  surrenderRequestSchema,
} from '../../../protocol/exchange.ts'
import { concernsOf } from '../../history/concerns.ts'
import { callerIn } from '../../http/guard.ts'
import { ProblemError } from '../../http/problems.ts'
import type { Readings } from '../../record/readings.ts'
import { type Reference, sha256 } from '../../reference.ts'
import type { Storage, StoredDevice } from '../../storage/storage.ts'
import { deviceSecretIn, registerDevice, renewSecret, secretFits, setSecret, standingOf } from './devices.ts'
import { surrenderedTo } from './surrendered.ts'

export interface DeviceRoutes {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly readings: Readings
  readonly https: boolean
  readonly now: () => Instant
}

export function deviceRoutes(plain: FastifyInstance, { storage, reference, readings, https, now }: DeviceRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()

  /** The device a request names, once it has shown that device's secret. */
  async function shown(id: DeviceId, request: FastifyRequest): Promise<StoredDevice> {
    const device = await storage.device(id)
    if (!secretFits(device, deviceSecretIn(request.cookies))) throw new ProblemError('unknown-device')
    return device
  }

  app.post(
    '/api/devices',
    { config: { access: 'signed-in' }, schema: { response: { 200: deviceAnswerSchema } } },
    async (request, reply) => {
      const { person } = callerIn(request).access
      const brought = { secret: deviceSecretIn(request.cookies), userAgent: request.headers['user-agent'] }
      const { device, secret } = await registerDevice(storage, person.id, brought, now())
      setSecret(reply, secret, https)
      return { device }
    },
  )

  app.post(
    '/api/standing',
    {
      config: { access: 'device-secret' },
      schema: { body: standingRequestSchema, response: { 200: standingAnswerSchema } },
    },
    async (request, reply) => {
      const device = await shown(request.body.device, request)
      renewSecret(request, reply, https)
      return { standing: await standingOf(storage, device) }
    },
  )

  app.post(
    '/api/surrender',
    {
      config: { access: 'device-secret' },
      schema: { body: surrenderRequestSchema, response: { 200: surrenderAnswerSchema } },
    },
    async request => {
      const { device: id, operations } = request.body
      const device = await shown(id, request)
      // The secret of a lost device is in other hands: what comes with it is nobody's word.
      if (device.lostAt !== undefined) throw new ProblemError('device-lost')
      return { kept: await storage.surrender(device.id, operations.map(kept), now()) }
    },
  )

  app.get(
    '/api/surrendered',
    { config: { access: { may: 'read-handed-over' } }, schema: { response: { 200: surrenderedSchema } } },
    async request => {
      const caller = callerIn(request)
      const handedOver = await surrenderedTo(storage, reference(), caller.access)
      const changes = handedOver.changes.length + (handedOver.unreadable ?? 0)
      const about = { changes, ...concernsOf(caller.access.person) }
      if (changes > 0) await readings.note(caller, { what: 'handed-over-read', about })
      return handedOver
    },
  )
}

/** An operation handed over, as text; the same one twice has the same hash. */
function kept(operation: unknown): { readonly hash: string; readonly body: string } {
  try {
    return { hash: sha256(canonical(operation)), body: JSON.stringify(operation) }
  } catch (error) {
    if (error instanceof RangeError) throw new ProblemError('malformed')
    throw error
  }
}
