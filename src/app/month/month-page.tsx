import { Suspense, useMemo, useState } from 'react'
import { Link, Navigate, Route, Routes, useLocation, useParams } from 'react-router'
import type { IndicatorId, PlaceId } from '../../domain/ids.ts'
import { indicatorById } from '../../domain/set/indicators.ts'
import { isPeriod, type Period, periodName } from '../../domain/time/period.ts'
import { LateBar } from '../late/late-bar.tsx'
import {
  BesideDialog,
  CheckTab,
  DistrictView,
  FromCouncil,
  GapDialog,
  NarrativeTab,
  NotDownloaded,
  NotYoursPage,
  PrintLine,
  QuestionsTab,
  ReceiptPage,
} from '../later-parts.ts'
import { usePageTitle } from '../layout/page-title.ts'
import { PartBoundary } from '../layout/part-boundary.tsx'
import { afterPath } from '../meetings/after/after-path.ts'
import { useDesk } from '../session/desk-context.ts'
import { SheetContext } from '../sheet/sheet-context.ts'
import { SheetView } from '../sheet/sheet-view.tsx'
import { SheetToolbar } from '../sheet/toolbar.tsx'
import type { MonthWork } from '../sheet/work/month-work.ts'
import { DueLine } from './due-line.tsx'
import { contractTitle } from './month.ts'
import { MonthTabs, monthPath } from './month-tabs.tsx'
import { ReadOnlyNotice } from './read-only-notice.tsx'
import { useMonthWork } from './use-month-work.ts'
import { useWide } from './use-wide.ts'

export function MonthPage() {
  const { contract = '', period = '' } = useParams()
  return isPeriod(period) ? (
    <OneMonth key={`${contract}/${period}`} contract={contract} period={period} />
  ) : (
    <NotYoursPage />
  )
}

function OneMonth({ contract, period }: { readonly contract: string; readonly period: Period }) {
  const work = useMonthWork(contract, period)
  const downloaded = useDesk(state => state.set !== null)
  if (work !== undefined) return <MonthOf work={work} />
  if (downloaded) return <NotYoursPage />
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">This return</h1>
      <Suspense fallback={null}>
        <NotDownloaded />
      </Suspense>
    </div>
  )
}

function MonthOf({ work }: { readonly work: MonthWork }) {
  const { month } = work
  const [gapAt, setGapAt] = useState<{ readonly place: PlaceId; readonly indicator: IndicatorId }>()
  const [besideAt, setBesideAt] = useState<{ readonly place: PlaceId; readonly indicator: IndicatorId }>()
  const sheet = useMemo(
    () => ({
      work,
      openGap: (place: PlaceId, indicator: IndicatorId) => setGapAt({ place, indicator }),
      openBeside: (place: PlaceId, indicator: IndicatorId) => setBesideAt({ place, indicator }),
    }),
    [work],
  )
  const besideIndicator = besideAt === undefined ? undefined : indicatorById(month.set, besideAt.indicator)
  const gapIndicator = gapAt === undefined ? undefined : indicatorById(month.set, gapAt.indicator)
  const title = contractTitle(month.set, month.service, month.contract, month.period)
  usePageTitle(`${title}, ${periodName(month.period)}`)
  return (
    <SheetContext value={sheet}>
      <div className="ff-month">
        <div className="ff-month__head">
          <nav aria-label="Breadcrumb" className="ff-crumbs">
            <Link to="/">Your returns</Link> ›
          </nav>
          <h1 className="ff-month__title" tabIndex={-1}>
            {title} › {periodName(month.period)}
          </h1>
          <Link to={afterPath(month.contract.id)} className="ff-link-button ff-no-print">
            After the meeting
          </Link>
          <DueLine />
          <Suspense fallback={null}>
            <PrintLine />
          </Suspense>
        </div>
        <div className="ff-month__bar">
          <MonthTabs month={month} />
          <SheetToolbar />
        </div>
        <ReadOnlyNotice />
        <Suspense fallback={null}>
          <FromCouncil />
        </Suspense>
        <LateBar />
        <PartBoundary>
          <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>
            <MonthRoutes work={work} />
          </Suspense>
        </PartBoundary>
      </div>
      <Suspense fallback={null}>
        {gapAt && gapIndicator ? (
          <GapDialog place={gapAt.place} indicator={gapIndicator} onClose={() => setGapAt(undefined)} />
        ) : null}
        {besideAt && besideIndicator ? (
          <BesideDialog place={besideAt.place} indicator={besideIndicator} onClose={() => setBesideAt(undefined)} />
        ) : null}
      </Suspense>
    </SheetContext>
  )
}

function MonthRoutes({ work }: { readonly work: MonthWork }) {
  const wide = useWide()
  const { search } = useLocation()
  const [first] = work.month.places
  const district = `${monthPath(work.month)}/district`
  return (
    <Routes>
      <Route
        index
        element={wide ? <SheetView /> : <Navigate to={`${district}/${placeIn(search) ?? first}${search}`} replace />}
      />
      <Route path="district" element={<Navigate to={`${district}/${work.looking()?.place ?? first}`} replace />} />
      <Route path="district/:place" element={<DistrictView />} />
      <Route path="narrative" element={<NarrativeTab />} />
      <Route path="check" element={<CheckTab />} />
      <Route path="questions" element={<QuestionsTab />} />
      <Route path="receipt" element={<ReceiptPage />} />
      <Route path="*" element={<NotYoursPage />} />
    </Routes>
  )
}

/** `?at=gravesham/fs-closed`: the cell a link asks for. */
const placeIn = (search: string): string | undefined => new URLSearchParams(search).get('at')?.split('/')[0]
