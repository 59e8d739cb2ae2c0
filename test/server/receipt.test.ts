/** When a push was received, and how far backups reach: what is forgotten on a device follows from these two. */
import { describe, expect, it } from 'vitest'
import type { Instant, IsoDate } from '../../src/domain/ids.ts'
import type { PushAnswer } from '../../src/protocol/exchange.ts'
import { accessOf } from '../../src/server/access.ts'
import type { Storage } from '../../src/server/storage/storage.ts'
import { push } from '../../src/server/sync/push.ts'
import { receiptClock } from '../../src/server/sync/receipt-clock.ts'
import { amount } from '../domain/small-set.ts'
import { opId, setCell } from './operations.ts'
import { Browser, TestServer } from './test-server.ts'

const instant = (milliseconds: number) => new Date(milliseconds).toISOString() as Instant
const noon = Date.parse('2017-07-11T12:00:00.000Z')
const receivedAt = (answer: PushAnswer) => answer.outcomes[0]?.receivedAt

describe('the receipt clock', () => {
  it('gives the time, and a later instant each time it is asked, whatever the clock does', () => {
    const times = [noon, noon, noon - 3_600_000, noon + 1, noon + 500, noon + 2]
    const clock = receiptClock(() => instant(times.shift() ?? 0), null)
    expect(Array.from({ length: 7 }, clock)).toEqual([0, 1, 2, 3, 500, 501, 502].map(passed => instant(noon + passed)))
  })

  it('goes on after the newest instant stored', () => {
    expect(receiptClock(() => instant(noon), instant(noon + 9))()).toBe(instant(noon + 10))
    expect(receiptClock(() => instant(noon), instant(noon - 9))()).toBe(instant(noon))
  })
})

describe('receipts', () => {
  it('P14 never go back, across a restart with the clock turned back an hour', async () => {
    let clock = noon
    const at = await TestServer.open({ now: () => instant(clock) })
    const editor = await Browser.signIn(at, 'editor')
    const first = await editor.push([setCell(editor, 1, 'closed', amount(1))])
    expect(receivedAt(first)).toBe(instant(noon))
    clock -= 3_600_000
    const second = await editor.push([setCell(editor, 2, 'open', amount(1))])
    await at.restart()
    const third = await editor.push([setCell(editor, 3, 'good', { type: 'gap', reason: 'not-available', note: '' })])
    expect([receivedAt(second), receivedAt(third)]).toEqual([instant(noon + 1), instant(noon + 2)])
    await at.close()
  })

  it('are in the order of the log: a push that waits for another is received after it', async () => {
    const at = await TestServer.open()
    const [editor, lead] = [await Browser.signIn(at, 'editor'), await Browser.signIn(at, 'lead')]
    const { storage, reference } = at.server
    const now = receiptClock(() => new Date().toISOString() as Instant, null)
    const pushBy = async (browser: Browser, through: Storage, operation: object) => {
      const person = await storage.person(browser.id)
      if (!person) throw new Error('Nobody of that name')
      const request = { protocol: 1, person: browser.id, device: browser.device, last: null, operations: [operation] }
      return push(through, () => reference, accessOf(person, reference.set, '2017-07-11' as IsoDate), request, now)
    }
    const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const commitLater: Storage['commitBatch'] = async (needs, decide) => {
      reached.resolve()
      await gate.promise
      return storage.commitBatch(needs, decide)
    }
    const slow = new Proxy(storage, {
      get: (target, name) => (name === 'commitBatch' ? commitLater : Reflect.get(target, name)),
    })
    const late = pushBy(editor, slow, setCell(editor, 1, 'closed', amount(1)))
    await reached.promise
    const early = await pushBy(lead, storage, setCell(lead, 1, 'open', amount(1)))
    gate.resolve()
    const answers = [early, await late].map(each => (each.type === 'answer' ? receivedAt(each.answer) : undefined))
    expect(answers[0] && answers[1] && answers[0] < answers[1]).toBe(true)
    await at.close()
  })

  it('say how far verified backups reach, and nothing of it where the server has lost operations', async () => {
    const at = await TestServer.open()
    const editor = await Browser.signIn(at, 'editor')
    const first = setCell(editor, 1, 'closed', amount(1))
    expect((await editor.push([first])).durableThrough).toBeNull()
    await at.server.storage.putDurableThrough(instant(noon))
    const last = { seq: 1, opId: first.opId }
    expect((await editor.push([setCell(editor, 2, 'open', amount(1))], last)).durableThrough).toBe(instant(noon))
    const lost = await editor.push([], { seq: 7, opId: opId() })
    expect(lost).toEqual({ outcomes: [], resendFrom: 3, durableThrough: null })
    await at.close()
  })
})
