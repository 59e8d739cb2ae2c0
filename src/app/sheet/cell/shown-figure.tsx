import type { CellValue } from '../../../domain/figures/figure.ts'
import { isRatio, showValue } from '../../../domain/figures/measure.ts'
import { display } from '../../../domain/number/exact.ts'
import type { Reading } from '../../../domain/reading.ts'
import { dueIn } from '../../../domain/set/indicators.ts'
import { type Period, period, periodName, shortPeriodName } from '../../../domain/time/period.ts'

/** A figure that is not typed here, on one line: '1 of 3', '280', 'Not available'. */
export function shownFigure(reading: Reading, value: CellValue | null | undefined): string {
  const { indicator, measured } = reading
  if (isRatio(indicator) && measured.state === 'measured' && measured.part && measured.whole && value?.type !== 'value')
    return indicator.kind === 'percent'
      ? `${display(measured.part, 0)} of ${display(measured.whole, 0)}`
      : showValue(indicator, measured)
  return showValue(indicator, measured)
}

/** Why nothing is typed in a cell, in a word for the sheet ('' where it shows a figure) and a sentence for the dock. */
export function suppliedWords(
  reading: Reading,
  month: Period,
  stored: CellValue | null | undefined,
): { readonly short: string; readonly sentence: string } | undefined {
  const { indicator, measured } = reading
  if (indicator.source === 'derived') return { short: '', sentence: 'Worked out from other figures: not typed.' }
  if (indicator.source === 'imported')
    return measured.state === 'blank'
      ? { short: 'council', sentence: 'The council will supply this.' }
      : { short: '', sentence: 'Supplied by the council.' }
  // Typed all the same (by an earlier version, or for the council): then it can be changed and taken out.
  if (dueIn(indicator, month) || (stored !== null && stored !== undefined)) return undefined
  const asked = `Not asked for this month: it is due in ${monthNames(indicator.dueMonths ?? [])}.`
  return measured.state === 'blank'
    ? { short: 'not due', sentence: asked }
    : { short: `${showValue(indicator, measured)} ${shortPeriodName(reading.of)}`, sentence: asked }
}

const monthNames = (months: readonly number[]): string =>
  new Intl.ListFormat('en-GB').format(
    months.map(month => periodName(period(`2000-${String(month).padStart(2, '0')}`)).slice(0, -' 2000'.length)),
  )
