/** What a figure is held to, in words: of a yearly target also what is due by now, and what is left of it. */
import { showNumber } from '../../../domain/figures/measure.ts'
import { compare, exact, subtract, whole } from '../../../domain/number/exact.ts'
import type { Reading, ReturnContext } from '../../../domain/reading.ts'
import type { Condition } from '../../../domain/set/indicator-set.ts'
import { targetToDate } from '../../../domain/set/target.ts'
import { conditionWords } from '../target-label.ts'

type At = Pick<ReturnContext, 'contract' | 'period'>

/**
 * 'at least 401.3 to date (at least 688 for the year, 279 left)', 'at least 133 for the year (78 to date, 109 left)',
 * 'at least 80 %', 'none'.
 */
export function targetWords(at: At, reading: Reading): string {
  const { indicator, condition, target } = reading
  const shown = condition ?? target?.month ?? target?.year
  if (shown === undefined) return 'none'
  const words = conditionWords(indicator, shown)
  const toDate = condition !== undefined && indicator.ratedAgainst === 'to-date'
  const year = target?.year
  if (year === undefined) return toDate ? `${words} to date` : words
  const more = [
    ...(shown === year ? [] : [`${conditionWords(indicator, year)} for the year`]),
    ...(toDate ? [] : dueByNow(at, reading, year)),
    ...left(reading, year),
  ]
  const of = toDate ? ' to date' : shown === year ? ' for the year' : ''
  return `${words}${of}${more.length === 0 ? '' : ` (${more.join(', ')})`}`
}

/** A number to be reached over the year by a figure that counts what there has been so far. */
const countsTowards = ({ indicator }: Reading, year: Condition): boolean =>
  year.type === 'at-least' && (indicator.kind === 'count' || indicator.kind === 'money')

function dueByNow({ contract, period }: At, reading: Reading, year: Condition): readonly string[] {
  const { indicator, target } = reading
  if (indicator.basis !== 'ytd' || year.type !== 'at-least' || !countsTowards(reading, year)) return []
  const due = targetToDate(year.value, period, contract.reportingYearBegins, target?.profile)
  return [`${showNumber(indicator, due, due.n % due.d === 0n ? indicator.decimals : 1)} to date`]
}

/** '279 left', 'reached'; of a rolling year, which may fall again, '279 short'. Of a month's own count nothing is left. */
function left(reading: Reading, year: Condition): readonly string[] {
  const { indicator, measured } = reading
  if (measured.state !== 'measured' || year.type !== 'at-least' || !countsTowards(reading, year)) return []
  if (indicator.basis !== 'ytd' && indicator.basis !== 'r12m') return []
  const missing = subtract(exact(year.value), measured.value)
  if (compare(missing, whole(0)) <= 0) return ['reached']
  return [`${showNumber(indicator, missing)} ${indicator.basis === 'ytd' ? 'left' : 'short'}`]
}
