/** The marks in a cell of what the council asks about it or entered in it. On the sheet, so that they are there at once. */
import type { SheetView } from '../../device/desk.ts'
import { indicatorOfCell } from '../../domain/cell-kinds.ts'
import { type IndicatorId, indicatorCell, type PlaceId } from '../../domain/ids.ts'
import { owesAnswer } from '../../domain/review/owes.ts'

/** About a figure, or anything that is written beside it. */
export const questionsAt = (view: SheetView | undefined, id: IndicatorId) =>
  view?.review?.questions?.filter(({ cells }) => cells.some(cell => indicatorOfCell(cell) === id)) ?? []

export interface CellMark {
  readonly short: '?' | '✎'
  readonly words: string
  /** Somebody of the provider's has something to do. */
  readonly waits: boolean
}

/** Undefined where there is nothing to say. */
export function cellMark(view: SheetView | undefined, id: IndicatorId): CellMark | undefined {
  const open = questionsAt(view, id).filter(one => !one.closed)
  const behalf = view?.cells.get(indicatorCell(id))?.behalf
  const unconfirmed = behalf && !behalf.confirmed
  if (open.length === 0 && !unconfirmed) return undefined
  const waits = open.some(one => owesAnswer(one) === 'provider')
  const asked = open.length === 0 ? '' : `${open.length} question${open.length > 1 ? 's' : ''}`
  const said = [
    ...(asked === '' ? [] : [waits ? `${asked}, to answer` : `${asked}, answered`]),
    ...(unconfirmed ? ['Entered by the council, to be confirmed'] : []),
  ]
  return { short: asked === '' ? '✎' : '?', words: `${said.join('. ')}.`, waits: waits || asked === '' }
}

export const markId = (place: PlaceId, id: IndicatorId): string => `q-${place}-${id}`

export const Mark = ({ id, mark }: { readonly id: string; readonly mark: CellMark }) => (
  <span id={id} className={`ff-asked${mark.waits ? ' ff-asked--waits' : ''}`} title={mark.words}>
    <span aria-hidden="true">{mark.short}</span>
    <span className="govuk-visually-hidden"> {mark.words}</span>
  </span>
)
