/** The day by which an answer is asked for unless the officer says another: so many working days on. */
import type { IsoDate } from '../ids.ts'
import { isWorkingDay } from '../time/calendar.ts'

/** Working days that a provider is given. */
export const daysToAnswer = 5

/** `days` working days after `today`: from Tuesday 11 July 2017, five on is Tuesday 18 July. */
export function workingDayAfter(today: IsoDate, days: number): IsoDate {
  const day = new Date(`${today}T00:00:00Z`)
  let date = today
  for (let left = days; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    date = day.toISOString().slice(0, 10) as IsoDate
    if (isWorkingDay(date)) left -= 1
  }
  return date
}
