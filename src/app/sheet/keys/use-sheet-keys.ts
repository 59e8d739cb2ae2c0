import { type FocusEvent, type KeyboardEvent, useCallback } from 'react'
import { indicatorById } from '../../../domain/set/indicators.ts'
import { cellAttribute, cellOfElement, fieldId, focusCell } from '../cell/cell-names.ts'
import { goToExplanation } from '../explain/go-to-explanation.ts'
import type { Sheet } from '../sheet-context.ts'
import type { CellAt, MonthWork } from '../work/month-work.ts'
import { type Move, moveFrom, moveOf, type Spot } from './moves.ts'

interface Order {
  /** Indicators down, places across, as drawn. */
  readonly rows: readonly CellAt['indicator'][]
  readonly columns: readonly CellAt['place'][]
}

const spotOf = (order: Order, at: CellAt): Spot => ({
  row: order.rows.indexOf(at.indicator),
  column: order.columns.indexOf(at.place),
})

function canEnter(order: Order, spot: Spot, fieldsOnly: boolean): boolean {
  const indicator = order.rows[spot.row]
  const place = order.columns[spot.column]
  if (indicator === undefined || place === undefined) return false
  const main = document.querySelector(`[data-cell="${cellAttribute(place, indicator)}"] [data-main]`)
  // Enter is for typing on: it passes over what is answered with a reason, and what is not typed.
  return main !== null && (!fieldsOnly || main instanceof HTMLInputElement)
}

const sideways: Readonly<Record<string, Move>> = { ArrowLeft: 'left', ArrowRight: 'right' }
const upAndDown: Readonly<Record<string, Move>> = { ArrowUp: 'up', ArrowDown: 'down' }

/** An arrow alone: up and down mean nothing in a field of one line; left and right do, so only where nothing is typed. */
function plainMove(event: KeyboardEvent, target: Element): Move | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined
  return upAndDown[event.key] ?? (target instanceof HTMLInputElement ? undefined : sideways[event.key])
}

/** From the table as a whole into its first cell. */
function enterFirst(order: Order): void {
  for (const indicator of order.rows) for (const place of order.columns) if (focusCell(place, indicator)) return
}

/** The whole of an overtypable ratio: opens it when it is closed, goes to it when it is a field. */
function goToWhole(at: CellAt, from: Element): boolean {
  const cell = from.closest('[data-cell]')
  const whole = document.getElementById(fieldId(at.place, at.indicator, 'whole'))
  if (whole instanceof HTMLInputElement && whole !== from) {
    whole.focus()
    whole.select()
    return true
  }
  const opener = cell?.querySelector<HTMLButtonElement>('[data-opens]')
  opener?.click()
  return opener !== null && opener !== undefined
}

/** Where keys go in a table or column of cells, and which cell someone is in. */
export function useSheetKeys(sheet: Sheet, order: Order) {
  const { work, openGap, openBeside } = sheet

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const at = cellOfElement(event.target)
      // A text beside the figures keeps its own keys, its own undo among them.
      if (event.nativeEvent.isComposing || event.target instanceof HTMLTextAreaElement) return
      if (takeHistoryKey(event, work)) return
      if (at === undefined && event.target === event.currentTarget && moveOf(event) !== undefined) {
        event.preventDefault()
        enterFirst(order)
        return
      }
      if (at === undefined || !(event.target instanceof Element)) return
      const inButton = event.target instanceof HTMLButtonElement
      const editable = work.readOnly(at.place) === undefined && !event.target.hasAttribute('tabindex')
      if (event.altKey && event.key === 'ArrowDown' && editable) {
        event.preventDefault()
        openGap(at.place, at.indicator)
        return
      }
      if (event.key === 'F2' && goToExplanation(at)) {
        event.preventDefault()
        return
      }
      if (event.key === '+' && editable && indicatorById(work.month.set, at.indicator)?.lines !== undefined) {
        event.preventDefault()
        openBeside(at.place, at.indicator)
        return
      }
      // "n/a" has its slash as well.
      const spelling = event.target instanceof HTMLInputElement && /[a-z]/i.test(event.target.value)
      if (event.key === '/' && !inButton && !spelling && goToWhole(at, event.target)) {
        event.preventDefault()
        return
      }
      if (inButton && editable && (event.key === 'Delete' || event.key === 'Backspace')) {
        event.preventDefault()
        void work.chooseGap([at.place], at.indicator, null).then(() => focusCell(at.place, at.indicator))
        return
      }
      const move = moveOf(event) ?? plainMove(event, event.target)
      if (move === undefined || (inButton && event.key === 'Enter')) return
      event.preventDefault()
      const extent = { rows: order.rows.length, columns: order.columns.length }
      const fieldsOnly = event.key === 'Enter' && event.target instanceof HTMLInputElement
      const next = moveFrom(spotOf(order, at), move, extent, spot => canEnter(order, spot, fieldsOnly))
      const place = next === undefined ? undefined : order.columns[next.column]
      const indicator = next === undefined ? undefined : order.rows[next.row]
      if (place !== undefined && indicator !== undefined) focusCell(place, indicator)
    },
    [work, openGap, openBeside, order],
  )

  const onFocus = useCallback(
    (event: FocusEvent<HTMLElement>) => {
      const at = cellOfElement(event.target)
      if (at !== undefined) work.enter(at)
    },
    [work],
  )

  const onBlur = useCallback(
    (event: FocusEvent<HTMLElement>) => {
      const from = cellOfElement(event.target)
      const to = cellOfElement(event.relatedTarget)
      if (from === undefined || (to?.place === from.place && to.indicator === from.indicator)) return
      work.leave()
    },
    [work],
  )

  return { onKeyDown, onFocus, onBlur }
}

/** Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z: own edits, as new edits. True when it was one of them. */
export function takeHistoryKey(event: KeyboardEvent<HTMLElement>, work: MonthWork): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const key = event.key.toLowerCase()
  if (key !== 'z' && key !== 'y') return false
  event.preventDefault()
  void (key === 'y' || event.shiftKey ? work.redo() : work.undo())
  return true
}
