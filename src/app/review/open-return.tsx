import { useMemo, useState } from 'react'
import type { Office } from '../../device/door/office.ts'
import { everywhere, type PlaceId, type SheetId } from '../../domain/ids.ts'
import type { PlaceHistory, ReturnContext } from '../../domain/reading.ts'
import type { Contract, Service } from '../../domain/set/indicator-set.ts'
import type { Period } from '../../domain/time/period.ts'
import type { ReturnView } from '../../protocol/exchange.ts'
import { LateList } from '../board/late-list.tsx'
import { Contents } from '../submit/contents.tsx'
import { plural } from '../words.ts'
import { checksOf } from './checks/answered-queries.ts'
import { ChecksPart } from './checks/checks-part.tsx'
import { DecidePart } from './decide/decide-part.tsx'
import { toDecide, undecided } from './decide/to-decide.ts'
import { FiguresPart } from './figures/figures-part.tsx'
import { KeysList } from './keys-list.tsx'
import { NarrativePart } from './narrative/narrative-part.tsx'
import { type Cells, differencesOf, standingCells } from './newer/differences.ts'
import { NewerBar } from './newer/newer-bar.tsx'
import { QuestionsPart } from './questions/questions-part.tsx'
import { ReturnHead } from './return-head.tsx'
import { type Reviewing, ReviewingContext } from './reviewing.ts'
import { SettlePart } from './settle/settle-part.tsx'
import type { Review } from './use-review.ts'

interface Props {
  readonly office: Office
  readonly contract: Contract
  readonly service: Service
  readonly place: PlaceId
  readonly period: Period
  readonly sheet: SheetId
  readonly view: ReturnView
  readonly newer: ReturnView | undefined
  readonly review: Review
}

/** One return on one page: figures, checks, what is to be decided, narrative, questions, and the decision. */
export function OpenReturn({ view, newer, review, ...at }: Props) {
  const { office, contract, place, period } = at
  const [differs, setDiffers] = useState(false)
  const [keys, setKeys] = useState(false)
  const { row, history, wide, submissions } = view
  const context = useMemo(
    (): ReturnContext => ({
      set: office.set,
      contract,
      place,
      period,
      cells: standingCells(row.cells),
      ...(wide ? { wide: standingCells(wide.cells) } : {}),
      history: history.months as PlaceHistory,
    }),
    [office.set, contract, place, period, row.cells, wide, history],
  )
  const before = useMemo(() => {
    const submitted = submissionBefore(view, context)
    if (submitted === undefined) return undefined
    const cells: Cells = standingSubmitted(submitted.cells)
    return { ordinal: submitted.ordinal, context: { ...context, cells } }
  }, [view, context])
  const reviewing: Reviewing = {
    ...at,
    set: office.set,
    view,
    context,
    before,
    kept: review.kept,
    again: review.again,
  }
  const toSettle = (): void => {
    const heading = document.getElementById('settle')
    heading?.scrollIntoView?.()
    heading?.focus()
  }
  return (
    <ReviewingContext value={reviewing}>
      {newer ? (
        <NewerBar
          newer={newer}
          open={differs}
          onOpen={setDiffers}
          onGoOn={() => {
            setDiffers(false)
            review.goOn()
          }}
        />
      ) : null}
      <ReturnHead />
      <Contents lines={contents(context, view)} />
      <LateList row={row} set={office.set} closed={view.closed === true} />
      {place === everywhere && submissions.length === 0 && row.rev === 0 ? (
        <p className="govuk-hint">Nothing has been written in this part yet.</p>
      ) : null}
      <FiguresPart onKeys={() => setKeys(true)} onSettle={toSettle} />
      <ChecksPart />
      <DecidePart />
      <NarrativePart />
      <QuestionsPart />
      <SettlePart newer={newer !== undefined} onRefused={() => setDiffers(true)} />
      {keys ? <KeysList onClose={() => setKeys(false)} /> : null}
    </ReviewingContext>
  )
}

/** While it is submitted: the one before, or its own once the council has entered a figure; open again: the last one. */
function submissionBefore(
  { row, submissions: [latest, previous] }: ReturnView,
  { cells, set }: ReturnContext,
): ReturnView['submissions'][number] | undefined {
  const differs = latest && differencesOf(standingSubmitted(latest.cells), cells, set).length > 0
  if (row.state === 'open' || row.state === 'sent-back') return differs ? latest : previous
  return previous ?? (differs ? latest : undefined)
}

const standingSubmitted = (cells: ReturnView['submissions'][number]['cells']): Cells =>
  new Map(Object.entries(cells) as [keyof typeof cells, (typeof cells)[keyof typeof cells]][])

function contents(context: ReturnContext, view: ReturnView) {
  const { unexplained } = checksOf(context)
  const decide = toDecide(context, view.row)
  const open = (view.row.review?.questions ?? []).filter(one => one.closed === undefined).length
  return [
    { id: 'figures', text: 'Figures' },
    { id: 'checks', text: unexplained > 0 ? `Checks (${unexplained} not explained)` : 'Checks' },
    ...(decide.length > 0
      ? [{ id: 'decide', text: undecided(decide) > 0 ? `To decide (${undecided(decide)})` : 'To decide' }]
      : []),
    { id: 'narrative', text: 'Narrative' },
    { id: 'questions', text: open > 0 ? `Questions (${plural(open, 'open', 'open')})` : 'Questions' },
    { id: 'settle', text: 'Accept or send back' },
  ]
}
