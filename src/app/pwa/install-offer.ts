/** The browser's offer to install, from its coming to the browser's own question. */
import { createContext, useContext, useSyncExternalStore } from 'react'
import { browserFacts } from './browser-facts.ts'
import { earlyOffer } from './early-offer.ts'
import type { BrowserFacts } from './install-guidance.ts'

/** What browsers give before offering an installation; not in the DOM's own types. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

const isPrompt = (event: Event): event is InstallPrompt => 'prompt' in event && typeof event.prompt === 'function'

/** `done`: installed while this page was open. */
export type Offer = 'none' | 'offered' | 'done'

type Facts = () => Omit<BrowserFacts, 'offered'>

export class InstallOffer {
  /** What the browser says of itself, asked each time: a page may be moved into the installed app's window. */
  readonly facts: Facts
  #prompt: InstallPrompt | undefined
  #offer: Offer = 'none'
  readonly #listeners = new Set<() => void>()

  /** `came`: an offer from before there was anybody to take it. */
  constructor(facts: Facts, from: EventTarget, came?: Event) {
    this.facts = facts
    from.addEventListener('beforeinstallprompt', this.#offered)
    from.addEventListener('appinstalled', () => this.#set('done'))
    if (came) this.#offered(came)
  }

  readonly state = (): Offer => this.#offer

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Shows the browser's own question; it may be shown once. */
  ask(): void {
    const prompt = this.#prompt
    this.#set('none')
    prompt?.prompt().catch(error => console.warn('Fieldfare: the browser did not ask about installing', error))
  }

  readonly #offered = (event: Event): void => {
    if (!isPrompt(event)) return
    event.preventDefault()
    this.#set('offered', event)
  }

  #set(offer: Offer, prompt?: InstallPrompt): void {
    this.#offer = offer
    this.#prompt = prompt
    for (const listener of [...this.#listeners]) listener()
  }
}

/** This browser's, unless a test gives another. */
export const InstallContext = createContext(new InstallOffer(browserFacts, window, earlyOffer()))

export function useInstallOffer(): { readonly offer: Offer; readonly ask: () => void } {
  const install = useContext(InstallContext)
  return { offer: useSyncExternalStore(install.subscribe, install.state), ask: () => install.ask() }
}
