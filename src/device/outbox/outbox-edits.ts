/** How what a person does becomes operations: edits, submissions, taking back. Pure transitions of the outbox. */
import {
  type CellKey,
  everywhere,
  type Instant,
  type OpId,
  type PersonId,
  partsOfSheet,
  type SheetId,
  scopeOf,
  sheetOf,
} from '../../domain/ids.ts'
import { operationVersion } from '../../protocol/versions.ts'
import type { Edit } from '../desk.ts'
import {
  append,
  applyChange,
  type CellEntry,
  type Change,
  type Content,
  type Entry,
  headOf,
  isCellEntry,
  isLive,
  isUnacked,
  type Outbox,
  sheetsOf,
} from './outbox.ts'

/** What every operation made now carries. */
export interface Stamp {
  readonly person: PersonId
  readonly setVersion: string
  readonly appVersion: string
  readonly deviceTime: Instant
  newId(): OpId
  /** What the indicator of a cell means in the set it is typed under, hashed; undefined: the cell holds no figure. */
  meaningOf(cell: CellKey): string | undefined
}

/** What the truth on this device says of a cell: its token, and the sides of a conflict that the person is shown. */
export interface Shown {
  readonly token: OpId | null
  readonly sides: readonly OpId[]
  /** What she has written there on this device since, where it is received already: hers to follow, shown or not. */
  readonly follows?: OpId
  /** Storage refused it, and she has written there in another tab since: it stands beside that, not over it. */
  readonly beside?: true
}

/** My last operation on a cell that is laid over the truth, if there is one: of several, what the others lead to. */
export function lastLive(outbox: Outbox, sheet: SheetId, cell: CellKey): CellEntry | undefined {
  const live = outbox.entries.filter(
    (entry): entry is CellEntry =>
      isCellEntry(entry) &&
      entry.content.sheet === sheet &&
      entry.content.cell === cell &&
      isLive(entry, outbox.counters),
  )
  return headOf(live)
}

/** A submission of a return that has not been answered, if there is one. */
export const unansweredSubmit = (outbox: Outbox, sheet: SheetId): Entry | undefined =>
  outbox.entries.findLast(
    entry => entry.content.kind === 'submit' && isUnacked(entry) && sheetsOf(entry.content).includes(sheet),
  )

export const stamped = (stamp: Stamp) => ({
  v: operationVersion as typeof operationVersion,
  person: stamp.person,
  setVersion: stamp.setVersion,
  appVersion: stamp.appVersion,
  deviceTime: stamp.deviceTime,
})

export const requireParts = (sheet: SheetId) => {
  const parts = partsOfSheet(sheet)
  if (parts === undefined) throw new RangeError(`Not a return: ${sheet}`)
  return parts
}

/** My last submission or withdrawal of a return that has not been answered: what is before it cannot change any more. */
const lastTurn = (outbox: Outbox, sheet: SheetId): Entry | undefined =>
  outbox.entries.findLast(
    entry =>
      (entry.content.kind === 'submit' || entry.content.kind === 'withdraw') &&
      isUnacked(entry) &&
      sheetsOf(entry.content).includes(sheet),
  )

/** Whether an operation still waits where an edit made now belongs: not sent, and after the last turn of its return. */
function replaceable(outbox: Outbox, mine: CellEntry, takes: OpId | undefined): boolean {
  if (mine.state !== 'queued') return false
  // Each late change that is taken in is named by an operation of its own.
  const { takes: taken } = mine.content
  if (takes !== undefined && taken !== undefined && takes !== taken) return false
  const turn = lastTurn(outbox, mine.content.sheet)
  return turn === undefined || turn.order < mine.order
}

/**
 * One edit. A queued operation on the same cell is replaced in place (same opId, number and base), because nobody
 * has seen it; one that was sent, or that stands before a submission or a withdrawal, never is. The base of a new one
 * is the write its author saw: her own last operation, else the one the edit names, else the truth's token. Her own
 * last is the same whether it waits or is received: or two tabs of hers would be in conflict by how fast the network
 * was. `takes` names the late change that it takes in.
 */
export function write(outbox: Outbox, edit: Edit, shown: Shown, stamp: Stamp, takes?: OpId): Change {
  const last = lastLive(outbox, edit.sheet, edit.cell)
  const mine = shown.beside === undefined ? last : undefined
  const meaning = stamp.meaningOf(edit.cell)
  const about = { ...(meaning === undefined ? {} : { meaning }), ...(takes === undefined ? {} : { takes }) }
  if (mine !== undefined && replaceable(outbox, mine, takes)) {
    const { meaning: _old, ...kept } = mine.content
    const content: Content = { ...kept, ...stamped(stamp), value: edit.value, ...about }
    return { counters: outbox.counters, puts: [{ ...mine, content }] }
  }
  const { scope } = requireParts(edit.sheet)
  const common = {
    ...stamped(stamp),
    opId: stamp.newId(),
    scope,
    sheet: edit.sheet,
    cell: edit.cell,
    value: edit.value,
    ...about,
  }
  // What came under her hands, another write or another side of a conflict, was not shown to her.
  const seen: Shown = edit.seen === undefined ? shown : { token: edit.seen, sides: edit.sides ?? [] }
  // A figure typed in a contested cell is a choice between all sides shown. A text is not: one more letter in the one
  // that stands must not throw the other person's paragraph away.
  const chooses = edit.chosen === true || !edit.cell.includes('/')
  const own = mine?.opId ?? shown.follows
  // Beside her own that waits is upon what that one was typed upon, also where it was replaced in place since.
  const upon = seen.token !== null && seen.token === last?.opId ? last.content.base : seen.token
  const content: Content =
    own === undefined && seen.sides.length > 0 && chooses
      ? { ...common, kind: 'resolve', base: upon, sides: [...seen.sides] }
      : { ...common, kind: 'set', base: own ?? upon }
  return append(outbox, [content])
}

