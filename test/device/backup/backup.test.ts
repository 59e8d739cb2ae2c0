/** The backup file: out of one device, into another, counted once whatever else happened. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { appendBackup, missingDrafts, readBackup } from '../../../src/device/backup/import-backup.ts'
import type { Desk } from '../../../src/device/desk.ts'
import { emptyOutbox } from '../../../src/device/outbox/outbox.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { amount, cells, editor, lead, sheets } from '../county.ts'
import { firstDay, newDisk, type Program, startProgram } from '../simulated-device.ts'
import { type SimulatedServer, simulatedServer } from '../simulated-server.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const closed = { sheet: sheets.east, cell: cells.closed }
const text = (said: string): CellValue => ({ type: 'text', paragraphs: [said], audience: 'council' })
const exported = async (desk: Desk): Promise<string> => (await desk.exportUnsent()).text()
const valueAt = (desk: Desk, sheet = sheets.east, cell = cells.closed) =>
  desk.state().sheets.get(sheet)?.cells.get(cell)
const stored = (server: SimulatedServer, sheet = sheets.east, cell = cells.closed) =>
  server.disk.sheets.get(sheet)?.cells[cell]

/** A device with two figures, a text, a draft and one figure that storage refused; none of it received. */
async function work() {
  const server = simulatedServer([lead, editor])
  const program = startProgram(newDisk(), server, 'tablet')
  const desk = await firstDay(program, lead)
  program.network.offline = true
  await desk.save([{ ...closed, value: amount(1) }])
  await desk.save([{ sheet: sheets.east, cell: cells.summary, value: text('All well.') }])
  await desk.save([{ sheet: sheets.south, cell: cells.closed, value: amount(2) }])
  await desk.keepDraft({ sheet: sheets.west, cell: cells.open, field: 'value', text: '12a' })
  program.storageStep = () => {
    throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
  }
  await desk.save([{ ...closed, value: amount(3) }])
  const file = await exported(desk)
  program.storageStep = () => undefined
  return { server, program, desk, file }
}

const fresh = async (server: SimulatedServer): Promise<{ program: Program; desk: Desk }> => {
  const program = startProgram(newDisk(), server, 'laptop')
  return { program, desk: await firstDay(program, lead) }
}

describe('a backup file', () => {
  it('P1: brings everything back on another device, and it is received as if it had never been away', async () => {
    const { server, program, file } = await work()
    program.kill()
    const { desk } = await fresh(server)
    expect(await desk.importBackup(file)).toEqual({ ok: true, taken: 5, known: 0, unreadable: 0 })
    expect(valueAt(desk)).toMatchObject({ value: amount(3), standing: 'waiting' })
    expect(desk.state().drafts).toMatchObject([{ text: '12a' }])
    await desk.sync()
    expect(desk.state().status.waiting).toBe(0)
    expect(stored(server)).toMatchObject({ value: amount(3) })
    expect(stored(server)).not.toHaveProperty('sides')
    expect(stored(server, sheets.south)).toMatchObject({ value: amount(2) })
    expect(stored(server, sheets.east, cells.summary)).toMatchObject({ value: text('All well.') })
    const ids = JSON.parse(file).operations.map((each: { opId: string }) => each.opId)
    for (const id of ids) expect([...server.disk.operations.keys()]).toContain(id)
  })

  it('P3: read twice counts once, also after a restart and after it was received', async () => {
    const { server, program, file } = await work()
    program.kill()
    const { desk } = await fresh(server)
    await desk.importBackup(file)
    expect(await desk.importBackup(file)).toEqual({ ok: true, taken: 0, known: 5, unreadable: 0 })
    await desk.sync()
    const count = server.disk.operations.size
    expect(await desk.importBackup(file)).toMatchObject({ taken: 0, known: 5 })
    await desk.sync()
    expect(server.disk.operations.size).toBe(count)
    expect(desk.state().status.waiting).toBe(0)
  })

  it('P3: read back where it was made changes nothing but what had only been in memory', async () => {
    const { server, program, desk, file } = await work()
    program.runTimers()
    await vi.waitFor(() => expect(desk.state().status.unsaved).toBe(0))
    expect(await desk.importBackup(file)).toEqual({ ok: true, taken: 1, known: 4, unreadable: 0 })
    program.network.offline = false
    await desk.sync()
    expect(desk.state().status.waiting).toBe(0)
    expect(stored(server)).toMatchObject({ value: amount(3) })
  })

  it('P3: read on a second device after the first had sent it counts once', async () => {
    const { server, program, desk: first, file } = await work()
    const { desk } = await fresh(server)
    program.network.offline = false
    program.runTimers()
    await first.sync()
    await first.sync()
    const before = stored(server)
    expect(before).toMatchObject({ value: amount(3) })
    expect(await desk.importBackup(file)).toMatchObject({ ok: true })
    await desk.sync()
    await desk.sync()
    expect(desk.state().status.waiting).toBe(0)
    expect(desk.state().needsYou).toEqual([])
    expect(stored(server)?.token).toBe(before?.token)
    expect(stored(server)).not.toHaveProperty('sides')
    expect(stored(server, sheets.south)).not.toHaveProperty('sides')
  })

  it('P2: changed by hand under the same id overwrites nothing: both stand as sides', async () => {
    const { server, program, desk: first, file } = await work()
    program.network.offline = false
    program.runTimers()
    await first.sync()
    await first.sync()
    const tampered = JSON.parse(file)
    tampered.operations[2].value = amount(99)
    const { desk } = await fresh(server)
    expect(await desk.importBackup(JSON.stringify(tampered))).toMatchObject({ ok: true })
    await desk.sync()
    await desk.sync()
    expect(desk.state().status.waiting).toBe(0)
    expect(stored(server, sheets.south)).toMatchObject({ value: amount(2), sides: [{ value: amount(99) }] })
    expect(stored(server)).toMatchObject({ value: amount(3) })
    expect(stored(server)).not.toHaveProperty('sides')
  })

  it('P2: does not overwrite what a colleague entered since', async () => {
    const { server, program, file } = await work()
    program.kill()
    const colleague = await firstDay(startProgram(newDisk(), server, 'other'), editor)
    await colleague.save([{ sheet: sheets.south, cell: cells.closed, value: amount(50) }])
    await colleague.save([{ ...closed, value: amount(60) }])
    await colleague.sync()
    const { desk } = await fresh(server)
    await desk.importBackup(file)
    await desk.sync()
    expect(stored(server, sheets.south)).toMatchObject({ value: amount(50), sides: [{ value: amount(2) }] })
    expect(stored(server)).toMatchObject({ value: amount(60), sides: [{ value: amount(3) }] })
  })

  it('P3: an edit after reading it follows what was read, which another device may have sent', async () => {
    const { server, program, file } = await work()
    program.kill()
    const { desk } = await fresh(server)
    await desk.importBackup(file)
    await desk.save([{ sheet: sheets.south, cell: cells.closed, value: amount(4) }])
    await desk.sync()
    expect(stored(server, sheets.south)).toMatchObject({ value: amount(4) })
    expect(server.disk.operations.size).toBe(5)
  })

  it('is refused whole when storage refuses', async () => {
    const { server, file } = await work()
    const { desk, program } = await fresh(server)
    program.storageStep = () => {
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
    }
    expect(await desk.importBackup(file)).toEqual({ ok: false, because: 'full' })
    expect(desk.state().status.waiting).toBe(0)
    expect(desk.state().drafts).toEqual([])
  })

  it('leaves a draft that is in the field already', async () => {
    const { server, file } = await work()
    const { desk } = await fresh(server)
    await desk.keepDraft({ sheet: sheets.west, cell: cells.open, field: 'value', text: 'mine' })
    expect(await desk.importBackup(file)).toMatchObject({ taken: 4, known: 1 })
    expect(desk.state().drafts).toMatchObject([{ text: 'mine' }])
  })
})

