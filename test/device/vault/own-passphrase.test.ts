/** Changing the passphrase of an open desk, on a real device. */
import { IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseName, PersonDatabase } from '../../../src/device/storage/database.ts'
import { setPassphrase } from '../../../src/device/vault/own-passphrase.ts'
import { amount, cells, lead, sheets } from '../county.ts'
import { type Disk, firstDay, newDisk, passphrase, startProgram } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'
import { testClock } from './clock.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const soon = { interval: 5, timeout: 5_000 }
const next = 'nine small otters'
const closed = { sheet: sheets.east, cell: cells.closed }

async function workingDevice() {
  const clock = testClock()
  const server = simulatedServer([lead])
  const disk = newDisk()
  const start = () => startProgram(disk, server, 'tablet', { now: clock.now })
  const program = start()
  const desk = await firstDay(program, lead)
  const opens = async (text: string) => (await start().door.unlock(lead.id, text)).ok
  return { clock, disk, start, program, desk, opens }
}

/** Every row of every store but `meta` and the log, as it lies on the disk. */
async function sealedRows(disk: Disk): Promise<string> {
  const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
  const stores = [database.outbox, database.sheets, database.drafts, database.reference, database.history]
  const rows = await Promise.all(stores.map(store => store.toCollection().toArray()))
  database.close()
  return JSON.stringify(rows, (_key, value) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
    return value instanceof ArrayBuffer ? Buffer.from(value).toString('hex') : value
  })
}

