import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../src/device/desk.ts'
import type { SheetId } from '../../src/domain/ids.ts'
import { amount, cells, lead, sheets } from './county.ts'
import { type Disk, newDisk, type Program, passphrase, startProgram } from './simulated-device.ts'
import { type SimulatedServer, simulatedServer } from './simulated-server.ts'

/** Resolves with what the work gives, or undefined once the program has been killed (its work then never ends). */
async function unlessKilled<T>(program: Program, work: Promise<T>): Promise<T | undefined> {
  const dead = (async () => {
    while (!program.killed()) await new Promise(resolve => setImmediate(resolve))
    // What was already under way on the disk comes to its end.
    for (let n = 0; n < 20; n += 1) await new Promise(resolve => setImmediate(resolve))
    return undefined
  })()
  return Promise.race([work.catch(() => undefined), dead])
}

interface Life {
  readonly disk: Disk
  readonly server: SimulatedServer
  /** What was said to be saved, last by cell. */
  readonly saved: Map<string, number>
}

/** Kills the program before its nth step: a read-write transaction, a request leaving, an answer coming in. */
function killBefore(program: Program, nth: number): () => number {
  let steps = 0
  const step = () => {
    steps += 1
    if (steps === nth) program.kill()
  }
  program.storageStep = () => {
    step()
    return undefined
  }
  program.network.step = async () => step()
  return () => steps
}

async function save(life: Life, program: Program, desk: Desk, sheet: SheetId, value: number): Promise<void> {
  // Until it is said to be saved, either value may be there afterwards.
  life.saved.delete(sheet)
  const answer = await unlessKilled(program, desk.save([{ sheet, cell: cells.closed, value: amount(value) }]))
  if (answer?.ok === true && !program.killed()) life.saved.set(sheet, value)
}

/** A morning's work: edits, sends, edits what was sent, submits one return, sends. */
async function morning(life: Life, program: Program): Promise<void> {
  const unlocked = await unlessKilled(program, program.door.unlock(lead.id, passphrase))
  if (unlocked?.ok !== true) return
  const { desk } = unlocked
  await save(life, program, desk, sheets.east, 1)
  await save(life, program, desk, sheets.south, 2)
  await save(life, program, desk, sheets.south, 3)
  await unlessKilled(program, desk.sync())
  await save(life, program, desk, sheets.south, 4)
  await save(life, program, desk, sheets.west, 5)
  await unlessKilled(program, desk.submit([sheets.east], { name: 'Provider lead', role: 'Lead' }))
  await unlessKilled(program, desk.sync())
  if (!program.killed()) desk.lock()
}

async function newLife(): Promise<Life> {
  const server = simulatedServer([lead])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const signed = await program.door.signIn(lead.email, 'a password for tests')
  if (!signed.ok) throw new Error('not signed in')
  const made = await program.door.createVault(signed.me, passphrase)
  if (!made.ok) throw new Error('no vault')
  await made.desk.sync()
  await made.desk.save([{ sheet: sheets.east, cell: cells.open, value: amount(9) }])
  made.desk.lock()
  await new Promise(resolve => setImmediate(resolve))
  return { server, disk, saved: new Map() }
}

// What goes wrong here goes wrong on purpose.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

describe('a program killed between any two steps', () => {
  it('P9, P1, P3: what was saved arrives, once, whichever step was the last', async () => {
    const whole = await newLife()
    const undisturbed = startProgram(whole.disk, whole.server, 'tablet')
    const steps = killBefore(undisturbed, Number.POSITIVE_INFINITY)
    await morning(whole, undisturbed)
    const count = steps()
    expect(count).toBeGreaterThan(20)
    expect(whole.saved.size).toBe(3)

    for (let nth = 1; nth <= count; nth += 1) {
      const life = await newLife()
      const program = startProgram(life.disk, life.server, 'tablet')
      killBefore(program, nth)
      await morning(life, program)
      expect(program.killed(), `killed before step ${nth}`).toBe(true)

      const after = startProgram(life.disk, life.server, 'tablet')
      const unlocked = await after.door.unlock(lead.id, passphrase)
      if (!unlocked.ok) throw new Error(`After step ${nth}: ${unlocked.because}`)
      const { desk } = unlocked
      const shown = new Map(
        [...life.saved.keys()].map(sheet => [
          sheet,
          desk
            .state()
            .sheets.get(sheet as SheetId)
            ?.cells.get(cells.closed)?.value,
        ]),
      )
      for (const [sheet, value] of life.saved)
        expect(shown.get(sheet), `shown after step ${nth}`).toEqual(amount(value))
      await desk.sync()
      await desk.sync()
      expect(desk.state().status, `after step ${nth}`).toMatchObject({ waiting: 0, connection: 'idle', storage: null })
      expect(desk.state().needsYou, `after step ${nth}`).toEqual([])
      for (const [sheet, value] of life.saved)
        expect(life.server.disk.sheets.get(sheet as SheetId)?.cells[cells.closed], `after step ${nth}`).toMatchObject({
          value: amount(value),
        })
      const stored = [...life.server.disk.operations.values()]
      expect(
        stored.filter(each => each.outcome !== 'applied'),
        `after step ${nth}`,
      ).toEqual([])
      expect(
        stored.map(each => each.seq),
        `after step ${nth}`,
      ).toEqual(stored.map((_, index) => index + 1))
      desk.lock()
    }
  }, 60_000)
})
