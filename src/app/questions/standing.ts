/** How questions stand, where they are found, and what is said of them. Pure. */
import type { DeskState, SheetView, ShownQuestion } from '../../device/desk.ts'
import { type CellKey, everywhere, type IsoDate, type PlaceId, sheetOf } from '../../domain/ids.ts'
import { owesAnswer } from '../../domain/review/owes.ts'
import { dayName } from '../../domain/sentences.ts'
import { workingDaysUntil } from '../../domain/time/calendar.ts'
import type { Review } from '../../protocol/review.ts'
import { type Month, nameOfPlace } from '../month/month.ts'
import { monthPath } from '../month/month-tabs.tsx'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import { plural, whenSentence } from '../words.ts'

/** From what waits for the provider to what is over. */
export const questionStates = ['yours', 'unsent', 'answered', 'closed'] as const
export type QuestionState = (typeof questionStates)[number]

export function stateOfQuestion(question: ShownQuestion): QuestionState {
  if (question.closed) return 'closed'
  if (owesAnswer(question) === 'provider') return 'yours'
  return question.messages.at(-1)?.standing === undefined ? 'answered' : 'unsent'
}

export const questionStateWords: Readonly<Record<QuestionState, string>> = {
  yours: 'Waits for your answer',
  unsent: 'Answered, not sent yet',
  answered: 'Answered',
  closed: 'Closed',
}

/** 'Answer wanted by 7 July, in 3 working days.' 'Answer was wanted by 7 July.' */
export function answerDueSentence(today: IsoDate, due: IsoDate): string {
  if (today > due) return `Answer was wanted by ${dayName(due)}.`
  if (today === due) return 'Answer wanted today.'
  const days = workingDaysUntil(today, due)
  return `Answer wanted by ${dayName(due)}${days === 0 ? '' : `, in ${plural(days, 'working day')}`}.`
}

/** '2 questions wait for you' */
export const waitWords = (count: number): string =>
  `${plural(count, 'question')} ${count === 1 ? 'waits' : 'wait'} for you`

export interface QuestionAt {
  readonly place: PlaceId
  readonly question: ShownQuestion
  readonly state: QuestionState
}

type Sheets = Pick<DeskState, 'sheets'>
type OfMonth = Pick<Month, 'contract' | 'period' | 'places' | 'holdsWide'>

/** Her places of a month, the contract-wide part last. */
export const partsHeld = ({ places, holdsWide }: Pick<Month, 'places' | 'holdsWide'>): readonly PlaceId[] =>
  holdsWide ? [...places, everywhere] : places

export const viewAt = ({ sheets }: Sheets, month: OfMonth, place: PlaceId): SheetView | undefined =>
  sheets.get(sheetOf(month.contract.id, place, month.period))

/** Every question of a month that she may read, in the order of its districts, as it was asked. */
export const questionsOf = (state: Sheets, month: OfMonth): readonly QuestionAt[] =>
  partsHeld(month).flatMap(place =>
    (viewAt(state, month, place)?.review?.questions ?? []).map(question => ({
      place,
      question,
      state: stateOfQuestion(question),
    })),
  )

/** How many wait for an answer of the provider's. */
export const waitingIn = (state: Sheets, month: OfMonth): number =>
  questionsOf(state, month).filter(one => one.state === 'yours').length

export interface UnconfirmedAt {
  readonly place: PlaceId
  readonly cell: CellKey
}

/** Figures that the council entered and nobody has confirmed. */
export const unconfirmedIn = (state: Sheets, month: OfMonth): readonly UnconfirmedAt[] =>
  partsHeld(month).flatMap(place =>
    [...(viewAt(state, month, place)?.cells ?? [])].flatMap(([cell, { behalf }]) =>
      behalf && !behalf.confirmed ? [{ place, cell }] : [],
    ),
  )

/** 'Accepted 11 July 2017 at 14:03 by the council (v3)' */
export const acceptedWords = ({ at, ordinal }: NonNullable<Review['accepted']>): string =>
  `Accepted ${whenSentence(at)} by the council (v${ordinal})`

export const questionsPath = (month: Pick<Month, 'contract' | 'period'>): string => `${monthPath(month)}/questions`

/** What a question is about, and where that is found. */
export function aboutQuestion(
  month: Month,
  place: PlaceId,
  { cells, row, paragraph }: Pick<ShownQuestion, 'cells' | 'row' | 'paragraph'>,
): { readonly name: string; readonly to: string } {
  const [first, ...more] = cells
  if (first === undefined) {
    const base = monthPath(month)
    const to = place === everywhere ? `${base}/narrative` : `${base}/district/${place}`
    return { name: `The return as a whole, ${nameOfPlace(month.set, place, month.period)}`, to }
  }
  const { name, to } = aboutCell(month, place, first)
  const others = more.length === 0 ? '' : ` and ${more.length} more`
  return {
    name: `${name}${others}${row ? ', with its earlier months' : ''}${paragraph === undefined ? '' : `, paragraph ${paragraph + 1}`}`,
    to,
  }
}

const longestQuote = 90

/** The beginning of the paragraph that was asked about, as it was submitted; '' where it is not here. */
export function paragraphAsked(view: SheetView | undefined, { cells, paragraph }: ShownQuestion): string {
  const [cell] = cells
  if (cell === undefined || paragraph === undefined) return ''
  const value = view?.asSubmitted?.[cell] ?? view?.cells.get(cell)?.value
  const text = value?.type === 'text' ? (value.paragraphs[paragraph] ?? '') : ''
  return text.length > longestQuote ? `${text.slice(0, longestQuote).trimEnd()}…` : text
}
