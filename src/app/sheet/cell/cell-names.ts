/** How a cell is named: for screen readers and in the document. */

import { indicatorOfCell, kindOfCell } from '../../../domain/cell-kinds.ts'
import { isRatio } from '../../../domain/figures/measure.ts'
import type { CellKey, IndicatorId, PlaceId } from '../../../domain/ids.ts'
import type { Decimal } from '../../../domain/number/exact.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn, figureMonth, indicatorById } from '../../../domain/set/indicators.ts'
import { periodName } from '../../../domain/time/period.ts'
import { cellKindName } from '../../month/cell-kind-name.ts'
import type { Month } from '../../month/month.ts'
import { nameOfPlace } from '../../month/month.ts'
import { monthPath } from '../../month/month-tabs.tsx'
import type { Field } from './typed-value.ts'

/** 'CEH09 Closed with outcomes achieved'. */
export const indicatorName = (month: Month, indicator: Indicator): string =>
  `${codeIn(indicator, month.period)} ${indicator.shortTitle}`

/** 'CEH09 Closed with outcomes achieved, Gravesham'. */
export const cellName = (month: Month, place: PlaceId, indicator: Indicator): string =>
  `${indicatorName(month, indicator)}${lagWords(month, indicator)}, ${nameOfPlace(month.set, place, month.period)}`

/** ' of May 2017' where June's return asks for May's figure. */
export const lagWords = (month: Pick<Month, 'period'>, indicator: Indicator): string =>
  indicator.lag === 0 ? '' : ` of ${periodName(figureMonth(indicator, month.period))}`

/**
 * 'CEH09 Closed with outcomes achieved, Gravesham, June 2017, part, of 3 closed'; an amount is its cell and month.
 * `whole`: what the part is of, where that is known.
 */
export function fieldLabel(month: Month, place: PlaceId, indicator: Indicator, field: Field, whole?: Decimal): string {
  const cell = cellName(month, place, indicator)
  // One in arrears says the month it is of by itself.
  const name = indicator.lag > 0 ? cell : `${cell}, ${periodName(month.period)}`
  if (!isRatio(indicator)) return name
  const { part, whole: of } = indicator
  const side = field === 'part' ? part : of
  const between = indicator.kind === 'percent' ? 'of' : 'for'
  const what =
    field === 'part' && whole !== undefined
      ? `${between} ${whole} ${of?.short ?? of?.label ?? ''}`
      : (side?.short ?? side?.label ?? '')
  return `${name}, ${field}, ${what}`
}

/** What a list of errors calls a cell, figures and texts alike, and where it is found. */
export function aboutCell(month: Month, place: PlaceId, cell: CellKey): { readonly name: string; readonly to: string } {
  const base = monthPath(month)
  const of = nameOfPlace(month.set, place, month.period)
  const found = kindOfCell(cell)
  const text = found.kind === 'cleared' ? kindOfCell(found.text) : found
  if (text.kind === 'narrative') {
    const section = month.service.narrative.find(one => one.id === text.section)
    return { name: `${section?.title ?? 'Narrative'}, ${of}`, to: `${base}/narrative` }
  }
  const id = indicatorOfCell(cell)
  const indicator = id && indicatorById(month.set, id)
  const name = indicator ? cellName(month, place, indicator) : `${cell}, ${of}`
  return { name: cellKindName(found, name), to: `${base}?at=${place}/${indicator?.id ?? cell}` }
}

export const fieldId = (place: PlaceId, indicator: IndicatorId, field: Field): string =>
  `f-${place}-${indicator}-${field}`

export const cellAttribute = (place: PlaceId, indicator: IndicatorId): string => `${place}/${indicator}`

/** The place and indicator of an element inside a cell. */
export function cellOfElement(
  target: EventTarget | null,
): { readonly place: PlaceId; readonly indicator: IndicatorId } | undefined {
  if (!(target instanceof Element)) return undefined
  const [place, indicator] = target.closest('[data-cell]')?.getAttribute('data-cell')?.split('/') ?? []
  if (place === undefined || indicator === undefined) return undefined
  return { place: place as PlaceId, indicator: indicator as IndicatorId }
}

/** Puts the focus into a cell's first field (or its button); false when the cell cannot be entered. */
export function focusCell(place: PlaceId, indicator: IndicatorId): boolean {
  const cell = document.querySelector(`[data-cell="${cellAttribute(place, indicator)}"]`)
  const target = cell?.querySelector<HTMLElement>('[data-main]')
  if (!target) return false
  target.focus()
  if (target instanceof HTMLInputElement) target.select()
  return true
}
