import '../styles-later.scss'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import type { Office } from '../../device/door/office.ts'
import { everywhere, type PlaceId, sheetOf } from '../../domain/ids.ts'
import type { Contract, Service } from '../../domain/set/indicator-set.ts'
import { isPeriod, type Period, periodName } from '../../domain/time/period.ts'
import { AnswerState } from '../layout/answer-state.tsx'
import { NotFoundPage } from '../layout/not-found-page.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { contractTitle, nameOfPlace } from '../month/month.ts'
import type { Unsaved } from '../sheet/work/unsaved.ts'
import { OpenReturn } from './open-return.tsx'
import { useReview } from './use-review.ts'

interface Whole {
  readonly office: Office
  /** An update of the app waits while something typed is not sent. */
  readonly unsaved?: Unsaved
}

/** One return as an officer reviews it. */
export default function ReviewPage({ office, unsaved }: Whole) {
  const { contract: contractId, place: placeId, period = '' } = useParams()
  const contract = office.set.contracts.find(one => one.id === contractId)
  const service = office.set.services.find(one => one.id === contract?.service)
  const place = [everywhere, ...(contract?.places ?? [])].find(one => one === placeId)
  if (!contract || !service || !place || !isPeriod(period)) return <NotFoundPage />
  return (
    <Review
      key={`${contract.id}/${place}/${period}`}
      {...{ office, contract, service, place, period }}
      {...(unsaved ? { unsaved } : {})}
    />
  )
}

interface Props extends Whole {
  readonly contract: Contract
  readonly service: Service
  readonly place: PlaceId
  readonly period: Period
}

function Review({ office, unsaved, contract, service, place, period }: Props) {
  const sheet = sheetOf(contract.id, place, period)
  const review = useReview(office, sheet)
  const { held, refusal, again, kept } = review
  const name = nameOfPlace(office.set, place, period)
  const title = `${contractTitle(office.set, service, contract, period)}, ${periodName(period)}`
  usePageTitle(`${name}, ${title}`)
  useEffect(() => {
    const tell = (): void => unsaved?.set(kept, kept.count())
    tell()
    return kept.subscribe(tell)
  }, [unsaved, kept])
  return (
    <div className="ff-page ff-review">
      <nav aria-label="Breadcrumb" className="ff-crumbs">
        <Link to={`/board?month=${period}`}>Month board</Link> ›
      </nav>
      <h1 className="govuk-heading-l">
        {name} <span className="govuk-caption-l">{title}</span>
      </h1>
      <AnswerState shown={held !== undefined} refusal={refusal} what="returns are read" again={again} />
      {held ? (
        <OpenReturn
          {...{ office, contract, service, place, period, sheet, review }}
          view={held.shown}
          newer={held.newer}
        />
      ) : null}
    </div>
  )
}
