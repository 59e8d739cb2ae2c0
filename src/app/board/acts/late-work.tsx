import { useCallback, useRef, useState } from 'react'
import type { Office } from '../../../device/door/office.ts'
import type { OpId, SheetId } from '../../../domain/ids.ts'
import type { Period } from '../../../domain/time/period.ts'
import type { Late, ReturnView } from '../../../protocol/exchange.ts'
import { longestReason } from '../../../protocol/review.ts'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary, type SummaryLine } from '../../govuk/error-summary.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { chosenTwice, latestOf, lateWords } from '../../late/late-words.ts'
import { AnswerState } from '../../layout/answer-state.tsx'
import { aboutCellOf } from '../../month/about-change.ts'
import { Dialog } from '../../sheet/dialog.tsx'
import { ReadLink } from '../board-row.tsx'
import type { ShownRow } from '../board-rows.ts'
import { useAnswer } from '../use-answer.ts'
import { LateRows } from './late-rows.tsx'
import { LostNotice } from './lost-notice.tsx'
import { wasDone, whyNot } from './outcome-words.ts'
import { useActs } from './use-acts.ts'

interface Props {
  readonly office: Office
  readonly one: ShownRow
  readonly period: Period
  readonly onRead: (one: ShownRow) => void
  readonly onDone: (sheets: readonly SheetId[]) => void
  readonly onClose: () => void
}

/** What arrived after a return was submitted or its month closed; once it is closed, an officer takes or declines it. */
export function LateWork({ office, one, period, onRead, onDone, onClose }: Props) {
  const ask = useCallback(() => office.returnView(one.sheet), [office, one.sheet])
  const { value, refusal, again } = useAnswer(office, ask)
  const name = `${one.provider}, ${one.placeName}`
  const late = value?.row.late ?? []
  return (
    <Dialog title={`Arrived after ${one.closed ? 'closing' : 'submission'}: ${name}`} onClose={onClose} wide>
      <AnswerState shown={value !== undefined} refusal={refusal} what="returns are read" again={again} />
      {value && late.length === 0 ? <p className="govuk-body">There is nothing left to decide.</p> : null}
      {value && late.length > 0 && !one.closed ? (
        <>
          <p className="govuk-body">
            {lateWords(late)}. {late.length === 1 ? 'It is' : 'They are'} not part of the return: the provider's lead
            decides, until the month is closed. Then you take or decline what is left.
          </p>
          <LateRows row={value.row} late={late} set={office.set} />
        </>
      ) : null}
      {value && one.closed ? <Deciding office={office} view={value} late={late} onDone={onDone} /> : null}
      <p className="govuk-body">
        <ReadLink one={one} period={period} onRead={onRead} name={name} />
      </p>
      <Button look="secondary" onClick={onClose}>
        Close
      </Button>
    </Dialog>
  )
}

interface DecidingProps extends Pick<Props, 'office' | 'onDone'> {
  readonly view: ReturnView
  readonly late: readonly Late[]
}

function Deciding({ office, view: { row, seen }, late, onDone }: DecidingProps) {
  const [picked, setPicked] = useState<ReadonlySet<OpId>>(() => latestOf(late))
  const [declining, setDeclining] = useState(false)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const reason = useRef<HTMLInputElement>(null)
  const { sending, send } = useActs(office, onDone)
  // What was decided meanwhile, by her or by somebody else, is not there any more.
  const chosen = late.map(each => each.opId).filter(opId => picked.has(opId))
  const busy = sending.is === 'sending'
  // What was accepted stays as it was accepted.
  const accepted = row.state === 'accepted' || row.state === 'released'
  const kept = sending.is === 'lost' && sending.refusal.type !== 'problem'

  const tick = (opId: OpId, on: boolean): void => {
    const next = new Set(picked)
    if (on) next.add(opId)
    else next.delete(opId)
    setPicked(next)
  }
  const none = { text: 'Tick at least one change', to: `#late-${late[0]?.opId ?? ''}` }

  async function take(): Promise<void> {
    const twice = chosenTwice(late, new Set(chosen)).map(cell => ({
      text: `Tick one change only for ${aboutCellOf(row.sheet, cell, office.set).text}`,
      to: `#late-${late.find(each => each.cell === cell)?.opId ?? ''}`,
    }))
    const wrong = chosen.length === 0 ? [none] : twice
    setLines(wrong)
    if (wrong.length === 0)
      await send([{ kind: 'take-late', sheet: row.sheet, value: { operations: [...chosen], seen } }])
  }
  async function decline(): Promise<void> {
    const why = (reason.current?.value ?? '').trim().toWellFormed()
    const wrong = [
      ...(chosen.length === 0 ? [none] : []),
      ...(why === '' ? [{ text: 'Say why it is declined', to: '#late-reason' }] : []),
    ]
    setLines(wrong)
    if (wrong.length === 0)
      await send([{ kind: 'leave', sheet: row.sheet, value: { operations: [...chosen], reason: why } }])
  }

  const refused = sending.is === 'done' ? sending.decided.filter(({ outcome }) => !wasDone(outcome)) : []
  return (
    <>
      <ErrorSummary lines={[...lines, ...refused.map(({ outcome }) => ({ text: `Not done: ${whyNot(outcome)}.` }))]} />
      {sending.is === 'lost' ? <LostNotice refusal={sending.refusal} /> : null}
      {sending.is === 'done' && refused.length === 0 ? (
        <p className="govuk-body" role="status">
          Done.
        </p>
      ) : null}
      {late.length === 0 ? null : (
        <>
          <p className="govuk-body">
            {late.length === 1 ? 'It is' : 'They are'} not part of the return: take or decline{' '}
            {late.length === 1 ? 'it' : 'them'}. What is taken changes the return; what is declined is kept with your
            reason, and offered no more.
          </p>
          {accepted ? (
            <p className="govuk-body">This return is accepted. To take in what arrived, send the return back first.</p>
          ) : null}
          <LateRows row={row} late={late} set={office.set} picked={picked} onTick={tick} disabled={busy || kept} />
          {declining ? (
            <TextInput
              ref={reason}
              id="late-reason"
              label="Why it is declined"
              hint="Kept with it"
              maxLength={longestReason}
              autoComplete="off"
              autoFocus
              readOnly={kept}
              error={lines.find(line => line.to === '#late-reason')?.text}
            />
          ) : null}
          <div className="govuk-button-group">
            {declining || accepted ? null : (
              <Button disabled={busy} onClick={() => void take()}>
                {kept ? 'Try again' : 'Take'}
              </Button>
            )}
            {declining ? (
              <Button look="warning" disabled={busy} onClick={() => void decline()}>
                {kept ? 'Try again' : 'Decline for good'}
              </Button>
            ) : kept ? null : (
              <Button look="secondary" disabled={busy} onClick={() => setDeclining(true)}>
                Decline
              </Button>
            )}
            {declining && !kept ? (
              <Button look="secondary" disabled={busy} onClick={() => setDeclining(false)}>
                Back
              </Button>
            ) : null}
          </div>
        </>
      )}
    </>
  )
}
