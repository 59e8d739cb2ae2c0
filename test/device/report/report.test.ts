/** What a device tells of itself: what happened, and a file for whoever helps. Nothing anybody typed. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry } from '../../../src/device/outbox/outbox.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import { activityOf, mostActivity } from '../../../src/device/report/activity.ts'
import type { Instant } from '../../../src/domain/ids.ts'
import { partsOfSheet } from '../../../src/domain/ids.ts'
import { amount, cells, editor, lead, password, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const closed = { sheet: sheets.east, cell: cells.closed }

function entry(deviceTime: string, receipt: Entry['receipt'] = null, sheet = sheets.east): Entry {
  const opId = newOpId(1)
  const common = { opId, v: 1 as const, person: lead.id, setVersion: 's', appVersion: 'a' }
  const scope = partsOfSheet(sheet)?.scope
  if (scope === undefined) throw new Error('not a return')
  return {
    ...{ opId, order: 1, device: null, seq: 1, receipt, dismissed: false },
    state: receipt === null ? 'queued' : 'acked',
    content: {
      ...common,
      scope,
      sheet,
      kind: 'set',
      cell: cells.closed,
      value: amount(1),
      base: null,
      deviceTime: deviceTime as Instant,
    },
  }
}
const receipt = (receivedAt: string, said: Partial<NonNullable<Entry['receipt']>> = {}): Entry['receipt'] => ({
  outcome: 'applied',
  receivedAt: receivedAt as Instant,
  ackNo: 1,
  ...said,
})

describe('what happened on this device', () => {
  it('is told newest first, a line for what happened to one return in one minute', () => {
    const lines = activityOf(
      [
        entry('2017-07-11T09:00:01.000Z', receipt('2017-07-11T09:01:00.000Z')),
        entry('2017-07-11T09:00:59.000Z', receipt('2017-07-11T09:01:30.000Z', { outcome: 'rejected', code: 'locked' })),
        entry('2017-07-11T09:00:30.000Z', null, sheets.south),
        entry('2017-07-11T09:02:00.000Z'),
      ],
      [{ at: '2017-07-11T08:59:00.000Z' as Instant, what: 'unlocked', count: 1 }],
    )
    expect(lines).toEqual([
      { at: '2017-07-11T09:02:00.000Z', what: 'saved', count: 1, sheet: sheets.east },
      { at: '2017-07-11T09:01:30.000Z', what: 'refused', count: 1, sheet: sheets.east, code: 'locked' },
      { at: '2017-07-11T09:01:00.000Z', what: 'received', count: 1, sheet: sheets.east },
      { at: '2017-07-11T09:00:59.000Z', what: 'saved', count: 2, sheet: sheets.east },
      { at: '2017-07-11T09:00:30.000Z', what: 'saved', count: 1, sheet: sheets.south },
      { at: '2017-07-11T08:59:00.000Z', what: 'unlocked', count: 1 },
    ])
  })

  it('is told of the last two hundred', () => {
    const many = Array.from({ length: 300 }, (_none, minute) =>
      entry(new Date(Date.UTC(2017, 6, 11) + minute * 60_000).toISOString()),
    )
    const lines = activityOf(many, [])
    expect(lines).toHaveLength(mostActivity)
    expect(lines[0]?.at).toBe('2017-07-11T04:59:00.000Z')
  })

  it('is there after a restart: saves, receipts, unlocking, signing in again, trouble with storage, files', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const program = startProgram(disk, server, 'tablet')
    const desk = await firstDay(program, lead)
    await desk.save([{ ...closed, value: amount(1) }])
    await desk.sync()
    program.storageStep = () => {
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
    }
    await desk.save([{ ...closed, value: amount(2) }])
    expect((await desk.activity()).map(each => each.what)).toContain('storage-refused')
    program.storageStep = () => undefined
    await desk.save([{ ...closed, value: amount(3) }])
    await desk.signInAgain(password)
    await desk.importBackup(await (await desk.exportUnsent()).text())
    const told = async (of: typeof desk) => new Set((await of.activity()).map(each => each.what))
    const all = ['saved', 'received', 'unlocked', 'storage-refused', 'storage-works-again', 'signed-in-again']
    const expected = new Set([...all, 'exported', 'imported'])
    await vi.waitFor(async () => expect(await told(desk)).toEqual(expected))
    const times = async (what: string, of = desk) => (await of.activity()).filter(each => each.what === what).length
    for (const what of ['unlocked', 'storage-refused', 'storage-works-again', 'exported'])
      expect(await times(what)).toBe(1)
    program.kill()
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    expect(await told(again)).toEqual(expected)
    await vi.waitFor(async () => expect(await times('unlocked', again)).toBe(2))
  })
})

describe('diagnostics', () => {
  it('hold counts, states and times, and nothing anybody typed, nobody’s name and no address', async () => {
    const server = simulatedServer([lead, editor])
    const program = startProgram(newDisk(), server, 'tablet', {
      browser: 'A browser, version 7',
      estimate: async () => ({ usage: 1_234, quota: 5_678 }),
    })
    const desk = await firstDay(program, lead)
    await desk.save([
      { ...closed, value: amount(73_519) },
      { ...closed, cell: cells.open, value: { type: 'gap', reason: 'not-available', note: 'the secret note' } },
      {
        sheet: sheets.east,
        cell: cells.summary,
        value: { type: 'text', paragraphs: ['A sentence nobody may read.'], audience: 'council' },
      },
      { ...closed, sheet: sheets.south, value: { type: 'text', paragraphs: ['Refused text'], audience: 'council' } },
    ])
    await desk.keepDraft({ ...closed, sheet: sheets.west, field: 'value', text: '42 or so' })
    await desk.sync()
    await desk.submit([sheets.east], { name: 'A name that was typed', role: 'A role that was typed' })
    program.storageStep = () => {
      throw new DOMException('Failed on the value 91827', 'QuotaExceededError')
    }
    await desk.save([{ ...closed, value: amount(91_827) }])
    await desk.sync()
    const text = await (await desk.diagnostics()).text()
    const file = JSON.parse(text)
    expect(file).toMatchObject({
      appVersion: '0.1.0',
      protocol: 1,
      browser: 'A browser, version 7',
      operations: { 'set acked applied': 3, 'set acked rejected wrong-kind': 1, 'submit queued': 1 },
      storage: { used: 1_234, allowed: 5_678 },
      status: { unsaved: 1, storage: 'full' },
      drafts: 1,
      needsYou: 1,
    })
    expect(Object.keys(file.cursors)).toContain('su-helper-2016/east-a')
    expect(file.failures.length).toBeGreaterThan(0)
    const planted = ['73519', '91827', 'secret note', 'nobody may read', 'Refused text', '42 or so', 'that was typed']
    for (const secret of [...planted, lead.name, lead.email, 'provider.example']) expect(text).not.toContain(secret)
  })
})
