import { useSheet, useTopic } from './sheet-context.ts'
import { lastSaid } from './work/said.ts'
import { topicOf } from './work/topics.ts'

/** Always there, so that a screen reader hears what comes into it. */
export function SaidLine() {
  const { work } = useSheet()
  useTopic(work, topicOf.said)
  return (
    <p className="govuk-visually-hidden" role="status">
      {lastSaid(work)}
    </p>
  )
}
