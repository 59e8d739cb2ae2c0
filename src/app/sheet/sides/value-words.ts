/** Any value of a cell in words, for where two of them stand side by side or one was not taken. */
import type { CellValue, Explanation } from '../../../domain/figures/figure.ts'
import { gapSentence } from '../../../domain/sentences.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { isPeriod, periodName } from '../../../domain/time/period.ts'
import { reasonWords } from '../../submit/explanation-words.ts'
import { plural } from '../../words.ts'
import { textOf } from '../work/texts.ts'

/** `set`: for the words of reasons that were picked; without it only how many. */
export function valueWords(value: CellValue | null, set?: Pick<IndicatorSet, 'comparisons'> | null): string {
  if (value === null) return 'nothing'
  switch (value.type) {
    case 'amount':
    case 'value':
      return value.value
    case 'ratio':
      // What follows another indicator is not part of what was entered.
      if (value.whole === undefined) return value.part ?? 'nothing'
      return value.part === undefined ? `of ${value.whole}` : `${value.part} of ${value.whole}`
    case 'gap':
      return gapSentence(value)
    case 'withheld':
      return value.note
    case 'text':
      return textOf(value)
    case 'explanation':
      return saidWords(value, set)
    case 'meeting':
      return value.present
    case 'note':
    case 'action':
      return value.text
    case 'plan':
      return value.title
  }
}

/** An explanation, or what is kept in the shape of one: an answer, what was carried over, warnings looked at. */
function saidWords({ text, reasons }: Explanation, set: Pick<IndicatorSet, 'comparisons'> | null | undefined): string {
  const words = text.trim()
  const [first = ''] = reasons
  if (first === 'agree') return 'agrees'
  if (first === 'dispute') return words === '' ? 'disputes' : `disputes: ${words}`
  if (isPeriod(first)) return `as in ${periodName(first)}`
  if (reasons.some(isLookedAt)) return `looked at: ${plural(reasons.reduce(lookedAt, 0), 'warning')}`
  const known = set?.comparisons.flatMap(one => one.reasons.map(reason => reason.id)) ?? []
  const picked = reasons.filter(id => known.includes(id)).map(id => (set ? reasonWords(set, id) : id))
  const others = reasons.length - picked.length
  const all = [picked.join('; '), others === 0 ? '' : `${plural(others, 'reason')} picked`, words]
  return all.filter(said => said !== '').join('. ')
}

/** 'nhs-number:2'. */
const isLookedAt = (reason: string): boolean => /^[a-z-]+:\d{1,3}$/.test(reason)
const lookedAt = (sum: number, reason: string): number =>
  sum + (isLookedAt(reason) ? Number(reason.slice(reason.indexOf(':') + 1)) : 0)
