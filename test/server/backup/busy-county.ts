/** A data file in which everything has happened that can: every outcome, late changes, submissions, what waits. */
import fc from 'fast-check'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, Instant, OpId, SheetId } from '../../../src/domain/ids.ts'
import type { Outcome, SheetRow } from '../../../src/protocol/exchange.ts'
import type { Operation, SetOperation } from '../../../src/protocol/operation.ts'
import { seenDigest } from '../../../src/server/sync/decide/decide-return.ts'
import { amount, ratio } from '../../domain/small-set.ts'
import {
  common,
  eastA,
  opId,
  resolveCell,
  setCell,
  setVersion,
  sheet,
  submitSheets,
  voidOf,
  withdrawSheets,
} from '../operations.ts'
import { Browser, longSessions, TestServer } from '../test-server.ts'

const text = (words: string): CellValue => ({ type: 'text', paragraphs: [words], audience: 'council' })

/** Somebody at a device: numbers what she does. */
export class Maker {
  readonly browser: Browser
  seq = 0

  constructor(browser: Browser) {
    this.browser = browser
  }

  set(cell: string, value: CellValue | null, more: Partial<SetOperation> = {}): SetOperation {
    return setCell(this.browser, ++this.seq, cell, value, more)
  }

  leave(of: SheetId, operations: readonly OpId[]): Operation {
    return {
      ...common(this.browser, ++this.seq, of),
      kind: 'leave',
      value: { operations: [...operations], reason: 'Counted in another month.' },
    }
  }

  async push(...operations: readonly Operation[]): Promise<readonly Outcome[]> {
    return (await this.browser.push(operations)).outcomes
  }

  async row(of: SheetId): Promise<SheetRow | undefined> {
    return (await this.browser.pull()).scopes.flatMap(scope => scope.sheets).find(row => row.sheet === of)
  }
}

export class BusyCounty {
  readonly at: TestServer
  readonly lead: Maker
  readonly editor: Maker
  readonly worker: Maker
  readonly clock: { now: number }

  private constructor(at: TestServer, makers: readonly [Maker, Maker, Maker], clock: { now: number }) {
    this.at = at
    this.lead = makers[0]
    this.editor = makers[1]
    this.worker = makers[2]
    this.clock = clock
  }

  static async open(): Promise<BusyCounty> {
    const clock = { now: Date.parse('2017-07-03T08:00:00.000Z') }
    const now = (): Instant => {
      clock.now += 1_000
      return new Date(clock.now).toISOString() as Instant
    }
    const at = await TestServer.open({ now, sessions: longSessions })
    const [lead, editor, worker] = [
      await Browser.signIn(at, 'lead'),
      await Browser.signIn(at, 'editor'),
      await Browser.signIn(at, 'worker'),
    ]
    return new BusyCounty(at, [new Maker(lead), new Maker(editor), new Maker(worker)], clock)
  }

  get makers(): readonly Maker[] {
    return [this.lead, this.editor, this.worker]
  }

  /** Every kind of outcome once, by name, so that a test can plant a fault in each. Gives the outcomes there were. */
  async everything(): Promise<ReadonlySet<string>> {
    const seen = new Set<string>()
    const push = async (maker: Maker, ...operations: readonly Operation[]): Promise<void> => {
      for (const { outcome, code } of await maker.push(...operations)) seen.add(code ? `${outcome} ${code}` : outcome)
    }
    const { lead, editor, worker } = this
    const first = editor.set('closed', amount(4))
    await push(editor, first, editor.set('open', amount(9)), voidOf(editor.browser, ++editor.seq))
    // The same figure, another figure, another of hers in its place, and the same again after all.
    await push(lead, lead.set('closed', amount(4)))
    const side = worker.set('closed', amount(5))
    await push(worker, side)
    await push(worker, worker.set('closed', amount(6), { base: side.opId }))
    const other = lead.set('closed', amount(7))
    await push(lead, other)
    await push(lead, lead.set('closed', amount(4), { base: other.opId }))
    const sides = (await lead.row(eastA))?.cells['closed' as CellKey]?.sides ?? []
    const named = sides.map(each => each.token)
    await push(lead, resolveCell(lead.browser, ++lead.seq, 'closed', amount(6), first.opId, named))
    // Two people's paragraphs.
    const words = editor.set('narrative/key-points', text('What the figures do not say.'))
    await push(editor, words)
    await push(lead, lead.set('narrative/key-points', text('Another paragraph.'), { base: words.opId }))
    await push(editor, editor.set('narrative/key-points', text('My own paragraph.'), { base: words.opId }))
    await push(worker, worker.set('narrative/key-points', text('A third one.'), { base: words.opId }))
    // Its base comes later from another device, or never.
    const missing = opId()
    await push(worker, worker.set('good', ratio(1, 3), { base: missing }))
    await push(editor, editor.set('open', amount(3), { sheet: sheet('west-c'), base: opId() }))
    await push(editor, { ...editor.set('good', ratio(1, 2)), opId: missing })
    await push(editor, editor.set('spent', amount(1)), editor.set('seen', amount(1)))
    await push(editor, { ...editor.set('open', amount(1)), v: 2 } as never, { kind: 'nothing' } as never)
    await this.submitEastB(push)
    // The one that nobody sent: given up after 35 days.
    this.clock.now += 36 * 24 * 60 * 60 * 1000
    await push(lead, lead.set('closed', amount(1), { sheet: sheet('west-c') }))
    await this.handOver()
    return seen
  }

