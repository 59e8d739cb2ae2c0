import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ScopeId, SheetId } from '../../src/domain/ids.ts'
import type { Cursor, SheetRow } from '../../src/protocol/exchange.ts'
import { opId } from './operations.ts'
import { makeTemplate, places, removeTemplate, scopeOfRow, type What, World } from './pull-world.ts'

beforeAll(makeTemplate)
afterAll(removeTemplate)

const act = fc.record({
  type: fc.constant('act' as const),
  who: fc.nat(1),
  place: fc.constantFrom(...places),
  what: fc.constantFrom<What>('write', 'write', 'write', 'submit', 'submit', 'withdraw', 'leave'),
  value: fc.nat(3),
})
const catchUp = fc.record({ type: fc.constant('pull' as const), device: fc.nat(1) })
const disk = fc.record({ type: fc.constantFrom('back-up' as const, 'restore' as const) })
const runs = { numRuns: Number(process.env['PULL_RUNS'] ?? 30) }

async function inWorld(test: (world: World) => Promise<void>): Promise<void> {
  const world = new World()
  await world.open()
  try {
    await test(world)
  } finally {
    await world.destroy()
  }
}

it('P7 P12 a device that pulls now and then has what one has that pulls from the beginning', async () => {
  const step = fc.oneof({ weight: 3, arbitrary: act }, { weight: 2, arbitrary: catchUp })
  const met = { late: 0, conflicts: 0, submitted: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), steps =>
      inWorld(async world => {
        for (const each of steps) {
          if (each.type === 'act') {
            await world.act(each.who, each.place, each.what, each.value)
            continue
          }
          const before = world.devices[each.device]?.cursors ?? {}
          await world.catchUp(each.device)
          const truth = world.devices[each.device]
          // Nothing is skipped: at the cursor, the device has what the server has.
          const all = await world.everything()
          expect(truth?.whole()).toEqual(all.whole())
          expect(truth?.cursors).toEqual(all.cursors)
          for (const [scope, { seq }] of Object.entries(before))
            expect(truth?.cursors[scope as ScopeId]?.seq).toBeGreaterThanOrEqual(seq)
        }
        const rows = (await world.everything()).whole()
        met.late += rows.filter(row => row.late !== undefined).length
        met.conflicts += rows.filter(row => Object.values(row.cells).some(cell => cell.sides !== undefined)).length
        met.submitted += rows.filter(row => row.submission !== null).length
      }),
    ),
    runs,
  )
  // The histories are worth the name.
  expect(Math.min(met.conflicts, met.submitted, met.late)).toBeGreaterThan(0)
}, 120_000)

it('P7 P10 P12 a cursor off the log, after any restore, gives the whole: as if it had never pulled', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: act },
    { weight: 3, arbitrary: catchUp },
    { weight: 2, arbitrary: disk },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), steps =>
      inWorld(async world => {
        for (const each of steps) {
          if (each.type === 'act') await world.act(each.who, each.place, each.what, each.value)
          if (each.type === 'pull') await world.catchUp(each.device)
          if (each.type === 'back-up') await world.backUp()
          if (each.type === 'restore') await world.restore()
        }
        const all = await world.everything()
        for (const device of [0, 1]) {
          await world.catchUp(device)
          expect(world.devices[device]?.whole()).toEqual(all.whole())
          expect(world.devices[device]?.cursors).toEqual(all.cursors)
        }
      }),
    ),
    runs,
  )
}, 120_000)

it('P12 any cursor that is not a pair of the log is reset to the whole, any that is gives the rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 15 }), fc.nat(), fc.boolean(), (steps, number, foreign) =>
      inWorld(async world => {
        const seen = new Map<string, ReadonlyMap<SheetId, SheetRow>>()
        for (const each of steps) {
          await world.act(each.who, each.place, each.what, each.value)
          const { rows, cursors } = await world.everything()
          for (const [scope, cursor] of Object.entries(cursors)) seen.set(`${scope} ${JSON.stringify(cursor)}`, rows)
        }
        const all = await world.everything()
        for (const [scope, head] of Object.entries(all.cursors) as [ScopeId, Cursor][]) {
          const seq = number % (head.seq + 3)
          const cursor = { seq, tip: foreign ? opId() : head.tip }
          const answer = (await world.pull({ [scope]: cursor })).scopes.find(each => each.scope === scope)
          const known = seq === head.seq && cursor.tip === head.tip
          if (known) expect(answer).toBeUndefined()
          else expect(answer).toMatchObject({ reset: true, cursor: head })
          const whole = all.whole().filter(row => scopeOfRow(row) === scope)
          if (!known) expect(answer?.sheets).toEqual(whole)
        }
        // The rest after any cursor that was ever given, put upon what was there then, is the whole.
        for (const [key, rows] of seen) {
          const [scope = '', cursor = ''] = key.split(/ (.*)/)
          const answer = (await world.pull({ [scope]: JSON.parse(cursor) })).scopes.find(each => each.scope === scope)
          expect(answer?.reset ?? false).toBe(false)
          const then = [...rows.values()].filter(row => scopeOfRow(row) === scope)
          const now = new Map([...then, ...(answer?.sheets ?? [])].map(row => [row.sheet, row]))
          const whole = all.whole().filter(row => scopeOfRow(row) === scope)
          expect([...now.values()].sort((a, b) => (a.sheet < b.sheet ? -1 : 1))).toEqual(whole)
        }
      }),
    ),
    runs,
  )
}, 120_000)
