import { Button } from '../../govuk/button.tsx'
import { checkNumber } from '../../submit/receipt/received.ts'
import { plural } from '../../words.ts'
import { ActNotice } from '../act-notice.tsx'
import { useReviewing } from '../reviewing.ts'
import { useActing } from '../use-acting.ts'

interface Props {
  readonly onDone: () => void
  /** The server holds something else than what is drawn. */
  readonly onRefused: () => void
}

/** Accepts exactly what is drawn: the server refuses anything else. */
export function Accept({ onDone, onRefused }: Props) {
  const { view, sheet } = useReviewing()
  const { state, act } = useActing(`${sheet} accept`)
  const open = (view.row.review?.questions ?? []).filter(one => one.closed === undefined).length
  const accept = async (): Promise<void> => {
    if (await act({ kind: 'accept', value: { seen: view.seen } })) onDone()
    else onRefused()
  }
  const ordinal = view.row.submission?.ordinal
  return (
    <div className="ff-review__form">
      {open > 0 ? <p className="govuk-body">{plural(open, 'question')} not closed.</p> : null}
      <div className="ff-review__deeds">
        <Button disabled={state.is === 'sending'} onClick={() => void accept()}>
          Accept {ordinal === undefined ? '' : `v${ordinal} `}as shown
        </Button>
        <span className="ff-quiet">Check number {checkNumber(view.seen)}</span>
      </div>
      <ActNotice state={state} again={() => void accept()} />
    </div>
  )
}
