import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { may } from '../../../domain/workflow.ts'
import { nameOfPlace } from '../../month/month.ts'
import { checkNumber } from '../../submit/receipt/received.ts'
import { whenSentence } from '../../words.ts'
import { useReviewing } from '../reviewing.ts'
import { Accept } from './accept.tsx'
import { NextReturn } from './next-link.tsx'
import { SendBack } from './send-back.tsx'

export type Settled = 'accepted' | 'sent-back'

/** Accepts exactly what is on screen, or sends it back; then says what happened and leads on. */
export function SettlePart({ newer, onRefused }: { readonly newer: boolean; readonly onRefused: () => void }) {
  const { office, view, period } = useReviewing()
  const [done, setDone] = useState<Settled>()
  const { state } = view.row
  const { role } = office.me.person
  return (
    <section aria-labelledby="settle" className="ff-review__part ff-review__settle">
      <h2 id="settle" className="govuk-heading-m" tabIndex={-1}>
        Accept or send back
      </h2>
      {done ? <Done what={done} /> : null}
      {state === 'open' || state === 'sent-back' ? (
        done ? null : (
          <p className="govuk-body">
            {view.closed ? (
              <>
                Its month is closed: the provider cannot change it unless it is opened again, from the{' '}
                <Link to={`/board?month=${period}`}>month board</Link>.{' '}
              </>
            ) : null}
            {state === 'open' ? 'Not submitted' : 'Sent back and not submitted again'}: it can be read, asked about, and
            a figure entered. It can be accepted once it is submitted.
          </p>
        )
      ) : null}
      {newer ? (
        <p className="govuk-body">
          <strong>A newer version has arrived.</strong> What is accepted or sent back is what you see, so it is refused
          until you go on with the newer one: see the top of this page.
        </p>
      ) : null}
      {may(state, 'accept', role) && done !== 'accepted' ? (
        <Accept onDone={() => setDone('accepted')} onRefused={onRefused} />
      ) : null}
      {may(state, 'send-back', role) && done !== 'sent-back' ? (
        <SendBack onDone={() => setDone('sent-back')} onRefused={onRefused} />
      ) : null}
    </section>
  )
}

/** What happened, and the way on; it takes the focus so that the next return is one key away. */
function Done({ what }: { readonly what: Settled }) {
  const { view, set, place, period } = useReviewing()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  const { accepted, returned } = view.row.review ?? {}
  const said = what === 'accepted' ? accepted : returned
  const name = nameOfPlace(set, place, period)
  return (
    <div ref={box} className="ff-review__done" role="status">
      <p className="govuk-body">
        <strong>{what === 'accepted' ? `${name} is accepted` : `${name} is sent back`}</strong>
        {said ? ` as v${said.ordinal}, ${whenSentence(said.at)}` : ''}
        {what === 'accepted' && accepted ? `, check number ${checkNumber(accepted.seen)}` : ''}.{' '}
        {what === 'accepted'
          ? 'To undo it, send the return back.'
          : view.closed
            ? 'The provider finds it with its questions. Its month is closed: nothing in it can be changed unless you open it again from the month board.'
            : 'The provider finds it with its questions, and submits it again. To accept it after all, wait for that.'}
      </p>
      <NextReturn />
    </div>
  )
}
