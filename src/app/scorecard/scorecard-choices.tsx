import { type Basis, bases } from '../../domain/county/card.ts'
import type { Order } from '../../domain/county/summary.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { isPeriod, type Period, periodName } from '../../domain/time/period.ts'
import type { ScorecardAnswer } from '../../protocol/scorecard.ts'
import { Choose } from '../govuk/choose.tsx'
import { basisWords, nodeName } from './card-words.ts'

/** What of the scorecard is looked at, as the address says it; '' where it says nothing. */
export interface Look {
  readonly service: string
  readonly month: string
  readonly basis: string
  /** A node's key. */
  readonly at: string
  readonly order: Order
  readonly show: 'table' | 'exceptions'
}

interface Props {
  readonly set: IndicatorSet
  readonly card: ScorecardAnswer
  readonly look: Look
  readonly at: string
  readonly onLook: (change: Partial<Look>) => void
}

const isBasis = (text: string): text is Basis => bases.some(one => one === text)

/** Service, month, which returns count, place, and in what order. */
export function ScorecardChoices({ set, card, look, at, onLook }: Props) {
  const { services, months, bases: mine } = card.offered
  const month = (period: Period): { readonly value: string; readonly text: string } => ({
    value: period,
    text: periodName(period),
  })
  return (
    <form className="ff-filter" aria-label="Which scorecard" onSubmit={event => event.preventDefault()}>
      <Choose
        id="card-service"
        label="Service"
        value={look.service || card.service}
        options={set.services.filter(one => services.includes(one.id)).map(one => ({ value: one.id, text: one.name }))}
        onChoose={service => onLook({ service, at: '' })}
      />
      <Choose
        id="card-month"
        label="Month"
        value={look.month || card.period}
        options={months.map(month)}
        onChoose={value => onLook({ month: isPeriod(value) ? value : '' })}
      />
      <Choose
        id="card-basis"
        label="Figures from"
        value={look.basis || card.basis}
        options={mine.map(one => ({ value: one, text: basisWords[one] }))}
        onChoose={value => onLook({ basis: isBasis(value) ? value : '' })}
      />
      <Choose
        id="card-place"
        label="Place"
        value={at}
        options={card.nodes.map(node => ({ value: node.key, text: indented(set, card, node) }))}
        onChoose={value => onLook({ at: value })}
      />
      <Choose
        id="card-order"
        label="Order"
        value={look.order}
        options={[
          { value: 'wrong', text: 'What is wrong first' },
          { value: 'set', text: 'As in the indicator set' },
        ]}
        onChoose={value => onLook({ order: value === 'set' ? 'set' : 'wrong' })}
      />
    </form>
  )
}

/** Deeper places stand further right. */
function indented(set: IndicatorSet, card: ScorecardAnswer, node: ScorecardAnswer['nodes'][number]): string {
  let depth = 0
  for (let at = node.parent; at !== undefined; at = card.nodes.find(one => one.key === at)?.parent) depth += 1
  return `${'\u2003'.repeat(depth)}${nodeName(set, node, card.period)}`
}
