import { useCallback } from 'react'
import { Link, useParams } from 'react-router'
import type { Office } from '../../device/door/office.ts'
import type { CellValue } from '../../domain/figures/figure.ts'
import { type CellKey, everywhere, type PlaceId, sheetOf } from '../../domain/ids.ts'
import type { PlaceHistory, ReturnContext } from '../../domain/reading.ts'
import type { Contract, Service } from '../../domain/set/indicator-set.ts'
import { isPeriod, type Period, periodName } from '../../domain/time/period.ts'
import { shownState } from '../../domain/workflow.ts'
import type { ReturnView } from '../../protocol/exchange.ts'
import { StateTag } from '../govuk/tag.tsx'
import { NotFoundPage } from '../layout/not-found-page.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { contractTitle, nameOfPlace } from '../month/month.ts'
import { checkNumber } from '../submit/receipt/received.ts'
import { ReturnTable } from '../submit/return-table.tsx'
import { ReturnTexts } from '../submit/return-texts.tsx'
import { whenSentence } from '../words.ts'
import { AnswerState } from './answer-state.tsx'
import { LateList } from './late-list.tsx'
import { useAnswer } from './use-answer.ts'

/** One return as an officer reads it: figures with months, ratings and reasons, narrative, and who submitted it. */
export default function ReviewPage({ office }: { readonly office: Office }) {
  const { contract: contractId, place: placeId, period = '' } = useParams()
  const contract = office.set.contracts.find(one => one.id === contractId)
  const service = office.set.services.find(one => one.id === contract?.service)
  const place = [everywhere, ...(contract?.places ?? [])].find(one => one === placeId)
  if (!contract || !service || !place || !isPeriod(period)) return <NotFoundPage />
  return (
    <Review
      key={`${contract.id}/${place}/${period}`}
      office={office}
      contract={contract}
      service={service}
      place={place}
      period={period}
    />
  )
}

interface Props {
  readonly office: Office
  readonly contract: Contract
  readonly service: Service
  readonly place: PlaceId
  readonly period: Period
}

function Review({ office, contract, service, place, period }: Props) {
  const sheet = sheetOf(contract.id, place, period)
  const ask = useCallback(() => office.returnView(sheet), [office, sheet])
  const { value, refusal, again } = useAnswer(office, ask)
  const name = nameOfPlace(office.set, place, period)
  const title = `${contractTitle(office.set, service, contract, period)}, ${periodName(period)}`
  usePageTitle(`${name}, ${title}`)
  return (
    <div className="ff-page">
      <nav aria-label="Breadcrumb" className="ff-crumbs">
        <Link to={`/board?month=${period}`}>Month board</Link> ›
      </nav>
      <h1 className="govuk-heading-l">
        {name} <span className="govuk-caption-l">{title}</span>
      </h1>
      <AnswerState shown={value !== undefined} refusal={refusal} what="returns are read" again={again} />
      {value ? (
        <Read office={office} contract={contract} service={service} place={place} period={period} view={value} />
      ) : null}
    </div>
  )
}

function Read({ office, contract, service, place, period, view }: Props & { readonly view: ReturnView }) {
  const { row, history } = view
  const cells = new Map<CellKey, CellValue>()
  for (const [key, cell] of Object.entries(row.cells)) if (cell.value !== null) cells.set(key as CellKey, cell.value)
  const context: ReturnContext = {
    set: office.set,
    contract,
    place,
    period,
    cells,
    history: history.months as PlaceHistory,
  }
  const sections = service.narrative.filter(section => section.per === (place === everywhere ? 'contract' : 'place'))
  const { submission } = row
  const submitted = row.state !== 'open' && submission !== null
  return (
    <>
      <p className="govuk-body">
        <StateTag state={shownState(row.state, cells.size)} />{' '}
        {submitted
          ? `v${submission.ordinal}, received ${whenSentence(submission.receivedAt)}. Confirmed by ${submission.name}, ${submission.role}. Check number ${checkNumber(submission.seen)}.`
          : 'Not submitted: these are the figures received so far, and may change.'}
      </p>
      <p className="govuk-body">
        <Link to={`/record?contract=${contract.id}&place=${place}&month=${period}`}>Who changed what</Link>
      </p>
      <LateList row={row} set={office.set} />
      {place === everywhere ? null : (
        <ReturnTable context={context} caption={`Figures of ${nameOfPlace(office.set, place, period)}`} months={6} />
      )}
      <h2 className="govuk-heading-m ff-check__read">Narrative</h2>
      {sections.length === 0 ? (
        <p className="govuk-hint">This part has no narrative.</p>
      ) : (
        <ReturnTexts sections={sections} cells={cells} level={3} />
      )}
    </>
  )
}
