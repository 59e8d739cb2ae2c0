/** Whether a row was received, and when; whether that was in time. Pure. */
import type { Instant, IsoDate } from '../../../domain/ids.ts'
import { dayName, dueSentence } from '../../../domain/sentences.ts'
import type { ShownRow } from '../board-rows.ts'

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
/** '11 Jul, 14:03'. */
export const shortWhen = (at: Instant): string => dayAndTime.format(new Date(at))

/** '11 Jul, 14:03' where it was received, with 'late' or 'counted on time' where it is so; 'Overdue by 2 working days'. */
export function whenWords({ row, punctuality, collection }: ShownRow, today: IsoDate): string {
  switch (punctuality.is) {
    case 'overdue':
      return collection ? dueSentence(today, collection.due).replace(/^Late/, 'Overdue') : 'Overdue'
    case 'outstanding':
      // In how many days stands above the board.
      return !collection ? '' : today === collection.due ? 'Due today' : `Due ${dayName(collection.due)}`
    case 'late':
      return `${receivedWords(row.received)}, late`
    case 'counted':
      return `${receivedWords(row.received)}, counted on time`
    case 'on-time':
      return receivedWords(row.received)
  }
}

const receivedWords = (at: Instant | null): string => (at === null ? 'Received' : shortWhen(at))
