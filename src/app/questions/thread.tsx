import '../styles-later.scss'
import { useRef, useState } from 'react'
import type { NeedsYou, ShownMessage, ShownQuestion } from '../../device/desk.ts'
import { answerDraft } from '../../device/outbox/answer-draft.ts'
import { storageSentence } from '../../device/status.ts'
import type { PlaceId } from '../../domain/ids.ts'
import { problemSentence } from '../../protocol/problems.ts'
import { Button } from '../govuk/button.tsx'
import { Tag } from '../govuk/tag.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { whenSentence } from '../words.ts'
import { AnswerField } from './answer-field.tsx'
import {
  aboutQuestion,
  answerDueSentence,
  paragraphAsked,
  type QuestionState,
  questionStateWords,
  stateOfQuestion,
} from './standing.ts'

interface Props {
  readonly place: PlaceId
  readonly question: ShownQuestion
  /** It may stand on one page more than once. */
  readonly idPrefix: string
}

const colours = { yours: 'orange', unsent: 'yellow', answered: 'teal', closed: 'grey' } as const satisfies Record<
  QuestionState,
  string
>

/** A question: who said what when, by when an answer is wanted, who has the next word, and where to say it. */
export function Thread({ place, question, idPrefix }: Props) {
  const { work } = useSheet()
  const { desk, unsaved } = useAtDesk()
  const today = useDesk(state => state.installation.today)
  const needs = useDesk(state => state.needsYou)
  const sheet = work.sheet(place)
  const draft = answerDraft(sheet, question.id)
  const begun = useDesk(state => state.drafts.some(one => one.sheet === sheet && one.cell === draft.cell))
  const line = useRef<HTMLParagraphElement>(null)
  const [changing, setChanging] = useState(false)
  const [problem, setProblem] = useState('')
  const state = stateOfQuestion(question)
  const queued = question.messages.findLast(one => one.standing === 'queued')
  const about = aboutQuestion(work.month, place, question).name
  const quoted = paragraphAsked(work.view(place), question)
  const refused = needs.filter(({ said }) => said?.kind === 'answer' && said.question === question.id)
  // The button pressed goes away: the focus stays in this thread.
  const back = (): void => {
    setChanging(false)
    requestAnimationFrame(() => line.current?.focus())
  }
  const takeBack = async (): Promise<void> => {
    const saved = await unsaved.during(desk.answerQuestion(sheet, question.id, ''))
    setProblem(saved.ok ? '' : storageSentence(saved.problem))
    back()
  }
  return (
    <div className={`ff-thread ff-thread--${state}`}>
      <p ref={line} tabIndex={-1} className="ff-thread__state">
        <Tag colour={colours[state]}>{questionStateWords[state]}</Tag>{' '}
        {question.due && state === 'yours' ? <strong>{answerDueSentence(today, question.due)}</strong> : null}
        {state === 'unsent' ? 'Your answer is saved on this device and goes when there is a connection.' : null}
        {state === 'answered' ? 'The council has the next word.' : null}
        {question.closed ? `By ${question.closed.by.name}, ${whenSentence(question.closed.at)}.` : null}
      </p>
      {quoted === '' ? null : <p className="ff-thread__quote">Asked about: “{quoted}”</p>}
      <ol className="ff-thread__messages">
        {question.messages.map(message => (
          <li key={message.id}>
            <MessageHead message={message} />
            <p className="ff-thread__text">{message.text}</p>
          </li>
        ))}
      </ol>
      {refused.map(one => (
        <Refused key={one.opId} one={one} onDismiss={() => void unsaved.during(desk.dismiss(one.opId)).then(back)} />
      ))}
      {problem === '' ? null : (
        <p className="govuk-error-message" role="alert">
          <span className="govuk-visually-hidden">Error: </span>
          Not done. {problem}
        </p>
      )}
      {queued && !changing && !begun ? (
        <p className="ff-answer__deeds">
          <Button look="secondary" className="ff-button-small" onClick={() => setChanging(true)}>
            Change your answer <span className="govuk-visually-hidden">about {about}</span>
          </Button>
          <Button look="link" onClick={() => void takeBack()}>
            Take it back <span className="govuk-visually-hidden">(your answer about {about})</span>
          </Button>
        </p>
      ) : question.closed ? null : (
        <AnswerField
          key={queued ? 'change' : question.messages.length}
          id={`${idPrefix}-${question.id}`}
          sheet={sheet}
          question={question.id}
          label={queued ? 'Change your answer' : state === 'yours' ? 'Your answer' : 'Add to your answer'}
          about={about}
          begin={queued?.text ?? ''}
          onDone={back}
          {...(queued ? { onCancel: back } : {})}
        />
      )}
    </div>
  )
}

const standingWords = { queued: ', not sent yet', sent: ', being sent' } as const

function MessageHead({ message }: { readonly message: ShownMessage }) {
  const { by, side, standing, receivedAt } = message
  return (
    <p className="ff-thread__who">
      <strong>{by.name}</strong>
      {side === 'council' ? ', for the council' : ''} <span className="ff-quiet">{whenSentence(receivedAt)}</span>
      {standing === undefined ? '' : standingWords[standing]}
    </p>
  )
}

function Refused({ one, onDismiss }: { readonly one: NeedsYou; readonly onDismiss: () => void }) {
  if (one.said?.kind !== 'answer') return null
  return (
    <div className="ff-thread__refused">
      <p>
        <strong>Your answer was not taken.</strong> {answerRefused(one)} You wrote:
      </p>
      <p className="ff-thread__text">{one.said.text}</p>
      {one.standing === 'refused' ? (
        <Button look="secondary" className="ff-button-small" onClick={onDismiss}>
          Dismiss <span className="govuk-visually-hidden">your answer that was not taken</span>
        </Button>
      ) : null}
    </div>
  )
}

/** Why an answer was not taken; its words are kept until they are dismissed. */
const answerRefused = ({ code }: NeedsYou): string =>
  code === 'locked' ? 'The council had closed the question before it arrived.' : problemSentence(code)
