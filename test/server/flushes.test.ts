/** How often the real server flushes for a return: counted from outside, by the system calls of its process. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpId } from '../../src/domain/ids.ts'
import type { SetOperation } from '../../src/protocol/operation.ts'
import { amount } from '../domain/small-set.ts'
import { whyNoStrace } from '../strace.ts'
import { setCell, sheet } from './operations.ts'
import { Device, RunningCounty } from './running-county.ts'

const because = whyNoStrace()
if (because !== undefined) console.log(`Flushes are not counted: ${because}.`)

const folder = mkdtempSync(join(tmpdir(), 'fieldfare-flushes-'))
const trace = join(folder, 'trace')
const flushes = (): number => readFileSync(trace, 'utf8').match(/\b(fsync|fdatasync)\(/g)?.length ?? 0
let county: RunningCounty | undefined
afterAll(async () => {
  await county?.kill()
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(because !== undefined)('flushes of the server', () => {
  let device: Device
  let server: RunningCounty
  let seq = 0
  beforeAll(async () => {
    // -D: the process started is the server itself, and the one that watches ends with it.
    const under = ['strace', '-D', '-f', '-e', 'trace=fsync,fdatasync', '-o', trace]
    server = await RunningCounty.start(join(folder, 'county.db'), under)
    county = server
    device = await Device.register(server, 'lead')
  }, 60_000)

  const write = (place: string, cell: string, base: OpId | null): SetOperation => {
    seq += 1
    return setCell(device, seq, cell, amount(seq), { sheet: sheet(place), base })
  }

  it('at most 3 for a month’s return of 252 changes, and never none', async () => {
    const last = new Map<string, OpId>()
    const operations = Array.from({ length: 252 }, (_, index) => {
      const place = ['east-a', 'east-b', 'west-c'][index % 3] ?? ''
      const cell = ['closed', 'open'][index % 2] ?? ''
      const made = write(place, cell, last.get(place + cell) ?? null)
      last.set(place + cell, made.opId)
      return made
    })
    const before = flushes()
    const { outcomes } = await device.push(server, operations)
    const counted = flushes() - before
    expect(outcomes.filter(each => each.outcome === 'applied')).toHaveLength(252)
    console.log(`A return of 252 changes: ${counted} flush${counted === 1 ? '' : 'es'} on the server.`)
    expect(counted).toBeGreaterThanOrEqual(1)
    expect(counted).toBeLessThanOrEqual(3)
  }, 60_000)

  it('P9 at least one for every push that is acknowledged', async () => {
    const counts: number[] = []
    let base: OpId | null = null
    for (let n = 0; n < 20; n++) {
      const made: SetOperation = write('east-a', 'closed', base)
      base = made.opId
      const before = flushes()
      await device.push(server, [made])
      counts.push(flushes() - before)
    }
    console.log(`Twenty pushes of one change: ${counts.join(' ')} flushes.`)
    for (const count of counts) expect(count).toBeGreaterThanOrEqual(1)
  }, 60_000)
})
