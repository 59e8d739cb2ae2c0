import { Suspense } from 'react'
import { MonthHead } from '../later-parts.ts'
import { Dock } from './dock/dock.tsx'
import { SheetTable } from './sheet-table.tsx'
import { useAskedCell } from './use-asked-cell.ts'

/** The laptop's view: the whole table, and the dock under it. */
export function SheetView() {
  useAskedCell()
  return (
    <div className="ff-sheet-view">
      <Suspense fallback={null}>
        <MonthHead />
      </Suspense>
      <SheetTable />
      <Dock />
    </div>
  )
}
