import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { emailSchema } from '../../protocol/account.ts'
import { personNameSchema } from '../../protocol/people.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary, type SummaryLine } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { roleWord } from '../words.ts'
import { GrantsFields } from './grants/grants-fields.tsx'
import { emptyForm, type GrantsForm, readForm } from './grants/grants-form.ts'
import { notDone, usePeople } from './people-context.ts'

/** Somebody new: a name, an address, and what may be done from the first day. */
export function InvitePage() {
  usePageTitle('Invite somebody')
  const { at, people, contracts, did } = usePeople()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [form, setForm] = useState<GrantsForm>({
    ...emptyForm,
    // Of one contract there is nothing to choose.
    contracts: new Map(contracts.length === 1 ? contracts.map(one => [one, 'every'] as const) : []),
  })
  const [errors, setErrors] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  const offered = { roles: people.rolesGiven, contracts }
  const invite = async (event: FormEvent) => {
    event.preventDefault()
    const read = readForm(form, offered, at)
    const address = email.trim()
    const wrong: readonly SummaryLine[] = [
      ...(personNameSchema.safeParse(name.trim()).success ? [] : [{ text: nameSentence(name), to: '#name' }]),
      ...(emailSchema.safeParse(address).success && /^\S+@\S+$/.test(address)
        ? []
        : [{ text: 'Enter an e-mail address, like name@provider.org', to: '#email' }]),
      ...(read.ok ? [] : read.errors),
    ]
    setErrors(wrong)
    if (wrong.length > 0 || !read.ok) return
    setBusy(true)
    const answer = await at.online.invite({ name: name.trim(), email: address, given: read.given })
    setBusy(false)
    if (!answer.ok) return setErrors([{ text: notDone(answer.refusal), to: '#email' }])
    await did(
      {
        text: `${name.trim()} is invited as ${roleWord(read.given.role).toLowerCase()}. A letter with a link goes to ${address}.`,
      },
      `/people/${encodeURIComponent(answer.value.person)}`,
    )
  }
  const errorAt = (to: string): string | undefined => errors.find(one => one.to === to)?.text
  return (
    <div className="ff-people__form">
      <nav aria-label="Breadcrumb" className="ff-crumbs">
        <Link to="/people">People</Link> ›
      </nav>
      <ErrorSummary lines={errors} />
      <h1 className="govuk-heading-l">Invite somebody</h1>
      <form onSubmit={event => void invite(event)} noValidate>
        <TextInput
          id="name"
          label="Name"
          autoComplete="off"
          spellCheck={false}
          value={name}
          error={errorAt('#name')}
          onChange={event => setName(event.target.value)}
        />
        <TextInput
          id="email"
          label="E-mail address"
          hint="At work. A letter goes there, with a link to choose a password."
          type="email"
          autoComplete="off"
          spellCheck={false}
          value={email}
          error={errorAt('#email')}
          onChange={event => setEmail(event.target.value)}
        />
        <GrantsFields naming={at} offered={offered} form={form} onForm={setForm} errors={errors} />
        <div className="govuk-button-group">
          <Button type="submit" disabled={busy}>
            {busy ? 'Inviting…' : 'Invite'}
          </Button>
          <Link to="/people">Do not invite</Link>
        </div>
      </form>
    </div>
  )
}

const nameSentence = (name: string): string =>
  name.trim() === '' ? 'Enter the name' : 'Enter a name of at most 120 characters'
