import type { CellValue } from '../../domain/figures/figure.ts'
import { type CellKey, narrativeCell } from '../../domain/ids.ts'
import type { NarrativeSection } from '../../domain/set/indicator-set.ts'

interface Props {
  readonly sections: readonly NarrativeSection[]
  readonly cells: ReadonlyMap<CellKey, CellValue>
  /** The level of the sections' headings on this page. */
  readonly level: 3 | 4
}

/** A return's narrative as it will be read; plain paragraphs, never HTML. */
export function ReturnTexts({ sections, cells, level }: Props) {
  const Heading = `h${level}` as const
  return (
    <>
      {sections.map(section => {
        const value = cells.get(narrativeCell(section.id))
        const paragraphs = value?.type === 'text' ? value.paragraphs : []
        return (
          <div key={section.id}>
            <Heading className="govuk-heading-s ff-narrative__title">{section.title}</Heading>
            {paragraphs.length === 0 ? <p className="govuk-hint">Nothing written.</p> : null}
            {paragraphs.map((paragraph, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other name
              <p key={i} className="govuk-body ff-narrative__text">
                {paragraph}
              </p>
            ))}
          </div>
        )
      })}
    </>
  )
}
