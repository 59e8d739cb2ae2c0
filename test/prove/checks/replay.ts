/**
 * The cells as they follow from the log of what became of each operation, told independently of the server's own
 * decision, and checked at every change: P2, P4, P5, P16.
 */
import { canonical } from '../../../src/domain/figures/figure.ts'
import type { CellKey, DeviceId, IndicatorId, OpId, PersonId, SheetId } from '../../../src/domain/ids.ts'
import { type Operation, operationSchema } from '../../../src/protocol/operation.ts'
import type { BatchWrites, StoredOperation, StoredSheet } from '../../../src/server/storage/storage.ts'
import type { World } from '../world/world.ts'
import { nothing, wholeText } from './witness.ts'

interface Write {
  readonly opId: OpId
  readonly person: PersonId
  readonly value: string
  readonly plain: Parameters<typeof canonical>[0]
}
interface Standing {
  readonly write: Write | null
  readonly sides: readonly Write[]
}

const placeOf = (sheet: string, cell: string): string => `${sheet} ${cell}`
const empty: Standing = { write: null, sides: [] }

export class Replay {
  private readonly world: World
  private cells = new Map<string, Standing>()
  private submitted = new Set<SheetId>()
  /** Values that were ever received, by person and cell: a restored server may have lost them again. */
  readonly everReceived = new Set<string>()

  constructor(world: World) {
    this.world = world
  }

  /** What is about to be stored, in one transaction. */
  commit(writes: BatchWrites, device: DeviceId): void {
    const { disk } = this.world.server
    const fresh = new Map(writes.operations.map(each => [each.opId, each]))
    for (const each of writes.operations) {
      if (disk.operations.has(each.opId)) this.world.broken('P3', `Stored twice: ${each.opId}`)
      this.everReceived.add(receivedKey(each.person, each))
    }
    if (fresh.size < writes.operations.length) this.world.broken('P3', 'Stored twice in one batch')
    for (const each of writes.settled) fresh.set(each.opId, each)
    for (const { outcome, code } of fresh.values()) this.world.done(code === undefined ? outcome : `${outcome} ${code}`)
    this.order(writes, device)
    for (const { opId, sheet } of writes.log) {
      const operation = fresh.get(opId) ?? disk.operations.get(opId)
      if (operation === undefined) this.world.broken('P4', `The log names an operation that is not stored: ${opId}`)
      else this.take(operation, sheet, true)
    }
    for (const sheet of writes.sheets) this.compare(sheet)
  }

  /** P5: a device's numbers go on by one. */
  private order(writes: BatchWrites, device: DeviceId): void {
    let last = this.world.server.disk.devices.get(device)?.lastSeq ?? 0
    for (const { seq } of writes.deviceLog) {
      if (seq !== last + 1) this.world.broken('P5', `Number ${seq} of a device was stored after ${last}`)
      last = seq
    }
  }

  /** The server's disk is another one now: everything anew from its log, which has been checked before. */
  rebuild(): void {
    const { disk } = this.world.server
    this.cells = new Map()
    this.submitted = new Set()
    for (const { opId, sheet } of disk.log) {
      const operation = disk.operations.get(opId)
      if (operation !== undefined) this.take(operation, sheet, false)
    }
    for (const sheet of disk.sheets.values()) this.compare(sheet)
  }

  private take(stored: StoredOperation, sheet: SheetId, check: boolean): void {
    const read = operationSchema.safeParse(JSON.parse(stored.body))
    if (!read.success) return
    const operation = read.data
    if (operation.kind === 'submit') this.submit(stored, sheet, check)
    else if (operation.kind === 'withdraw') this.submitted.delete(sheet)
    else if (operation.kind === 'set' || operation.kind === 'resolve') this.write(stored, operation, check)
  }

  private write(
    stored: StoredOperation,
    operation: Extract<Operation, { readonly kind: 'set' | 'resolve' }>,
    check: boolean,
  ): void {
    const place = placeOf(operation.sheet, operation.cell)
    const before = this.cells.get(place) ?? empty
    const write: Write = {
      opId: stored.opId,
      person: stored.person,
      value: canonical(operation.value),
      plain: operation.value,
    }
    const others = before.sides.filter(side => !this.isOwn(side, operation.base, stored))
    switch (stored.outcome) {
      case 'applied':
        if (check) this.meansTheSame(place, operation)
        if (check) this.replaces(place, before, write, operation.sheet, operation.cell)
        this.cells.set(place, { write, sides: [] })
        return
      case 'conflict':
        if (check) this.isTwoPeoples(place, write, operation.sheet, operation.cell)
        this.cells.set(place, { write: before.write, sides: [...others, write] })
        return
      case 'agreed':
        this.cells.set(place, { write: before.write, sides: others })
        return
      default:
        // Refused and waiting operations may be logged with a return; they move no figure.
        return
    }
  }

