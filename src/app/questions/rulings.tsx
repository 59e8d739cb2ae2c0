import '../styles-later.scss'
import { Link } from 'react-router'
import type { SheetView } from '../../device/desk.ts'
import { indicatorOfCell, kindOfCell } from '../../domain/cell-kinds.ts'
import type { CellKey, IndicatorId, PlaceId } from '../../domain/ids.ts'
import { periodName } from '../../domain/time/period.ts'
import type { Ruling } from '../../protocol/review.ts'
import { useDesk } from '../session/desk-context.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { whenSentence } from '../words.ts'
import { partsHeld, viewAt } from './standing.ts'

/** What the council decided on a disputed figure, a proposed correction, or a figure that was to follow. */
export function rulingSentence(cell: CellKey, { outcome }: Pick<Ruling, 'outcome'>): string {
  const found = kindOfCell(cell)
  const taken = outcome === 'taken'
  if (found.kind === 'earlier' || found.kind === 'earlier-why')
    return taken
      ? `The council took this figure for ${periodName(found.month)}.`
      : `The council did not take this figure: ${periodName(found.month)} stays as it was.`
  if (found.kind === 'answer' || found.kind === 'own')
    return taken ? 'The council took your side of the dispute.' : 'The council keeps its figure.'
  return taken
    ? 'The council accepts that this figure is to follow.'
    : 'The council asks for this figure: it does not accept that it is to follow.'
}

interface RulingAt {
  readonly cell: CellKey
  readonly ruling: Ruling
}

/** Those that still hold: what was written since is open again, so nothing is said of it. */
function rulingsThatHold(view: SheetView | undefined): readonly RulingAt[] {
  const rulings = Object.entries(view?.review?.rulings ?? {}) as [CellKey, Ruling][]
  return rulings.flatMap(([cell, ruling]) => (view?.cells.get(cell)?.base === ruling.token ? [{ cell, ruling }] : []))
}

function Said({ cell, ruling }: RulingAt) {
  return (
    <>
      <strong>{rulingSentence(cell, ruling)}</strong> {ruling.words === '' ? '' : `“${ruling.words}” `}
      <span className="ff-quiet">
        {ruling.by.name}, {whenSentence(ruling.at)}
      </span>
    </>
  )
}

/** Beside the figure they are about. */
export function RulingsOf({ place, indicator }: { readonly place: PlaceId; readonly indicator: IndicatorId }) {
  const { work } = useSheet()
  const view = useDesk(state => state.sheets.get(work.sheet(place)))
  return rulingsThatHold(view)
    .filter(({ cell }) => indicatorOfCell(cell) === indicator)
    .map(one => (
      <p key={one.cell} className="ff-ruling">
        <Said {...one} />
      </p>
    ))
}

/** All of a month, each with its figure. */
export function RulingsList() {
  const { month } = useSheet().work
  const sheets = useDesk(state => state.sheets)
  const rulings = partsHeld(month).flatMap(place =>
    rulingsThatHold(viewAt({ sheets }, month, place)).map(one => ({ place, ...one })),
  )
  if (rulings.length === 0) return null
  return (
    <section aria-labelledby="rulings">
      <h3 id="rulings" className="govuk-heading-m">
        What the council decided
      </h3>
      <ul className="govuk-list">
        {rulings.map(({ place, cell, ruling }) => {
          const { name, to } = aboutCell(month, place, cell)
          return (
            <li key={`${place}/${cell}`}>
              <Link to={to}>{name}</Link>: <Said cell={cell} ruling={ruling} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
