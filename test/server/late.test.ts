/** Changes that came after submission: kept with their return and offered, until somebody says what becomes of them. */

import { describe, expect, it } from 'vitest'
import type { AnyRole } from '../../src/domain/access/roles.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { DeviceId, OpId } from '../../src/domain/ids.ts'
import type { Operation } from '../../src/protocol/operation.ts'
import type { Author } from '../../src/server/sync/decide/batch.ts'
import { seenDigest } from '../../src/server/sync/decide/decide-return.ts'
import { amount, gap } from '../domain/small-set.ts'
import { author, MemoryLog, start } from './memory-log.ts'
import { eastA, leaveOut, opId, setCell, setVersion, sheet, submitSheets, withdrawSheets } from './operations.ts'
import { Browser, TestServer } from './test-server.ts'

/** Somebody at a device of her own, numbering what she does. */
class Someone {
  readonly who: Author
  readonly id: Author['id']
  readonly device: DeviceId
  seq = 0

  constructor(name: string, role: AnyRole, n: number) {
    this.who = author(name, role)
    this.id = this.who.id
    this.device = `00000000-0000-4000-8000-00000000000${n}` as DeviceId
  }

  set(cell: string, value: CellValue | null, more: Parameters<typeof setCell>[4] = {}) {
    return setCell(this, ++this.seq, cell, value, more)
  }

  push(log: MemoryLog, operations: readonly Operation[], at?: number) {
    return log.outcomes(this.who, this.device, operations, at)
  }
}

const answers = {
  closed: amount(4),
  open: gap('not-available'),
  achieved: gap('not-available'),
  withdrawn: gap('not-available'),
  good: gap('not-available'),
  caseload: gap('not-available'),
}

/** A return that its lead has submitted, an editor with changes, and another. */
function submitted() {
  const log = new MemoryLog()
  const [lead, editor, other] = [
    new Someone('lead', 'provider-lead', 1),
    new Someone('editor', 'provider-editor', 2),
    new Someone('other', 'provider-editor', 3),
  ]
  const writes = Object.entries(answers).map(([cell, value]) => lead.set(cell, value))
  lead.push(log, writes)
  const seen = seenDigest(log.cells()[eastA] ?? {}, setVersion)
  expect(lead.push(log, [submitSheets(lead, ++lead.seq, [{ sheet: eastA, seen }])])[0]?.outcome).toBe('applied')
  const closed = writes[0]?.opId as OpId
  return { log, lead, editor, other, closed, reopen: () => lead.push(log, [withdrawSheets(lead, ++lead.seq, [eastA])]) }
}
const late = (log: MemoryLog) => log.sheets.get(eastA)?.late
const ids = (log: MemoryLog) => late(log)?.map(each => each.opId)

describe('a change that came after submission', () => {
  it('is refused as locked, kept with its return and sent to everybody who pulls; digests do not count it', () => {
    const { log, editor, closed } = submitted()
    const before = log.sheets.get(eastA)
    const change = editor.set('closed', amount(5), { base: closed })
    expect(editor.push(log, [change], start + 5)[0]).toMatchObject({ outcome: 'rejected', code: 'locked' })
    expect(late(log)).toEqual([
      {
        opId: change.opId,
        cell: 'closed',
        value: amount(5),
        by: { id: 'editor', name: 'editor' },
        deviceTime: change.deviceTime,
        receivedAt: new Date(start + 5).toISOString(),
      },
    ])
    const after = log.sheets.get(eastA)
    expect(after).toMatchObject({ rev: (before?.rev ?? 0) + 1, state: 'submitted', digest: before?.digest })
    expect(after?.cells).toEqual(before?.cells)
    expect(log.log.at(-1)).toMatchObject({ opId: change.opId, sheet: eastA, seq: after?.rev })
    // The answer was lost: sent again, it stands there once.
    editor.push(log, [change])
    expect(ids(log)).toEqual([change.opId])
  })

  it('stands there once a person and cell: her newer change replaces her older one, nobody else’s', () => {
    const { log, editor, other, closed } = submitted()
    const first = editor.set('closed', amount(5), { base: closed })
    const second = editor.set('closed', amount(6), { base: first.opId })
    const elsewhere = editor.set('open', amount(1))
    const hers = other.set('closed', amount(7), { base: closed })
    editor.push(log, [first])
    other.push(log, [hers])
    editor.push(log, [second, elsewhere])
    expect(ids(log)).toEqual([second.opId, hers.opId, elsewhere.opId])
  })

  it('is no change where it was refused for another reason', () => {
    const { log, editor } = submitted()
    editor.push(log, [editor.set('closed', amount('4.5')), editor.set('nothing', amount(1))])
    expect(late(log)).toBeUndefined()
  })

  it('that waited for its base while the return was submitted is late too', () => {
    const log = new MemoryLog()
    const { editor } = submitted()
    const [lead, unknown] = [new Someone('lead', 'provider-lead', 1), opId()]
    const waits = editor.set('closed', amount(9), { base: unknown })
    expect(editor.push(log, [waits])[0]?.outcome).toBe('waiting')
    lead.push(
      log,
      Object.entries(answers).map(([cell, value]) => lead.set(cell, value)),
    )
    const seen = seenDigest(log.cells()[eastA] ?? {}, setVersion)
    lead.push(log, [submitSheets(lead, ++lead.seq, [{ sheet: eastA, seen }])])
    expect(late(log)).toBeUndefined()
    const thirtySixDays = 36 * 24 * 60 * 60 * 1000
    expect(editor.push(log, [waits], start + thirtySixDays)[0]).toMatchObject({ outcome: 'rejected', code: 'locked' })
    expect(late(log)).toMatchObject([
      { opId: waits.opId, by: { id: 'editor' }, receivedAt: new Date(start).toISOString() },
    ])
  })
})

