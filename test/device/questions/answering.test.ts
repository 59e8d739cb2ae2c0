import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../../src/device/desk.ts'
import { answerDraft } from '../../../src/device/outbox/answer-draft.ts'
import type { OpId, SheetId } from '../../../src/domain/ids.ts'
import { amount, cells, editor, lead, sheets } from '../county.ts'
import { everyByteOf } from '../disk-search.ts'
import { firstDay, newDisk, type Program, startProgram, unlock } from '../simulated-device.ts'
import { type Fault, simulatedServer } from '../simulated-server.ts'
import { ask, close, review, saidAt } from './asking.ts'

// What goes wrong here goes wrong on purpose.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

async function asked(person = lead) {
  const server = simulatedServer([lead, editor])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const desk = await firstDay(program, person)
  const question = await ask(server, sheets.east)
  await desk.sync()
  return { server, disk, program, desk, question }
}
const thread = (desk: Desk, question: OpId, sheet: SheetId = sheets.east) =>
  desk
    .state()
    .sheets.get(sheet)
    ?.review?.questions?.find(one => one.id === question)
const words = (desk: Desk, question: OpId) =>
  thread(desk, question)
    ?.messages.slice(1)
    .map(({ text }) => text)

describe('a question', () => {
  it('is read with no signal, after a restart too', async () => {
    const { server, disk, program, desk, question } = await asked()
    desk.lock()
    program.kill()
    const later = startProgram(disk, server, 'tablet')
    later.network.offline = true
    const again = await unlock(later, lead)
    expect(thread(again, question)?.messages[0]?.text).toBe('Why so few?')
  })
  it('answered with no signal, is received once it is back, once, and then nothing waits', async () => {
    const { server, program, desk, question } = await asked()
    program.network.offline = true
    expect((await desk.answerQuestion(sheets.east, question, 'The form came late.')).ok).toBe(true)
    await desk.sync()
    expect(thread(desk, question)?.messages.at(-1)).toMatchObject({ text: 'The form came late.', side: 'provider' })
    expect(desk.state().status).toMatchObject({ waiting: 1, connection: 'offline' })
    expect(saidAt(server, sheets.east, question)).toEqual([])
    program.network.offline = false
    await desk.sync()
    expect(saidAt(server, sheets.east, question)).toEqual(['The form came late.'])
    expect(desk.state().status.waiting).toBe(0)
    expect(words(desk, question)).toEqual(['The form came late.'])
    expect(thread(desk, question)?.messages.at(-1)).not.toHaveProperty('standing')
  })
  it('changed or taken back while it is queued goes as it last stood, under the same number', async () => {
    const { server, program, desk, question } = await asked()
    program.network.offline = true
    await desk.answerQuestion(sheets.east, question, 'One')
    await desk.answerQuestion(sheets.east, question, 'Two')
    const other = await ask(server, sheets.east, 'And why late?')
    program.network.offline = false
    await desk.sync()
    expect(saidAt(server, sheets.east, question)).toEqual(['Two'])
    program.network.offline = true
    await desk.answerQuestion(sheets.east, other, 'Never mind')
    await desk.answerQuestion(sheets.east, other, '')
    expect(desk.state().status.waiting).toBe(0)
    program.network.offline = false
    await desk.sync()
    expect(saidAt(server, sheets.east, other)).toEqual([])
    expect((await desk.save([{ sheet: sheets.east, cell: cells.open, value: amount(1) }])).ok).toBe(true)
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
  })
  it.each<Fault[][]>([
    [['lose-response']],
    [['lose-request']],
    [['duplicate']],
    [['lose-response', 'lose-response', 'duplicate']],
  ])('P1: with the network %s its answer counts once', async faults => {
    const { server, program, desk, question } = await asked()
    program.network.faults.push(...faults)
    await desk.answerQuestion(sheets.east, question, 'Because')
    for (let n = 0; n < 5; n += 1) await desk.sync()
    expect(saidAt(server, sheets.east, question)).toEqual(['Because'])
    expect(words(desk, question)).toEqual(['Because'])
  })
  it('P3: killed at any step between the answer and its receipt, it arrives once and is shown once', async () => {
    const answerAndSend = async (program: Program, desk: Desk, question: OpId): Promise<boolean> => {
      const gone = new Promise<'gone'>(resolve => {
        const look = (): void => void (program.killed() ? resolve('gone') : setImmediate(look))
        look()
      })
      const saved = await Promise.race([
        desk.answerQuestion(sheets.east, question, 'Because').catch(() => undefined),
        gone,
      ])
      await Promise.race([desk.sync().catch(() => undefined), gone])
      return saved !== 'gone' && saved?.ok === true
    }
    let nth = 0
    let killed = true
    let kept = 0
    while (killed) {
      nth += 1
      const { server, disk, program, desk, question } = await asked()
      let steps = 0
      const step = (): undefined => {
        steps += 1
        if (steps === nth) program.kill()
      }
      program.storageStep = step
      program.network.step = async () => step()
      const saved = await answerAndSend(program, desk, question)
      killed = program.killed()
      if (!killed) program.kill()
      const after = startProgram(disk, server, 'tablet')
      const again = await unlock(after, lead)
      if (saved) expect(words(again, question), `killed before step ${nth}`).toEqual(['Because'])
      await again.sync()
      await again.sync()
      const arrived = saidAt(server, sheets.east, question)
      expect(arrived.length, `killed before step ${nth}`).toBeLessThanOrEqual(1)
      if (saved) expect(arrived, `killed before step ${nth}`).toEqual(['Because'])
      expect(words(again, question)).toEqual([...arrived])
      if (saved) kept += 1
      after.kill()
    }
    expect(nth).toBeGreaterThan(3)
    expect(kept).toBeGreaterThan(1)
  })
  it('closed meanwhile refuses the answer, keeps its words under *Needs you*, and what comes after still goes', async () => {
    const { server, program, desk, question } = await asked()
    program.network.offline = true
    await desk.answerQuestion(sheets.east, question, 'Too late')
    await desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(7) }])
    await close(server, sheets.east, question)
    program.network.offline = false
    await desk.sync()
    expect(desk.state().needsYou).toMatchObject([{ code: 'locked', said: { kind: 'answer', text: 'Too late' } }])
    expect(words(desk, question)).toEqual([])
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.value).toEqual(amount(7))
    const [needs] = desk.state().needsYou
    if (needs === undefined) throw new Error('nothing needs her')
    await desk.dismiss(needs.opId)
    expect(desk.state().needsYou).toEqual([])
  })
  it('of a return that is submitted is answered without opening it', async () => {
    const { server, desk, question } = await asked()
    await desk.save([
      { sheet: sheets.east, cell: cells.closed, value: amount(7) },
      { sheet: sheets.east, cell: cells.open, value: amount(1) },
    ])
    await desk.submit([sheets.east], { name: 'Provider lead', role: 'Lead' })
    await desk.answerQuestion(sheets.east, question, 'As it is')
    await desk.sync()
    expect(saidAt(server, sheets.east, question)).toEqual(['As it is'])
    expect(desk.state().sheets.get(sheets.east)?.state).toBe('submitted')
    expect(desk.state().needsYou).toEqual([])
  })
  it('keeps an unfinished answer over a restart, and forgets it with the answer that was made of it', async () => {
    const { server, disk, program, desk, question } = await asked()
    await desk.keepDraft({ ...answerDraft(sheets.east, question), text: 'Half an' })
    program.kill()
    const later = startProgram(disk, server, 'tablet')
    const again = await unlock(later, lead)
    expect(again.state().drafts).toMatchObject([{ text: 'Half an' }])
    await again.answerQuestion(sheets.east, question, 'Half an answer')
    expect(again.state().drafts).toEqual([])
  })
  it('answered with no signal is in the backup file, and read back on another device it counts once', async () => {
    const { server, program, desk, question } = await asked()
    program.network.offline = true
    await desk.answerQuestion(sheets.east, question, 'From the file')
    const file = await (await desk.exportUnsent()).text()
    expect(file).toContain('From the file')
    const other = startProgram(newDisk(), server, 'laptop')
    const there = await firstDay(other, lead)
    expect(await there.importBackup(file)).toMatchObject({ ok: true, taken: 1 })
    await there.sync()
    program.network.offline = false
    await desk.sync()
    await desk.sync()
    expect(saidAt(server, sheets.east, question)).toEqual(['From the file'])
    expect(words(desk, question)).toEqual(['From the file'])
  })
  it('is told of in the activity and counted in the diagnostics, without its words', async () => {
    const { desk, question } = await asked()
    await desk.answerQuestion(sheets.east, question, 'Between us')
    await desk.sync()
    const happened = await desk.activity()
    expect(happened.filter(one => one.sheet === sheets.east).map(one => one.what)).toEqual(
      expect.arrayContaining(['saved', 'received']),
    )
    const told = await (await desk.diagnostics()).text()
    expect(told).toContain('answer acked applied')
    expect(told).not.toContain('Between us')
  })
  it('opens nothing to whoever finds the device', async () => {
    const { disk, desk, question } = await asked()
    await desk.answerQuestion(sheets.east, question, 'Sealed words')
    await desk.keepDraft({ ...answerDraft(sheets.east, question), text: 'Sealed draft' })
    const bytes = await everyByteOf(disk.indexedDB)
    for (const text of ['Sealed words', 'Sealed draft', 'Why so few?']) {
      expect(bytes.includes(Buffer.from(text)), text).toBe(false)
      expect(bytes.includes(Buffer.from(text, 'utf16le')), text).toBe(false)
    }
    expect(bytes.includes(Buffer.from(question))).toBe(true)
  })
})

