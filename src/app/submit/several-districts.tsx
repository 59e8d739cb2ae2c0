import { kindOfCell } from '../../domain/cell-kinds.ts'
import type { Explanation } from '../../domain/figures/figure.ts'
import type { IndicatorId, PlaceId } from '../../domain/ids.ts'
import { codeIn, indicatorById } from '../../domain/set/indicators.ts'
import { type Month, nameOfPlace } from '../month/month.ts'
import { explanationWords } from './explanation-words.ts'
import type { Cells } from './receipt/figures-submitted.ts'

interface Props {
  readonly month: Pick<Month, 'set' | 'period'>
  /** Of the contract-wide part, where such explanations stand. */
  readonly cells: Cells
}

/** Explanations of several districts, each printed once under its codes with the districts it is about. */
export function SeveralDistricts({ month, cells }: Props) {
  const said = [...cells].flatMap(([cell, value]) => {
    if (value.type !== 'explanation' || kindOfCell(cell).kind !== 'explanation') return []
    const words = explanationWords(month.set, value)
    return words === '' ? [] : [{ cell, about: aboutWords(month, value), words }]
  })
  if (said.length === 0) return null
  return (
    <>
      <h4 className="govuk-heading-s ff-narrative__title">Explained for several districts</h4>
      <dl className="ff-explained">
        {said.map(({ cell, about, words }) => (
          <div key={cell}>
            <dt>{about}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** 'CEH09, CEH10: Gravesham and Dartford'. */
function aboutWords({ set, period }: Props['month'], { cells }: Explanation): string {
  const named = cells.flatMap(cell => {
    const [place, id] = cell.split('/')
    return place === undefined || id === undefined ? [] : [{ place: place as PlaceId, id: id as IndicatorId }]
  })
  const codes = [...new Set(named.map(({ id }) => id))].map(id => {
    const indicator = indicatorById(set, id)
    return indicator ? `${codeIn(indicator, period)} ${indicator.shortTitle}` : id
  })
  const places = [...new Set(named.map(({ place }) => place))].map(place => nameOfPlace(set, place, period))
  return `${codes.join(', ')}: ${list.format(places)}`
}

const list = new Intl.ListFormat('en-GB')
