import { useLayoutEffect, useRef, useState } from 'react'
import { answerDraft } from '../../device/outbox/answer-draft.ts'
import { storageSentence } from '../../device/status.ts'
import type { OpId, SheetId } from '../../domain/ids.ts'
import { longestMessage } from '../../protocol/review.ts'
import { Button } from '../govuk/button.tsx'
import { FormGroup } from '../govuk/form-group.tsx'
import { NoteWarnings } from '../personal-data/note-warnings.tsx'
import { useAtDesk } from '../session/desk-context.ts'
import { plural } from '../words.ts'
import { useKeptText } from './use-kept-text.ts'

interface Props {
  readonly id: string
  readonly sheet: SheetId
  readonly question: OpId
  readonly label: string
  /** Read out after the button's own words. */
  readonly about: string
  /** What stands in it when nothing unfinished is kept. */
  readonly begin: string
  readonly onDone: () => void
  /** Absent: there is nothing to go back to. */
  readonly onCancel?: () => void
}

const notFetched = 'A part of Fieldfare was not fetched. Reload this page, then try again: your answer is kept.'
/** Room that is left is said when it is so little. */
const nearTheEnd = 200

/** An answer as it is written: kept on this device from the first letter on, sent by *Answer*. */
export function AnswerField({ id, sheet, question, label, about, begin, onDone, onCancel }: Props) {
  const { desk, unsaved } = useAtDesk()
  const { kept, typed, keep } = useKeptText(answerDraft(sheet, question))
  const stored = kept === '' ? begin : kept
  const box = useRef<HTMLTextAreaElement>(null)
  const [first] = useState(stored)
  const [text, setText] = useState(stored)
  const [error, setError] = useState<string>()
  // Written on in another tab: shown where nobody is in it.
  useLayoutEffect(() => {
    const input = box.current
    if (!input || document.activeElement === input || input.value === stored) return
    input.value = stored
    setText(stored)
  }, [stored])
  const left = longestMessage - text.length

  const refuse = (why: string): void => {
    setError(why)
    box.current?.focus()
  }
  const answer = async (): Promise<void> => {
    const said = box.current?.value ?? ''
    if (said.trim() === '') return refuse('Write an answer first')
    await keep()
    try {
      const saved = await unsaved.during(desk.answerQuestion(sheet, question, said))
      if (!saved.ok) return refuse(`Not answered. ${storageSentence(saved.problem)}`)
    } catch (cause) {
      console.warn('Fieldfare: a part was not fetched', cause)
      return refuse(notFetched)
    }
    onDone()
  }
  const cancel = async (): Promise<void> => {
    typed('')
    await keep()
    onCancel?.()
  }
  return (
    <div className="ff-answer">
      <FormGroup id={id} label={label} error={error}>
        <textarea
          ref={box}
          id={id}
          className={`govuk-textarea ff-text${error ? ' govuk-textarea--error' : ''}`}
          defaultValue={first}
          rows={3}
          maxLength={longestMessage}
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-more${error ? ` ${id}-error` : ''}`}
          onChange={event => {
            setError(undefined)
            setText(event.target.value)
            typed(event.target.value)
          }}
          onBlur={() => void keep()}
        />
      </FormGroup>
      <p id={`${id}-more`} className="ff-answer__more">
        seen by the council
        {left < nearTheEnd ? ` · ${left > 0 ? `${plural(left, 'character')} left` : 'No room left'}` : ''}
      </p>
      <NoteWarnings text={text} fieldId={id} />
      <div className="ff-answer__deeds">
        <Button className="ff-button-small" onClick={() => void answer()}>
          Answer <span className="govuk-visually-hidden">the question about {about}</span>
        </Button>
        {onCancel ? (
          <Button look="link" onClick={() => void cancel()}>
            Leave it as it was
          </Button>
        ) : null}
      </div>
    </div>
  )
}
