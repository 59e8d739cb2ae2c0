/** Changes that arrived after a return was submitted: how many, whose, and what a lead can do with them. Pure. */
import type { SheetView } from '../../device/desk.ts'
import { figureOfCell } from '../../domain/cell-kinds.ts'
import type { CellKey, OpId, PersonId, PlaceId } from '../../domain/ids.ts'
import { may } from '../../domain/workflow.ts'
import type { Late } from '../../protocol/exchange.ts'
import { plural } from '../words.ts'

const list = new Intl.ListFormat('en-GB')

/** '3 figures', '1 text', '4 changes'. */
export function countWords(late: readonly Late[]): string {
  const texts = late.filter(one => figureOfCell(one.cell) === undefined).length
  if (texts === 0) return plural(late.length, 'figure')
  return texts === late.length ? plural(texts, 'text') : plural(late.length, 'change')
}

/** '3 figures by Provider editor'. */
export const lateWords = (late: readonly Late[]): string =>
  `${countWords(late)} by ${list.format(new Set(late.map(one => one.by.name)))}`

/** '3 figures by Provider editor arrived after you submitted.' Empty where there are none. */
export function lateSentence(views: readonly SheetView[], me: PersonId): string {
  const late = views.flatMap(view => view.late ?? [])
  if (late.length === 0) return ''
  const hers = views.every(view => !view.late?.length || view.submission?.by.id === me)
  return `${lateWords(late)} arrived after ${hers ? 'you submitted' : 'submission'}.`
}

/** Whether a lead can take changes into a return now, and what that does to it. */
export type TakeIn = 'enter' | 'withdraw' | 'withdrawing' | 'being-submitted' | 'decided'

export function takeInOf(view: SheetView): TakeIn {
  if (view.submitting) return 'being-submitted'
  if (view.withdrawing) return 'withdrawing'
  if (may(view.state, 'edit', 'provider-lead')) return 'enter'
  return may(view.state, 'withdraw', 'provider-lead') ? 'withdraw' : 'decided'
}

/** Of several changes to one cell the one that came last: what is ticked before anybody chooses. */
export function latestOf(late: readonly Late[]): ReadonlySet<OpId> {
  const byCell = Map.groupBy(late, one => one.cell)
  return new Set(
    [...byCell.values()].flatMap(all => {
      const last = all.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)).at(-1)
      return last ? [last.opId] : []
    }),
  )
}

/** Cells of which more than one change is chosen: only one can stand. */
export function chosenTwice(late: readonly Late[], chosen: ReadonlySet<OpId>): readonly CellKey[] {
  const cells = late.filter(one => chosen.has(one.opId)).map(one => one.cell)
  return [...new Set(cells.filter((cell, i) => cells.indexOf(cell) !== i))]
}

export interface LatePart {
  readonly place: PlaceId
  readonly view: SheetView
  readonly late: readonly Late[]
}
