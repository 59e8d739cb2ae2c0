import { useEffect, useState, useSyncExternalStore } from 'react'
import { statusParts } from '../../device/status.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'

/** Minutes pass: another day's times must not look like today's. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/**
 * The one honest line. While keystrokes are not committed it says so and nothing else of them; readers that announce
 * changes wait until it has settled (`aria-busy`).
 */
export function StatusLine() {
  const { unsaved } = useAtDesk()
  const status = useDesk(state => state.status)
  const typing = useSyncExternalStore(
    listener => unsaved.subscribe(listener),
    () => unsaved.count() > 0,
  )
  const now = useNow()
  const refused = useDesk(state => state.needsYou.filter(one => one.standing === 'refused').length)
  return (
    <p className="ff-status" role="status" aria-busy={typing}>
      {typing ? (
        <span className="ff-status__part ff-status__part--waiting">Not saved yet</span>
      ) : (
        statusParts(status, now).map((part, i) => (
          <span key={part.text}>
            {i > 0 ? ' · ' : ''}
            <span className={`ff-status__part ff-status__part--${part.tone}`}>{part.text}</span>
          </span>
        ))
      )}
      {refused > 0 && !typing ? (
        <span>
          {' · '}
          <span className="ff-status__part ff-status__part--attention">
            {refused === 1 ? '1 change' : `${refused} changes`} not taken: see This device
          </span>
        </span>
      ) : null}
    </p>
  )
}
