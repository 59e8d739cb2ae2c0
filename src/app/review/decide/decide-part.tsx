import { useId } from 'react'
import { longestReason, type Ruling } from '../../../protocol/review.ts'
import { Button } from '../../govuk/button.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { whenSentence } from '../../words.ts'
import { ActNotice } from '../act-notice.tsx'
import { useForm, useReviewing } from '../reviewing.ts'
import { useActing } from '../use-acting.ts'
import { type ToDecide, toDecide } from './to-decide.ts'

/** Disputes, proposed corrections and figures that were to follow, each to take or decline with words. */
export function DecidePart() {
  const { context, view } = useReviewing()
  const items = toDecide(context, view.row)
  if (items.length === 0) return null
  return (
    <section aria-labelledby="decide" className="ff-review__part">
      <h2 id="decide" className="govuk-heading-m" tabIndex={-1}>
        To decide
      </h2>
      <ul className="ff-review__list">
        {items.map(item => (
          <li key={item.cell}>
            <OneToDecide item={item} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const titles = {
  dispute: 'Disputed',
  correction: 'Correction proposed',
  'was-to-follow': 'Was to follow',
  'to-follow': 'Is to follow',
} as const satisfies Record<ToDecide['kind'], string>

function OneToDecide({ item }: { readonly item: ToDecide }) {
  const { form, fields, type, forget } = useForm(`rule ${item.cell} ${item.token}`)
  const { state, act } = useActing(form)
  const id = useId()
  const words = fields['words'] ?? ''
  const rule = async (outcome: Ruling['outcome']): Promise<void> => {
    const value = { token: item.token, outcome, words: words.trim().toWellFormed() }
    if (await act({ kind: 'rule', cell: item.cell, value })) forget()
  }
  return (
    <>
      <strong>{titles[item.kind]}:</strong> {item.name}. {item.what}
      {item.why === '' ? null : <span className="ff-block ff-review__text">“{item.why}”</span>}
      {item.ruling ? <span className="ff-block">{rulingWords(item.ruling)}</span> : null}
      {item.earlier ? (
        <span className="ff-block ff-quiet">Decided before it was written anew. {rulingWords(item.earlier)}</span>
      ) : null}
      {item.ruling ? null : (
        <div className="ff-review__send">
          <TextInput
            id={id}
            label={`What you say to it: ${item.name}`}
            maxLength={longestReason}
            autoComplete="off"
            value={words}
            onChange={event => type('words', event.target.value)}
          />
          <Button className="ff-button-small" disabled={state.is === 'sending'} onClick={() => void rule('taken')}>
            Take <span className="govuk-visually-hidden">{item.name}</span>
          </Button>
          <Button
            look="secondary"
            className="ff-button-small"
            disabled={state.is === 'sending'}
            onClick={() => void rule('declined')}
          >
            Decline <span className="govuk-visually-hidden">{item.name}</span>
          </Button>
        </div>
      )}
      <ActNotice state={state} />
    </>
  )
}

/** 'Taken by Commissioning officer, 11 July 2017 at 14:02: agreed by phone'. */
const rulingWords = ({ outcome, words, by, at }: Ruling): string =>
  `${outcome === 'taken' ? 'Taken' : 'Declined'} by ${by.name}, ${whenSentence(at)}${words === '' ? '.' : `: ${words}`}`
