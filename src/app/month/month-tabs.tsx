import { Suspense } from 'react'
import { NavLink } from 'react-router'
import { QuestionsLink } from '../later-parts.ts'
import type { Month } from './month.ts'
import { useWide } from './use-wide.ts'

export const monthPath = (month: Pick<Month, 'contract' | 'period'>): string =>
  `/returns/${month.contract.id}/${month.period}`

/** Sheet | District | Narrative | Check and submit. Where there is no room for the sheet, the district view is it. */
export function MonthTabs({ month }: { readonly month: Month }) {
  const base = monthPath(month)
  const wide = useWide()
  return (
    <nav className="ff-tabs" aria-label="This return">
      {wide ? (
        <NavLink to={base} end>
          Sheet
        </NavLink>
      ) : null}
      <NavLink to={`${base}/district`}>District</NavLink>
      <NavLink to={`${base}/narrative`}>Narrative</NavLink>
      <NavLink to={`${base}/check`}>Check and submit</NavLink>
      <Suspense fallback={null}>
        <QuestionsLink />
      </Suspense>
    </nav>
  )
}
