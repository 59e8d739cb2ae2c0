import { type FormEvent, useState } from 'react'
import { periodName } from '../../../domain/time/period.ts'
import { Button } from '../../govuk/button.tsx'
import { plural } from '../../words.ts'
import { ActNotice } from '../act-notice.tsx'
import { MessageField } from '../questions/message-field.tsx'
import { useForm, useReviewing } from '../reviewing.ts'
import { useActing } from '../use-acting.ts'

interface Props {
  readonly onDone: () => void
  /** The server holds something else than what is drawn. */
  readonly onRefused: () => void
}

/**
 * Sends the return back as it is drawn, with its open questions, with words, or both. Once its month is closed the
 * provider could not correct it: it is opened again with it, unless she says otherwise.
 */
export function SendBack({ onDone, onRefused }: Props) {
  const { view, sheet, period } = useReviewing()
  const { form, fields, type, forget } = useForm('send-back')
  const { state, act } = useActing(form)
  const opening = useActing(`${sheet} reopen`)
  const [opens, setOpens] = useState(true)
  const [error, setError] = useState('')
  const words = fields['words'] ?? ''
  const open = (view.row.review?.questions ?? []).filter(one => one.closed === undefined).length
  const send = async (): Promise<void> => {
    if (open === 0 && words.trim() === '') return setError('Say what is to be put right, or ask a question first')
    setError('')
    // First, so that it never stands sent back and out of the provider's reach. Done twice, it counts once.
    if (view.closed === true && opens && !(await opening.act({ kind: 'reopen', value: { reason } }))) return
    const value = { seen: view.seen, words: words.trim().toWellFormed() }
    if (!(await act({ kind: 'send-back', value }))) return onRefused()
    forget()
    onDone()
  }
  return (
    <form
      className="ff-review__form"
      aria-label="Send back"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void send()
      }}
    >
      <MessageField
        id="send-back-words"
        label={open > 0 ? 'What you say of the return as a whole (may be left empty)' : 'What is to be put right'}
        hint={
          open > 0
            ? `${plural(open, 'open question')} ${open === 1 ? 'goes' : 'go'} with it.`
            : 'No open question goes with it.'
        }
        error={error === '' ? undefined : error}
        value={words}
        onType={typed => type('words', typed)}
        onSend={() => void send()}
      />
      {view.closed ? (
        <>
          <p className="govuk-body ff-review__line">
            {periodName(period)} is closed: the provider can answer, and cannot change a figure unless this return is
            opened again.
          </p>
          <label className="ff-review__check ff-review__opens">
            <input type="checkbox" checked={opens} onChange={event => setOpens(event.target.checked)} /> Open it again
            as well
          </label>
        </>
      ) : null}
      <Button type="submit" look="secondary" disabled={state.is === 'sending' || opening.state.is === 'sending'}>
        {view.closed && opens ? 'Open again and send back' : 'Send back'}
      </Button>
      <ActNotice state={opening.state} again={() => void send()} />
      <ActNotice state={state} again={() => void send()} />
    </form>
  )
}

/** As the record keeps it, and the provider reads it beside what was said in sending back. */
const reason = 'Sent back to be corrected'
