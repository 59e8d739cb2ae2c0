/** A desk in memory that obeys the interface: what the app's tests work at. Edits show at once, commits are awaited. */
import type {
  Activity,
  CellView,
  Desk,
  DeskState,
  Draft,
  Edit,
  Imported,
  PassphraseSet,
  Removed,
  Saved,
  SheetView,
  StorageProblem,
} from '../../src/device/desk.ts'
import type { Role } from '../../src/domain/access/roles.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import {
  type CellKey,
  everywhere,
  type Instant,
  type IsoDate,
  type OpId,
  type PersonId,
  type PlaceId,
  type ScopeId,
  type SheetId,
  sheetOf,
} from '../../src/domain/ids.ts'
import type { IndicatorSet } from '../../src/domain/set/indicator-set.ts'
import { period } from '../../src/domain/time/period.ts'
import type { ReturnState } from '../../src/domain/workflow.ts'
import { contract, pid, set as smallSet } from '../domain/small-set.ts'

export const june = period('2017-06')
export const places = contract.places
export const sheetFor = (place: string): SheetId => sheetOf(contract.id, pid(place), june)

export const set: IndicatorSet = {
  ...smallSet,
  services: smallSet.services.map(service => ({
    ...service,
    narrative: [
      { id: 'month', title: 'This month', guidance: 'What happened', per: 'place' },
      { id: 'whole', title: 'The contract as a whole', guidance: 'All districts', per: 'contract' },
    ],
  })),
}

const at = '2017-07-11T13:02:00.000Z' as Instant
const opId = (n: number): OpId => `0190a0a0-0000-7000-8000-${String(n).padStart(12, '0')}` as OpId

interface Options {
  readonly role?: Role
  readonly scopes?: readonly string[]
}

export class FakeDesk implements Desk {
  readonly saves: (readonly Edit[])[] = []
  readonly submissions: { readonly sheets: readonly SheetId[]; readonly name: string; readonly role: string }[] = []
  readonly takenBack: SheetId[][] = []
  readonly dismissed: OpId[] = []
  readonly enteredAgain: OpId[][] = []
  readonly takenIn: { readonly sheet: SheetId; readonly opIds: readonly OpId[] }[] = []
  readonly leftOut: { readonly sheet: SheetId; readonly opIds: readonly OpId[]; readonly reason: string }[] = []
  readonly answers: { readonly sheet: SheetId; readonly question: OpId; readonly text: string }[] = []
  readonly confirms: { readonly sheet: SheetId; readonly cells: readonly CellKey[] }[] = []
  /** Cells she was told to be typing in, as often as it was said. */
  readonly told: string[] = []
  /** Texts of backup files read back. */
  readonly imports: string[] = []
  imported: Imported = { ok: true, taken: 0, known: 0, unreadable: 0 }
  happened: readonly Activity[] | Error = []
  locked = false
  removed: Removed = { ok: true }
  /** How often somebody did something, and how often it was to stay unlocked. */
  touched = 0
  stayed = 0
  passphrase = 'four small words'
  /** Milliseconds. */
  mustWait = 0
  /** What storage answers to the next saves. */
  problem: StorageProblem | null = null
  /** Commits wait until released, when a test holds them. */
  #gate: Promise<void> = Promise.resolve()
  #state: DeskState
  #ops = 0
  readonly #listeners = new Set<() => void>()

