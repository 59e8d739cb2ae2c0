import { type ClipboardEvent, type ReactNode, Suspense, useCallback, useState } from 'react'
import type { Edit } from '../../../device/desk.ts'
import { cellsOf } from '../../../domain/checks/checks.ts'
import { followed } from '../../../domain/figures/measure.ts'
import { type IndicatorId, indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import { codeIn, indicatorById, owes } from '../../../domain/set/indicators.ts'
import { PasteDialog } from '../../later-parts.ts'
import { nameOfPlace } from '../../month/month.ts'
import { cellOfElement } from '../cell/cell-names.ts'
import { typedCell } from '../cell/typed-value.ts'
import { useSheet } from '../sheet-context.ts'
import type { MonthWork } from '../work/month-work.ts'
import { isBlock, readBlock } from './block.ts'
import type { Fit, PastePlan, PasteSheet } from './paste.ts'

interface Order {
  readonly rows: readonly IndicatorId[]
  readonly columns: readonly PlaceId[]
}

function pasteSheet(work: MonthWork, order: Order): PasteSheet {
  const { set, period } = work.month
  return {
    rows: order.rows.flatMap(id => {
      const indicator = indicatorById(set, id)
      return indicator ? [{ indicator, code: codeIn(indicator, period) }] : []
    }),
    columns: order.columns
      .filter(place => work.month.places.includes(place))
      .map(place => ({ place, name: nameOfPlace(set, place, period), editable: work.readOnly(place) === undefined })),
    asked: (place, indicator) => owes(set, work.month.contract, indicator, period, place),
    followed: (place, indicator, field) =>
      field === 'value' ? undefined : followed(set, indicator, field, cellsOf(work.readings.context(place))),
  }
}

/** The edits of a plan: each fit over what its cell holds now. */
export const editsOf = (work: MonthWork, fits: readonly Fit[]): readonly Edit[] =>
  fits.map(({ place, indicator, texts }) => {
    const cell = indicatorCell(indicator.id)
    const before = work.cell(place, cell)?.value
    const figure = before?.type === 'amount' || before?.type === 'ratio' ? before : null
    return { sheet: work.sheet(place), cell, value: typedCell(indicator, figure, texts).save }
  })

/** Paste of a block: a preview first, then one save. One cell alone is typed into its field as usual. */
export function usePaste(order: Order): {
  readonly onPaste: (event: ClipboardEvent<HTMLElement>) => void
  readonly preview: ReactNode
} {
  const { work } = useSheet()
  const [plan, setPlan] = useState<PastePlan>()
  const onPaste = useCallback(
    (event: ClipboardEvent<HTMLElement>) => {
      const text = event.clipboardData.getData('text/plain')
      // Paragraphs pasted into an explanation are no figures.
      if (!isBlock(text) || event.target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      const at = cellOfElement(event.target) ?? work.looking()
      const row = at === undefined ? 0 : Math.max(0, order.rows.indexOf(at.indicator))
      const column = at === undefined ? 0 : Math.max(0, order.columns.indexOf(at.place))
      void import('./paste.ts').then(({ planPaste }) =>
        setPlan(planPaste(readBlock(text), pasteSheet(work, order), { row, column })),
      )
    },
    [work, order],
  )
  const preview =
    plan === undefined ? null : (
      <Suspense fallback={null}>
        <PasteDialog
          plan={plan}
          onClose={() => setPlan(undefined)}
          onPaste={() => {
            setPlan(undefined)
            void work.apply(editsOf(work, plan.fits))
          }}
        />
      </Suspense>
    )
  return { onPaste, preview }
}
