/** Lines of one figure (a worker's, a centre's, a date's), each its own cell; only their sum is returned. */

import type { CellKey, IndicatorId } from '../ids.ts'
import { add, type Decimal, display, exact, whole } from '../number/exact.ts'
import type { CellValue } from './figure.ts'

const sum = (values: readonly Decimal[]): Decimal => {
  const total = values.map(exact).reduce(add, whole(0))
  return display(total, 3).replace(/\.?0+$/, '') as Decimal
}

/**
 * The sum of an indicator's lines, or undefined when it has none. Amounts add up to an amount; ratios to the sum of
 * their parts over the sum of their wholes, each only where every line has it. A line that is a gap makes the whole
 * figure that gap: a sum that leaves somebody out is no sum.
 */
export function sumOfLines(cells: ReadonlyMap<CellKey, CellValue>, id: IndicatorId): CellValue | undefined {
  const lines = [...cells].filter(([key]) => key.startsWith(`${id}/`)).map(([, value]) => value)
  const gap = lines.find(line => line.type === 'gap')
  if (gap) return gap
  const amounts = lines.flatMap(line => (line.type === 'amount' ? [line.value] : []))
  if (amounts.length > 0) return { type: 'amount', value: sum(amounts) }
  const ratios = lines.flatMap(line => (line.type === 'ratio' ? [line] : []))
  if (ratios.length === 0) return undefined
  const operand = (name: 'part' | 'whole' | 'notYetDue') => {
    const values = ratios.flatMap(ratio => (ratio[name] === undefined ? [] : [ratio[name]]))
    return values.length === ratios.length ? { [name]: sum(values) } : {}
  }
  return { type: 'ratio', ...operand('part'), ...operand('whole'), ...operand('notYetDue') }
}
