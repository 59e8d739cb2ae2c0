import { type ClipboardEvent, type ReactNode, Suspense, useCallback, useState } from 'react'
import { cellsOf } from '../../../domain/checks/checks.ts'
import { followed } from '../../../domain/figures/measure.ts'
import type { IndicatorId, PlaceId } from '../../../domain/ids.ts'
import { codeIn, indicatorById, owes } from '../../../domain/set/indicators.ts'
import { PasteDialog } from '../../later-parts.ts'
import { nameOfPlace } from '../../month/month.ts'
import { cellOfElement } from '../cell/cell-names.ts'
import { useSheet } from '../sheet-context.ts'
import type { MonthWork } from '../work/month-work.ts'
import { isBlock, readBlock } from './block.ts'
import { markedRectangle, type Rectangle } from './chosen.ts'
import type { PastePlan, PasteSheet } from './paste.ts'

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

const repeated = (text: string, { rows, columns }: Rectangle): string =>
  Array(rows).fill(Array(columns).fill(text.trim()).join('\t')).join('\n')

/** Paste of a block: a preview first, then one save. One cell alone is typed into its field as usual. */
export function usePaste(order: Order): {
  readonly onPaste: (event: ClipboardEvent<HTMLElement>) => void
  readonly preview: ReactNode
} {
  const { work } = useSheet()
  const [plans, setPlans] = useState<readonly [PastePlan, PastePlan]>()
  const onPaste = useCallback(
    (event: ClipboardEvent<HTMLElement>) => {
      const copied = event.clipboardData.getData('text/plain')
      const over = markedRectangle(event.currentTarget)
      // One cell pasted over a block goes into each of its cells.
      const text = over && !isBlock(copied) ? repeated(copied, over) : copied
      // Paragraphs pasted into an explanation are no figures.
      if (!isBlock(text) || event.target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      const at = cellOfElement(event.target) ?? work.looking()
      const row = over?.top ?? (at === undefined ? 0 : Math.max(0, order.rows.indexOf(at.indicator)))
      const column = over?.left ?? (at === undefined ? 0 : Math.max(0, order.columns.indexOf(at.place)))
      void import('./paste.ts').then(({ planBothWays }) =>
        setPlans(planBothWays(readBlock(text), pasteSheet(work, order), { row, column })),
      )
    },
    [work, order],
  )
  const preview =
    plans === undefined ? null : (
      <Suspense fallback={null}>
        <PasteDialog
          plans={plans}
          onClose={() => setPlans(undefined)}
          onPaste={edits => {
            setPlans(undefined)
            void work.apply(edits)
          }}
        />
      </Suspense>
    )
  return { onPaste, preview }
}
