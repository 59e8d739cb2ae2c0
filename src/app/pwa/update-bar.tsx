import { useSyncExternalStore } from 'react'
import { Button } from '../govuk/button.tsx'
import type { Unsaved } from '../sheet/work/unsaved.ts'
import { useUpdates } from './pwa-context.ts'

interface Props {
  readonly unsaved: Unsaved
  /** Edits that storage refused: they would be lost. */
  readonly refused: number
}

/** "A new version is ready", only while nothing is being typed and nothing is unsaved. */
export function UpdateBar({ unsaved, refused }: Props) {
  const { ready, take } = useUpdates()
  const typing = useSyncExternalStore(
    listener => unsaved.subscribe(listener),
    () => unsaved.count() > 0,
  )
  if (!ready || typing || refused > 0) return null
  return (
    <div className="ff-notice ff-notice--bar" role="status">
      <p>A new version is ready.</p>
      <Button className="ff-button-small" onClick={take}>
        Reload
      </Button>
    </div>
  )
}
