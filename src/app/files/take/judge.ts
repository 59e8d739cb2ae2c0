/** What becomes of one figure of a file: new, changed, the same, left, or refused and why. Nothing is written here. */
import { type CellValue, sameValue } from '../../../domain/figures/figure.ts'
import { isRatio } from '../../../domain/figures/measure.ts'
import { indicatorCell } from '../../../domain/ids.ts'
import { readEntry } from '../../../domain/number/entry.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { enteredAt } from '../../../domain/set/indicators.ts'
import { entryRule, type Field, storedField, typedCell } from '../../sheet/cell/typed-value.ts'
import { textsOf } from '../../sheet/keys/cell-text.ts'
import type { UnfitReason } from '../../sheet/keys/paste.ts'
import { isContested } from '../../sheet/work/device-view.ts'
import type { MonthWork } from '../../sheet/work/month-work.ts'
import { readGap } from '../download/gap-text.ts'
import {
  fieldAt,
  followedNow,
  isAsked,
  saysFollows,
  sides,
  storedValue,
  writtenCell,
} from '../download/written-cell.ts'
import type { FoundCell, FoundFigure } from './gather.ts'

/** Those of a paste, and what only a file can bring. */
export type Refusal =
  | Exclude<UnfitReason, 'no-row' | 'no-column'>
  | 'date'
  | 'error'
  | 'merged'
  | 'twice'
  | 'contested'
  | 'lines'
  | 'figure-and-gap'

export type Outcome =
  | { readonly type: 'new' | 'changes'; readonly value: CellValue }
  /** As it is here; or empty in the file, and what is here stays. */
  | { readonly type: 'same' | 'kept' | 'nothing' }
  | { readonly type: 'refused'; readonly because: Refusal; readonly cell: FoundCell }

const nothing: Outcome = { type: 'nothing' }

const refused = (because: Refusal, cell: FoundCell): Outcome => ({ type: 'refused', because, cell })

/** Whether a cell of the file says what a download writes there: then it is nobody's figure to judge. */
function saysAsWritten(work: MonthWork, { place, indicator }: FoundFigure, { cell, side }: FoundCell): boolean {
  const words = sides.map(one => String(writtenCell(work, place, indicator, one).value))
  const wanted = side === undefined ? words.join(' of ') : words[side === 'part' ? 0 : 1]
  const said = cell.text.trim()
  return [wanted, side === undefined ? words[0] : wanted].some(
    word => word === said || (word !== '' && Number(word) === Number(said.replace(/,/g, ''))),
  )
}

interface Part {
  readonly field: Field
  readonly text: string
  readonly cell: FoundCell
}

/** '3 of 4', '3/4' in a column of its own; else the text of the column's field. */
function partsOf(indicator: Indicator, cell: FoundCell): readonly Part[] | Refusal {
  const { text } = cell.cell
  if (cell.side !== undefined) {
    const field = fieldAt(indicator, cell.side)
    return field === undefined ? 'no-whole-here' : [{ field, text, cell }]
  }
  return [...textsOf(text, indicator, undefined)].map(([field, side]) => ({ field, text: side, cell }))
}