  /** Answered, submitted, changed too late, left out, withdrawn, taken in, and submitted again. */
  private async submitEastB(push: (maker: Maker, ...operations: readonly Operation[]) => Promise<void>): Promise<void> {
    const { lead, editor } = this
    const eastB = sheet('east-b')
    const answers: Readonly<Record<string, CellValue>> = {
      closed: amount(4),
      open: amount(9),
      achieved: ratio(3),
      withdrawn: ratio(0),
      good: ratio(2, 3),
      caseload: ratio(undefined, 3),
    }
    await push(lead, ...Object.entries(answers).map(([cell, value]) => lead.set(cell, value, { sheet: eastB })))
    const submit = async (): Promise<Operation> => {
      const seen = seenDigest((await lead.row(eastB))?.cells ?? {}, setVersion)
      return submitSheets(lead.browser, ++lead.seq, [
        { sheet: eastB, seen },
        { sheet: sheet('all'), seen: 'f'.repeat(64) },
      ])
    }
    await push(lead, await submit())
    const late = editor.set('closed', amount(5), { sheet: eastB })
    const later = editor.set('open', amount(8), { sheet: eastB })
    await push(editor, late, later, editor.set('good', ratio(3, 3), { sheet: eastB }))
    await push(lead, lead.leave(eastB, [later.opId]), lead.leave(eastB, [later.opId]))
    await push(lead, withdrawSheets(lead.browser, ++lead.seq, [eastB]))
    const base = (await lead.row(eastB))?.cells['closed' as CellKey]?.token ?? null
    await push(lead, lead.set('closed', amount(5), { sheet: eastB, base, takes: late.opId }))
    await push(lead, await submit())
  }

  private async handOver(): Promise<void> {
    const { browser } = this.worker
    await browser.post('/api/surrender', {
      device: browser.device,
      operations: [this.worker.set('open', amount(2)), 7],
    })
    await browser.ask({
      method: 'POST',
      url: '/api/push',
      payload: '{"half": ',
      headers: { 'content-type': 'application/json' },
    })
  }

  /** A random change of a random person: usually upon something that was there, sometimes upon nothing known. */
  readonly change = (): fc.Arbitrary<(known: OpId[]) => Promise<void>> =>
    fc
      .record({
        who: fc.nat(2),
        cell: fc.constantFrom('closed', 'open', 'narrative/key-points'),
        value: fc.option(fc.integer({ min: 1, max: 3 })),
        base: fc.option(fc.nat()),
        kind: fc.constantFrom('set', 'set', 'set', 'resolve', 'submit', 'withdraw', 'void', 'unreadable'),
        unknown: fc.nat(9),
        days: fc.constantFrom(0, 0, 0, 0, 0, 20, 40),
      })
      .map(({ who, cell, value: picked, base: behind, kind, unknown, days }) => async known => {
        this.clock.now += days * 24 * 60 * 60 * 1000
        const maker = this.makers[who] ?? this.lead
        const value = picked === null ? null : cell.startsWith('narrative') ? text(`Words ${picked}`) : amount(picked)
        const base = unknown === 0 ? opId() : behind === null ? null : (known[known.length - 1 - (behind % 6)] ?? null)
        const row = await maker.row(eastA)
        const at = row?.cells[cell as CellKey]
        const made: Operation =
          kind === 'resolve'
            ? resolveCell(
                maker.browser,
                ++maker.seq,
                cell,
                value,
                at?.token ?? null,
                at?.sides?.map(s => s.token) ?? [],
              )
            : kind === 'submit'
              ? submitSheets(maker.browser, ++maker.seq, [
                  { sheet: eastA, seen: seenDigest(row?.cells ?? {}, setVersion) },
                ])
              : kind === 'withdraw'
                ? withdrawSheets(maker.browser, ++maker.seq, [eastA])
                : kind === 'void'
                  ? voidOf(maker.browser, ++maker.seq)
                  : maker.set(cell, value, { base })
        await maker.push(kind === 'unreadable' ? ({ ...made, value: 'anything' } as never) : made)
        known.push(made.opId)
      })

  close(): Promise<void> {
    return this.at.close()
  }
}
