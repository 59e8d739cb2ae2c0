import { everywhere } from '../../../domain/ids.ts'
import type { CarriedAction } from '../../../domain/meetings/carried.ts'
import type { MeetingNotes } from '../../../domain/meetings/meetings.ts'
import { codeIn, indicatorById } from '../../../domain/set/indicators.ts'
import { nameOfPlace } from '../../month/month.ts'
import { longDate } from '../../words.ts'
import { sinceWords } from '../parts/action-words.ts'
import { planFacts } from '../parts/plan-words.ts'
import { EndedWords } from '../parts/status.tsx'
import type { After } from './after.ts'

/** What the council shared of its meetings: who owes what, plans, and the notes. */
export function AfterNotes({ after }: { readonly after: After }) {
  const { meetings, actions, plans } = after
  if (meetings.length === 0 && plans.length === 0)
    return <p className="govuk-body">No meeting has been noted yet, or nothing of it has been shared with you.</p>
  return (
    <>
      <Owed
        after={after}
        title="You owe"
        none="No action of yours is open."
        actions={actions.filter(isOwedBy('provider'))}
      />
      <Owed
        after={after}
        title="The council owes"
        none="No action of the council’s is open."
        actions={actions.filter(isOwedBy('council'))}
      />
      {plans.length > 0 ? (
        <section aria-labelledby="after-plans">
          <h2 id="after-plans" className="govuk-heading-m">
            Improvement plans and deep dives
          </h2>
          <ul className="ff-notes">
            {plans.map(one => (
              <li key={one.plan.id} className="ff-note">
                <p className="ff-owing__text">{one.plan.value.title}</p>
                <p className="ff-quiet ff-owing__facts">
                  {planFacts(one)}.{one.plan.value.outcome.trim() === '' ? '' : ` Outcome: ${one.plan.value.outcome}`}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="after-meetings">
        <h2 id="after-meetings" className="govuk-heading-m">
          Meetings
        </h2>
        {meetings.length === 0 ? <p className="govuk-body">No meeting has been noted yet.</p> : null}
        {meetings.map(meeting => (
          <OneMeeting key={meeting.id} after={after} meeting={meeting} />
        ))}
      </section>
    </>
  )
}

const isOwedBy =
  (owner: 'provider' | 'council') =>
  ({ entry }: CarriedAction): boolean =>
    entry.value.owner === owner

interface OwedProps {
  readonly after: After
  readonly title: string
  readonly none: string
  readonly actions: readonly CarriedAction[]
}

function Owed({ after: { month }, title, none, actions }: OwedProps) {
  const id = title.toLowerCase().replaceAll(' ', '-')
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="govuk-heading-m">
        {title}
      </h2>
      {actions.length === 0 ? <p className="govuk-body">{none}</p> : null}
      <ul className="ff-owing">
        {actions.map(one => {
          const { entry, overdue } = one
          const place = entry.place === everywhere ? '' : `${nameOfPlace(month.set, entry.place, month.period)}. `
          const who = entry.value.who.trim() === '' ? '' : `${entry.value.who.trim()}. `
          return (
            <li
              key={`${entry.sheet} ${entry.id}`}
              className={`ff-owing__one${overdue ? ' ff-owing__one--overdue' : ''}`}
            >
              <p className="ff-owing__text">{entry.value.text}</p>
              <p className="ff-quiet ff-owing__facts">
                {place}
                {who}
                {sinceWords(one)}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function OneMeeting({ after: { month }, meeting }: { readonly after: After; readonly meeting: MeetingNotes }) {
  const notes = meeting.notes.filter(({ value }) => value.text.trim() !== '')
  const ended = meeting.actions.filter(({ value }) => value.status !== 'open')
  return (
    <article className="ff-note">
      <h3 className="govuk-heading-s">
        {meeting.meeting === undefined ? 'Notes' : longDate(meeting.date)},{' '}
        {nameOfPlace(month.set, meeting.place, month.period)}
      </h3>
      {meeting.meeting?.value.present ? <p className="ff-quiet">{meeting.meeting.value.present}</p> : null}
      {notes.length === 0 ? <p className="govuk-body">No note of it was shared.</p> : null}
      {notes.map(({ id, value }) => {
        const about = value.indicator === undefined ? undefined : indicatorById(month.set, value.indicator)
        return (
          <p key={id} className="govuk-body ff-narrative__text">
            {about === undefined ? '' : `${codeIn(about, month.period)} ${about.shortTitle}: `}
            {value.text}
          </p>
        )
      })}
      {ended.map(({ id, value }) => (
        <p key={id} className="govuk-body">
          {value.text} <EndedWords action={value} />
        </p>
      ))}
    </article>
  )
}