describe('it leaves the list', () => {
  it('when a lead takes it in', () => {
    const { log, lead, editor, closed, reopen } = submitted()
    const change = editor.set('closed', amount(5), { base: closed })
    editor.push(log, [change])
    reopen()
    expect(ids(log)).toEqual([change.opId])
    const taking = lead.set('closed', amount(5), { base: closed, takes: change.opId })
    expect(lead.push(log, [taking])[0]?.outcome).toBe('applied')
    expect(log.sheets.get(eastA)).not.toHaveProperty('late')
    expect(log.cell(eastA, 'closed')?.value).toEqual(amount(5))
  })

  it('also when the figure stands there already, and the device is told by a new revision', () => {
    const { log, lead, editor, closed, reopen } = submitted()
    const change = editor.set('closed', amount(4), { base: closed })
    editor.push(log, [change])
    reopen()
    const rev = log.sheets.get(eastA)?.rev ?? 0
    const taking = lead.set('closed', amount(4), { base: closed, takes: change.opId })
    expect(lead.push(log, [taking])[0]?.outcome).toBe('agreed')
    expect(log.sheets.get(eastA)).toMatchObject({ rev: rev + 1 })
    expect(late(log)).toBeUndefined()
  })

  it('not by a write to another cell, by one in conflict, or by one that is itself too late', () => {
    const { log, lead, editor, closed, reopen } = submitted()
    const change = editor.set('closed', amount(5), { base: closed })
    editor.push(log, [change])
    const tooLate = lead.set('closed', amount(5), { base: closed, takes: change.opId })
    expect(lead.push(log, [tooLate])[0]?.code).toBe('locked')
    expect(ids(log)).toEqual([change.opId, tooLate.opId])
    reopen()
    const text: CellValue = { type: 'text', paragraphs: ['So.'], audience: 'council' }
    const elsewhere = lead.set('narrative/key-points', text, { takes: change.opId })
    expect(lead.push(log, [elsewhere])[0]?.outcome).toBe('applied')
    const unseen = lead.set('closed', amount(8), { base: null, takes: change.opId })
    expect(lead.push(log, [unseen])[0]?.outcome).toBe('conflict')
    expect(ids(log)).toEqual([change.opId, tooLate.opId])
  })

  it('when its own author writes the cell again; somebody else’s write leaves it', () => {
    const { log, editor, other, closed, reopen } = submitted()
    const change = editor.set('closed', amount(5), { base: closed })
    const elsewhere = editor.set('open', amount(1))
    editor.push(log, [change, elsewhere])
    reopen()
    const theirs = other.set('closed', amount(6), { base: closed })
    expect(other.push(log, [theirs])[0]?.outcome).toBe('applied')
    expect(ids(log)).toEqual([change.opId, elsewhere.opId])
    const hers = editor.set('closed', amount(7), { base: theirs.opId })
    expect(editor.push(log, [hers], start + 10)[0]?.outcome).toBe('applied')
    expect(ids(log)).toEqual([elsewhere.opId])
  })

  it('when a lead leaves it out: nothing else changes, and ids that are not there are nothing to her', () => {
    const { log, lead, editor, closed } = submitted()
    const change = editor.set('closed', amount(5), { base: closed })
    const elsewhere = editor.set('open', amount(1))
    editor.push(log, [change, elsewhere])
    const before = log.sheets.get(eastA)
    const leave = leaveOut(lead, ++lead.seq, [change.opId, opId()])
    expect(lead.push(log, [leave])[0]).toMatchObject({ outcome: 'applied' })
    expect(ids(log)).toEqual([elsewhere.opId])
    expect(log.sheets.get(eastA)).toEqual({ ...before, rev: (before?.rev ?? 0) + 1, late: before?.late?.slice(1) })
    expect(lead.push(log, [leave])[0]).toMatchObject({ outcome: 'applied' })
    const again = leaveOut(lead, ++lead.seq, [change.opId])
    expect(lead.push(log, [again])[0]).toMatchObject({ outcome: 'rejected', code: 'not-found' })
  })

  it('by no editor, and by no lead of another scope or for another return', () => {
    const { log, lead, editor, closed } = submitted()
    const change = editor.set('closed', amount(5), { base: closed })
    editor.push(log, [change])
    expect(editor.push(log, [leaveOut(editor, ++editor.seq, [change.opId])])[0]?.code).toBe('not-allowed')
    expect(lead.push(log, [leaveOut(lead, ++lead.seq, [change.opId], sheet('east-b'))])[0]?.code).toBe('not-found')
    const misplaced = { ...leaveOut(lead, ++lead.seq, [change.opId]), sheet: sheet('east-b') }
    expect(lead.push(log, [misplaced])[0]?.code).toBe('malformed')
    const stranger = author('stranger', 'provider-lead', new Set())
    const device = '00000000-0000-4000-8000-000000000009' as DeviceId
    const theirs = leaveOut({ id: stranger.id, device }, 1, [change.opId])
    expect(log.outcomes(stranger, device, [theirs])[0]?.code).toBe('no-access')
    expect(ids(log)).toEqual([change.opId])
  })
})

