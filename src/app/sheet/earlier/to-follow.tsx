import '../../styles-later.scss'
import { type ToFollow, toFollow } from '../../../domain/earlier.ts'
import type { PlaceId } from '../../../domain/ids.ts'
import { gapSentence } from '../../../domain/sentences.ts'
import { codeIn } from '../../../domain/set/indicators.ts'
import { periodName } from '../../../domain/time/period.ts'
import { nameOfPlace } from '../../month/month.ts'
import { plural } from '../../words.ts'
import { BesideField } from '../beside/beside-field.tsx'
import { useSheet, useTopic } from '../sheet-context.ts'
import { topicOf } from '../work/topics.ts'
import { toFollowSentence } from './earlier-words.ts'

interface Line extends ToFollow {
  readonly place: PlaceId
}

/** Heads the month: figures of earlier months that were to follow, typed here. They stop nothing. */
export function ToFollowBar({ places }: { readonly places: readonly PlaceId[] }) {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  const lines = places.flatMap(place => toFollow(work.readings.context(place)).map((one): Line => ({ place, ...one })))
  if (lines.length === 0) return null
  const open = lines.filter(one => one.filled === undefined)
  const given = lines.length - open.length
  return (
    <details className="ff-follow" open={open.length > 0 && open.length <= 3}>
      <summary>
        {toFollowSentence(open)}
        {given > 0 ? ` ${plural(given, 'earlier figure')} given here.` : ''}
      </summary>
      <ul className="ff-follow__list">
        {lines.map(line => (
          <OneFigure key={`${line.place}/${line.cell}`} line={line} />
        ))}
      </ul>
    </details>
  )
}

function OneFigure({ line }: { readonly line: Line }) {
  const { month } = useSheet().work
  const { place, indicator, gap, cell } = line
  const code = codeIn(indicator, line.month)
  const where = `${nameOfPlace(month.set, place, line.month)}, ${periodName(line.month)}`
  return (
    <li>
      <span>
        <strong>{code}</strong> {indicator.shortTitle}, {where}
        <span className="ff-quiet"> {gapSentence(gap)}</span>
      </span>{' '}
      <BesideField
        place={place}
        indicator={indicator}
        cell={cell}
        label={`${code} ${indicator.shortTitle}, ${where}`}
      />
    </li>
  )
}
