import { useCallback, useEffect, useState } from 'react'
import type { Activity } from '../../device/desk.ts'
import { Button } from '../govuk/button.tsx'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { aboutSheet } from '../month/about-change.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { whenSentence } from '../words.ts'
import { activityCount, activitySentence } from './activity-words.ts'

type Read = { readonly state: 'reading' | 'failed' } | { readonly state: 'read'; readonly all: readonly Activity[] }

const shownAtFirst = 20

/** What happened on this device, newest first: when, what, how many, where. Nothing anybody typed. */
export function ActivityLog() {
  const set = useDesk(state => state.set)
  const { read, again } = useActivity()
  const [whole, setWhole] = useState(false)
  const all = read.state === 'read' ? read.all : []
  return (
    <section aria-labelledby="activity">
      <h2 id="activity" className="govuk-heading-m">
        What happened here
      </h2>
      {read.state === 'reading' ? <p className="govuk-body">Reading…</p> : null}
      {read.state === 'failed' ? (
        <p className="govuk-body">
          The log could not be read on this device.{' '}
          <Button look="link" onClick={again}>
            Try again
          </Button>
        </p>
      ) : null}
      {read.state === 'read' && all.length === 0 ? <p className="govuk-body">Nothing yet.</p> : null}
      {all.length > 0 ? (
        <ScrollTable label="What happened here, as a table" className="ff-activity">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col" className="ff-number">
                Changes
              </th>
              <th scope="col">Where</th>
            </tr>
          </thead>
          <tbody>
            {all.slice(0, whole ? undefined : shownAtFirst).map((one, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two things may happen in one instant
              <tr key={i}>
                <td className="ff-activity__when">{whenSentence(one.at)}</td>
                <td>{activitySentence(one)}</td>
                <td className="ff-number">{activityCount(one)}</td>
                <td>{one.sheet === undefined ? '' : aboutSheet(one.sheet, set).text}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      ) : null}
      {all.length > shownAtFirst && !whole ? (
        <Button look="link" onClick={() => setWhole(true)}>
          Show all {all.length}
        </Button>
      ) : null}
    </section>
  )
}

/** Read again whenever something was saved or received, or waits no more. */
function useActivity(): { readonly read: Read; readonly again: () => void } {
  const { desk } = useAtDesk()
  const status = useDesk(state => state.status)
  const needs = useDesk(state => state.needsYou)
  const [read, setRead] = useState<Read>({ state: 'reading' })
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: any of these may come with a line of the log
  useEffect(() => {
    let gone = false
    desk.activity().then(
      all => {
        if (!gone) setRead({ state: 'read', all })
      },
      error => {
        console.warn('Fieldfare: the activity log could not be read', error)
        if (!gone) setRead({ state: 'failed' })
      },
    )
    return () => {
      gone = true
    }
  }, [desk, turn, needs, status.savedAt, status.receivedAt, status.waiting, status.storage])
  return { read, again: useCallback(() => setTurn(before => before + 1), []) }
}
