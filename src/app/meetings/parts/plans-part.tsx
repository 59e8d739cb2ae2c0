import { useState } from 'react'
import { newOpId } from '../../../device/outbox/uuid.ts'
import type { Plan } from '../../../domain/figures/figure.ts'
import type { IndicatorId } from '../../../domain/ids.ts'
import { type PlanWithActions, plansOf } from '../../../domain/meetings/plans.ts'
import { codeIn, indicatorsOf } from '../../../domain/set/indicators.ts'
import type { Period } from '../../../domain/time/period.ts'
import { Button } from '../../govuk/button.tsx'
import { placeFor } from '../work/moves.ts'
import { changing, useNotes } from '../work/notes-context.ts'
import type { Change } from '../work/notes-work.ts'
import { AudienceLine } from './audience.tsx'
import { DayField } from './day-field.tsx'
import { NoteChoice } from './note-choice.tsx'
import { NoteField } from './note-field.tsx'
import { planFacts, planKinds } from './plan-words.ts'

const longestTitle = 500
const longestOutcome = 2_000

/** Improvement plans and deep dives: what they are about, until when, their actions, and what came of them. */
export function PlansPart() {
  const { work, contract, place, entries, today } = useNotes()
  const [editing, setEditing] = useState('')
  const plans = plansOf(entries, today)
  const add = (kind: Plan['kind']) => {
    const id = newOpId(Date.now())
    const month = today.slice(0, 7) as Period
    const value: Plan = {
      type: 'plan',
      kind,
      title: planKinds[kind],
      indicators: [],
      from: today,
      status: 'open',
      outcome: '',
    }
    setEditing(id)
    void work.apply([{ ...placeFor({ contract: contract.id, place, month }, 'internal', id), value }], 'Plan added.')
  }
  return (
    <section aria-labelledby="plans" className="ff-plans">
      <h2 id="plans" className="govuk-heading-m">
        Improvement plans and deep dives
      </h2>
      {plans.length === 0 ? (
        <p className="govuk-body">None yet. A plan groups actions for a time, and says what came of it.</p>
      ) : (
        <ul className="ff-notes">
          {plans.map(one => (
            <li key={`${one.plan.sheet} ${one.plan.id}`} className="ff-note">
              <PlanLine one={one} open={editing === one.plan.id} onOpen={open => setEditing(open ? one.plan.id : '')} />
            </li>
          ))}
        </ul>
      )}
      <div className="govuk-button-group ff-no-print">
        <Button look="secondary" onClick={() => add('improvement-plan')}>
          Add an improvement plan
        </Button>
        <Button look="secondary" onClick={() => add('deep-dive')}>
          Add a deep dive
        </Button>
      </div>
    </section>
  )
}

interface Props {
  readonly one: PlanWithActions
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

function PlanLine({ one, open, onOpen }: Props) {
  const { work, set, contract } = useNotes()
  const { plan } = one
  const { value } = plan
  const name = value.title || 'without a title'
  const write = (change: (before: Plan) => Plan) => void work.change(plan, changing('plan', change))
  const typed =
    (field: 'title' | 'outcome') =>
    (text: string): Change =>
      changing('plan', before => ({ ...before, [field]: text }))
  const indicators = indicatorsOf(set, contract, plan.month)
  return (
    <>
      <p className="ff-owing__text">{name}</p>
      <p className="ff-quiet ff-owing__facts">
        {planFacts(one)}
        {value.indicators.length === 0
          ? ''
          : `; about ${indicators
              .filter(({ id }) => value.indicators.includes(id))
              .map(indicator => codeIn(indicator, plan.month))
              .join(', ')}`}
        .{value.outcome.trim() === '' ? '' : ` Outcome: ${value.outcome}`}
      </p>
      <div className="ff-note__foot">
        <AudienceLine entry={plan} name={name} />
        {plan.differs ? null : (
          <Button look="link" className="ff-note__remove" aria-expanded={open} onClick={() => onOpen(!open)}>
            {open ? 'Done' : 'Change'}
            <span className="govuk-visually-hidden">
              {' '}
              {open ? 'changing' : ''} the plan {name}
            </span>
          </Button>
        )}
      </div>
      {open ? (
        <div className="ff-plans__form">
          <NoteField
            id={`title-${plan.id}`}
            at={plan}
            field="title"
            label="Title"
            labelled
            text={value.title}
            change={typed('title')}
            longest={longestTitle}
            rows={1}
            first
          />
          <div className="ff-note__row">
            <DayField
              id={`from-${plan.id}`}
              label="From"
              day={value.from}
              onDay={from => (from === undefined ? undefined : write(before => ({ ...before, from })))}
            />
            <DayField
              id={`end-${plan.id}`}
              label="To end on"
              day={value.end}
              onDay={end => write(({ end: _, ...rest }) => (end === undefined ? rest : { ...rest, end }))}
            />
            <NoteChoice
              label="It is"
              value={value.status}
              options={[
                ['open', 'open'],
                ['ended', 'ended'],
              ]}
              onChoose={status => write(before => ({ ...before, status }))}
            />
          </div>
          <details className="ff-plans__indicators">
            <summary>Indicators it is about ({value.indicators.length})</summary>
            <fieldset className="govuk-fieldset">
              <legend className="govuk-visually-hidden">Indicators of the plan {name}</legend>
              {indicators.map(({ id, shortTitle, ...rest }) => (
                <label key={id} className="ff-plans__tick">
                  <input
                    type="checkbox"
                    checked={value.indicators.includes(id)}
                    onChange={event => {
                      const ticked = event.target.checked
                      write(before => ({ ...before, indicators: toggled(before.indicators, id, ticked) }))
                    }}
                  />{' '}
                  {codeIn({ id, shortTitle, ...rest }, plan.month)} {shortTitle}
                </label>
              ))}
            </fieldset>
          </details>
          <NoteField
            id={`outcome-${plan.id}`}
            at={plan}
            field="outcome"
            label="What came of it"
            labelled
            text={value.outcome}
            change={typed('outcome')}
            longest={longestOutcome}
            rows={2}
          />
        </div>
      ) : null}
    </>
  )
}

const mostIndicators = 50
const toggled = (ids: readonly IndicatorId[], id: IndicatorId, ticked: boolean): IndicatorId[] => {
  const others = ids.filter(one => one !== id)
  return ticked && others.length < mostIndicators ? [...others, id] : others
}
