import { useLocation } from 'react-router'
import { everywhere, type PlaceId } from '../../domain/ids.ts'
import { periodName } from '../../domain/time/period.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import { topicOf } from '../sheet/work/topics.ts'
import { canTakeBack } from '../submit/submission.ts'
import { longDate } from '../words.ts'
import { nameOfPlace, type ReadOnly } from './month.ts'

const sentences: Record<ReadOnly | 'sent-back', string> = {
  history: 'These are earlier figures, for reading only.',
  queued: 'Queued to be submitted: it goes when there is a connection. Take it back to change anything.',
  sent: 'Being submitted: waiting for the receipt.',
  withdrawing: 'Taken back on this device: it can be changed here once the server has received that.',
  submitted: 'Submitted. Take it back to change anything, until the council accepts it or sends it back.',
  accepted: 'Accepted by the council: it cannot be changed here.',
  released: 'Released: it cannot be changed here.',
  'sent-back': 'Sent back to you by the council. Correct or explain it, then submit it again.',
  role: 'Your role can read this return and not change it.',
}

/** To those whose role cannot take a submission back. */
const notHers: Partial<Record<ReadOnly | 'sent-back', string>> = {
  submitted: 'Submitted. Your lead can take it back, until the council accepts it or sends it back.',
}

/** Why districts cannot be typed in, in words, with the way back where there is one. */
export function ReadOnlyNotice() {
  const { work } = useSheet()
  const { desk, unsaved } = useAtDesk()
  useDesk(state => state.sheets)
  useTopic(work, topicOf.summary)
  const { pathname } = useLocation()
  const { month } = work
  const reasons = Map.groupBy(month.places, place => {
    const view = work.view(place)
    // Who sent it back, and with which words, is said beside this.
    const open = view?.state === 'sent-back' && view.review?.returned === undefined ? 'sent-back' : 'open'
    return work.readOnly(place) ?? open
  })
  reasons.delete('open')
  const closed = month.collection?.closed
  // The check page says it part by part.
  if (reasons.size === 0 || /(check|receipt)$/.test(pathname)) return null
  // What is written once for the contract comes back with its districts, as on the check page.
  const back = [...month.places, ...(month.holdsWide ? [everywhere] : [])].filter(place =>
    canTakeBack(desk.state(), work.sheet(place)),
  )
  const sentenceOf = (reason: ReadOnly | 'sent-back', places: readonly PlaceId[]): string =>
    (places.some(place => back.includes(place)) ? undefined : notHers[reason]) ?? sentences[reason]
  return (
    <div className="ff-notice" role="note">
      {[...reasons].map(([reason, places]) =>
        reason === 'open' ? null : (
          <p key={reason}>
            {places.length === month.places.length
              ? ''
              : `${places.map(place => nameOfPlace(month.set, place, month.period)).join(', ')}: `}
            {reason === 'history' ? `${periodName(month.period)}. ` : ''}
            {reason === 'history' && closed
              ? `Closed by the council on ${longDate(closed)}: nothing more is taken.`
              : sentenceOf(reason, places)}
          </p>
        ),
      )}
      {back.length > 0 ? (
        <Button
          look="secondary"
          className="ff-button-small"
          onClick={() => void unsaved.during(desk.takeBack(back.map(place => work.sheet(place))))}
        >
          {back.length > 1
            ? `Take back all ${back.length}`
            : back[0] === everywhere
              ? 'Take back the contract-wide part'
              : 'Take back'}
        </Button>
      ) : null}
    </div>
  )
}
