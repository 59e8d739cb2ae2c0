import { useEffect, useState } from 'react'
import type { Office } from '../../device/door/office.ts'
import type { Board, Surrendered } from '../../protocol/exchange.ts'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { aboutCellOf, aboutSheet } from '../month/about-change.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { plural, whenSentence } from '../words.ts'

interface Props {
  readonly office: Office
  /** The board as last read: read anew, this is asked for anew. */
  readonly board: Board | undefined
}

/** What devices handed over when somebody's access had ended. Nothing at all where there is none. */
export function SurrenderedList({ office, board }: Props) {
  const [{ changes, unreadable = 0 }, setSurrendered] = useState<Surrendered>({ changes: [] })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with every reading of the board
  useEffect(() => {
    let gone = false
    // Refused, the list stays as it is: the board says that the server does not answer.
    void office.surrendered().then(answer => {
      if (!gone && answer.ok) setSurrendered(answer.value)
    })
    return () => {
      gone = true
    }
  }, [office, board])
  if (changes.length + unreadable === 0) return null
  return (
    <section aria-labelledby="surrendered" className="ff-surrendered">
      <h2 id="surrendered" className="govuk-heading-m">
        Handed over by devices
      </h2>
      <p className="govuk-body">
        Changes that were still on a device when its person's access ended. They are kept here, and are part of no
        return.
        {unreadable > 0
          ? ` ${plural(unreadable, 'more change')} cannot be read and ${unreadable === 1 ? 'is' : 'are'} kept as sent.`
          : ''}
      </p>
      {changes.length > 0 && (
        <ScrollTable label="Handed over by devices, as a table">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Return</th>
              <th scope="col">What</th>
              <th scope="col">Entered</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((one, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a change handed over has no other name
              <tr key={i}>
                <th scope="row">{one.person.name}</th>
                <td>{aboutSheet(one.sheet, office.set).full}</td>
                <td>
                  {one.words === undefined ? aboutCellOf(one.sheet, one.cell, office.set).text : 'Answer to a question'}
                </td>
                <td className="ff-late__value">{one.cell === null ? one.words : valueWords(one.value, office.set)}</td>
                <td>
                  {whenSentence(one.deviceTime)}
                  <span className="ff-block ff-quiet">handed over {whenSentence(one.receivedAt)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </section>
  )
}
