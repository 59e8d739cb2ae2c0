import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { newOpId } from '../../device/outbox/uuid.ts'
import { carriedInto } from '../../domain/meetings/carried.ts'
import type { Entry } from '../../domain/meetings/entries.ts'
import type { MeetingNotes } from '../../domain/meetings/meetings.ts'
import { Button } from '../govuk/button.tsx'
import { NotFoundPage } from '../layout/not-found-page.tsx'
import { longDate } from '../words.ts'
import { MeetingHead } from './meeting-head.tsx'
import { ActionItem } from './parts/action-item.tsx'
import { AskAudience, AudienceLine } from './parts/audience.tsx'
import { CarriedList } from './parts/carried-list.tsx'
import { DayField } from './parts/day-field.tsx'
import { NoteField } from './parts/note-field.tsx'
import { NoteItem } from './parts/note-item.tsx'
import { PlansPart } from './parts/plans-part.tsx'
import { ToChoose } from './parts/to-choose.tsx'
import { agendaPath } from './work/note-paths.ts'
import { changing, useNotes } from './work/notes-context.ts'

const longestPresent = 500

/** The notes of one meeting: earlier actions to go through, what was said, what was agreed. */
export function OneMeeting() {
  const { meeting: id } = useParams()
  const { meetings, contract, place } = useNotes()
  const meeting = meetings.find(one => one.id === id)
  if (meeting === undefined) return <NotFoundPage />
  const carried = carriedInto(meetings, meeting)
  return (
    <>
      <MeetingHead
        title={meeting.meeting === undefined ? 'Notes without a meeting' : `Meeting of ${longDate(meeting.date)}`}
      >
        <p className="govuk-body ff-no-print">
          <Link to={agendaPath(contract.id, place, meeting.id)}>Agenda for this meeting</Link>, from the figures that
          stand out
        </p>
      </MeetingHead>
      <ToChoose />
      <Header meeting={meeting} />
      <section aria-labelledby="carried">
        <h2 id="carried" className="govuk-heading-m">
          Actions of earlier meetings
        </h2>
        {carried.length === 0 ? (
          <p className="govuk-body">No action was open before this meeting.</p>
        ) : (
          <CarriedList actions={carried} />
        )}
      </section>
      <Written key={`notes ${meeting.id}`} kind="note" meeting={meeting} />
      <Written key={`actions ${meeting.id}`} kind="action" meeting={meeting} />
      <PlansPart />
    </>
  )
}

function Header({ meeting }: { readonly meeting: MeetingNotes }) {
  const { work } = useNotes()
  const entry = meeting.meeting
  if (entry === undefined) return null
  const empty = meeting.notes.length + meeting.actions.length === 0
  return (
    <section aria-label="When and who" className="ff-note">
      <div className="ff-note__row">
        <DayField
          id="meeting-day"
          label="Day"
          day={entry.value.date}
          onDay={date => {
            if (date !== undefined)
              void work.change(
                entry,
                changing('meeting', before => ({ ...before, date })),
              )
          }}
        />
        <NoteField
          id="meeting-present"
          at={entry}
          field="present"
          label="Who was there"
          labelled
          text={entry.value.present}
          change={present => changing('meeting', before => ({ ...before, present }))}
          longest={longestPresent}
          rows={1}
        />
      </div>
      <div className="ff-note__foot">
        <AudienceLine entry={entry} meeting={meeting} name="the day and who was there" />
        {empty ? (
          <Button
            look="link"
            className="ff-note__remove"
            onClick={() => void work.apply([{ sheet: entry.sheet, cell: entry.cell, value: null }], 'Meeting removed.')}
          >
            Remove this meeting
          </Button>
        ) : null}
      </div>
    </section>
  )
}

const words = {
  note: { title: 'Notes', none: 'Nothing has been noted in this meeting yet.', add: 'Add a note', share: 'Share all' },
  action: {
    title: 'Actions agreed',
    none: 'No action has been agreed in this meeting yet.',
    add: 'Add an action',
    share: 'Share all',
  },
} as const

/** Notes or actions of the meeting, and a new one: internal until it is shared, and kept once something is typed. */
function Written({ kind, meeting }: { readonly kind: 'note' | 'action'; readonly meeting: MeetingNotes }) {
  const [begun, setBegun] = useState<string>()
  const [sharing, setSharing] = useState(false)
  const { title, none, add, share } = words[kind]
  const entries = kind === 'note' ? meeting.notes : meeting.actions
  const fresh = begun !== undefined && !entries.some(entry => entry.id === begun) ? begun : undefined
  const internal: readonly Entry[] = entries.filter(entry => entry.audience === 'internal' && !entry.differs)
  const all = [
    ...entries.map(entry => ({ id: entry.id, key: `${entry.id} ${keyed(entries, entry)}` })),
    ...(fresh === undefined ? [] : [{ id: fresh, key: `${fresh} ` }]),
  ]
  return (
    <section aria-labelledby={`${kind}-list`}>
      <h2 id={`${kind}-list`} className="govuk-heading-m">
        {title}
      </h2>
      {all.length === 0 ? <p className="govuk-body">{none}</p> : null}
      <ul className="ff-notes">
        {all.map(({ id, key }, index) =>
          kind === 'note' ? (
            <NoteItem key={key} id={id} entry={meeting.notes[index]} meeting={meeting} index={index + 1} />
          ) : (
            <ActionItem key={key} id={id} entry={meeting.actions[index]} meeting={meeting} index={index + 1} />
          ),
        )}
      </ul>
      <div className="govuk-button-group ff-no-print">
        <Button look="secondary" disabled={fresh !== undefined} onClick={() => setBegun(newOpId(Date.now()))}>
          {add}
        </Button>
        {internal.length > 1 ? (
          <Button look="link" onClick={() => setSharing(true)}>
            {share} {internal.length} internal {kind}s with the provider…
          </Button>
        ) : null}
      </div>
      {sharing ? <AskAudience entries={internal} meeting={meeting} onClose={() => setSharing(false)} /> : null}
    </section>
  )
}

/** Where one person shared a note while another went on with it among the council, both are there: each is shown. */
const keyed = (entries: readonly Entry[], entry: Entry): string =>
  entries.some(other => other.id === entry.id && other.audience !== entry.audience) ? entry.audience : ''
