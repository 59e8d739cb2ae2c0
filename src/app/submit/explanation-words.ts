/** An explanation as it is printed: the reasons picked, in words, then what was written. Pure. */
import type { Explanation } from '../../domain/figures/figure.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'

/** A reason of the set's comparisons by its id; one that the set no longer has, as it is. */
export const reasonWords = (set: Pick<IndicatorSet, 'comparisons'>, id: string): string =>
  set.comparisons.flatMap(comparison => comparison.reasons).find(reason => reason.id === id)?.text ?? id

/** 'Closure recorded late; transferred in. Two moved away'. Empty when it says nothing. */
export function explanationWords(set: Pick<IndicatorSet, 'comparisons'>, { text, reasons }: Explanation): string {
  const picked = reasons.map(id => reasonWords(set, id)).join('; ')
  return [picked, text.trim()].filter(said => said !== '').join('. ')
}
