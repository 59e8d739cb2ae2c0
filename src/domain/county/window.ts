/** The thirteen months of a scorecard. */
import { addMonths, type Period, periodsFrom } from '../time/period.ts'

export const monthsShown = 13

/**
 * Ending with the month itself once there is a year of figures, so that the same month last year stands first; before
 * that, from the first month that has any, with the months to come left blank.
 */
export function thirteenMonths(month: Period, first: Period | undefined): readonly Period[] {
  const yearBefore = addMonths(month, 1 - monthsShown)
  const from = first !== undefined && first > yearBefore ? (first < month ? first : month) : yearBefore
  return periodsFrom(from, addMonths(from, monthsShown - 1))
}
