/** What the person sees of a return: the server's truth overlaid with her own operations. One pure function. */
import { type CellValue, sameValue } from '../../domain/figures/figure.ts'
import type { CellKey, OpId, ScopeId, SheetId } from '../../domain/ids.ts'
import type { ReturnState } from '../../domain/workflow.ts'
import type { Cell, Late, Me, SheetRow } from '../../protocol/exchange.ts'
import type { CellView, Edit, NeedsYou, SheetView } from '../desk.ts'
import { isIn, type KeptSheet, type SubmittedCells, submittedCells } from '../storage/as-submitted.ts'
import {
  type CellEntry,
  type Counters,
  type Entry,
  headOf,
  isCellEntry,
  isLive,
  isRefused,
  isUnacked,
  isUnsettled,
  sheetsOf,
} from './outbox.ts'
import { confirmedIn, reviewOf } from './review-overlay.ts'

export interface SheetLayers {
  readonly sheet: SheetId
  readonly truth: KeptSheet | undefined
  /** My operations about this return, in order of making. */
  readonly mine: readonly Entry[]
  readonly counters: Counters
  /** Edits in memory that are not committed yet, in order. */
  readonly uncommitted: readonly Edit[]
  readonly me: Me['person']
}

/** The view; every part that is as it was in `before` is the same object. */
export function viewOfSheet(layers: SheetLayers, before?: SheetView): SheetView {
  const { truth, mine, counters } = layers
  const lives = new Map<CellKey, CellEntry[]>()
  const refused = new Map<CellKey, CellEntry>()
  for (const entry of mine) {
    if (!isCellEntry(entry)) continue
    if (isLive(entry, counters)) {
      // A decided operation that has reached the truth is the truth's to show.
      const { cell } = entry.content
      if (!isInTruth(entry, truth?.cells[cell])) lives.set(cell, [...(lives.get(cell) ?? []), entry])
      refused.delete(entry.content.cell)
    } else if (isRefused(entry) && !entry.dismissed) refused.set(entry.content.cell, entry)
  }
  const cells = new Map<CellKey, CellView>()
  for (const [key, cell] of Object.entries(truth?.cells ?? {})) cells.set(key as CellKey, ofTruth(cell))
  for (const [key, cell] of confirmedIn(cells, layers)) cells.set(key, cell)
  for (const [key, live] of lives) {
    const entry = headOf(live)
    if (entry !== undefined) cells.set(key, ofMine(entry, layers.me, truth?.cells[key]))
  }
  for (const [key, entry] of refused) {
    const cell = truth?.cells[key]
    const later = cell?.by.id === layers.me.id && entry.receipt !== null && cell.at > entry.receipt.receivedAt
    if (!later) cells.set(key, ofRefused(cells.get(key), entry))
  }
  for (const edit of layers.uncommitted) {
    const base = cells.get(edit.cell)?.base ?? null
    cells.set(edit.cell, { value: edit.value, base, standing: 'waiting' })
  }
  const late = lateOf(layers)
  const state = stateOf(layers)
  const asSubmitted = asSubmittedOf(layers, state)
  const review = reviewOf(layers)
  const view: SheetView = {
    sheet: layers.sheet,
    ...state,
    submitting: submittingOf(layers),
    ...(isWithdrawing(layers) ? { withdrawing: true } : {}),
    ...(late.length > 0 ? { late } : {}),
    ...(asSubmitted ? { asSubmitted } : {}),
    ...(review ? { review } : {}),
    cells: before === undefined ? cells : keepSame(before.cells, cells),
  }
  return before !== undefined && sameView(before, view) ? before : view
}

const isInTruth = (entry: CellEntry, cell: Cell | undefined): boolean =>
  !isUnacked(entry) &&
  cell !== undefined &&
  (cell.token === entry.opId || (cell.sides?.some(side => side.token === entry.opId) ?? false))

