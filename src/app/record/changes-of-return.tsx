import { useCallback } from 'react'
import type { Office } from '../../device/door/office.ts'
import type { SheetId } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { ReturnChange } from '../../protocol/record.ts'
import { Button } from '../govuk/button.tsx'
import { AnswerState } from '../layout/answer-state.tsx'
import { usePages } from '../layout/use-pages.ts'
import { aboutCellOf } from '../month/about-change.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { whenSentence } from '../words.ts'
import { actWords, outcomeWords } from './change-words.ts'

/** Every change to one return: who, when, what, from what to what, and what became of it. Newest first. */
export function ChangesOfReturn({ office, sheet }: { readonly office: Office; readonly sheet: SheetId }) {
  const ask = useCallback((before: number | null) => office.returnChanges(sheet, before), [office, sheet])
  const { pages, refusal, reading, next, more, again } = usePages(ask)
  const changes = pages?.flatMap(page => page.changes)
  return (
    <section aria-labelledby="changes" className="ff-record__changes">
      <h2 id="changes" className="govuk-heading-m">
        Changes to this return
      </h2>
      <AnswerState shown={pages !== undefined} refusal={refusal} what="changes are read" again={again} />
      {changes?.length === 0 ? <p className="govuk-body">Nothing has been entered yet.</p> : null}
      {changes && changes.length > 0 ? <ChangesTable changes={changes} sheet={sheet} set={office.set} /> : null}
      {next === null ? null : (
        <Button look="secondary" className="ff-button-small" disabled={reading} onClick={more}>
          {reading ? 'Reading…' : 'Show older changes'}
        </Button>
      )}
    </section>
  )
}

interface Props {
  readonly changes: readonly ReturnChange[]
  readonly sheet: SheetId
  readonly set: IndicatorSet
}

function ChangesTable({ changes, sheet, set }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard
    <section className="ff-scroll-x" tabIndex={0} aria-label="Changes to this return, as a table">
      <table className="ff-plain-table ff-record">
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">What became of it</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(change => (
            <tr key={change.opId}>
              <td className="ff-record__when">
                {whenSentence(change.receivedAt)}
                {change.deviceTime === null ? null : (
                  <span className="ff-block ff-quiet">device’s time {whenSentence(change.deviceTime)}</span>
                )}
              </td>
              <td>{change.person.name}</td>
              {change.what === 'value' ? (
                <>
                  <th scope="row">{aboutCellOf(sheet, change.cell, set).text}</th>
                  <td className="ff-late__value">{valueWords(change.before, set)}</td>
                  <td className="ff-late__value">{valueWords(change.after, set)}</td>
                </>
              ) : (
                <th scope="row" colSpan={3}>
                  {actWords(change)}
                  {change.what === 'review' && change.cells.length > 0 ? (
                    <span className="ff-block ff-quiet">
                      {change.cells.map(cell => aboutCellOf(sheet, cell, set).text).join(', ')}
                    </span>
                  ) : null}
                </th>
              )}
              <td>{outcomeWords(change)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
