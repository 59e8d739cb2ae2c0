import { useState } from 'react'
import { Link } from 'react-router'
import { grantKinds } from '../../../domain/access/permissions.ts'
import type { PersonRow } from '../../../protocol/people.ts'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary } from '../../govuk/error-summary.tsx'
import { notDone, pathOf, usePeople } from '../people-context.ts'
import { canEndAccess } from './deeds.ts'
import { ThePerson } from './the-person.tsx'

/** What happens is said before it does. */
export function EndPage() {
  return (
    <ThePerson title="End access" when={canEndAccess}>
      {row => <End row={row} />}
    </ThePerson>
  )
}

function End({ row }: { readonly row: PersonRow }) {
  const { at, did } = usePeople()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const end = async () => {
    setBusy(true)
    const answer = await at.online.endAccess(row.id)
    setBusy(false)
    setProblem(answer.ok ? undefined : notDone(answer.refusal))
    if (!answer.ok) return
    await did({ text: `The access of ${row.name} has ended.` }, '/people')
  }
  const invited = row.state === 'invited'
  const enters = grantKinds[row.given.role] === 'contract-and-place'
  return (
    <>
      <ErrorSummary lines={problem ? [{ text: problem }] : []} />
      <p className="govuk-body">Once you end it:</p>
      <ul className="govuk-list govuk-list--bullet">
        {invited ? (
          <li>the invitation can no longer be used, neither by its link nor by a code</li>
        ) : (
          <>
            <li>it takes effect at once: the next thing {row.name} does with the server is refused</li>
            {enters ? (
              <>
                <li>what {row.name} typed stays in the returns, under that name</li>
                <li>
                  a device that {row.name} works on hands over to the council what was not sent, then deletes it, the
                  next time it is online and unlocked
                </li>
              </>
            ) : (
              <li>what {row.name} did stays in the record, under that name</li>
            )}
            {row.standsIn.length > 0 ? <li>standing in as lead ends with it</li> : null}
          </>
        )}
      </ul>
      <p className="govuk-body">
        Only a new invitation gives it back. A device in wrong hands is reported lost instead.
      </p>
      <div className="govuk-button-group">
        <Button look="warning" disabled={busy} onClick={() => void end()}>
          {busy ? 'Ending…' : invited ? 'End the invitation' : 'End access'}
        </Button>
        <Link to={pathOf(row)}>Leave it as it is</Link>
      </div>
    </>
  )
}
