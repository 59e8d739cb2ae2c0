/** What is proposed for texts that people wrote differently, whatever their number. Fetched when it is needed. */
import type { CellView } from '../../../device/desk.ts'
import { type Change, difference } from '../../../device/text/difference.ts'
import { proposeMerge } from '../../../device/text/merge.ts'
import type { CellValue, Text } from '../../../domain/figures/figure.ts'
import type { Side } from '../../../protocol/exchange.ts'

export interface Compared {
  /** All of them together, and how that differs from what they began with; undefined: they changed the same place. */
  readonly together: { readonly text: Text; readonly difference: readonly Change[] } | undefined
  /** The standing text first, then every side: how each differs from what its author began with. */
  readonly versions: readonly (readonly Change[])[]
}

const asText = (value: CellValue | null | undefined): Text | null => (value?.type === 'text' ? value : null)

/** Undefined where the server did not say what they began with, or one of them holds no text. */
export function compareTexts(view: CellView, sides: readonly Side[]): Compared | undefined {
  const standing = asText(view.value)
  const [first] = sides
  if (standing === null || first === undefined) return undefined
  let together: Text | undefined = standing
  for (const side of sides) {
    const text = asText(side.value)
    if (text === null || side.original === undefined) return undefined
    if (together === undefined) continue
    const proposal = proposeMerge(asText(side.original), together, text)
    together = proposal.type === 'merged' ? proposal.text : undefined
  }
  const began = asText(first.original)
  return {
    together: together && { text: together, difference: difference(began, together) },
    versions: [
      difference(began, standing),
      ...sides.map(side => difference(asText(side.original), asText(side.value))),
    ],
  }
}
