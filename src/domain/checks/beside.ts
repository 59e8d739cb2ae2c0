/** Errors of what stands beside the figures of a return: lines, own figures, disputes and figures of earlier months. */
import { earlierWhyCell, kindOfCell } from '../cell-kinds.ts'
import type { CellValue } from '../figures/figure.ts'
import { type CellKey, indicatorCell } from '../ids.ts'
import type { ReturnContext } from '../reading.ts'
import type { Indicator } from '../set/indicator-set.ts'
import { indicatorById } from '../set/indicators.ts'
import type { Period } from '../time/period.ts'
import { errorsOfCell, type Problem } from './checks.ts'

export interface BesideError {
  readonly cell: CellKey
  /** A figure is checked like one of its own month; a dispute and a correction say why. */
  readonly problem: Problem | { readonly check: 'say-why'; readonly of: 'dispute' | 'correction' }
}

/** What a figure says when it stands for its indicator in the cells of a month. */
function figureErrors(
  context: ReturnContext,
  indicator: Indicator,
  value: CellValue,
  cell: CellKey,
): readonly BesideError[] {
  const cells = new Map([...context.cells].filter(([key]) => !key.startsWith(`${indicator.id}/`)))
  cells.set(indicatorCell(indicator.id), value)
  return errorsOfCell({ ...context, cells }, indicator)
    .filter(problem => problem.check !== 'unanswered')
    .map(problem => ({ cell, problem }))
}

const cellsOfMonth = (context: ReturnContext, month: Period): ReadonlyMap<CellKey, CellValue> =>
  new Map(Object.entries(context.history[month] ?? {}).map(([id, value]) => [id as CellKey, value]))

const isSaid = (value: CellValue | undefined): boolean => value?.type === 'explanation' && value.text.trim() !== ''

/** The errors beside the figures of one return. The sum of lines is checked as the figure itself. */
export function errorsBeside(context: ReturnContext): readonly BesideError[] {
  const { set, cells, history } = context
  return [...cells].flatMap(([cell, value]): readonly BesideError[] => {
    const found = kindOfCell(cell)
    if (!('indicator' in found)) return []
    const indicator = indicatorById(set, found.indicator)
    if (indicator === undefined) return []
    switch (found.kind) {
      case 'line':
      case 'own':
        // An imported figure is owed by nobody; her own in its place is asked for like any she types.
        return figureErrors(context, { ...indicator, source: 'provider' }, value, cell)
      case 'answer': {
        const disputes = value.type === 'explanation' && value.reasons.includes('dispute')
        const unsaid = disputes && !isSaid(value) && !cells.has(`own/${indicator.id}` as CellKey)
        return unsaid ? [{ cell, problem: { check: 'say-why', of: 'dispute' } }] : []
      }
      case 'earlier': {
        const then = { ...context, period: found.month, cells: cellsOfMonth(context, found.month) }
        const before = history[found.month]?.[indicator.id]
        const promised = before?.type === 'gap' && before.reason === 'to-follow'
        const unsaid = !promised && !isSaid(cells.get(earlierWhyCell(indicator.id, found.month)))
        const why: readonly BesideError[] = unsaid ? [{ cell, problem: { check: 'say-why', of: 'correction' } }] : []
        return [...figureErrors(then, indicator, value, cell), ...why]
      }
      default:
        return []
    }
  })
}