/** What is wrong with a cell whatever it is for. */
function unreadable({ cell, merged }: FoundCell): Refusal | undefined {
  if (merged) return 'merged'
  if (cell.kind === 'error' || cell.kind === 'date') return cell.kind
  if (cell.kind === 'text' && /^#(ref|n\/a|value|div\/0|name|null|num)[!?]?$/i.test(cell.text.trim())) return 'error'
  return cell.kind === 'truth' ? 'unreadable' : undefined
}

function judgeGap(now: CellValue | null, cells: readonly FoundCell[]): Outcome | undefined {
  const cell = cells.find(one => readGap(one.cell.text) !== undefined)
  const gap = cell && readGap(cell.cell.text)
  if (cell === undefined || gap === undefined) return undefined
  if (gap === 'unclear') return refused('needs-a-reason', cell)
  if (cells.some(one => one !== cell && one.cell.text.trim() !== cell.cell.text.trim() && !saysFollows(one.cell.text)))
    return refused('figure-and-gap', cell)
  if (now?.type === 'gap' && now.reason === gap.reason && gap.note === '' && gap.expected === undefined)
    return { type: 'same' }
  if (now?.type === 'gap' && sameValue({ ...now, note: now.note.trim().replace(/\s+/g, ' ') }, gap))
    return { type: 'same' }
  if (gap.note === '') return refused('needs-a-reason', cell)
  return { type: now === null ? 'new' : 'changes', value: gap }
}

/** The texts by field, or the first cell that cannot be read. */
function readParts(indicator: Indicator, cells: readonly FoundCell[]): ReadonlyMap<Field, Part> | Outcome {
  const parts = new Map<Field, Part>()
  for (const cell of cells) {
    const found = partsOf(indicator, cell)
    if (typeof found === 'string') return refused(found, cell)
    for (const part of found) {
      const entry = readEntry(part.text, entryRule(indicator))
      if (!entry.ok) return refused(entry.problem, cell)
      const before = parts.get(part.field)
      const known = before && readEntry(before.text, entryRule(indicator))
      if (known && (!known.ok || known.value !== entry.value)) return refused('twice', cell)
      parts.set(part.field, part)
    }
  }
  return parts
}

const isOutcome = (found: ReadonlyMap<Field, Part> | Outcome): found is Outcome => 'type' in found

/** `taken`: the amount that this file brings for another indicator of the same place, which a part or whole may follow. */
export function judge(work: MonthWork, figure: FoundFigure, taken: (indicator: string) => string | undefined): Outcome {
  const { place, indicator } = figure
  const cells = figure.cells.filter(({ cell }) => !saysFollows(cell.text))
  const [first] = cells
  const now = storedValue(work, place, indicator)
  const asked = enteredAt(indicator, place) && isAsked(work, place, indicator)
  const editable = work.readOnly(place) === undefined
  if (first === undefined) return asked && editable && now !== null ? { type: 'kept' } : nothing
  const other = cells.find(cell => !saysAsWritten(work, figure, cell))
  if (!asked) return other === undefined ? nothing : refused('not-entered-here', other)
  if (!editable) return other === undefined ? { type: 'same' } : refused('read-only', other)
  for (const cell of cells) {
    const because = unreadable(cell)
    if (because !== undefined) return refused(because, cell)
  }
  const view = work.view(place)
  const hasLines = [...(view?.cells ?? [])].some(
    ([key, { value }]) => value !== null && key.startsWith(`${indicator.id}/`),
  )
  const kept: Refusal | undefined = isContested(work.cell(place, indicatorCell(indicator.id)))
    ? 'contested'
    : hasLines
      ? 'lines'
      : undefined
  if (kept !== undefined) return other === undefined ? { type: 'same' } : refused(kept, other)
  const gap = judgeGap(now, cells)
  if (gap !== undefined) return gap
  const parts = readParts(indicator, cells)
  if (isOutcome(parts)) return parts
  const texts = new Map([...parts].map(([field, { text }]) => [field, text] as const))
  for (const side of isRatio(indicator) ? sides : []) {
    const text = texts.get(side)
    const source = indicator[side]?.follows
    if (text === undefined || source === undefined) continue
    const entry = readEntry(text, entryRule(indicator))
    // "of 4" that is 4 anyway goes on following, and is not stored.
    const follows = taken(source) ?? followedNow(work, place, indicator, side)
    if (entry.ok && entry.value === follows) texts.set(side, '')
  }
  const figureNow = now?.type === 'amount' || now?.type === 'ratio' ? now : null
  const value = typedCell(indicator, figureNow, texts).save
  if (value === null) return now === null ? nothing : { type: 'kept' }
  if (sameValue(value, now)) return { type: 'same' }
  return { type: now === null ? 'new' : 'changes', value }
}

/** The amount that a figure will be once the file is taken. */
export function amountOf(outcome: Outcome): string | undefined {
  if (outcome.type !== 'new' && outcome.type !== 'changes') return undefined
  return storedField(outcome.value, 'value')
}
