import { IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/device/desk.ts'
import { databaseName, PersonDatabase } from '../../../src/device/storage/database.ts'
import { readEntryRows } from '../../../src/device/storage/outbox-rows.ts'
import { backoff } from '../../../src/device/sync/sync.ts'
import type { CellKey, SheetId } from '../../../src/domain/ids.ts'
import { amount, cells, editor, lead, password, sheets, wholeSheet } from '../county.ts'
import { copyOf, type Disk, firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

const cellOf = (desk: Desk, sheet: SheetId, cell: CellKey) => desk.state().sheets.get(sheet)?.cells.get(cell)
const type = (desk: Desk, value: number, sheet: SheetId = sheets.east, cell: CellKey = cells.closed) =>
  desk.save([{ sheet, cell, value: amount(value) }])

async function day() {
  const server = simulatedServer([lead, editor])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const desk = await firstDay(program, lead)
  const standing = (sheet: SheetId = sheets.east, cell: CellKey = cells.closed) =>
    server.disk.sheets.get(sheet)?.cells[cell]
  return { server, disk, program, desk, standing }
}

/** What was pushed, one entry a request. */
const pushesOf = (server: ReturnType<typeof simulatedServer>) =>
  server.seen
    .filter(each => each.path === '/api/push')
    .map(each => each.body as { operations: { opId: string; seq: number; device: string }[] })

const lastPull = (server: ReturnType<typeof simulatedServer>) =>
  server.seen.findLast(each => each.path === '/api/pull')?.body as { cursors: Record<string, unknown> }

/** How the operations on a disk stand, in order of making: by their clear rows, receipts and counters. */
async function statesOn(disk: Disk): Promise<readonly string[]> {
  const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
  const { outbox, receipts, meta } = database
  const { entries } = await database.transaction('r', outbox, receipts, meta, () => readEntryRows(database, 'all'))
  database.close()
  return entries.toSorted((a, b) => a.order - b.order).map(row => row.state)
}

describe('a first day', () => {
  it('downloads the set, the open month and the history', async () => {
    const { desk } = await day()
    const state = desk.state()
    expect(state.set?.id).toBe('small')
    expect([...state.sheets.keys()].sort()).toEqual([sheets.east, sheets.south, sheets.west, wholeSheet].sort())
    expect(state.histories.get('su-helper-2016/east-a')?.['2017-05']?.['closed']).toEqual(amount(4))
    expect(state.status.connection).toBe('idle')
  })

  it('saves, sends, and shows what the server has received', async () => {
    const { desk, standing } = await day()
    expect((await type(desk, 7)).ok).toBe(true)
    expect(cellOf(desk, sheets.east, cells.closed)).toMatchObject({ value: amount(7), standing: 'waiting' })
    expect(desk.state().status).toMatchObject({ waiting: 1, receivedAt: null, persistent: true })
    await desk.sync()
    expect(cellOf(desk, sheets.east, cells.closed)).toMatchObject({ value: amount(7), standing: 'received' })
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    expect(desk.state().status.receivedAt).not.toBeNull()
    expect(standing()?.value).toEqual(amount(7))
  })

  it('is there again after a restart with no network', async () => {
    const { desk, disk, program, server } = await day()
    await type(desk, 7)
    program.kill()
    const again = startProgram(disk, server, 'tablet')
    again.network.offline = true
    expect(await again.door.people()).toEqual([{ id: lead.id, name: lead.name, email: lead.email }])
    expect(await again.door.waiting(lead.id)).toBe(1)
    expect((await again.door.installation())?.council).toBe('A council')
    const reopened = await unlock(again, lead)
    expect(reopened.state().set?.id).toBe('small')
    expect(cellOf(reopened, sheets.east, cells.closed)).toMatchObject({ value: amount(7), standing: 'waiting' })
    await reopened.sync()
    expect(reopened.state().status.connection).toBe('offline')
  })
})

describe('a save', () => {
  it('is one strict transaction, of a single figure as of a paste', async () => {
    const { desk, program } = await day()
    const asked: (string | undefined)[] = []
    program.storageStep = durability => {
      asked.push(durability)
      return undefined
    }
    await type(desk, 1)
    expect(asked).toEqual(['strict'])
    await desk.save(
      [sheets.east, sheets.south, sheets.west].map(sheet => ({ sheet, cell: cells.open, value: amount(2) })),
    )
    expect(asked).toEqual(['strict', 'strict'])
    await desk.keepDraft({ sheet: sheets.east, cell: cells.open, field: 'value', text: '1o' })
    await desk.sync()
    expect(asked.length).toBeGreaterThan(4)
    expect(new Set(asked)).toEqual(new Set(['strict']))
  })
})

describe('a cursor', () => {
  it('P7: is stored with what it covers: nothing is fetched twice, also after a restart', async () => {
    const { desk, disk, server, program } = await day()
    await type(desk, 7)
    await desk.sync()
    const { cursors } = lastPull(server)
    await desk.sync()
    expect(lastPull(server).cursors).not.toEqual(cursors)
    const stored = lastPull(server).cursors
    expect(stored['su-helper-2016/east-a']).toMatchObject({ seq: 1, tip: server.disk.log[0]?.opId })
    program.kill()
    server.seen.length = 0
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    await again.sync()
    const asked = server.seen.filter(each => each.path === '/api/pull').map(each => each.body)
    for (const each of asked) expect(each).toMatchObject({ cursors: stored })
    expect(asked.length).toBeGreaterThan(0)
  })
})

describe('on a bad network', () => {
  it.each(['lose-request', 'lose-response', 'duplicate'] as const)('P3: %s counts once', async fault => {
    const { desk, program, server, standing } = await day()
    await type(desk, 7)
    program.network.faults.push(fault)
    await desk.sync()
    await desk.sync()
    expect(standing()?.value).toEqual(amount(7))
    expect([...server.disk.operations.values()].filter(each => each.cell === cells.closed)).toHaveLength(1)
    expect(server.disk.log).toHaveLength(1)
    expect(desk.state().status.waiting).toBe(0)
  })

  it('P3: what was sent and not answered is never changed; the next edit follows it', async () => {
    const { desk, program, server, standing } = await day()
    await type(desk, 7)
    program.network.faults.push('lose-response')
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 1, connection: 'server-down' })
    await type(desk, 8)
    expect(desk.state().status.waiting).toBe(2)
    await desk.sync()
    expect(standing()?.value).toEqual(amount(8))
    expect([...server.disk.operations.values()].map(each => each.outcome)).toEqual(['applied', 'applied'])
  })

  it('P5: six hundred changes go in order, in two batches', async () => {
    const { desk, server } = await day()
    const edits = Array.from({ length: 600 }, (_, n) => ({
      sheet: sheets.east,
      cell: `explain/e${n}` as CellKey,
      value: { type: 'explanation' as const, text: `${n}`, reasons: [], cells: [] },
    }))
    expect((await desk.save(edits)).ok).toBe(true)
    await desk.sync()
    const pushes = pushesOf(server).filter(each => each.operations.length > 0)
    expect(pushes.map(each => each.operations.length)).toEqual([500, 100])
    expect(pushes.flatMap(each => each.operations.map(operation => operation.seq))).toEqual(edits.map((_, n) => n + 1))
    expect(server.seen.filter(each => each.path === '/api/push').every(each => each.encoding === 'gzip')).toBe(true)
  })

  it('waits longer after each failure, never more than a minute, and not everyone at once', () => {
    expect([1, 2, 3, 10, 1_000].map(failures => backoff(failures, 1))).toEqual([2_000, 4_000, 8_000, 60_000, 60_000])
    expect(backoff(1, 0)).toBe(1_000)
  })

  it('P6: an operation that the server refuses does not stop the others', async () => {
    const { desk, standing } = await day()
    await type(desk, 1, sheets.east, 'no-such-indicator' as CellKey)
    await type(desk, 2)
    await desk.sync()
    expect(standing()?.value).toEqual(amount(2))
    expect(desk.state().needsYou).toMatchObject([{ cell: 'no-such-indicator', code: 'unknown-cell', value: amount(1) }])
    const [refused] = desk.state().needsYou
    if (refused === undefined) throw new Error('nothing refused')
    await desk.dismiss(refused.opId)
    expect(desk.state().needsYou).toEqual([])
  })
})

