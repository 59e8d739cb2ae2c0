import type { Rag } from '../../../domain/ratings/rating.ts'
import { ragShape, ragWord } from '../../../domain/sentences.ts'

/** A rating: shape and colour for the eye, the word for everybody else; `worded` shows the word as well. */
export function RagBadge({ rag, worded = false }: { readonly rag: Rag | null; readonly worded?: boolean }) {
  if (rag === null) return <span className="ff-rag" aria-hidden="true" />
  return (
    <span className={`ff-rag ff-rag--${rag}`}>
      <span aria-hidden="true" className="ff-rag__shape">
        {ragShape[rag]}
      </span>
      <span className={worded ? 'ff-rag__word' : 'govuk-visually-hidden'}>{ragWord[rag]}</span>
    </span>
  )
}
