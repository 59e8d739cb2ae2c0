import '../styles-later.scss'
import { Link, useLocation, useNavigate } from 'react-router'
import { Button } from '../govuk/button.tsx'
import { useUpdates } from '../pwa/pwa-context.ts'
import { Readiness } from '../pwa/readiness.tsx'
import { readinessOf } from '../pwa/ready.ts'
import { useDesk } from '../session/desk-context.ts'
import { partsOf } from './download-words.ts'
import { lastAfter } from './first-day.ts'
import { StepHeading } from './steps/step-heading.tsx'

/** The end of the first day: what is being downloaded, in words, until the device can be taken where no signal is. */
export function ReadyPage() {
  const state = useDesk(all => all)
  const { controlled } = useUpdates()
  const navigate = useNavigate()
  const { ready } = readinessOf(state, controlled)
  return (
    <div className="ff-page ff-narrow ff-join">
      <StepHeading
        key={String(ready)}
        progress={lastAfter(useLocation().state)}
        title={ready ? 'Everything is on this device' : 'Downloading to this device'}
      />
      <div role="status">
        {ready ? null : (
          <ul className="govuk-list ff-join__parts">
            {partsOf(state, controlled).map(({ name, words, here }) => (
              <li key={name}>
                <strong>{name}</strong>: <span className={here ? 'ff-join__here' : undefined}>{words}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {ready ? <Readiness /> : null}
      {ready ? (
        <>
          <p className="govuk-body">
            From now on you open Fieldfare here with your device passphrase. This line stands on your first page at
            every start, and says so when something is missing.
          </p>
          <Button onClick={() => navigate('/', { replace: true })}>Go to your returns</Button>
        </>
      ) : (
        <p className="govuk-body">
          You can{' '}
          <Link to="/" replace>
            go on to your returns
          </Link>{' '}
          meanwhile; the download goes on. This device is not ready yet: do not take it where there is no signal.
        </p>
      )}
    </div>
  )
}
