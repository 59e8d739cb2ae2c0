/** Working days: Monday to Friday but for bank holidays of England and Wales. Dates only; 23:59 is the caller's. */

import type { IsoDate } from '../ids.ts'
import { bankHolidays } from './bank-holidays.ts'
import { addMonths, type Period } from './period.ts'

const nextDay = (date: IsoDate): IsoDate => {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 10) as IsoDate
}

export function isWorkingDay(date: IsoDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !bankHolidays.has(date)
}

/** The nth working day of a month (n from 1); runs on into the next month when there are not so many. */
export function nthWorkingDay(month: Period, n: number): IsoDate {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`Not an ordinal of a working day: ${n}`)
  let date = `${month}-01` as IsoDate
  for (let left = n; ; date = nextDay(date)) {
    if (isWorkingDay(date)) left -= 1
    if (left === 0) return date
  }
}

/** When a month's returns are due: on the nth working day of the month after. June 2017 on the 10th: 14 July. */
export const dueDate = (month: Period, dueWorkingDay: number): IsoDate =>
  nthWorkingDay(addMonths(month, 1), dueWorkingDay)

/** Working days after today up to and including the due date: 11 to 14 July is 3; 0 on the day; negative when past. */
export function workingDaysUntil(today: IsoDate, due: IsoDate): number {
  const [first, last, sign] = today <= due ? [today, due, 1] : [due, today, -1]
  let days = 0
  for (let date = first; date < last; ) {
    date = nextDay(date)
    if (isWorkingDay(date)) days += 1
  }
  return days === 0 ? 0 : days * sign
}
