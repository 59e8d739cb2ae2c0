import { lazy, Suspense } from 'react'
import type { CellValue, Text } from '../../../domain/figures/figure.ts'
import type { SheetId } from '../../../domain/ids.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { ScrollTable } from '../../govuk/scroll-table.tsx'
import { aboutCellOf } from '../../month/about-change.ts'
import { valueWords } from '../../sheet/sides/value-words.ts'
import type { Difference } from './differences.ts'

const TextDifference = lazy(() => import('../narrative/text-difference.tsx'))

interface Props {
  readonly sheet: SheetId
  readonly set: IndicatorSet
  readonly label: string
  readonly differences: readonly Difference[]
}

/** Old and new, cell by cell; of a text, its sentences marked. */
export function DifferencesTable({ sheet, set, label, differences }: Props) {
  return (
    <ScrollTable label={label} className="ff-changed">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">On your screen</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ cell, before, after }) => (
          <tr key={cell}>
            <th scope="row">{aboutCellOf(sheet, cell, set).text}</th>
            {isText(before) && isText(after) ? (
              <td colSpan={2} className="ff-late__value">
                <Suspense fallback={valueWords(after, set)}>
                  <TextDifference before={before} after={after} />
                </Suspense>
              </td>
            ) : (
              <>
                <td className="ff-late__value">{valueWords(before, set)}</td>
                <td className="ff-late__value">{valueWords(after, set)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

const isText = (value: CellValue | null): value is Text => value?.type === 'text'
