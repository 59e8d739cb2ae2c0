/** Which day it is: the council's, wherever the machine stands. */
import type { Instant, IsoDate } from '../ids.ts'

const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })

/** The day of London at an instant: in summer it begins an hour before UTC's. */
export const londonDay = (at: Instant | Date): IsoDate => day.format(new Date(at)) as IsoDate
