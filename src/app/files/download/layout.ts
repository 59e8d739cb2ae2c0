/** The month's sheet as a file lays it out: a row an indicator, two columns a district. */
import { everywhere, type PlaceId } from '../../../domain/ids.ts'
import { codeIn, enteredAt } from '../../../domain/set/indicators.ts'
import { periodName } from '../../../domain/time/period.ts'
import { contractTitle, type Month, nameOfPlace } from '../../month/month.ts'
import { rowTarget } from '../../sheet/target-label.ts'
import type { MonthWork } from '../../sheet/work/month-work.ts'
import type { GridCell, GridSheet } from '../grid.ts'
import { contractLine, howToFill, monthLine, setLine } from './definitions.ts'
import { sides, writtenCell } from './written-cell.ts'

/** The places with columns of their own: her districts, and the contract as a whole where something is asked of it. */
export const placesInFile = (month: Month): readonly PlaceId[] =>
  month.holdsWide && month.indicators.some(indicator => enteredAt(indicator, everywhere))
    ? [...month.places, everywhere]
    : month.places

const cell = (look: GridCell['look'], value: string): GridCell => ({ look, value })

/**
 * Title, what the file is of (read again by the upload), how to fill it, the headings, and a row an indicator with her
 * figures as this device holds them.
 */
export function monthSheet(work: MonthWork): GridSheet {
  const { month } = work
  const { set, period } = month
  const places = placesInFile(month)
  const title = `${contractTitle(set, month.service, month.contract, period)}: ${periodName(period)}`
  const headings = places.flatMap(place => sides.map(side => `${nameOfPlace(set, place, period)}, ${side}`))
  return {
    name: periodName(period),
    rows: [
      [cell('title', title)],
      [cell('said', [monthLine(month), contractLine(month), setLine(month)].join('  |  '))],
      [cell('said', `${howToFill[0]} ${howToFill[1]}`)],
      ['Code', 'Indicator', 'Target', ...headings].map(text => cell('heading', text)),
      ...month.indicators.map(indicator => [
        cell('label', codeIn(indicator, period)),
        cell('label', indicator.shortTitle),
        cell('label', rowTarget(month, indicator).words),
        ...places.flatMap(place => sides.map(side => writtenCell(work, place, indicator, side))),
      ]),
    ],
    widths: [9, 36, 18, ...headings.map(() => 14)],
    frozen: { rows: 4, columns: 2 },
    headings: 3,
    summary: `${title}. A row an indicator, two columns a district: part and whole.`,
  }
}

/** 'family-support-project-salus-june-2017': lower case, no blanks. */
export const fileName = (month: Month): string =>
  `${contractTitle(month.set, month.service, month.contract, month.period)} ${periodName(month.period)}`
    .toLowerCase()
    .replace(/&/g, ' and ')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
