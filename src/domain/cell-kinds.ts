/**
 * What a cell of a return holds, by its key. A figure stands under its indicator's id; everything beside it under a
 * first word of its own, so that each is written, merged, pulled and hashed alone like a figure.
 */
import { type CellKey, type IndicatorId, indicatorCell } from './ids.ts'
import { isPeriod, type Period } from './time/period.ts'

export type CellKind =
  | { readonly kind: 'figure'; readonly indicator: IndicatorId }
  /** One line of a figure (a worker's, a centre's, a date's): only the sum is returned. */
  | { readonly kind: 'line'; readonly indicator: IndicatorId; readonly line: string }
  | { readonly kind: 'narrative'; readonly section: string }
  /** Hangs on the cells it names; its id is the first indicator it was written for, with `_2` where it is the second. */
  | { readonly kind: 'explanation'; readonly id: string }
  /** A figure that the council supplies: the provider's answer, agree or dispute, and her own figure. */
  | { readonly kind: 'answer'; readonly indicator: IndicatorId }
  | { readonly kind: 'own'; readonly indicator: IndicatorId }
  /** A correction to an earlier month, or a figure that was to follow, proposed in this return; and why. */
  | { readonly kind: 'earlier'; readonly indicator: IndicatorId; readonly month: Period }
  | { readonly kind: 'earlier-why'; readonly indicator: IndicatorId; readonly month: Period }
  /** Notes that a figure was carried from the month before by choice. */
  | { readonly kind: 'carried'; readonly indicator: IndicatorId }
  /** Which warnings of the personal-data scan somebody has looked at, in the text of one cell. */
  | { readonly kind: 'cleared'; readonly text: CellKey }
  | { readonly kind: 'note'; readonly id: string }
  | { readonly kind: 'unknown' }

const about = (rest: string): { readonly indicator: IndicatorId; readonly month: Period } | undefined => {
  const [indicator = '', month = '', ...more] = rest.split('_')
  return more.length === 0 && indicator !== '' && isPeriod(month)
    ? { indicator: indicator as IndicatorId, month }
    : undefined
}

export function kindOfCell(cell: CellKey): CellKind {
  const [first = '', rest] = cell.split('/')
  const indicator = (rest ?? first) as IndicatorId
  if (rest === undefined) return { kind: 'figure', indicator }
  switch (first) {
    case 'narrative':
      return { kind: 'narrative', section: rest }
    case 'explain':
      return { kind: 'explanation', id: rest }
    case 'answer':
    case 'own':
    case 'carried':
      return { kind: first, indicator }
    case 'earlier':
    case 'earlier-why': {
      const found = about(rest)
      return found === undefined ? { kind: 'unknown' } : { kind: first, ...found }
    }
    case 'cleared':
      return { kind: 'cleared', text: rest.replace('_', '/') as CellKey }
    case 'note':
      return { kind: 'note', id: rest }
    default:
      return { kind: 'line', indicator: first as IndicatorId, line: rest }
  }
}

/** The indicator whose reading, list or dock a cell belongs to; undefined for narratives and notes. */
export function indicatorOfCell(cell: CellKey): IndicatorId | undefined {
  const found = kindOfCell(cell)
  if (found.kind === 'explanation') return found.id.split('_')[0] as IndicatorId
  if (found.kind === 'cleared') return indicatorOfCell(found.text)
  return 'indicator' in found ? found.indicator : undefined
}

/** The indicator whose figure is typed in a cell: its own, a line of it, an own one, or that of an earlier month. */
export function figureOfCell(cell: CellKey): IndicatorId | undefined {
  const found = kindOfCell(cell)
  const typed = found.kind === 'figure' || found.kind === 'line' || found.kind === 'own' || found.kind === 'earlier'
  return typed ? found.indicator : undefined
}

export const lineCell = (id: IndicatorId, line: string): CellKey => `${id}/${line}` as CellKey
export const answerCell = (id: IndicatorId): CellKey => `answer/${id}` as CellKey
export const ownFigureCell = (id: IndicatorId): CellKey => `own/${id}` as CellKey
export const earlierCell = (id: IndicatorId, month: Period): CellKey => `earlier/${id}_${month}` as CellKey
export const earlierWhyCell = (id: IndicatorId, month: Period): CellKey => `earlier-why/${id}_${month}` as CellKey
export const carriedCell = (id: IndicatorId): CellKey => `carried/${id}` as CellKey
/** `narrative/district` is looked at in `cleared/narrative_district`. */
export const clearedCell = (text: CellKey): CellKey => `cleared/${text.replace('/', '_')}` as CellKey
/** How an explanation of the contract-wide part names a cell of a district's return. */
export const cellOfPlace = (place: string, id: IndicatorId): CellKey => `${place}/${indicatorCell(id)}` as CellKey
