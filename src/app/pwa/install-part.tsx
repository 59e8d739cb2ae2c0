import { notInstalledWarning } from './install-guidance.ts'
import { InstallSteps } from './install-steps.tsx'
import { useGuidance } from './use-guidance.ts'

/** On *This device*: how to install it still, in this browser. Nothing once it is. */
export function InstallPart() {
  const { guidance, done, ask } = useGuidance()
  if (done) return <p className="govuk-body">Fieldfare is installed on this device.</p>
  if (guidance.how === 'installed' || guidance.how === 'elsewhere') return null
  return (
    <section aria-labelledby="install">
      <h2 id="install" className="govuk-heading-m">
        Install Fieldfare
      </h2>
      <p className="govuk-body">{notInstalledWarning}</p>
      <InstallSteps guidance={guidance} ask={ask} />
      {guidance.apart ? (
        <p className="govuk-body">
          The installed app has a storage of its own: send what waits here first, then sign in there and choose a
          passphrase for it.
        </p>
      ) : null}
    </section>
  )
}
