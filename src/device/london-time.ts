/** Instants are UTC; what a person reads is Europe/London, on every device, wherever its clock thinks it is. */
import type { Instant, IsoDate } from '../domain/ids.ts'

const time = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long' })
const date = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

export const toInstant = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant

/** The calendar date in London. */
export const londonDate = (at: Instant | number): IsoDate => date.format(new Date(at)) as IsoDate

/** '14:02' today, '10 July 14:02' on any other day; `now` in milliseconds. */
export const londonTime = (at: Instant, now: number): string =>
  londonDate(at) === londonDate(now)
    ? time.format(new Date(at))
    : `${day.format(new Date(at))} ${time.format(new Date(at))}`
