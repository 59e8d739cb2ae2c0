/**
 * How long a session holds: idle, since a person last did something herself, and absolute, since it began. Entering
 * figures needs no session, only sending them does; so short limits cost nobody a figure.
 */
import type { Instant } from '../../domain/ids.ts'
import type { SessionTimes } from '../../protocol/account.ts'
import { later, minute } from './instants.ts'

export interface SessionLimits {
  readonly idleMinutes: number
  readonly hours: number
}

export const usualLimits: SessionLimits = { idleMinutes: 60, hours: 12 }

export type LimitsRead =
  | { readonly ok: true; readonly limits: SessionLimits }
  /** A line each, as the start prints them. */
  | { readonly ok: false; readonly faults: readonly string[] }

/** Minutes and hours that a setting may say. Below five minutes people would sign in all day; beyond a day nobody does. */
const bounds = { idle: [5, 720], hours: [1, 24] } as const

/** From the settings of a start; what is not set is as usual. */
export function readSessionLimits(env: Readonly<Record<string, string | undefined>>): LimitsRead {
  const [idleText, hoursText] = [env['FIELDFARE_SESSION_IDLE_MINUTES'], env['FIELDFARE_SESSION_HOURS']]
  const idleMinutes = idleText ? whole(idleText, bounds.idle) : usualLimits.idleMinutes
  const hours = hoursText ? whole(hoursText, bounds.hours) : usualLimits.hours
  const faults: string[] = []
  if (idleMinutes === undefined)
    faults.push(
      `FIELDFARE_SESSION_IDLE_MINUTES is ${JSON.stringify(idleText)}: a whole number of minutes from ${bounds.idle[0]} to ${bounds.idle[1]} is expected.`,
    )
  if (hours === undefined)
    faults.push(
      `FIELDFARE_SESSION_HOURS is ${JSON.stringify(hoursText)}: a whole number of hours from ${bounds.hours[0]} to ${bounds.hours[1]} is expected.`,
    )
  if (idleMinutes === undefined || hours === undefined) return { ok: false, faults }
  if (idleMinutes <= hours * 60) return { ok: true, limits: { idleMinutes, hours } }
  return {
    ok: false,
    faults: [
      `A session cannot be idle for ${idleMinutes} minutes where it ends after ${hours} hours: set FIELDFARE_SESSION_IDLE_MINUTES lower or FIELDFARE_SESSION_HOURS higher.`,
    ],
  }
}

function whole(text: string, [least, most]: readonly [number, number]): number | undefined {
  const number = Number(text)
  return /^\d{1,6}$/.test(text) && number >= least && number <= most ? number : undefined
}

export interface SessionAges {
  readonly begunAt: Instant
  /** When she last did something herself; that it began counts. */
  readonly lastActiveAt: Instant
}

/** When a session ends by itself, by the server's clock. */
export function timesOf({ begunAt, lastActiveAt }: SessionAges, limits: SessionLimits): SessionTimes {
  const endsAt = later(begunAt, limits.hours * 60 * minute)
  const idleEndsAt = later(lastActiveAt, limits.idleMinutes * minute)
  return { idleEndsAt: idleEndsAt < endsAt ? idleEndsAt : endsAt, endsAt }
}

/** Sessions that began and were last used after these instants live. */
export interface Alive {
  readonly begunAfter: Instant
  readonly activeAfter: Instant
}

export const aliveAt = (at: Instant, { idleMinutes, hours }: SessionLimits): Alive => ({
  begunAfter: later(at, -hours * 60 * minute),
  activeAfter: later(at, -idleMinutes * minute),
})
