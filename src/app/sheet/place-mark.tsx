import type { PlaceId } from '../../domain/ids.ts'
import type { ReadOnly } from '../month/month.ts'
import { useSheet, useTopic } from './sheet-context.ts'
import { topicOf } from './work/topics.ts'

const words: Partial<Record<ReadOnly, string>> = { sent: 'being sent', withdrawing: 'being taken back' }

/** How far one district is: a tick when nothing is left, else how many are left; the state when it has been submitted. */
export function PlaceMark({ place }: { readonly place: PlaceId }) {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  const readOnly = work.readOnly(place)
  if (readOnly === 'history') return null
  if (readOnly !== undefined && readOnly !== 'role')
    return <span className="ff-mark">{words[readOnly] ?? readOnly}</span>
  const summary = work.summary().places.find(one => one.place === place)
  if (summary === undefined) return null
  const left = summary.owed - summary.done
  const errors = summary.errors.length
  if (errors > 0)
    return (
      <span className="ff-mark ff-mark--error">
        <span aria-hidden="true">! </span>
        {errors === 1 ? '1 error' : `${errors} errors`}
      </span>
    )
  if (summary.owed === 0 && errors === 0) return null
  if (left === 0)
    return (
      <span className="ff-mark ff-mark--done">
        <span aria-hidden="true">✓</span>
        <span className="govuk-visually-hidden">complete</span>
      </span>
    )
  return (
    <span className="ff-mark">
      {left}
      <span className="govuk-visually-hidden"> to answer</span>
      <span aria-hidden="true"> left</span>
    </span>
  )
}
