/** The rows of *Your returns*: a row a contract and month, open collections first, then history to read. */

import type { DeskState, SheetView } from '../../device/desk.ts'
import { isAnswerDraft } from '../../device/outbox/answer-draft.ts'
import { errorsOf } from '../../domain/checks/checks.ts'
import type { CellValue } from '../../domain/figures/figure.ts'
import { type CellKey, everywhere, type Instant, type PlaceId, sheetOf } from '../../domain/ids.ts'
import type { ReturnContext } from '../../domain/reading.ts'
import { completeness } from '../../domain/reading.ts'
import { enteredAt } from '../../domain/set/indicators.ts'
import { isPeriod, type Period } from '../../domain/time/period.ts'
import { shownState } from '../../domain/workflow.ts'
import { contractTitle, type Month, monthOf } from '../month/month.ts'
import { waitingIn } from '../questions/standing.ts'
import { isContested } from '../sheet/work/device-view.ts'
import { type PartOfRow, type RowSummary, summarise } from './summary.ts'

export interface OpenRow {
  readonly month: Month
  readonly summary: RowSummary
  /** When the latest submission of each part was received. */
  readonly received: readonly Instant[]
  /** Questions of the council's that wait for an answer. */
  readonly questions: number
}

const noHistory = {}

function contextOf(state: DeskState, month: Month, place: PlaceId): ReturnContext {
  const view = state.sheets.get(sheetOf(month.contract.id, place, month.period))
  const cells = new Map<CellKey, CellValue>()
  for (const [key, cell] of view?.cells ?? []) if (cell.value !== null) cells.set(key, cell.value)
  const history = state.histories.get(`${month.contract.id}/${place}`) ?? noHistory
  return { set: month.set, contract: month.contract, place, period: month.period, cells, history }
}

function partOf(state: DeskState, month: Month, place: PlaceId): PartOfRow {
  const sheet = sheetOf(month.contract.id, place, month.period)
  const view = state.sheets.get(sheet)
  const context = contextOf(state, month, place)
  const { owed, done } = completeness(context)
  const unreadable = new Set(
    state.drafts.filter(draft => draft.sheet === sheet && !isAnswerDraft(draft)).map(draft => draft.cell),
  )
  const wrong = errorsOf(context).filter(problem => problem.check !== 'unanswered')
  const cells = [...(view?.cells.values() ?? [])]
  return {
    state: shownState(view?.state ?? 'open', cells.filter(cell => cell.value !== null).length),
    submitting: view?.submitting !== null && view?.submitting !== undefined,
    owed,
    done,
    errors: unreadable.size + wrong.length + cells.filter(isContested).length,
    waiting: cells.filter(cell => cell.standing === 'waiting' || cell.behalf?.standing).length + unsentAnswers(view),
    refused: state.needsYou.filter(one => one.sheet === sheet).length,
  }
}

const unsentAnswers = (view: SheetView | undefined): number =>
  (view?.review?.questions ?? []).flatMap(({ messages }) => messages.filter(one => one.standing !== undefined)).length

/** The contract-wide part counts where it holds figures of its own; its narrative alone is not a return to answer. */
const hasWideFigures = (month: Month): boolean =>
  month.holdsWide && month.indicators.some(indicator => enteredAt(indicator, everywhere))

const receivedOf = (state: DeskState, month: Month, places: readonly PlaceId[]): readonly Instant[] =>
  places.flatMap(
    place => state.sheets.get(sheetOf(month.contract.id, place, month.period))?.submission?.receivedAt ?? [],
  )

/** One row a contract of hers and open collection, soonest due first. */
export function openRows(state: DeskState): readonly OpenRow[] {
  const { set } = state
  if (set === null) return []
  return state.collections
    .filter(collection => collection.state === 'open')
    .toSorted((a, b) => (a.due < b.due ? -1 : 1))
    .flatMap(collection =>
      set.contracts
        .filter(contract => contract.service === collection.service)
        .flatMap(contract => {
          const month = monthOf(state, contract.id, collection.period)
          if (month === undefined) return []
          const places = hasWideFigures(month) ? [...month.places, everywhere] : month.places
          const parts = places.map(place => partOf(state, month, place))
          // A narrative of the whole contract that waits is also not on the server yet.
          const wide = hasWideFigures(month) || !month.holdsWide ? undefined : partOf(state, month, everywhere)
          const summary = summarise(parts)
          return [
            {
              month,
              received: receivedOf(state, month, places),
              questions: waitingIn(state, month),
              summary: wide
                ? { ...summary, waiting: summary.waiting + wide.waiting, refused: summary.refused + wide.refused }
                : summary,
            },
          ]
        }),
    )
}

export interface EarlierRow {
  readonly contract: Month['contract']
  /** 'Youth hubs, Project Salus (Maidstone)', as its places were called in the last of the months. */
  readonly title: string
  readonly months: number
}

/** Contracts of hers with figures of earlier months. */
export function earlierRows(state: DeskState): readonly EarlierRow[] {
  const { set } = state
  if (set === null) return []
  const held = new Set(state.me.scopes.map(scope => scope.split('/')[0]))
  return set.contracts.flatMap(contract => {
    const service = set.services.find(one => one.id === contract.service)
    if (!service || !held.has(contract.id)) return []
    const months = new Set<Period>()
    for (const [key, history] of state.histories)
      if (key.startsWith(`${contract.id}/`))
        for (const month of Object.keys(history)) if (isPeriod(month)) months.add(month)
    const last = [...months].sort().at(-1)
    return last === undefined
      ? []
      : [{ contract, title: contractTitle(set, service, contract, last), months: months.size }]
  })
}
