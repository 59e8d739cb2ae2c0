import { useEffect, useState } from 'react'
import { Button } from '../govuk/button.tsx'

/** What browsers give before offering an installation; not in the DOM's own types. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

const isPrompt = (event: Event): event is InstallPrompt => 'prompt' in event && typeof event.prompt === 'function'

/** "Install" where the browser offers it and it has not been done. */
export function InstallHint() {
  const [prompt, setPrompt] = useState<InstallPrompt>()
  useEffect(() => {
    const offered = (event: Event) => {
      event.preventDefault()
      if (isPrompt(event)) setPrompt(event)
    }
    const installed = () => setPrompt(undefined)
    window.addEventListener('beforeinstallprompt', offered)
    window.addEventListener('appinstalled', installed)
    return () => {
      window.removeEventListener('beforeinstallprompt', offered)
      window.removeEventListener('appinstalled', installed)
    }
  }, [])
  if (prompt === undefined) return null
  return (
    <p className="govuk-body-s">
      Fieldfare can be installed on this device and opened like any other app.{' '}
      <Button
        look="link"
        onClick={() => {
          void prompt.prompt()
          setPrompt(undefined)
        }}
      >
        Install
      </Button>
    </p>
  )
}