it('is pulled by every device of the scope, counted on the month board, and survives a restart', async () => {
  const at = await TestServer.open()
  const [lead, worker, officer] = [
    await Browser.signIn(at, 'lead'),
    await Browser.signIn(at, 'worker'),
    await Browser.signIn(at, 'officer'),
  ]
  let seq = 0
  await lead.push(Object.entries(answers).map(([cell, value]) => setCell(lead, ++seq, cell, value)))
  const rowOf = async () => (await lead.pull()).scopes.flatMap(scope => scope.sheets).find(row => row.sheet === eastA)
  const seen = seenDigest((await rowOf())?.cells ?? {}, setVersion)
  await lead.push([submitSheets(lead, ++seq, [{ sheet: eastA, seen }])])
  const cursors = Object.fromEntries((await lead.pull()).scopes.map(each => [each.scope, each.cursor]))
  const changes = [setCell(worker, 1, 'closed', amount(5)), setCell(worker, 2, 'open', amount(6))]
  await worker.push(changes)
  // Handed over too, it is offered once: beside the return, not among what nobody received.
  await worker.post('/api/surrender', { device: worker.device, operations: changes })
  expect((await officer.get('/api/surrendered')).json()).toEqual({ changes: [] })
  await at.restart()
  const news = (await lead.pull(cursors)).scopes.flatMap(scope => scope.sheets)
  expect(news.map(row => row.late?.map(each => each.opId))).toEqual([changes.map(each => each.opId)])
  const lockedOut = async () =>
    (await officer.get('/api/board')).json().rows.find((row: { sheet: string }) => row.sheet === eastA).lockedOut
  expect(await lockedOut()).toBe(2)
  expect((await officer.get(`/api/returns/${eastA}`)).json().row.late).toHaveLength(2)
  await lead.push([leaveOut(lead, ++seq, [changes[0]?.opId as OpId])])
  expect(await lockedOut()).toBe(1)
  await at.close()
})
