import type { StandingAtDoor } from './session.ts'

/** What was deleted from this device unopened, said plainly to whoever stands at the door. */
export function DoorNotices({ standing }: { readonly standing: readonly StandingAtDoor[] }) {
  const deleted = standing.filter(one => one.standing === 'deleted')
  if (deleted.length === 0) return null
  return (
    <div className="ff-notice ff-notice--warning ff-notice--page" role="alert">
      {deleted.map(({ person }) => (
        <p key={person.id}>
          This device was reported lost, so everything kept on it for {person.name} has been deleted. What the server
          had received is safe; what had not been sent is gone.
        </p>
      ))}
    </div>
  )
}
