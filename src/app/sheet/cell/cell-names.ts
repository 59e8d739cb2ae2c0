/** How a cell is named: for screen readers and in the document. */

import { isRatio } from '../../../domain/figures/measure.ts'
import type { CellKey, IndicatorId, PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../../domain/set/indicators.ts'
import type { Month } from '../../month/month.ts'
import { nameOfPlace } from '../../month/month.ts'
import { monthPath } from '../../month/month-tabs.tsx'
import type { Field } from './typed-value.ts'

/** 'CEH09 Closed with outcomes achieved'. */
export const indicatorName = (month: Month, indicator: Indicator): string =>
  `${codeIn(indicator, month.period)} ${indicator.shortTitle}`

/** 'CEH09 Closed with outcomes achieved, Gravesham'. */
export const cellName = (month: Month, place: PlaceId, indicator: Indicator): string =>
  `${indicatorName(month, indicator)}, ${nameOfPlace(month.set, place, month.period)}`

/** 'CEH09 Closed with outcomes achieved, Gravesham, part'; an amount is its cell. */
export const fieldLabel = (month: Month, place: PlaceId, indicator: Indicator, field: Field): string =>
  isRatio(indicator) ? `${cellName(month, place, indicator)}, ${field}` : cellName(month, place, indicator)

/** What a list of errors calls a cell, figures and texts alike, and where it is found. */
export function aboutCell(month: Month, place: PlaceId, cell: CellKey): { readonly name: string; readonly to: string } {
  const base = monthPath(month)
  const [kind = '', id] = cell.split('/')
  const of = nameOfPlace(month.set, place, month.period)
  if (kind === 'narrative') {
    const section = month.service.narrative.find(one => one.id === id)
    return { name: `${section?.title ?? 'Narrative'}, ${of}`, to: `${base}/narrative` }
  }
  const indicator = indicatorById(month.set, (kind === 'explain' ? id : kind) as IndicatorId)
  const name = indicator ? cellName(month, place, indicator) : `${cell}, ${of}`
  const to = `${base}?at=${place}/${indicator?.id ?? kind}`
  return kind === 'explain' ? { name: `Explanation of ${name}`, to } : { name, to }
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