describe('what stands between a device and its server', () => {
  it('a session that has ended: said, kept, sent after signing in again', async () => {
    const { desk, server, standing } = await day()
    server.sessions.clear()
    await type(desk, 7)
    await desk.sync()
    expect(desk.state().status).toMatchObject({ connection: 'signed-out', waiting: 1 })
    expect(await desk.signInAgain('not the password')).toEqual({
      ok: false,
      refusal: { type: 'problem', code: 'wrong-password' },
    })
    expect(await desk.signInAgain(password)).toEqual({ ok: true })
    expect(standing()?.value).toEqual(amount(7))
    expect(desk.state().status).toMatchObject({ connection: 'idle', waiting: 0 })
  })

  it('another person’s session: nothing goes under her name', async () => {
    const { desk, server } = await day()
    server.sessions.set('tablet', editor.id)
    await type(desk, 7)
    await desk.sync()
    expect(desk.state().status).toMatchObject({ connection: 'wrong-person', waiting: 1 })
    expect(server.disk.operations.size).toBe(0)
  })

  it('a newer protocol stops the pull; the push stays open', async () => {
    const { desk, server, standing } = await day()
    server.trouble.set('/api/pull', 'update-needed')
    await type(desk, 7)
    await desk.sync()
    expect(desk.state().status).toMatchObject({ connection: 'update-needed', waiting: 0 })
    expect(standing()?.value).toEqual(amount(7))
  })

  it('P1: a scope taken away: its truth leaves, what waits is still pushed, refused and shown', async () => {
    const { desk, disk, server } = await day()
    await type(desk, 3)
    await type(desk, 4, sheets.south)
    await desk.sync()
    server.people = [
      { ...lead, contracts: [{ contract: lead.contracts[0]?.contract as never, places: ['east-b' as never] }] },
    ]
    await type(desk, 5)
    // First a pull alone.
    server.trouble.set('/api/push', 'server-fault')
    // Typed while the pull that takes the place away is on its way.
    const { handle } = server
    let typed = false
    server.handle = async (browser, path, ...rest) => {
      if (path === '/api/pull' && !typed) {
        typed = true
        await type(desk, 6, sheets.east, cells.open)
      }
      return handle(browser, path, ...rest)
    }
    await desk.sync()
    expect(desk.state().sheets.has(sheets.east)).toBe(false)
    expect(desk.state().status.waiting).toBe(2)
    expect(await statesOn(disk)).toEqual(expect.arrayContaining(['sent', 'held']))
    server.trouble.clear()
    await desk.sync()
    const state = desk.state()
    expect([...state.sheets.keys()]).toEqual([sheets.south])
    expect(state.needsYou).toMatchObject([
      { sheet: sheets.east, code: 'no-access', value: amount(5) },
      { sheet: sheets.east, code: 'no-access', value: amount(6) },
    ])
    expect(state.status.waiting).toBe(0)
    expect([...server.disk.operations.values()].at(-1)).toMatchObject({ outcome: 'rejected', code: 'no-access' })
  })

  it('a device the server has forgotten registers again and sends everything once more, counted once', async () => {
    const { desk, server, standing } = await day()
    await type(desk, 3)
    await desk.sync()
    server.disk.devices.clear()
    await type(desk, 4)
    await desk.sync()
    expect(standing()?.value).toEqual(amount(4))
    expect(server.disk.operations.size).toBe(2)
    expect(desk.state().status.waiting).toBe(0)
  })

  it('P10: a server restored from a backup is sent what it lost, and the truth is fetched anew', async () => {
    const { desk, server, standing } = await day()
    await type(desk, 3)
    await desk.sync()
    const backup = server.backup()
    await type(desk, 4)
    await type(desk, 5, sheets.south)
    await desk.sync()
    server.disk = backup
    expect(standing()?.value).toEqual(amount(3))
    await desk.sync()
    expect(standing()?.value).toEqual(amount(4))
    expect(standing(sheets.south)?.value).toEqual(amount(5))
    expect(cellOf(desk, sheets.east, cells.closed)).toMatchObject({ value: amount(4), standing: 'received' })
    expect(server.disk.operations.size).toBe(3)
  })

  it('P19: a copied profile goes on under a number of its own; nothing of either is lost', async () => {
    const { desk, disk, program, server } = await day()
    await type(desk, 3)
    await desk.sync()
    await type(desk, 4)
    program.network.offline = true
    await type(desk, 5, sheets.south)
    const copy = await copyOf(disk)
    program.network.offline = false
    // The original goes on: it changes what the copy still has queued, and adds to it.
    await type(desk, 6)
    await type(desk, 7, sheets.west)
    await desk.sync()
    const other = startProgram(copy, server, 'tablet')
    const copied = await unlock(other, lead)
    await type(copied, 8, sheets.west)
    await copied.sync()
    expect(copied.state().status.waiting).toBe(0)
    const values = [...server.disk.operations.values()].map(
      each => (JSON.parse(each.body) as { value: { value: string } }).value.value,
    )
    expect(values.sort()).toEqual(['3', '4', '5', '5', '6', '7', '8'])
    // 4 and 8 were typed without seeing 6 and 7: kept as the other side, not written over them.
    const west = server.disk.sheets.get(sheets.west)?.cells[cells.closed]
    expect(west).toMatchObject({ value: amount(7), sides: [{ value: amount(8) }] })
    const east = server.disk.sheets.get(sheets.east)?.cells[cells.closed]
    expect(east).toMatchObject({ value: amount(6), sides: [{ value: amount(4) }] })
  })

  it('P19: a profile rolled back does the same', async () => {
    const { desk, disk, server } = await day()
    await type(desk, 3)
    await desk.sync()
    const earlier = await copyOf(disk)
    await type(desk, 4)
    await desk.sync()
    const rolledBack = await unlock(startProgram(earlier, server, 'tablet'), lead)
    await type(rolledBack, 9, sheets.west)
    await rolledBack.sync()
    expect(server.disk.sheets.get(sheets.west)?.cells[cells.closed]?.value).toEqual(amount(9))
    expect(cellOf(rolledBack, sheets.east, cells.closed)).toMatchObject({ value: amount(4), standing: 'received' })
  })
})

