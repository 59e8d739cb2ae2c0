/** A desk's submissions: what is confirmed is what was on screen when it was confirmed. */
import type { SheetId } from '../domain/ids.ts'
import { seenDigestText } from '../protocol/digests.ts'
import type { Desk, DeskState, Saved } from './desk.ts'
import { sha256Hex } from './outbox/digest.ts'
import type { Change, Outbox } from './outbox/outbox.ts'
import { type Stamp, submit, takeBack, unansweredSubmit } from './outbox/outbox-edits.ts'
import { seenCells } from './outbox/overlay.ts'

interface SubmittingParts {
  readonly state: () => DeskState
  readonly stamp: () => Promise<Stamp>
  /** One strict transaction of the person's own; storage problems come back as values. */
  readonly commit: (change: (outbox: Outbox) => Promise<Change>) => Promise<Saved>
}

export const submitting = ({ state, stamp, commit }: SubmittingParts): Pick<Desk, 'submit' | 'takeBack'> => ({
  submit(sheets, confirm) {
    // What is on screen now, not what has come by the time it is committed.
    const views = state().sheets
    const made = stamp()
    return commit(async outbox => {
      const { setVersion } = await made
      const seen = (sheet: SheetId): Promise<string> =>
        sha256Hex(seenDigestText(seenCells(views.get(sheet) ?? { cells: new Map() }), setVersion))
      const members = await Promise.all(sheets.map(async sheet => ({ sheet, seen: await seen(sheet) })))
      return submit(outbox, members, confirm, await stamp())
    })
  },
  takeBack: sheets =>
    commit(async outbox => {
      const given = sheets.filter(
        sheet => unansweredSubmit(outbox, sheet) !== undefined || state().sheets.get(sheet)?.state === 'submitted',
      )
      return takeBack(outbox, given, await stamp())
    }),
})
