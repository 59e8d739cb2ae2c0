/** Routes of an account for its owner: how long the session holds, sessions, devices, password. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import type { Instant } from '../../../domain/ids.ts'
import {
  accountSchema,
  changePasswordSchema,
  deviceLostSchema,
  endSessionSchema,
  type SessionTimes,
  sessionTimesSchema,
} from '../../../protocol/account.ts'
import { callerIn } from '../../http/guard.ts'
import { touchSession } from '../../storage/session-rows.ts'
import { deviceSecretIn } from '../devices/devices.ts'
import { aliveAt, type SessionAges, type SessionLimits, timesOf } from '../session-limits.ts'
import { counted, type Tries } from '../tries.ts'
import { ownDevices, reportOwnDeviceLost } from './devices.ts'
import { changePassword, endOwnSession, type Own, ownSessions, signOutEverywhere } from './sessions.ts'

export interface OwnRoutes extends Own {
  readonly limits: SessionLimits
  readonly now: () => Instant
  /** Of password changes: a session that somebody left open is no way to try passwords. */
  readonly tries: Tries
}

const nothing = z.object({})
const hers = { may: 'see-own-sessions' } as const

export function ownRoutes(plain: FastifyInstance, own: OwnRoutes): void {
  const { db, limits, now, tries } = own
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const times = (ages: SessionAges): SessionTimes => ({ ...timesOf(ages, limits), now: now() })

  app.get(
    '/api/session',
    { config: { access: 'signed-in' }, schema: { response: { 200: sessionTimesSchema } } },
    async request => times(callerIn(request).session),
  )

  app.post(
    '/api/session/active',
    { config: { access: 'signed-in' }, schema: { response: { 200: sessionTimesSchema } } },
    async request => {
      const { session } = callerIn(request)
      const at = now()
      await db.transaction().execute(transaction => touchSession(transaction, session, at))
      return times({ ...session, lastActiveAt: at })
    },
  )

  app.get('/api/account', { config: { access: hers }, schema: { response: { 200: accountSchema } } }, async request => {
    const { session } = callerIn(request)
    return {
      sessions: await ownSessions(db, session, aliveAt(now(), limits)),
      devices: [...(await ownDevices(db, session.person, deviceSecretIn(request.cookies)))],
    }
  })

  app.post(
    '/api/account/sessions/end',
    { config: { access: hers }, schema: { body: endSessionSchema, response: { 200: nothing } } },
    async request => {
      await endOwnSession(own, callerIn(request).access.person, request.body.session, now())
      return {}
    },
  )

  app.post(
    '/api/account/sign-out-everywhere',
    { config: { access: hers }, schema: { response: { 200: nothing } } },
    async request => {
      await signOutEverywhere(own, callerIn(request).access.person, now())
      return {}
    },
  )

  app.post(
    '/api/account/devices/lost',
    {
      config: { access: { may: 'report-device-lost' } },
      schema: { body: deviceLostSchema, response: { 200: nothing } },
    },
    async request => {
      const { session, access } = callerIn(request)
      await reportOwnDeviceLost(own, access.person, session, request.body.device, now())
      return {}
    },
  )

  app.post(
    '/api/account/password',
    { config: { access: 'signed-in' }, schema: { body: changePasswordSchema, response: { 200: nothing } } },
    async request => {
      const { session, access } = callerIn(request)
      await counted(tries, access.person.email, request.ip, () =>
        changePassword(own, access.person, session.id, request.body, now),
      )
      return {}
    },
  )
}
