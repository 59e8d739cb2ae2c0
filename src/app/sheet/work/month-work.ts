/**
 * The work on one contract's month: what is typed, read live, saved, undone. No React and no DOM: components draw
 * what it says and tell it what was typed.
 *
 * A keystroke changes one cell: its reading, those of the indicators that follow it, and their totals; only those
 * topics are told. Texts are saved on leaving a field, one second after the last key, and when the page is hidden.
 */
import type { CellView, Desk, Edit, SheetView } from '../../../device/desk.ts'
import { figureOfCell } from '../../../domain/cell-kinds.ts'
import type { CellValue, Gap } from '../../../domain/figures/figure.ts'
import {
  type CellKey,
  everywhere,
  type IndicatorId,
  indicatorCell,
  type PlaceId,
  type SheetId,
  sheetOf,
} from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { indicatorById } from '../../../domain/set/indicators.ts'
import { type Month, type ReadOnly, readOnlyBecause } from '../../month/month.ts'
import { type Field, storedField, typedCell } from '../cell/typed-value.ts'
import { DeedLog, type Step, stillStanding } from '../keys/undo.ts'
import { DeviceView, type Texts } from './device-view.ts'
import { earlierMonths } from './earlier-months.ts'
import {
  cellId,
  handOver,
  newPending,
  type PendingCell,
  type ReadFields,
  readFigure,
  readText,
  type SeenWrite,
  seenOf,
  textsKey,
} from './pending.ts'
import { QueriesLater, type QueryLine } from './queries-later.ts'
import { Readings } from './readings.ts'
import { say, stepSentence } from './said.ts'
import { type MonthSummary, summaryOf } from './summary.ts'
import { Topics, topicOf } from './topics.ts'
import { typedBefore } from './typed-before.ts'
import type { Unsaved } from './unsaved.ts'

export interface CellAt {
  readonly place: PlaceId
  readonly indicator: IndicatorId
}

/** One second after the last key. */
export const saveDelay = 1_000
const summaryDelay = 150

export class MonthWork {
  readonly desk: Desk
  readonly month: Month
  readonly topics = new Topics()
  readonly readings: Readings
  readonly #sheets: ReadonlyMap<PlaceId, SheetId>
  readonly #unsaved: Unsaved
  readonly #pending = new Map<string, PendingCell>()
  readonly #overwrite = new Set<string>()
  /** The write on screen in each cell someone is in: a pull may replace it under her hands, unseen. */
  readonly #seen: Map<string, SeenWrite>
  readonly #queries = new QueriesLater(() => this.#tellSummary())
  readonly #deeds = new DeedLog(() => this.topics.changed([topicOf.deeds]))
  #device = DeviceView.empty
  #in: CellAt | undefined
  #looking: CellAt | undefined
  #visit = 0
  #saveTimer: ReturnType<typeof setTimeout> | undefined
  #summaryTimer: ReturnType<typeof setTimeout> | undefined
  #summary: MonthSummary | undefined

