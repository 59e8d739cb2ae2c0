import '../../styles-later.scss'
import { Suspense } from 'react'
import { kindOfCell } from '../../../domain/cell-kinds.ts'
import { everywhere } from '../../../domain/ids.ts'
import { aboutCell } from '../cell/cell-names.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import { isContested } from '../work/device-view.ts'
import type { MonthWork } from '../work/month-work.ts'
import { topicOf } from '../work/topics.ts'
import { Sides } from './sides-later.ts'

/** Figures are chosen in their cells; warnings are looked at again where they are listed. */
const isChosenHere = (kind: ReturnType<typeof kindOfCell>['kind']): boolean => kind !== 'figure' && kind !== 'cleared'

function toChoose(work: MonthWork) {
  const { month } = work
  return [...month.places, ...(month.holdsWide ? [everywhere] : [])].flatMap(place =>
    [...(work.view(place)?.cells ?? [])].flatMap(([cell, view]) =>
      isContested(view) && isChosenHere(kindOfCell(cell).kind) ? [{ place, cell, view }] : [],
    ),
  )
}

/**
 * On the check page: whatever people wrote differently beside the figures, with its choice. Some of it has no field of
 * its own on the sheet, as an answer that one agreed and one disputed, or a line that one removed and one changed.
 */
export function ToChoose() {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  const found = toChoose(work)
  if (found.length === 0) return null
  return (
    <section className="ff-to-look-at" aria-labelledby="to-choose">
      <h2 id="to-choose" className="govuk-heading-m" tabIndex={-1}>
        Written differently
      </h2>
      {found.map(({ place, cell, view }) => (
        <div key={`${place} ${cell}`}>
          <h3 className="govuk-heading-s">{aboutCell(work.month, place, cell).name}</h3>
          <Suspense fallback={null}>
            <Sides place={place} cell={cell} view={view} fieldId="to-choose" />
          </Suspense>
        </div>
      ))}
    </section>
  )
}
