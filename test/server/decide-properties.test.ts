/** The server's decision under every order, repetition and loss that a network can make. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellKey, DeviceId, OpId } from '../../src/domain/ids.ts'
import type { Operation } from '../../src/protocol/operation.ts'
import type { Author } from '../../src/server/sync/decide/batch.ts'
import { amount } from '../domain/small-set.ts'
import { author, MemoryLog } from './memory-log.ts'
import { eastA, resolveCell, setCell } from './operations.ts'

const names = ['ada', 'ben', 'cy'] as const
const cells = ['closed', 'open'] as const

/** A device as the server meets it: it chains its own edits, pulls now and then, and repeats what got no answer. */
class Simulated {
  readonly who: Author
  readonly device: DeviceId
  readonly made: Operation[] = []
  /** What its author had before her when she made it: the token she pulled, and her own write after it. */
  readonly saw = new Map<OpId, ReadonlySet<OpId | null>>()
  private acked = 0
  private pulled = new Map<string, { readonly token: OpId | null; readonly sides: readonly OpId[] }>()
  private own = new Map<string, OpId>()

  constructor(index: number) {
    this.who = author(names[index] ?? 'ada', index === 2 ? 'provider-lead' : 'provider-editor')
    this.device = `00000000-0000-4000-8000-00000000000${index}` as DeviceId
  }

  edit(cell: string, value: number, resolves: boolean): void {
    const seen = this.pulled.get(cell) ?? { token: null, sides: [] }
    const base = this.own.get(cell) ?? seen.token
    const maker = { id: this.who.id, device: this.device }
    const seq = this.made.length + 1
    const operation = resolves
      ? resolveCell(maker, seq, cell, amount(value), base, seen.sides)
      : setCell(maker, seq, cell, amount(value), { base })
    this.saw.set(operation.opId, new Set([base, seen.token]))
    this.made.push(operation)
    this.own.set(cell, operation.opId)
  }

  /** The next operations without a receipt; `lost`: the answer never comes back. */
  push(log: MemoryLog, count: number, lost: boolean): void {
    const batch = this.made.slice(this.acked, this.acked + count)
    const decision = log.push(this.who, this.device, batch)
    expect(decision.type).toBe('decided')
    if (!lost) this.acked += batch.length
  }

  /** A copy of an earlier request that the network kept and delivers now. */
  repeat(log: MemoryLog, from: number, count: number): void {
    const batch = this.made.slice(0, this.acked).slice(from, from + count)
    if (batch.length > 0) expect(log.push(this.who, this.device, batch).type).toBe('decided')
  }

  pull(log: MemoryLog): void {
    for (const cell of cells) {
      const stands = log.cell(eastA, cell)
      this.pulled.set(cell, { token: stands?.token ?? null, sides: (stands?.sides ?? []).map(side => side.token) })
      // What she has no receipt for stays on top of what she pulled.
      const waits = this.made.slice(this.acked).findLast(operation => 'cell' in operation && operation.cell === cell)
      if (waits) this.own.set(cell, waits.opId)
      else this.own.delete(cell)
    }
  }

  quiet(log: MemoryLog): void {
    while (this.acked < this.made.length) this.push(log, 100, false)
  }
}

