import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { openDoor } from '../device/door/door.ts'
import { takeSecret } from './account/way-back/link-secret.ts'
import { App } from './app.tsx'
import { fetchLaterParts } from './later-parts.ts'
import { keepEarlyOffer } from './pwa/early-offer.ts'
import { PwaContext } from './pwa/pwa-context.ts'
import { UpdateWatch } from './pwa/updates.ts'
import { Unsaved } from './sheet/work/unsaved.ts'
import './styles.scss'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no #app')
takeSecret()

const updates = new UpdateWatch()
window.addEventListener('beforeinstallprompt', keepEarlyOffer)
const door = openDoor()
const unsaved = new Unsaved()

/** Nothing is left of the page: words that need no script say so, and the browser's console says why. */
const onUncaughtError = (error: unknown): void => {
  document.getElementById('broken')?.removeAttribute('hidden')
  reportError(error)
}

createRoot(root, { onUncaughtError }).render(
  <StrictMode>
    <PwaContext value={updates}>
      <App door={door} unsaved={unsaved} />
    </PwaContext>
  </StrictMode>,
)

void updates.start()
fetchLaterParts()
