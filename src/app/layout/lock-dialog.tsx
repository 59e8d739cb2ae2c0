import '../styles-later.scss'
import { storageSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { Dialog } from '../sheet/dialog.tsx'
import { saveFile } from '../this-device/save-file.ts'
import { plural } from '../words.ts'

interface Props {
  readonly onLock: () => void
  readonly onClose: () => void
}

/** Locking while storage refuses writes would lose what is only in memory: the file first, then the choice. */
export function LockDialog({ onLock, onClose }: Props) {
  const { desk } = useAtDesk()
  const { unsaved, storage } = useDesk(state => state.status)
  return (
    <Dialog title="Not everything is saved" onClose={onClose}>
      <p className="govuk-body">
        {unsaved === 0
          ? 'Everything has been saved by now.'
          : `${plural(unsaved, 'change')} ${unsaved === 1 ? 'is' : 'are'} not saved on this device, and locking loses ${unsaved === 1 ? 'it' : 'them'}. ${storageSentence(storage ?? 'unavailable')}`}
      </p>
      <div className="govuk-button-group">
        {unsaved > 0 ? (
          <Button onClick={async () => saveFile(await desk.exportUnsent(), 'fieldfare-backup.json')}>
            Export unsent changes
          </Button>
        ) : null}
        <Button look="secondary" onClick={onLock}>
          {unsaved === 0 ? 'Lock' : `Lock and lose ${unsaved === 1 ? 'it' : 'them'}`}
        </Button>
        <Button look="secondary" onClick={onClose}>
          Go on working
        </Button>
      </div>
    </Dialog>
  )
}
