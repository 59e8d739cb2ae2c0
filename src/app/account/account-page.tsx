import '../styles-later.scss'
import './account.scss'
import { useMemo } from 'react'
import { type AccountOnline, accountOnline } from '../../device/online/account.ts'
import type { AccountDevice } from '../../protocol/account.ts'
import type { Me } from '../../protocol/exchange.ts'
import { Button } from '../govuk/button.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { useOnline } from '../layout/use-online.ts'
import { roleWord } from '../words.ts'
import { DevicesPart } from './devices-part.tsx'
import { EverywherePart } from './everywhere-part.tsx'
import { PasswordPart } from './password-part.tsx'
import { accountSentence } from './refused.ts'
import { SessionsPart } from './sessions-part.tsx'
import { type AccountRead, useAccount } from './use-account.ts'

interface Props {
  readonly person: Me['person']
  /** Whether her work is kept on this device. */
  readonly keepsWork: boolean
  /** Changes on this device that the server has not received. */
  readonly waitingHere?: number
  /** Her session has ended: nothing is read until she has signed in again. */
  readonly signedOut?: boolean
  readonly onSignedOut: () => void
  readonly onReported?: (device: AccountDevice) => void
  /** Asked through something else than this page's own, or another server. */
  readonly account?: AccountOnline
}

/** Password, sessions and devices of whoever is at this page. All of it needs the network, and says so without it. */
export function AccountPage({
  person,
  keepsWork,
  waitingHere = 0,
  signedOut = false,
  onSignedOut,
  onReported,
  account: given,
}: Props) {
  usePageTitle('Your account')
  const { id, name, email, role } = person
  const account = useMemo(() => given ?? accountOnline(id), [given, id])
  const online = useOnline()
  const mayRead = online && !signedOut
  const read = useAccount(account, mayRead)
  const { value, again } = read
  return (
    <div className="ff-page ff-account">
      <h1 className="govuk-heading-l">Your account</h1>
      <p className="govuk-body">
        <strong>{name}</strong>, {email}. {roleWord(role)}.
      </p>
      {online ? null : (
        <p className="govuk-inset-text">
          There is no signal. Your account can be seen and changed with a connection
          {keepsWork ? '; everything else goes on working, and nothing you type is lost' : ''}.
        </p>
      )}
      <PasswordPart account={account} email={email} onChanged={again} />
      {value ? (
        <>
          <SessionsPart account={account} sessions={value.sessions} onEnded={again} />
          <DevicesPart
            account={account}
            devices={value.devices}
            waitingHere={waitingHere}
            onReported={device => {
              onReported?.(device)
              again()
            }}
          />
        </>
      ) : null}
      {mayRead ? <ReadState read={read} /> : null}
      <EverywherePart account={account} keepsWork={keepsWork} signedOut={signedOut} onSignedOut={onSignedOut} />
    </div>
  )
}

/** Loading, or why the lists were not read, with a way to try again. */
function ReadState({ read: { value, refusal, again } }: { readonly read: AccountRead }) {
  if (refusal === undefined)
    return value ? null : <p className="govuk-body">Loading where you are signed in, and your devices…</p>
  return (
    <div className="ff-notice ff-notice--warning ff-notice--page" role="alert">
      <p>
        {value ? 'This may not be the latest. ' : 'Where you are signed in, and your devices, were not read. '}
        {accountSentence(refusal)}
      </p>
      <Button look="secondary" className="ff-button-small" onClick={again}>
        Try again
      </Button>
    </div>
  )
}