describe('figures that the council entered', () => {
  const enter = async (server: ReturnType<typeof simulatedServer>) => {
    await review(server, sheets.east, before => before)
    const row = server.disk.sheets.get(sheets.east)
    const cell = row?.cells[cells.closed]
    if (row === undefined || cell === undefined) throw new Error('nothing there')
    const behalf = { source: 'by phone', date: '2017-07-03' as never }
    server.disk.sheets.set(sheets.east, { ...row, cells: { ...row.cells, [cells.closed]: { ...cell, behalf } } })
  }
  it('are confirmed by a lead with no signal, once, as she saw them', async () => {
    const { server, program, desk } = await asked()
    await desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(7) }])
    await desk.sync()
    await enter(server)
    await desk.sync()
    const shown = () => desk.state().sheets.get(sheets.east)?.cells.get(cells.closed)
    expect(shown()?.behalf).toMatchObject({ source: 'by phone' })
    program.network.offline = true
    await desk.confirmFigures(sheets.east, [cells.closed])
    await desk.confirmFigures(sheets.east, [cells.closed])
    expect(shown()?.behalf).toMatchObject({ confirmed: { by: { id: lead.id } }, standing: 'waiting' })
    expect(desk.state().status.waiting).toBe(1)
    program.network.offline = false
    await desk.sync()
    expect(server.disk.sheets.get(sheets.east)?.cells[cells.closed]?.behalf?.confirmed?.by.id).toBe(lead.id)
    expect(shown()?.behalf).not.toHaveProperty('standing')
    await desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(8) }])
    expect(shown()).not.toHaveProperty('behalf')
  })
})
