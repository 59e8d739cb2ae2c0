/**
 * Putting two people's versions of a text together, sentence by sentence, as a proposal for a person to read: never
 * word by word, and never without her. Where both changed the same place, both versions are given instead.
 */
import { diff3Merge } from 'node-diff3'
import { sameValue, type Text } from '../../domain/figures/figure.ts'
import { textSchema } from '../../domain/figures/figure-schemas.ts'
import { type Change, difference, isComparable } from './difference.ts'
import { isBreak, paragraphsOf, tokensOf } from './tokens.ts'

export type Proposal =
  | {
      readonly type: 'merged'
      readonly text: Text
      /** From what both began with to the proposal: what either of them changed. */
      readonly difference: readonly Change[]
    }
  | {
      readonly type: 'overlap'
      /** From what both began with to each version. */
      readonly mine: readonly Change[]
      readonly theirs: readonly Change[]
    }

/** `original`: what both began with; null: nothing was there. The two versions may change places. */
export function proposeMerge(original: Text | null, mine: Text, theirs: Text): Proposal {
  const text = merged(original, mine, theirs)
  return text === undefined
    ? { type: 'overlap', mine: difference(original, mine), theirs: difference(original, theirs) }
    : { type: 'merged', text, difference: difference(original, text) }
}

function merged(original: Text | null, mine: Text, theirs: Text): Text | undefined {
  // Somebody who changed nothing takes nothing away, to the character.
  if (sameValue(mine, theirs) || sameValue(original, theirs)) return mine
  if (sameValue(original, mine)) return theirs
  const audience = oneOf(original?.audience, mine.audience, theirs.audience)
  const [from, a, b] = [[...tokensOf(original)], [...tokensOf(mine)], [...tokensOf(theirs)]]
  if (!isComparable(from, a) || !isComparable(from, b)) return undefined
  const regions = diff3Merge(a, from, b, { excludeFalseConflicts: true })
  const tokens: string[] = []
  for (const region of regions) {
    if (region.ok === undefined) return undefined
    tokens.push(...region.ok)
  }
  if (audience === undefined || !isPlain(tokens, a, b)) return undefined
  // Two texts that each fit may be too long together: then a person shortens them side by side.
  const text = textSchema.safeParse({ type: 'text', paragraphs: paragraphsOf(tokens), audience })
  return text.success ? text.data : undefined
}

/**
 * Whether no sentence went or came by both at once: where the same sentence stands twice, each may have dropped
 * another one of the two, or moved it to another place.
 */
function isPlain(result: readonly string[], mine: readonly string[], theirs: readonly string[]): boolean {
  const [all, a, b] = [counted(result), counted(mine), counted(theirs)]
  return [...new Set([...mine, ...theirs])]
    .filter(token => !isBreak(token))
    .every(token => {
      const [ofA, ofB, ofAll] = [a.get(token) ?? 0, b.get(token) ?? 0, all.get(token) ?? 0]
      return ofAll >= Math.min(ofA, ofB) && ofAll <= Math.max(ofA, ofB)
    })
}

function counted(tokens: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

/** The one that was changed; undefined where both were, differently. */
function oneOf<T>(original: T | undefined, mine: T, theirs: T): T | undefined {
  if (mine === theirs || theirs === original) return mine
  return mine === original ? theirs : undefined
}
