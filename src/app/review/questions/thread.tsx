import { type FormEvent, useId, useState } from 'react'
import { owesAnswer } from '../../../domain/review/owes.ts'
import { dueSentence } from '../../../domain/sentences.ts'
import type { Question } from '../../../protocol/review.ts'
import { Button } from '../../govuk/button.tsx'
import { longDate, whenSentence } from '../../words.ts'
import { ActNotice } from '../act-notice.tsx'
import { useForm, useReviewing } from '../reviewing.ts'
import { useActing } from '../use-acting.ts'
import { aboutWords, owesWords } from './about-words.ts'
import { MessageField } from './message-field.tsx'

/** One question: who said what when, who owes an answer; the next word, and closing it. */
export function Thread({ question }: { readonly question: Question }) {
  const { office, sheet, set } = useReviewing()
  const { form, fields, type, forget } = useForm(`answer ${question.id}`)
  const { state, act } = useActing(form)
  const [open, setOpen] = useState(false)
  const [error, setError] = useState('')
  const id = useId()
  const text = fields['text'] ?? ''
  const name = aboutWords(question, sheet, set)
  const owes = owesAnswer(question)
  const answering = open || text !== ''

  const answer = async (): Promise<void> => {
    if (text.trim() === '') return setError('Write your answer')
    setError('')
    const value = { question: question.id, text: text.trim().toWellFormed() }
    if (!(await act({ kind: 'answer', value }))) return
    forget()
    setOpen(false)
  }
  const close = (): void => void act({ kind: 'close-question', value: { question: question.id } })
  return (
    <article className="ff-review__thread" aria-label={`Question about ${name}`}>
      <p className="ff-review__line">
        <strong>{name}</strong> · {owesWords(question)}
        {owes === 'provider' && question.due ? `. ${dueSentence(office.installation.today, question.due)}` : ''}
        {question.closed
          ? ` by ${question.closed.by.name}, ${whenSentence(question.closed.at)}`
          : question.due && owes !== 'provider'
            ? `. An answer was wanted by ${longDate(question.due)}`
            : ''}
      </p>
      <ol className="ff-review__messages">
        {question.messages.map(message => (
          <li key={message.id}>
            <span className="ff-quiet">
              {message.by.name} ({message.side === 'council' ? 'council' : 'provider'}),{' '}
              {whenSentence(message.receivedAt)}:
            </span>{' '}
            <span className="ff-review__text">{message.text}</span>
          </li>
        ))}
      </ol>
      {question.closed ? null : (
        <form
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            void answer()
          }}
        >
          {answering ? (
            <MessageField
              id={`${id}-answer`}
              label={`Your answer about ${name}`}
              error={error === '' ? undefined : error}
              value={text}
              focus={open}
              rows={2}
              onType={typed => type('text', typed)}
              onSend={() => void answer()}
              onLeave={() => setOpen(false)}
            />
          ) : null}
          <p className="ff-review__deeds">
            {answering ? (
              <Button type="submit" className="ff-button-small" disabled={state.is === 'sending'}>
                Send the answer
              </Button>
            ) : (
              <Button look="secondary" className="ff-button-small" onClick={() => setOpen(true)}>
                {owes === 'council' ? 'Answer' : 'Say more'} <span className="govuk-visually-hidden">about {name}</span>
              </Button>
            )}
            <Button look="secondary" className="ff-button-small" disabled={state.is === 'sending'} onClick={close}>
              Close the question <span className="govuk-visually-hidden">about {name}</span>
            </Button>
          </p>
          <ActNotice state={state} again={() => (text.trim() === '' ? close() : void answer())} />
        </form>
      )}
    </article>
  )
}
