/** What has just been done on the sheet, in words for a screen reader: undone, chosen, copied, emptied, carried. */
import { indicatorOfCell, kindOfCell } from '../../../domain/cell-kinds.ts'
import { type CellKey, partsOfSheet, type SheetId } from '../../../domain/ids.ts'
import { codeIn, indicatorById } from '../../../domain/set/indicators.ts'
import { type Month, nameOfPlace } from '../../month/month.ts'
import { plural } from '../../words.ts'
import { type Topics, topicOf } from './topics.ts'

interface Speaker {
  readonly topics: Topics
}

const last = new WeakMap<Speaker, string>()

export const lastSaid = (work: Speaker): string => last.get(work) ?? ''

/** Said politely, once. The same again differs by a space, else it would not be heard a second time. */
export function say(work: Speaker, text: string): void {
  last.set(work, text === lastSaid(work) ? `${text}\u00a0` : text)
  work.topics.changed([topicOf.said])
}

/** 'Undone: CEH09, Gravesham'; of several only how many: 'Undone: 90 cells'. */
export function deedSentence(
  month: Month,
  did: string,
  cells: readonly { readonly sheet: SheetId; readonly cell: CellKey }[],
): string {
  const [first] = cells
  if (first === undefined || cells.length > 1) return `${did}: ${plural(cells.length, 'cell')}`
  const id = indicatorOfCell(first.cell)
  const indicator = id && indicatorById(month.set, id)
  const { kind } = kindOfCell(first.cell)
  const name = indicator === undefined ? 'the text' : codeIn(indicator, month.period)
  const what = kind === 'explanation' ? `explanation of ${name}` : name
  const place = partsOfSheet(first.sheet)?.place
  return place === undefined ? `${did}: ${what}` : `${did}: ${what}, ${nameOfPlace(month.set, place, month.period)}`
}

/** The same of a step back or forward; what has been changed since by others stays as it is, and that is said. */
export function stepSentence(
  month: Month,
  did: string,
  asked: readonly { readonly sheet: SheetId; readonly cell: CellKey }[],
  taken: readonly { readonly sheet: SheetId; readonly cell: CellKey }[],
): string {
  const left = asked.length - taken.length
  if (left === 0) return deedSentence(month, did, taken)
  if (taken.length === 0) return `Not ${did.toLowerCase()}: ${left === 1 ? 'it has' : 'they have'} been changed since`
  return `${deedSentence(month, did, taken)}. ${plural(left, 'cell')} changed since ${left === 1 ? 'stays' : 'stay'}`
}
