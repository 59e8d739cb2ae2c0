import { useEffect, useRef } from 'react'
import { shownState } from '../../../domain/workflow.ts'
import type { ReturnView } from '../../../protocol/exchange.ts'
import { Button } from '../../govuk/button.tsx'
import { stateWord } from '../../returns/summary.ts'
import { whenSentence } from '../../words.ts'
import { useReviewing } from '../reviewing.ts'
import { differencesOf, differSentence, standingCells } from './differences.ts'
import { DifferencesTable } from './differences-table.tsx'

interface Props {
  readonly newer: ReturnView
  /** What differs is listed. */
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onGoOn: () => void
}

/** While she reads, another version has arrived: it takes the place of what she reads only when she says so. */
export function NewerBar({ newer, open, onOpen, onGoOn }: Props) {
  const { view, set, sheet } = useReviewing()
  const list = useRef<HTMLDivElement>(null)
  const now = standingCells(newer.row.cells)
  const differences = differencesOf(standingCells(view.row.cells), now, set)
  useEffect(() => {
    if (open) list.current?.focus()
  }, [open])
  return (
    <section className="ff-review__newer" aria-label="A newer version">
      <div className="ff-notice ff-notice--warning" role="alert">
        <p>
          <strong>A newer version has arrived</strong> ({versionWords(newer, now.size)}): {differSentence(differences)}.
          You go on reading the one before it.
        </p>
        <Button look="secondary" className="ff-button-small" aria-expanded={open} onClick={() => onOpen(!open)}>
          {open ? 'Hide what differs' : 'Show what differs'}
        </Button>
        <Button className="ff-button-small" onClick={onGoOn}>
          Go on with the newer one
        </Button>
      </div>
      {open ? (
        <div ref={list} tabIndex={-1} className="ff-review__differs">
          {differences.length === 0 ? (
            <p className="govuk-body">Nothing that is shown differs.</p>
          ) : (
            <DifferencesTable sheet={sheet} set={set} label="What differs" differences={differences} />
          )}
        </div>
      ) : null}
    </section>
  )
}

/** 'v4, received 11 July 2017 at 14:03'; 'v4, accepted by Commissioning officer, 11 July 2017 at 14:10'; 'In progress, changed 11 July 2017 at 14:03' where it is not submitted now. */
function versionWords({ row }: ReturnView, written: number): string {
  const { submission, state, review } = row
  const accepted = state === 'accepted' ? review?.accepted : undefined
  if (accepted) return `v${accepted.ordinal}, accepted by ${accepted.by.name}, ${whenSentence(accepted.at)}`
  if (submission && (state === 'submitted' || state === 'accepted' || state === 'released'))
    return `v${submission.ordinal}, received ${whenSentence(submission.receivedAt)}`
  const [latest] = Object.values(row.cells)
    .map(cell => cell.at)
    .toSorted()
    .reverse()
  return `${stateWord(shownState(state, written))}${latest ? `, changed ${whenSentence(latest)}` : ''}`
}
