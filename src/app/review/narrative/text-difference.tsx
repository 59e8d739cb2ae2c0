import { difference } from '../../../device/text/difference.ts'
import type { Text } from '../../../domain/figures/figure.ts'
import { MarkedText } from '../../sheet/sides/marked-text.tsx'

/** A text against an earlier one, sentence by sentence. */
export default function TextDifference({
  before,
  after,
}: {
  readonly before: Text | null
  readonly after: Text | null
}) {
  return (
    <div className="ff-versions">
      <MarkedText changes={difference(before, after)} />
    </div>
  )
}
