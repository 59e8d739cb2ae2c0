import '../styles-later.scss'
import { everywhere, narrativeCell, type PlaceId } from '../../domain/ids.ts'
import type { NarrativeSection } from '../../domain/set/indicator-set.ts'
import { type Month, nameOfPlace } from '../month/month.ts'
import { ThreadsOf } from '../questions/threads.tsx'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import { textOf, wordsSentence } from '../sheet/work/texts.ts'
import { topicOf } from '../sheet/work/topics.ts'
import { ExplanationsList } from './explanations-list.tsx'
import { SectionField } from './section-field.tsx'

/** The set's sections: the contract's own first, then each district's, with the explanations printed under them. */
export function NarrativeTab() {
  const { work } = useSheet()
  const { month } = work
  // A return that is submitted, or sent back, takes or gives back its fields.
  useTopic(work, topicOf.summary)
  const own = month.service.narrative.filter(section => section.per === 'contract')
  const each = month.service.narrative.filter(section => section.per === 'place')
  if (own.length + each.length === 0)
    return <p className="govuk-body ff-page">This service's returns have no narrative.</p>
  return (
    <div className="ff-page ff-narrative">
      <p className="govuk-body-s">
        A blank line begins a new paragraph. What belongs to one figure is explained beside it, on the sheet, and is
        printed here under its code.
      </p>
      {own.length > 0 ? (
        <section aria-labelledby="narrative-contract">
          <h2 id="narrative-contract" className="govuk-heading-m">
            The whole contract
          </h2>
          {month.holdsWide ? (
            <>
              <ThreadsOf place={everywhere} />
              {own.map(section => (
                <SectionField key={section.id} place={everywhere} section={section} />
              ))}
              <ExplanationsList place={everywhere} title="Explanations of several districts" />
            </>
          ) : (
            <p className="govuk-body">Written by those who hold every district of this contract.</p>
          )}
        </section>
      ) : null}
      {each.length > 0
        ? month.places.map(place => (
            <section key={place} aria-labelledby={`narrative-${place}`}>
              <h2 id={`narrative-${place}`} className="govuk-heading-m">
                {nameOfPlace(month.set, place, month.period)}
              </h2>
              {each.map(section => (
                <SectionField key={section.id} place={place} section={section} />
              ))}
              <ExplanationsList place={place} title="Explanations" />
              <PrintedHereToo sections={own} month={month} />
            </section>
          ))
        : null}
    </div>
  )
}

/** What is written once and printed in every district is named in each, and found above. */
function PrintedHereToo({
  sections,
  month,
}: {
  readonly sections: readonly NarrativeSection[]
  readonly month: Month
}) {
  const { work } = useSheet()
  const printed = month.holdsWide ? sections.filter(section => section.printedIn === 'every-place') : []
  return printed.map(section => {
    const text = textOf(work.readings.value(everywhere, narrativeCell(section.id)))
    const id = fieldOf(everywhere, section)
    return text === '' ? null : (
      <p key={section.id} className="ff-narrative__foot">
        Printed here too:{' '}
        <a
          href={`#${id}`}
          onClick={event => {
            // The address is the router's.
            event.preventDefault()
            document.getElementById(id)?.focus()
          }}
        >
          {section.title}
        </a>{' '}
        ({wordsSentence(text)})
      </p>
    )
  })
}

const fieldOf = (place: PlaceId, section: NarrativeSection): string => `text-${place}-${section.id}`
