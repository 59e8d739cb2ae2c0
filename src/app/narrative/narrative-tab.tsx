import '../styles-later.scss'
import { useState } from 'react'
import type { CellValue } from '../../domain/figures/figure.ts'
import { everywhere, narrativeCell, type PlaceId } from '../../domain/ids.ts'
import type { NarrativeSection } from '../../domain/set/indicator-set.ts'
import { nameOfPlace } from '../month/month.ts'
import { TextCell } from '../sheet/cell/text-cell.tsx'
import { useSheet } from '../sheet/sheet-context.ts'
import { narrativeValue, roomSentence, wordsSentence } from '../sheet/work/texts.ts'

/** The set's sections: the contract's own first, then each district's. Saved like figures. */
export function NarrativeTab() {
  const { month } = useSheet().work
  const own = month.service.narrative.filter(section => section.per === 'contract')
  const each = month.service.narrative.filter(section => section.per === 'place')
  if (own.length + each.length === 0)
    return <p className="govuk-body ff-page">This service's returns have no narrative.</p>
  return (
    <div className="ff-page ff-narrative">
      <p className="govuk-body-s">
        A blank line begins a new paragraph. What belongs to one figure is explained beside it, on the sheet.
      </p>
      {own.length > 0 ? (
        <section aria-labelledby="narrative-contract">
          <h2 id="narrative-contract" className="govuk-heading-m">
            The whole contract
          </h2>
          {month.holdsWide ? (
            own.map(section => <SectionField key={section.id} place={everywhere} section={section} />)
          ) : (
            <p className="govuk-body">Written by those who hold every district of this contract.</p>
          )}
        </section>
      ) : null}
      {each.length > 0
        ? month.places.map(place => (
            <section key={place} aria-labelledby={`narrative-${place}`}>
              <h2 id={`narrative-${place}`} className="govuk-heading-m">
                {nameOfPlace(month.set, place, month.period)}
              </h2>
              {each.map(section => (
                <SectionField key={section.id} place={place} section={section} />
              ))}
            </section>
          ))
        : null}
    </div>
  )
}

const toValue = (before: CellValue | null, text: string): CellValue | null => narrativeValue(before, text)

function SectionField({ place, section }: { readonly place: PlaceId; readonly section: NarrativeSection }) {
  const { work } = useSheet()
  const [words, setWords] = useState('0 words')
  const [room, setRoom] = useState('')
  const id = `text-${place}-${section.id}`
  return (
    <div className="govuk-form-group">
      <h3 className="govuk-heading-s ff-narrative__title">{section.title}</h3>
      <p id={`${id}-hint`} className="govuk-hint">
        {section.guidance}
      </p>
      <TextCell
        id={id}
        place={place}
        cell={narrativeCell(section.id)}
        label={`${section.title}, ${nameOfPlace(work.month.set, place, work.month.period)}`}
        toValue={toValue}
        rows={5}
        describedBy={`${id}-hint ${id}-audience`}
        onText={text => {
          setWords(wordsSentence(text))
          setRoom(roomSentence(text))
        }}
      />
      <p id={`${id}-audience`} className="ff-narrative__foot">
        {words} · seen by the council
        {room === '' ? null : <strong> · {room}</strong>}
      </p>
    </div>
  )
}