  constructor({ role = 'provider-editor', scopes }: Options = {}) {
    const all = [...places, everywhere].map(place => `${contract.id}/${place}`)
    this.#state = {
      me: {
        person: { id: 'person-1' as PersonId, name: 'Provider editor', email: 'editor@helper.example', role },
        scopes: (scopes ?? all) as ScopeId[],
      },
      installation: {
        council: 'A council',
        protocol: 1,
        appVersion: 'test',
        sample: true,
        today: '2017-07-11' as IsoDate,
      },
      set,
      collections: [{ service: 'support', period: june, due: '2017-07-14' as IsoDate, state: 'open' }],
      sheets: new Map(),
      histories: new Map(),
      drafts: [],
      needsYou: [],
      writing: [],
      status: {
        waiting: 0,
        savedAt: null,
        receivedAt: null,
        connection: 'idle',
        checkedAt: null,
        storage: null,
        unsaved: 0,
        persistent: null,
      },
      made: 0,
    }
  }

  state(): DeskState {
    return this.#state
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Another state, as a pull or a sync would make it. */
  change(part: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of [...this.#listeners]) listener()
  }

  /** Holds commits until the function it gives is called. */
  hold(): () => void {
    let release: () => void = () => undefined
    this.#gate = new Promise(done => {
      release = done
    })
    return release
  }

  value(place: string, cell: string): CellValue | null | undefined {
    return this.#state.sheets.get(sheetFor(place))?.cells.get(cell as CellKey)?.value
  }

  /** Puts what the server holds, as a pull does. */
  pull(place: string, cells: Readonly<Record<string, CellValue>>): void {
    this.#put(
      Object.entries(cells).map(([cell, value]) => ({ sheet: sheetFor(place), cell: cell as CellKey, value })),
      'received',
    )
  }

  setSheet(place: string, part: Partial<Omit<SheetView, 'sheet' | 'cells'>>): void {
    const sheet = sheetFor(place)
    this.change({ sheets: new Map(this.#state.sheets).set(sheet, { ...this.#view(sheet), ...part }) })
  }

  async save(edits: readonly Edit[]): Promise<Saved> {
    this.saves.push(edits)
    this.#put(edits, 'waiting')
    await this.#gate
    if (this.problem !== null) {
      this.change({ status: { ...this.#state.status, storage: this.problem, unsaved: edits.length } })
      return { ok: false, problem: this.problem }
    }
    this.change({ status: { ...this.#state.status, savedAt: at, waiting: this.#ops } })
    return { ok: true, at }
  }

  async keepDraft(draft: Draft): Promise<Saved> {
    const others = this.#state.drafts.filter(
      one => one.sheet !== draft.sheet || one.cell !== draft.cell || one.field !== draft.field,
    )
    this.change({ drafts: draft.text === '' ? others : [...others, draft] })
    await this.#gate
    return { ok: true, at }
  }

  async submit(sheets: readonly SheetId[], confirm: { readonly name: string; readonly role: string }): Promise<Saved> {
    this.submissions.push({ sheets, ...confirm })
    const views = new Map(this.#state.sheets)
    for (const sheet of sheets)
      views.set(sheet, {
        ...this.#view(sheet),
        submitting: { opId: opId(++this.#ops), state: 'queued', deviceTime: at },
      })
    this.change({ sheets: views })
    return { ok: true, at }
  }

  async takeBack(sheets: readonly SheetId[]): Promise<Saved> {
    this.takenBack.push([...sheets])
    const views = new Map(this.#state.sheets)
    for (const sheet of sheets)
      views.set(sheet, { ...this.#view(sheet), state: 'open' as ReturnState, submitting: null })
    this.change({ sheets: views })
    return { ok: true, at }
  }

  async dismiss(id: OpId): Promise<Saved> {
    this.dismissed.push(id)
    return this.#closed([id])
  }

  async enterAgain(opIds: readonly OpId[]): Promise<Saved> {
    this.enteredAgain.push([...opIds])
    return this.#closed(opIds)
  }

  async takeIn(sheet: SheetId, opIds: readonly OpId[]): Promise<Saved> {
    this.takenIn.push({ sheet, opIds })
    return this.#settled(sheet, opIds)
  }

  async leaveOut(sheet: SheetId, opIds: readonly OpId[], reason: string): Promise<Saved> {
    this.leftOut.push({ sheet, opIds, reason })
    return this.#settled(sheet, opIds)
  }

  async answerQuestion(sheet: SheetId, question: OpId, text: string): Promise<Saved> {
    this.answers.push({ sheet, question, text })
    await this.#gate
    if (this.problem !== null) return { ok: false, problem: this.problem }
    const view = this.#view(sheet)
    const by = { id: this.#state.me.person.id, name: this.#state.me.person.name }
    const id = opId(++this.#ops)
    const said = { id, by, side: 'provider', text, deviceTime: at, receivedAt: at, standing: 'queued' } as const
    const questions = view.review?.questions?.map(one => {
      const messages = one.messages.filter(message => message.standing !== 'queued')
      return one.id === question ? { ...one, messages: text === '' ? messages : [...messages, said] } : one
    })
    this.change({
      drafts: this.#state.drafts.filter(one => one.cell !== `question/${question}`),
      sheets: new Map(this.#state.sheets).set(sheet, { ...view, review: { ...view.review, questions } }),
    })
    return { ok: true, at }
  }

  async confirmFigures(sheet: SheetId, cells: readonly CellKey[]): Promise<Saved> {
    this.confirms.push({ sheet, cells })
    await this.#gate
    if (this.problem !== null) return { ok: false, problem: this.problem }
    const view = this.#view(sheet)
    const { id, name } = this.#state.me.person
    const confirmed = new Map(
      [...view.cells].map(([key, cell]): [CellKey, CellView] =>
        cell.behalf && cells.includes(key)
          ? [key, { ...cell, behalf: { ...cell.behalf, confirmed: { by: { id, name }, at }, standing: 'waiting' } }]
          : [key, cell],
      ),
    )
    this.change({ sheets: new Map(this.#state.sheets).set(sheet, { ...view, cells: confirmed }) })
    return { ok: true, at }
  }

  /** A figure that the council entered on the provider's behalf. */
  putBehalf(place: string, cell: string, value: CellValue, behalf: NonNullable<CellView['behalf']>): void {
    const view = this.#view(sheetFor(place))
    const held: CellView = { value, base: opId(++this.#ops), standing: 'received', behalf }
    const cells = new Map(view.cells).set(cell as CellKey, held)
    this.change({ sheets: new Map(this.#state.sheets).set(view.sheet, { ...view, cells }) })
  }

  /** What holds keystrokes: a test asks it as a desk does that ends. */
  readonly savers = new Set<() => void>()
  beforeLeaving(save: () => void): () => void {
    this.savers.add(save)
    return () => {
      this.savers.delete(save)
    }
  }

  writing(sheet: SheetId, cell: CellKey): void {
    this.told.push(`${sheet} ${cell}`)
  }

  async sync(): Promise<void> {}

  async signInAgain(password: string) {
    return password === 'right'
      ? ({ ok: true } as const)
      : ({ ok: false, refusal: { type: 'problem', code: 'wrong-password' } } as const)
  }

  async exportUnsent(): Promise<Blob> {
    return new Blob(['{}'])
  }

  async importBackup(text: string): Promise<Imported> {
    this.imports.push(text)
    return this.imported
  }

  async activity(): Promise<readonly Activity[]> {
    if (this.happened instanceof Error) throw this.happened
    return this.happened
  }

  async diagnostics(): Promise<Blob> {
    return new Blob(['{}'])
  }

  async changePassphrase(old: string, next: string): Promise<PassphraseSet> {
    if (this.problem !== null) return { ok: false, because: this.problem }
    if (old !== this.passphrase) return { ok: false, because: 'wrong-passphrase' }
    this.passphrase = next
    return { ok: true }
  }

  async wait(): Promise<number> {
    return this.mustWait
  }

  async removeMyData(): Promise<Removed> {
    if (this.removed.ok) this.change({ status: { ...this.#state.status, stopped: 'removed' } })
    return this.removed
  }

  active(): void {
    this.touched += 1
  }

  stayUnlocked(): void {
    this.stayed += 1
    this.change({ status: { ...this.#state.status, idle: 'active' } })
  }

  lock(): void {
    this.locked = true
  }

  async #closed(opIds: readonly OpId[]): Promise<Saved> {
    await this.#gate
    if (this.problem !== null) return { ok: false, problem: this.problem }
    this.change({ needsYou: this.#state.needsYou.filter(one => !opIds.includes(one.opId)) })
    return { ok: true, at }
  }

  async #settled(sheet: SheetId, opIds: readonly OpId[]): Promise<Saved> {
    await this.#gate
    if (this.problem !== null) return { ok: false, problem: this.problem }
    const { late = [], ...view } = this.#view(sheet)
    const left = late.filter(one => !opIds.includes(one.opId))
    const next: SheetView = left.length > 0 ? { ...view, late: left } : view
    this.change({ sheets: new Map(this.#state.sheets).set(sheet, next) })
    return { ok: true, at }
  }

  #view(sheet: SheetId): SheetView {
    return (
      this.#state.sheets.get(sheet) ?? { sheet, state: 'open', submission: null, submitting: null, cells: new Map() }
    )
  }

  #put(edits: readonly Edit[], standing: CellView['standing']): void {
    const sheets = new Map(this.#state.sheets)
    for (const { sheet, cell, value } of edits) {
      const view = sheets.get(sheet) ?? this.#view(sheet)
      this.#ops += 1
      sheets.set(sheet, { ...view, cells: new Map(view.cells).set(cell, { value, base: opId(this.#ops), standing }) })
    }
    this.change({ sheets })
  }
}

export const placeOf = (id: string): PlaceId => pid(id)
