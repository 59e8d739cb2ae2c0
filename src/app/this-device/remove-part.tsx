import { useState } from 'react'
import type { Removed } from '../../device/desk.ts'
import { storageSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk } from '../session/desk-context.ts'
import { Dialog } from '../sheet/dialog.tsx'
import { plural } from '../words.ts'
import { saveFile } from './save-file.ts'

/** Takes everything of hers off this device, once nothing would be lost by it. */
export function RemovePart() {
  const [asking, setAsking] = useState(false)
  return (
    <section aria-labelledby="remove">
      <h2 id="remove" className="govuk-heading-m">
        Remove my data
      </h2>
      <p className="govuk-body">
        Before you give this device back: deletes what is kept on it for you, and you are no longer listed here. What
        the server has received stays there. What is kept here for other people stays as it is.
      </p>
      <Button look="secondary" onClick={() => setAsking(true)}>
        Remove my data from this device
      </Button>
      {asking ? <RemoveDialog onClose={() => setAsking(false)} /> : null}
    </section>
  )
}

function RemoveDialog({ onClose }: { readonly onClose: () => void }) {
  const { desk, unsaved } = useAtDesk()
  const [refused, setRefused] = useState<Exclude<Removed, { readonly ok: true }>>()
  const [exported, setExported] = useState(false)
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    await unsaved.gone()
    const answer = await desk.removeMyData()
    setBusy(false)
    setExported(false)
    // Once it is done, the page that says so takes the place of this one.
    if (!answer.ok) setRefused(answer)
  }
  const makeFile = async () => {
    saveFile(await desk.exportUnsent(), 'fieldfare-backup.json')
    setExported(true)
  }
  return (
    <Dialog title="Remove your data from this device?" onClose={onClose}>
      <p className="govuk-body">
        Your returns, your passphrase and your name leave this device. To work here again you sign in, and choose a
        passphrase as on the first day.
      </p>
      <div role="alert">
        {refused ? (
          <p className="govuk-body">
            <strong>Nothing has been removed. {refusedSentence(refused)}</strong>
          </p>
        ) : null}
      </div>
      <div className="govuk-button-group">
        <Button look="secondary" onClick={onClose}>
          Keep it
        </Button>
        {refused?.because === 'unsent' && !exported ? (
          <Button onClick={() => void makeFile()}>Make a backup file</Button>
        ) : (
          <Button look="warning" disabled={busy} onClick={() => void remove()}>
            {busy ? 'Removing…' : 'Remove my data'}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function refusedSentence(refused: Exclude<Removed, { readonly ok: true }>): string {
  if (refused.because !== 'unsent') return storageSentence(refused.because)
  const { count } = refused
  return `The server has not taken ${plural(count, 'change')}, and ${count === 1 ? 'it' : 'they'} would be lost. Send ${count === 1 ? 'it' : 'them'} first, or make a backup file.`
}
