import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import { everywhere } from '../../../domain/ids.ts'
import { carriedInto, isOpen } from '../../../domain/meetings/carried.ts'
import { sharedOnly } from '../../../domain/meetings/entries.ts'
import { meetingsOf } from '../../../domain/meetings/meetings.ts'
import { plansOf } from '../../../domain/meetings/plans.ts'
import { isPeriod, type Period, periodName } from '../../../domain/time/period.ts'
import { Button } from '../../govuk/button.tsx'
import { Choose } from '../../govuk/choose.tsx'
import { AnswerState } from '../../layout/answer-state.tsx'
import { NotFoundPage } from '../../layout/not-found-page.tsx'
import { contractTitle, nameOfPlace } from '../../month/month.ts'
import { useDesk } from '../../session/desk-context.ts'
import { RagBadge } from '../../sheet/cell/rag-badge.tsx'
import { longDate } from '../../words.ts'
import { useOffice } from '../desk/office-context.ts'
import { MeetingHead } from '../meeting-head.tsx'
import { ToReturn } from '../parts/to-return.tsx'
import { meetingPath } from '../work/note-paths.ts'
import { useNotes } from '../work/notes-context.ts'
import { type AgendaSection, agendaOf, agendaText } from './agenda.ts'
import { useAgenda } from './use-agenda.ts'

/** What one meeting is to talk about: made from the figures that stand out, to be printed or copied. */
export function AgendaPage() {
  const { meeting: id } = useParams()
  const { set, service, contract, place, meetings, entries } = useNotes()
  const meeting = meetings.find(one => one.id === id)
  const collections = useDesk(state => state.collections)
  const months = useMemo(
    () =>
      collections
        .filter(one => one.service === contract.service)
        .map(one => one.period)
        .sort()
        .reverse(),
    [collections, contract],
  )
  const [chosen, setChosen] = useState<Period>()
  const [internal, setInternal] = useState(false)
  const period = chosen ?? months[0]
  if (meeting === undefined) return <NotFoundPage />
  // Printed to be handed round: what is internal is on it only where she asks for it.
  const readBy = internal ? entries : sharedOnly(entries)
  const actions = carriedInto(meetingsOf(readBy), meeting).filter(({ entry }) => isOpen(entry))
  const title = `Agenda, ${longDate(meeting.date)}`
  const of = period === undefined ? '' : contractTitle(set, service, contract, period)
  return (
    <div className="ff-agenda">
      <MeetingHead title={title}>
        <p className="govuk-body ff-no-print">
          <Link to={meetingPath(contract.id, place, meeting.id)}>Notes of this meeting</Link>
          {period === undefined ? null : (
            <>
              {' '}
              · <ToReturn period={period} />
            </>
          )}
        </p>
      </MeetingHead>
      {period === undefined ? (
        <p className="govuk-body">
          No month has been collected from this contract yet: there is nothing to talk about.
        </p>
      ) : (
        <>
          <div className="ff-filter ff-no-print">
            <Choose
              id="agenda-month"
              label="Figures of"
              value={period}
              options={months.map(one => ({ value: one, text: periodName(one) }))}
              onChoose={month => {
                if (isPeriod(month)) setChosen(month)
              }}
            />
            <label className="ff-plans__tick">
              <input type="checkbox" checked={internal} onChange={event => setInternal(event.target.checked)} /> Include
              internal actions and plans: not to be handed to the provider
            </label>
          </div>
          <Made
            key={period}
            period={period}
            title={`${title}: ${of}, ${nameOfPlace(set, place, period)}`}
            sections={{ actions, plans: plansOf(readBy, meeting.date) }}
          />
        </>
      )}
    </div>
  )
}

interface MadeProps {
  readonly period: Period
  readonly title: string
  readonly sections: Pick<Parameters<typeof agendaOf>[0], 'actions' | 'plans'>
}

function Made({ period, title, sections: notes }: MadeProps) {
  const { set, contract, place, today } = useNotes()
  const office = useOffice()
  const places = useMemo(() => (place === everywhere ? [...contract.places, everywhere] : [place]), [contract, place])
  const { data, again } = useAgenda(office, contract, places, period)
  if (data.is === 'refused')
    return (
      <>
        <AnswerState shown={false} refusal={data.refusal} what="figures are read" again={again} />
        <p className="govuk-body">The notes and actions of this meeting are on this device and work without signal.</p>
      </>
    )
  if (data.is === 'reading')
    return (
      <p className="govuk-body" role="status">
        Reading returns: {data.done} of {data.of}…
      </p>
    )
  const sections = agendaOf({ set, contract, today, reads: data.reads, board: data.board, ...notes })
  return (
    <>
      <p className="govuk-body">
        Figures of {periodName(period)}, as they stand on {longDate(today)}.
      </p>
      <CopyOrPrint text={agendaText(title, sections)} />
      {sections.map(section => (
        <Section key={section.title} section={section} />
      ))}
    </>
  )
}

function CopyOrPrint({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied.')
    } catch {
      setSaid('This browser does not let Fieldfare copy: mark the text below and copy it.')
    }
  }
  return (
    <div className="ff-no-print">
      <div className="govuk-button-group">
        <Button onClick={() => window.print()}>Print</Button>
        <Button look="secondary" onClick={() => void copy()}>
          Copy as text
        </Button>
        <span role="status">{said}</span>
      </div>
      <details className="ff-agenda__text">
        <summary>The agenda as text</summary>
        <textarea className="govuk-textarea" aria-label="The agenda as text" readOnly rows={12} value={text} />
      </details>
    </div>
  )
}

function Section({ section }: { readonly section: AgendaSection }) {
  return (
    <section className="ff-agenda__section">
      <h2 className="govuk-heading-m">{section.title}</h2>
      {section.groups.length === 0 ? <p className="govuk-body">{section.none}</p> : null}
      {section.groups.map(group => (
        <div key={group.title}>
          {group.title === '' ? null : <h3 className="govuk-heading-s">{group.title}</h3>}
          <ul className="ff-agenda__lines">
            {group.lines.map(({ text, rag, more }) => (
              <li key={`${text}${more.join()}`}>
                {rag === undefined ? null : <RagBadge rag={rag} worded />} <strong>{text}</strong>
                {more.map(one => (
                  <span key={one} className="ff-block">
                    {one}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
