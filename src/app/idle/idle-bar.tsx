import { storageSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { plural } from '../words.ts'
import { idleBarClass } from './use-idle-lock.ts'

/** A minute before it locks by itself, and when it could not. Said once to who listens; it does not count aloud. */
export function IdleBar() {
  const { desk } = useAtDesk()
  const { idle, unsaved, storage } = useDesk(state => state.status)
  const shown = idle === 'warned' || idle === 'over'
  return (
    <div className={shown ? `ff-notice ${idleBarClass}` : undefined} aria-live="polite">
      {shown ? (
        <>
          <p>
            {idle === 'over' && unsaved > 0
              ? `Nobody has done anything here for 15 minutes, but Fieldfare has not locked: ${plural(unsaved, 'change')} would be lost. ${storageSentence(storage ?? 'unavailable')}`
              : 'Nobody has done anything here for 14 minutes. Fieldfare locks in one minute; what is typed is kept.'}
          </p>
          <Button look="secondary" className="ff-button-small" onClick={() => desk.stayUnlocked()}>
            Stay unlocked
          </Button>
        </>
      ) : null}
    </div>
  )
}
