import type { CardNode, CardRow, CountyScorecard } from '../../domain/county/card.ts'
import { type Order, ordered } from '../../domain/county/summary.ts'
import { directionArrow, directionWord } from '../../domain/sentences.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../domain/set/indicators.ts'
import { addMonths, type Period, periodName, shortPeriodName } from '../../domain/time/period.ts'
import { RagBadge } from '../sheet/cell/rag-badge.tsx'
import { Sparkline } from '../sheet/dock/sparkline.tsx'
import { besideWords, markOf, monthFigure, mostOften, withoutWords } from './card-words.ts'

interface Props {
  readonly set: IndicatorSet
  readonly card: CountyScorecard
  readonly node: CardNode
  readonly order: Order
  readonly name: string
}

/** A row an indicator: thirteen months, direction, target, rating, trend, and the figures of others beside. */
export function ScorecardTable({ set, card, node, order, name }: Props) {
  const others = (['district', 'county', 'england'] as const).filter(of =>
    node.rows.some(row => row.beside?.some(one => one.of === of)),
  )
  const { common, others: differs } = mostOften(
    node.rows.map(row => withoutWords(set, row.missing, card.period)).filter(one => one !== ''),
  )
  return (
    <>
      {common === '' ? null : (
        <p className="govuk-body">
          [x] Incomplete: {common}
          {differs ? ', where nothing else is said' : ''}.
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: it scrolls sideways, and is reached by keyboard as a region */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled with the keyboard too */}
      <div className="ff-card__scroll" role="region" aria-label={`${name}, table`} tabIndex={0}>
        <table className="ff-card">
          <caption className="govuk-visually-hidden">{name}</caption>
          <thead>
            <tr>
              <th scope="col" className="ff-card__code">
                Code
              </th>
              <th scope="col" className="ff-card__title">
                Indicator
              </th>
              {card.months.map(month => (
                <th
                  scope="col"
                  key={month}
                  className={month === card.period ? 'ff-card__now' : `ff-card__month${ageOf(card, month)}`}
                >
                  <abbr title={periodName(month)}>{shortPeriodName(month)}</abbr>
                </th>
              ))}
              <th scope="col">Direction</th>
              <th scope="col" className="ff-card__target">
                Target: month · year
              </th>
              <th scope="col">RAG</th>
              <th scope="col">12 months</th>
              {others.map(of => (
                <th scope="col" key={of} className="ff-card__month">
                  {besideWords[of]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered(node.rows, order).map(row => (
              <Row key={row.indicator} set={set} card={card} node={node} row={row} others={others} common={common} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface RowProps extends Pick<Props, 'set' | 'card' | 'node'> {
  readonly row: CardRow
  readonly others: readonly ('district' | 'county' | 'england')[]
  /** What is missing in every row that misses something. */
  readonly common: string
}

/** Earlier months give way where it is narrow: the last twelve are drawn in each row. */
const ageOf = ({ period }: CountyScorecard, month: Period): string =>
  month < addMonths(period, -3) || month > period ? ' ff-card__old' : ''

function Row({ set, card, node, row, others, common }: RowProps) {
  const indicator = indicatorById(set, row.indicator)
  const without = withoutWords(set, row.missing, card.period)
  return (
    <tr>
      <td className="ff-card__code">{indicator ? codeIn(indicator, card.period) : ''}</td>
      <th scope="row" className="ff-card__title" title={indicator?.title}>
        {indicator?.shortTitle ?? row.indicator}
        {row.note ? <span className="ff-card__note">{row.note}</span> : null}
      </th>
      {card.months.map((month, at) => (
        <Figure
          key={month}
          now={month === card.period}
          age={ageOf(card, month)}
          letter={node.marks[at]}
          digits={row.figures[at] ?? ''}
          row={row}
        />
      ))}
      <td>
        {row.direction === 'unknown' ? (
          '–'
        ) : (
          <span className="ff-direction" title={row.moved}>
            <span aria-hidden="true">{directionArrow({ type: row.direction })} </span>
            {directionWord[row.direction]}
          </span>
        )}
      </td>
      <td className="ff-card__target">
        <span className="ff-card__one">
          {row.target.month ?? '–'}
          {row.target.year === undefined ? '' : ' ·'}
        </span>{' '}
        {row.target.year === undefined ? null : <span className="ff-card__one">{row.target.year}</span>}
      </td>
      <td className="ff-card__rag" title={row.why}>
        {row.rag ? <RagBadge rag={row.rag} worded /> : <span className="ff-card__quiet">Not rated</span>}
        {without === '' || without === common ? null : <span className="ff-card__note">{without}</span>}
      </td>
      <td>
        <Trend card={card} row={row} />
      </td>
      {others.map(of => (
        <td key={of} className="ff-card__figure">
          {row.beside?.find(one => one.of === of)?.shown ?? '–'}
        </td>
      ))}
    </tr>
  )
}

interface FigureProps {
  readonly now: boolean
  readonly age: string
  readonly letter: string | undefined
  readonly digits: string
  readonly row: CardRow
}

function Figure({ now, age, letter, digits, row }: FigureProps) {
  const found = markOf(letter, digits)
  // Why there is no figure this month is said; of earlier months a dash is enough.
  const shown = now && (digits === '-' || row.of !== undefined) ? (row.of ? '–' : row.shown) : monthFigure(digits)
  return (
    <td className={`ff-card__figure${now ? ' ff-card__now' : age}`}>
      {shown}
      {found ? (
        <abbr className="ff-card__mark" title={found.word}>
          {' '}
          {found.mark}
        </abbr>
      ) : null}
    </td>
  )
}

/** The last twelve months up to the one shown. */
function Trend({ card, row }: { readonly card: CountyScorecard; readonly row: CardRow }) {
  const now = card.months.indexOf(card.period)
  const months = card.months.slice(Math.max(0, now - 11), now + 1).map((period, i) => {
    const digits = row.figures[Math.max(0, now - 11) + i] ?? ''
    const height = digits === '' || digits === '-' ? null : Number(digits)
    return { period, label: shortPeriodName(period), shown: digits, height }
  })
  return <Sparkline months={months} />
}
