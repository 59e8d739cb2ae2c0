import { type CSSProperties, useMemo, useRef } from 'react'
import { everywhere } from '../../domain/ids.ts'
import { nameOfPlace, showsTotals } from '../month/month.ts'
import { plural } from '../words.ts'
import { useBlockKeys } from './keys/use-block-keys.ts'
import { usePaste } from './keys/use-paste.tsx'
import { useSheetKeys } from './keys/use-sheet-keys.ts'
import { PlaceMark } from './place-mark.tsx'
import { SaidLine } from './said-line.tsx'
import { useSheet } from './sheet-context.ts'
import { SheetRow } from './sheet-row.tsx'

/** The style sheet gives each district its least width by their number; few districts leave room for whole titles. */
const tableWidth = (districts: number): CSSProperties => ({
  ['--ff-districts' as string]: districts,
  ['--ff-title' as string]: districts <= 6 ? '270px' : '214px',
})

/** The contract's month as one table: indicators down, districts across. */
export function SheetTable() {
  const sheet = useSheet()
  const { month } = sheet.work
  const totals = showsTotals(month)
  const order = useMemo(
    () => ({
      rows: month.indicators.map(indicator => indicator.id),
      columns: totals ? [...month.places, everywhere] : month.places,
    }),
    [month, totals],
  )
  const keys = useSheetKeys(sheet, order)
  const { onPaste, preview } = usePaste(order)
  const box = useRef<HTMLElement>(null)
  useBlockKeys(box, order)
  const groups = [...new Set(month.indicators.map(indicator => indicator.group))]
  const columns = 3 + month.places.length + (totals ? 1 : 0)
  return (
    <>
      <section
        ref={box}
        className="ff-sheet"
        aria-label="The month's figures"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard
        tabIndex={0}
        style={tableWidth(month.places.length)}
        onPaste={onPaste}
        {...keys}
      >
        <table className="ff-sheet__table">
          <caption className="govuk-visually-hidden">
            {plural(month.indicators.length, 'indicator')} down, {plural(month.places.length, 'district')} across
          </caption>
          <thead>
            <tr>
              <th scope="col" className="ff-sheet__code">
                Code
              </th>
              <th scope="col" className="ff-sheet__title">
                Indicator
              </th>
              <th scope="col" className="ff-sheet__target">
                Target
              </th>
              {month.places.map(place => (
                <th key={place} scope="col" className="ff-sheet__cell">
                  {nameOfPlace(month.set, place, month.period)} <PlaceMark place={place} />
                </th>
              ))}
              {totals ? (
                <th scope="col" className="ff-sheet__total">
                  Total
                </th>
              ) : null}
            </tr>
          </thead>
          {groups.map(group => (
            <tbody key={group}>
              <tr className="ff-sheet__group">
                <th scope="rowgroup" colSpan={3}>
                  {group}
                </th>
                <td colSpan={columns - 3} />
              </tr>
              {month.indicators
                .filter(indicator => indicator.group === group)
                .map(indicator => (
                  <SheetRow key={indicator.id} month={month} indicator={indicator} />
                ))}
            </tbody>
          ))}
        </table>
      </section>
      <SaidLine />
      {preview}
    </>
  )
}
