/** What differs between two texts, sentence by sentence, for showing. */
import { diffComm } from 'node-diff3'
import type { Text } from '../../domain/figures/figure.ts'
import { isBreak, tokensOf } from './tokens.ts'

export interface Change {
  readonly kind: 'same' | 'added' | 'removed'
  readonly sentence: string
}

/**
 * Beyond so many pairs of sentences the comparison would hold up the page: no text that fits its field comes near.
 * Taken from two texts of 2,000 sentences.
 */
const mostPairs = 4_000_000
export const isComparable = (a: readonly string[], b: readonly string[]): boolean => a.length * b.length <= mostPairs

/** In reading order; where a sentence was replaced, the old one comes first. Breaks are not shown. */
export function difference(before: Text | null, after: Text | null): readonly Change[] {
  const [old, now] = [[...tokensOf(before)], [...tokensOf(after)]]
  const parts = isComparable(old, now) ? diffComm(old, now) : [{ buffer1: old, buffer2: now }]
  return parts
    .flatMap((part): Change[] => [
      ...(part.common ?? []).map(sentence => ({ kind: 'same' as const, sentence })),
      ...(part.buffer1 ?? []).map(sentence => ({ kind: 'removed' as const, sentence })),
      ...(part.buffer2 ?? []).map(sentence => ({ kind: 'added' as const, sentence })),
    ])
    .filter(({ sentence }) => !isBreak(sentence))
}
