import { useRef } from 'react'
import { type Hit, hitSentence, type Rule, ruleName } from '../../domain/texts/personal-data.ts'
import { Button } from '../govuk/button.tsx'
import { plural } from '../words.ts'

interface Props {
  readonly hits: readonly Hit[]
  readonly fieldId: string
  /** Absent: this is not the place to say so. */
  readonly onLookedAt?: (rules: readonly Rule[]) => void
}

/** Warnings, a line a rule, said politely. The words themselves are only in the text. */
export function WarningList({ hits, fieldId, onLookedAt }: Props) {
  const shownLast = useRef(-1)
  const byRule = [...Map.groupBy(hits, hit => hit.rule)]
  const show = (of: readonly Hit[]): void => {
    const next = of.find(hit => hit.start > shownLast.current) ?? of[0]
    const field = document.getElementById(fieldId)
    if (next === undefined || !(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return
    shownLast.current = next.start
    field.focus()
    field.setSelectionRange(next.start, next.end)
  }
  const said = byRule.map(([rule, of]) => `${hitSentence(rule)}${of.length > 1 ? `, ${of.length} times` : ''}.`)
  return (
    <>
      <p role="status" className="govuk-visually-hidden">
        {said.length > 0 ? `${said.join(' ')} ${plural(said.length, 'warning')} below the text.` : ''}
      </p>
      {byRule.length === 0 ? null : (
        <ul className="ff-scan" aria-label="May be personal data">
          {byRule.map(([rule, of]) => (
            <li key={rule}>
              <span className="ff-scan__what">
                {hitSentence(rule)}
                {of.length > 1 ? ` (${of.length})` : ''}
              </span>{' '}
              <Button look="link" onClick={() => show(of)}>
                {of.length > 1 ? 'Show the next' : 'Show'}{' '}
                <span className="govuk-visually-hidden">({ruleName(rule)})</span>
              </Button>
              {onLookedAt ? (
                <Button look="link" onClick={() => onLookedAt([rule])}>
                  Looked at: not personal data <span className="govuk-visually-hidden">({ruleName(rule)})</span>
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
