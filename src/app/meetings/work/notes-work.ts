/**
 * Notes as they are typed: saved on leaving a field, one second after the last key, and whenever the desk asks. What
 * she typed is laid upon what she saw when she began; what somebody else wrote meanwhile stays beside it.
 */
import type { CellView, Desk, Edit } from '../../../device/desk.ts'
import { type CellValue, type NoteValue, sameValue } from '../../../domain/figures/figure.ts'
import { DeedLog, stillStanding } from '../../sheet/keys/undo.ts'
import { cellId, type SeenWrite, seenOf } from '../../sheet/work/pending.ts'
import type { Unsaved } from '../../sheet/work/unsaved.ts'
import type { At } from './moves.ts'

/** What typing in one field does to the note; null: there was none. */
export type Change = (before: CellValue | null) => NoteValue | null

interface Begun {
  readonly value: CellValue | null
  readonly seen: SeenWrite
}

interface Typing {
  readonly at: At
  begun: Begun
  /** By field: the last key of each counts. */
  readonly changes: Map<string, Change>
  /** The stay in this field: its saves undo as one. */
  readonly visit: number
  dirty: boolean
}

/** One second after the last key. */
export const saveDelay = 1_000

export class NotesWork {
  readonly desk: Desk
  readonly #unsaved: Unsaved
  readonly #typing = new Map<string, Typing>()
  readonly #begun = new Map<string, Begun>()
  readonly #listeners = new Set<() => void>()
  readonly #deeds = new DeedLog(() => this.#tell())
  #timer: ReturnType<typeof setTimeout> | undefined
  #visit = 0
  #said = ''

  constructor(desk: Desk, unsaved: Unsaved) {
    this.desk = desk
    this.#unsaved = unsaved
  }

  /** Saves when asked, until stopped; stopping saves what is still being typed. */
  start(): () => void {
    const withdraw = this.#unsaved.offer(() => void this.flush())
    const hidden = () => void this.flush()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      void this.flush().finally(withdraw)
    }
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  view({ sheet, cell }: At): CellView | undefined {
    return this.desk.state().sheets.get(sheet)?.cells.get(cell)
  }

  /** She is in a field of this note, and sees what it holds: what she types is laid upon that. */
  see(at: At): void {
    const key = cellId(at.sheet, at.cell)
    this.#visit += 1
    if (!this.#typing.has(key)) this.#begun.set(key, this.#now(at))
  }

  /** She has left it: saves what she typed. */
  async unsee(at: At): Promise<void> {
    await this.flush()
    const key = cellId(at.sheet, at.cell)
    if (!this.#typing.has(key)) this.#begun.delete(key)
  }

  type(at: At, field: string, change: Change): void {
    const key = cellId(at.sheet, at.cell)
    const known = this.#typing.get(key)
    const typing: Typing = known ?? {
      at,
      begun: this.#begun.get(key) ?? this.#now(at),
      changes: new Map(),
      visit: this.#visit,
      dirty: true,
    }
    typing.changes.set(field, change)
    typing.dirty = true
    this.#typing.set(key, typing)
    this.#unsaved.set(this, this.#typing.size)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), saveDelay)
  }

  /** Hands what is typed to the device, now. Resolves when it has been committed, or storage has said why not. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    const due = [...this.#typing].filter(([, one]) => one.dirty)
    if (due.length === 0) return
    const edits: Edit[] = []
    for (const [, one] of due) {
      one.dirty = false
      const value = [...one.changes.values()].reduce<CellValue | null>(
        (before, change) => change(before),
        one.begun.value,
      )
      const before = this.view(one.at)?.value ?? null
      if (sameValue(before, value)) continue
      edits.push({ ...one.at, value, ...one.begun.seen })
      this.#deeds.record({ changes: [{ ...one.at, before, after: value }], visit: one.visit })
    }
    if (edits.length > 0) {
      // What was said is of the change before.
      this.#said = ''
      await this.desk.save(edits)
    }
    for (const [key, one] of due) {
      // Her own write is what is on her screen now.
      one.begun = this.#now(one.at)
      if (this.#begun.has(key)) this.#begun.set(key, one.begun)
      if (!one.dirty) this.#typing.delete(key)
    }
    this.#unsaved.set(this, this.#typing.size)
    this.#tell()
  }

  /** Writes several notes as one save: a choice, a day, a note given to other readers. `said`: told when it is done. */
  async apply(edits: readonly Edit[], said = ''): Promise<void> {
    if (edits.length === 0) return
    await this.flush()
    this.#deeds.record({
      changes: edits.map(({ sheet, cell, value }) => ({
        sheet,
        cell,
        before: this.view({ sheet, cell })?.value ?? null,
        after: value,
      })),
    })
    await this.#unsaved.during(this.desk.save(edits))
    for (const { sheet, cell } of edits) {
      const key = cellId(sheet, cell)
      if (this.#begun.has(key)) this.#begun.set(key, this.#now({ sheet, cell }))
    }
    this.#say(said)
  }

  /** Changes what stands in one note, as one save. */
  async change(at: At, change: Change, said = ''): Promise<void> {
    await this.flush()
    await this.apply([{ ...at, value: change(this.view(at)?.value ?? null) }], said)
  }

  canUndo(): boolean {
    return this.#deeds.canUndo()
  }

  /** Takes her last change back, where it still stands. */
  async undo(): Promise<void> {
    await this.flush()
    const step = this.#deeds.undo()
    if (step === undefined) return
    this.#deeds.settle(step.deeds)
    const edits = stillStanding(step, (sheet, cell) => this.view({ sheet, cell })?.value ?? null)
    if (edits.length > 0) await this.#unsaved.during(this.desk.save(edits))
    const all = edits.length === step.edits.length
    this.#say(
      all
        ? 'Undone.'
        : edits.length > 0
          ? 'Undone in part: the rest was changed since.'
          : 'Not undone: it was changed since.',
    )
  }

  /** What was done last, for those who do not see it. */
  said(): string {
    return this.#said
  }

  #now(at: At): Begun {
    const view = this.view(at)
    return { value: view?.value ?? null, seen: seenOf(view, this.desk.state().made) }
  }

  #say(text: string): void {
    this.#said = text
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
