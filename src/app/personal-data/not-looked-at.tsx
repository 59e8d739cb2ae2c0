import '../styles-later.scss'
import { Link } from 'react-router'
import { Button } from '../govuk/button.tsx'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import { topicOf } from '../sheet/work/topics.ts'
import { lookAt } from './looked-at.ts'
import { uncleared } from './uncleared.ts'

/** On the check page: texts with warnings that nobody has looked at. They do not stop the submission. */
export function NotLookedAt() {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  const texts = uncleared(work)
  if (texts.length === 0) return null
  return (
    <section className="ff-to-look-at" aria-labelledby="to-look-at">
      <h2 id="to-look-at" className="govuk-heading-m" tabIndex={-1}>
        {texts.length === 1
          ? 'A text that may hold personal data'
          : `${texts.length} texts that may hold personal data`}
      </h2>
      <p className="govuk-body-s">Nothing here stops the submission. The council reads these texts as they are.</p>
      <ul className="govuk-list">
        {texts.map(({ place, cell, name, to, sentences, rules, hits }) => (
          <li key={`${place} ${cell}`}>
            <Link to={to}>{name}</Link>: {sentences.join('. ')}.{' '}
            {work.readOnly(place) === undefined ? (
              <Button
                look="link"
                onClick={() => {
                  void lookAt(work, place, cell, hits, rules)
                  document.getElementById('to-look-at')?.focus()
                }}
              >
                Looked at: not personal data <span className="govuk-visually-hidden">({name})</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
