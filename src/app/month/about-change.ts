/** What a change is about and where it is found: for lists of changes that stand away from their return. */
import { indicatorOfCell, kindOfCell } from '../../domain/cell-kinds.ts'
import { type CellKey, type NoteAudience, notesIn, partsOfSheet, placeAbout, type SheetId } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../domain/set/indicators.ts'
import { periodName } from '../../domain/time/period.ts'
import { cellKindName } from './cell-kind-name.ts'
import { contractTitle, nameOfPlace } from './month.ts'

interface Where {
  /** 'A, June 2017'. */
  readonly text: string
  /** 'A, June 2017 (Support, Helper)'. */
  readonly full: string
  readonly to: string
}

const notesWords: Readonly<Record<NoteAudience, string>> = {
  shared: 'Meeting notes of ',
  internal: 'Internal meeting notes of ',
}

/** A return, or the notes of its meetings, by name; the id itself where it is not one of this indicator set. */
export function aboutSheet(sheet: SheetId, set: IndicatorSet | null): Where {
  const parts = partsOfSheet(sheet)
  if (parts === undefined) return { text: sheet, full: sheet, to: '/' }
  const notes = notesIn(parts.place)
  const about = placeAbout(parts.place)
  const place = set ? nameOfPlace(set, about, parts.period) : about
  const text = `${notes === undefined ? '' : notesWords[notes.audience]}${place}, ${periodName(parts.period)}`
  const contract = set?.contracts.find(one => one.id === parts.contract)
  const service = set?.services.find(one => one.id === contract?.service)
  const title = set && contract && service ? ` (${contractTitle(set, service, contract, parts.period)})` : ''
  const to = notes === undefined ? `/returns/${parts.contract}/${parts.period}` : '/meetings'
  return { text, full: `${text}${title}`, to }
}

/** 'CEH09 Closed with outcomes achieved', 'Explanation of ...', 'Narrative: This month', 'Submission'. */
export function aboutCellOf(sheet: SheetId, cell: CellKey | null, set: IndicatorSet | null): Omit<Where, 'full'> {
  const { to } = aboutSheet(sheet, set)
  if (cell === null) return { text: 'Submission', to: `${to}/check` }
  const parts = partsOfSheet(sheet)
  const found = kindOfCell(cell)
  const about = found.kind === 'cleared' ? kindOfCell(found.text) : found
  if (about.kind === 'note') return { text: 'Meeting note', to }
  if (about.kind === 'narrative') {
    const contract = set?.contracts.find(one => one.id === parts?.contract)
    const sections = set?.services.find(one => one.id === contract?.service)?.narrative ?? []
    const title = sections.find(one => one.id === about.section)?.title
    return { text: title ? `Narrative: ${title}` : 'Narrative', to: `${to}/narrative` }
  }
  const id = indicatorOfCell(cell)
  const indicator = set && id ? indicatorById(set, id) : undefined
  const name = indicator && parts ? `${codeIn(indicator, parts.period)} ${indicator.shortTitle}` : (id ?? cell)
  return { text: cellKindName(found, name), to: `${to}?at=${parts?.place ?? ''}/${id ?? ''}` }
}