describe('two people and one cell', () => {
  it('P2: neither overwrites the other unseen; choosing names both', async () => {
    const { desk, server, standing } = await day()
    const laptop = startProgram(newDisk(), server, 'laptop')
    const colleague = await firstDay(laptop, editor)
    await type(desk, 118)
    await type(colleague, 132)
    await desk.sync()
    await colleague.sync()
    await desk.sync()
    expect(standing()).toMatchObject({ value: amount(118), sides: [{ value: amount(132) }] })
    for (const each of [desk, colleague])
      expect(cellOf(each, sheets.east, cells.closed)).toMatchObject({
        value: amount(118),
        sides: [{ value: amount(132) }],
      })
    await type(desk, 125)
    await desk.sync()
    expect(standing()).toMatchObject({ value: amount(125) })
    expect(standing()?.sides).toBeUndefined()
  })

  it('P8: a pull changes no operation, no draft and nothing that waits', async () => {
    const { desk, server, program } = await day()
    const colleague = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
    await desk.keepDraft({ sheet: sheets.east, cell: cells.open, field: 'value', text: '12a' })
    await type(desk, 7)
    await type(colleague, 9)
    await type(colleague, 10, sheets.east, cells.open)
    await colleague.sync()
    // The push is lost, the pull comes through.
    server.trouble.set('/api/push', 'server-fault')
    await desk.sync()
    expect(cellOf(desk, sheets.east, cells.closed)).toMatchObject({ value: amount(7), standing: 'waiting' })
    expect(cellOf(desk, sheets.east, cells.open)).toMatchObject({ value: amount(10), standing: 'received' })
    expect(desk.state().drafts).toMatchObject([{ text: '12a' }])
    expect(desk.state().status).toMatchObject({ waiting: 1, connection: 'server-down' })
    server.trouble.clear()
    program.runTimers()
    await desk.sync()
    expect(desk.state().status.waiting).toBe(0)
  })
})

