import '../styles-later.scss'
import { useState } from 'react'
import { Link } from 'react-router'
import type { OpId } from '../../domain/ids.ts'
import { nameOfPlace } from '../month/month.ts'
import { useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { whenSentence } from '../words.ts'
import { EnteredByCouncil } from './entered.tsx'
import { RulingsList } from './rulings.tsx'
import {
  aboutQuestion,
  partsHeld,
  type QuestionAt,
  questionStates,
  questionsOf,
  viewAt,
  waitWords,
} from './standing.ts'
import { Thread } from './thread.tsx'

/** Everything that the council asked and said of this contract's month, in every district of hers. Needs no network. */
export function QuestionsTab() {
  const { month } = useSheet().work
  const sheets = useDesk(state => state.sheets)
  const questions = questionsOf({ sheets }, month)
  const waiting = questions.filter(one => one.state === 'yours').length
  // As they stood when she came: one that she answers keeps its place under her hands.
  const [order] = useState(() => questions.toSorted(byState).map(one => one.question.id))
  const shown = questions.toSorted((a, b) => rank(order, a) - rank(order, b))
  return (
    <div className="ff-page ff-questions">
      <h2 className="govuk-heading-l">Questions from the council</h2>
      <p className="govuk-body">
        {questions.length === 0
          ? 'The council has asked nothing about this month. What it asks appears here.'
          : `${waiting === 0 ? 'No question waits for you' : waitWords(waiting)}. An answer is saved on this device and goes with the next connection. Correct a figure where it stands, then submit the return again.`}
      </p>
      <SentBack />
      {shown.map(one => (
        <OneQuestion key={one.question.id} one={one} />
      ))}
      <EnteredByCouncil />
      <RulingsList />
    </div>
  )
}

const byState = (a: QuestionAt, b: QuestionAt): number =>
  questionStates.indexOf(a.state) - questionStates.indexOf(b.state)

/** One that came since is last. */
const rank = (order: readonly OpId[], { question }: QuestionAt): number => {
  const at = order.indexOf(question.id)
  return at < 0 ? order.length : at
}

function OneQuestion({ one: { place, question } }: { readonly one: QuestionAt }) {
  const { month } = useSheet().work
  const { name, to } = aboutQuestion(month, place, question)
  return (
    <article className="ff-questions__one" aria-label={name}>
      <h3 className="govuk-heading-s">
        <Link to={to}>{name}</Link>
      </h3>
      <Thread place={place} question={question} idPrefix="all" />
    </article>
  )
}

/** What was said when districts were sent back. */
function SentBack() {
  const { month } = useSheet().work
  const sheets = useDesk(state => state.sheets)
  const back = partsHeld(month).flatMap(place => {
    const view = viewAt({ sheets }, month, place)
    return view?.review?.returned ? [{ place, open: view.state === 'sent-back', ...view.review.returned }] : []
  })
  if (back.length === 0) return null
  return (
    <section aria-labelledby="sent-back">
      <h3 id="sent-back" className="govuk-heading-m">
        Sent back to you
      </h3>
      <ul className="govuk-list">
        {back.map(one => (
          <li key={one.place}>
            <strong>{nameOfPlace(month.set, one.place, month.period)}</strong>, v{one.ordinal}, by {one.by.name},{' '}
            {whenSentence(one.at)}
            {one.open ? '' : '. Submitted again since'}.
            {one.words === '' ? null : <p className="ff-thread__text">{one.words}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
