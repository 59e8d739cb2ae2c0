import { londonTime, toInstant } from '../../device/london-time.ts'
import type { IsoDate } from '../../domain/ids.ts'
import { dueSentence } from '../../domain/sentences.ts'
import { type Period, periodName } from '../../domain/time/period.ts'
import { plural } from '../words.ts'
import type { ShownRow } from './board-rows.ts'
import { countsOf, countsSentence } from './shown/counts.ts'
import { type Filter, isFiltered } from './shown/filter.ts'
import type { LiveBoard } from './use-board.ts'

interface Props {
  readonly period: Period
  readonly today: IsoDate
  /** As shown. */
  readonly rows: readonly ShownRow[]
  readonly filter: Filter
  readonly loaded: boolean
  readonly live: Pick<LiveBoard, 'live' | 'readAt'>
  readonly now: () => number
}

/** The month, counts that add up to the rows shown, and whether they are kept up to date. */
export function BoardHead({ period, today, rows, filter, loaded, live, now }: Props) {
  const counts = countsOf(rows)
  const dues = new Set(
    rows.flatMap(({ collection }) =>
      collection?.state === 'open' && collection.closed === undefined ? [collection.due] : [],
    ),
  )
  return (
    <div className="ff-board__head">
      <h1 className="govuk-heading-l">{periodName(period)}: month board</h1>
      <p className="ff-board__counts">
        {loaded
          ? [countsSentence(counts, isFiltered(filter)), ...[...dues].map(due => dueSentence(today, due))].join(' · ')
          : ''}
        {counts.wide > 0 ? (
          <span className="ff-quiet"> ({plural(counts.wide, 'contract-wide part')} not counted)</span>
        ) : null}
      </p>
      {/* Not said aloud each time: what is missing is said by the notice below. */}
      <p className="ff-board__live">
        {live.live ? (
          <span className="ff-quiet">Updates by itself</span>
        ) : live.readAt === undefined ? (
          <strong>Not live</strong>
        ) : (
          <strong>Not live: last read {londonTime(toInstant(live.readAt), now())}</strong>
        )}
      </p>
    </div>
  )
}
