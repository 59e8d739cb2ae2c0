/** The browser's offer to install comes once and early, before the pages that show it are fetched: kept until then. */
let offer: Event | undefined

/** Listened to from the first moment, without anything else being fetched. */
export function keepEarlyOffer(event: Event): void {
  event.preventDefault()
  offer = event
}

/** What came before now; asked once. */
export function earlyOffer(): Event | undefined {
  const kept = offer
  offer = undefined
  return kept
}
