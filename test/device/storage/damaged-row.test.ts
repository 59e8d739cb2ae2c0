import { IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseName, PersonDatabase } from '../../../src/device/storage/database.ts'
import type { Sealed } from '../../../src/device/vault/seal.ts'
import type { SheetId } from '../../../src/domain/ids.ts'
import { amount, cells, editor, lead, password, sheets } from '../county.ts'
import { type Disk, firstDay, newDisk, passphrase, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

// What goes wrong here goes wrong on purpose.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

async function at<T>(disk: Disk, work: (database: PersonDatabase) => PromiseLike<T>): Promise<T> {
  const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

/** One bit of a box changes. */
function damage(row: Sealed): void {
  const bytes = new Uint8Array(row.box.slice(0))
  bytes[3] = (bytes[3] ?? 0) ^ 1
  Object.assign(row, { box: bytes.buffer })
}
const damageOutbox = (disk: Disk, seq: number) =>
  at(disk, database =>
    database.outbox
      .filter(row => row.seq === seq)
      .modify(row => {
        damage(row)
      }),
  )

async function day() {
  const server = simulatedServer([lead])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const desk = await firstDay(program, lead)
  const type = (value: number, sheet: SheetId = sheets.east) =>
    desk.save([{ sheet, cell: cells.closed, value: amount(value) }])
  return { server, disk, program, desk, type }
}

const nothingLeft = {
  ...{ sheet: sheets.south, cell: cells.closed, value: null },
  ...{ code: 'malformed', standing: 'refused', again: false },
}

describe('a damaged operation', () => {
  it('P1, P6: costs only itself: the others open and go, its number is not missed, and it is shown', async () => {
    const { server, disk, program, type } = await day()
    program.network.offline = true
    await type(1)
    await type(2, sheets.south)
    await type(3, sheets.west)
    program.kill()
    await damageOutbox(disk, 2)
    const before = await at(disk, database => database.outbox.toArray())

    const next = startProgram(disk, server, 'tablet')
    next.network.offline = true
    const again = await unlock(next, lead)
    expect(again.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(1))
    expect(again.state().sheets.get(sheets.west)?.cells.get(cells.closed)?.value).toEqual(amount(3))
    expect(again.state().needsYou).toMatchObject([nothingLeft])
    await again.sync()
    expect(await at(disk, database => database.outbox.toArray())).toEqual(before)

    next.network.offline = false
    await again.sync()
    expect(again.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    const stored = [...server.disk.operations.values()].toSorted((a, b) => a.seq - b.seq)
    expect(stored.map(each => [each.seq, (JSON.parse(each.body) as { kind: string }).kind, each.outcome])).toEqual([
      [1, 'set', 'applied'],
      [2, 'void', 'applied'],
      [3, 'set', 'applied'],
    ])
    // Still there after a restart, until she closes it.
    again.lock()
    const third = await unlock(startProgram(disk, server, 'tablet'), lead)
    expect(third.state().needsYou).toMatchObject([nothingLeft])
    const [one] = third.state().needsYou
    if (one === undefined) throw new Error('nothing shown')
    await third.dismiss(one.opId)
    expect(third.state().needsYou).toEqual([])
    third.lock()
  })

  it('can be closed with no signal, and what she types in that cell afterwards arrives', async () => {
    const { server, disk, program, type } = await day()
    await type(2, sheets.south)
    program.kill()
    await damageOutbox(disk, 1)
    const next = startProgram(disk, server, 'tablet')
    next.network.offline = true
    const desk = await unlock(next, lead)
    const [one] = desk.state().needsYou
    if (one === undefined) throw new Error('nothing shown')
    expect((await desk.dismiss(one.opId)).ok).toBe(true)
    expect(desk.state().needsYou).toEqual([])
    await desk.save([{ sheet: sheets.south, cell: cells.closed, value: amount(7) }])
    next.network.offline = false
    await desk.sync()
    expect(server.disk.sheets.get(sheets.south)?.cells[cells.closed]?.value).toEqual(amount(7))
    expect(desk.state().status.waiting).toBe(0)
    expect(desk.state().needsYou).toEqual([])
    desk.lock()
  })

  it('P2, P3: one that the server has, whose answer was lost, stands; the edit built on it is not lost', async () => {
    const { server, disk, program, desk, type } = await day()
    await type(2, sheets.south)
    program.network.faults.push('lose-response')
    await desk.sync()
    await type(3, sheets.south)
    await type(4)
    program.kill()
    await damageOutbox(disk, 1)
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    await again.sync()
    await again.sync()
    expect(again.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    const cell = server.disk.sheets.get(sheets.south)?.cells[cells.closed]
    // Upon what it was typed cannot be told any more: both are shown, and nothing is written over.
    expect(cell).toMatchObject({ value: amount(2), sides: [{ value: amount(3) }] })
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value).toEqual(amount(4))
    again.lock()
  })
})

describe('what was pulled and is damaged', () => {
  it('is left out and fetched again; a draft costs only itself', async () => {
    const { server, disk, desk, type } = await day()
    await type(1)
    await type(2, sheets.south)
    await desk.sync()
    await desk.keepDraft({ sheet: sheets.east, cell: cells.open, field: 'value', text: '12a' })
    await desk.keepDraft({ sheet: sheets.west, cell: cells.open, field: 'value', text: '7b' })
    desk.lock()
    await at(disk, async database => {
      await database.sheets.filter(row => row.sheet === sheets.east).modify(row => damage(row))
      await database.reference.toCollection().modify(row => damage(row))
      await database.drafts.filter(row => row.sheet === sheets.east).modify(row => damage(row))
    })
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    expect(again.state().sheets.get(sheets.south)?.cells.get(cells.closed)?.value).toEqual(amount(2))
    await again.sync()
    expect(again.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(1))
    expect(again.state().set?.id).toBe('small')
    expect(again.state().drafts).toMatchObject([{ text: '7b' }])
    again.lock()
  })
})

describe('who she is, damaged', () => {
  const damageMe = (disk: Disk) =>
    at(disk, database =>
      database.meta
        .filter(row => row.key === 'me')
        .modify(row => {
          if (row.key === 'me') damage(row)
        }),
    )

  it('P1: she is told to sign in once; then what was unsent goes, and the next start needs no connection', async () => {
    const { server, disk, program, type } = await day()
    program.network.offline = true
    await type(5)
    program.kill()
    await damageMe(disk)

    const next = startProgram(disk, server, 'tablet')
    next.network.offline = true
    expect(await next.door.unlock(lead.id, passphrase)).toEqual({ ok: false, because: 'sign-in-first' })
    expect(await next.door.waiting(lead.id)).toBe(1)

    next.network.offline = false
    expect(await next.door.signIn(lead.email, password)).toMatchObject({ ok: true, known: true })
    expect(await next.door.unlock(lead.id, 'not her passphrase')).toEqual({ ok: false, because: 'wrong-passphrase' })
    const desk = await unlock(next, lead)
    expect(desk.state().me.person.id).toBe(lead.id)
    expect(desk.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(5))
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value).toEqual(amount(5))
    desk.lock()

    const third = startProgram(disk, server, 'tablet')
    third.network.offline = true
    const again = await unlock(third, lead)
    expect(again.state().me.scopes).toEqual(desk.state().me.scopes)
    again.lock()
  })

  it('is written anew also where nothing waited to be sent', async () => {
    const { server, disk, program } = await day()
    program.kill()
    await damageMe(disk)
    const next = startProgram(disk, server, 'tablet')
    await next.door.signIn(lead.email, password)
    const desk = await unlock(next, lead)
    await desk.sync()
    desk.lock()
    const third = startProgram(disk, server, 'tablet')
    third.network.offline = true
    expect(await third.door.unlock(lead.id, passphrase)).toMatchObject({ ok: true })
  })

  it('does not open as another person who signed in here', async () => {
    const { server, disk, program } = await day()
    program.kill()
    await damageMe(disk)
    server.people.push(editor)
    const next = startProgram(disk, server, 'tablet')
    expect(await next.door.signIn(editor.email, password)).toMatchObject({ ok: true })
    expect(await next.door.unlock(lead.id, passphrase)).toEqual({ ok: false, because: 'sign-in-first' })
  })

  it('is no matter to a desk that is open', async () => {
    const { server, disk, desk, type } = await day()
    await damageMe(disk)
    const other = await unlockOther(server, disk)
    expect(other).toEqual({ ok: false, because: 'sign-in-first' })
    await type(6)
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    desk.lock()
  })
})

const unlockOther = (server: ReturnType<typeof simulatedServer>, disk: Disk) =>
  startProgram(disk, server, 'tablet').door.unlock(lead.id, passphrase)
