import '../../styles-later.scss'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import { isPeriod, type Period, periodName } from '../../../domain/time/period.ts'
import { Choose } from '../../govuk/choose.tsx'
import { NotDownloaded, NotYoursPage } from '../../later-parts.ts'
import { usePageTitle } from '../../layout/page-title.ts'
import { contractTitle } from '../../month/month.ts'
import { monthPath } from '../../month/month-tabs.tsx'
import { useDesk } from '../../session/desk-context.ts'
import { type After, afterOf, monthsWithFigures } from './after.ts'
import { AfterNotes } from './after-notes.tsx'
import { FiguresChanged } from './figures-changed.tsx'

/** After the meeting: what changed in her figures, what was noted and shared, and who owes what. Opens with no signal. */
export function AfterPage() {
  const { contract = '' } = useParams()
  const state = useDesk(all => all)
  const months = useMemo(() => monthsWithFigures(state, contract), [state, contract])
  const newest = state.collections
    .map(one => one.period)
    .sort()
    .at(-1)
  const [chosen, setChosen] = useState<Period>()
  const period = chosen ?? months[0] ?? newest ?? (state.installation.today.slice(0, 7) as Period)
  const after = useMemo(() => afterOf(state, contract, period), [state, contract, period])
  if (after !== undefined) return <Read after={after} months={months} onMonth={setChosen} />
  if (state.set !== null) return <NotYoursPage />
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">After the meeting</h1>
      <NotDownloaded />
    </div>
  )
}

interface Props {
  readonly after: After
  readonly months: readonly Period[]
  readonly onMonth: (month: Period) => void
}

function Read({ after, months, onMonth }: Props) {
  const { month } = after
  const title = contractTitle(month.set, month.service, month.contract, month.period)
  usePageTitle(`After the meeting, ${title}`)
  return (
    <div className="ff-page ff-after">
      <nav aria-label="Breadcrumb" className="ff-crumbs">
        <Link to="/">Your returns</Link> › <Link to={monthPath(month)}>{periodName(month.period)}</Link> ›
      </nav>
      <h1 className="govuk-heading-l">
        After the meeting <span className="govuk-caption-l">{title}</span>
      </h1>
      <AfterNotes after={after} />
      <h2 className="govuk-heading-m">What changed in your figures</h2>
      {months.length > 1 ? (
        <div className="ff-filter ff-no-print">
          <Choose
            id="after-month"
            label="Month"
            value={month.period}
            options={months.map(one => ({ value: one, text: periodName(one) }))}
            onChoose={text => {
              if (isPeriod(text)) onMonth(text)
            }}
          />
        </div>
      ) : null}
      <FiguresChanged after={after} />
    </div>
  )
}
