/** How the findings of a published scorecard are said: with the numbers, and what they would have to be. */
import type { Compared, Term } from '../checks/comparisons.ts'
import { groupThousands, showNumber, type Unit } from '../figures/measure.ts'
import { absolute, compare, display, type Exact, whole } from '../number/exact.ts'
import { addMonths, type Period, periodName } from '../time/period.ts'
import type { PrintedNumber } from './printed.ts'

/** An exact number without needless zeros: '12', '14.25'. */
export function plainNumber(value: Exact): string {
  const text = display(value, 2)
  return groupThousands(text.includes('.') ? text.replace(/\.?0+$/, '') : text)
}

/** '64.3 %' for a printed percentage, at the decimals it was printed with. */
export const asPrinted = (indicator: Unit, printed: PrintedNumber): string =>
  showNumber(indicator, printed.value, printed.decimals)

const sumText = (terms: readonly Term[], values: readonly Exact[]): string =>
  values
    .map((value, at) => {
      const sign = terms[at]?.sign ?? '+'
      const number = plainNumber(value)
      return at === 0 ? (sign === '-' ? `-${number}` : number) : `${sign} ${number}`
    })
    .join(' ')

/** '65 + 9 - 3 = 71', or just '71' for one term. */
const equation = (terms: readonly Term[], values: readonly Exact[], sum: Exact): string =>
  values.length === 1 && terms[0]?.sign === '+' ? plainNumber(sum) : `${sumText(terms, values)} = ${plainNumber(sum)}`

/** A broken comparison: "65 + 9 - 3 = 71, but 62 is printed: 9 fewer." `given`: 'is printed', 'you entered'. */
export function comparedSentence(compared: Compared, given: 'is printed' | 'was entered'): string {
  const { comparison, left, right, leftSum, rightSum, difference } = compared
  const leftText = equation(comparison.left, left, leftSum)
  const rightText = equation(comparison.right, right, rightSum)
  const apart = plainNumber(absolute(difference))
  const more = compare(difference, whole(0)) > 0
  switch (comparison.op) {
    case '=':
      return `${comparison.title}: ${rightText}, but ${leftText} ${given}: ${apart} ${more ? 'more' : 'fewer'}.`
    case '<=':
      return `${comparison.title}: ${leftText} is more than ${rightText}.`
    case '>=':
      return comparison.right.every(term => term.when === 'previous')
        ? `${comparison.title}: ${leftText} after ${rightText} the month before is ${apart} fewer.`
        : `${comparison.title}: ${leftText} is less than ${rightText}.`
    case 'needs':
      return `${comparison.title}: ${leftText}, with ${rightText === '0' ? 'none' : rightText}.`
  }
}

/** "127 is printed, but its 3 districts add up to 147 (Dartford 58, Gravesham 65, Sevenoaks 24)." */
export function totalSentence(
  indicator: Unit,
  printed: PrintedNumber,
  computed: { readonly value: Exact; readonly part?: Exact; readonly whole?: Exact } | 'nobody',
  places: readonly string[],
): string {
  const list = places.length > 6 ? '' : ` (${places.join(', ')})`
  const sum = places.length === 1 ? 'its only district' : `the ${places.length} districts`
  if (computed === 'nobody') return `${asPrinted(indicator, printed)} is printed, but ${sum} counted nobody${list}.`
  const made =
    computed.part && computed.whole
      ? `${plainNumber(computed.part)} of ${plainNumber(computed.whole)}, ${showNumber(indicator, computed.value, Math.max(printed.decimals, 1))}`
      : plainNumber(computed.value)
  const does = places.length === 1 ? 'gives' : 'add up to'
  return `${asPrinted(indicator, printed)} is printed, but ${sum} ${does} ${made}${list}.`
}

export const overHundredSentence = (indicator: Unit, printed: PrintedNumber): string =>
  `${asPrinted(indicator, printed)}: a part cannot be more than its whole.`

/** "75.0 % is no whole number of the 9 that CEH05 prints (the nearest are 66.7 % and 77.8 %)." */
export function wholeSentence(indicator: Unit, printed: PrintedNumber, out: Exact, wholeCode: string): string {
  if (out.n === 0n) return `${asPrinted(indicator, printed)} is printed, but ${wholeCode} is 0: nobody to count.`
  const below = (printed.value.n * out.n) / (100n * printed.value.d * out.d)
  const share = (part: bigint): string =>
    `${part} of ${plainNumber(out)} is ${showNumber(indicator, { n: part * 100n * out.d, d: out.n }, Math.max(printed.decimals, 1))}`
  return `${asPrinted(indicator, printed)} cannot be of the ${plainNumber(out)} that ${wholeCode} prints: ${share(below)}, ${share(below + 1n)}.`
}

export const derivedSentence = (indicator: Unit, printed: PrintedNumber, value: Exact, from: string): string =>
  `${asPrinted(indicator, printed)} is printed, but ${from} makes ${showNumber(indicator, value, printed.decimals)}.`

export const noFigureSentence = (published: string, month: Period): string =>
  `${published} is printed, but there is no figure for ${periodName(month)}.`

/** Which of the two figures of an arrow is missing. */
export function noPairSentence(
  arrow: string,
  month: Period,
  has: { readonly now: boolean; readonly before: boolean },
): string {
  const before = periodName(addMonths(month, -1))
  const lacking = !has.now && !has.before ? `${periodName(month)} or ${before}` : has.now ? before : periodName(month)
  return `${arrow} is printed, but there is no figure for ${lacking}.`
}
