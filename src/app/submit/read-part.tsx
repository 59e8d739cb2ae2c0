import { everywhere } from '../../domain/ids.ts'
import type { ReturnContext } from '../../domain/reading.ts'
import { enteredAt } from '../../domain/set/indicators.ts'
import { type Month, nameOfPlace } from '../month/month.ts'
import { EarlierFigures } from './earlier-figures.tsx'
import { ReturnTable } from './return-table.tsx'
import { ReturnTexts } from './return-texts.tsx'
import { SeveralDistricts } from './several-districts.tsx'

interface Props {
  readonly month: Month
  readonly context: ReturnContext
  /** The heading's, for lists that lead here. */
  readonly id: string
  /** Of its figures: 'Figures of Gravesham'. */
  readonly caption: string
}

/** One district, or the contract-wide part, as it will be read: figures, explanations, earlier months, narrative. */
export function ReadPart({ month, context, id, caption }: Props) {
  const { place } = context
  const wide = place === everywhere
  const sections = month.service.narrative.filter(section => section.per === (wide ? 'contract' : 'place'))
  return (
    <section aria-labelledby={id}>
      <h3 id={id} tabIndex={-1} className="govuk-heading-m">
        {nameOfPlace(month.set, place, month.period)}
      </h3>
      {!wide || month.indicators.some(indicator => enteredAt(indicator, everywhere)) ? (
        <ReturnTable context={context} caption={caption} />
      ) : null}
      {wide ? <SeveralDistricts month={month} cells={context.cells} /> : null}
      <EarlierFigures context={context} />
      <ReturnTexts sections={sections} cells={context.cells} level={4} />
    </section>
  )
}
