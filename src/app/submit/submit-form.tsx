import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { storageSentence } from '../../device/status.ts'
import { everywhere } from '../../domain/ids.ts'
import { periodName } from '../../domain/time/period.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { nameOfPlace } from '../month/month.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { roleWord } from '../words.ts'
import type { Part } from './submission.ts'

interface Choice {
  readonly parts: readonly string[]
  readonly confirmed: boolean
}

/** Which complete districts go, and the confirmation that the receipt repeats. Works offline: it queues. */
export function SubmitForm({ parts }: { readonly parts: readonly Part[] }) {
  const { work } = useSheet()
  const { desk, unsaved } = useAtDesk()
  const { person: me, standsIn = [] } = useDesk(state => state.me)
  const { connection } = useDesk(state => state.status)
  const [problem, setProblem] = useState<string>()
  const { month } = work
  // As the receipt says it: a stand-in is not a lead.
  const role = `${roleWord(me.role)}${standsIn.includes(month.contract.id) ? ', standing in as lead' : ''}`
  const ready = parts.filter(part => part.state === 'ready')
  const { register, handleSubmit, formState } = useForm<Choice>({
    reValidateMode: 'onSubmit',
    defaultValues: { parts: ready.map(part => part.sheet), confirmed: false },
  })
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
    const sheets = ready.map(part => part.sheet).filter(sheet => choice.parts.includes(sheet))
    await work.flush()
    const saved = await unsaved.during(desk.submit(sheets, { name: me.name, role }))
    setProblem(saved.ok ? undefined : storageSentence(saved.problem))
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
                {...register('parts', { validate: chosen => chosen.length > 0 || 'Choose at least one district' })}
              />
              <label className="govuk-label govuk-checkboxes__label" htmlFor={`submit-${part.place}`}>
                {nameOfPlace(month.set, part.place, month.period)}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      <div className="govuk-checkboxes govuk-checkboxes--small ff-submit__confirm">
        <div className="govuk-checkboxes__item">
          <input
            className="govuk-checkboxes__input"
            id="submit-confirmed"
            type="checkbox"
            {...register('confirmed', { validate: yes => yes || 'Confirm that the figures are complete and correct' })}
          />
          <label className="govuk-label govuk-checkboxes__label" htmlFor="submit-confirmed">
            I confirm these figures are complete and correct for {periodName(month.period)}
          </label>
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
