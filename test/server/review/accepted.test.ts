/** What was accepted is what stands, and what an officer writes she has seen the place of: on a real server. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant, IsoDate, OpId } from '../../../src/domain/ids.ts'
import { boardSchema } from '../../../src/protocol/exchange.ts'
import { amount } from '../../domain/small-set.ts'
import { eastA } from '../operations.ts'
import { Browser, longSessions, TestServer } from '../test-server.ts'
import { cellOf, closeAndVerify, does, Provider, viewed } from './officer.ts'

let clock = '2017-07-11T10:00:00.000Z' as Instant
let at: TestServer
let officer: Browser
let lead: Provider
beforeEach(async () => {
  clock = '2017-07-11T10:00:00.000Z' as Instant
  at = await TestServer.open({ now: () => clock, sessions: longSessions, today: () => clock.slice(0, 10) as IsoDate })
  officer = await Browser.signIn(at, 'officer')
  lead = new Provider(await Browser.signIn(at, 'lead'))
  await lead.fillsIn()
})
afterEach(() => closeAndVerify(at))

const closes = async (): Promise<void> => {
  const asked = { service: 'support', period: '2017-06', closed: clock.slice(0, 10) }
  expect((await officer.post('/api/collections/close', asked)).statusCode).toBe(200)
}
const boardRow = async () =>
  boardSchema.parse((await officer.get('/api/board?period=2017-06')).json()).rows.find(row => row.sheet === eastA)
const lateIds = async (): Promise<OpId[]> => ((await viewed(officer)).row.late ?? []).map(each => each.opId)
const takes = async (operations: OpId[], seen?: string) =>
  does(officer, { kind: 'take-late', value: { operations, seen: seen ?? (await viewed(officer)).seen } })
const accepts = async () => does(officer, { kind: 'accept', value: { seen: (await viewed(officer)).seen } })
const enters = async (value: number) =>
  does(officer, {
    kind: 'enter',
    cell: cellOf('closed'),
    value: amount(value),
    base: (await viewed(officer)).row.cells[cellOf('closed')]?.token ?? null,
    source: 'by phone',
    date: '2017-07-10' as IsoDate,
  })

describe('an accepted return', () => {
  it('has no figure entered into it until it is sent back', async () => {
    await lead.submits()
    expect(await accepts()).toBe('applied')
    expect(await enters(7)).toBe('locked')
    const { row, seen } = await viewed(officer)
    expect(row.review?.accepted?.seen).toBe(seen)
    await does(officer, { kind: 'send-back', value: { seen, words: '' } })
    expect(await enters(7)).toBe('applied')
  })

  it('takes in nothing that came late until it is sent back', async () => {
    await lead.submits()
    expect(await accepts()).toBe('applied')
    await closes()
    expect(await lead.types('closed', amount(9))).toBe('locked')
    const operations = await lateIds()
    expect(await takes(operations)).toBe('locked')
    const { row, seen } = await viewed(officer)
    expect(row.review?.accepted?.seen).toBe(seen)
    await does(officer, { kind: 'send-back', value: { seen, words: '' } })
    expect(await takes(operations)).toBe('applied')
  })
})

describe('what came late', () => {
  it('takes the place of what the officer saw, and of nothing that was written meanwhile', async () => {
    await closes()
    await lead.types('closed', amount(9))
    const operations = await lateIds()
    const { seen } = await viewed(officer)
    await enters(7)
    expect(await takes(operations, seen)).toBe('seen-differs')
    expect((await viewed(officer)).row.cells[cellOf('closed')]?.value).toEqual(amount(7))
    expect(await takes(operations)).toBe('applied')
  })

  it('is left out by nobody but its leads while the month is open', async () => {
    await lead.submits()
    await lead.types('closed', amount(9))
    const operations = await lateIds()
    expect(await does(officer, { kind: 'leave', value: { operations, reason: 'Too late' } })).toBe('locked')
    await lead.withdraws()
    expect(await takes(operations)).toBe('locked')
    expect(await lateIds()).toEqual(operations)
  })

  it('makes a return clean for nobody when it leaves a figure unanswered', async () => {
    await lead.submits()
    expect((await boardRow())?.clean).toBe(true)
    await closes()
    await lead.types('closed', null)
    expect(await takes(await lateIds())).toBe('applied')
    expect(await boardRow()).toMatchObject({ state: 'submitted', clean: false })
  })
})

describe('counted on time', () => {
  it('is of the receipt that was looked at: withdrawn later, it is not another’s', async () => {
    clock = '2017-07-20T10:00:00.000Z' as Instant
    await lead.submits()
    await does(officer, { kind: 'on-time', value: { reason: 'The signal was down.' } })
    await lead.withdraws()
    clock = '2017-07-30T10:00:00.000Z' as Instant
    await lead.submits()
    expect((await boardRow())?.received).toContain('2017-07-20T10:00:')
  })
})
