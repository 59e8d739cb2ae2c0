/** An officer's session in memory. */
import type { Office } from '../../src/device/door/office.ts'
import { type ReviewOnline, reviewOnline } from '../../src/device/online/review.ts'
import type { Answer } from '../../src/device/sync/api.ts'
import type { Instant } from '../../src/domain/ids.ts'
import type { Board, BoardRow, Outcome, ReturnView, Surrendered } from '../../src/protocol/exchange.ts'
import type { OfficersAct } from '../../src/protocol/operation.ts'
import type { RecordFilter, RecordPage, ReturnChanges } from '../../src/protocol/record.ts'
import { FakeSession } from './account/fake-session.ts'
import { FakeDesk, june, set, sheetFor } from './fake-desk.ts'

export const received = '2017-07-11T13:03:00.000Z' as Instant
export const row = (place: string, more: Partial<BoardRow> = {}): BoardRow => ({
  sheet: sheetFor(place),
  state: 'open',
  answered: 0,
  owed: 6,
  written: more.answered ?? 0,
  ordinal: null,
  submittedAt: null,
  lockedOut: 0,
  conflicts: 0,
  ratings: { green: 0, amber: 0, red: 0, notRated: 6 },
  worsened: 0,
  explained: 0,
  unexplained: 0,
  questions: { owedByProvider: 0, owedByCouncil: 0, since: null, cells: [] },
  toConfirm: 0,
  toDecide: 0,
  received: more.submittedAt ?? null,
  statedAt: null,
  onTime: null,
  reopened: false,
  seen: null,
  clean: false,
  ...more,
})
export const board = (rows: readonly BoardRow[]): Board => ({
  period: june,
  collections: [...new FakeDesk().state().collections],
  rows: [...rows],
})

export class FakeOffice implements Office {
  readonly me = new FakeDesk({ role: 'officer', scopes: [] }).state().me
  readonly installation = new FakeDesk().state().installation
  readonly set = set
  readonly collections = new FakeDesk().state().collections
  answer: Answer<Board> = { ok: true, value: board([row('west-c'), row('all', { owed: 0 }), row('east-a')]) }
  view: ReturnView | undefined
  poke: () => void = () => undefined

  async board() {
    return this.answer
  }
  handedOver: Surrendered['changes'] = []
  unreadable = 0
  async surrendered(): Promise<Answer<Surrendered>> {
    return { ok: true, value: { changes: this.handedOver, unreadable: this.unreadable } }
  }
  async returnView(): Promise<Answer<ReturnView>> {
    return this.view ? { ok: true, value: this.view } : { ok: false, refusal: { type: 'offline' } }
  }
  /** What was asked of the record, in order. */
  readonly asked: { readonly filter: RecordFilter; readonly before: number | null }[] = []
  /** Pages of the record, newest first; the last one is given again and again. */
  recordPages: Answer<RecordPage>[] = [{ ok: true, value: { entries: [], next: null, contracts: [], people: [] } }]
  changes: Answer<ReturnChanges> = { ok: true, value: { changes: [], next: null } }
  csv: Answer<string> = { ok: true, value: 'number,when (UTC)' }
  async record(filter: RecordFilter, before: number | null): Promise<Answer<RecordPage>> {
    this.asked.push({ filter, before })
    const [page] = this.recordPages.length > 1 ? this.recordPages.splice(0, 1) : this.recordPages
    if (!page) throw new Error('No page is left')
    return page
  }
  async returnChanges(): Promise<Answer<ReturnChanges>> {
    return this.changes
  }
  async recordCsv(): Promise<Answer<string>> {
    return this.csv
  }
  /** The server's stream opens, or is interrupted. */
  live: (is: boolean) => void = () => undefined
  watch(listener: () => void, live?: (is: boolean) => void) {
    this.poke = listener
    if (live) this.live = live
    return () => undefined
  }
  /** What she has done to returns, as it was sent. */
  readonly acts: OfficersAct[] = []
  /** What becomes of each. */
  outcome: (act: OfficersAct) => Outcome = ({ opId }) => ({ opId, outcome: 'applied', receivedAt: received })
  readonly review: ReviewOnline = {
    ...reviewOnline(
      this.me.person,
      set,
      { write: async () => ({ ok: false, refusal: { type: 'offline' } }) },
      { appVersion: 'test', now: () => Date.parse(received) },
    ),
    send: async acts => {
      this.acts.push(...acts)
      return { ok: true, value: acts.map(this.outcome) }
    },
  }
  /** What pages of people and of her account have asked through it. */
  readonly sent: string[] = []
  readonly #out = { ok: false, refusal: { type: 'problem', code: 'not-signed-in' } } as const
  readonly api: Office['api'] = {
    read: async (_schema, path) => {
      this.sent.push(path)
      return this.#out
    },
    write: async (_schema, path) => {
      this.sent.push(path)
      return this.#out
    },
  }
  /** How her session stands; a test says so. */
  readonly session = new FakeSession()
  async signInAgain(password: string) {
    if (password !== 'right') return { ok: false, refusal: { type: 'problem', code: 'wrong-password' } } as const
    this.session.becomes({ is: 'going' })
    return { ok: true } as const
  }
  async signOut() {}
}
