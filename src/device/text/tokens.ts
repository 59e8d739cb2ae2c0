/** A text as a row of sentences and breaks, which is what is compared and merged. */
import type { Text } from '../../domain/figures/figure.ts'
import { splitSentences } from './sentences.ts'

/** Breaks stand between sentences as tokens of their own; no sentence holds a line's end. */
const lineBreak = '\n'
const paragraphBreak = '\n\n'
export const isBreak = (token: string): boolean => token === lineBreak || token === paragraphBreak

export const tokensOf = (text: Pick<Text, 'paragraphs'> | null): readonly string[] =>
  (text?.paragraphs ?? []).flatMap((paragraph, index) => [
    ...(index === 0 ? [] : [paragraphBreak]),
    ...splitSentences(paragraph).flatMap(sentence => [
      ...(sentence.text.trim() === '' ? [] : [sentence.text]),
      ...(sentence.after.includes('\n') ? [lineBreak] : []),
    ]),
  ])

/** The paragraphs of a row of tokens; one space between two sentences of a line. */
export function paragraphsOf(tokens: readonly string[]): readonly string[] {
  if (tokens.length === 0) return []
  const paragraphs: string[] = ['']
  for (const token of tokens) {
    const last = paragraphs.at(-1) ?? ''
    if (token === paragraphBreak) paragraphs.push('')
    else {
      const close = last === '' || last.endsWith('\n') || token === lineBreak
      paragraphs[paragraphs.length - 1] = last + (close ? '' : ' ') + token
    }
  }
  return paragraphs
}
