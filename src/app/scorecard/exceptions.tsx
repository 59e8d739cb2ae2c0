import { Link } from 'react-router'
import type { CardNode, CountyScorecard } from '../../domain/county/card.ts'
import { type Exception, exceptionsOf } from '../../domain/county/summary.ts'
import { directionArrow } from '../../domain/sentences.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../domain/set/indicators.ts'
import { periodName, shortPeriodName } from '../../domain/time/period.ts'
import { RagBadge } from '../sheet/cell/rag-badge.tsx'
import { longDate } from '../words.ts'
import { monthFigure, nodeName, providerOf, targetWords } from './card-words.ts'

interface Props {
  readonly set: IndicatorSet
  readonly card: CountyScorecard
  readonly node: CardNode
  /** The address of another table. */
  readonly to: (node: CardNode) => string
}

/** One page for each Red of a table, the worsening ones first: printed, each begins a page of its own. */
export function Exceptions({ set, card, node, to }: Props) {
  const exceptions = exceptionsOf(card, node)
  if (exceptions.length === 0)
    return <p className="govuk-body">Nothing is Red in {nodeName(set, node, card.period)}.</p>
  return exceptions.map(one => <OnePage key={one.row.indicator} {...{ set, card, node, to }} exception={one} />)
}

function OnePage({ set, card, node, to, exception }: Props & { readonly exception: Exception }) {
  const { row, made, explanations, actions } = exception
  const { period } = card
  const indicator = indicatorById(set, row.indicator)
  const place = nodeName(set, node, period)
  const id = `red-${row.indicator}`
  const known = card.months.flatMap((month, at) => {
    const digits = row.figures[at] ?? ''
    return month > period || digits === '' ? [] : [{ month, digits }]
  })
  return (
    <section className="ff-exception" aria-labelledby={id}>
      <h2 id={id} className="govuk-heading-m">
        {indicator ? codeIn(indicator, period) : ''} {indicator?.title ?? row.indicator}
        <span className="govuk-caption-m">
          {place}, {periodName(period)}
        </span>
      </h2>
      <p className="govuk-body ff-exception__figure">
        <strong>{row.shown}</strong> <RagBadge rag={row.rag} worded />{' '}
        {row.direction === 'unknown' ? null : (
          <span className="ff-direction">
            <span aria-hidden="true">{directionArrow({ type: row.direction })} </span>
            {row.moved}
          </span>
        )}
      </p>
      <p className="govuk-body">
        {row.why} Target: {targetWords(row)}.
      </p>
      <dl className="ff-exception__months" aria-label="The months">
        {known.map(({ month, digits }) => (
          <div key={month}>
            <dt>
              <abbr title={periodName(month)}>{shortPeriodName(month)}</abbr>
            </dt>
            <dd>{monthFigure(digits)}</dd>
          </div>
        ))}
      </dl>
      {made.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">Where it comes from</h3>
          <table className="ff-exception__made">
            <thead>
              <tr>
                <th scope="col">Place</th>
                <th scope="col">Provider</th>
                <th scope="col">Figure</th>
                <th scope="col">RAG</th>
                <th scope="col">Direction</th>
              </tr>
            </thead>
            <tbody>
              {made.map(one => (
                <tr key={one.node.key}>
                  <th scope="row">
                    <Link to={to(one.node)}>{nodeName(set, one.node, period)}</Link>
                  </th>
                  <td>{providerOf(set, one.node, period)}</td>
                  <td>
                    {one.row.shown}
                    {one.row.part === undefined ? '' : ` (${one.row.part} of ${one.row.whole})`}
                  </td>
                  <td>{one.row.rag ? <RagBadge rag={one.row.rag} worded /> : 'Not rated'}</td>
                  <td>{one.row.direction === 'unknown' ? '–' : one.row.moved}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      <h3 className="govuk-heading-s">What the {made.length > 1 ? 'providers' : 'provider'} wrote</h3>
      {explanations.length === 0 ? <p className="govuk-body">No explanation was written.</p> : null}
      {explanations.map(one => (
        <blockquote key={`${one.contract}/${one.place}/${one.text}`} className="ff-exception__said">
          <p>{[...one.reasons, one.text].filter(text => text !== '').join('. ')}</p>
          <footer>{nameOf(set, card, one)}</footer>
        </blockquote>
      ))}
      {actions.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">Open actions</h3>
          <ul className="govuk-list govuk-list--bullet">
            {actions.map(one => (
              <li key={`${one.contract}/${one.place}/${one.text}`}>
                {one.text} ({one.who}
                {one.due === undefined ? '' : `, by ${longDate(one.due)}`})
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

/** 'Thanet, Porchlight'. */
function nameOf(
  set: IndicatorSet,
  card: CountyScorecard,
  { contract, place }: CountyScorecard['explanations'][number],
): string {
  const node = card.nodes.find(one => one.contract === contract && one.place === place)
  const provider = set.contracts.find(one => one.id === contract)?.provider ?? ''
  return node ? `${nodeName(set, node, card.period)}, ${provider}` : provider
}
