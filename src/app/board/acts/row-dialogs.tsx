import type { Office } from '../../../device/door/office.ts'
import type { SheetId } from '../../../domain/ids.ts'
import { type Period, periodName } from '../../../domain/time/period.ts'
import type { RowDialog } from '../board-row.tsx'
import type { ShownRow } from '../board-rows.ts'
import { shortWhen } from '../shown/when-words.ts'
import { LateWork } from './late-work.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

interface Props {
  readonly office: Office
  readonly one: ShownRow
  readonly what: RowDialog
  readonly period: Period
  readonly onRead: (one: ShownRow) => void
  readonly onDone: (sheets: readonly SheetId[]) => void
  readonly onClose: () => void
}

/** What is done to one row. */
export function RowDialogs({ office, one, what, period, onRead, onDone, onClose }: Props) {
  const name = `${one.provider}, ${one.placeName}`
  const { sheet, row } = one
  const common = { office, onDone, onClose }
  switch (what) {
    case 'late':
      return <LateWork {...common} one={one} period={period} onRead={onRead} />
    case 'on-time':
      return (
        <ReasonDialog
          {...common}
          title={`Count on time: ${name}`}
          ask={{ label: 'Why it is counted on time', missing: 'Say why it is counted on time' }}
          confirm="Count on time"
          doing={reason => ({ kind: 'on-time', sheet, value: { reason } })}
        >
          <p className="govuk-body">
            {row.received === null ? '' : `The server received it ${shortWhen(row.received)}. `}
            {row.statedAt === null ? '' : `The device says that it was submitted ${shortWhen(row.statedAt)}. `}
            The receipt stays as it is; your reason stands beside it.
          </p>
        </ReasonDialog>
      )
    case 'not-on-time':
      return (
        <ReasonDialog
          {...common}
          title={`Counted on time: ${name}`}
          confirm="Count as received"
          doing={() => ({ kind: 'on-time', sheet, value: { reason: null } })}
        >
          <p className="govuk-body">The reason given: {row.onTime}</p>
          <p className="govuk-body">Counted as received, it is late.</p>
        </ReasonDialog>
      )
    case 'reopen':
      return (
        <ReasonDialog
          {...common}
          title={`Open again: ${name}, ${periodName(period)}`}
          ask={{ label: 'Why it is opened again', missing: 'Say why it is opened again' }}
          confirm="Open this return"
          doing={reason => ({ kind: 'reopen', sheet, value: { reason } })}
        >
          <p className="govuk-body">
            The month stays closed for the others. The provider can change and submit this return again.
          </p>
        </ReasonDialog>
      )
  }
}
