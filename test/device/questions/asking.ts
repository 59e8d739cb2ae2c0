/** An officer's questions, put into the simulated server's own rows as its decisions leave them. */

import { sha256Hex } from '../../../src/device/outbox/digest.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import { type Instant, type OpId, partsOfSheet, type SheetId } from '../../../src/domain/ids.ts'
import { sheetDigestText } from '../../../src/protocol/digests.ts'
import type { Question, Review } from '../../../src/protocol/review.ts'
import { cells, officer } from '../county.ts'
import type { SimulatedServer } from '../simulated-server.ts'

const named = { id: officer.id, name: officer.name }

/** Changes what was said of a return, as one operation of an officer's does: its row has a new number in the log. */
export async function review(
  { disk, clock }: SimulatedServer,
  sheet: SheetId,
  change: (before: Review) => Review,
): Promise<void> {
  const scope = partsOfSheet(sheet)?.scope
  if (scope === undefined) throw new RangeError(sheet)
  const before = disk.sheets.get(sheet)
  const seq = (disk.heads.get(scope)?.seq ?? 0) + 1
  const opId = newOpId(clock)
  const row = before ?? {
    ...{ sheet, scope, rev: 0, state: 'open' as const, submission: null, cells: {} },
    digest: await sha256Hex(sheetDigestText({})),
  }
  disk.sheets.set(sheet, { ...row, rev: seq, review: change(row.review ?? {}) })
  disk.heads.set(scope, { seq, tip: opId })
  disk.log.push({ scope, seq, opId, sheet })
}

/** Asks about the closures of a return; gives the question's id. */
export async function ask(server: SimulatedServer, sheet: SheetId, text = 'Why so few?'): Promise<OpId> {
  const id = newOpId(server.clock)
  const at = new Date(server.clock).toISOString() as Instant
  const messages = [{ id, by: named, side: 'council' as const, text, deviceTime: at, receivedAt: at }]
  const question: Question = { id, cells: [cells.closed], messages }
  await review(server, sheet, before => ({ ...before, questions: [...(before.questions ?? []), question] }))
  return id
}

export const close = (server: SimulatedServer, sheet: SheetId, id: OpId): Promise<void> =>
  review(server, sheet, before => ({
    ...before,
    questions: (before.questions ?? []).map(one =>
      one.id === id ? { ...one, closed: { by: named, at: new Date(server.clock).toISOString() as Instant } } : one,
    ),
  }))

/** What was said in a question, as the server holds it. */
export const saidAt = ({ disk }: SimulatedServer, sheet: SheetId, id: OpId): readonly string[] =>
  (disk.sheets.get(sheet)?.review?.questions ?? [])
    .filter(one => one.id === id)
    .flatMap(one => one.messages.slice(1).map(message => message.text))
