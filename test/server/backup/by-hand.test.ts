/** A file copied back by hand, with or without the log of the file it replaces. */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpId } from '../../../src/domain/ids.ts'
import { makeBackup } from '../../../src/server/backup/backup.ts'
import { verify } from '../../../src/server/backup/verify.ts'
import { amount } from '../../domain/small-set.ts'
import { setCell } from '../operations.ts'
import { Device, RunningCounty } from '../running-county.ts'

let folder: string
let dataFile: string
let county: RunningCounty | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldfare-by-hand-'))
  dataFile = join(folder, 'county.db')
})
afterEach(async () => {
  await county?.kill()
  rmSync(folder, { recursive: true, force: true })
})
const start = async (how: 'here' | 'start' = 'here'): Promise<RunningCounty> => {
  county = await RunningCounty[how](dataFile)
  return county
}
const foreignLogs = () => readdirSync(folder).filter(name => name.startsWith('county.db.foreign-log'))

/** A chain of edits in one cell, pushed one by one or twenty at once. */
class Chain {
  readonly device: Device
  readonly made: { readonly opId: OpId; readonly seq: number }[] = []

  constructor(device: Device) {
    this.device = device
  }

  async push(running: RunningCounty, count: number, atOnce = 1): Promise<void> {
    for (let done = 0; done < count; done += atOnce) {
      const batch = Array.from({ length: atOnce }, () => {
        const operation = setCell(this.device, this.made.length + 1, 'closed', amount(this.made.length + 1), {
          base: this.made.at(-1)?.opId ?? null,
        })
        this.made.push(operation)
        return operation
      })
      await this.device.push(running, batch)
    }
  }

  /** As a device does that is told from where the server is missing something. */
  async bringBack(running: RunningCounty): Promise<void> {
    const last = this.made.at(-1)
    if (!last) throw new Error('Nothing was made')
    const answer = await this.device.push(running, [], { seq: last.seq, opId: last.opId })
    const from = answer.resendFrom ?? last.seq + 1
    const missing = this.made.filter(operation => operation.seq >= from)
    for (let at = 0; at < missing.length; at += 500) await this.device.push(running, missing.slice(at, at + 500))
  }
}

describe('P10 a backup copied over the data file by hand', () => {
  async function aDay(since: number, atOnce = 1) {
    // A process that is killed leaves its log.
    const running = await start('start')
    const chain = new Chain(await Device.register(running, 'editor'))
    await chain.push(running, 5)
    const backup = join(folder, 'noon.db')
    const made = await makeBackup({ dataFile, file: backup, now: () => new Date() })
    if (!made.ok) throw new Error(made.because)
    await chain.push(running, since, atOnce)
    await running.kill()
    return { chain, backup }
  }
  const isWholeAgain = async (chain: Chain): Promise<void> => {
    const running = await start()
    await chain.bringBack(running)
    await running.kill()
    expect(await verify(dataFile)).toMatchObject({ ok: true, contents: { operations: chain.made.length } })
  }

  it('with the old log taken away: the devices bring the rest', async () => {
    const { chain, backup } = await aDay(10)
    copyFileSync(backup, dataFile)
    for (const suffix of ['-wal', '-shm']) rmSync(dataFile + suffix)
    await isWholeAgain(chain)
    expect(foreignLogs()).toEqual([])
  }, 60_000)

  it('with the old log left beside it, which still goes back to the backup: nothing was lost at all', async () => {
    const { chain, backup } = await aDay(10)
    expect(statSync(`${dataFile}-wal`).size).toBeGreaterThan(0)
    copyFileSync(backup, dataFile)
    await isWholeAgain(chain)
  }, 60_000)

  it('with an old log left beside it that begins later: SQLite would mix them; it is kept aside and the devices bring the rest', async () => {
    // Long enough for the log to be folded into the file and begun anew, more than once.
    const { chain, backup } = await aDay(4_000, 20)
    copyFileSync(backup, dataFile)
    // What SQLite itself makes of the two is neither the one nor the other.
    const mixed = join(folder, 'mixed.db')
    for (const suffix of ['', '-wal']) copyFileSync(dataFile + suffix, mixed + suffix)
    const looked = await verify(mixed)
    expect(looked.ok).toBe(false)

    const log = readFileSync(`${dataFile}-wal`)
    await isWholeAgain(chain)
    const [name = ''] = foreignLogs()
    expect(readFileSync(join(folder, name)).equals(log)).toBe(true)
  }, 60_000)

  it('a log without its file is kept aside, not laid over a new one', async () => {
    await aDay(10)
    rmSync(dataFile)
    const running = await start()
    expect(foreignLogs()).toHaveLength(1)
    await running.kill()
  }, 60_000)
})

describe('a server does not start', () => {
  it('on a file that does not agree with itself, says what, and changes nothing in it', async () => {
    const running = await start()
    const chain = new Chain(await Device.register(running, 'editor'))
    await chain.push(running, 5)
    await running.kill()
    const folded = new DatabaseSync(dataFile)
    folded.exec('delete from scope_log where seq = 2')
    folded.close()
    const before = readFileSync(dataFile)
    await expect(RunningCounty.here(dataFile)).rejects.toThrow(
      /does not agree with itself: The log of .* has 4 entries; its head says 5\..* Restore a backup/,
    )
    expect(readFileSync(dataFile).equals(before)).toBe(true)
  }, 60_000)

  it('on a file cut off in the middle', async () => {
    const running = await start()
    await running.kill()
    const bytes = readFileSync(dataFile)
    const cut = bytes.subarray(0, bytes.length - 40_000)
    writeFileSync(dataFile, cut)
    await expect(RunningCounty.here(dataFile)).rejects.toThrow(/does not agree with itself/)
    expect(readFileSync(dataFile).equals(cut)).toBe(true)
  }, 60_000)
})
