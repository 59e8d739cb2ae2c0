/** "Same as last month", only where an indicator allows it: posts, not what is counted anew every month. */
import type { Edit } from '../../../device/desk.ts'
import { carriedCell } from '../../../domain/cell-kinds.ts'
import { type IndicatorId, indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../../domain/set/indicators.ts'
import { addMonths, periodName } from '../../../domain/time/period.ts'
import { nameOfPlace } from '../../month/month.ts'
import { storedField, typedCell } from '../cell/typed-value.ts'
import type { MonthWork } from './month-work.ts'
import { say } from './said.ts'

export type Carry =
  /** `words`: '2.3 of May 2017'. */
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly words: string }
  /** A sentence. */
  | { readonly ok: false; readonly because: string }

/** What taking over last month's figure would write, or why it cannot be taken over. */
export function carryOf(work: MonthWork, place: PlaceId, indicator: Indicator): Carry {
  const { carries, id } = indicator
  if (carries === undefined) return { ok: false, because: 'This is counted anew every month: it is not carried over.' }
  if (work.readOnly(place) !== undefined) return { ok: false, because: 'This return cannot be changed now.' }
  const month = addMonths(work.month.period, -1)
  const before = work.readings.context(place).history[month]?.[id]
  const name = periodName(month)
  const figure = storedField(before, carries)
  if (figure === undefined)
    return {
      ok: false,
      because:
        before?.type === 'value'
          ? `${name} was published as one figure, without its part and whole: there is nothing to carry over.`
          : `This device has no figure of ${name} to carry over.`,
    }
  const cell = indicatorCell(id)
  const sheet = work.sheet(place)
  const stored = work.readings.value(place, cell)
  const now = stored?.type === 'amount' || stored?.type === 'ratio' ? stored : null
  return {
    ok: true,
    words: `${figure} of ${name}`,
    edits: [
      { sheet, cell, value: typedCell(indicator, now, new Map([[carries, figure]])).save },
      {
        sheet,
        cell: carriedCell(id),
        value: { type: 'explanation', text: '', reasons: [month], cells: [cell] },
      },
    ],
  }
}

/** Takes last month's figure over in one deed, and says so; or says why not. */
export async function carryOver(work: MonthWork, place: PlaceId, id: IndicatorId): Promise<void> {
  const indicator = indicatorById(work.month.set, id)
  if (indicator === undefined) return
  // What is being typed beside it counts.
  await work.flush()
  const carry = carryOf(work, place, indicator)
  if (!carry.ok) return say(work, carry.because)
  await work.apply(carry.edits)
  const { set, period } = work.month
  say(work, `Carried over: ${carry.words}, ${codeIn(indicator, period)}, ${nameOfPlace(set, place, period)}`)
}
