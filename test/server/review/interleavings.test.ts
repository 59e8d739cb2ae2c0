/** Providers and officers at one return, in any order: nothing slips in unseen, what is accepted stands, nothing said is lost, and it replays. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { type CellKey, type DeviceId, type OpId, partsOfSheet, type ScopeId } from '../../../src/domain/ids.ts'
import type { Operation } from '../../../src/protocol/operation.ts'
import { replayFaults } from '../../../src/server/backup/replay.ts'
import type { Author } from '../../../src/server/sync/decide/batch.ts'
import { seenDigest, standingValues } from '../../../src/server/sync/decide/decide-return.ts'
import { officeDeviceOf } from '../../../src/server/sync/decide/review/office.ts'
import { amount } from '../../domain/small-set.ts'
import { author, MemoryLog, start } from '../memory-log.ts'
import { common, eastA, leaveOut, setCell, setVersion, submitSheets, withdrawSheets } from '../operations.ts'
import { answers } from './officer.ts'

const runs = Number(process.env['REVIEW_RUNS'] ?? 120)

/** What she had on her screen when she last looked. */
interface Screen {
  readonly seen: string
  readonly values: ReadonlyMap<CellKey, CellValue>
  readonly tokens: Readonly<Record<string, OpId>>
}

class Someone {
  readonly who: Author
  readonly id: Author['id']
  readonly device: DeviceId
  private seq = 0
  screen: Screen = { seen: 'e'.repeat(64), values: new Map(), tokens: {} }
  private readonly log: MemoryLog

  constructor(log: MemoryLog, name: string, role: 'provider-lead' | 'officer', n: number) {
    this.log = log
    this.who = author(name, role)
    this.id = this.who.id
    this.device = role === 'officer' ? officeDeviceOf(this.id) : (`00000000-0000-4000-8000-00000000000${n}` as DeviceId)
  }

  looks(): void {
    const { cells = {} } = this.log.sheets.get(eastA) ?? {}
    const tokens = Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cell.token]))
    this.screen = { seen: seenDigest(cells, setVersion), values: standingValues(cells), tokens }
  }

  does(make: (seq: number) => Operation): string {
    const [outcome] = this.log.outcomes(this.who, this.device, [make(++this.seq)], this.log.received.length + start)
    return outcome?.outcome ?? 'unanswered'
  }
}

const step = fc.record({
  who: fc.nat(1),
  what: fc.constantFrom(
    ...(['look', 'look', 'type', 'submit', 'withdraw', 'accept', 'accept', 'send-back'] as const),
    ...(['ask', 'answer', 'officer-answers', 'close', 'enter', 'confirm', 'take-late', 'leave', 'rule'] as const),
    ...(['type', 'take-late', 'decline', 'close-month', 'open-month', 'reopen'] as const),
  ),
  value: fc.nat(3),
})

