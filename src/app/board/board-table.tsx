import type { ReactNode } from 'react'
import type { SheetId } from '../../domain/ids.ts'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { BoardRow, type RowDoings } from './board-row.tsx'
import type { ShownRow } from './board-rows.ts'
import { directionOf, type Sort } from './shown/order.ts'

interface Props extends RowDoings {
  readonly rows: readonly ShownRow[]
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly changed: ReadonlyMap<SheetId, number>
  readonly selected: ReadonlySet<SheetId>
}

/** A row a contract and district; the contract-wide part before its districts. */
export function BoardTable({ rows, sort, onSort, changed, selected, ...doings }: Props) {
  const column = (by: Exclude<Sort, ''>, children: ReactNode, className?: string) => (
    <th scope="col" className={className} aria-sort={sort === by ? directionOf(by) : 'none'}>
      <button type="button" className="ff-board__sort" onClick={() => onSort(sort === by ? '' : by)}>
        {children}
        <span aria-hidden="true">{sort === by ? (directionOf(by) === 'ascending' ? ' ▲' : ' ▼') : ' ⇅'}</span>
      </button>
    </th>
  )
  return (
    <ScrollTable label="Returns of the month" className="ff-board">
      <thead>
        <tr>
          <th scope="col" className="ff-board__tick">
            <span className="govuk-visually-hidden">Select to accept</span>
          </th>
          <th scope="col" className="ff-board__service">
            Service
          </th>
          <th scope="col" className="ff-board__provider">
            Provider
          </th>
          <th scope="col" className="ff-board__place">
            District
          </th>
          {column('state', 'State', 'ff-board__state')}
          {column('ratings', 'Ratings', 'ff-board__ratings')}
          {column('needs', 'To look at')}
          {column('received', 'Due or received', 'ff-board__when')}
          <th scope="col" className="ff-board__mark">
            Changed
          </th>
          <th scope="col" className="ff-board__act">
            <span className="govuk-visually-hidden">Open</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(one => (
          <BoardRow
            key={one.sheet}
            one={one}
            changedAt={changed.get(one.sheet)}
            selected={selected.has(one.sheet)}
            {...doings}
          />
        ))}
      </tbody>
    </ScrollTable>
  )
}