  /** Whether a side is the author's own that she built upon, through what of hers was refused. */
  private isOwn(side: Write, base: OpId | null, stored: StoredOperation): boolean {
    let at = base
    for (let steps = 0; at !== null && steps < 100; steps += 1) {
      if (side.opId === at) return side.person === stored.person
      const found = this.world.server.disk.operations.get(at)
      if (found?.outcome !== 'rejected') return false
      at = found.base
    }
    return false
  }

  /** P2: what stood, and every side of it, was before the author's eyes. */
  private replaces(place: string, before: Standing, write: Write, sheet: SheetId, cell: CellKey): void {
    const made = this.world.witness.of(write.person, sheet, cell, write.value)
    if (made.length === 0) {
      this.world.broken('P3', `${place} holds what nobody typed: ${write.value} of ${write.person}`)
      return
    }
    const stood = [before.write?.value ?? nothing, ...before.sides.map(side => side.value)]
    // What she wrote on this very device, in another tab perhaps, is hers to replace.
    const hers = new Set(made.flatMap(each => this.world.witness.writtenOn(each.profile, sheet, cell)))
    const unseen = stood.filter(value => !hers.has(value) && !made.some(each => each.seen.has(value)))
    if (unseen.length > 0)
      this.world.broken('P2', `${place}: ${write.person} replaced ${unseen.join(' and ')} with ${write.value}, unseen`)
    if (this.submitted.has(sheet)) this.world.broken('P16', `${place} changed after it was submitted`)
  }

  /** P13: a figure that was typed under another meaning does not stand. */
  private meansTheSame(
    place: string,
    { cell, meaning }: { readonly cell: string; readonly meaning?: string | undefined },
  ): void {
    const now = this.world.server.reference.meanings.get(cell as IndicatorId)
    if (meaning !== undefined && now !== undefined && meaning !== now)
      this.world.broken('P13', `${place} holds a figure of another definition`)
  }

  /** P2: nobody is in conflict with herself. */
  private isTwoPeoples(place: string, write: Write, sheet: SheetId, cell: CellKey): void {
    if (this.world.happened.size > 0) return
    // Refused by storage in one tab, and the same cell then written in another: two sides, never one over the other.
    const refused = Object.keys(this.world.faults).some(fault => fault.startsWith('storage-'))
    if (refused && this.world.profiles.some(each => each.person.id === write.person && each.tabs.length > 1)) return
    const authors = this.world.witness.made.filter(each => each.sheet === sheet && each.cell === cell)
    if (new Set(authors.map(each => each.profile)).size > 1) return
    this.world.broken('P2', `${place}: ${write.person} alone wrote there and is in conflict with herself`)
  }

  /** P16: what is stored is what she saw when she confirmed it. */
  private submit(stored: StoredOperation, sheet: SheetId, check: boolean): void {
    if (stored.sheets?.some(each => each.sheet === sheet && each.ok) !== true) return
    this.submitted.add(sheet)
    if (!check) return
    this.world.done('submitted')
    const stands = wholeText(
      [...this.cells]
        .filter(([place]) => place.startsWith(`${sheet} `))
        .map(([place, { write }]) => [place.slice(sheet.length + 1), (write?.plain ?? null) as never] as const),
    )
    const { witness } = this.world
    const seen = witness.confirmed.filter(each => each.person === stored.person && each.sheet === sheet)
    if (!seen.some(each => each.shown === stands))
      this.world.broken('P16', `${sheet} was submitted as nobody saw it:\n${stands}`)
  }

  /** P4: the log, replayed, gives the cells. */
  private compare(sheet: StoredSheet): void {
    const here = [...this.cells].filter(([place, { write }]) => place.startsWith(`${sheet.sheet} `) && write !== null)
    const mine = here.map(([place, { write, sides }]) =>
      [place.slice(sheet.sheet.length + 1), write?.opId, write?.value, ...sides.map(side => side.opId).sort()].join(),
    )
    const theirs = Object.entries(sheet.cells).map(([key, cell]) =>
      [key, cell.token, canonical(cell.value), ...(cell.sides ?? []).map(side => side.token).sort()].join(),
    )
    if (mine.sort().join('\n') !== theirs.sort().join('\n'))
      this.world.broken('P4', `${sheet.sheet} is not what its log says: ${theirs.join(' ; ')} but ${mine.join(' ; ')}`)
  }
}

export const receivedKey = (
  person: PersonId,
  { sheet, cell, body }: { readonly sheet: unknown; readonly cell: unknown; readonly body: string },
): string => {
  const { value } = JSON.parse(body) as { readonly value?: unknown }
  return `${person} ${sheet} ${cell} ${canonical(value)}`
}
