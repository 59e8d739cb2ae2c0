/** Wrong passphrases at the door of a real device: counted, slowed down, never for good. */
import { IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseName, PersonDatabase } from '../../../src/device/storage/database.ts'
import { amount, cells, editor, lead, sheets } from '../county.ts'
import { type Disk, firstDay, newDisk, type Program, passphrase, startProgram } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'
import { testClock } from './clock.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const second = 1_000

async function lockedDevice() {
  const clock = testClock()
  const server = simulatedServer([lead, editor])
  const disk = newDisk()
  const start = () => startProgram(disk, server, 'tablet', { now: clock.now })
  ;(await firstDay(start(), lead)).lock()
  return { clock, server, disk, start }
}

const wrong = (program: Program, text = 'not the passphrase') => program.door.unlock(lead.id, text)
const because = async (program: Program, text?: string) => {
  const answer = await wrong(program, text)
  return answer.ok ? 'open' : answer.because
}
const times = async (count: number, program: Program) => {
  for (let n = 0; n < count; n++) expect(await because(program)).toBe('wrong-passphrase')
}

describe('wrong passphrases at the door', () => {
  it('five cost nothing but the fifth is followed by a wait that doubles; the right one must wait as well', async () => {
    const { clock, start } = await lockedDevice()
    const program = start()
    await times(4, program)
    expect(await program.door.wait(lead.id)).toBe(0)
    await times(1, program)
    for (const wait of [1, 2, 4, 8, 16]) {
      expect(await program.door.wait(lead.id)).toBe(wait * second)
      expect(await because(program, passphrase)).toBe('too-soon')
      clock.jump(wait * second - 1)
      expect(await because(program, passphrase)).toBe('too-soon')
      clock.jump(1)
      expect(await program.door.wait(lead.id)).toBe(0)
      await times(1, program)
    }
    clock.jump(32 * second)
    expect(await because(program, passphrase)).toBe('open')
  })

  it('are counted through a reload, and by every tab', async () => {
    const { clock, start } = await lockedDevice()
    const [one, two] = [start(), start()]
    await times(3, one)
    await times(2, two)
    one.kill()
    two.kill()
    const reloaded = start()
    expect(await reloaded.door.wait(lead.id)).toBe(second)
    expect(await because(reloaded)).toBe('too-soon')
    clock.jump(second)
    await times(1, reloaded)
    expect(await start().door.wait(lead.id)).toBe(2 * second)
  })

  it('count before the answer is known: reloading meanwhile is no free try', async () => {
    const { start } = await lockedDevice()
    for (let n = 0; n < 5; n++) {
      const program = start()
      let asked: () => void = () => undefined
      const deriving = new Promise<void>(resolve => {
        asked = resolve
      })
      const derive = vi.spyOn(crypto.subtle, 'deriveKey').mockImplementation(() => {
        asked()
        return new Promise(() => undefined)
      })
      void wrong(program)
      await deriving
      program.kill()
      derive.mockRestore()
    }
    expect(await start().door.wait(lead.id)).toBe(second)
  })

  it('two tabs at once are two tries', async () => {
    const { start } = await lockedDevice()
    const [one, two] = [start(), start()]
    await times(4, one)
    const answers = await Promise.all([because(one), because(two)])
    expect(answers.sort()).toEqual(['too-soon', 'wrong-passphrase'])
  })

  it('are forgotten after the right one', async () => {
    const { clock, start } = await lockedDevice()
    const program = start()
    await times(5, program)
    clock.jump(second)
    expect(await because(program, passphrase)).toBe('open')
    await times(4, start())
    expect(await start().door.wait(lead.id)).toBe(0)
  })

  it('a clock that was set back makes nobody wait longer, and a reload does not begin the wait anew', async () => {
    const { clock, start } = await lockedDevice()
    clock.jump(365 * 86_400 * second)
    await times(5, start())
    clock.jump(-365 * 86_400 * second)
    const program = start()
    expect(await program.door.wait(lead.id)).toBe(second)
    clock.jump(second / 2)
    expect(await start().door.wait(lead.id)).toBe(second / 2)
    clock.jump(second / 2)
    expect(await because(start(), passphrase)).toBe('open')
  })

  it('of one person make nobody else wait', async () => {
    const { start } = await lockedDevice()
    const program = start()
    ;(await firstDay(program, editor)).lock()
    await times(5, program)
    expect(await program.door.wait(editor.id)).toBe(0)
    expect((await program.door.unlock(editor.id, passphrase)).ok).toBe(true)
    expect(await program.door.wait(lead.id)).toBe(second)
  })

  it('P17: a full disk keeps nobody out, and counts in memory all the same', async () => {
    const { clock, start } = await lockedDevice()
    const program = start()
    program.storageStep = () => {
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
    }
    await times(5, program)
    expect(await program.door.wait(lead.id)).toBe(second)
    expect(await because(program, passphrase)).toBe('too-soon')
    clock.jump(second)
    const unlocked = await program.door.unlock(lead.id, passphrase)
    if (!unlocked.ok) throw new Error('not unlocked')
    expect((await unlocked.desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(1) }])).ok).toBe(false)
    expect(await unlocked.desk.exportUnsent()).toBeInstanceOf(Blob)
  })

  it('what was damaged locks nobody out, and the count says nothing but a number and a time', async () => {
    const { disk, start } = await lockedDevice()
    await times(3, start())
    expect(await attemptsIn(disk)).toEqual({ wrong: 3, last: expect.any(Number) })
    await attemptsIn(disk, { wrong: 'many', last: null })
    expect(await because(start(), passphrase)).toBe('open')
    expect(await attemptsIn(disk)).toEqual({ wrong: 0, last: 0 })
  })
})

async function attemptsIn(disk: Disk, put?: unknown): Promise<unknown> {
  const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
  const table = database.table<unknown, string>('meta')
  if (put !== undefined) await table.put({ key: 'attempts', attempts: put })
  const row = await table.get('attempts')
  database.close()
  return typeof row === 'object' && row !== null && 'attempts' in row ? row.attempts : undefined
}
