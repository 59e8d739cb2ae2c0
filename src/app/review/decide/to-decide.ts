/** Disputed figures, proposed corrections, and figures that were to follow: what an officer decides, and decided. Pure. */
import { answerCell } from '../../../domain/cell-kinds.ts'
import { proposalsOf, toFollow } from '../../../domain/earlier.ts'
import { standingOf } from '../../../domain/figures/imported.ts'
import { type CellKey, indicatorCell, type OpId } from '../../../domain/ids.ts'
import { indicatorsOf, type ReturnContext } from '../../../domain/reading.ts'
import { gapSentence } from '../../../domain/sentences.ts'
import { codeIn } from '../../../domain/set/indicators.ts'
import { type Period, periodName } from '../../../domain/time/period.ts'
import type { SheetRow } from '../../../protocol/exchange.ts'
import type { Ruling } from '../../../protocol/review.ts'
import { earlierShown } from '../../sheet/earlier/earlier-words.ts'
import { valueWords } from '../../sheet/sides/value-words.ts'

export interface ToDecide {
  readonly kind: 'dispute' | 'correction' | 'was-to-follow' | 'to-follow'
  /** The cell that is decided on, and the write in it that she sees. */
  readonly cell: CellKey
  readonly token: OpId
  /** 'CEH09 Closed with outcomes achieved, May 2017'. */
  readonly name: string
  readonly what: string
  /** Why, in the provider's words; '' where nothing was said. */
  readonly why: string
  /** What was decided on this very write. */
  readonly ruling: Ruling | undefined
  /** What was decided before it was written anew. */
  readonly earlier: Ruling | undefined
}

type Said = Omit<ToDecide, 'token' | 'ruling' | 'earlier'>

/** Undecided ones first. */
export function toDecide(context: ReturnContext, row: Pick<SheetRow, 'cells' | 'review'>): readonly ToDecide[] {
  return [...disputes(context), ...corrections(context), ...followed(context), ...toCome(context)]
    .flatMap((said): readonly ToDecide[] => {
      const token = row.cells[said.cell]?.token
      const ruling = row.review?.rulings?.[said.cell]
      if (token === undefined) return []
      const stands = ruling?.token === token
      return [{ ...said, token, ruling: stands ? ruling : undefined, earlier: stands ? undefined : ruling }]
    })
    .toSorted((a, b) => Number(a.ruling !== undefined) - Number(b.ruling !== undefined))
}

function disputes(context: ReturnContext): readonly Said[] {
  const { set, contract, period } = context
  return indicatorsOf(set, contract, period).flatMap((indicator): readonly Said[] => {
    const standing = standingOf(context, indicator)
    if (standing?.state !== 'disputed') return []
    const ours = valueWords(context.cells.get(indicatorCell(indicator.id)) ?? null, set)
    const own = standing.own ? ` The provider’s own figure: ${valueWords(standing.own, set)}.` : ''
    return [
      {
        kind: 'dispute',
        cell: answerCell(indicator.id),
        name: `${codeIn(indicator, period)} ${indicator.shortTitle}`,
        what: `The council’s figure, ${ours}, is disputed.${own}`,
        why: standing.reason.trim(),
      },
    ]
  })
}

const named = (indicator: Parameters<typeof codeIn>[0], month: Period): string =>
  `${codeIn(indicator, month)} ${indicator.shortTitle}, ${periodName(month)}`

const corrections = (context: ReturnContext): readonly Said[] =>
  proposalsOf(context).map(({ indicator, month, cell, instead, value, why }) => ({
    kind: 'correction',
    cell,
    name: named(indicator, month),
    what: `${earlierShown(context.set, indicator, value)} proposed instead of ${earlierShown(context.set, indicator, instead)}.`,
    why: why.trim(),
  }))

const followed = (context: ReturnContext): readonly Said[] =>
  toFollow(context).flatMap(({ indicator, month, cell, gap, filled }): readonly Said[] =>
    filled === undefined
      ? []
      : [
          {
            kind: 'was-to-follow',
            cell,
            name: named(indicator, month),
            what: `${earlierShown(context.set, indicator, filled, context.history[month])} given for a figure that was “${gapSentence(gap)}”.`,
            why: '',
          },
        ],
  )

/** This month's own: whether it may follow. */
const toCome = (context: ReturnContext): readonly Said[] =>
  indicatorsOf(context.set, context.contract, context.period).flatMap((indicator): readonly Said[] => {
    const cell = indicatorCell(indicator.id)
    const gap = context.cells.get(cell)
    if (gap?.type !== 'gap' || gap.reason !== 'to-follow') return []
    const name = `${codeIn(indicator, context.period)} ${indicator.shortTitle}`
    return [{ kind: 'to-follow', cell, name, what: `${gapSentence(gap)}.`, why: '' }]
  })

/** Disputes and corrections nobody has decided: what the month board counts too. */
export const undecided = (items: readonly ToDecide[]): number =>
  items.filter(one => one.ruling === undefined && (one.kind === 'dispute' || one.kind === 'correction')).length
