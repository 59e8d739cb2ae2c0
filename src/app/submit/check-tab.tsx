import '../styles-later.scss'
import { everywhere, type IndicatorId, indicatorCell, type PlaceId } from '../../domain/ids.ts'
import { ErrorSummary, type SummaryLine } from '../govuk/error-summary.tsx'
import { nameOfPlace } from '../month/month.ts'
import { useDesk } from '../session/desk-context.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import type { MonthWork } from '../sheet/work/month-work.ts'
import { topicOf } from '../sheet/work/topics.ts'
import { plural } from '../words.ts'
import { PartStates } from './part-states.tsx'
import { ReturnTable } from './return-table.tsx'
import { ReturnTexts } from './return-texts.tsx'
import { partsOf } from './submission.ts'
import { SubmitForm } from './submit-form.tsx'

/** Everything on one page as it will be read, what is missing, and the submission with its receipt. */
export function CheckTab() {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  useDesk(state => state.sheets)
  useDesk(state => state.needsYou)
  const { month } = work
  const parts = partsOf(work)
  const lines = errorLines(work)
  const sections = month.service.narrative
  return (
    <div className="ff-page ff-check">
      <ErrorSummary title={titleOf(work)} lines={lines} takesFocus={false} />
      <PartStates parts={parts} />
      <SubmitForm key={parts.map(part => part.state).join()} parts={parts} />
      <h2 className="govuk-heading-l ff-check__read">As it will be read</h2>
      {month.holdsWide ? (
        <section>
          <h3 className="govuk-heading-m">The whole contract</h3>
          <ReturnTexts
            sections={sections.filter(section => section.per === 'contract')}
            cells={work.readings.context(everywhere).cells}
            level={4}
          />
        </section>
      ) : null}
      {month.places.map(place => {
        const name = nameOfPlace(month.set, place, month.period)
        const context = work.readings.context(place)
        return (
          <section key={place}>
            <h3 className="govuk-heading-m">{name}</h3>
            <ReturnTable context={context} caption={`Figures of ${name}`} />
            <ReturnTexts
              sections={sections.filter(section => section.per === 'place')}
              cells={context.cells}
              level={4}
            />
          </section>
        )
      })}
    </div>
  )
}

function titleOf(work: MonthWork): string {
  const { owed, done, errors } = work.summary()
  const left = owed - done
  return [
    ...(errors.length > 0 ? [plural(errors.length, 'error')] : []),
    ...(left > 0 ? [`${plural(left, 'figure')} to answer`] : []),
  ].join(' and ')
}

/** Errors first, each with its cell; then what is unanswered, one line an indicator and district. */
function errorLines(work: MonthWork): readonly SummaryLine[] {
  const { month } = work
  const { places } = work.summary()
  const about = (place: PlaceId, id: IndicatorId) => aboutCell(month, place, indicatorCell(id))
  return [
    ...places.flatMap(one =>
      one.errors.map(error => {
        const { name, to } = aboutCell(month, error.place, error.cell)
        return { text: `${name}: ${error.sentence}`, to }
      }),
    ),
    ...places.flatMap(one => {
      const [first] = one.missing
      if (first === undefined) return []
      if (one.missing.length <= 3)
        return one.missing.map(id => {
          const { name, to } = about(one.place, id)
          return { text: `${name}: no answer yet`, to }
        })
      const place = nameOfPlace(month.set, one.place, month.period)
      return [
        {
          text: `${place}: ${one.missing.length} figures to answer, first ${about(one.place, first).name}`,
          to: about(one.place, first).to,
        },
      ]
    }),
  ]
}
