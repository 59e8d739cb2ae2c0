import { type FormEvent, useId, useState } from 'react'
import type { IsoDate } from '../../../domain/ids.ts'
import { daysToAnswer, workingDayAfter } from '../../../domain/review/answer-by.ts'
import { Button } from '../../govuk/button.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { ActNotice } from '../act-notice.tsx'
import { useForm, useReviewing } from '../reviewing.ts'
import { type DoingHere, useActing } from '../use-acting.ts'
import { type About, aboutWords } from './about-words.ts'
import { MessageField } from './message-field.tsx'

interface Props {
  readonly about: About
  /** It can be about the indicator with its earlier months too. */
  readonly rows?: boolean
  /** Asked, or left with Escape: what is written stays. */
  readonly onDone: () => void
  readonly focus?: boolean
}

/** She wants no day: an empty text would be the default again. */
const noDay = 'none'
const isDate = (text: string): text is IsoDate => /^\d{4}-\d\d-\d\d$/.test(text)

/** Asks about a figure, its row, a paragraph, or the return. */
export function AskForm({ about, rows = false, onDone, focus = false }: Props) {
  const { office, sheet, set } = useReviewing()
  const paragraph = about.paragraph === undefined ? '' : ` ${about.paragraph}`
  const { form, fields, type, forget } = useForm(`ask ${about.cells.join()}${paragraph}`)
  const { state, act, over } = useActing(form)
  const [error, setError] = useState('')
  const id = useId()
  const text = fields['text'] ?? ''
  const due = fields['due'] ?? workingDayAfter(office.installation.today, daysToAnswer)
  const name = aboutWords(about, sheet, set)

  const ask = async (): Promise<void> => {
    if (text.trim() === '') return setError('Write your question')
    if (due !== noDay && !isDate(due)) return setError('Enter the day, the month and a year of four digits, or no day')
    setError('')
    const doing: DoingHere = {
      kind: 'question',
      value: {
        ...about,
        cells: [...about.cells],
        ...(fields['about'] === 'row' ? { row: true } : {}),
        text: text.trim().toWellFormed(),
        ...(isDate(due) ? { due } : {}),
      },
    }
    if (await act(doing)) {
      forget()
      onDone()
    }
  }
  return (
    <form
      className="ff-review__form"
      aria-label={`Question about ${name}`}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void ask()
      }}
    >
      <MessageField
        id={`${id}-text`}
        label={`Your question about ${name}`}
        error={error === '' ? undefined : error}
        value={text}
        focus={focus}
        onType={typed => {
          type('text', typed)
          if (state.is !== 'sending') over()
        }}
        onSend={() => void ask()}
        onLeave={onDone}
      />
      {rows ? (
        <label className="ff-review__check">
          <input
            type="checkbox"
            checked={fields['about'] === 'row'}
            onChange={event => type('about', event.target.checked ? 'row' : '')}
          />{' '}
          About its earlier months too
        </label>
      ) : null}
      <div className="ff-review__send">
        <TextInput
          id={`${id}-due`}
          label="Answer wanted by (may be left empty)"
          type="date"
          className="govuk-input--width-10"
          value={due === noDay ? '' : due}
          onChange={event => type('due', event.target.value === '' ? noDay : event.target.value)}
        />
        <Button type="submit" className="ff-button-small" disabled={state.is === 'sending'}>
          Ask
        </Button>
        <Button
          look="link"
          onClick={() => {
            forget()
            onDone()
          }}
        >
          Do not ask
        </Button>
      </div>
      <ActNotice state={state} again={() => void ask()} />
    </form>
  )
}