const ofTruth = (cell: Cell): CellView => ({
  value: cell.value,
  base: cell.token,
  standing: 'received',
  by: cell.by,
  at: cell.at,
  ...(cell.sides === undefined || cell.sides.length === 0 ? {} : { sides: cell.sides }),
  ...(cell.behalf === undefined ? {} : { behalf: cell.behalf }),
})

/** The server's figure stands on screen (the seen digest is of it); what was refused is under *Needs you*. */
const ofRefused = (standing: CellView | undefined, entry: CellEntry): CellView => ({
  ...(standing ?? { value: null, base: null }),
  standing: 'refused',
  ...(entry.receipt?.code === undefined ? {} : { code: entry.receipt.code }),
})

const ofMine = (entry: CellEntry, me: Me['person'], truth: Cell | undefined): CellView => {
  const received = entry.receipt?.outcome === 'applied' || entry.receipt?.outcome === 'agreed'
  return {
    value: entry.content.value,
    base: entry.opId,
    standing: received && !isUnacked(entry) ? 'received' : 'waiting',
    by: { id: me.id, name: me.name },
    at: entry.receipt?.receivedAt ?? entry.content.deviceTime,
    ...(truth === undefined || received ? {} : { received: { value: truth.value, by: truth.by, at: truth.at } }),
  }
}

/** The state as received, and as receipts newer than the last pull say. */
function stateOf({ truth, mine, counters, me, sheet }: SheetLayers): {
  state: ReturnState
  submission: SheetRow['submission']
} {
  let state: ReturnState = truth?.state ?? 'open'
  let submission = truth?.submission ?? null
  for (const entry of mine) {
    const { content, receipt } = entry
    if (receipt === null || !isUnsettled(entry, counters)) continue
    const outcome = receipt.sheets?.find(one => one.sheet === sheet)
    if (outcome?.ok !== true) continue
    if (content.kind === 'withdraw') state = 'open'
    if (content.kind !== 'submit') continue
    const seen = content.value.sheets.find(one => one.sheet === sheet)?.seen
    if (seen === undefined) continue
    state = 'submitted'
    submission = {
      ordinal: outcome.ordinal ?? (submission?.ordinal ?? 0) + 1,
      seen,
      by: { id: me.id, name: me.name },
      name: content.value.name,
      role: content.value.role,
      deviceTime: content.deviceTime,
      receivedAt: receipt.receivedAt,
    }
  }
  return { state, submission }
}

/** Of a return that is open again: what its latest submission held. */
function asSubmittedOf(
  { truth }: SheetLayers,
  { state, submission }: Pick<SheetView, 'state' | 'submission'>,
): SubmittedCells | undefined {
  if (truth === undefined || isIn(state) || truth.submission?.seen !== submission?.seen) return undefined
  return submittedCells(truth)
}

function submittingOf({ mine, sheet }: SheetLayers): SheetView['submitting'] {
  const entry = mine.findLast(
    one => one.content.kind === 'submit' && isUnacked(one) && sheetsOf(one.content).includes(sheet),
  )
  if (entry === undefined) return null
  return { opId: entry.opId, state: entry.state === 'sent' ? 'sent' : 'queued', deviceTime: entry.content.deviceTime }
}

const isWithdrawing = ({ mine, sheet }: SheetLayers): boolean =>
  mine.some(one => one.content.kind === 'withdraw' && isUnacked(one) && sheetsOf(one.content).includes(sheet))

/** What came after submission, but for what she has taken in or left out since. */
function lateOf({ truth, mine, counters }: SheetLayers): readonly Late[] {
  if (truth?.late === undefined) return []
  const done = new Set<OpId | undefined>()
  for (const entry of mine) {
    if (!isLive(entry, counters)) continue
    if (isCellEntry(entry)) done.add(entry.content.takes)
    if (entry.content.kind === 'leave') for (const opId of entry.content.value.operations) done.add(opId)
  }
  return truth.late.filter(each => !done.has(each.opId))
}

/**
 * Every refused operation that nobody has closed, and every one that goes although her access was taken away, in
 * order of making. `openToHer`: whether she may write in the cell of that return now. `isHers`: whether she holds it.
 */
