import type { Action } from '../../../domain/figures/figure.ts'
import type { Entry } from '../../../domain/meetings/entries.ts'
import { isPlan } from '../../../domain/meetings/entries.ts'
import type { MeetingNotes } from '../../../domain/meetings/meetings.ts'
import { Button } from '../../govuk/button.tsx'
import { placeFor } from '../work/moves.ts'
import { changing, useNotes } from '../work/notes-context.ts'
import type { Change } from '../work/notes-work.ts'
import { AudienceLine, audienceWords } from './audience.tsx'
import { DayField } from './day-field.tsx'
import { NoteChoice } from './note-choice.tsx'
import { NoteField } from './note-field.tsx'
import { EndedWords, withDue, withStatus } from './status.tsx'

/** Characters of an action, of who is to do it, of a title. */
const longestLine = 500

interface Props {
  readonly id: string
  /** Undefined: begun, with nothing typed in it yet. */
  readonly entry: Entry<Action> | undefined
  readonly meeting: MeetingNotes
  readonly index: number
}

/** What somebody is to do: the text, whose it is, by when, how it stands, and who reads it. */
export function ActionItem({ id, entry, meeting, index }: Props) {
  const { work, contract, entries, today } = useNotes()
  const where = { contract: contract.id, place: meeting.place, month: meeting.month }
  const at = entry ?? placeFor(where, 'internal', id)
  const value = entry?.value
  const begun: Action = { type: 'action', meeting: meeting.id, text: '', owner: 'provider', who: '', status: 'open' }
  const typed =
    (field: 'text' | 'who') =>
    (text: string): Change =>
    before => ({ ...(before?.type === 'action' ? before : begun), [field]: text })
  const plans = entries.filter(isPlan)
  const name = `action ${index}`
  const set = (change: (before: Action) => Action, said = '') =>
    entry === undefined ? undefined : void work.change(entry, changing('action', change), said)
  return (
    <li className={entry === undefined ? 'ff-note ff-note--begun-action' : 'ff-note'}>
      <NoteField
        id={`action-${id}`}
        at={at}
        field="text"
        label={`Action ${index}: what is to be done`}
        text={value?.text ?? ''}
        change={typed('text')}
        longest={longestLine}
        rows={2}
        first={entry === undefined}
      />
      {entry === undefined || value === undefined ? (
        <p className="ff-audience ff-audience--internal">
          <strong>{audienceWords.internal}</strong> · type what is to be done, then say whose it is and by when
        </p>
      ) : (
        <>
          <div className="ff-note__row">
            <NoteChoice
              label="Owed by"
              value={value.owner}
              options={[
                ['provider', contract.provider],
                ['council', 'the council'],
              ]}
              onChoose={owner => set(before => ({ ...before, owner }))}
            />
            <NoteField
              id={`who-${id}`}
              at={at}
              field="who"
              label="Who"
              labelled
              text={value.who}
              change={typed('who')}
              longest={longestLine}
              rows={1}
            />
            <DayField id={`due-${id}`} label="By" day={value.due} onDay={due => set(before => withDue(before, due))} />
            <NoteChoice
              label="It is"
              value={value.status}
              options={[
                ['open', 'open'],
                ['done', 'done'],
                ['dropped', 'dropped'],
              ]}
              onChoose={status => set(before => withStatus(before, status, today))}
            />
            {plans.length > 0 ? (
              <NoteChoice
                label="Plan"
                value={value.plan ?? ''}
                options={[
                  ['', 'none'],
                  ...plans.map(plan => [plan.id, plan.value.title || 'Plan without a title'] as const),
                ]}
                onChoose={plan => set(({ plan: _, ...rest }) => (plan === '' ? rest : { ...rest, plan }))}
              />
            ) : null}
          </div>
          <div className="ff-note__foot">
            <AudienceLine entry={entry} meeting={meeting} name={name} />
            <EndedWords action={value} />
            <Button
              look="link"
              className="ff-note__remove"
              onClick={() =>
                void work.apply([{ sheet: entry.sheet, cell: entry.cell, value: null }], 'Action removed.')
              }
            >
              Remove <span className="govuk-visually-hidden">({name})</span>
            </Button>
          </div>
        </>
      )}
    </li>
  )
}
