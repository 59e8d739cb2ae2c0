import { indicatorById } from '../../../domain/set/indicators.ts'
import { Button } from '../../govuk/button.tsx'
import { focusCell, indicatorName } from '../cell/cell-names.ts'
import { useSheet } from '../sheet-context.ts'
import type { QueryLine } from '../work/queries-later.ts'
import type { Target } from './explaining.ts'

/** The queries of one district that name a figure, as its first cell or another. */
export const linesAbout = (lines: readonly QueryLine[], { indicator }: Target): readonly QueryLine[] =>
  lines.filter(line => line.query.indicators.includes(indicator))

/** What asks for a correction or an explanation, with its numbers; not an error, and never styled as one. */
export function QueryLines({ at, lines }: { readonly at: Target; readonly lines: readonly QueryLine[] }) {
  const { work } = useSheet()
  const { month } = work
  const open = work.readOnly(at.place) === undefined ? 'To explain:' : 'Not explained:'
  if (lines.length === 0) return null
  return (
    <ul className="ff-queries" aria-label="To explain or correct">
      {lines.map(line => {
        const [first] = line.query.indicators
        const indicator = first === at.indicator ? undefined : indicatorById(month.set, first)
        return (
          <li key={`${first}/${line.query.check}/${line.sentence}`} className={line.explained ? 'ff-quiet' : undefined}>
            <strong>{line.explained ? 'Explained:' : open}</strong> {line.sentence}
            {indicator ? (
              <>
                {' '}
                It is explained at{' '}
                <Button look="link" onClick={() => focusCell(at.place, indicator.id)}>
                  {indicatorName(month, indicator)}
                </Button>
              </>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