describe('changing the passphrase', () => {
  it('with no signal: the new one opens, the old one does not, and nothing is encrypted again', async () => {
    const { disk, program, desk, opens } = await workingDevice()
    program.network.offline = true
    await desk.save([{ ...closed, value: amount(71) }])
    await desk.keepDraft({ sheet: sheets.south, cell: cells.closed, field: 'value', text: '12a' })
    const before = await sealedRows(disk)
    expect(before).toContain('"box"')
    expect(await desk.changePassphrase(passphrase, next)).toEqual({ ok: true })
    expect(await sealedRows(disk)).toBe(before)
    expect(await opens(passphrase)).toBe(false)
    expect(await opens(next)).toBe(true)
    expect(await desk.activity()).toContainEqual(expect.objectContaining({ what: 'passphrase-changed' }))
  })

  it('leaves other tabs at work, and the key they give to a new one is the same', async () => {
    const { start, desk } = await workingDevice()
    const other = await start().door.unlockFromAnotherTab(lead.id)
    expect(await other?.changePassphrase(passphrase, next)).toEqual({ ok: true })
    expect((await other?.save([{ ...closed, value: amount(3) }]))?.ok).toBe(true)
    await vi.waitFor(
      () => expect(desk.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(3)),
      soon,
    )
    expect((await desk.save([{ ...closed, value: amount(4) }])).ok).toBe(true)
  })

  it('lets a new tab have the key from one that was open before', async () => {
    const { start, desk } = await workingDevice()
    expect(await desk.changePassphrase(passphrase, next)).toEqual({ ok: true })
    expect((await (await start().door.unlockFromAnotherTab(lead.id))?.save([]))?.ok).toBe(true)
  })

  it('needs the present one: a wrong one changes nothing and counts as a wrong try, here and at the door', async () => {
    const { clock, start, desk, opens } = await workingDevice()
    for (let n = 0; n < 5; n++)
      expect(await desk.changePassphrase('not the passphrase', next)).toEqual({
        ok: false,
        because: 'wrong-passphrase',
      })
    expect(await desk.wait()).toBe(1_000)
    expect(await desk.changePassphrase(passphrase, next)).toEqual({ ok: false, because: 'too-soon' })
    expect(await start().door.wait(lead.id)).toBe(1_000)
    clock.jump(1_000)
    expect(await desk.changePassphrase(passphrase, next)).toEqual({ ok: true })
    expect(await desk.wait()).toBe(0)
    expect(await opens(next)).toBe(true)
  })

  it('takes no new one shorter than ten characters, counted as people count', async () => {
    const { desk, opens } = await workingDevice()
    expect(await desk.changePassphrase(passphrase, 'nine long')).toEqual({ ok: false, because: 'too-short' })
    expect(await desk.changePassphrase(passphrase, '🦆🦆🦆🦆🦆🦆🦆🦆🦆')).toEqual({ ok: false, because: 'too-short' })
    expect(await opens(passphrase)).toBe(true)
    expect(await desk.changePassphrase(passphrase, '🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆')).toEqual({ ok: true })
  })

  it('P17: on a full disk the old one goes on opening, and the right one is no wrong try', async () => {
    const { program, desk, opens } = await workingDevice()
    program.storageStep = () => 'abort'
    expect(await desk.changePassphrase(passphrase, next)).toEqual({ ok: false, because: 'full' })
    expect(await desk.changePassphrase('not the passphrase', next)).toEqual({ ok: false, because: 'wrong-passphrase' })
    program.storageStep = () => undefined
    expect(await opens(next)).toBe(false)
    expect(await opens(passphrase)).toBe(true)
  })

  it('P17: a handle that is lost after the commit leaves it changed, and says so', async () => {
    const { disk, opens } = await workingDevice()
    const database = new PersonDatabase(databaseName(lead.id), { indexedDB: disk.indexedDB, IDBKeyRange })
    const put = database.meta.put.bind(database.meta)
    const transaction = database.transaction.bind(database) as (...parts: unknown[]) => Promise<unknown>
    let wrote = 0
    Object.assign(database.meta, {
      put: (row: Parameters<typeof put>[0]) => {
        if (row.key === 'vault') wrote += 1
        return put(row)
      },
    })
    Object.assign(database, {
      transaction: async (...parts: unknown[]) => {
        const before = wrote
        const done = await transaction(...parts)
        if (wrote > before) throw new DOMException('The database connection is closing', 'InvalidStateError')
        return done
      },
    })
    const tries = { wait: async () => 0, begin: async () => 0, right: async () => undefined }
    expect(await setPassphrase(database, { tries, platform: { iterations: 1 } }, passphrase, next)).toEqual({
      ok: true,
    })
    expect(wrote).toBe(1)
    database.close()
    expect(await opens(next)).toBe(true)
  })

  it('is one strict transaction, and P9: a kill at any step leaves exactly one that opens', async () => {
    for (let step = 0; ; step++) {
      const { program, desk, opens } = await workingDevice()
      const begun: (string | undefined)[] = []
      program.storageStep = durability => {
        if (begun.length === step) program.kill()
        begun.push(durability)
        return undefined
      }
      const changed = await desk.changePassphrase(passphrase, next).catch(() => undefined)
      const which = [await opens(passphrase), await opens(next)]
      expect(which.filter(Boolean), `killed at step ${step}`).toHaveLength(1)
      if (changed?.ok) expect(which).toEqual([false, true])
      expect(new Set(begun)).toEqual(new Set(['strict']))
      if (begun.length <= step) {
        // Counted, forgotten, wrapped, noted in the log.
        expect(begun).toHaveLength(4)
        break
      }
    }
  })

  it('of two tabs at once, one is first and the other is told that the passphrase is another by now', async () => {
    const { start, desk, opens } = await workingDevice()
    const other = await start().door.unlockFromAnotherTab(lead.id)
    const answers = await Promise.all([
      desk.changePassphrase(passphrase, next),
      other?.changePassphrase(passphrase, 'another long one'),
    ])
    expect(answers.filter(answer => answer?.ok)).toHaveLength(1)
    expect(answers).toContainEqual({ ok: false, because: 'wrong-passphrase' })
    expect([await opens(next), await opens('another long one')].filter(Boolean)).toHaveLength(1)
  })
})
