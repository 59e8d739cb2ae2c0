/** Where each person's focus was when the device was locked, so that unlocking goes back to it. */
import type { PersonId } from '../../domain/ids.ts'

const kept = new Map<PersonId, string>()

export function keepFocus(person: PersonId): void {
  const { activeElement } = document
  const cell = activeElement?.closest('[data-cell]')?.querySelector('[data-main]')
  const id = activeElement?.id || cell?.id
  if (id) kept.set(person, id)
  else kept.delete(person)
}

/** Milliseconds: a page that is fetched later takes its time on an old tablet. */
const patience = 3_000

/** Once the page is drawn again; gives up when she has gone elsewhere, or that element is not there any more. */
export function restoreFocus(person: PersonId): void {
  const id = kept.get(person)
  kept.delete(person)
  if (id === undefined) return
  const until = performance.now() + patience
  let drawn = false
  const look = (): void => {
    const element = document.getElementById(id)
    if (element) {
      element.focus()
      return
    }
    // The unlock field goes with its page; what has the focus after that is where she went.
    drawn ||= document.activeElement === document.body
    const elsewhere = drawn && document.activeElement !== document.body
    if (!elsewhere && performance.now() < until) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
