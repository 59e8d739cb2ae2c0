/**
 * What the sheet's keys do beyond going from cell to cell: choose, copy, cut and empty a block, take over last month's
 * figure, open the list of keys. Fetched after the sheet is there; it listens on the element that holds the cells.
 */
import { indicatorCell } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { indicatorById, owes } from '../../../domain/set/indicators.ts'
import { cellAttribute, cellOfElement } from '../cell/cell-names.ts'
import { shownFigure } from '../cell/shown-figure.tsx'
import { carryOver } from '../work/carry.ts'
import type { CellAt, MonthWork } from '../work/month-work.ts'
import { say } from '../work/said.ts'
import type { Block } from './block.ts'
import {
  asHtml,
  asText,
  type Chosen,
  extended,
  isOneCell,
  markRectangle,
  rectangleOf,
  sizeWords,
  spotsOf,
} from './chosen.ts'
import type { Spot } from './moves.ts'
import { shownInCell } from './paste-outcome.ts'

interface Order {
  readonly rows: readonly CellAt['indicator'][]
  readonly columns: readonly CellAt['place'][]
}

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** As one arrives in a cell: nothing typed yet, so that an arrow is about cells and not about letters. */
const isWholeField = (target: EventTarget | null): boolean =>
  !(target instanceof HTMLInputElement) || (target.selectionStart === 0 && target.selectionEnd === target.value.length)

/** Listens until the function it gives is called. */
export function listenForBlocks(box: HTMLElement, work: MonthWork, order: Order): () => void {
  // The total column is nobody's to enter.
  const columns = order.columns.filter(place => work.month.places.includes(place))
  const extent = { rows: order.rows.length, columns: columns.length }
  let chosen: Chosen | undefined

  const spotOf = (at: CellAt): Spot => ({ row: order.rows.indexOf(at.indicator), column: columns.indexOf(at.place) })

  const show = (next: Chosen | undefined): void => {
    const before = chosen
    chosen = next !== undefined && isOneCell(next) ? undefined : next
    for (const cell of box.querySelectorAll('[data-chosen-cell]')) cell.removeAttribute('data-chosen-cell')
    const rectangle = chosen && rectangleOf(chosen)
    markRectangle(box, rectangle)
    if (rectangle === undefined) {
      if (before !== undefined && next !== undefined) say(work, '1 cell chosen')
      return
    }
    for (const { row, column } of spotsOf(rectangle).flat()) {
      const [indicator, place] = [order.rows[row], columns[column]]
      if (indicator === undefined || place === undefined) continue
      box.querySelector(`[data-cell="${cellAttribute(place, indicator)}"]`)?.setAttribute('data-chosen-cell', '')
    }
    say(work, `${sizeWords(rectangle)} chosen`)
  }

  const cellsOf = (
    block: Chosen,
  ): readonly (readonly { readonly place: CellAt['place']; readonly indicator: Indicator }[])[] =>
    spotsOf(rectangleOf(block)).map(line =>
      line.flatMap(({ row, column }) => {
        const id = order.rows[row]
        const indicator = id && indicatorById(work.month.set, id)
        const place = columns[column]
        return indicator && place ? [{ place, indicator }] : []
      }),
    )

  const textOf = (place: CellAt['place'], indicator: Indicator): string => {
    const own = shownInCell(work, place, indicator)
    if (own !== '') return own
    const shown = shownFigure(
      work.readings.reading(place, indicator),
      work.readings.value(place, indicatorCell(indicator.id)),
    )
    return indicator.source === 'provider' || shown === '–' ? '' : shown
  }

  const copy = (event: ClipboardEvent): void => {
    if (chosen === undefined || event.clipboardData === null) return
    event.preventDefault()
    const block: Block = cellsOf(chosen).map(line => line.map(({ place, indicator }) => textOf(place, indicator)))
    event.clipboardData.setData('text/plain', asText(block))
    event.clipboardData.setData('text/html', asHtml(block))
    const size = sizeWords(rectangleOf(chosen))
    if (event.type === 'cut') void empty('cut')
    else say(work, `${size} copied`)
  }

  /** One deed, so that one undo brings it all back. What this provider does not enter, or cannot change now, stays. */
  const empty = async (did: 'emptied' | 'cut'): Promise<void> => {
    if (chosen === undefined) return
    const { set, contract, period } = work.month
    const cells = cellsOf(chosen).flat()
    const edits = cells
      .filter(
        ({ place, indicator }) => owes(set, contract, indicator, period, place) && work.readOnly(place) === undefined,
      )
      .filter(
        ({ place, indicator }) =>
          work.readings.value(place, indicatorCell(indicator.id)) !== undefined ||
          work.unreadable(place, indicator).length > 0,
      )
      .map(({ place, indicator }) => ({ sheet: work.sheet(place), cell: indicatorCell(indicator.id), value: null }))
    await work.apply(edits)
    say(work, `${edits.length} of ${cells.length} cells ${did}`)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = cellOfElement(event.target)
    if (at === undefined || event.isComposing || event.target instanceof HTMLTextAreaElement) return
    const took = take(event, at)
    if (!took) return
    event.preventDefault()
    event.stopPropagation()
  }

  const take = (event: KeyboardEvent, at: CellAt): boolean => {
    const control = event.ctrlKey || event.metaKey
    const step = steps[event.key]
    if (step && event.shiftKey && !control && !event.altKey) {
      const [rows, across] = step
      if (chosen === undefined && rows === 0 && !isWholeField(event.target)) return false
      const from = spotOf(at)
      if (from.row < 0 || from.column < 0) return false
      show(extended(chosen ?? { from, to: from }, rows, across, extent))
      return true
    }
    if (event.key === '?' && !control && !event.altKey) {
      document.querySelector<HTMLElement>('[data-keys]')?.click()
      return true
    }
    if (control && event.key === "'") {
      void carryOver(work, at.place, at.indicator)
      return true
    }
    if (chosen === undefined) return false
    if (event.key === 'Escape') {
      show(undefined)
      return true
    }
    if ((event.key === 'Delete' || event.key === 'Backspace') && !control) {
      void empty('emptied')
      return true
    }
    // Typing is about the one cell again.
    if (event.key.length === 1 && !control) show(undefined)
    return false
  }

  const onMouseDown = (event: MouseEvent): void => {
    const to = cellOfElement(event.target)
    const from = cellOfElement(document.activeElement)
    if (!event.shiftKey || to === undefined || from === undefined || event.button !== 0) {
      if (event.button === 0) show(undefined)
      return
    }
    if (to.place === from.place && to.indicator === from.indicator) return
    const block = { from: spotOf(from), to: spotOf(to) }
    if (block.from.column < 0 || block.to.column < 0) return
    event.preventDefault()
    show(block)
  }

  const onFocus = (event: FocusEvent): void => {
    const at = cellOfElement(event.target)
    if (chosen === undefined || at === undefined) return
    const { row, column } = spotOf(at)
    if (row !== chosen.from.row || column !== chosen.from.column) show(undefined)
  }

  box.dataset['blocks'] = ''
  box.addEventListener('keydown', onKeyDown, true)
  box.addEventListener('mousedown', onMouseDown, true)
  box.addEventListener('focusin', onFocus)
  box.addEventListener('copy', copy)
  box.addEventListener('cut', copy)
  return () => {
    show(undefined)
    delete box.dataset['blocks']
    box.removeEventListener('keydown', onKeyDown, true)
    box.removeEventListener('mousedown', onMouseDown, true)
    box.removeEventListener('focusin', onFocus)
    box.removeEventListener('copy', copy)
    box.removeEventListener('cut', copy)
  }
}
