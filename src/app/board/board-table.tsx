import { Link } from 'react-router'
import { everywhere, type IsoDate } from '../../domain/ids.ts'
import { dueSentence, ragShape, ragWord } from '../../domain/sentences.ts'
import type { Period } from '../../domain/time/period.ts'
import type { BoardRow, Collection } from '../../protocol/exchange.ts'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { StateTag } from '../govuk/tag.tsx'
import { plural, whenSentence } from '../words.ts'
import type { ShownRow } from './board-rows.ts'

interface Props {
  readonly rows: readonly ShownRow[]
  readonly period: Period
  readonly today: IsoDate
  readonly collections: readonly Collection[]
}

/** A row a contract and district; the contract-wide part before its districts. */
export function BoardTable({ rows, period, today, collections }: Props) {
  const dueOf = (service: string): IsoDate | undefined =>
    collections.find(one => one.service === service && one.period === period && one.state === 'open')?.due
  return (
    <ScrollTable label="Returns of the month" className="ff-board">
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Provider</th>
          <th scope="col">District</th>
          <th scope="col">State</th>
          <th scope="col" className="ff-number">
            Answered
          </th>
          <th scope="col">Ratings</th>
          <th scope="col">Due or received</th>
          <th scope="col">
            <span className="govuk-visually-hidden">Read</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(one => (
          <tr key={one.sheet}>
            <td>{one.service.name}</td>
            <td>{one.provider}</td>
            <th scope="row">{one.placeName}</th>
            <td>
              <StateTag state={one.state} /> {one.row.ordinal === null ? null : <span>v{one.row.ordinal}</span>}
              <Trouble row={one.row} />
            </td>
            <td className="ff-number">
              {one.place === everywhere && one.row.owed === 0 ? '–' : `${one.row.answered} of ${one.row.owed}`}
            </td>
            <td>
              <RatingCounts ratings={one.row.ratings} />
            </td>
            <td>
              <WhenSentence one={one} due={dueOf(one.service.id)} today={today} />
            </td>
            <td>
              <Link to={`/board/${one.contract.id}/${one.place}/${period}`}>
                Read
                <span className="govuk-visually-hidden">
                  {' '}
                  {one.service.name}, {one.provider}, {one.placeName}
                </span>
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

function WhenSentence({
  one,
  due,
  today,
}: {
  readonly one: ShownRow
  readonly due: IsoDate | undefined
  readonly today: IsoDate
}) {
  if (one.row.submittedAt && one.row.state !== 'open') return <>Received {whenSentence(one.row.submittedAt)}</>
  return <>{due === undefined ? '' : dueSentence(today, due)}</>
}

function Trouble({ row }: { readonly row: BoardRow }) {
  const said = [
    ...(row.lockedOut > 0 ? [`${plural(row.lockedOut, 'change')} by a colleague arrived after submission`] : []),
    ...(row.conflicts > 0 ? [`${plural(row.conflicts, 'answer')} entered differently by two people`] : []),
  ]
  return said.length === 0 ? null : <span className="ff-block ff-quiet">{said.join(', ')}</span>
}

export function RatingCounts({ ratings }: { readonly ratings: BoardRow['ratings'] }) {
  const rags = ['green', 'amber', 'red'] as const
  if (ratings.green + ratings.amber + ratings.red === 0) return <span className="ff-quiet">none rated</span>
  return (
    <span className="ff-counts">
      {rags.map(rag => (
        <span key={rag} className={`ff-rag ff-rag--${rag} ff-counts__one`}>
          <span aria-hidden="true" className="ff-rag__shape">
            {ragShape[rag]}
          </span>
          <span className="govuk-visually-hidden">{ragWord[rag]} </span>
          {ratings[rag]}{' '}
        </span>
      ))}
    </span>
  )
}