const confirm = { name: 'Provider lead', role: 'Lead' }

describe('a submission', () => {
  async function filled() {
    const made = await day()
    await made.desk.save([cells.closed, cells.open].map(cell => ({ sheet: sheets.east, cell, value: amount(4) })))
    return made
  }

  it('P16: is of exactly what is on screen, own changes that wait included', async () => {
    const { desk, server } = await filled()
    await desk.submit([sheets.east], confirm)
    expect(desk.state().sheets.get(sheets.east)?.submitting?.state).toBe('queued')
    await desk.sync()
    expect(server.disk.sheets.get(sheets.east)).toMatchObject({
      state: 'submitted',
      submission: { ordinal: 1, name: 'Provider lead' },
    })
    expect(desk.state().sheets.get(sheets.east)).toMatchObject({ state: 'submitted', submitting: null })
    expect(desk.state().needsYou).toEqual([])
  })

  it('P16: is refused when a colleague changed something she had not seen', async () => {
    const { desk, server } = await filled()
    await desk.sync()
    const colleague = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
    await type(colleague, 5)
    await colleague.sync()
    await desk.submit([sheets.east], confirm)
    await desk.sync()
    expect(desk.state().sheets.get(sheets.east)?.state).toBe('open')
    expect(desk.state().needsYou).toMatchObject([{ sheet: sheets.east, code: 'seen-differs' }])
  })

  it('is taken back in place while it waits, and withdrawn once it has gone', async () => {
    const { desk, server } = await filled()
    await desk.submit([sheets.east], confirm)
    await desk.takeBack([sheets.east])
    expect(desk.state().sheets.get(sheets.east)?.submitting).toBeNull()
    await desk.sync()
    expect(server.disk.sheets.get(sheets.east)?.state).toBe('open')
    expect([...server.disk.operations.values()].map(each => (JSON.parse(each.body) as { kind: string }).kind)).toEqual([
      'set',
      'set',
      'void',
    ])
    await desk.submit([sheets.east], confirm)
    await desk.sync()
    await desk.takeBack([sheets.east])
    await desk.sync()
    expect(server.disk.sheets.get(sheets.east)?.state).toBe('open')
    expect(desk.state().sheets.get(sheets.east)?.state).toBe('open')
    // Nothing to take back makes no operation.
    const before = server.disk.operations.size
    await desk.takeBack([sheets.east])
    await desk.sync()
    expect(server.disk.operations.size).toBe(before)
  })

  it('locks out what a colleague had typed offline; it stays with her, and says so', async () => {
    const { desk, server } = await filled()
    const colleague = await firstDay(startProgram(newDisk(), server, 'laptop'), editor)
    await type(colleague, 9)
    await desk.submit([sheets.east], confirm)
    await desk.sync()
    await colleague.sync()
    expect(cellOf(colleague, sheets.east, cells.closed)).toMatchObject({
      value: amount(4),
      standing: 'refused',
      code: 'locked',
    })
    expect(colleague.state().needsYou).toMatchObject([{ code: 'locked', value: amount(9) }])
    const file = JSON.parse(await (await colleague.exportUnsent()).text()) as { operations: unknown[] }
    expect(file.operations).toMatchObject([{ value: amount(9), state: 'acked' }])
  })
})

