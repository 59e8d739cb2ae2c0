import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { statusLine } from '../../src/device/status.ts'
import { databaseName } from '../../src/device/storage/database.ts'
import { StorageFault, storageProblemOf, withStorage } from '../../src/device/storage/storage-fault.ts'
import { amount, cells, lead, sheets } from './county.ts'
import { firstDay, newDisk, type Program, startProgram, unlock } from './simulated-device.ts'
import { simulatedServer } from './simulated-server.ts'

// What goes wrong here goes wrong on purpose.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const quota = () => new DOMException('The quota has been exceeded', 'QuotaExceededError')
const named = (name: string, inside: object = {}) => Object.assign(new Error(name), { name }, inside)

describe('what IndexedDB throws', () => {
  it.each([
    ['full', quota()],
    ['full', named('AbortError', { inner: quota() })],
    ['full', named('BulkError', { failures: [named('AbortError', { inner: quota() })] })],
    ['closed', named('DatabaseClosedError')],
    ['closed', named('AbortError', { inner: named('InvalidStateError') })],
    ['unavailable', named('MissingAPIError')],
    ['unavailable', named('OpenFailedError', { inner: named('UnknownError') })],
    [undefined, new TypeError('a bug')],
  ] as const)('is %s', (problem, error) => {
    expect(storageProblemOf(error)).toBe(problem)
  })

  it('closed is reopened once, then told; a database left on purpose is not reopened', async () => {
    let opened = 0
    const database = {
      left: false,
      close: () => undefined,
      open: async () => {
        opened += 1
      },
    }
    let tries = 0
    const failing = async () => {
      tries += 1
      throw named('DatabaseClosedError')
    }
    await expect(withStorage(database, failing)).rejects.toThrow(StorageFault)
    expect([opened, tries]).toEqual([1, 2])
    const recovering = async () => {
      if (tries++ === 2) throw named('InvalidStateError')
      return 'done'
    }
    expect(await withStorage(database, recovering)).toBe('done')
    await expect(withStorage({ ...database, left: true }, failing)).rejects.toThrow(StorageFault)
    expect(opened).toBe(2)
  })
})

async function day() {
  const server = simulatedServer([lead])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const desk = await firstDay(program, lead)
  const type = (value: number, sheet = sheets.east) => desk.save([{ sheet, cell: cells.closed, value: amount(value) }])
  return { server, disk, program, desk, type }
}

const full: Record<string, (program: Program) => void> = {
  'before anything is written': program => {
    program.storageStep = () => {
      throw quota()
    }
  },
  'after the write has succeeded': program => {
    program.storageStep = () => 'abort'
  },
}

describe('a full disk', () => {
  it.each(Object.entries(full))(
    'P17: never says saved (%s); what is typed stays and goes when there is room',
    async (_when, fill) => {
      const { desk, program, server, disk, type } = await day()
      await type(1)
      const { savedAt } = desk.state().status
      fill(program)
      expect(await type(2)).toEqual({ ok: false, problem: 'full' })
      const { status, sheets: shown } = desk.state()
      expect(status).toMatchObject({ storage: 'full', unsaved: 1, savedAt })
      expect(statusLine(status, Date.now())).not.toMatch(/Saved|Received/)
      expect(shown.get(sheets.east)?.cells.get(cells.closed)).toMatchObject({ value: amount(2), standing: 'waiting' })
      const exported = JSON.parse(await (await desk.exportUnsent()).text()) as { notSavedOnDevice: unknown }
      expect(exported.notSavedOnDevice).toMatchObject([{ value: amount(2) }])
      // A newer value takes its place; there is one thing unsaved, not two.
      expect((await type(3)).ok).toBe(false)
      expect(desk.state().status.unsaved).toBe(1)
      await desk.sync()
      expect([...server.disk.operations.values()]).toEqual([])

      program.storageStep = () => undefined
      program.runTimers()
      expect((await type(4, sheets.south)).ok).toBe(true)
      expect(desk.state().status).toMatchObject({ storage: null, unsaved: 0, waiting: 2 })
      program.kill()
      const again = await unlock(startProgram(disk, server, 'tablet'), lead)
      expect(again.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(3))
      expect(again.state().sheets.get(sheets.south)?.cells.get(cells.closed)?.value).toEqual(amount(4))
    },
  )

  it('P17: a receipt that could not be stored is not shown, and comes again', async () => {
    const { desk, program, server, type } = await day()
    await type(1)
    let transactions = 0
    program.storageStep = () => {
      transactions += 1
      // The first of a push marks what is sent; the second stores the receipt.
      if (transactions === 2) throw quota()
      return undefined
    }
    await desk.sync()
    expect(server.disk.operations.size).toBe(1)
    expect(desk.state().status).toMatchObject({ waiting: 1, receivedAt: null, storage: 'full' })
    program.storageStep = () => undefined
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 0, storage: null })
    expect(desk.state().status.receivedAt).not.toBeNull()
    expect(server.disk.operations.size).toBe(1)
  })

  it('is known before entry starts', async () => {
    const { desk, disk, server } = await day()
    desk.lock()
    const program = startProgram(disk, server, 'tablet')
    program.storageStep = () => {
      throw quota()
    }
    const again = await unlock(program, lead)
    expect(again.state().status.storage).toBe('full')
    expect(again.state().set).not.toBeNull()
  })
})

