import { useState } from 'react'
import type { Office } from '../../../device/door/office.ts'
import type { Doing } from '../../../device/online/review.ts'
import type { SheetId } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { ScrollTable } from '../../govuk/scroll-table.tsx'
import { Dialog } from '../../sheet/dialog.tsx'
import { plural } from '../../words.ts'
import { RatingCounts } from '../board-row.tsx'
import type { ShownRow } from '../board-rows.ts'
import { LostNotice } from './lost-notice.tsx'
import { wasDone, whyNot } from './outcome-words.ts'
import { useActs } from './use-acts.ts'

interface Props {
  readonly office: Office
  /** Clean, and selected. */
  readonly rows: readonly ShownRow[]
  readonly onDone: (sheets: readonly SheetId[]) => void
  readonly onClose: () => void
}

const nameOf = (one: ShownRow): string => `${one.service.name}, ${one.provider}, ${one.placeName}`

/** Accepts exactly what it lists: what comes while it is open is not in it, and what changes meanwhile is refused. */
export function BulkAccept({ office, rows, onDone, onClose }: Props) {
  // As they were when she opened it.
  const [listed] = useState(() => rows)
  const { sending, send } = useActs(office, onDone)
  const doings = listed.flatMap((one): readonly Doing[] =>
    one.row.seen === null ? [] : [{ kind: 'accept', sheet: one.sheet, value: { seen: one.row.seen } }],
  )
  const returns = plural(doings.length, 'return')
  return (
    <Dialog title={sending.is === 'done' ? 'Accepted' : `Accept ${returns}?`} onClose={onClose} wide>
      {sending.is === 'lost' ? <LostNotice refusal={sending.refusal} /> : null}
      {sending.is === 'done' ? (
        <Outcomes
          names={new Map(listed.map(one => [one.sheet, nameOf(one)]))}
          decided={sending.decided.map(({ act, outcome }) => ({
            sheet: act.sheet,
            why: wasDone(outcome) ? undefined : whyNot(outcome),
          }))}
        />
      ) : (
        <>
          <p className="govuk-body">
            Each is accepted as it stands here. One that changes before this arrives is left as it is, and you are told.
          </p>
          <ScrollTable label="Returns to accept">
            <thead>
              <tr>
                <th scope="col">Return</th>
                <th scope="col">Submitted</th>
                <th scope="col">Ratings</th>
                <th scope="col">Explained</th>
              </tr>
            </thead>
            <tbody>
              {listed.map(one => (
                <tr key={one.sheet}>
                  <th scope="row">{nameOf(one)}</th>
                  <td>{one.row.ordinal === null ? '' : `v${one.row.ordinal}`}</td>
                  <td>
                    <RatingCounts ratings={one.row.ratings} />
                  </td>
                  <td>{one.row.explained > 0 ? one.row.explained : ''}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </>
      )}
      <div className="govuk-button-group ff-board__buttons">
        {sending.is === 'done' ? null : (
          <Button disabled={sending.is === 'sending' || doings.length === 0} onClick={() => void send(doings)}>
            {sending.is === 'lost' ? 'Try again' : `Accept ${returns}`}
          </Button>
        )}
        <Button look="secondary" onClick={onClose}>
          {sending.is === 'done' ? 'Close' : 'Cancel'}
        </Button>
      </div>
    </Dialog>
  )
}

/** "11 accepted", and each that was not, with why. */
function Outcomes({
  names,
  decided,
}: {
  readonly names: ReadonlyMap<SheetId, string>
  readonly decided: readonly { readonly sheet: SheetId; readonly why: string | undefined }[]
}) {
  const not = decided.filter(one => one.why !== undefined)
  return (
    <div role="status">
      <p className="govuk-body">
        {decided.length - not.length} accepted{not.length > 0 ? `, ${not.length} not:` : '.'}
      </p>
      {not.length > 0 ? (
        <ul className="govuk-list govuk-list--bullet">
          {not.map(({ sheet, why }) => (
            <li key={sheet}>
              {names.get(sheet)}: {why}.
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
