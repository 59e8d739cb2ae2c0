import { mayOverall } from '../../../device/role-in.ts'
import '../../styles-later.scss'
import type { CellView } from '../../../device/desk.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import type { CellKey, IndicatorId, PlaceId } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { useDesk } from '../../session/desk-context.ts'
import { whenSentence } from '../../words.ts'
import { focusCell } from '../cell/cell-names.ts'
import { useSheet } from '../sheet-context.ts'
import { TextSides } from './text-sides.tsx'
import { valueWords } from './value-words.ts'

interface Props {
  readonly place: PlaceId
  readonly cell: CellKey
  readonly view: CellView
  /** Where the focus goes once one is chosen; absent: the cell's own field. */
  readonly fieldId?: string
}

const noSides: NonNullable<CellView['sides']> = []
const isText = (value: CellValue | null): boolean => value?.type === 'text'

/** One person may be on two sides: once on each of her devices. */
const whoSaid = (authors: number): string =>
  authors < 2 ? 'One person has twice' : authors === 2 ? 'Two people' : 'Several people'

/** A cell that people entered differently: what stands and every other side, with who and when, and the choice. */
export function Sides({ place, cell, view, fieldId }: Props) {
  const { work } = useSheet()
  const chooses = useDesk(state => mayOverall(state.me, 'choose-between-others', work.month.contract.id))
  const me = useDesk(state => state.me.person)
  const sides = view.sides ?? noSides
  const authors = [view.by?.id, ...sides.map(side => side.by.id)]
  const hers = (chooses || authors.includes(me.id)) && work.readOnly(place) === undefined
  const choose = async (value: CellValue | null) => {
    await work.apply([{ sheet: work.sheet(place), cell, value, chosen: true }])
    // The buttons are gone with the choice: on with the field it was about.
    requestAnimationFrame(() => {
      if (fieldId === undefined) focusCell(place, cell as string as IndicatorId)
      else document.getElementById(fieldId)?.focus()
    })
  }
  const texts = isText(view.value) && sides.every(side => isText(side.value))
  return (
    <section className="ff-sides" aria-label="Entered differently">
      <p className="ff-sides__what">
        {whoSaid(new Set(authors).size)} entered this differently; {sides.length === 1 ? 'both' : 'all'} are kept until
        one is chosen{hers ? '' : ', by one of them or a lead'}. The return cannot be submitted before.
        {cell.includes('/') ? ' What is typed in the field becomes a version of its own.' : ''}
      </p>
      {texts ? <TextSides view={view} sides={sides} onChoose={hers ? choose : undefined} /> : null}
      {texts ? null : (
        <ul className="ff-sides__list">
          <li>
            <span className="ff-sides__value">{valueWords(view.value, work.month.set)}</span>{' '}
            <span className="ff-quiet">
              stands now{view.by ? `: ${view.by.name}` : ''}
              {view.at ? `, received ${whenSentence(view.at)}` : ''}
            </span>{' '}
            {hers ? (
              <Button look="secondary" className="ff-button-small" onClick={() => void choose(view.value)}>
                Keep this <span className="govuk-visually-hidden">({valueWords(view.value, work.month.set)})</span>
              </Button>
            ) : null}
          </li>
          {sides.map(side => (
            <li key={side.token}>
              <span className="ff-sides__value">{valueWords(side.value, work.month.set)}</span>{' '}
              <span className="ff-quiet">
                {side.by.name}, entered {whenSentence(side.deviceTime)}, received {whenSentence(side.receivedAt)}
              </span>{' '}
              {hers ? (
                <Button look="secondary" className="ff-button-small" onClick={() => void choose(side.value)}>
                  Use this <span className="govuk-visually-hidden">({valueWords(side.value, work.month.set)})</span>
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
