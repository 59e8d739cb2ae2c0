import { Link } from 'react-router'
import { londonTime, toInstant } from '../../device/london-time.ts'
import { everywhere, type IsoDate } from '../../domain/ids.ts'
import { ragShape, ragWord } from '../../domain/sentences.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { Period } from '../../domain/time/period.ts'
import type { BoardRow as Row } from '../../protocol/exchange.ts'
import { Button } from '../govuk/button.tsx'
import { StateTag } from '../govuk/tag.tsx'
import type { ShownRow } from './board-rows.ts'
import { factsOf } from './shown/facts.ts'
import { whenWords } from './shown/when-words.ts'

/** What is done to a row in a dialog. */
export type RowDialog = 'late' | 'on-time' | 'not-on-time' | 'reopen'

export interface RowDoings {
  readonly set: IndicatorSet
  readonly period: Period
  readonly today: IsoDate
  /** Milliseconds. */
  readonly now: () => number
  readonly onSelect: (one: ShownRow, on: boolean) => void
  readonly onDialog: (one: ShownRow, what: RowDialog) => void
  /** She goes to read it. */
  readonly onRead: (one: ShownRow) => void
}

interface Props extends RowDoings {
  readonly one: ShownRow
  /** Milliseconds; undefined: as she saw it. */
  readonly changedAt: number | undefined
  readonly selected: boolean
}

/** One return, on one line. */
export function BoardRow({ one, changedAt, selected, set, period, today, now, ...doings }: Props) {
  const { row } = one
  const { onSelect, onDialog } = doings
  const name = `${one.service.name}, ${one.provider}, ${one.placeName}`
  const hidden = <span className="govuk-visually-hidden"> {name}</span>
  const small = (what: RowDialog, text: string) => (
    <>
      {' '}
      <Button look="link" className="ff-board__small" onClick={() => onDialog(one, what)}>
        {text}
        {hidden}
      </Button>
    </>
  )
  return (
    <tr className={one.wide ? 'ff-board__wide' : undefined} data-sheet={one.sheet}>
      <td className="ff-board__tick">
        {row.clean && row.seen !== null ? (
          <input
            type="checkbox"
            aria-label={`Select ${name}`}
            checked={selected}
            onChange={event => onSelect(one, event.target.checked)}
          />
        ) : null}
      </td>
      <td>{one.service.name}</td>
      {/* Which of its contracts it is, the district says. */}
      <td>{one.wide ? one.provider : one.contract.provider}</td>
      <th scope="row">{one.placeName}</th>
      <td className="ff-board__state">
        <StateTag state={one.state} />{' '}
        {row.ordinal === null ? null : (
          <span>
            v{row.ordinal}
            <span className="govuk-visually-hidden">, submission {row.ordinal}</span>
          </span>
        )}
        {one.state === 'in-progress' && row.owed > 0 ? (
          <span className="ff-quiet">
            {row.answered} of {row.owed}
          </span>
        ) : null}
      </td>
      <td>{one.wide && row.owed === 0 ? null : <RatingCounts ratings={row.ratings} />}</td>
      <td>{factsOf(one, set, now()).join(' · ')}</td>
      <td>
        {whenWords(one, today)}
        {one.punctuality.is === 'late' ? small('on-time', 'Count on time') : null}
        {one.punctuality.is === 'counted' ? (
          <>
            <span className="govuk-visually-hidden">: {one.punctuality.reason}</span>
            {small('not-on-time', 'Undo')}
          </>
        ) : null}
        {one.closed && one.state !== 'accepted' && one.state !== 'released' ? small('reopen', 'Allow changes') : null}
      </td>
      <td className="ff-board__mark">
        {changedAt === undefined ? null : <strong>changed {londonTime(toInstant(changedAt), now())}</strong>}
      </td>
      <td className="ff-board__act">
        {row.lockedOut > 0 ? (
          <Button look="link" onClick={() => onDialog(one, 'late')}>
            Look{hidden}
          </Button>
        ) : (
          <ReadLink one={one} period={period} onRead={doings.onRead} name={name} />
        )}
      </td>
    </tr>
  )
}

/** 'Review' where it waits for her, 'Open' otherwise. */
export function ReadLink({
  one,
  period,
  onRead,
  name,
}: {
  readonly one: ShownRow
  readonly period: Period
  readonly onRead: (one: ShownRow) => void
  readonly name: string
}) {
  return (
    <Link to={`/board/${one.contract.id}/${one.wide ? everywhere : one.place}/${period}`} onClick={() => onRead(one)}>
      {one.state === 'submitted' ? 'Review' : 'Open'}
      <span className="govuk-visually-hidden"> {name}</span>
    </Link>
  )
}

export function RatingCounts({ ratings }: { readonly ratings: Row['ratings'] }) {
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
