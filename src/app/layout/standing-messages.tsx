import { storageSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { saveFile } from '../this-device/save-file.ts'

/** What stays on screen until it works again: storage that refuses, with the way to carry the work off. */
export function StandingMessages() {
  const { desk } = useAtDesk()
  const { storage, unsaved } = useDesk(state => state.status)
  if (storage === null && unsaved === 0) return null
  return (
    <div className="ff-notice ff-notice--warning" role="alert">
      <p>
        {unsaved > 0 ? `${unsaved === 1 ? '1 change is' : `${unsaved} changes are`} not saved on this device. ` : ''}
        {storageSentence(storage ?? 'unavailable')}
      </p>
      <Button
        look="secondary"
        className="ff-button-small"
        onClick={async () => saveFile(await desk.exportUnsent(), 'fieldfare-unsent.json')}
      >
        Export unsent changes
      </Button>
    </div>
  )
}