export function needsYou(
  entries: readonly Entry[],
  openToHer: (sheet: SheetId, cell: CellKey) => boolean,
  isHers: (scope: ScopeId) => boolean = () => true,
): readonly NeedsYou[] {
  return entries.flatMap((entry): readonly NeedsYou[] => {
    const { receipt, content, opId, damaged } = entry
    // Typed as it was being taken away, it is not held yet, and goes the same way.
    const isLate = isCellEntry(entry) && isUnacked(entry) && !isHers(content.scope)
    const going = (entry.state === 'held' || isLate) && damaged === undefined
    const refused = (entry.state === 'acked' || damaged !== undefined) && isRefused(entry) && !entry.dismissed
    if (!refused && (!going || content.kind === 'void')) return []
    const code = going ? 'no-access' : (receipt?.code ?? 'malformed')
    const standing: NeedsYou['standing'] = going ? 'going' : 'refused'
    const common = { opId, deviceTime: content.deviceTime, standing, cell: null, code, value: null, again: false }
    if (isCellEntry(entry)) {
      const { sheet, cell, value } = entry.content
      return [{ ...common, sheet, cell, value, again: !going && openToHer(sheet, cell) }]
    }
    if (damaged !== undefined) return [{ ...common, sheet: content.sheet, cell: damaged.cell }]
    const parts = going ? [] : (receipt?.sheets?.filter(one => !one.ok) ?? [])
    if (parts.length > 0) return parts.map(one => ({ ...common, sheet: one.sheet, code: one.code ?? code }))
    const said = saidOf(content)
    return sheetsOf(content).map(sheet => ({ ...common, sheet, ...(said ? { said } : {}) }))
  })
}

function saidOf(content: Entry['content']): NeedsYou['said'] {
  if (content.kind === 'answer') return { kind: 'answer', ...content.value }
  return content.kind === 'confirm'
    ? { kind: 'confirm', cells: content.value.cells.map(({ cell }) => cell) }
    : undefined
}

/** What a submission is a digest of: every cell as it is on screen. */
export const seenCells = (view: Pick<SheetView, 'cells'>): ReadonlyMap<CellKey, CellValue | null> =>
  new Map([...view.cells].map(([key, cell]) => [key, cell.value]))

function keepSame(before: SheetView['cells'], after: Map<CellKey, CellView>): SheetView['cells'] {
  let same = before.size === after.size
  for (const [key, cell] of after) {
    const old = before.get(key)
    if (old !== undefined && sameCell(old, cell)) after.set(key, old)
    else same = false
  }
  return same ? before : after
}

const sameCell = (a: CellView, b: CellView): boolean =>
  a.base === b.base &&
  a.standing === b.standing &&
  a.code === b.code &&
  a.at === b.at &&
  a.by?.id === b.by?.id &&
  a.by?.name === b.by?.name &&
  a.received?.at === b.received?.at &&
  (a.value === b.value || sameValue(a.value, b.value)) &&
  (a.behalf === b.behalf || JSON.stringify(a.behalf) === JSON.stringify(b.behalf)) &&
  (a.sides === b.sides || JSON.stringify(a.sides) === JSON.stringify(b.sides))

const sameView = (a: SheetView, b: SheetView): boolean =>
  a.cells === b.cells &&
  a.state === b.state &&
  (a.submission === b.submission || JSON.stringify(a.submission) === JSON.stringify(b.submission)) &&
  a.submitting?.opId === b.submitting?.opId &&
  a.submitting?.state === b.submitting?.state &&
  a.withdrawing === b.withdrawing &&
  (a.asSubmitted === b.asSubmitted || JSON.stringify(a.asSubmitted) === JSON.stringify(b.asSubmitted)) &&
  (a.review === b.review || JSON.stringify(a.review) === JSON.stringify(b.review)) &&
  (a.late === b.late || JSON.stringify(a.late) === JSON.stringify(b.late))
