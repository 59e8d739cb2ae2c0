import { useState } from 'react'
import type { NoteValue } from '../../../domain/figures/figure.ts'
import { everywhere, type NoteAudience } from '../../../domain/ids.ts'
import type { Entry } from '../../../domain/meetings/entries.ts'
import type { MeetingNotes } from '../../../domain/meetings/meetings.ts'
import { Button } from '../../govuk/button.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { Dialog } from '../../sheet/dialog.tsx'
import { moved, shared } from '../work/moves.ts'
import { type Notes, useNotes } from '../work/notes-context.ts'

const what: Readonly<Record<NoteValue['type'], string>> = {
  meeting: 'meeting',
  note: 'note',
  action: 'action',
  plan: 'plan',
}

/** Who reads it, as a word that stands by itself. */
export const audienceWords: Readonly<Record<NoteAudience, string>> = {
  internal: 'Internal: the council alone',
  shared: 'Shared with the provider',
}

const readers = ({ set, contract, today }: Notes, { place, month }: Entry): string =>
  place === everywhere
    ? `Everybody at ${contract.provider} who holds a district of this contract`
    : `Everybody at ${contract.provider} who holds ${nameOfPlace(set, place, month ?? today)}`

interface Props {
  readonly entry: Entry
  /** The meeting it belongs to, which is shared with it. */
  readonly meeting?: MeetingNotes | undefined
  /** What it says, for the name of the button. */
  readonly name: string
}

/** Who reads a note, in words, and the way to change it: that asks, because what was shared cannot be unread. */
export function AudienceLine({ entry, meeting, name }: Props) {
  const [asking, setAsking] = useState(false)
  return (
    <p className={`ff-audience ff-audience--${entry.audience}`}>
      <strong>{audienceWords[entry.audience]}</strong>{' '}
      {entry.differs ? null : (
        <Button look="link" className="ff-audience__change" onClick={() => setAsking(true)}>
          {entry.audience === 'internal' ? 'Share…' : 'Make internal…'}{' '}
          <span className="govuk-visually-hidden">({name})</span>
        </Button>
      )}
      {asking ? <AskAudience entries={[entry]} meeting={meeting} onClose={() => setAsking(false)} /> : null}
    </p>
  )
}

interface AskProps {
  readonly entries: readonly Entry[]
  readonly meeting: MeetingNotes | undefined
  readonly onClose: () => void
}

/** Asks before notes change their readers. */
export function AskAudience({ entries, meeting, onClose }: AskProps) {
  const notes = useNotes()
  const { work, contract } = notes
  const [first] = entries
  if (first === undefined) return null
  const sharing = first.audience === 'internal'
  const one = what[first.value.type]
  const said = entries.length === 1 ? `this ${one}` : `these ${entries.length} ${one}s`
  const withMeeting = sharing && first.value.type !== 'meeting' && meeting?.meeting?.audience === 'internal'
  const move = async () => {
    onClose()
    await work.flush()
    // As it stands at this moment: what was typed last goes with it.
    const now = entries.flatMap(entry => {
      const value = work.view(entry)?.value
      return value?.type === entry.value.type ? [{ ...entry, value }] : []
    })
    const edits = sharing
      ? meeting === undefined
        ? now.flatMap(entry => moved({ contract: contract.id, ...entry }, entry, entry.value, 'shared'))
        : shared(contract.id, meeting, now)
      : now.flatMap(entry => moved({ contract: contract.id, ...entry }, entry, entry.value, 'internal'))
    await work.apply(edits, sharing ? `Shared with the provider: ${said}.` : `Internal now: ${said}.`)
  }
  return (
    <Dialog title={sharing ? `Share ${said} with the provider?` : `Make ${said} internal?`} onClose={onClose}>
      {sharing ? (
        <p className="govuk-body">
          {readers(notes, first)} can read {entries.length === 1 ? 'it' : 'them'} then, offline too. What has been
          shared cannot be unread.
          {withMeeting ? ' The day of the meeting and who was there are shared with it.' : ''}
          {first.value.type === 'action' && first.value.plan !== undefined
            ? ' The plan it belongs to keeps its own readers.'
            : ''}
        </p>
      ) : (
        <p className="govuk-body">
          Whoever has read {entries.length === 1 ? 'it' : 'them'} has read {entries.length === 1 ? 'it' : 'them'}: only
          from their next connection on {entries.length === 1 ? 'is it' : 'are they'} no longer on the provider’s
          devices.
        </p>
      )}
      <div className="govuk-button-group">
        <Button onClick={() => void move()}>{sharing ? 'Share with the provider' : 'Make internal'}</Button>
        <Button look="secondary" data-first onClick={onClose}>
          {sharing ? 'Keep internal' : 'Leave shared'}
        </Button>
      </div>
    </Dialog>
  )
}
