import { Button } from '../govuk/button.tsx'
import { useInstallOffer } from './install-offer.ts'

/** "Install" where the browser offers it and it has not been done. */
export function InstallHint() {
  const { offer, ask } = useInstallOffer()
  if (offer !== 'offered') return null
  return (
    <p className="govuk-body-s">
      Fieldfare can be installed on this device and opened like any other app.{' '}
      <Button look="link" onClick={ask}>
        Install
      </Button>
    </p>
  )
}
