/** Whether a return came on time: judged by the server's receipt, never by a device's clock. */
import type { Instant, IsoDate } from '../ids.ts'
import { londonDay } from '../time/london-day.ts'

export type Punctuality =
  | { readonly is: 'outstanding' }
  /** Past due, and not received. */
  | { readonly is: 'overdue' }
  | { readonly is: 'on-time' }
  | { readonly is: 'late' }
  /** Received late, and counted on time by an officer. */
  | { readonly is: 'counted'; readonly reason: string }

export interface Judged {
  readonly due: IsoDate
  /** The receipt it is judged by; null: there is none. */
  readonly received: Instant | null
  /** The officer's reason. */
  readonly onTime: string | null
  /** Europe/London. */
  readonly today: IsoDate
}

export function punctuality({ due, received, onTime, today }: Judged): Punctuality {
  if (received === null) return { is: today > due ? 'overdue' : 'outstanding' }
  // Due at 23:59 of London's day: whatever the server received on that day.
  if (londonDay(received) <= due) return { is: 'on-time' }
  return onTime === null ? { is: 'late' } : { is: 'counted', reason: onTime }
}
