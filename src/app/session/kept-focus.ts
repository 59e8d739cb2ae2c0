/** Where the focus was when the device was locked, so that unlocking goes back to it. */

let kept: string | undefined

export function keepFocus(): void {
  const { activeElement } = document
  const cell = activeElement?.closest('[data-cell]')?.querySelector('[data-main]')
  kept = (activeElement?.id || cell?.id) ?? undefined
}

/** Once the page is drawn again; gives up when that element is not there any more. */
export function restoreFocus(): void {
  const id = kept
  kept = undefined
  if (id === undefined || id === '') return
  let frames = 30
  const look = (): void => {
    const element = document.getElementById(id)
    if (element) element.focus()
    else if (frames-- > 0) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
