/** When a submission was received, against the day it was due: on time or late, in words. Pure. */
import type { Instant, IsoDate } from '../../../domain/ids.ts'
import { workingDaysUntil } from '../../../domain/time/calendar.ts'
import { londonDay } from '../../../domain/time/london-day.ts'
import type { Installation } from '../../../protocol/exchange.ts'
import { longDate, plural } from '../../words.ts'

/** The council's day of a receipt. The sample's date is fixed: there, everything is received on that day. */
export const dayReceived = (receivedAt: Instant, { sample, today }: Pick<Installation, 'sample' | 'today'>): IsoDate =>
  sample ? today : londonDay(receivedAt)

/** 'On time', 'Late by 2 working days', 'Late': due until 23:59 in London, by when the server received it. */
export function onTimeWords(received: IsoDate, due: IsoDate): string {
  if (received <= due) return 'On time'
  const days = -workingDaysUntil(received, due)
  // A weekend after a Friday.
  return days <= 0 ? 'Late' : `Late by ${plural(days, 'working day')}`
}

/** 'On time: it was due 14 July 2017'. */
export const onTimeSentence = (received: IsoDate, due: IsoDate): string =>
  `${onTimeWords(received, due)}: it was due ${longDate(due)}`

/** The seen digest as people read it out: '3F2A 91C0'. Two returns with the same one hold the same figures and texts. */
export const checkNumber = (seen: string): string => `${seen.slice(0, 4)} ${seen.slice(4, 8)}`.toUpperCase()
