/**
 * Text as sentences, so that two people's changes are told apart sentence by sentence and never word by word. Own
 * rules, for plain council English: good enough that an edit in one sentence leaves the next one alone, and never a
 * character lost: joining what was split gives the text again.
 */

/** One sentence with what follows it: spaces, or the end of its line. */
export interface Sentence {
  readonly text: string
  readonly after: string
}

/** Before whose full stop a sentence does not end, in lower case. */
const abbreviations = new Set(
  'approx cf co dept dr e.g eg etc excl fig govt i.e ie incl jr ltd max min mr mrs ms nb no nos p para pp prof ref rev sec sr st tel vs viz'.split(
    ' ',
  ),
)
/** These end a sentence as often as not: they do when a capital letter follows. */
const mayEnd = new Set(['etc', 'ltd', 'no', 'max', 'min', 'ref'])

// A stop, closing quotes or brackets after it, spaces, and what begins a new sentence.
const boundary = /([.?!…]+["'”’)\]]*)([^\S\n]+)(?=["'“‘(£[]*[\p{Lu}\p{N}])|([^\S\n]*\n(?:[^\S\n]*\n)*)/gu

/** The sentences of one paragraph; lines (of a list, say) are kept apart. '' has none. */
export function splitSentences(paragraph: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  for (const found of paragraph.matchAll(boundary)) {
    const [, stop = '', space = '', line] = found
    const end = found.index + stop.length
    if (line === undefined && !endsSentence(paragraph.slice(from, end), paragraph.slice(end + space.length))) continue
    sentences.push({ text: paragraph.slice(from, end), after: line ?? space })
    from = end + (line ?? space).length
  }
  if (from < paragraph.length) sentences.push(lastOf(paragraph.slice(from)))
  return sentences
}

/** The text again, to the character. */
export const joinSentences = (sentences: readonly Sentence[]): string =>
  sentences.map(({ text, after }) => text + after).join('')

/** Whether the stop at the end of `before` ends a sentence, when `rest` follows after a space. */
function endsSentence(before: string, rest: string): boolean {
  const [word = ''] = /[\p{L}\p{N}.]+(?=\.["'”’)\]]*$)/u.exec(before) ?? []
  if (word === '') return true
  const name = word.toLowerCase()
  // An initial, as in a person's name; but not "I", and not a plan "A".
  if (/^\p{Lu}$/u.test(word) && word !== 'I' && /^\p{Lu}\p{Ll}/u.test(rest)) return false
  if (!abbreviations.has(name)) return true
  return mayEnd.has(name) && /^["'“‘(£[]*\p{Lu}/u.test(rest)
}

/** Spaces at the very end of a paragraph are no part of its last sentence. */
function lastOf(rest: string): Sentence {
  const text = rest.trimEnd()
  return text === '' ? { text: rest, after: '' } : { text, after: rest.slice(text.length) }
}
