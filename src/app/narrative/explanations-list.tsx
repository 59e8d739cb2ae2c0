import { Link } from 'react-router'
import type { PlaceId } from '../../domain/ids.ts'
import { monthPath } from '../month/month-tabs.tsx'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import { topicOf } from '../sheet/work/topics.ts'
import { printedExplanations } from './printed-explanations.ts'

/** What explains figures, as it is printed with the narrative: for reading; it is written beside the figure. */
export function ExplanationsList({ place, title }: { readonly place: PlaceId; readonly title: string }) {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  const printed = printedExplanations(work, place)
  if (printed.length === 0) return null
  return (
    <div className="ff-explained">
      <h3 className="govuk-heading-s ff-narrative__title">{title}</h3>
      <ul className="ff-explained__list">
        {printed.map(({ cell, heading, words, at }) => (
          <li key={cell}>
            <Link to={`${monthPath(work.month)}?at=${at.place}/${at.indicator}`}>{heading}</Link>:{' '}
            <span className="ff-explained__words">{words}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
