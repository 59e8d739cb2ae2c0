import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { Button } from '../govuk/button.tsx'
import { useDesk } from '../session/desk-context.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { plural } from '../words.ts'
import { behalfSentence, confirmedSentence, useConfirm, useMayConfirm } from './behalf.tsx'
import { partsHeld, type UnconfirmedAt, unconfirmedIn, viewAt } from './standing.ts'

/** Figures that the council entered for her: for a lead to confirm one by one, or all at once. */
export function EnteredByCouncil() {
  const { month } = useSheet().work
  const sheets = useDesk(state => state.sheets)
  const may = useMayConfirm()
  const { confirm, problem } = useConfirm()
  const heading = useRef<HTMLHeadingElement>(null)
  const [done, setDone] = useState('')
  const entered = partsHeld(month).flatMap(place =>
    [...(viewAt({ sheets }, month, place)?.cells ?? [])].flatMap(([cell, { behalf, value }]) =>
      behalf ? [{ place, cell, behalf, value }] : [],
    ),
  )
  const open = unconfirmedIn({ sheets }, month)
  if (entered.length === 0) return null
  // The button pressed goes away with what it was about: the focus stays in this part of the page.
  const confirmAll = async (some: readonly UnconfirmedAt[]): Promise<void> => {
    const saved = await confirm(some)
    setDone(saved ? `${plural(some.length, 'figure')} confirmed.` : '')
    heading.current?.focus()
  }
  return (
    <section aria-labelledby="entered">
      <h3 id="entered" ref={heading} tabIndex={-1} className="govuk-heading-m">
        Entered by the council ({entered.length})
      </h3>
      <p className="govuk-visually-hidden" role="status">
        {done}
      </p>
      {problem === '' ? null : (
        <p className="govuk-error-message" role="alert">
          <span className="govuk-visually-hidden">Error: </span>
          {problem}
        </p>
      )}
      <p className="govuk-body">
        {may ? 'Confirm each figure that is right.' : 'Your lead confirms these.'} One that is wrong is typed over where
        it stands.
      </p>
      {may && open.length > 1 ? (
        <Button look="secondary" onClick={() => void confirmAll(open)}>
          Confirm all {open.length}
        </Button>
      ) : null}
      <ul className="govuk-list">
        {entered.map(({ place, cell, behalf, value }) => {
          const { name, to } = aboutCell(month, place, cell)
          return (
            <li key={`${place}/${cell}`} className="ff-behalf">
              <Link to={to}>{name}</Link>: <strong>{valueWords(value, month.set)}</strong>. {behalfSentence(behalf)}{' '}
              {confirmedSentence(behalf)}{' '}
              {may && !behalf.confirmed ? (
                <Button look="secondary" className="ff-button-small" onClick={() => void confirmAll([{ place, cell }])}>
                  Confirm <span className="govuk-visually-hidden">{name}</span>
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
