import { useContext } from 'react'
import { type Guidance, guidanceFor } from './install-guidance.ts'
import { InstallContext, useInstallOffer } from './install-offer.ts'

/** How to install Fieldfare in the browser that shows this; `done` when it has just been installed. */
export function useGuidance(): { readonly guidance: Guidance; readonly done: boolean; readonly ask: () => void } {
  const { facts } = useContext(InstallContext)
  const { offer, ask } = useInstallOffer()
  const guidance = guidanceFor({ ...facts(), offered: offer === 'offered' })
  return { guidance, done: offer === 'done', ask }
}
