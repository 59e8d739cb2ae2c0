import { useState } from 'react'
import type { CellValue } from '../../domain/figures/figure.ts'
import { narrativeCell, type PlaceId } from '../../domain/ids.ts'
import type { NarrativeSection } from '../../domain/set/indicator-set.ts'
import { nameOfPlace } from '../month/month.ts'
import { ThreadsOf } from '../questions/threads.tsx'
import { TextCell } from '../sheet/cell/text-cell.tsx'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import { narrativeValue, roomSentence, wordsSentence } from '../sheet/work/texts.ts'
import { topicOf } from '../sheet/work/topics.ts'
import { FromLastMonth } from './from-last-month.tsx'
import { Versions } from './versions/versions.tsx'

const toValue = (before: CellValue | null, text: string): CellValue | null => narrativeValue(before, text)

/** Beyond so many, paragraphs are kept as lines of the last one: said, so that nobody wonders. */
const mostParagraphs = 100
const paragraphsIn = (text: string): number => text.split(/\n[ \t]*\n+/).filter(part => part.trim() !== '').length

interface Props {
  readonly place: PlaceId
  readonly section: NarrativeSection
}

/** One section of the narrative: its text, how long it is, what may be personal data, last month's and earlier versions. */
export function SectionField({ place, section }: Props) {
  const { work } = useSheet()
  const { set, period } = work.month
  const [text, setText] = useState('')
  const id = `text-${place}-${section.id}`
  const cell = narrativeCell(section.id)
  const label = `${section.title}, ${nameOfPlace(set, place, period)}`
  const room = roomSentence(text)
  useTopic(work, topicOf.cell(place, cell))
  const written = work.cell(place, cell) !== undefined
  // An empty field that nobody can write in says less than a word.
  if (work.readOnly(place) !== undefined && !written && work.typedText(place, cell) === undefined)
    return (
      <div className="govuk-form-group">
        <h3 className="govuk-heading-s ff-narrative__title">{section.title}</h3>
        <p className="ff-narrative__foot">Nothing written.</p>
        <ThreadsOf place={place} cell={cell} />
      </div>
    )
  return (
    <div className="govuk-form-group">
      <h3 className="govuk-heading-s ff-narrative__title">{section.title}</h3>
      <p id={`${id}-hint`} className="govuk-hint">
        {section.guidance}
      </p>
      <TextCell
        id={id}
        place={place}
        cell={cell}
        label={label}
        toValue={toValue}
        rows={5}
        describedBy={`${id}-hint ${id}-audience`}
        onText={setText}
      />
      <p id={`${id}-audience`} className="ff-narrative__foot">
        {wordsSentence(text)} · seen by the council
        {room === '' ? null : <strong> · {room}</strong>}
        {paragraphsIn(text) > mostParagraphs ? (
          <strong> · More than {mostParagraphs} paragraphs: those beyond become lines of the last one</strong>
        ) : null}
      </p>
      <ThreadsOf place={place} cell={cell} />
      <FromLastMonth place={place} cell={cell} fieldId={id} text={text} />
      {written ? <Versions place={place} cell={cell} fieldId={id} label={label} /> : null}
    </div>
  )
}
