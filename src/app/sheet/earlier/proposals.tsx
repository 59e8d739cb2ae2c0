import { type Proposal, proposalsOf } from '../../../domain/earlier.ts'
import type { PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { periodName } from '../../../domain/time/period.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import { topicOf } from '../work/topics.ts'
import { proposalSentence } from './earlier-words.ts'

/** Beside the months of one figure: what is proposed for them in this return. */
export function ProposalsOfFigure({ place, indicator }: { readonly place: PlaceId; readonly indicator: Indicator }) {
  const { work } = useSheet()
  useTopic(work, topicOf.cell(place, indicator.id))
  const proposals = proposalsOf(work.readings.context(place)).filter(one => one.indicator.id === indicator.id)
  return proposals.map((one: Proposal) => (
    <p key={one.cell} className="ff-earlier__said">
      {periodName(one.month)}: {proposalSentence(work.month.set, one)}
      {one.why === '' ? '' : ` (${one.why})`}
    </p>
  ))
}
