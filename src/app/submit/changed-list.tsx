import { Link } from 'react-router'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { nameOfPlace } from '../month/month.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { type Changed, changedSince } from './changed-since.ts'
import type { Part } from './submission.ts'

/** Of every part that was submitted and is open again: what has changed in it since. */
export function ChangedList({ parts }: { readonly parts: readonly Part[] }) {
  const { month } = useSheet().work
  const opened = parts.flatMap(part => {
    const changed = changedSince(part.view)
    return changed === undefined ? [] : [{ part, changed }]
  })
  if (opened.length === 0) return null
  return (
    <section aria-labelledby="changed">
      <h2 id="changed" tabIndex={-1} className="govuk-heading-m">
        What has changed since it was submitted
      </h2>
      {opened.map(({ part, changed }) => (
        <ChangedOf
          key={part.place}
          part={part}
          name={nameOfPlace(month.set, part.place, month.period)}
          changed={changed}
        />
      ))}
    </section>
  )
}

interface Props {
  readonly part: Part
  readonly name: string
  readonly changed: readonly Changed[]
}

function ChangedOf({ part, name, changed }: Props) {
  const { month } = useSheet().work
  const version = `v${part.view?.submission?.ordinal}`
  const why = part.view?.state === 'sent-back' ? 'sent back to you' : 'taken back'
  if (changed.length === 0)
    return (
      <p className="govuk-body">
        {name}, {why}: nothing has changed since {version}.
      </p>
    )
  // What was submitted before this device had the return is known to the server alone.
  const known = changed.some(one => one.before !== undefined)
  return (
    <>
      <h3 className="govuk-heading-s ff-narrative__title">
        {name}, {why}: since {version}
      </h3>
      {known ? null : <p className="govuk-hint">What stood there before is not on this device.</p>}
      <ScrollTable label={`Changed in ${name} since ${version}`} className="ff-changed">
        <thead>
          <tr>
            <th scope="col">What</th>
            {known ? <th scope="col">Submitted as {version}</th> : null}
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {changed.map(({ cell, before, now }) => {
            const about = aboutCell(month, part.place, cell)
            return (
              <tr key={cell}>
                <th scope="row">
                  <Link to={about.to}>{about.name}</Link>
                </th>
                {known ? (
                  <td className="ff-late__value">{before === undefined ? '' : valueWords(before, month.set)}</td>
                ) : null}
                <td className="ff-late__value">{valueWords(now, month.set)}</td>
              </tr>
            )
          })}
        </tbody>
      </ScrollTable>
    </>
  )
}
