/** Dates and times as this app prints them: Europe/London, whatever the device thinks. */
import type { AnyRole } from '../domain/access/roles.ts'
import type { Instant, IsoDate } from '../domain/ids.ts'

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const longDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** '11 July 2017 at 14:02'. */
export const whenSentence = (at: Instant): string => dayAndTime.format(new Date(at))
/** '11 July 2017'. */
export const longDate = (date: IsoDate): string => longDay.format(new Date(`${date}T12:00:00Z`))

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const roleWords = {
  'field-worker': 'Field worker',
  'provider-editor': 'Provider editor',
  'provider-lead': 'Provider lead',
  officer: 'Commissioning officer',
  'performance-team': 'Performance team',
  reader: 'Reader',
  auditor: 'Auditor',
  administrator: 'Administrator',
} as const satisfies Record<AnyRole, string>
/** A role as printed on a receipt. */
export const roleWord = (role: AnyRole): string => roleWords[role]
