/** In a small cell: a mark with its words, so that two people do not type over each other. */
export function WritingMark({ id, said }: { readonly id: string; readonly said: string }) {
  return (
    <span id={id} className="ff-writing-mark" title={said}>
      <span aria-hidden="true">…</span>
      <span className="govuk-visually-hidden">{said}</span>
    </span>
  )
}

/**
 * The line for the cell someone is in. The region is always there, so that a screen reader announces what comes into
 * it; of cells that nobody is in, nothing is announced.
 */
export function WritingLine({ said, announced }: { readonly said: string; readonly announced: boolean }) {
  return (
    <p className="ff-writing" role={announced ? 'status' : undefined}>
      {said}
    </p>
  )
}
