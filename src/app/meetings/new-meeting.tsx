import { useState } from 'react'
import { useNavigate } from 'react-router'
import { newOpId } from '../../device/outbox/uuid.ts'
import { everywhere } from '../../domain/ids.ts'
import type { Period } from '../../domain/time/period.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { nameOfPlace } from '../month/month.ts'
import { isDay } from './parts/day-field.tsx'
import { placeFor } from './work/moves.ts'
import { meetingPath } from './work/note-paths.ts'
import { useNotes } from './work/notes-context.ts'

const longestPresent = 500

/** Begins a meeting: its day and who was there. Kept on the device before its page opens. */
export function NewMeeting() {
  const { work, set, contract, place, today } = useNotes()
  const go = useNavigate()
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState<string>(today)
  const [present, setPresent] = useState('')
  const [error, setError] = useState('')
  const of = place === everywhere ? 'the whole contract' : nameOfPlace(set, place, today.slice(0, 7) as Period)
  if (!open)
    return (
      <Button className="ff-no-print" onClick={() => setOpen(true)}>
        New meeting
      </Button>
    )
  const begin = async () => {
    if (!isDay(day)) return setError('Enter the day of the meeting, as in 11 July 2017.')
    const id = newOpId(Date.now())
    const month = day.slice(0, 7) as Period
    const at = placeFor({ contract: contract.id, place, month }, 'internal', id)
    await work.apply([{ ...at, value: { type: 'meeting', date: day, present: present.trim() } }], 'Meeting noted.')
    await go(meetingPath(contract.id, place, id))
  }
  return (
    <form
      className="ff-new-meeting"
      aria-labelledby="new-meeting"
      onSubmit={event => {
        event.preventDefault()
        void begin()
      }}
    >
      <h2 id="new-meeting" className="govuk-heading-m">
        New meeting about {of}
      </h2>
      <ErrorSummary lines={error === '' ? [] : [{ text: error, to: '#meeting-day' }]} />
      <TextInput
        id="meeting-day"
        label="Day"
        type="date"
        className="ff-note__day"
        value={day}
        error={error === '' ? undefined : error}
        autoComplete="off"
        autoFocus
        onChange={event => setDay(event.target.value)}
      />
      <TextInput
        id="meeting-present"
        label="Who is there"
        hint="By role, as in “manager and data officer of the provider”. Internal until you share a note of this meeting."
        value={present}
        maxLength={longestPresent}
        autoComplete="off"
        onChange={event => setPresent(event.target.value)}
      />
      <div className="govuk-button-group">
        <Button type="submit">Begin the notes</Button>
        <Button look="secondary" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
