import { Button } from '../govuk/button.tsx'
import { plural } from '../words.ts'

interface Props {
  /** How many changes of hers wait in the locked database. */
  readonly waiting: number
  readonly onStartAgain: () => void
}

/** Under the unlock field: what a forgotten passphrase costs, before it does, and the way out last. */
export function Forgotten({ waiting, onStartAgain }: Props) {
  return (
    <details className="ff-forgotten">
      <summary>Forgotten it?</summary>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          <strong>What the server has received is safe.</strong> It comes back after you have signed in and chosen a new
          passphrase.
        </li>
        <li>
          <strong>What it never received is gone if the passphrase is.</strong> It is sealed, and nobody else has the
          passphrase: not the council, not whoever looks after this device.
        </li>
        <li>
          {waiting === 0
            ? 'No change waits here.'
            : `${plural(waiting, 'change')} ${waiting === 1 ? 'waits' : 'wait'} here. Try to remember first: wrong passphrases only make you wait.`}
        </li>
      </ul>
      <p className="govuk-body">
        If you are sure, and there is signal:{' '}
        <Button look="link" onClick={onStartAgain}>
          Start again on this device
        </Button>
      </p>
    </details>
  )
}
