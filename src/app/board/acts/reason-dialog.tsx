import { type ReactNode, useRef, useState } from 'react'
import type { Office } from '../../../device/door/office.ts'
import type { Doing } from '../../../device/online/review.ts'
import type { SheetId } from '../../../domain/ids.ts'
import { longestReason } from '../../../protocol/review.ts'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary, type SummaryLine } from '../../govuk/error-summary.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { Dialog } from '../../sheet/dialog.tsx'
import { LostNotice } from './lost-notice.tsx'
import { wasDone, whyNot } from './outcome-words.ts'
import { useActs } from './use-acts.ts'

interface Props {
  readonly office: Office
  readonly title: string
  readonly children: ReactNode
  /** What is asked for; absent: no reason is. */
  readonly ask?: { readonly label: string; readonly missing: string }
  readonly confirm: string
  /** What is done, with the reason. */
  readonly doing: (reason: string) => Doing
  readonly onDone: (sheets: readonly SheetId[]) => void
  readonly onClose: () => void
}

/** Something done to one return, most often with a reason that is kept with it. */
export function ReasonDialog({ office, title, children, ask, confirm, doing, onDone, onClose }: Props) {
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const reason = useRef<HTMLInputElement>(null)
  const { sending, send } = useActs(office, onDone)
  const refused = sending.is === 'done' ? sending.decided.filter(({ outcome }) => !wasDone(outcome)) : []
  const done = sending.is === 'done' && refused.length === 0

  async function press(): Promise<void> {
    const why = (reason.current?.value ?? '').trim().toWellFormed()
    if (ask && why === '') return setLines([{ text: ask.missing, to: '#board-reason' }])
    setLines([])
    await send([doing(why)])
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <ErrorSummary lines={[...lines, ...refused.map(({ outcome }) => ({ text: `Not done: ${whyNot(outcome)}.` }))]} />
      {sending.is === 'lost' ? <LostNotice refusal={sending.refusal} /> : null}
      {done ? (
        <p className="govuk-body" role="status">
          Done.
        </p>
      ) : (
        <>
          {children}
          {ask ? (
            <TextInput
              ref={reason}
              id="board-reason"
              label={ask.label}
              hint="Kept with the return"
              maxLength={longestReason}
              autoComplete="off"
              data-first
              // What may have arrived is sent again as it was.
              readOnly={sending.is === 'lost' && sending.refusal.type !== 'problem'}
              error={lines[0]?.text}
            />
          ) : null}
        </>
      )}
      <div className="govuk-button-group">
        {done || refused.length > 0 ? null : (
          <Button disabled={sending.is === 'sending'} onClick={() => void press()}>
            {sending.is === 'lost' ? 'Try again' : confirm}
          </Button>
        )}
        <Button look="secondary" onClick={onClose}>
          {sending.is === 'done' ? 'Close' : 'Cancel'}
        </Button>
      </div>
    </Dialog>
  )
}