describe('what starts a cycle', () => {
  it('a save, shortly after; the page or the network coming back; a poke while the page is visible', async () => {
    const { desk, program, standing } = await day()
    const settled = () => desk.sync()
    await type(desk, 1)
    program.runTimers()
    await settled()
    expect(standing()?.value).toEqual(amount(1))
    expect(program.page.streams.size).toBe(1)
    program.page.tell('hidden')
    expect(program.page.streams.size).toBe(0)
    program.page.tell('visible')
    await settled()
    expect(program.page.streams.size).toBe(1)
    program.page.tell('offline')
    expect(desk.state().status.connection).toBe('offline')
    program.page.tell('online')
    await settled()
    expect(desk.state().status.connection).toBe('idle')
  })

  it('without signal nothing is marked as sent: it can still be changed and taken back in place', async () => {
    const { desk, program, disk, server } = await day()
    program.network.offline = true
    await type(desk, 1)
    await desk.submit([sheets.east], confirm)
    await desk.sync()
    expect(desk.state().status.connection).toBe('offline')
    expect(await statesOn(disk)).toEqual(['queued', 'queued'])
    expect(desk.state().sheets.get(sheets.east)?.submitting?.state).toBe('queued')
    await desk.takeBack([sheets.east])
    await type(desk, 2)
    program.network.offline = false
    await desk.sync()
    expect([...server.disk.operations.values()].map(each => (JSON.parse(each.body) as { kind: string }).kind)).toEqual([
      'set',
      'void',
    ])
  })

  it('locked, nothing is sent', async () => {
    const { desk, program, server, disk } = await day()
    await type(desk, 1)
    desk.lock()
    const before = server.seen.length
    program.page.tell('online')
    program.runTimers()
    await desk.sync()
    expect(server.seen.length).toBe(before)
    expect(desk.state().status.stopped).toBe('locked')
    expect((await type(desk, 2)).ok).toBe(false)
    expect(await startProgram(disk, server, 'tablet').door.waiting(lead.id)).toBe(1)
  })
})
