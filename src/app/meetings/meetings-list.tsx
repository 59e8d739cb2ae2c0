import { Link, useNavigate } from 'react-router'
import { everywhere } from '../../domain/ids.ts'
import { isOpen, openActions } from '../../domain/meetings/carried.ts'
import type { MeetingNotes } from '../../domain/meetings/meetings.ts'
import type { Period } from '../../domain/time/period.ts'
import { Choose } from '../govuk/choose.tsx'
import { nameOfPlace } from '../month/month.ts'
import { longDate, plural } from '../words.ts'
import { MeetingHead } from './meeting-head.tsx'
import { NewMeeting } from './new-meeting.tsx'
import { CarriedList } from './parts/carried-list.tsx'
import { PlansPart } from './parts/plans-part.tsx'
import { ToChoose } from './parts/to-choose.tsx'
import { ToReturn } from './parts/to-return.tsx'
import { meetingPath, meetingsOfPath } from './work/note-paths.ts'
import { useNotes } from './work/notes-context.ts'

/** The meetings of a district or a contract, newest first; what is still to be done; its plans. */
export function MeetingsList() {
  const { set, contract, place, meetings, today } = useNotes()
  const go = useNavigate()
  const month = today.slice(0, 7) as Period
  const open = openActions(meetings, today)
  const name = nameOfPlace(set, place, month)
  return (
    <>
      <MeetingHead title={`Meetings: ${name}`} />
      <p className="govuk-body ff-no-print">
        <ToReturn />
      </p>
      <div className="ff-filter ff-no-print">
        <Choose
          id="meetings-place"
          label="District"
          value={place}
          options={[everywhere, ...contract.places].map(one => ({
            value: one,
            text: nameOfPlace(set, one, month),
          }))}
          onChoose={chosen => {
            const to = [everywhere, ...contract.places].find(one => one === chosen)
            if (to !== undefined) void go(meetingsOfPath(contract.id, to))
          }}
        />
      </div>
      <ToChoose />
      <NewMeeting />
      <section aria-labelledby="noted">
        <h2 id="noted" className="govuk-heading-m">
          Meetings noted
        </h2>
        {meetings.length === 0 ? (
          <p className="govuk-body">
            No meeting has been noted yet
            {place === everywhere ? '' : `, of ${name} or of the whole contract`}.
          </p>
        ) : (
          <ul className="ff-links">
            {meetings.map(meeting => (
              <li key={meeting.id}>
                <MeetingLine meeting={meeting} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="open-actions">
        <h2 id="open-actions" className="govuk-heading-m">
          Open actions
        </h2>
        {open.length === 0 ? <p className="govuk-body">No action is open.</p> : <CarriedList actions={open} />}
      </section>
      <PlansPart />
    </>
  )
}

function MeetingLine({ meeting }: { readonly meeting: MeetingNotes }) {
  const { set, contract, place } = useNotes()
  const open = meeting.actions.filter(isOpen).length
  return (
    <>
      <Link to={meetingPath(contract.id, place, meeting.id)}>
        {meeting.meeting === undefined ? 'Notes without a meeting' : longDate(meeting.date)}
      </Link>
      {meeting.place === place ? '' : `, ${nameOfPlace(set, meeting.place, meeting.month)}`}
      {': '}
      {plural(meeting.notes.length, 'note')}, {plural(meeting.actions.length, 'action')}
      {meeting.actions.length > 0 ? `, ${open} open` : ''}
      {meeting.meeting?.value.present ? (
        <span className="ff-block ff-quiet">{meeting.meeting.value.present}</span>
      ) : null}
    </>
  )
}
