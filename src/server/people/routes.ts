/** People and what they may do, for leads (their own staff) and administrators (everybody but themselves). */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { type Permission, rolesGivenBy } from '../../domain/access/permissions.ts'
import type { PersonId } from '../../domain/ids.ts'
import { deviceLostSchema } from '../../protocol/account.ts'
import {
  accessChangeSchema,
  codeSchema,
  endStandInSchema,
  invitedSchema,
  inviteSchema,
  nameStandInSchema,
  peopleSchema,
  personDevicesSchema,
  personPathSchema,
} from '../../protocol/people.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import { standIns } from '../storage/grant-rows.ts'
import { invitationEnds, notBegun } from '../storage/invitation-rows.ts'
import { allPeople, lastActive } from '../storage/people-rows.ts'
import { changeAccess, endPersonsAccess } from './changing.ts'
import { codeFor, inviteAgain, invitePerson } from './inviting.ts'
import { devicesFor, reportLostFor } from './losing.ts'
import type { Office } from './office.ts'
import { peopleShown } from './shown.ts'
import { endStandIn, nameStandIn } from './standing-in.ts'

const done = z.object({})
/** Whoever has one of these is let in; what she may do to whom is asked of the people themselves, in each act. */
const managers = { any: ['manage-own-staff', 'manage-people'] } as const satisfies { any: readonly Permission[] }
const naming = { may: 'name-stand-in' } as const satisfies { may: Permission }

/** `held`: after the commit, of somebody who holds something else from now on. */
export function peopleRoutes(plain: FastifyInstance, office: Office, held: (person: PersonId) => Promise<void>): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const changed = (person: PersonId): void => {
    held(person).catch(error => plain.log.error({ err: error }, 'pokes failed'))
  }

  app.get(
    '/api/people',
    { config: { access: managers }, schema: { response: { 200: peopleSchema } } },
    async request => {
      const { access } = callerIn(request)
      managerOf(request)
      const { db, set, today } = office
      const everybody = await db.transaction().execute(async transaction => ({
        people: await allPeople(transaction),
        standIns: await standIns(transaction),
        notBegun: await notBegun(transaction),
        invitationEnds: await invitationEnds(transaction),
        lastActive: await lastActive(transaction),
      }))
      return peopleShown(access.person, everybody, { set: set(), today: today() })
    },
  )

  app.post(
    '/api/people/invite',
    { config: { access: managers }, schema: { body: inviteSchema, response: { 200: invitedSchema } } },
    async request => ({ person: await invitePerson(office, managerOf(request), request.body) }),
  )

  app.post(
    '/api/people/:person/invite-again',
    { config: { access: managers }, schema: { params: personPathSchema, response: { 200: done } } },
    async request => {
      await inviteAgain(office, managerOf(request), request.params.person)
      return {}
    },
  )

  app.post(
    '/api/people/:person/code',
    { config: { access: managers }, schema: { params: personPathSchema, response: { 200: codeSchema } } },
    request => codeFor(office, managerOf(request), request.params.person),
  )

  app.post(
    '/api/people/:person/access',
    {
      config: { access: managers },
      schema: { params: personPathSchema, body: accessChangeSchema, response: { 200: done } },
    },
    async request => {
      await changeAccess(office, managerOf(request), request.params.person, request.body)
      changed(request.params.person)
      return {}
    },
  )

  app.post(
    '/api/people/:person/end',
    { config: { access: managers }, schema: { params: personPathSchema, response: { 200: done } } },
    async request => {
      await endPersonsAccess(office, managerOf(request), request.params.person)
      changed(request.params.person)
      return {}
    },
  )

  app.post(
    '/api/people/:person/stand-ins',
    {
      config: { access: naming },
      schema: { params: personPathSchema, body: nameStandInSchema, response: { 200: done } },
    },
    async request => {
      await nameStandIn(office, managerOf(request), request.params.person, request.body)
      changed(request.params.person)
      return {}
    },
  )

  app.post(
    '/api/people/:person/stand-ins/end',
    {
      config: { access: naming },
      schema: { params: personPathSchema, body: endStandInSchema, response: { 200: done } },
    },
    async request => {
      await endStandIn(office, managerOf(request), request.params.person, request.body.standIn)
      changed(request.params.person)
      return {}
    },
  )

  app.get(
    '/api/people/:person/devices',
    { config: { access: managers }, schema: { params: personPathSchema, response: { 200: personDevicesSchema } } },
    async request => ({ devices: [...(await devicesFor(office, managerOf(request), request.params.person))] }),
  )

  app.post(
    '/api/people/:person/devices/lost',
    {
      config: { access: managers },
      schema: { params: personPathSchema, body: deviceLostSchema, response: { 200: done } },
    },
    async request => {
      await reportLostFor(office, managerOf(request), request.params.person, request.body.device)
      return {}
    },
  )
}

/** Who stands in as lead is let in by the rule, and manages nobody. */
function managerOf(request: FastifyRequest): PersonId {
  const { person } = callerIn(request).access
  if (rolesGivenBy(person.role).length === 0) throw new ProblemError('not-allowed')
  return person.id
}
