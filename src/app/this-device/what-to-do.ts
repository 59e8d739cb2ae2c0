/** What a person can do about a change that the server did not take: one sentence a code, beside the reason. */
import type { NeedsYou } from '../../device/desk.ts'
import type { ProblemCode } from '../../protocol/problems.ts'

const tellTheCouncil = 'Show it to whoever helps you: the diagnostics file below holds nothing you typed.'

const deeds: Partial<Record<ProblemCode, string>> = {
  locked:
    'Your lead has been shown it and can take it in, or leave it out. Once the return is open again you can enter it again here.',
  'not-open': 'Ask the council to open the month, or write the figure down and dismiss this.',
  'no-access': 'Ask your lead to give you access to the district again, or dismiss this.',
  'not-allowed': 'Ask your lead to do it.',
  'not-yours-to-enter': 'Leave it to the council, and explain under the figure if you know it to be another.',
  'definition-changed': 'Read the definition as it is now, and enter the figure that it asks for.',
  'seen-differs': 'Go to the return, look at what has changed, and submit it again.',
  incomplete: 'Go to the return, answer what is missing or wrong, and submit it again.',
  'unknown-cell': 'Check that it belongs to this month and district. If it does, ask the council to add it.',
  'wrong-kind': 'Open the return and enter it as the field asks for it.',
  'out-of-bounds': 'Check the figure for a slip of the finger, and enter it again.',
  malformed: `Enter it again. If that is refused as well: ${tellTheCouncil.charAt(0).toLowerCase()}${tellTheCouncil.slice(1)}`,
  'too-large': 'Make the text shorter and enter it again.',
  'not-supported-yet': 'Ask the council when their server will be updated; it takes it then.',
}

/** For any code: what to do, as a sentence. `again`: the cell is open to her now. */
export function whatToDo({
  code,
  standing,
  again,
  said,
}: Pick<NeedsYou, 'code' | 'standing' | 'again' | 'said'>): string {
  if (standing === 'going') return 'There is nothing to do. Ask your lead if you should have access to it.'
  if (said?.kind === 'answer')
    return code === 'locked'
      ? 'If the council should still read it, tell them; your words stay here until you dismiss this.'
      : 'Go to the question and answer it again, or dismiss this.'
  if (said?.kind === 'confirm') return 'Go to the figures, look at them again, and confirm those that are right.'
  // What can be entered at once needs no waiting for a lead.
  if (code === 'locked' && again) return 'The return is open again: enter it again if it still holds.'
  return deeds[code] ?? `Enter it again, or dismiss it. ${tellTheCouncil}`
}
