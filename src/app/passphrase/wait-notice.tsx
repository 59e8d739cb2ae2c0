import { useRef } from 'react'
import { plural } from '../words.ts'

/** '4 seconds', '2 minutes 5 seconds'. */
function time(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return plural(seconds, 'second')
  return seconds % 60 === 0
    ? plural(minutes, 'minute')
    : `${plural(minutes, 'minute')} ${plural(seconds % 60, 'second')}`
}

/** The wait after wrong passphrases: counting for who looks at it, said at its beginning and its end to who listens. */
export function WaitNotice({ seconds }: { readonly seconds: number }) {
  const said = useRef('')
  if (seconds > 0 && !said.current.startsWith('Several'))
    said.current = `Several wrong passphrases: you can try again in ${time(seconds)}.`
  else if (seconds === 0 && said.current !== '') said.current = 'You can try again now.'
  return (
    <>
      {seconds > 0 ? (
        <p className="govuk-inset-text">
          Several wrong passphrases: you can try again in <strong>{time(seconds)}</strong>.
        </p>
      ) : null}
      <div className="govuk-visually-hidden" aria-live="polite">
        {said.current}
      </div>
    </>
  )
}
