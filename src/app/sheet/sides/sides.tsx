import type { CellView } from '../../../device/desk.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import type { CellKey, PlaceId } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { useDesk } from '../../session/desk-context.ts'
import { whenSentence } from '../../words.ts'
import { useSheet } from '../sheet-context.ts'
import { valueWords } from './value-words.ts'

interface Props {
  readonly place: PlaceId
  readonly cell: CellKey
  readonly view: CellView
}

/** A cell that people entered differently: what stands and every other side, with who and when, and the choice. */
export function Sides({ place, cell, view }: Props) {
  const { work } = useSheet()
  const me = useDesk(state => state.me.person)
  const sides = view.sides ?? []
  const authors = [view.by?.id, ...sides.map(side => side.by.id)]
  const hers = (me.role === 'provider-lead' || authors.includes(me.id)) && work.readOnly(place) === undefined
  const choose = (value: CellValue | null): void => void work.apply([{ sheet: work.sheet(place), cell, value }])
  return (
    <div className="ff-sides">
      <p className="ff-sides__what">
        Someone else entered another {cell.includes('/') ? 'text' : 'figure'} here;{' '}
        {sides.length === 1 ? 'both' : 'all'} are kept until one is chosen{hers ? '' : ', by one of them or a lead'}.
        The return cannot be submitted before.
      </p>
      <ul className="ff-sides__list">
        <li>
          <span className="ff-sides__value">{valueWords(view.value)}</span>{' '}
          <span className="ff-quiet">
            stands now{view.by ? `: ${view.by.name}` : ''}
            {view.at ? `, received ${whenSentence(view.at)}` : ''}
          </span>{' '}
          {hers ? (
            <Button look="secondary" className="ff-button-small" onClick={() => choose(view.value)}>
              Keep this
            </Button>
          ) : null}
        </li>
        {sides.map(side => (
          <li key={side.token}>
            <span className="ff-sides__value">{valueWords(side.value)}</span>{' '}
            <span className="ff-quiet">
              {side.by.name}, entered {whenSentence(side.deviceTime)}
            </span>{' '}
            {hers ? (
              <Button look="secondary" className="ff-button-small" onClick={() => choose(side.value)}>
                Use this
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
