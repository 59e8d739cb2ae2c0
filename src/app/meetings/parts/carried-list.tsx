import { type KeyboardEvent, useState } from 'react'
import type { Action } from '../../../domain/figures/figure.ts'
import type { CarriedAction } from '../../../domain/meetings/carried.ts'
import { Button } from '../../govuk/button.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { changing, useNotes } from '../work/notes-context.ts'
import { ownerWords, sinceWords } from './action-words.ts'
import { audienceWords } from './audience.tsx'
import { isDay } from './day-field.tsx'
import { EndedWords, withDue, withStatus } from './status.tsx'

/** Actions of earlier meetings, to be gone through: each is done, dropped, or still open with another day. */
export function CarriedList({ actions }: { readonly actions: readonly CarriedAction[] }) {
  const { work, today } = useNotes()
  const [asking, setAsking] = useState('')
  const status = (entry: CarriedAction['entry'], to: Action['status']) =>
    void work.change(
      entry,
      changing('action', before => withStatus(before, to, today)),
      to === 'open' ? 'Open again.' : to === 'done' ? 'Done.' : 'Dropped.',
    )
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const { target, currentTarget, key } = event
    if (!(target instanceof HTMLElement) || target instanceof HTMLInputElement) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const item = target.closest('li')
    const index = item === null ? -1 : [...currentTarget.children].indexOf(item)
    const one = actions[index]
    if (one === undefined) return
    const go = (by: number) => currentTarget.children[index + by]?.querySelector<HTMLElement>('button')?.focus()
    const letter = key.toLowerCase()
    if (key === 'ArrowDown') go(1)
    else if (key === 'ArrowUp') go(-1)
    else if (letter === 'd') status(one.entry, one.entry.value.status === 'done' ? 'open' : 'done')
    else if (letter === 's') setAsking(keyOf(one))
    else return
    event.preventDefault()
  }
  return (
    <>
      <p className="ff-quiet ff-note__hint">
        With the focus on a button of an action: D is done, S still open with another day, ↑ ↓ the next one.
      </p>
      <ul className="ff-owing" onKeyDown={onKeyDown} aria-label="Actions of earlier meetings">
        {actions.map(one => (
          <Carried
            key={keyOf(one)}
            one={one}
            asking={asking === keyOf(one)}
            onAsk={open => setAsking(open ? keyOf(one) : '')}
            onStatus={to => status(one.entry, to)}
          />
        ))}
      </ul>
    </>
  )
}

const keyOf = ({ entry }: CarriedAction): string => `${entry.sheet} ${entry.cell}`

interface Props {
  readonly one: CarriedAction
  readonly asking: boolean
  readonly onAsk: (open: boolean) => void
  readonly onStatus: (to: Action['status']) => void
}

function Carried({ one, asking, onAsk, onStatus }: Props) {
  const { work, set, contract, place, today } = useNotes()
  const { entry } = one
  const { value } = entry
  const [day, setDay] = useState<string>(value.due ?? '')
  const id = `again-${entry.id}-${entry.audience}`
  const name = <span className="govuk-visually-hidden">: {value.text}</span>
  return (
    <li className={`ff-owing__one${one.overdue ? ' ff-owing__one--overdue' : ''}`}>
      <p className="ff-owing__text">{value.text || 'An action without words'}</p>
      <p className="ff-quiet ff-owing__facts">
        {ownerWords(contract.provider, value)}
        {place === entry.place ? '' : ` · ${nameOfPlace(set, entry.place, entry.month)}`} · {sinceWords(one)}{' '}
        {audienceWords[entry.audience]}. <EndedWords action={value} />
        {entry.differs ? ' Written differently by two people: choose one at the top of this page.' : ''}
      </p>
      {entry.differs ? null : (
        <div className="ff-owing__deeds">
          {value.status === 'open' ? (
            <>
              <Button look="secondary" className="ff-owing__deed" onClick={() => onStatus('done')}>
                Done{name}
              </Button>
              <Button look="secondary" className="ff-owing__deed" aria-expanded={asking} onClick={() => onAsk(!asking)}>
                Still open…{name}
              </Button>
              <Button look="secondary" className="ff-owing__deed" onClick={() => onStatus('dropped')}>
                Dropped{name}
              </Button>
            </>
          ) : (
            <Button look="secondary" className="ff-owing__deed" onClick={() => onStatus('open')}>
              Open again{name}
            </Button>
          )}
        </div>
      )}
      {asking && value.status === 'open' ? (
        <form
          className="ff-owing__again"
          onSubmit={event => {
            event.preventDefault()
            if (day !== '' && !isDay(day)) return
            onAsk(false)
            void work.change(
              entry,
              changing('action', before => withDue(withStatus(before, 'open', today), isDay(day) ? day : undefined)),
              'Still open, with another day.',
            )
          }}
        >
          <label htmlFor={id}>To be done by</label>
          <input
            id={id}
            type="date"
            className="govuk-input ff-note__day"
            value={day}
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: she has just asked for it
            autoFocus
            onChange={event => setDay(event.target.value)}
          />
          <Button type="submit" look="secondary" className="ff-owing__deed">
            Keep open
          </Button>
        </form>
      ) : null}
    </li>
  )
}
