/** Returns in each state of their life, at a fake desk. */
import { cellsSubmitted } from '../../../src/app/submit/receipt/figures-submitted.ts'
import type { NeedsYou, SheetView } from '../../../src/device/desk.ts'
import { sha256Hex } from '../../../src/device/outbox/digest.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, Instant, OpId } from '../../../src/domain/ids.ts'
import { seenDigestText, setVersionOf } from '../../../src/protocol/digests.ts'
import { type FakeDesk, set, sheetFor } from '../fake-desk.ts'

export const instant = (text: string): Instant => text as Instant
export const confirmedAt = instant('2017-07-11T13:00:00.000Z')
export const receivedAt = instant('2017-07-11T13:03:00.000Z')

export type Submission = NonNullable<SheetView['submission']>

export const submission = (more: Partial<Submission> = {}): Submission => ({
  ordinal: 1,
  seen: '0'.repeat(64),
  by: { id: 'person-1' as Submission['by']['id'], name: 'Provider editor' },
  name: 'Provider editor',
  role: 'Provider editor',
  deviceTime: confirmedAt,
  receivedAt,
  ...more,
})

/** The digest of what the desk holds of a place now, as its submission would carry it. */
export async function seenNow(desk: FakeDesk, place: string): Promise<string> {
  const cells = new Map<CellKey, CellValue | null>()
  for (const [key, cell] of desk.state().sheets.get(sheetFor(place))?.cells ?? []) cells.set(key, cell.value)
  return sha256Hex(seenDigestText(cells, setVersionOf(set)))
}

/** Submits what a place holds now, as the server would have received it. */
export async function submitted(desk: FakeDesk, place: string, more: Partial<Submission> = {}): Promise<void> {
  desk.setSheet(place, { state: 'submitted', submission: submission({ seen: await seenNow(desk, place), ...more }) })
}

/** What was submitted, by cell: as the device keeps it. */
export async function kept(desk: FakeDesk, place: string): Promise<Readonly<Record<string, CellValue>>> {
  const view = desk.state().sheets.get(sheetFor(place))
  return Object.fromEntries((view && (await cellsSubmitted(view, set))) ?? [])
}

export const refusal = (place: string, more: Partial<NeedsYou> = {}): NeedsYou => ({
  opId: '0190a0a0-0000-7000-8000-000000000099' as OpId,
  sheet: sheetFor(place),
  cell: null,
  code: 'seen-differs',
  value: null,
  deviceTime: confirmedAt,
  standing: 'refused',
  again: false,
  ...more,
})
