import { explanationsOf } from '../../domain/checks/queries.ts'
import type { CellValue } from '../../domain/figures/figure.ts'
import { standingOf } from '../../domain/figures/imported.ts'
import { indicatorCell } from '../../domain/ids.ts'
import type { Reading, ReturnContext } from '../../domain/reading.ts'
import { gapSentence, problemSentence } from '../../domain/sentences.ts'
import { codeIn, indicatorById } from '../../domain/set/indicators.ts'
import { periodName } from '../../domain/time/period.ts'
import { ratingWords } from '../sheet/cell/rating-words.ts'
import { suppliedWords } from '../sheet/cell/shown-figure.tsx'
import { DirectionWords } from '../sheet/dock/direction-words.tsx'
import { valueWords } from '../sheet/sides/value-words.ts'
import { carriedIn } from '../sheet/work/carried.ts'
import { explanationWords } from './explanation-words.ts'

interface Props {
  readonly context: ReturnContext
  readonly reading: Reading
  readonly stored: CellValue | undefined
}

/** Why a figure is rated as it is, or is missing, or is wrong; and under it what the provider says of it. */
export function ReturnWhy({ context, reading, stored }: Props) {
  const { set, period } = context
  const supplied = suppliedWords(reading, period, stored)
  const wrong = reading.problems.filter(problem => problem.check !== 'unanswered')
  const gap = stored?.type === 'gap'
  const blank = reading.measured.state === 'blank'
  return (
    <>
      {gap ? gapSentence(stored) : null}
      {!gap && supplied && (blank || reading.of !== period) ? `${supplied.sentence} ` : null}
      {blank && !supplied ? 'No answer yet.' : null}
      {wrong.length === 0 && !blank && !gap ? (
        <>
          {ratingWords(set, reading)} <DirectionWords reading={reading} />
        </>
      ) : null}
      {wrong.map(problem => (
        <strong key={problem.check} className="ff-return__error">
          Error: {problemSentence(set, problem)}
        </strong>
      ))}
      {saidOf(context, reading).map(said => (
        <span key={said} className="ff-return__explanation">
          {said}
        </span>
      ))}
    </>
  )
}

/** Marks, answers and explanations of one figure, each a line. */
function saidOf(context: ReturnContext, { indicator }: Reading): readonly string[] {
  const carried = carriedIn(context, indicator)
  return [
    ...(carried ? [`Taken over from ${periodName(carried)} by choice.`] : []),
    ...answerLine(context, indicator),
    ...explanationsOf(context, indicator.id).flatMap(({ value, wide }) => {
      const words = explanationWords(context.set, value)
      if (words === '') return []
      if (wide) return ['Explained with other districts: see “Explained for several districts”.']
      const [first] = value.cells
      // Written once: under the first figure it is about.
      if (first === undefined || first === indicatorCell(indicator.id)) return [`Explained: ${words}`]
      const other = indicatorById(context.set, first as string as typeof indicator.id)
      return [`Explained with ${other ? codeIn(other, context.period) : first}.`]
    }),
  ]
}

/** The provider's answer to a figure that the council supplies. */
function answerLine(context: ReturnContext, indicator: Reading['indicator']): readonly string[] {
  const standing = standingOf(context, indicator)
  if (standing?.state === 'agreed') return ['The provider agrees with this figure.']
  if (standing?.state !== 'disputed') return []
  const own = standing.own ? ` Own figure: ${valueWords(standing.own)}.` : ''
  const reason = standing.reason.trim()
  return [`Disputed by the provider.${own}${reason === '' ? '' : ` ${reason}`}`]
}
