import { useState } from 'react'
import type { AccountOnline } from '../../device/online/account.ts'
import type { AccountDevice } from '../../protocol/account.ts'
import { Button } from '../govuk/button.tsx'
import { Dialog } from '../sheet/dialog.tsx'
import { plural, whenSentence } from '../words.ts'
import { accountSentence } from './refused.ts'

interface Props {
  readonly account: AccountOnline
  readonly device: AccountDevice
  readonly waitingHere: number
  readonly onReported: () => void
  readonly onClose: () => void
}

/** Says what it does before it does it. The one in her hand is asked about a second time. */
export function LostDialog({ account, device, waitingHere, onReported, onClose }: Props) {
  const [sure, setSure] = useState(!device.own)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const report = async () => {
    setBusy(true)
    setRefused(undefined)
    const answer = await account.reportLost(device.device)
    setBusy(false)
    if (answer.ok) onReported()
    else setRefused(accountSentence(answer.refusal))
  }
  return (
    <Dialog title={`Report lost: ${device.browser}?`} onClose={onClose}>
      {device.own ? (
        <p className="govuk-body">
          <strong>This is the device you are using now.</strong>{' '}
          {sure
            ? `Your work is deleted from it at once. ${waitingHere === 0 ? 'Everything on it has been received.' : `${plural(waitingHere, 'change')} on it ${waitingHere === 1 ? 'has' : 'have'} not been received and ${waitingHere === 1 ? 'is' : 'are'} gone for good.`}`
            : 'Look at the list again: is it really this one that is lost?'}
        </p>
      ) : (
        <p className="govuk-body">
          First used {whenSentence(device.registered)},{' '}
          {device.lastSeen === null ? 'not seen since.' : `last seen ${whenSentence(device.lastSeen)}.`}
        </p>
      )}
      <ul className="govuk-list govuk-list--bullet">
        <li>What it keeps of yours is deleted, unopened, the next time it is online.</li>
        <li>What had been received from it is safe.</li>
        <li>What had not been received is gone.</li>
        <li>Nothing is taken from it or given to it any more. What other people keep on it stays.</li>
      </ul>
      <div role="alert">{refused ? <p className="govuk-error-message">{refused}</p> : null}</div>
      <div className="govuk-button-group">
        <Button look="secondary" onClick={onClose}>
          Do not report it
        </Button>
        {sure ? (
          <Button look="warning" disabled={busy} onClick={() => void report()}>
            {busy ? 'Reporting…' : device.own ? 'Delete my work here and report it lost' : 'Report it lost'}
          </Button>
        ) : (
          <Button look="warning" onClick={() => setSure(true)}>
            It is this one
          </Button>
        )}
      </div>
    </Dialog>
  )
}