/** Several edits as one change. */
export function writeAll(
  outbox: Outbox,
  edits: readonly Edit[],
  shown: (sheet: SheetId, cell: CellKey, edit: Edit) => Shown,
  stamp: Stamp,
): Change {
  return inTurn(outbox, edits, (now, edit) => write(now, edit, shown(edit.sheet, edit.cell, edit), stamp))
}

/** One submission of returns of one contract and month, each with the digest of what was on screen. */
export function submit(
  outbox: Outbox,
  sheets: readonly { readonly sheet: SheetId; readonly seen: string }[],
  confirm: { readonly name: string; readonly role: string },
  stamp: Stamp,
): Change {
  return inTurn(outbox, byContractAndMonth(sheets), (now, group) =>
    append(now, [
      {
        ...stamped(stamp),
        opId: stamp.newId(),
        scope: group.scope,
        sheet: group.sheet,
        kind: 'submit',
        value: { sheets: [...group.members], name: confirm.name, role: confirm.role },
      },
    ]),
  )
}

/**
 * Takes submissions back. Still queued: replaced in place by what is left of it, or by `void` (same number, still
 * pushed and stored, no effect). Gone already: a withdrawal follows it.
 */
export function takeBack(outbox: Outbox, sheets: readonly SheetId[], stamp: Stamp): Change {
  const asked = new Set(sheets)
  const queued = outbox.entries.filter(
    entry =>
      entry.state === 'queued' && entry.content.kind === 'submit' && sheetsOf(entry.content).some(s => asked.has(s)),
  )
  const inPlace = inTurn(outbox, queued, (now, entry) => ({
    counters: now.counters,
    puts: [withoutSheets(entry, asked, stamp)],
  }))
  const undone = new Set(queued.flatMap(entry => sheetsOf(entry.content)))
  const leaving = new Set(
    outbox.entries
      .filter(entry => entry.content.kind === 'withdraw' && isUnacked(entry))
      .flatMap(entry => sheetsOf(entry.content)),
  )
  const gone = sheets.filter(sheet => !undone.has(sheet) && !leaving.has(sheet)).map(sheet => ({ sheet }))
  const after = applyChange(outbox, inPlace)
  const withdrawn = inTurn(after, byContractAndMonth(gone), (now, group) =>
    append(now, [
      {
        ...stamped(stamp),
        opId: stamp.newId(),
        scope: group.scope,
        sheet: group.sheet,
        kind: 'withdraw',
        value: { sheets: group.members.map(member => member.sheet) },
      },
    ]),
  )
  return { counters: withdrawn.counters, puts: [...inPlace.puts, ...withdrawn.puts] }
}

function withoutSheets(entry: Entry, asked: ReadonlySet<SheetId>, stamp: Stamp): Entry {
  if (entry.content.kind !== 'submit') return entry
  const { value, kind: _submit, ...rest } = entry.content
  const left = value.sheets.filter(member => !asked.has(member.sheet))
  const content: Content =
    left.length > 0
      ? { ...rest, kind: 'submit', value: { ...value, sheets: left } }
      : { ...rest, kind: 'void', deviceTime: stamp.deviceTime }
  return { ...entry, content }
}

/** Each step on the outbox that the one before left; given back as one change. */
export function inTurn<T>(outbox: Outbox, items: readonly T[], step: (now: Outbox, item: T) => Change): Change {
  const puts = new Map<OpId, Entry>()
  let now = outbox
  for (const item of items) {
    const change = step(now, item)
    for (const entry of change.puts) puts.set(entry.opId, entry)
    now = applyChange(now, change)
  }
  return { counters: now.counters, puts: [...puts.values()] }
}

/** A submission covers one contract and month; its own scope and sheet are the contract-wide part's. */
function byContractAndMonth<M extends { readonly sheet: SheetId }>(members: readonly M[]) {
  const groups = new Map<
    SheetId,
    { readonly scope: ReturnType<typeof scopeOf>; readonly sheet: SheetId; members: M[] }
  >()
  for (const member of members) {
    const { contract, period } = requireParts(member.sheet)
    const sheet = sheetOf(contract, everywhere, period)
    const group = groups.get(sheet) ?? { scope: scopeOf(contract, everywhere), sheet, members: [] }
    group.members.push(member)
    groups.set(sheet, group)
  }
  return [...groups.values()]
}
