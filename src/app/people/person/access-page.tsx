import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Given } from '../../../protocol/grants.ts'
import type { PersonRow } from '../../../protocol/people.ts'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary, type SummaryLine } from '../../govuk/error-summary.tsx'
import { ScrollTable } from '../../govuk/scroll-table.tsx'
import { roleWord } from '../../words.ts'
import { GrantsFields } from '../grants/grants-fields.tsx'
import { formOf, type GrantsForm, readForm } from '../grants/grants-form.ts'
import { takesAway, whatChanges } from '../grants/what-changes.ts'
import { notDone, pathOf, usePeople } from '../people-context.ts'
import { canChangeAccess } from './deeds.ts'
import { ThePerson } from './the-person.tsx'

/** What somebody may do from now on: chosen first, then said beside what it is now, then saved. */
export function AccessPage() {
  return (
    <ThePerson title="Change access" when={canChangeAccess}>
      {row => <Change key={row.id} row={row} />}
    </ThePerson>
  )
}

function Change({ row }: { readonly row: PersonRow }) {
  const { at, people, contracts, did } = usePeople()
  // What it was when the page was opened: the list is read again while she looks.
  const [before] = useState(row.given)
  const [form, setForm] = useState<GrantsForm>(() => formOf(before))
  const [becomes, setBecomes] = useState<Given>()
  const [errors, setErrors] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  const roleStays = row.manage === 'grants'
  const offered = { roles: people.rolesGiven, contracts }
  const check = (event: FormEvent) => {
    event.preventDefault()
    const read = readForm(form, offered, at)
    if (!read.ok) return setErrors(read.errors)
    if (whatChanges(at, before, read.given).length === 0)
      return setErrors([{ text: 'Nothing is different from what it is now', to: '#what' }])
    setErrors([])
    setBecomes(read.given)
  }
  const save = async (given: Given) => {
    setBusy(true)
    const answer = await at.online.changeAccess(row.id, given)
    setBusy(false)
    if (!answer.ok) return setErrors([{ text: notDone(answer.refusal) }])
    await did(
      {
        text: `The access of ${row.name} has been changed. It holds from now on.`,
        undo: {
          text: 'Undo',
          done: `${row.name} has the access of before.`,
          act: async () => {
            const back = await at.online.changeAccess(row.id, before)
            return back.ok ? undefined : back.refusal
          },
        },
      },
      pathOf(row),
    )
  }
  if (becomes === undefined)
    return (
      <form className="ff-people__form" onSubmit={check} noValidate id="what" tabIndex={-1}>
        <ErrorSummary lines={errors} />
        {roleStays ? (
          <p className="govuk-body">
            {roleWord(before.role)}. This person works elsewhere too, so the role stays as it is.
          </p>
        ) : null}
        <GrantsFields
          naming={at}
          offered={offered}
          form={form}
          onForm={setForm}
          errors={errors}
          roleStays={roleStays}
        />
        <div className="govuk-button-group">
          <Button type="submit">Continue</Button>
          <Link to={pathOf(row)}>Leave it as it is</Link>
        </div>
      </form>
    )
  return (
    <Confirm
      name={row.name}
      before={before}
      becomes={becomes}
      errors={errors}
      busy={busy}
      onSave={() => void save(becomes)}
      onBack={() => setBecomes(undefined)}
    />
  )
}

interface ConfirmProps {
  readonly name: string
  readonly before: Given
  readonly becomes: Given
  readonly errors: readonly SummaryLine[]
  readonly busy: boolean
  readonly onSave: () => void
  readonly onBack: () => void
}

function Confirm({ name, before, becomes, errors, busy, onSave, onBack }: ConfirmProps) {
  const { at } = usePeople()
  const heading = useRef<HTMLHeadingElement>(null)
  // The page has changed under her: a screen reader goes on here.
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="becomes">
      <ErrorSummary lines={errors} />
      <h2 id="becomes" className="govuk-heading-m" tabIndex={-1} ref={heading}>
        What changes for {name}
      </h2>
      <ScrollTable label="What changes" className="ff-people__changes">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Now</th>
            <th scope="col">From now on</th>
          </tr>
        </thead>
        <tbody>
          {whatChanges(at, before, becomes).map(line => (
            <tr key={line.what}>
              <th scope="row">{line.what}</th>
              <td>{line.now}</td>
              <td>
                <strong>{line.becomes}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <p className="govuk-body">
        It takes effect at once, on every device.
        {takesAway(before, becomes)
          ? ' What was typed stays in the returns. What a device has not sent yet of what is taken away goes to the council, which keeps it.'
          : ''}
      </p>
      <div className="govuk-button-group">
        <Button disabled={busy} onClick={onSave}>
          {busy ? 'Saving…' : 'Save'}
        </Button>
        <Button look="secondary" onClick={onBack}>
          Choose again
        </Button>
      </div>
    </section>
  )
}
