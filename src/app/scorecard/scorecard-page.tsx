import { useCallback, useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Office } from '../../device/door/office.ts'
import { type Order, summarySentence } from '../../domain/county/summary.ts'
import { periodName } from '../../domain/time/period.ts'
import { type ScorecardAnswer, scorecardSchema } from '../../protocol/scorecard.ts'
import { useAnswer } from '../board/use-answer.ts'
import { Button } from '../govuk/button.tsx'
import { AnswerState } from '../layout/answer-state.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { saveFile } from '../this-device/save-file.ts'
import { basisWords, nodeName, pathTo, providerOf } from './card-words.ts'
import { Exceptions } from './exceptions.tsx'
import { type Look, ScorecardChoices } from './scorecard-choices.tsx'
import { ScorecardTable } from './scorecard-table.tsx'
import { tidySheet } from './tidy-rows.ts'

const order = (text: string | null): Order => (text === 'set' ? 'set' : 'wrong')

const lookIn = (search: URLSearchParams): Look => ({
  service: search.get('service') ?? '',
  month: search.get('month') ?? '',
  basis: search.get('basis') ?? '',
  at: search.get('at') ?? '',
  order: order(search.get('order')),
  show: search.get('show') === 'exceptions' ? 'exceptions' : 'table',
})

const searchOf = (look: Look): Record<string, string> => {
  const usual: Readonly<Record<string, string>> = { order: 'wrong', show: 'table' }
  return Object.fromEntries(Object.entries(look).filter(([name, value]) => value !== '' && value !== usual[name]))
}

/** One service's scorecard: county, areas, contracts, districts and centres, computed from the returns as they are now. */
export default function ScorecardPage({ office }: { readonly office: Office }) {
  const [search, setSearch] = useSearchParams()
  const look = lookIn(search)
  const { service, month, basis } = look
  const ask = useCallback(() => {
    const asked = Object.entries({ service, period: month, basis }).filter(([, value]) => value !== '')
    const query = new URLSearchParams(asked).toString()
    return office.api.read(scorecardSchema, `/api/scorecard${query === '' ? '' : `?${query}`}`)
  }, [office, service, month, basis])
  const { value, refusal, again } = useAnswer(office, ask)
  const onLook = (change: Partial<Look>): void => setSearch(searchOf({ ...look, ...change }), { replace: true })
  return (
    <div className="ff-page ff-page--wide">
      {value === undefined ? <h1 className="govuk-heading-l">Scorecard</h1> : null}
      <AnswerState shown={value !== undefined} refusal={refusal} what="the scorecard is read" again={again} />
      {value ? <Card office={office} card={value} look={look} onLook={onLook} /> : null}
    </div>
  )
}

interface CardProps {
  readonly office: Office
  readonly card: ScorecardAnswer
  readonly look: Look
  readonly onLook: (change: Partial<Look>) => void
}

function Card({ office, card, look, onLook }: CardProps) {
  const { set } = office
  const { period } = card
  const node = card.nodes.find(one => one.key === look.at) ?? card.nodes[0]
  const service = set.services.find(one => one.id === card.service)?.name ?? ''
  const name = node ? `${service}, ${nodeName(set, node, period)}` : service
  usePageTitle(`Scorecard, ${name}, ${periodName(period)}`)
  const summary = useMemo(() => (node ? summarySentence(set, period, node.rows) : ''), [set, period, node])
  const to = (other: { readonly key: string }): string =>
    `/scorecard?${new URLSearchParams(searchOf({ ...look, at: other.key })).toString()}`
  if (!node)
    return (
      <>
        <h1 className="govuk-heading-l">Scorecard: {service}</h1>
        <p className="govuk-body">No contract of this service is asked for a return in {periodName(period)}.</p>
      </>
    )
  const above = pathTo(card, node).slice(0, -1)
  const below = card.nodes.filter(one => one.parent === node.key)
  const provider = providerOf(set, node, period)
  const { asked, counted, accepted } = node.returns
  return (
    <>
      {above.length > 0 ? (
        <nav aria-label="Breadcrumb" className="ff-crumbs">
          {above.map(one => (
            <span key={one.key}>
              <Link to={to(one)}>{nodeName(set, one, period)}</Link> ›{' '}
            </span>
          ))}
          {nodeName(set, node, period)}
        </nav>
      ) : null}
      <h1 className="govuk-heading-l">
        {nodeName(set, node, period)}: {service}
        <span className="govuk-caption-l">
          {provider === undefined ? 'Every provider' : provider}, {periodName(period)}
        </span>
      </h1>
      <ScorecardChoices set={set} card={card} look={look} at={node.key} onLook={onLook} />
      <p className="govuk-body ff-card__basis">
        {basisWords[card.basis]}: {counted} of {asked} {asked === 1 ? 'return' : 'returns'} in, {accepted} accepted. Not
        released.
      </p>
      <p className="govuk-body ff-card__summary">{summary}</p>
      {below.length > 0 ? (
        <nav aria-label="Places in it" className="ff-card__below">
          {below.map(one => (
            <Link key={one.key} to={to(one)}>
              {nodeName(set, one, period)}
            </Link>
          ))}
        </nav>
      ) : null}
      <div className="govuk-button-group ff-card__do">
        <Button
          look="secondary"
          className="ff-button-small"
          onClick={() => onLook({ show: look.show === 'table' ? 'exceptions' : 'table' })}
        >
          {look.show === 'table' ? `Pages of what is Red (${reds(node.rows)})` : 'Back to the table'}
        </Button>
        <Button look="secondary" className="ff-button-small" onClick={() => window.print()}>
          Print
        </Button>
        <Download office={office} card={card} nodes={[node]} name={name} text="Download this table as CSV" />
        <Download office={office} card={card} nodes={card.nodes} name={service} text="Download every table as CSV" />
      </div>
      {look.show === 'exceptions' ? (
        <Exceptions set={set} card={card} node={node} to={to} />
      ) : (
        <>
          <ScorecardTable set={set} card={card} node={node} order={look.order} name={name} />
          <Legend />
        </>
      )}
    </>
  )
}

const reds = (rows: ScorecardAnswer['nodes'][number]['rows']): number => rows.filter(row => row.rag === 'red').length

function Legend() {
  return (
    <p className="ff-card__legend">
      [p] submitted and not accepted yet. [x] no return, or not all of them. – no figure. A blank month is still to
      come. Arrow up: improved, whatever the figure did. Figures of others are for comparing: they are neither rated nor
      added. <span className="ff-card__narrow">Earlier months stand on a wider screen, in print and in the CSV.</span>
    </p>
  )
}

interface DownloadProps extends Pick<CardProps, 'office' | 'card'> {
  readonly nodes: ScorecardAnswer['nodes']
  readonly name: string
  readonly text: string
}

function Download({ office, card, nodes, name, text }: DownloadProps) {
  const download = async (): Promise<void> => {
    // Fetched when it is asked for: reading the table needs none of it.
    const { toCsv } = await import('../files/download/csv.ts')
    const content = new Blob([toCsv(tidySheet(office.set, card, nodes))], { type: 'text/csv;charset=utf-8' })
    saveFile(content, `${fileName(`scorecard ${name} ${periodName(card.period)}`)}.csv`)
  }
  return (
    <Button look="secondary" className="ff-button-small" onClick={() => void download()}>
      {text}
    </Button>
  )
}

const fileName = (words: string): string =>
  words
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
