import { type ReactNode, useEffect, useState } from 'react'
import type { Office } from '../../device/door/office.ts'
import { Button } from '../govuk/button.tsx'
import { Dialog } from '../sheet/dialog.tsx'
import { plural } from '../words.ts'
import { keptOf } from './kept.ts'

/** Signing out forgets what was written about returns and not sent: it asks first. */
export function useLeaving(
  office: Office,
  onLeave: () => void,
): { readonly leave: () => void; readonly asks: ReactNode } {
  const [asking, setAsking] = useState(false)
  const kept = keptOf(office)
  // Her session here is over, whichever way: nothing of it stays behind.
  useEffect(() => () => kept.end(), [kept])
  const asks = asking ? (
    <Dialog title="Something is not sent" onClose={() => setAsking(false)}>
      <p className="govuk-body">
        {plural(kept.count(), 'text')} about returns that you wrote here {kept.count() === 1 ? 'is' : 'are'} not sent.
        Signing out forgets {kept.count() === 1 ? 'it' : 'them'}.
      </p>
      <div className="govuk-button-group">
        <Button data-first="" onClick={() => setAsking(false)}>
          Stay
        </Button>
        <Button look="warning" onClick={onLeave}>
          Sign out without {kept.count() === 1 ? 'it' : 'them'}
        </Button>
      </div>
    </Dialog>
  ) : null
  return { leave: () => (kept.count() > 0 ? setAsking(true) : onLeave()), asks }
}
