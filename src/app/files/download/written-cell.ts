/** What a file says of one indicator in one district: two cells, the second empty but for a whole. */
import { cellsOf } from '../../../domain/checks/checks.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { isRatio, type Measured, showValue } from '../../../domain/figures/measure.ts'
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import { display, type Exact } from '../../../domain/number/exact.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn, enteredAt, indicatorById, owes } from '../../../domain/set/indicators.ts'
import { suppliedWords } from '../../sheet/cell/shown-figure.tsx'
import { type Field, followedBy, storedField } from '../../sheet/cell/typed-value.ts'
import type { MonthWork } from '../../sheet/work/month-work.ts'
import type { GridCell } from '../grid.ts'
import { gapText } from './gap-text.ts'

export type Side = 'part' | 'whole'
export const sides: readonly Side[] = ['part', 'whole']

/** The field that a column of the pair is for; undefined where it has none: an amount's second cell. */
export const fieldAt = (indicator: Indicator, side: Side): Field | undefined =>
  isRatio(indicator) ? side : side === 'part' ? 'value' : undefined

const shut = (value: string | number = ''): GridCell => ({ look: 'shut', value })

/** Figures have at most 12 digits: as a number nothing is lost. */
const asNumber = (value: Exact): number => Number(display(value, 3))

/** 'follows CEH08': the part or whole that is another indicator's figure. */
export const followsText = (code: string): string => `follows ${code}`
export const saysFollows = (text: string): boolean => /^follows\b/i.test(text.trim())

/** Whether a person types it here: asked for by this month's return, of this provider, in this place. */
export const isAsked = (work: MonthWork, place: PlaceId, indicator: Indicator): boolean =>
  owes(work.month.set, work.month.contract, indicator, work.month.period, place)

/** What the device holds of a cell: not what is still being typed. */
export const storedValue = (work: MonthWork, place: PlaceId, indicator: Indicator): CellValue | null =>
  work.cell(place, indicatorCell(indicator.id))?.value ?? null

function measuredSide(indicator: Indicator, measured: Measured, side: Side): string | number {
  if (measured.state === 'measured' && (measured.source === 'amount' || !isRatio(indicator)))
    return side === 'part' ? asNumber(measured.value) : ''
  if (measured.state === 'measured' && measured.part && measured.whole)
    return asNumber(measured[side] ?? measured.value)
  if (side === 'whole' || measured.state === 'blank' || measured.state === 'incomplete') return ''
  return measured.state === 'gap' ? gapText(measured.gap) : showValue(indicator, measured)
}

/** A figure that the council supplies, that is worked out, or that is not asked for this month. */
function suppliedCell(work: MonthWork, place: PlaceId, indicator: Indicator, side: Side): GridCell {
  const reading = work.readings.reading(place, indicator)
  const words = suppliedWords(reading, work.month.period, storedValue(work, place, indicator))
  const value = words?.short && side === 'part' ? words.short : measuredSide(indicator, reading.measured, side)
  return shut(words?.short && side === 'whole' ? '' : value)
}

/** The cell of one side of one indicator in one place, as a download writes it. */
export function writtenCell(work: MonthWork, place: PlaceId, indicator: Indicator, side: Side): GridCell {
  const { set, period } = work.month
  if (!enteredAt(indicator, place)) return shut()
  if (!isAsked(work, place, indicator)) return suppliedCell(work, place, indicator, side)
  const field = fieldAt(indicator, side)
  if (field === undefined) return shut()
  const look = work.readOnly(place) === undefined ? 'entry' : 'shut'
  const value = storedValue(work, place, indicator)
  if (value?.type === 'gap') return { look, value: side === 'part' ? gapText(value) : '' }
  const stored = storedField(value, field)
  if (stored !== undefined) return { look, value: Number(stored) }
  const source = followedBy(indicator, field)
  if (source === undefined) return { look, value: '' }
  const from = indicatorById(set, source)
  return shut(followsText(from === undefined ? source : codeIn(from, period)))
}

/** The amount that a followed side takes now; undefined when there is none yet. */
export function followedNow(work: MonthWork, place: PlaceId, indicator: Indicator, side: Side): string | undefined {
  const source = followedBy(indicator, side)
  if (source === undefined) return undefined
  const value = cellsOf(work.readings.context(place)).get(source)
  return value?.type === 'amount' ? value.value : undefined
}
