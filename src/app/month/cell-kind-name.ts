import type { CellKind } from '../../domain/cell-kinds.ts'
import { periodName } from '../../domain/time/period.ts'

/** What stands in a cell, from what the cell is about: 'Explanation of CEH09 ...', 'Your answer about ...'. */
export function cellKindName(cell: CellKind, name: string): string {
  switch (cell.kind) {
    case 'explanation':
      return `Explanation of ${name}`
    case 'answer':
      return `Your answer about ${name}`
    case 'own':
      return `Your own figure of ${name}`
    case 'earlier':
      return `${name}, ${periodName(cell.month)}`
    case 'earlier-why':
      return `Why ${name}, ${periodName(cell.month)}, is corrected`
    case 'carried':
      return `${name}, same as last month`
    case 'line':
      return `${name}, ${cell.line}`
    case 'cleared':
      return `Warnings looked at in ${name}`
    default:
      return name
  }
}
