import { atRiskSentence, storageSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { saveFile } from '../this-device/save-file.ts'

/** What stays on screen until it works again: storage that refuses, with the way to carry the work off. */
export function StandingMessages() {
  const { desk, lock } = useAtDesk()
  const { storage, unsaved, waiting, lockedElsewhere, stopped } = useDesk(state => state.status)
  const updated = stopped === 'newer-version'
  const refuses = storage !== null || unsaved > 0
  const lost = storage === 'lost'
  if (!updated && !refuses && !lockedElsewhere) return null
  return (
    <div className="ff-notice ff-notice--warning" role="alert">
      <p>
        {updated ? 'Fieldfare has been updated in another tab: this one only shows what it had. ' : ''}
        {lockedElsewhere ? 'You locked Fieldfare in another tab; this one stays open for what it holds. ' : ''}
        {unsaved > 0 && !lost
          ? `${unsaved === 1 ? '1 change is' : `${unsaved} changes are`} not saved on this device. `
          : ''}
        {lost ? atRiskSentence(waiting + unsaved) : refuses ? storageSentence(storage ?? 'unavailable') : ''}
      </p>
      {refuses || lockedElsewhere ? (
        <Button
          look="secondary"
          className="ff-button-small"
          onClick={async () => saveFile(await desk.exportUnsent(), 'fieldfare-backup.json')}
        >
          Export unsent changes
        </Button>
      ) : null}
      {updated ? (
        <Button look="secondary" className="ff-button-small" onClick={() => window.location.reload()}>
          Reload to continue
        </Button>
      ) : null}
      {lockedElsewhere ? (
        <Button look="secondary" className="ff-button-small" onClick={lock}>
          Lock here too
        </Button>
      ) : null}
    </div>
  )
}
