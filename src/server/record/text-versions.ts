/**
 * The versions of one text, from the changes of its return. A text is saved a second after the last key, so one sitting
 * leaves hundreds of steps: those that only grew into the next are left out, and none from which more than a word was ever taken away.
 */
import type { CellValue } from '../../domain/figures/figure.ts'
import type { CellKey } from '../../domain/ids.ts'
import type { ReturnChange } from '../../protocol/record.ts'
import type { TextVersion } from '../../protocol/text-versions.ts'

/** Milliseconds between two saves of one sitting. */
const sitting = 10 * 60 * 1000
/** Characters that may go between two steps of one sitting, without a space: a corrected word, and never two. */
const aWord = 20

/** In the order in which they took effect. */
export function versionsOf(changes: readonly ReturnChange[], cell: CellKey): readonly TextVersion[] {
  const all = changes.flatMap((change): readonly TextVersion[] => {
    if (change.what !== 'value' || change.cell !== cell) return []
    if (change.outcome !== 'applied' && change.outcome !== 'conflict') return []
    const { number, opId, person, receivedAt, deviceTime, after } = change
    return [{ number, opId, person, receivedAt, deviceTime, value: after, beside: change.outcome === 'conflict' }]
  })
  return withoutSteps(all)
}

/** From the newest back, each against the last one kept: so many small steps never add up to a sentence lost. */
function withoutSteps(all: readonly TextVersion[]): readonly TextVersion[] {
  const kept: TextVersion[] = []
  let later: TextVersion | undefined
  for (const version of all.toReversed()) {
    const next = kept.at(-1)
    if (next === undefined || later === undefined || !isStep(version, later, next)) kept.push(version)
    later = version
  }
  return kept.toReversed()
}

/** `later`: the version after it, left out or not; `kept`: the one after it that is shown. */
function isStep(version: TextVersion, later: TextVersion, kept: TextVersion): boolean {
  if (version.beside || kept.beside || version.person.id !== kept.person.id) return false
  if (madeAt(later) - madeAt(version) > sitting) return false
  const taken = takenAway(textIn(version.value), textIn(kept.value))
  return taken.length <= aWord && !/\s/.test(taken)
}

/** What was written offline arrives at once: the device's own time, where it says one. */
const madeAt = ({ deviceTime, receivedAt }: TextVersion): number => Date.parse(deviceTime ?? receivedAt)

const textIn = (value: CellValue | null): string =>
  value?.type === 'text' ? value.paragraphs.join('\n\n') : value?.type === 'explanation' ? value.text : ''

/** What of `before` stands between what both begin with and what both end with: at least all that really went. */
function takenAway(before: string, after: string): string {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return before.slice(start, before.length - end)
}
