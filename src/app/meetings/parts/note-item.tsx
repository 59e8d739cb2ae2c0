import type { Note } from '../../../domain/figures/figure.ts'
import type { IndicatorId } from '../../../domain/ids.ts'
import type { Entry } from '../../../domain/meetings/entries.ts'
import type { MeetingNotes } from '../../../domain/meetings/meetings.ts'
import { codeIn, indicatorsOf } from '../../../domain/set/indicators.ts'
import { Button } from '../../govuk/button.tsx'
import { placeFor } from '../work/moves.ts'
import { changing, useNotes } from '../work/notes-context.ts'
import type { Change } from '../work/notes-work.ts'
import { AudienceLine, audienceWords } from './audience.tsx'
import { NoteField } from './note-field.tsx'

/** Characters of a note. */
const longestNote = 10_000
const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

interface Props {
  readonly id: string
  /** Undefined: begun, with nothing typed in it yet. */
  readonly entry: Entry<Note> | undefined
  readonly meeting: MeetingNotes
  readonly index: number
}

/** What was said: its text, the indicator it is about, and who reads it. */
export function NoteItem({ id, entry, meeting, index }: Props) {
  const { work, set, contract } = useNotes()
  const where = { contract: contract.id, place: meeting.place, month: meeting.month }
  const at = entry ?? placeFor(where, 'internal', id)
  const value = entry?.value
  const typed =
    (text: string): Change =>
    before =>
      before?.type === 'note' ? { ...before, text } : { type: 'note', meeting: meeting.id, text }
  const indicators = indicatorsOf(set, contract, meeting.month)
  const name = value === undefined || value.text === '' ? `note ${index}` : cut(value.text)
  return (
    <li className={entry === undefined ? 'ff-note ff-note--begun' : 'ff-note'}>
      <NoteField
        id={`note-${id}`}
        at={at}
        field="text"
        label={`Note ${index}, ${entry?.audience === 'shared' ? 'shared with the provider' : 'internal'}`}
        text={value?.text ?? ''}
        change={typed}
        longest={longestNote}
        rows={3}
        first={entry === undefined}
      />
      {entry === undefined ? (
        <p className="ff-audience ff-audience--internal">
          <strong>{audienceWords.internal}</strong>
        </p>
      ) : (
        <div className="ff-note__foot">
          <AudienceLine entry={entry} meeting={meeting} name={name} />
          <label className="ff-note__about">
            About{' '}
            <select
              className="govuk-select"
              value={entry.value.indicator ?? ''}
              onChange={event => {
                const indicator = event.target.value as IndicatorId
                void work.change(
                  entry,
                  changing('note', ({ indicator: _, ...rest }) => (indicator === '' ? rest : { ...rest, indicator })),
                )
              }}
            >
              <option value="">no one indicator</option>
              {indicators.map(indicator => (
                <option key={indicator.id} value={indicator.id}>
                  {codeIn(indicator, meeting.month)} {indicator.shortTitle}
                </option>
              ))}
            </select>
          </label>
          <Button
            look="link"
            className="ff-note__remove"
            onClick={() => void work.apply([{ sheet: entry.sheet, cell: entry.cell, value: null }], 'Note removed.')}
          >
            Remove <span className="govuk-visually-hidden">({name})</span>
          </Button>
        </div>
      )}
    </li>
  )
}
