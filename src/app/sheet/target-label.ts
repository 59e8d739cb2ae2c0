/** A target short enough for a narrow column, and in words. */

import { everywhere, type PlaceId } from '../../domain/ids.ts'
import { withUnit } from '../../domain/sentences.ts'
import type { Condition, Indicator } from '../../domain/set/indicator-set.ts'
import { conditionLabel, ratedCondition, targetFor } from '../../domain/set/target.ts'
import type { Month } from '../month/month.ts'

export interface TargetLabel {
  readonly short: string
  readonly words: string
}

const shortCondition = (indicator: Indicator, condition: Condition): string => {
  const unit = (value: Parameters<typeof withUnit>[1]): string => withUnit(indicator, value)
  switch (condition.type) {
    case 'at-least':
      return `≥ ${unit(condition.value)}`
    case 'at-most':
      return `≤ ${unit(condition.value)}`
    case 'between':
      return condition.low === condition.high ? `= ${unit(condition.low)}` : `${condition.low}–${unit(condition.high)}`
  }
}

export const conditionWords = (indicator: Indicator, condition: Condition): string =>
  conditionLabel(condition, value => withUnit(indicator, value))

/** The target that one place's figure is rated against, or that is printed for it; undefined when it has none. */
export function placeTarget(month: Month, indicator: Indicator, place: PlaceId): Condition | undefined {
  const target = targetFor(month.set, indicator, month.contract.id, place, month.period)
  const at = { month: month.period, reportingYearBegins: month.contract.reportingYearBegins }
  return ratedCondition(indicator, target, at) ?? target?.month ?? target?.year
}

/** One label for the row: the same for every district, or said to differ. */
export function rowTarget(month: Month, indicator: Indicator): TargetLabel {
  const conditions = month.places.map(place => placeTarget(month, indicator, place))
  const found = conditions.filter(condition => condition !== undefined)
  const [first] = found
  if (first === undefined) {
    const whole = placeTarget(month, indicator, everywhere)
    if (whole === undefined) return { short: '–', words: 'no target' }
    return {
      short: shortCondition(indicator, whole),
      words: `${conditionWords(indicator, whole)} for the whole contract`,
    }
  }
  const labels = new Set(found.map(condition => shortCondition(indicator, condition)))
  if (labels.size > 1 || found.length < conditions.length) return { short: 'by district', words: 'differs by district' }
  return { short: shortCondition(indicator, first), words: conditionWords(indicator, first) }
}
