import type { ReactNode } from 'react'
import { Button } from '../govuk/button.tsx'
import type { Guidance } from './install-guidance.ts'

interface Props {
  readonly guidance: Exclude<Guidance, { readonly how: 'installed' }>
  readonly ask: () => void
  /** What comes after installing, as one more step. */
  readonly after?: ReactNode
}

/** The browser's own question behind a button where it offers one, else what to press, in order. */
export function InstallSteps({ guidance: { how, browser, steps }, ask, after }: Props) {
  if (how === 'button')
    return (
      <>
        <p className="govuk-body">The browser can do it now, and asks you once.</p>
        <Button onClick={ask}>Install Fieldfare</Button>
      </>
    )
  if (how === 'not-here')
    return (
      <ul className="govuk-list govuk-list--bullet">
        {steps.map(step => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    )
  return (
    <>
      <p className="govuk-body">
        {how === 'elsewhere' ? (
          <>
            This is <strong>{browser}</strong>: nothing can be installed from it, and what it keeps does not last.
          </>
        ) : (
          <>
            In <strong>{browser}</strong>:
          </>
        )}
      </p>
      <ol className="govuk-list govuk-list--number">
        {steps.map(step => (
          <li key={step}>{step}</li>
        ))}
        {after ? <li>{after}</li> : null}
      </ol>
    </>
  )
}
