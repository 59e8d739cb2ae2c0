/** People and what they may do, as leads (their own staff) and administrators see and change them. */
import * as z from 'zod/mini'
import { everyRole } from '../domain/access/roles.ts'
import { contractIdSchema, instantSchema, isoDateSchema, personIdSchema } from '../domain/id-schemas.ts'
import { accountSchema, emailSchema } from './account.ts'
import { givenSchema, standInSchema } from './grants.ts'

export const personNameSchema = z.string().check(z.minLength(1), z.maxLength(120))

export const personRowSchema = z.object({
  id: personIdSchema,
  name: z.string(),
  email: z.string(),
  /** Of somebody who works elsewhere too, only what whoever asks may see. */
  given: givenSchema,
  standsIn: z.array(z.extend(standInSchema, { id: z.string() })),
  /** `invited`: has not chosen a password yet; `ended`: no access any more. */
  state: z.enum(['invited', 'active', 'ended']),
  /** Of an invitation that has not been used: when it ends, or has ended. */
  invitationEndsAt: z.nullable(instantSchema),
  /** When a session of hers was last used; null: never. */
  lastActive: z.nullable(instantSchema),
  /** What may be done to her by whoever asks. */
  manage: z.enum(['all', 'grants', 'nothing']),
})
export type PersonRow = z.infer<typeof personRowSchema>

/** GET /api/people */
export const peopleSchema = z.object({
  people: z.array(personRowSchema),
  /** The contracts whoever asks manages, and who leads each today. */
  contracts: z.array(
    z.object({
      contract: contractIdSchema,
      leads: z.enum(['none', 'one', 'several']),
    }),
  ),
  /** The roles that whoever asks may give. */
  rolesGiven: z.array(z.enum(everyRole)),
})
export type People = z.infer<typeof peopleSchema>

/** POST /api/people/invite */
export const inviteSchema = z.object({ name: personNameSchema, email: emailSchema, given: givenSchema })
export type Invite = z.infer<typeof inviteSchema>
export const invitedSchema = z.object({ person: personIdSchema })

/** POST /api/people/:person/invite-again, /end; GET /api/people/:person/devices; POST /api/people/:person/devices/lost */
export const personPathSchema = z.object({ person: personIdSchema })

/** POST /api/people/:person/code: shown once on the lead's screen, typed on the tablet. */
export const codeSchema = z.object({ code: z.string(), endsAt: instantSchema })
export type JoinCode = z.infer<typeof codeSchema>

/** POST /api/people/:person/access: what she holds from now on, of the contracts that whoever asks manages. */
export const accessChangeSchema = givenSchema

/** POST /api/people/:person/stand-ins; POST /api/people/:person/stand-ins/end */
export const nameStandInSchema = z.object({ contract: contractIdSchema, from: isoDateSchema, to: isoDateSchema })
export const endStandInSchema = z.object({ standIn: z.string().check(z.minLength(1), z.maxLength(100)) })

export const personDevicesSchema = z.object({ devices: accountSchema.shape.devices })
