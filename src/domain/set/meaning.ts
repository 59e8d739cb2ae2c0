/**
 * What an indicator means: kind, what counts, part, whole, basis, decimals. A figure typed under another meaning is
 * another figure; titles, targets and checks may change under a draft without touching it.
 */
import { canonical } from '../figures/figure.ts'
import type { Indicator } from './indicator-set.ts'

/** The text whose SHA-256 tells two meanings apart. */
export const meaningText = ({ kind, definition, part, whole, basis, decimals }: Indicator): string =>
  canonical({
    kind,
    counts: definition.counts,
    doesNotCount: definition.doesNotCount,
    part: part && { label: part.label, follows: part.follows },
    whole: whole && { label: whole.label, follows: whole.follows },
    basis,
    decimals,
  })
