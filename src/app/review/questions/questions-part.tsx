import { useState } from 'react'
import { Button } from '../../govuk/button.tsx'
import { plural } from '../../words.ts'
import { useReviewing } from '../reviewing.ts'
import { sorted } from './about-words.ts'
import { AskForm } from './ask-form.tsx'
import { Thread } from './thread.tsx'

/** Every question of the return: those that wait for the council first, closed ones folded; and one about the return. */
export function QuestionsPart() {
  const { view, kept, sheet } = useReviewing()
  const { open, closed } = sorted(view.row.review?.questions ?? [])
  const [asking, setAsking] = useState(false)
  const isAsking = asking || Object.keys(kept.fields(`${sheet} ask `)).length > 0
  return (
    <section aria-labelledby="questions" className="ff-review__part">
      <h2 id="questions" className="govuk-heading-m" tabIndex={-1}>
        Questions
      </h2>
      {open.length + closed.length === 0 ? <p className="govuk-hint">Nothing has been asked yet.</p> : null}
      {open.map(question => (
        <Thread key={question.id} question={question} />
      ))}
      {closed.length > 0 ? (
        <details>
          <summary>{plural(closed.length, 'closed question')}</summary>
          {closed.map(question => (
            <Thread key={question.id} question={question} />
          ))}
        </details>
      ) : null}
      {isAsking ? (
        <AskForm about={{ cells: [] }} focus={asking} onDone={() => setAsking(false)} />
      ) : (
        <Button look="secondary" className="ff-button-small" onClick={() => setAsking(true)}>
          Ask about the whole return
        </Button>
      )}
    </section>
  )
}
