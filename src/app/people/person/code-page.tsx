import { useState } from 'react'
import type { JoinCode, PersonRow } from '../../../protocol/people.ts'
import { Button } from '../../govuk/button.tsx'
import { whenSentence } from '../../words.ts'
import { notDone, usePeople } from '../people-context.ts'
import { canBeInvitedAgain } from './deeds.ts'
import { ThePerson } from './the-person.tsx'

/** A code to join with, shown big on this screen and typed on the tablet. */
export function CodePage() {
  return (
    <ThePerson title="A code to join with" when={canBeInvitedAgain}>
      {row => <Code row={row} />}
    </ThePerson>
  )
}

/** 'ABCD-2345': in two groups, as it is read aloud. */
export const grouped = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

function Code({ row }: { readonly row: PersonRow }) {
  const { at } = usePeople()
  const [code, setCode] = useState<JoinCode>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    const answer = await at.online.code(row.id)
    setBusy(false)
    setProblem(answer.ok ? undefined : notDone(answer.refusal))
    if (answer.ok) setCode(answer.value)
  }
  const plain = code?.code.replaceAll('-', '') ?? ''
  return (
    <>
      <div role="status">
        {code ? (
          <div className="ff-people__code">
            <p className="govuk-visually-hidden">The code, letter by letter: {[...plain].join(' ')}</p>
            <p className="ff-people__code-text" aria-hidden="true">
              {grouped(plain)}
            </p>
            <p>Until {whenSentence(code.endsAt)}. It works once, and a newer one ends it.</p>
          </div>
        ) : null}
      </div>
      <p className="govuk-body">On the tablet, with a connection:</p>
      <ol className="govuk-list govuk-list--number">
        <li>
          Open <strong>{window.location.host}/join</strong>
        </li>
        <li>
          Type the e-mail address <strong className="ff-people__email">{row.email}</strong> and {code ? 'this' : 'the'}{' '}
          code
        </li>
        <li>Choose a password, then a passphrase for the tablet</li>
      </ol>
      <p className="govuk-body">
        Show the code only to {row.name}: whoever has it and the address can choose the password. It is kept nowhere, so
        that it cannot be shown a second time.
      </p>
      <div role="alert">
        {problem ? (
          <p className="govuk-error-message">
            <span className="govuk-visually-hidden">Error:</span> {problem}
          </p>
        ) : null}
      </div>
      <Button {...(code ? { look: 'secondary' as const } : {})} disabled={busy} onClick={() => void make()}>
        {code ? 'Make another code' : busy ? 'Making a code…' : 'Show a code'}
      </Button>
    </>
  )
}
