/** A month that is closed, what arrives all the same, and whether a return was on time: on a real server. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant, IsoDate, OpId } from '../../../src/domain/ids.ts'
import { type Board, boardSchema } from '../../../src/protocol/exchange.ts'
import { accessOf } from '../../../src/server/access.ts'
import type { Storage } from '../../../src/server/storage/storage.ts'
import { push } from '../../../src/server/sync/push.ts'
import { amount } from '../../domain/small-set.ts'
import { eastA, leaveOut, opId, setCell } from '../operations.ts'
import { Browser, longSessions, TestServer } from '../test-server.ts'
import { actOf, cellOf, closeAndVerify, does, Provider, sent, viewed } from './officer.ts'

const day = (date: string, time = '10:00'): Instant => `${date}T${time}:00.000Z` as Instant
let clock = day('2017-07-11')
let at: TestServer
let officer: Browser
let lead: Provider
beforeEach(async () => {
  clock = day('2017-07-11')
  at = await TestServer.open({ now: () => clock, sessions: longSessions, today: () => clock.slice(0, 10) as IsoDate })
  officer = await Browser.signIn(at, 'officer')
  lead = new Provider(await Browser.signIn(at, 'lead'))
  await lead.fillsIn()
})
afterEach(() => closeAndVerify(at))

async function closes(by: Browser, closed: string | null, more: object = {}): Promise<number> {
  const asked = { service: 'support', period: '2017-06', closed, ...more }
  return (await by.post('/api/collections/close', asked)).statusCode
}
async function boardRow(): Promise<Board['rows'][number] | undefined> {
  const found = await officer.get('/api/board?period=2017-06')
  return boardSchema.parse(found.json()).rows.find(row => row.sheet === eastA)
}
const late = async () => (await viewed(officer)).row.late ?? []
const takes = async (operations: OpId[]) =>
  does(officer, { kind: 'take-late', value: { operations, seen: (await viewed(officer)).seen } })

describe('closing a month', () => {
  it('is for an officer of the whole service, of a day that has come, and of a month that is open', async () => {
    expect(await closes(lead.by, '2017-07-11')).toBe(403)
    expect(await closes(await Browser.signIn(at, 'otherOfficer'), '2017-07-11')).toBe(403)
    expect(await closes(officer, '2017-07-12')).toBe(400)
    expect(await closes(officer, '2017-07-11', { period: '2017-05' })).toBe(404)
    expect(await closes(officer, '2017-07-11')).toBe(200)
  })

  it('is heard by every device with the next pull, written down once, and undone', async () => {
    const documents = async () => {
      const { reference } = await lead.by.pull()
      const hashes = reference.filter(each => each.id === 'collections').map(each => each.hash)
      return (await lead.by.post('/api/reference', { hashes })).body
    }
    expect(await documents()).not.toContain('closed')
    await closes(officer, '2017-07-11')
    await closes(officer, '2017-07-11')
    expect(await documents()).toContain('"closed":"2017-07-11"')
    await at.restart()
    expect(await documents()).toContain('"closed":"2017-07-11"')
    await closes(officer, null)
    expect(await documents()).not.toContain('closed')
    const record = (await officer.get('/api/record')).body
    expect(record.split('Closed June 2017 (Support) on 11 July 2017.')).toHaveLength(2)
    expect(record).toContain('Opened June 2017 (Support) again.')
  })

  it('keeps what arrives after it, for an officer to take in as its author wrote it', async () => {
    await closes(officer, '2017-07-11')
    expect(await lead.types('closed', amount(9))).toBe('locked')
    expect(await lead.submits()).toBe('locked')
    const [entry] = await late()
    expect(entry).toMatchObject({ cell: 'closed', value: amount(9), by: { name: 'Lead' } })
    const operations = [entry?.opId as OpId]
    expect(await takes([opId()])).toBe('not-found')
    expect(await takes(operations)).toBe('applied')
    const { row, closed } = await viewed(officer)
    expect(closed).toBe(true)
    expect(row.cells[cellOf('closed')]).toEqual({
      value: amount(9),
      token: entry?.opId,
      by: { id: lead.by.id, name: 'Lead' },
      at: entry?.receivedAt,
    })
    expect(row.late).toBeUndefined()
    // Opened again, she goes on from what was taken in: it is what she saw.
    await closes(officer, null)
    expect((await viewed(officer)).closed).toBe(false)
    expect(await lead.types('closed', amount(10), entry?.opId)).toBe('applied')
    const agrees = setCell(lead.by, lead.next(), 'closed', amount(10), { base: entry?.opId as OpId })
    expect(await lead.push(agrees)).toBe('agreed')
  })

  it('holds for what was on its way when it was closed', async () => {
    const { storage } = at.server
    const person = await storage.person(lead.by.id)
    if (!person) throw new Error('Nobody of that name')
    const access = accessOf(person, at.server.reference.set, '2017-07-11' as IsoDate)
    const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow = new Proxy(storage, {
      get: (target, name) =>
        name === 'commitBatch'
          ? async (...asked: Parameters<Storage['commitBatch']>) => {
              reached.resolve()
              await gate.promise
              return target.commitBatch(...asked)
            }
          : Reflect.get(target, name),
    })
    const base = (await viewed(officer)).row.cells[cellOf('closed')]?.token ?? null
    const operations = [setCell(lead.by, lead.next(), 'closed', amount(9), { base })]
    const request = { protocol: 1, person: lead.by.id, device: lead.by.device, last: null, operations }
    const pushed = push(
      slow,
      () => at.server.reference,
      access,
      request,
      () => clock,
    )
    await reached.promise
    expect(await closes(officer, '2017-07-11')).toBe(200)
    gate.resolve()
    expect(await pushed).toMatchObject({ answer: { outcomes: [{ outcome: 'rejected', code: 'locked' }] } })
    expect(await late()).toHaveLength(1)
  })

  it('lets an officer leave out what arrived, with her reason', async () => {
    await closes(officer, '2017-07-11')
    await lead.types('closed', amount(9))
    const operations = (await late()).map(each => each.opId)
    expect(await does(officer, { kind: 'leave', value: { operations, reason: 'Counted in July' } })).toBe('applied')
    expect(await late()).toEqual([])
    expect((await viewed(officer)).row.cells[cellOf('closed')]?.value).toEqual(amount(4))
  })

  it('leaves what came after submission to the leads while the month is open', async () => {
    await lead.submits()
    expect(await lead.types('closed', amount(9))).toBe('locked')
    const operations = (await late()).map(each => each.opId)
    expect(await takes(operations)).toBe('locked')
    expect(await lead.push(leaveOut(lead.by, lead.next(), operations))).toBe('applied')
  })

  it('takes two late changes to one cell at once never, because nobody would have chosen', async () => {
    const editor = new Provider(await Browser.signIn(at, 'editor'))
    await closes(officer, '2017-07-11')
    await lead.types('closed', amount(9))
    await editor.types('closed', amount(8))
    const operations = (await late()).map(each => each.opId)
    expect(operations).toHaveLength(2)
    expect(await takes(operations)).toBe('malformed')
    expect((await viewed(officer)).row.cells[cellOf('closed')]?.value).toEqual(amount(4))
  })

  it('lets queued answers through, and withdraws nothing that could not be submitted again', async () => {
    const [asked] = await sent(officer, [actOf(officer, { kind: 'question', value: { cells: [], text: 'Why?' } })])
    await lead.submits()
    await closes(officer, '2017-07-11')
    expect(await lead.answers(asked?.opId as OpId, 'Because.')).toBe('applied')
    expect(await lead.withdraws()).toBe('locked')
  })

  it('is lifted for one return that is opened again, and for no other', async () => {
    expect(await does(officer, { kind: 'reopen', value: { reason: 'A slip.' } })).toBe('not-closed')
    await closes(officer, '2017-07-11')
    expect(await does(officer, { kind: 'reopen', value: { reason: 'A slip.' } })).toBe('applied')
    expect(await does(officer, { kind: 'reopen', value: { reason: 'Another.' } })).toBe('agreed')
    expect((await boardRow())?.reopened).toBe(true)
    expect(await lead.types('closed', amount(9))).toBe('applied')
    expect(await lead.submits()).toBe('applied')
    const eastB = eastA.replace('east-a', 'east-b') as typeof eastA
    expect(await lead.types('closed', amount(9), null, eastB)).toBe('locked')
  })
})

describe('on time', () => {
  const counts = (reason: string | null) => does(officer, { kind: 'on-time', value: { reason } })

  it('is judged by the first receipt, and counted on time by an officer with her reason where that was late', async () => {
    expect(await counts('The signal was down.')).toBe('not-late')
    clock = day('2017-07-14', '22:59')
    await lead.submits()
    expect(await counts('The signal was down.')).toBe('not-late')
    await lead.withdraws()
    expect((await boardRow())?.received).toBeNull()
    // London's midnight: an hour before UTC's in summer.
    clock = day('2017-07-14', '23:01')
    await lead.submits()
    expect(await boardRow()).toMatchObject({ statedAt: '2017-07-11T09:00:00.000Z', onTime: null })
    expect((await boardRow())?.received).toContain('2017-07-14T23:01:')
    expect(await counts('The signal was down.')).toBe('applied')
    expect((await boardRow())?.onTime).toBe('The signal was down.')
    expect(await counts(null)).toBe('applied')
    expect(await counts(null)).toBe('agreed')
    expect((await boardRow())?.onTime).toBeNull()
  })

  it('keeps the first receipt once the return was sent back, whatever is withdrawn later', async () => {
    clock = day('2017-07-12')
    await lead.submits()
    const { seen } = await viewed(officer)
    await does(officer, { kind: 'send-back', value: { seen, words: 'Look again.' } })
    clock = day('2017-07-20')
    await lead.submits()
    await lead.withdraws()
    await lead.submits()
    const row = await boardRow()
    expect(row?.received).toContain('2017-07-12T10:00:')
    // The device's time of a later submission says nothing of the first.
    expect(row?.statedAt).toBeNull()
    expect(await counts('No need.')).toBe('not-late')
  })
})