const step = fc.oneof(
  fc.record({
    type: fc.constant('edit' as const),
    who: fc.nat(2),
    cell: fc.constantFrom(...cells),
    value: fc.nat(3),
    resolves: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('push' as const),
    who: fc.nat(2),
    count: fc.integer({ min: 1, max: 4 }),
    lost: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('repeat' as const),
    who: fc.nat(2),
    from: fc.nat(6),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ type: fc.constant('pull' as const), who: fc.nat(2) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Runs the steps, checking each change of a standing figure as it happens. */
function run(steps: readonly Step[]): { readonly log: MemoryLog; readonly devices: readonly Simulated[] } {
  const log = new MemoryLog()
  const devices = [new Simulated(0), new Simulated(1), new Simulated(2)]
  const tokens = (): Map<string, OpId | null> =>
    new Map(cells.map(cell => [cell, log.cell(eastA, cell)?.token ?? null]))
  for (const each of steps) {
    const device = devices[each.who]
    if (!device) continue
    if (each.type === 'edit') device.edit(each.cell, each.value, each.resolves)
    if (each.type === 'push') device.push(log, each.count, each.lost)
    if (each.type === 'repeat') device.repeat(log, each.from, each.count)
    if (each.type === 'pull') device.pull(log)
  }
  for (const device of devices) device.quiet(log)
  expect([...tokens().values()].every(token => token === null || log.operations.has(token))).toBe(true)
  return { log, devices }
}

/** The same operations, once each, in the order they were first received. */
function replayed(log: MemoryLog): MemoryLog {
  const again = new MemoryLog()
  for (const { author: by, device, operation } of log.received) again.push(by, device, [operation])
  return again
}

const runs = { numRuns: 400 }
const steps = fc.array(step, { minLength: 1, maxLength: 40 })

describe('the decision, for any history', () => {
  it('P2 each applied write replaces exactly a write its author saw, or one that hers amounts to', () => {
    fc.assert(
      fc.property(steps, history => {
        const { log, devices } = run(history)
        const saw = new Map(devices.flatMap(device => [...device.saw]))
        // Replay one by one: what stood before each applied write is a write its author built on.
        const again = new MemoryLog()
        for (const { author: by, device, operation } of log.received) {
          const { opId, cell } = operation as { opId: OpId; cell: CellKey }
          const before = again.cell(eastA, cell)?.token ?? null
          const decision = again.push(by, device, [operation])
          if (decision.type !== 'decided' || decision.outcomes[0]?.outcome !== 'applied') {
            // Nothing else may move the standing figure.
            expect(again.cell(eastA, cell)?.token ?? null).toBe(before)
            continue
          }
          const seen = [...(saw.get(opId) ?? [])]
          const amountsTo = seen.flatMap(token => {
            const own = token === null ? undefined : again.operations.get(token)
            return own?.outcome === 'agreed'
              ? [own.token ?? null]
              : [token, ...(own?.outcome === 'rejected' ? [own.base] : [])]
          })
          expect(amountsTo).toContain(before)
        }
      }),
      runs,
    )
  })

  it('P3 each operation counts once, however often and in whatever order its copies arrive', () => {
    fc.assert(
      fc.property(steps, history => {
        const { log, devices } = run(history)
        const made = devices.flatMap(device => device.made)
        expect(log.operations.size).toBe(made.length)
        expect(new Set(log.log.map(entry => entry.opId)).size).toBe(log.log.length)
        expect(log.log.map(entry => entry.seq)).toEqual(log.log.map((_, index) => index + 1))
      }),
      runs,
    )
  })

  it('P4 replaying the log gives the same cells', () => {
    fc.assert(
      fc.property(steps, history => {
        const { log } = run(history)
        expect(replayed(log).cells()).toEqual(log.cells())
      }),
      runs,
    )
  })

  it('P5 a number left out is refused and nothing is stored', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 }), numbers => {
        const log = new MemoryLog()
        const who = author('ada')
        const device = '00000000-0000-4000-8000-000000000000' as DeviceId
        const batch = numbers.map(seq => setCell({ id: who.id, device }, seq, 'closed', amount(seq)))
        const decision = log.push(who, device, batch)
        const whole = numbers.every((seq, index) => seq === index + 1)
        const good = numbers.findIndex((seq, index) => seq !== index + 1)
        if (whole) expect(decision.type).toBe('decided')
        else {
          expect(decision).toEqual({ type: 'refused', code: 'sequence-gap', expected: good + 1 })
          expect(log.operations.size).toBe(0)
        }
      }),
      runs,
    )
  })

  it('P6 a bad operation anywhere in a batch changes no other outcome', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: 1, maxLength: 10 }),
        fc.nat(9),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (values, at, junk) => {
          const who = author('ada')
          const device = '00000000-0000-4000-8000-000000000000' as DeviceId
          const position = Math.min(at, values.length)
          const maker = { id: who.id, device }
          let base: OpId | null = null
          const good: Operation[] = values.map((value, index) => {
            const operation = setCell(maker, index + (index < position ? 1 : 2), 'closed', amount(value), { base })
            base = operation.opId
            return operation
          })
          const envelope = setCell(maker, position + 1, 'open', amount(1))
          const bad = { ...junk, opId: envelope.opId, device, seq: position + 1, kind: 'set' }
          const log = new MemoryLog()
          const outcomes = log.outcomes(who, device, [...good.slice(0, position), bad, ...good.slice(position)])
          expect(outcomes[position]).toMatchObject({ outcome: 'rejected' })
          const others = outcomes.filter((_, index) => index !== position)
          expect(others.map(outcome => outcome.outcome)).toEqual(
            values.map((value, index) => (index > 0 && values[index - 1] === value ? 'agreed' : 'applied')),
          )
        },
      ),
      runs,
    )
  })
})