describe('a lost handle', () => {
  it('is opened again once, unnoticed', async () => {
    const { desk, program, type } = await day()
    let lost = true
    program.storageStep = () => {
      if (!lost) return undefined
      lost = false
      throw new DOMException('The database connection is closing', 'InvalidStateError')
    }
    expect((await type(1)).ok).toBe(true)
    expect(desk.state().status).toMatchObject({ storage: null, unsaved: 0, waiting: 1 })
  })

  it('is said when it stays lost', async () => {
    const { desk, program, type } = await day()
    program.storageStep = () => {
      throw new DOMException('The database connection is closing', 'InvalidStateError')
    }
    expect(await type(1)).toEqual({ ok: false, problem: 'closed' })
    expect(desk.state().status).toMatchObject({ storage: 'closed', unsaved: 1 })
  })
})

describe('another version of the program', () => {
  it('makes this one save, stop and say so', async () => {
    const { desk, disk, type } = await day()
    await type(1)
    const upgraded = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = disk.indexedDB.open(`fieldfare/${lead.id}`, 1_000)
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
    upgraded.close()
    expect(desk.state().status.stopped).toBe('newer-version')
    expect(statusLine(desk.state().status, Date.now())).toContain('Reload to continue')
    expect((await type(2)).ok).toBe(false)
    expect(desk.state().status.unsaved).toBe(1)
  })
})

describe('a disk that fails now and then', () => {
  it('P17: what was said to be saved is there after a restart, whatever failed in between', async () => {
    const fault = fc.constantFrom('none', 'none', 'quota', 'abort', 'closed')
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            value: fc.nat(999),
            cell: fc.nat(2),
            faults: fc.array(fault, { maxLength: 2 }),
            sync: fc.boolean(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async edits => {
          const { desk, program, server, disk } = await day()
          const saved = new Map<number, number>()
          const pending: string[] = []
          program.storageStep = () => {
            const next = pending.shift()
            if (next === 'quota') throw quota()
            if (next === 'closed') throw new DOMException('closing', 'InvalidStateError')
            return next === 'abort' ? 'abort' : undefined
          }
          const sheetOf = [sheets.east, sheets.south, sheets.west]
          for (const edit of edits) {
            pending.push(...edit.faults)
            const sheet = sheetOf[edit.cell] ?? sheets.east
            const answer = await desk.save([{ sheet, cell: cells.closed, value: amount(edit.value) }])
            const { status } = desk.state()
            if (answer.ok) {
              expect(status.unsaved).toBe(0)
              saved.set(edit.cell, edit.value)
            } else {
              expect(status.unsaved).toBeGreaterThan(0)
              expect(statusLine(status, Date.now())).not.toMatch(/Saved/)
              // What storage refused may have been committed by a later save; that one is then what counts.
              saved.delete(edit.cell)
            }
            if (edit.sync) await desk.sync()
          }
          program.kill()
          const again = startProgram(disk, server, 'tablet')
          const desk2 = await unlock(again, lead)
          await desk2.sync()
          await desk2.sync()
          for (const [cell, value] of saved) {
            const sheet = sheetOf[cell] ?? sheets.east
            expect(server.disk.sheets.get(sheet)?.cells[cells.closed]?.value).toEqual(amount(value))
          }
          expect(desk2.state().status.waiting).toBe(0)
          desk2.lock()
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('an empty database that the browser has put in the place of hers', () => {
  it('P17: takes nothing: it is said that what was stored is gone, and what she types can be exported', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    let present: IDBFactory = disk.indexedDB
    const connections: IDBDatabase[] = []
    const factory = new Proxy(disk.indexedDB, {
      get: (_target, name) => {
        if (name !== 'open') {
          const value: unknown = Reflect.get(present, name)
          return typeof value === 'function' ? value.bind(present) : value
        }
        return (...asked: Parameters<IDBFactory['open']>) => {
          const request = present.open(...asked)
          request.addEventListener('success', () => connections.push(request.result))
          return request
        }
      },
    })
    const program = startProgram(disk, server, 'tablet', { storage: { indexedDB: factory, IDBKeyRange } })
    const desk = await firstDay(program, lead)
    await desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(4) }])
    await desk.sync()
    program.network.offline = true

    present = new IDBFactory()
    for (const connection of connections) connection.close()
    const saved = await desk.save([{ sheet: sheets.east, cell: cells.open, value: amount(37) }])

    expect(saved).toEqual({ ok: false, problem: 'lost' })
    const { status } = desk.state()
    expect(status).toMatchObject({ unsaved: 1, storage: 'lost' })
    expect(statusLine(status, Date.now())).toContain('1 change not saved')
    expect(desk.state().sheets.get(sheets.east)?.cells.get(cells.open)?.value).toEqual(amount(37))
    expect(await (await desk.exportUnsent()).text()).toContain('"37"')
    // Another sync does not take the empty database for hers either.
    program.network.offline = false
    await desk.sync()
    expect(desk.state().status).toMatchObject({ unsaved: 1, storage: 'lost' })
    expect(await program.door.waiting(lead.id)).toBe(0)
    desk.lock()
  })

  it('P17: nor is one with a new vault taken for hers: its key is another', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const desk = await firstDay(startProgram(disk, server, 'tablet'), lead)
    const emptied = newDisk()
    const other = await firstDay(startProgram(emptied, server, 'tablet'), lead)
    other.lock()
    const metaOf = async (of: typeof disk): Promise<IDBObjectStore> => {
      const opening = of.indexedDB.open(databaseName(lead.id))
      await new Promise(done => opening.addEventListener('success', done))
      return opening.result.transaction('meta', 'readwrite').objectStore('meta')
    }
    const done = async <T>(asked: IDBRequest<T>): Promise<T> => {
      await new Promise(resolve => asked.addEventListener('success', resolve))
      return asked.result
    }
    const vault: unknown = await done((await metaOf(emptied)).get('vault'))
    await done((await metaOf(disk)).put(vault))
    expect(await desk.save([{ sheet: sheets.east, cell: cells.open, value: amount(37) }])).toEqual({
      ok: false,
      problem: 'lost',
    })
    desk.lock()
  })
})
