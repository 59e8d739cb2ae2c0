/** What waits for an operation that nobody sends is decided after 35 days, with no push at all. */
import { afterEach, expect, it, vi } from 'vitest'
import type { Instant, ScopeId } from '../../src/domain/ids.ts'
import { settleOverdue } from '../../src/server/sync/overdue.ts'
import { amount } from '../domain/small-set.ts'
import { eastA, opId, setCell, sheet } from './operations.ts'
import { helper } from './small-county.ts'
import { Browser, longSessions, TestServer } from './test-server.ts'

const begin = Date.parse('2017-07-11T12:00:00.000Z')
const day = 24 * 60 * 60 * 1000
const instant = (milliseconds: number) => new Date(milliseconds).toISOString() as Instant
afterEach(() => {
  vi.useRealTimers()
})

/** A figure that stands, one that waits beside it, and one that waits in a return never written. */
async function waiting() {
  let clock = begin
  const at = await TestServer.open({ now: () => instant(clock), sessions: longSessions })
  const [editor, lead] = [await Browser.signIn(at, 'editor'), await Browser.signIn(at, 'lead')]
  await lead.push([setCell(lead, 1, 'closed', amount(4))])
  const waits = [
    setCell(editor, 1, 'closed', amount(5), { base: opId() }),
    setCell(editor, 2, 'closed', amount(6), { base: opId(), sheet: sheet('west-c') }),
  ]
  const { outcomes } = await editor.push(waits)
  expect(outcomes.map(each => each.outcome)).toEqual(['waiting', 'waiting'])
  const cells = async () =>
    Object.fromEntries(
      (await lead.pull()).scopes.flatMap(scope => scope.sheets).map(row => [row.sheet, row.cells as object]),
    )
  const pass = (milliseconds: number) => {
    clock += milliseconds
  }
  return { at, editor, waits, cells, pass, now: () => instant(clock) }
}
const settled = (waits: readonly { readonly opId: string }[]) => ({
  [eastA]: { closed: { value: amount(4), sides: [{ value: amount(5), token: waits[0]?.opId }] } },
  [sheet('west-c')]: { closed: { value: amount(6), token: waits[1]?.opId } },
})

it('settles at start what became overdue while the server was stopped; the stored outcome is answered', async () => {
  const { at, editor, waits, cells, pass } = await waiting()
  pass(35 * day)
  await at.restart()
  expect(await cells()).toMatchObject({ [eastA]: { closed: { value: amount(4) } } })
  expect((await cells())[eastA]).not.toHaveProperty('closed.sides')
  pass(1000)
  await at.restart()
  expect(await cells()).toMatchObject(settled(waits))
  const { outcomes } = await editor.push(waits)
  expect(outcomes.map(each => [each.outcome, each.receivedAt])).toEqual([
    ['conflict', instant(begin + 1)],
    ['applied', instant(begin + 1)],
  ])
  await at.close()
})

it('settles every hour, tells who listens, and once only', async () => {
  const { at, waits, cells, pass, now } = await waiting()
  const { storage, reference } = at.server
  expect(await settleOverdue(storage, reference, now(), now)).toEqual(new Set())
  pass(36 * day)
  expect(await settleOverdue(storage, reference, now(), now)).toEqual(
    new Set<ScopeId>([`${helper}/east-a` as ScopeId, `${helper}/west-c` as ScopeId]),
  )
  expect(await cells()).toMatchObject(settled(waits))
  expect(await settleOverdue(storage, reference, now(), now)).toEqual(new Set())
  await at.close()
})

it('looks again an hour after it started', async () => {
  const { at, waits, cells, pass } = await waiting()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await at.restart()
  pass(36 * day)
  await vi.advanceTimersByTimeAsync(60 * 60 * 1000 - 1)
  expect((await cells())[eastA]).not.toHaveProperty('closed.sides')
  await vi.advanceTimersByTimeAsync(1)
  await vi.waitFor(async () => expect(await cells()).toMatchObject(settled(waits)))
  await at.close()
  expect(vi.getTimerCount()).toBe(0)
})
