import { lazy, Suspense } from 'react'
import { isExplained, queriesOf } from '../../../domain/checks/queries.ts'
import { querySentence } from '../../../domain/checks/query-sentences.ts'
import { indicatorCell } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { RagBadge } from '../../sheet/cell/rag-badge.tsx'
import { targetWords } from '../../sheet/dock/target-words.ts'
import { valueWords } from '../../sheet/sides/value-words.ts'
import { ReturnWhy } from '../../submit/return-why.tsx'
import { longDate, whenSentence } from '../../words.ts'
import { AskForm } from '../questions/ask-form.tsx'
import { Thread } from '../questions/thread.tsx'
import { useReviewing } from '../reviewing.ts'
import { type FigureRow, questionsAbout } from './figure-rows.ts'

const MonthsStrip = lazy(() => import('../../sheet/dock/months-strip.tsx').then(one => ({ default: one.MonthsStrip })))
const Definition = lazy(() => import('../../sheet/dock/definition.tsx').then(one => ({ default: one.Definition })))

interface Props {
  readonly row: FigureRow | undefined
  readonly asking: boolean
  readonly onAsk: () => void
  /** Absent: it is not typed by the provider. */
  readonly onEnter: (() => void) | undefined
  readonly onAsked: () => void
  readonly onKeys: () => void
}

/** Under the table: everything about the figure she is at. */
export function RowDock({ row, asking, onAsk, onEnter, onAsked, onKeys }: Props) {
  return (
    <aside className="ff-dock ff-review__dock" aria-label="The figure in focus">
      {row === undefined ? (
        <p className="ff-dock__hint">
          Go to a figure to see why it is rated so. ↓ and ↑ go on, ? asks about it.{' '}
          <Button look="link" onClick={onKeys}>
            Keys
          </Button>
        </p>
      ) : (
        <DockOf key={row.indicator.id} {...{ row, asking, onAsk, onEnter, onAsked, onKeys }} />
      )}
    </aside>
  )
}

function DockOf({ row, asking, onAsk, onEnter, onAsked, onKeys }: Props & { readonly row: FigureRow }) {
  const { context, view, set, kept, sheet } = useReviewing()
  const { indicator, code, reading, stored } = row
  const cell = indicatorCell(indicator.id)
  const written = view.row.cells[cell]
  const queries = queriesOf(context).filter(query => query.indicators.includes(indicator.id))
  const questions = questionsAbout(view.row.review?.questions ?? [], indicator.id)
  const isAsking = asking || Object.keys(kept.fields(`${sheet} ask ${cell}`)).length > 0
  return (
    <>
      <p className="ff-dock__line">
        <strong>
          {code} {indicator.shortTitle}
        </strong>{' '}
        <RagBadge rag={reading.rating.rag} />
      </p>
      <div className="ff-review__why">
        <ReturnWhy context={context} reading={reading} stored={stored} />
      </div>
      {written?.behalf ? (
        <p className="ff-review__line">
          Entered by the council on {longDate(written.behalf.date)}, from: {written.behalf.source};{' '}
          {written.behalf.confirmed
            ? `confirmed by ${written.behalf.confirmed.by.name}, ${whenSentence(written.behalf.confirmed.at)}.`
            : 'not confirmed by the provider yet.'}
        </p>
      ) : null}
      {queries.map(query => (
        <p key={`${query.check}${query.indicators.join()}`} className="ff-review__line">
          <strong>{isExplained(context, query) ? 'Query, explained:' : 'Query, not explained:'}</strong>{' '}
          {querySentence(set, query)}
        </p>
      ))}
      {written?.sides?.map(side => (
        <p key={side.token} className="ff-review__line">
          <strong>Entered differently:</strong> {valueWords(side.value, set)} by {side.by.name},{' '}
          {whenSentence(side.receivedAt)}; the provider chooses.
        </p>
      ))}
      <Suspense fallback={null}>
        <div className="ff-dock__row">
          <MonthsStrip context={context} indicator={indicator} reading={reading} />
          <span className="ff-dock__target">Target: {targetWords(context, reading)}</span>
          <Definition indicator={indicator} />
        </div>
      </Suspense>
      <p className="ff-review__deeds">
        {isAsking ? null : (
          <Button look="secondary" className="ff-button-small" onClick={onAsk}>
            Ask about {code}
          </Button>
        )}
        {onEnter ? (
          <Button look="secondary" className="ff-button-small" onClick={onEnter}>
            Enter a figure for the provider
          </Button>
        ) : null}
        <Button look="link" onClick={onKeys}>
          Keys
        </Button>
      </p>
      {isAsking ? <AskForm about={{ cells: [cell] }} rows onDone={onAsked} focus={asking} /> : null}
      {questions.map(question => (
        <Thread key={question.id} question={question} />
      ))}
    </>
  )
}
