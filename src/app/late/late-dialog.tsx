import '../styles-later.scss'
import { useRef, useState } from 'react'
import { storageSentence } from '../../device/status.ts'
import type { OpId } from '../../domain/ids.ts'
import { periodName } from '../../domain/time/period.ts'
import type { Late } from '../../protocol/exchange.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary, type SummaryLine } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { nameOfPlace } from '../month/month.ts'
import { useAtDesk } from '../session/desk-context.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import { Dialog } from '../sheet/dialog.tsx'
import { useSheet } from '../sheet/sheet-context.ts'
import { LateTable } from './late-table.tsx'
import { chosenTwice, type LatePart, latestOf, takeInOf } from './late-words.ts'

interface Props {
  readonly parts: readonly LatePart[]
  readonly onClose: () => void
}

/** Something newer stands there by now: not taken in unless she ticks it herself. */
const isOlder = ({ view }: LatePart, { cell, receivedAt }: Late): boolean =>
  (view.cells.get(cell)?.at ?? receivedAt) > receivedAt

/** The longest reason, in characters. */
const longestReason = 500

/** What arrived after submission, district by district: taken in, or left out for good with a reason. */
export function LateDialog({ parts, onClose }: Props) {
  const { work } = useSheet()
  const { desk, unsaved } = useAtDesk()
  const { month } = work
  const [chosen, setChosen] = useState<ReadonlySet<OpId>>(
    () => new Set(parts.flatMap(part => [...latestOf(part.late.filter(one => !isOlder(part, one)))])),
  )
  const [leaving, setLeaving] = useState(false)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const reason = useRef<HTMLInputElement>(null)
  const name = (part: LatePart): string => nameOfPlace(month.set, part.place, month.period)
  const picked = parts
    .map(part => ({ part, opIds: part.late.filter(one => chosen.has(one.opId)).map(one => one.opId) }))
    .filter(({ opIds }) => opIds.length > 0)
  const tick = (opId: OpId, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(opId)
    else next.delete(opId)
    setChosen(next)
  }
  const noneChosen = { text: 'Tick at least one change', to: `#late-${parts[0]?.late[0]?.opId ?? ''}` }

  const settle = async (write: (one: (typeof picked)[number]) => ReturnType<typeof desk.takeIn>) => {
    for (const one of picked) {
      const saved = await unsaved.during(write(one))
      if (!saved.ok) return setLines([{ text: `Not saved. ${storageSentence(saved.problem)}` }])
    }
    onClose()
  }

  const takeIn = async () => {
    const wrong = parts.flatMap(part =>
      chosenTwice(part.late, chosen).map(cell => ({
        text: `Tick one change only for ${aboutCell(month, part.place, cell).name}`,
        to: `#late-${part.late.find(one => one.cell === cell)?.opId ?? ''}`,
      })),
    )
    const shut = picked.filter(({ part }) => !canTakeIn(part))
    const closed = shut.map(({ part }) => ({ text: `${name(part)}: ${whyNot(part)}` }))
    if (picked.length === 0 || wrong.length + closed.length > 0)
      return setLines(picked.length === 0 ? [noneChosen] : [...wrong, ...closed])
    await work.flush()
    await settle(({ part, opIds }) => desk.takeIn(work.sheet(part.place), opIds))
  }

  const leaveOut = async () => {
    const why = (reason.current?.value ?? '').trim().toWellFormed()
    const wrong = [
      ...(picked.length === 0 ? [noneChosen] : []),
      ...(why === '' ? [{ text: 'Say why they are left out', to: '#late-reason' }] : []),
    ]
    if (wrong.length > 0) return setLines(wrong)
    await settle(({ part, opIds }) => desk.leaveOut(work.sheet(part.place), opIds, why))
  }

  const back = picked.filter(({ part }) => takeInOf(part.view) === 'withdraw')
  const takable = parts.some(canTakeIn)
  return (
    <Dialog title={`Arrived after submission, ${periodName(month.period)}`} onClose={onClose} wide>
      <ErrorSummary lines={lines} />
      {parts.length === 0 ? <p className="govuk-body">There is nothing left to decide.</p> : null}
      {parts.map(part => (
        <section key={part.place} aria-label={name(part)}>
          <h3 className="govuk-heading-s ff-late__place">{name(part)}</h3>
          {canTakeIn(part) ? null : <p className="govuk-body-s">These cannot be taken in now: {whyNot(part)}</p>}
          <LateTable part={part} name={name(part)} chosen={chosen} onTick={tick} />
        </section>
      ))}
      {leaving ? (
        <TextInput
          ref={reason}
          id="late-reason"
          label="Why they are left out"
          hint="Kept with them for good"
          maxLength={longestReason}
          autoComplete="off"
          autoFocus
          error={lines.find(line => line.to === '#late-reason')?.text}
        />
      ) : back.length > 0 ? (
        <p className="govuk-inset-text ff-late__warning">
          This takes {periodName(month.period)} {listed(back.map(({ part }) => name(part)))} back from the council;
          submit it again after.
        </p>
      ) : null}
      <div className="govuk-button-group">
        {takable && !leaving ? <Button onClick={() => void takeIn()}>Take them in</Button> : null}
        {parts.length === 0 ? null : leaving ? (
          <Button look="warning" onClick={() => void leaveOut()}>
            Leave them out for good
          </Button>
        ) : (
          <Button
            look="secondary"
            onClick={() => {
              setLines([])
              setLeaving(true)
            }}
          >
            Leave them out
          </Button>
        )}
        <Button look="secondary" onClick={leaving ? () => setLeaving(false) : onClose}>
          {leaving ? 'Back' : 'Decide later'}
        </Button>
      </div>
    </Dialog>
  )
}

const listed = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names)

const canTakeIn = (part: LatePart): boolean => {
  const what = takeInOf(part.view)
  return what === 'enter' || what === 'withdraw'
}

function whyNot(part: LatePart): string {
  switch (takeInOf(part.view)) {
    case 'being-submitted':
      return 'the return is being submitted. Take that back first, or wait for the receipt.'
    case 'withdrawing':
      return 'the return is being taken back. It opens once the server has received that.'
    default:
      return 'the council has accepted this return. Ask it to send the return back to you.'
  }
}
