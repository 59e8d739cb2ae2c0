import type { BrowserFacts } from './install-guidance.ts'

/** What the browser that shows this says of itself. */
export const browserFacts = (): Omit<BrowserFacts, 'offered'> => ({
  userAgent: navigator.userAgent,
  maxTouchPoints: navigator.maxTouchPoints,
  standalone:
    window.matchMedia('(display-mode: standalone)').matches ||
    // What Safari on iPad and iPhone says.
    ('standalone' in navigator && navigator.standalone === true),
})
