import { Link } from 'react-router'
import type { NeedsYou } from '../../device/desk.ts'
import { type IndicatorId, partsOfSheet } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../domain/set/indicators.ts'
import { periodName } from '../../domain/time/period.ts'
import { problemSentence } from '../../protocol/problems.ts'
import { Button } from '../govuk/button.tsx'
import { nameOfPlace } from '../month/month.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { whenSentence } from '../words.ts'

/** What the server did not take: shown until she has seen it. Nothing is thrown away before. */
export function NeedsYouList() {
  const { desk } = useAtDesk()
  const needs = useDesk(state => state.needsYou)
  const set = useDesk(state => state.set)
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you" className="govuk-heading-m">
        Needs you
      </h2>
      {needs.length === 0 ? <p className="govuk-body">Nothing: the server has taken everything it was sent.</p> : null}
      <ul className="govuk-list ff-needs">
        {needs.map(one => {
          const about = aboutOf(one, set)
          return (
            <li key={one.opId} className="ff-needs__one">
              <p className="govuk-body">
                <Link to={about.to}>{about.text}</Link>: {problemSentence(one.code)}
              </p>
              {one.value === null ? null : <p className="govuk-body-s">You entered: {valueWords(one.value)}</p>}
              <p className="govuk-body-s">{whenSentence(one.deviceTime)}</p>
              <Button look="secondary" className="ff-button-small" onClick={() => void desk.dismiss(one.opId)}>
                Dismiss<span className="govuk-visually-hidden"> {about.text}</span>
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function aboutOf(one: NeedsYou, set: IndicatorSet | null): { readonly text: string; readonly to: string } {
  const parts = partsOfSheet(one.sheet)
  if (parts === undefined) return { text: one.sheet, to: '/' }
  const base = `/returns/${parts.contract}/${parts.period}`
  const place = set ? nameOfPlace(set, parts.place, parts.period) : parts.place
  const where = `${place}, ${periodName(parts.period)}`
  if (one.cell === null) return { text: `Submission of ${where}`, to: `${base}/check` }
  if (one.cell.startsWith('narrative/')) return { text: `Narrative of ${where}`, to: `${base}/narrative` }
  const explained = one.cell.startsWith('explain/')
  const id = one.cell.replace(/^explain\//, '') as IndicatorId
  const indicator = set ? indicatorById(set, id) : undefined
  const name = indicator ? `${codeIn(indicator, parts.period)} ${indicator.shortTitle}` : id
  return { text: `${explained ? 'Explanation of ' : ''}${name}, ${where}`, to: `${base}?at=${parts.place}/${id}` }
}
