import { problemSentence } from '../../protocol/problems.ts'
import { Button } from '../govuk/button.tsx'
import { nameOfPlace } from '../month/month.ts'
import { useDesk } from '../session/desk-context.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { readId } from './read-id.ts'
import type { Part } from './submission.ts'

/** A submission that the server did not take: why, what came meanwhile, and the way to look and submit again. */
export function RefusedNotice({ parts }: { readonly parts: readonly Part[] }) {
  const { month } = useSheet().work
  const me = useDesk(state => state.me.person.id)
  const refused = parts.filter(part => part.refused !== undefined)
  const [first] = refused
  if (first === undefined) return null
  return (
    <section className="govuk-inset-text ff-refused" aria-labelledby="refused">
      <h2 id="refused" tabIndex={-1} className="govuk-heading-m">
        Not submitted: {list.format(refused.map(part => nameOfPlace(month.set, part.place, month.period)))}
      </h2>
      {refused.map(part => (
        <RefusedPart key={part.place} part={part} me={me} />
      ))}
      <Button
        look="secondary"
        className="ff-button-small"
        onClick={() => {
          const heading = document.getElementById(readId(first.place))
          heading?.scrollIntoView?.()
          heading?.focus()
        }}
      >
        Look at it, then submit again
      </Button>
    </section>
  )
}

const list = new Intl.ListFormat('en-GB')

function RefusedPart({ part, me }: { readonly part: Part; readonly me: string }) {
  const { month } = useSheet().work
  const { place, refused, view } = part
  if (refused === undefined) return null
  // By the device's clock, for show only: what the server compares is the figures themselves.
  const came = [...(view?.cells ?? [])].filter(
    ([, { by, at }]) => by !== undefined && by.id !== me && at !== undefined && at > refused.deviceTime,
  )
  return (
    <>
      <p className="govuk-body">
        {nameOfPlace(month.set, place, month.period)}: {problemSentence(refused.code)}
        {came.length > 0 ? ' Since you confirmed, this came:' : ''}
      </p>
      {came.length > 0 ? (
        <ul className="govuk-list govuk-list--bullet">
          {came.map(([cell, { value, by }]) => (
            <li key={cell}>
              {aboutCell(month, place, cell).name}: {valueWords(value, month.set)}, by {by?.name}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
