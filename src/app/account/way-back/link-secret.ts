/** The secret of a letter's link comes behind '#', which is sent to no server; from here on it stands in no address either. */
export const resetPath = '/reset'
export const forgottenPath = '/forgotten'
export const isWayBack = (pathname: string): boolean => pathname === resetPath || pathname === forgottenPath

let held = ''

/**
 * Takes it out of the address bar and of the history's entry, and keeps it in memory. Called before anything is drawn,
 * and again where another link is opened in the same page. '' where there is none, as after a reload.
 */
export function takeSecret(): string {
  const { pathname, hash } = window.location
  if (pathname === resetPath && hash.length > 1) {
    held = hash.slice(1)
    window.history.replaceState(window.history.state, '', pathname)
  }
  return held
}

/** It works once. */
export function forgetSecret(): void {
  held = ''
}
