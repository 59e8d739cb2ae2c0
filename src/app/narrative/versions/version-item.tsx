import type { Change } from '../../../device/text/difference.ts'
import type { Text } from '../../../domain/figures/figure.ts'
import { Button } from '../../govuk/button.tsx'
import { MarkedText } from '../../sheet/sides/marked-text.tsx'
import { plural } from '../../words.ts'

interface Props {
  readonly title: string
  /** What the marked text shows. */
  readonly note: string
  readonly value: Text | null
  readonly changes: readonly Change[]
  readonly isOpen: boolean
  /** Absent: it is what stands, or cannot be changed here. */
  readonly onPutBack: ((value: Text | null) => Promise<void>) | undefined
}

const countOf = (changes: readonly Change[], kind: Change['kind']): number =>
  changes.filter(change => change.kind === kind).length

/** '2 sentences added, 1 removed'. */
function amount(changes: readonly Change[]): string {
  const [added, removed] = [countOf(changes, 'added'), countOf(changes, 'removed')]
  if (added === 0 && removed === 0) return 'nothing changed'
  if (removed === 0) return `${plural(added, 'sentence')} added`
  if (added === 0) return `${plural(removed, 'sentence')} removed`
  return `${plural(added, 'sentence')} added, ${removed} removed`
}

/** One version: who and when, what she changed, and the way back to it. */
export function VersionItem({ title, note, value, changes, isOpen, onPutBack }: Props) {
  return (
    <details className="ff-versions__item" open={isOpen}>
      <summary>
        {title} <span className="ff-quiet">({value === null ? 'emptied' : amount(changes)})</span>
      </summary>
      <p className="ff-versions__note">
        {note} <ins>underlined</ins> was added, <del>struck through</del> was removed.
      </p>
      <MarkedText changes={changes} />
      {onPutBack ? (
        <Button look="secondary" className="ff-button-small" onClick={() => void onPutBack(value)}>
          Put this version back <span className="govuk-visually-hidden">({title})</span>
        </Button>
      ) : null}
    </details>
  )
}