  /**
   * `before`: the work on the same month whose place it takes, because her access or the set has changed. Where she is,
   * and what she saw when she began there, stay as they are; what is still being typed is saved by that one.
   */
  constructor(desk: Desk, month: Month, unsaved: Unsaved, before?: MonthWork) {
    this.#seen = before === undefined ? new Map() : before.#seen
    if (before !== undefined) {
      const still = (at: CellAt | undefined) => (at && month.places.includes(at.place) ? at : undefined)
      this.#in = still(before.#in)
      this.#looking = still(before.#looking)
      this.#visit = before.#visit
    }
    this.desk = desk
    this.month = month
    this.#unsaved = unsaved
    this.#sheets = new Map(
      [...month.places, everywhere].map(place => [place, sheetOf(month.contract.id, place, month.period)]),
    )
    this.readings = new Readings(month, earlierMonths(desk.state(), month))
    this.#follow()
  }

  /** Listens to the device until stopped; stopping saves what is still being typed. */
  start(): () => void {
    const stop = this.desk.subscribe(() => this.#follow())
    this.#queries.fetch()
    this.#follow()
    return () => {
      stop()
      clearTimeout(this.#summaryTimer)
      void this.flush()
    }
  }

  sheet(place: PlaceId): SheetId {
    return this.#sheets.get(place) ?? sheetOf(this.month.contract.id, place, this.month.period)
  }

  view(place: PlaceId): SheetView | undefined {
    return this.#device.sheet(place)
  }

  cell(place: PlaceId, cell: CellKey): CellView | undefined {
    return this.#device.sheet(place)?.cells.get(cell)
  }

  readOnly(place: PlaceId): ReadOnly | undefined {
    return readOnlyBecause(this.desk.state(), this.month, place)
  }

  /** 'Provider lead is writing here now.' Empty when nobody else is. */
  writing(place: PlaceId, cell: CellKey): string {
    return this.#device.writing(this.sheet(place), cell)
  }

  /** The text a field shows when nobody is in it: what is being typed, else unreadable text kept, else the figure. */
  fieldText(place: PlaceId, indicator: Indicator, field: Field, cell = indicatorCell(indicator.id)): string {
    return this.#texts(this.sheet(place), cell).get(field) ?? storedField(this.#device.value(place, cell), field) ?? ''
  }

  /** The text being typed in a one-field cell (narrative, explanation), if any is. */
  typedText(place: PlaceId, cell: CellKey): string | undefined {
    return this.#pending.get(cellId(this.sheet(place), cell))?.texts.get('text')
  }

  /** Unreadable texts of a cell, kept beside it. */
  unreadable(
    place: PlaceId,
    indicator: Indicator,
    cell = indicatorCell(indicator.id),
  ): ReturnType<typeof typedCell>['unreadable'] {
    const texts = this.#texts(this.sheet(place), cell)
    if (texts.size === 0) return []
    return typedCell(indicator, this.#device.value(place, cell), texts as ReadonlyMap<Field, string>).unreadable
  }

  /** `cell`: where the figure stands, if not in its own: a line, an own figure, an earlier month's. */
  typeFigure(
    place: PlaceId,
    indicator: Indicator,
    field: Field,
    text: string,
    cell = indicatorCell(indicator.id),
  ): void {
    this.#type(place, cell, field, text, readFigure(indicator))
  }

  typeText(place: PlaceId, cell: CellKey, text: string, toValue: Parameters<typeof readText>[0]): void {
    this.#type(place, cell, 'text', text, readText(toValue))
  }

  /** Someone is in a cell: no error is shown in it until she leaves. */
  enter(at: CellAt): void {
    if (this.isIn(at.place, at.indicator)) return
    const before = this.#in
    this.#in = at
    this.#looking = at
    this.#visit += 1
    this.see(at.place, indicatorCell(at.indicator))
    // Back from another window: what came meanwhile is not in the field yet.
    for (const field of ['value', 'part', 'whole']) this.#overwrite.add(`${at.place}/${at.indicator}/${field}`)
    const left = before ? [topicOf.cell(before.place, before.indicator)] : []
    this.topics.changed([topicOf.cell(at.place, at.indicator), ...left, topicOf.focus])
  }

  /** Someone begins in a cell and sees what it holds: what she types there replaces that, whatever comes meanwhile. */
  see(place: PlaceId, cell: CellKey): void {
    const key = cellId(this.sheet(place), cell)
    if (!this.#pending.has(key)) this.#seen.set(key, seenOf(this.cell(place, cell), this.desk.state().made))
  }

  /** She has left it: saves what she typed. */
  unsee(place: PlaceId, cell: CellKey): void {
    void this.flush()
    this.#seen.delete(cellId(this.sheet(place), cell))
  }

  leave(): void {
    const before = this.#in
    this.#in = undefined
    void this.flush()
    if (before) this.unsee(before.place, indicatorCell(before.indicator))
    if (before) this.topics.changed([topicOf.cell(before.place, before.indicator)])
    this.#summarise()
  }

  isIn(place: PlaceId, indicator: IndicatorId): boolean {
    return this.#in?.place === place && this.#in.indicator === indicator
  }

  /** The cell last entered: what the dock is about. */
  looking(): CellAt | undefined {
    return this.#looking
  }

  /** True once after a change that replaces the text of a field even while someone is in it: undo, a choice, a paste. */
  takeOverwrite(place: PlaceId, indicator: IndicatorId, field: Field): boolean {
    return this.#overwrite.delete(`${place}/${indicator}/${field}`)
  }

  /** Hands what is being typed to the device, now. Resolves when it has been committed, or storage has said why not. */
  async flush(): Promise<void> {
    clearTimeout(this.#saveTimer)
    const due = [...this.#pending]
      .map(([key, one]) => ({ key, one, texts: textsKey(one.texts) }))
      .filter(({ one, texts }) => one.handedOver !== texts)
    if (due.length === 0) return
    const given = due.map(({ one }) => handOver(one, this.#device))
    for (const [i, { one, texts }] of due.entries()) {
      one.handedOver = texts
      const change = given[i]?.change
      if (change) this.#deeds.record({ changes: [change], visit: one.visit })
    }
    const edits = given.flatMap(({ edit }) => (edit ? [edit] : []))
    await Promise.all([
      ...given.flatMap(({ drafts }) => drafts).map(draft => this.desk.keepDraft(draft)),
      ...(edits.length > 0 ? [this.desk.save(edits)] : []),
    ])
    this.#follow()
    for (const [i, { key, one, texts }] of due.entries()) {
      // Now it is her own write that is on screen.
      if (given[i]?.edit && this.#seen.has(key))
        this.#seen.set(key, seenOf(this.cell(one.place, one.cell), this.desk.state().made))
      one.seen = this.#seen.get(key)
      // Typed on meanwhile: saved with the next. Else committed; or refused, and then the device holds it and says so.
      if (textsKey(one.texts) !== texts) continue
      this.#pending.delete(key)
      this.#refresh(one.place, one.cell)
    }
    this.#tellUnsaved()
  }

  /** Writes several cells as one save: a paste, a choice, an undo. */
  async apply(edits: readonly Edit[], options: { readonly undoable: boolean } = { undoable: true }): Promise<void> {
    if (edits.length === 0) return
    await this.flush()
    const before = ({ sheet, cell }: Edit): CellValue | null => this.#device.value(this.#placeOf(sheet), cell)
    if (options.undoable)
      this.#deeds.record({ changes: edits.map(edit => ({ ...edit, before: before(edit), after: edit.value })) })
    const forgotten = edits.flatMap(({ sheet, cell }) =>
      [...this.#device.drafts(sheet, cell).keys()].map(field => ({ sheet, cell, field, text: '' })),
    )
    await this.#unsaved.during(
      Promise.all([...forgotten.map(draft => this.desk.keepDraft(draft)), this.desk.save(edits)]),
    )
    this.#follow()
    for (const { sheet, cell } of edits) {
      this.#pending.delete(cellId(sheet, cell))
      const place = this.#placeOf(sheet)
      for (const field of ['value', 'part', 'whole']) this.#overwrite.add(`${place}/${cell}/${field}`)
      this.#refresh(place, cell)
    }
    this.#tellUnsaved()
  }

  /** Sets or clears a gap in one or several places. */
  chooseGap(places: readonly PlaceId[], indicator: IndicatorId, gap: Gap | null): Promise<void> {
    return this.apply(places.map(place => ({ sheet: this.sheet(place), cell: indicatorCell(indicator), value: gap })))
  }

  canUndo(): boolean {
    return this.#deeds.canUndo() || this.#pending.size > 0
  }

  canRedo(): boolean {
    return this.#deeds.canRedo()
  }

  async undo(): Promise<void> {
    const back = typedBefore(this, this.#in)
    for (const { place, indicator, field, text } of back) {
      this.#overwrite.add(`${place}/${indicator.id}/${field}`)
      this.typeFigure(place, indicator, field, text)
    }
    await this.flush()
    if (back.length === 0) await this.#take(this.#deeds.undo(), 'Undone')
  }

  async redo(): Promise<void> {
    await this.flush()
    await this.#take(this.#deeds.redo(), 'Done again')
  }

  summary(): MonthSummary {
    this.#summary ??= summaryOf(this)
    return this.#summary
  }

  /** The queries of one place's return as it stands, answered or not; none until they have been fetched. */
  queries(place: PlaceId): readonly QueryLine[] {
    return this.#queries.of(this.readings.context(place))
  }

  /** What a cell asks to be explained, as its mark says it; '' when nothing, or answered. */
  asked(place: PlaceId, indicator: IndicatorId): string {
    return this.#queries.asked(place, indicator)
  }

  async #take(step: Step | undefined, did: string): Promise<void> {
    if (step === undefined) return
    // A return submitted meanwhile is not written to; the deed stays where it was.
    if (step.edits.some(({ sheet }) => this.readOnly(this.#placeOf(sheet)) !== undefined)) return
    this.#deeds.settle(step.deeds)
    const edits = stillStanding(step, (sheet, cell) => this.#device.value(this.#placeOf(sheet), cell))
    await this.apply(edits, { undoable: false })
    say(this, stepSentence(this.month, did, step.edits, edits))
  }

  #placeOf(sheet: SheetId): PlaceId {
    return [...this.#sheets].find(([, one]) => one === sheet)?.[0] ?? everywhere
  }

  #texts(sheet: SheetId, cell: CellKey): Texts {
    const typed = this.#pending.get(cellId(sheet, cell))?.texts
    const kept = this.#device.drafts(sheet, cell)
    return typed === undefined ? kept : new Map([...kept, ...typed])
  }

  #type(place: PlaceId, cell: CellKey, field: string, text: string, read: ReadFields): void {
    const sheet = this.sheet(place)
    const key = cellId(sheet, cell)
    const seen = this.#seen.get(key)
    const one = this.#pending.get(key) ?? newPending({ sheet, place, cell, read, visit: this.#visit, seen })
    one.texts.set(field, text)
    one.visit = this.#visit
    this.#pending.set(key, one)
    this.#refresh(place, cell)
    this.#tellUnsaved()
    this.desk.writing(sheet, cell)
    clearTimeout(this.#saveTimer)
    this.#saveTimer = setTimeout(() => void this.flush(), saveDelay)
  }

  /** Reads a cell again from what is stored and typed, and tells who shows it. */
  #refresh(place: PlaceId, cell: CellKey): void {
    const sheet = this.sheet(place)
    const before = this.#device.value(place, cell)
    const texts = this.#texts(sheet, cell)
    const figure = figureOfCell(cell)
    const indicator = figure && indicatorById(this.month.set, figure)
    const read = this.#pending.get(cellId(sheet, cell))?.read ?? (indicator && readFigure(indicator))
    const live = texts.size === 0 || read === undefined ? before : read(before, texts).live
    const touched = this.readings.put(place, cell, live)
    this.#queries.forget(place, cell)
    this.topics.changed([
      topicOf.cell(place, cell),
      ...touched.flatMap(id => [topicOf.cell(place, id), topicOf.total(id)]),
      ...(cell.startsWith('explain/') ? [topicOf.explanations] : []),
    ])
    this.#summarise()
  }

  /** Takes over what the device now holds: only cells that differ are read again. */
  #follow(): void {
    const before = this.#device
    this.#device = new DeviceView(this.desk.state(), this.#sheets)
    for (const [place, sheet] of this.#sheets) {
      if (this.#device.changedState(place, before))
        this.topics.changed([topicOf.summary, ...this.month.indicators.map(one => topicOf.cell(place, one.id))])
      for (const cell of this.#device.changedCells(place, sheet, before)) this.#refresh(place, cell)
    }
  }

  #summarise(): void {
    this.#summary = undefined
    clearTimeout(this.#summaryTimer)
    this.#summaryTimer = setTimeout(() => this.#tellSummary(), summaryDelay)
  }

  #tellSummary(): void {
    const marked = this.#queries.mark([...this.#sheets.keys()].map(place => this.readings.context(place)))
    this.topics.changed([topicOf.summary, topicOf.queries, ...marked])
  }

  #tellUnsaved(): void {
    this.#unsaved.set(this, this.#pending.size)
  }
}
