import { useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { storageSentence } from '../../device/status.ts'
import { everywhere } from '../../domain/ids.ts'
import { periodName } from '../../domain/time/period.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { nameOfPlace } from '../month/month.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { plural, roleWord } from '../words.ts'
import type { OpenLine } from './check-lists.ts'
import { partStatesId } from './read-id.ts'
import type { Part } from './submission.ts'

interface Choice {
  readonly parts: readonly string[]
  readonly confirmed: boolean
}

interface Props {
  readonly parts: readonly Part[]
  /** What has no explanation: said where it is confirmed, and no reason to stop. */
  readonly open: readonly OpenLine[]
}

/** Which complete districts go, and the confirmation that the receipt repeats. Works offline: it queues. */
export function SubmitForm({ parts, open }: Props) {
  const { work } = useSheet()
  const { desk, unsaved } = useAtDesk()
  const { person: me, standsIn = [] } = useDesk(state => state.me)
  const { connection } = useDesk(state => state.status)
  const [problem, setProblem] = useState<string>()
  const { month } = work
  // As the receipt says it: a stand-in is not a lead.
  const role = `${roleWord(me.role)}${standsIn.includes(month.contract.id) ? ', standing in as lead' : ''}`
  const ready = parts.filter(part => part.state === 'ready')
  const { register, handleSubmit, formState, control } = useForm<Choice>({
    reValidateMode: 'onSubmit',
    // The summary above takes the focus: it says what is wrong, and leads to it.
    shouldFocusError: false,
    defaultValues: { parts: ready.map(part => part.sheet), confirmed: false },
  })
  const chosen = useWatch({ control, name: 'parts' })
  // Two quick presses are one submission, also before the button is drawn as disabled.
  const going = useRef(false)
  if (parts.some(part => part.state === 'not-yours'))
    return (
      <p className="govuk-inset-text">
        A provider editor or lead submits this return. It takes somebody with every district of the contract. Your
        figures are saved and sent all the same.
      </p>
    )
  if (parts.every(part => part.state !== 'ready' && part.state !== 'incomplete' && part.state !== 'not-yours'))
    return null
  // The contract-wide part goes with districts, or after them; never alone before any is complete.
  if (ready.every(part => part.place === everywhere) && parts.some(part => part.state === 'incomplete'))
    return (
      <p className="govuk-inset-text">
        {parts.some(part => part.state === 'done' || part.state === 'queued' || part.state === 'sent')
          ? 'No other district is complete yet.'
          : 'No district is complete yet.'}{' '}
        Each can be submitted as soon as it has no errors and every figure is answered.
      </p>
    )
  const submit = async (choice: Choice) => {
    if (going.current) return
    going.current = true
    try {
      const sent = ready.filter(part => choice.parts.includes(part.sheet))
      await work.flush()
      const saved = await unsaved.during(
        desk.submit(
          sent.map(part => part.sheet),
          { name: me.name, role },
        ),
      )
      setProblem(saved.ok ? undefined : storageSentence(saved.problem))
      // What the server refused before has been answered by this one.
      if (saved.ok) await closeRefused(parts, sent, opId => desk.dismiss(opId))
      // What she pressed is gone: what became of it stands there, with the receipt.
      if (saved.ok) document.getElementById(partStatesId)?.focus()
    } finally {
      going.current = false
    }
  }
  const errors = [
    ...(formState.errors.parts
      ? [{ text: formState.errors.parts.message ?? '', to: `#submit-${ready[0]?.place}` }]
      : []),
    ...(formState.errors.confirmed
      ? [{ text: formState.errors.confirmed.message ?? '', to: '#submit-confirmed' }]
      : []),
    ...(problem ? [{ text: problem }] : []),
  ]
  return (
    <form className="ff-submit" onSubmit={handleSubmit(submit)} noValidate aria-labelledby="submit-title">
      <h2 id="submit-title" className="govuk-heading-m">
        Submit
      </h2>
      <ErrorSummary lines={errors} />
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend">What to submit</legend>
        <div className="govuk-checkboxes govuk-checkboxes--small">
          {ready.map(part => (
            <div className="govuk-checkboxes__item" key={part.place}>
              <input
                className="govuk-checkboxes__input"
                id={`submit-${part.place}`}
                type="checkbox"
                value={part.sheet}
                {...register('parts', { validate: sheets => whatIsWrong(parts, sheets) ?? true })}
              />
              <label className="govuk-label govuk-checkboxes__label" htmlFor={`submit-${part.place}`}>
                {nameOfPlace(month.set, part.place, month.period)}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      <OpenSaid
        lines={open.filter(line => ready.some(one => one.place === line.place && chosen.includes(one.sheet)))}
      />
      <div
        className={`govuk-form-group ff-submit__confirm${formState.errors.confirmed ? ' govuk-form-group--error' : ''}`}
      >
        {formState.errors.confirmed ? (
          <p id="submit-confirmed-error" className="govuk-error-message">
            <span className="govuk-visually-hidden">Error: </span>
            {formState.errors.confirmed.message}
          </p>
        ) : null}
        <div className="govuk-checkboxes govuk-checkboxes--small">
          <div className="govuk-checkboxes__item">
            <input
              className="govuk-checkboxes__input"
              id="submit-confirmed"
              type="checkbox"
              aria-describedby={formState.errors.confirmed ? 'submit-confirmed-error' : undefined}
              {...register('confirmed', {
                validate: yes => yes || 'Confirm that the figures are complete and correct',
              })}
            />
            <label className="govuk-label govuk-checkboxes__label" htmlFor="submit-confirmed">
              I confirm these figures are complete and correct for {periodName(month.period)}
            </label>
          </div>
        </div>
      </div>
      <p className="govuk-body-s">
        {me.name}, {role}. The time is added when you submit, and all of it is repeated on the receipt.
        {connection === 'idle' || connection === 'syncing'
          ? ''
          : ' There is no connection now: it will be queued, and can be taken back until it has gone.'}
      </p>
      <Button type="submit" disabled={formState.isSubmitting}>
        Submit {periodName(month.period)}
      </Button>
    </form>
  )
}

function OpenSaid({ lines }: { readonly lines: readonly OpenLine[] }) {
  if (lines.length === 0) return null
  return (
    <p className="govuk-body-s ff-submit__open">
      <strong>
        {plural(lines.length, 'figure')} {lines.length === 1 ? 'has' : 'have'} no explanation: the council will ask.
      </strong>
    </p>
  )
}

/** What of the contract is written once goes with districts or after them, never before any. */
function whatIsWrong(parts: readonly Part[], sheets: readonly string[]): string | undefined {
  if (sheets.length === 0) return 'Choose at least one district'
  const isFirst = parts.every(({ place, state, sheet }) => {
    const goes = sheets.includes(sheet)
    return place === everywhere ? goes : !goes && (state === 'ready' || state === 'incomplete')
  })
  return isFirst ? 'The whole contract goes with a district, or after one: choose a district' : undefined
}

/** Closes each refused submission of which nothing is left to submit. */
async function closeRefused(
  parts: readonly Part[],
  sent: readonly Part[],
  dismiss: (opId: NonNullable<Part['refused']>['opId']) => Promise<unknown>,
): Promise<void> {
  const opIds = new Set(sent.flatMap(part => part.refused?.opId ?? []))
  for (const opId of opIds) {
    const left = parts.some(part => part.refused?.opId === opId && !sent.includes(part))
    if (!left) await dismiss(opId)
  }
}
