/**
 * An account from its owner's side: getting in, passwords, sessions, devices. Every secret (link, code, password)
 * travels in a body, never in an address. Sentences for each refusal stand in problems.ts.
 */
import * as z from 'zod/mini'
import { deviceIdSchema, instantSchema } from '../domain/id-schemas.ts'

/** Anything a person may type; what a password must be is the server's to say, with a sentence. */
export const passwordSchema = z.string().check(z.minLength(1), z.maxLength(4_000))
export const emailSchema = z.string().check(z.minLength(3), z.maxLength(320))
/** The secret of a link: 43 characters of base64url. */
export const linkTokenSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))
/** What a lead's screen shows, without its hyphen and in capitals: eight letters and digits that cannot be mistaken. */
export const joinCodeSchema = z.string().check(z.regex(/^[2-9A-HJ-NP-Z]{8}$/))

/** POST /api/auth/invitation: whose a link is, before anything is chosen. `not-found`: used, ended or too old. */
export const invitationRequestSchema = z.object({ token: linkTokenSchema })
export const invitationSchema = z.object({
  name: z.string(),
  email: z.string(),
  /** Who invited her; null: the program, for the first administrator. */
  by: z.nullable(z.string()),
  endsAt: instantSchema,
  /** Whether she will enter figures, so that work is kept on her device; absent: taken so. */
  figures: z.optional(z.boolean()),
})
export type Invitation = z.infer<typeof invitationSchema>

/** POST /api/auth/invitation/accept: a password by link, or by address and code; signs in nobody. */
export const acceptRequestSchema = z.union([
  z.object({ token: linkTokenSchema, password: passwordSchema }),
  z.object({ email: emailSchema, code: joinCodeSchema, password: passwordSchema }),
])
export type AcceptRequest = z.infer<typeof acceptRequestSchema>
export const acceptedSchema = z.object({ email: z.string() })

/** POST /api/auth/forgotten: always the same answer in the same time, whether there is such an account or not. */
export const forgottenRequestSchema = z.object({ email: emailSchema })
/** POST /api/auth/reset: by the link of the letter; ends every session. */
export const resetRequestSchema = z.object({ token: linkTokenSchema, password: passwordSchema })

/** POST /api/account/password: ends every other session. */
export const changePasswordSchema = z.object({ present: passwordSchema, next: passwordSchema })

/** When a session ends by itself. */
export const sessionTimesSchema = z.object({
  /** Without anything done by a person; `POST /api/session/active` moves it. */
  idleEndsAt: instantSchema,
  /** Whatever is done. */
  endsAt: instantSchema,
  /** The server's clock when it answered: a device's own may be wrong. Absent: taken as the device's. */
  now: z.optional(instantSchema),
})
/** GET /api/session, and the answer of POST /api/session/active. Asking does not extend it. */
export type SessionTimes = z.infer<typeof sessionTimesSchema>

/** GET /api/account */
export const accountSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      /** In a few words: 'Chrome on Windows'. */
      browser: z.string(),
      begun: instantSchema,
      lastActive: instantSchema,
      /** The one that asks. */
      own: z.boolean(),
    }),
  ),
  devices: z.array(
    z.object({
      device: deviceIdSchema,
      browser: z.string(),
      registered: instantSchema,
      lastSeen: z.nullable(instantSchema),
      lost: z.nullable(instantSchema),
      own: z.boolean(),
    }),
  ),
})
export type Account = z.infer<typeof accountSchema>
export type AccountDevice = Account['devices'][number]

/** POST /api/account/sessions/end: one session; POST /api/account/sign-out-everywhere: all, this one too. */
export const endSessionSchema = z.object({ session: z.string().check(z.minLength(1), z.maxLength(100)) })
/** POST /api/account/devices/lost */
export const deviceLostSchema = z.object({ device: deviceIdSchema })
