import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../../src/device/desk.ts'
import type { CellKey, SheetId } from '../../../src/domain/ids.ts'
import type { ProblemCode } from '../../../src/protocol/problems.ts'
import { amount, cells, lead, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { problemResponse, type SimulatedServer, simulatedServer } from '../simulated-server.ts'

// What goes wrong here goes wrong on purpose.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const bad = 666
interface Pushed {
  readonly operations: readonly {
    readonly opId: string
    readonly seq: number
    readonly kind: string
    readonly value?: unknown
  }[]
}
const isBad = ({ value }: Pushed['operations'][number]): boolean => JSON.stringify(value ?? null).includes(`"${bad}"`)

/** Servers that cannot take an operation with that figure: each says so in its own way. */
const servers: Readonly<Record<string, (server: SimulatedServer) => ProblemCode>> = {
  'calls the whole request unreadable': server => refusing(server, 'malformed'),
  'finds the request too large': server => refusing(server, 'too-large'),
  'cannot tell which one it is': server => {
    const { handle } = server
    server.handle = (browser, path, body, encoding) => {
      const { operations = [] } = (body ?? {}) as Partial<Pushed>
      const garbled = operations.map(each => (isBad(each) ? { ...each, opId: 'which one' } : each))
      return handle(browser, path, path === '/api/push' ? { ...(body as Pushed), operations: garbled } : body, encoding)
    }
    return 'malformed'
  },
  'sets it aside by its place': server => {
    const { handle } = server
    server.handle = async (browser, path, body, encoding) => {
      const { operations = [] } = (body ?? {}) as Partial<Pushed>
      const index = path === '/api/push' ? operations.findIndex(isBad) : -1
      if (index < 0) return handle(browser, path, body, encoding)
      const before = { ...(body as Pushed), operations: operations.slice(0, index) }
      const response = await handle(browser, path, before, encoding)
      const answer = (await response.json()) as object
      return new Response(JSON.stringify({ ...answer, setAside: [{ index, code: 'malformed' }] }), response)
    }
    return 'malformed'
  },
}

function refusing(server: SimulatedServer, code: ProblemCode): ProblemCode {
  const { handle } = server
  server.handle = async (browser, path, body, encoding) =>
    path === '/api/push' && (body as Pushed).operations.some(isBad)
      ? problemResponse(code)
      : handle(browser, path, body, encoding)
  return code
}

async function day() {
  const server = simulatedServer([lead])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const desk = await firstDay(program, lead)
  const type = (value: number, sheet: SheetId = sheets.east, on: Desk = desk) =>
    on.save([{ sheet, cell: cells.closed, value: amount(value) }])
  const standing = (sheet: SheetId = sheets.east) => server.disk.sheets.get(sheet)?.cells[cells.closed]?.value
  return { server, disk, program, desk, type, standing }
}

/** How often the device pushed, whatever came of it. */
function countingPushes(server: SimulatedServer): () => number {
  const { handle } = server
  let pushes = 0
  server.handle = (browser, path, body, encoding) => {
    if (path === '/api/push') pushes += 1
    return handle(browser, path, body, encoding)
  }
  return () => pushes
}

const storedIn = (server: SimulatedServer) =>
  [...server.disk.operations.values()]
    .toSorted((a, b) => a.seq - b.seq)
    .map(each => [each.seq, (JSON.parse(each.body) as { kind: string }).kind, each.outcome])

describe.each(Object.entries(servers))('a server that %s', (_how, spoil) => {
  it('P6, P1: gets all the others; the one it cannot take stays here and is shown', async () => {
    const { server, disk, program, desk, type, standing } = await day()
    const code = spoil(server)
    await type(1, sheets.east)
    await type(bad, sheets.south)
    await type(3, sheets.west)
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    expect([standing(sheets.east), standing(sheets.south), standing(sheets.west)]).toEqual([
      amount(1),
      undefined,
      amount(3),
    ])
    // Its number goes on, with nothing in it.
    expect(storedIn(server)).toEqual([
      [1, 'set', 'applied'],
      [2, 'void', 'applied'],
      [3, 'set', 'applied'],
    ])
    const shown = { sheet: sheets.south, cell: cells.closed, code, value: amount(bad), standing: 'refused' }
    expect(desk.state().needsYou).toMatchObject([shown])
    const file = JSON.parse(await (await desk.exportUnsent()).text()) as { operations: unknown[] }
    expect(file.operations).toMatchObject([{ value: amount(bad) }])
    expect(desk.state().sheets.get(sheets.south)?.cells.get(cells.closed)).toMatchObject({ standing: 'refused', code })

    // It never goes again, and is still there after a restart, until she closes it.
    server.seen.length = 0
    program.kill()
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    await again.sync()
    const pushed = server.seen.filter(each => each.path === '/api/push').map(each => each.body as Pushed)
    expect(pushed.flatMap(each => each.operations)).toEqual([])
    const [one] = again.state().needsYou
    expect(one).toMatchObject(shown)
    if (one === undefined) throw new Error('nothing refused')
    await again.dismiss(one.opId)
    expect(again.state().needsYou).toEqual([])
    again.lock()
  })

  it('P2, P6: a later edit of the same cell arrives, upon what stood before', async () => {
    const { server, desk, program, type, standing } = await day()
    spoil(server)
    await type(1)
    await desk.sync()
    await type(bad)
    // It leaves, and nobody answers: from then on it is followed, not replaced.
    program.network.faults.push('lose-request')
    await desk.sync()
    await type(3)
    program.network.faults.push('none', 'lose-request')
    await desk.sync()
    await type(4)
    await desk.sync()
    await desk.sync()
    expect(standing()).toEqual(amount(4))
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    const stored = [...server.disk.operations.values()].toSorted((a, b) => a.seq - b.seq)
    expect(stored.map(each => each.outcome)).toEqual(stored.map(() => 'applied'))
    const sets = stored.filter(each => each.cell !== null)
    for (const [index, each] of sets.entries()) expect(each.base).toBe(sets[index - 1]?.opId ?? null)
    expect(desk.state().needsYou).toMatchObject([{ value: amount(bad) }])
    desk.lock()
  })

  it('P6: several bad ones among five hundred cost a bounded number of requests', async () => {
    const { server, desk } = await day()
    spoil(server)
    const pushes = countingPushes(server)
    const edits = Array.from({ length: 500 }, (_, n) => ({
      sheet: sheets.east,
      cell: `explain/e${n}` as CellKey,
      value: {
        ...{ type: 'explanation' as const, reasons: [], cells: [] },
        text: [0, 130, 131, 499].includes(n) ? `${bad}` : `not ${n}`,
      },
    }))
    await desk.save(edits)
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    expect(desk.state().needsYou).toHaveLength(4)
    expect(storedIn(server).map(([seq]) => seq)).toEqual(edits.map((_, n) => n + 1))
    expect(storedIn(server).filter(([, kind]) => kind === 'void')).toHaveLength(4)
    // Halving: nine steps down to one of five hundred, and its way up again.
    expect(pushes()).toBeLessThan(70)
    desk.lock()
  })
})

describe('a server that cannot read anything', () => {
  it('not even that a number is void: it is not asked in a circle', async () => {
    const { server, desk, type } = await day()
    const { handle } = server
    server.handle = async (browser, path, body, encoding) =>
      path === '/api/push' && (body as Pushed).operations.length > 0
        ? new Response(
            JSON.stringify({ outcomes: [], setAside: [{ index: 0, code: 'malformed' }], durableThrough: null }),
          )
        : handle(browser, path, body, encoding)
    const pushes = countingPushes(server)
    await type(1)
    await desk.sync()
    expect(pushes()).toBeLessThan(20)
    expect(desk.state().status.connection).toBe('server-down')
    expect(desk.state().needsYou).toMatchObject([{ value: amount(1), standing: 'refused' }])
    server.handle = handle
    await desk.sync()
    expect(desk.state().status.connection).toBe('idle')
    expect(storedIn(server)).toEqual([[1, 'void', 'applied']])
    desk.lock()
  })

  it.each(['malformed', 'too-large'] as const)('%s: nothing is closed; all of it waits, and it is said', async code => {
    const { server, desk, type } = await day()
    server.trouble.set('/api/push', code)
    await type(1)
    await type(2, sheets.south)
    await desk.sync()
    expect(desk.state().needsYou).toEqual([])
    expect(desk.state().status).toMatchObject({ waiting: 2, connection: 'server-down' })
    server.trouble.clear()
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 0, connection: 'idle' })
    desk.lock()
  })
})
