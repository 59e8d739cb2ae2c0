import type { Change } from '../../../device/text/difference.ts'

/** Sentences with what was added and removed: underlined and struck through, and said in words to a screen reader. */
export function MarkedText({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="ff-marked ff-quiet">Nothing.</p>
  return (
    <p className="ff-marked">
      {changes.map(({ kind, sentence }, i) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence may stand twice
        if (kind === 'same') return <span key={i}>{sentence} </span>
        const Mark = kind === 'added' ? 'ins' : 'del'
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence may stand twice
          <span key={i}>
            <Mark>
              <span className="govuk-visually-hidden">{kind}: </span>
              {sentence}
              <span className="govuk-visually-hidden"> (end)</span>
            </Mark>{' '}
          </span>
        )
      })}
    </p>
  )
}