describe('whatever officers and providers do', () => {
  it('what is accepted is what was on the officer’s screen, no message is lost, and the log gives what is stored', () => {
    const counted = new Map<string, number>()
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), steps => {
        const log = new MemoryLog()
        const providers = [1, 2].map(n => new Someone(log, `lead-${n}`, 'provider-lead', n))
        const officers = [3, 4].map(n => new Someone(log, `officer-${n}`, 'officer', n))
        const [first] = providers
        for (const [cell, value] of Object.entries(answers)) first?.does(seq => setCell(first, seq, cell, value))
        for (const each of [...providers, ...officers]) each.looks()
        let said = 0
        let everClosed = false
        // By what the rule says: the first receipt, unless it was withdrawn before it was ever sent back.
        let received: string | undefined
        let sentBack = false
        for (const { who, what, value } of steps) {
          const [provider, officer] = [providers[who], officers[who]]
          if (!provider || !officer) throw new RangeError('Two of each')
          const row = log.sheets.get(eastA)
          const question = row?.review?.questions?.[value]?.id ?? ('01900000-0000-7000-8000-ffffffffffff' as OpId)
          const late = row?.late?.map(each => each.opId) ?? []
          const token = officer.screen.tokens['closed'] ?? null
          const make = (by: Someone, doing: object) => (seq: number) =>
            ({ ...common(by, seq, eastA), ...doing }) as unknown as Operation
          const became = ((): string => {
            switch (what) {
              case 'look':
                provider.looks()
                officer.looks()
                return 'looked'
              case 'type': {
                const base = provider.screen.tokens['closed'] ?? null
                return provider.does(seq => setCell(provider, seq, 'closed', amount(value), { base }))
              }
              case 'submit':
                return provider.does(seq => submitSheets(provider, seq, [{ sheet: eastA, seen: provider.screen.seen }]))
              case 'withdraw':
                return provider.does(seq => withdrawSheets(provider, seq, [eastA]))
              case 'accept':
                return officer.does(make(officer, { kind: 'accept', value: { seen: officer.screen.seen } }))
              case 'send-back':
                return officer.does(
                  make(officer, { kind: 'send-back', value: { seen: officer.screen.seen, words: '' } }),
                )
              case 'ask':
                return officer.does(make(officer, { kind: 'question', value: { cells: [], text: 'Why?' } }))
              case 'answer':
                return provider.does(make(provider, { kind: 'answer', value: { question, text: 'So.' } }))
              case 'officer-answers':
                return officer.does(make(officer, { kind: 'answer', value: { question, text: 'Yet?' } }))
              case 'close':
                return officer.does(make(officer, { kind: 'close-question', value: { question } }))
              case 'enter':
                return officer.does(
                  make(officer, {
                    kind: 'enter',
                    cell: 'closed',
                    value: amount(value),
                    base: token,
                    source: 'by phone',
                    date: '2017-07-10',
                  }),
                )
              case 'confirm':
                return provider.does(
                  make(provider, {
                    kind: 'confirm',
                    value: { cells: [{ cell: 'closed', token: provider.screen.tokens['closed'] }] },
                  }),
                )
              case 'take-late':
                return late.length === 0
                  ? 'nothing'
                  : officer.does(
                      make(officer, {
                        kind: 'take-late',
                        value: { operations: late.slice(0, 1), seen: officer.screen.seen },
                      }),
                    )
              case 'decline':
                return late.length === 0
                  ? 'nothing'
                  : officer.does(
                      make(officer, { kind: 'leave', value: { operations: late.slice(0, 1), reason: 'Too late' } }),
                    )
              case 'close-month':
              case 'open-month':
                log.closed = what === 'close-month'
                everClosed ||= log.closed
                return 'done'
              case 'reopen':
                return officer.does(make(officer, { kind: 'reopen', value: { reason: 'A slip.' } }))
              case 'leave':
                return late.length === 0 ? 'nothing' : provider.does(seq => leaveOut(provider, seq, late.slice(0, 1)))
              case 'rule':
                return officer.does(
                  make(officer, {
                    kind: 'rule',
                    cell: 'closed',
                    value: { token: token ?? question, outcome: 'taken', words: '' },
                  }),
                )
            }
          })()
          counted.set(`${what} ${became}`, (counted.get(`${what} ${became}`) ?? 0) + 1)
          const after = log.sheets.get(eastA)
          if (became === 'applied' && ['ask', 'answer', 'officer-answers'].includes(what)) said += 1
          if (became === 'applied' && what === 'accept') {
            expect(row?.state).toBe('submitted')
            expect(standingValues(after?.cells ?? {})).toEqual(officer.screen.values)
          }
          // An entry of an officer's stands upon what she saw, and on nothing that came between.
          if (became === 'applied' && what === 'enter')
            expect(row?.cells['closed' as CellKey]?.token ?? null).toBe(token)
          if (became === 'applied' && what === 'take-late')
            expect(standingValues(row?.cells ?? {})).toEqual(officer.screen.values)
          expect(after?.review?.accepted !== undefined).toBe(after?.state === 'accepted')
          // Accepted is what stands, whatever was done since.
          if (after?.state === 'accepted')
            expect(after.review?.accepted?.seen).toBe(seenDigest(after.cells, setVersion))
          if (became === 'applied' && what === 'submit') received ??= after?.submission?.receivedAt
          if (became === 'applied' && what === 'withdraw' && !sentBack) received = undefined
          if (became === 'applied' && what === 'send-back') sentBack = true
          expect(after?.review?.received).toBe(received)
        }
        const messages = log.sheets.get(eastA)?.review?.questions?.flatMap(each => each.messages) ?? []
        expect(messages).toHaveLength(said)
        const scope = partsOfSheet(eastA)?.scope as ScopeId
        const faults = replayFaults({
          scope,
          log: log.log.filter(entry => entry.scope === scope),
          operations: log.operations,
          sheets: new Map([...log.sheets].filter(([, sheet]) => sheet.scope === scope)),
          wasClosed: () => everClosed,
        })
        expect([...faults]).toEqual([])
      }),
      { numRuns: runs },
    )
    // Not only refusals were tried.
    for (const happened of [
      'accept applied',
      'accept rejected',
      'answer applied',
      'enter applied',
      'enter rejected',
      'confirm applied',
      'type conflict',
      'send-back applied',
      'take-late applied',
      'take-late rejected',
      'decline applied',
      'reopen applied',
    ])
      expect([happened, (counted.get(happened) ?? 0) > 0]).toEqual([happened, true])
  })
})
