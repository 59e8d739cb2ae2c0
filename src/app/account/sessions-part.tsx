import { useRef, useState } from 'react'
import type { AccountOnline } from '../../device/online/account.ts'
import type { Account } from '../../protocol/account.ts'
import { Button } from '../govuk/button.tsx'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { whenSentence } from '../words.ts'
import { atStart } from './browser-name.ts'
import { accountSentence } from './refused.ts'

interface Props {
  readonly account: AccountOnline
  readonly sessions: Account['sessions']
  /** One has ended: the list is read again. */
  readonly onEnded: () => void
}

/** Where she is signed in, and ending one of them. */
export function SessionsPart({ account, sessions, onEnded }: Props) {
  const [ending, setEnding] = useState<string>()
  const [said, setSaid] = useState<{ readonly refused: boolean; readonly text: string }>()
  const heading = useRef<HTMLHeadingElement>(null)
  const end = async (session: Account['sessions'][number]) => {
    setEnding(session.id)
    setSaid(undefined)
    const answer = await account.endSession(session.id)
    setEnding(undefined)
    if (!answer.ok) return setSaid({ refused: true, text: accountSentence(answer.refusal) })
    setSaid({
      refused: false,
      text: `${atStart(session.browser)} is signed out. What is stored there stays, and still opens with its passphrase.`,
    })
    // The button goes with its row.
    heading.current?.focus()
    onEnded()
  }
  return (
    <div>
      <h2 ref={heading} tabIndex={-1} className="govuk-heading-m">
        Where you are signed in
      </h2>
      <p className="govuk-body" role="status">
        {said && !said.refused ? said.text : ''}
      </p>
      {said?.refused ? (
        <p className="govuk-error-message" role="alert">
          {said.text}
        </p>
      ) : null}
      <ScrollTable label="Where you are signed in" className="ff-account__table">
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col">Signed in</th>
            <th scope="col">Last active</th>
            <th scope="col">
              <span className="govuk-visually-hidden">End it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(session => (
            <tr key={session.id}>
              <th scope="row">
                {atStart(session.browser)}
                {session.own ? <strong className="ff-block">This one</strong> : null}
              </th>
              <td data-name="Signed in">{whenSentence(session.begun)}</td>
              <td data-name="Last active">{whenSentence(session.lastActive)}</td>
              <td>
                {session.own ? null : (
                  <Button look="link" disabled={ending !== undefined} onClick={() => void end(session)}>
                    {ending === session.id ? 'Signing out…' : 'Sign out'}
                    <span className="govuk-visually-hidden">
                      : {session.browser}, signed in {whenSentence(session.begun)}
                    </span>
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </div>
  )
}
