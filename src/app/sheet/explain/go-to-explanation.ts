/** F2: from a figure to its explanation, and back. */
import { cellAttribute, focusCell } from '../cell/cell-names.ts'
import type { Target } from './explaining.ts'

const partOf = ({ place, indicator }: Target): Element | null =>
  document.querySelector(`[data-explains="${cellAttribute(place, indicator)}"]`)

function enter(part: Element): boolean {
  part.closest('details')?.setAttribute('open', '')
  const first = part.querySelector<HTMLElement>('[data-reason], textarea')
  first?.focus()
  return first !== null
}

/** Goes to the first thing to do in a figure's explanation; unfolds the dock where it is folded. False: there is none. */
export function goToExplanation(at: Target): boolean {
  const part = partOf(at)
  if (part !== null) return enter(part)
  const unfold = document.querySelector<HTMLButtonElement>('.ff-dock__fold[aria-expanded="false"]')
  if (unfold === null) return false
  unfold.click()
  requestAnimationFrame(() => {
    const unfolded = partOf(at)
    if (unfolded !== null) enter(unfolded)
  })
  return true
}

/** Back into the figure that is explained. */
export const backToFigure = ({ place, indicator }: Target): boolean => focusCell(place, indicator)