describe('what is no backup file of hers', () => {
  it.each<[string, (file: string) => string]>([
    ['nothing', () => ''],
    ['half a file', file => file.slice(0, file.length / 2)],
    ['something else', () => '{"what":"a photograph"}'],
    ['a list', () => '[]'],
    ['of a later version', file => file.replace('"format": 1', '"format": 2')],
    ['too long', () => `{"what":"${'x'.repeat(20_000_001)}"}`],
  ])('%s is refused', async (_name, change) => {
    const { file } = await work()
    expect(readBackup(change(file), lead.id)).toEqual({ ok: false, because: 'not-a-backup' })
  })

  it('another person’s is refused, and a single operation of hers is not slipped in', async () => {
    const { server, file } = await work()
    const colleague = await firstDay(startProgram(newDisk(), server, 'other'), editor)
    expect(await colleague.importBackup(file)).toEqual({ ok: false, because: 'another-person' })
    const forged = JSON.parse(file)
    forged.person.id = editor.id
    expect(await colleague.importBackup(JSON.stringify(forged))).toMatchObject({ taken: 1, unreadable: 4 })
    expect(colleague.state().status.waiting).toBe(0)
  })

  it('a broken operation costs only itself', async () => {
    const { server, file } = await work()
    const broken = JSON.parse(file)
    broken.operations[0].value = { type: 'amount', value: 'many' }
    broken.operations[1] = null
    broken.operations[2].more = 'a field of a later version'
    broken.unreadable = [{ sheet: 'x' }]
    const { desk } = await fresh(server)
    expect(await desk.importBackup(JSON.stringify(broken))).toEqual({ ok: true, taken: 1, known: 0, unreadable: 4 })
  })

  it('of the build before is read all the same', async () => {
    const { file } = await work()
    const { format: _format, ...old } = JSON.parse(file)
    old.notSavedOnDevice = [{ ...closed, value: amount(3) }]
    const read = readBackup(JSON.stringify(old), lead.id)
    expect(read).toMatchObject({ ok: true, backup: { unreadable: 1 } })
    expect(read.ok && read.backup.operations).toHaveLength(3)
  })
})

describe('appending', () => {
  it('takes an id that stands twice in a file once, and never in a state that can be changed in place', async () => {
    const { file } = await work()
    const read = readBackup(file, lead.id)
    if (!read.ok) throw new Error('not read')
    const twice = [...read.backup.operations, ...read.backup.operations]
    const { change, taken, known } = appendBackup(emptyOutbox, twice)
    expect([taken, known]).toEqual([4, 4])
    expect(change.puts.map(entry => [entry.seq, entry.state])).toEqual([1, 2, 3, 4].map(seq => [seq, 'sent']))
    expect(missingDrafts([], read.backup.drafts)).toHaveLength(1)
  })
})
