import { lazy, Suspense, useState } from 'react'
import { type CellValue, sameValue, type Text } from '../../../domain/figures/figure.ts'
import { type CellKey, everywhere, narrativeCell, sheetOf } from '../../../domain/ids.ts'
import type { NarrativeSection } from '../../../domain/set/indicator-set.ts'
import { addMonths, periodName } from '../../../domain/time/period.ts'
import { Button } from '../../govuk/button.tsx'
import { aboutCellOf } from '../../month/about-change.ts'
import { standingCells } from '../newer/differences.ts'
import { AskForm } from '../questions/ask-form.tsx'
import { Thread } from '../questions/thread.tsx'
import { useReviewing } from '../reviewing.ts'
import { notLookedAt } from './not-looked-at.ts'

const TextDifference = lazy(() => import('./text-difference.tsx'))

type LastMonth = ReadonlyMap<CellKey, CellValue> | 'not-read' | 'reading' | 'refused'

/** Each section as it will be read, with what changed since the last submission and since last month's. */
export function NarrativePart() {
  const { office, contract, service, place, period, set, sheet, view } = useReviewing()
  const [last, setLast] = useState<LastMonth>('not-read')
  const sections = service.narrative.filter(section => section.per === (place === everywhere ? 'contract' : 'place'))
  const month = addMonths(period, -1)
  const warned = notLookedAt({ set, period }, view.row.cells)
  const readLast = async (): Promise<void> => {
    setLast('reading')
    const answer = await office.returnView(sheetOf(contract.id, place, month))
    const none = !answer.ok && answer.refusal.type === 'problem' && answer.refusal.code === 'not-found'
    setLast(answer.ok ? standingCells(answer.value.row.cells) : none ? new Map() : 'refused')
  }
  return (
    <section aria-labelledby="narrative" className="ff-review__part">
      <h2 id="narrative" className="govuk-heading-m" tabIndex={-1}>
        Narrative
      </h2>
      {warned.length > 0 ? (
        <div className="ff-notice ff-notice--warning ff-review__notice">
          <p>
            <strong>May hold personal data, and nobody has looked:</strong>{' '}
            {warned.map(one => `${aboutCellOf(sheet, one.cell, set).text}: ${one.sentences.join('. ')}`).join('. ')}.
          </p>
        </div>
      ) : null}
      {sections.length === 0 ? <p className="govuk-hint">This part has no narrative.</p> : null}
      {sections.map(section => (
        <Section key={section.id} section={section} last={last} />
      ))}
      {sections.length > 0 && typeof last === 'string' ? (
        <p className="govuk-body ff-no-print">
          <Button look="link" disabled={last === 'reading'} onClick={() => void readLast()}>
            Compare with {periodName(month)}
          </Button>
          {last === 'refused' ? ' It could not be read: try again.' : ''}
        </p>
      ) : null}
    </section>
  )
}

const textIn = (cells: ReadonlyMap<CellKey, CellValue>, cell: CellKey): Text | null => {
  const value = cells.get(cell)
  return value?.type === 'text' ? value : null
}

function Section({ section, last }: { readonly section: NarrativeSection; readonly last: LastMonth }) {
  const { context, before, period, view } = useReviewing()
  const cell = narrativeCell(section.id)
  const text = textIn(context.cells, cell)
  const submitted = before && textIn(before.context.cells, cell)
  const then = typeof last === 'string' ? undefined : textIn(last, cell)
  const questions = (view.row.review?.questions ?? []).filter(one => one.cells.includes(cell))
  const month = periodName(addMonths(period, -1))
  return (
    <div className="ff-review__section">
      <h3 className="govuk-heading-s ff-narrative__title">{section.title}</h3>
      {text === null ? <p className="govuk-hint">Nothing written.</p> : null}
      {(text?.paragraphs ?? []).map((paragraph, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other name
        <Paragraph key={i} text={paragraph} cell={cell} place={i} />
      ))}
      {before && submitted !== undefined && !sameValue(submitted, text) ? (
        <details open>
          <summary>Changed since v{before.ordinal}</summary>
          <Suspense fallback={null}>
            <TextDifference before={submitted} after={text} />
          </Suspense>
        </details>
      ) : null}
      {then === undefined ? null : then === null ? (
        <p className="govuk-hint">Nothing was written for {month}.</p>
      ) : (
        <details open>
          <summary>Against {month}</summary>
          {sameValue(then, text) ? (
            <p className="govuk-body">The same text as for {month}.</p>
          ) : (
            <Suspense fallback={null}>
              <TextDifference before={then} after={text} />
            </Suspense>
          )}
        </details>
      )}
      {questions.map(question => (
        <Thread key={question.id} question={question} />
      ))}
    </div>
  )
}

function Paragraph({ text, cell, place }: { readonly text: string; readonly cell: CellKey; readonly place: number }) {
  const { kept, sheet } = useReviewing()
  const [asking, setAsking] = useState(false)
  const isAsking = asking || Object.keys(kept.fields(`${sheet} ask ${cell} ${place}`)).length > 0
  return (
    <>
      <p className="govuk-body ff-narrative__text">
        {text}{' '}
        {isAsking ? null : (
          <Button look="link" className="ff-no-print" onClick={() => setAsking(true)}>
            Ask <span className="govuk-visually-hidden">about paragraph {place + 1}</span>
          </Button>
        )}
      </p>
      {isAsking ? (
        <AskForm about={{ cells: [cell], paragraph: place }} focus={asking} onDone={() => setAsking(false)} />
      ) : null}
    </>
  )
}
