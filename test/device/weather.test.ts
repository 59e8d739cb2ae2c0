import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/device/desk.ts'
import { canonical } from '../../src/domain/figures/figure.ts'
import type { SheetId } from '../../src/domain/ids.ts'
import { amount, cells, editor, lead, sheets } from './county.ts'
import { type Disk, firstDay, newDisk, type Program, startProgram, unlock } from './simulated-device.ts'
import { type Fault, type SimulatedServer, simulatedServer } from './simulated-server.ts'

/** Two people, each with a device; the first has a second tab. Anything may happen; then the weather clears. */
interface World {
  readonly server: SimulatedServer
  readonly places: Place[]
  next: number
}
interface Place {
  readonly browser: string
  readonly person: typeof lead
  readonly disk: Disk
  program: Program
  desk: Desk
  /** Last value said to be saved, by sheet. */
  readonly saved: Map<SheetId, number>
}

const sheetList = [sheets.east, sheets.south, sheets.west]
const who = fc.nat(2)
type Event =
  | { readonly do: 'edit'; readonly who: number; readonly sheet: number }
  | { readonly do: 'sync'; readonly who: number; readonly faults: readonly Fault[] }
  | { readonly do: 'restart'; readonly who: number }
  | { readonly do: 'draft'; readonly who: number }
  | { readonly do: 'offline'; readonly who: number; readonly off: boolean }

const fault = fc.constantFrom<Fault[]>('none', 'lose-request', 'lose-response', 'duplicate')
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('edit' as const), who, sheet: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('sync' as const), who, faults: fc.array(fault, { maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('draft' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('offline' as const), who, off: fc.boolean() }) },
)

async function newWorld(): Promise<World> {
  const server = simulatedServer([lead, editor])
  const place = async (browser: string, person: typeof lead): Promise<Place> => {
    const disk = newDisk()
    const program = startProgram(disk, server, browser)
    return { browser, person, disk, program, desk: await firstDay(program, person), saved: new Map() }
  }
  const tablet = await place('tablet', lead)
  const laptop = await place('laptop', editor)
  const program = startProgram(tablet.disk, server, 'tablet')
  return { server, places: [tablet, laptop, { ...tablet, program, desk: await unlock(program, lead) }], next: 100 }
}

async function happen(world: World, what: Event): Promise<void> {
  const place = world.places[what.who]
  if (place === undefined) return
  const { desk, program } = place
  switch (what.do) {
    case 'edit': {
      const sheet = sheetList[what.sheet] ?? sheets.east
      world.next += 1
      // Two tabs of one device are one person: the last of both counts.
      const answer = await desk.save([{ sheet, cell: cells.closed, value: amount(world.next) }])
      expect(answer.ok).toBe(true)
      place.saved.set(sheet, world.next)
      return
    }
    case 'draft':
      await desk.keepDraft({ sheet: sheets.east, cell: cells.open, field: 'value', text: '12a' })
      return
    case 'sync':
      program.network.faults.splice(0, Number.POSITIVE_INFINITY, ...what.faults)
      await desk.sync()
      program.network.faults.length = 0
      return
    case 'offline':
      program.network.offline = what.off
      return
    case 'restart': {
      program.kill()
      place.program = startProgram(place.disk, world.server, place.browser)
      place.desk = await unlock(place.program, place.person)
    }
  }
}

describe('any order of edits, faults and restarts', () => {
  it('P1, P2, P3, P4, P6, P8, P18: everything saved is stored once and seen; the devices and the server agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), async events => {
        const world = await newWorld()
        for (const each of events) await happen(world, each)
        for (const { program } of world.places) program.network.offline = false
        // P6: quiet is reached in a bounded number of rounds.
        for (let round = 0; round < 3; round += 1) for (const { desk } of world.places) await desk.sync()
        const { disk } = world.server
        const stored = [...disk.operations.values()]

        for (const { desk, saved, person } of world.places) {
          expect(desk.state().status).toMatchObject({ waiting: 0, unsaved: 0, connection: 'idle' })
          for (const [sheet, value] of saved) {
            const mine = stored.filter(each => each.sheet === sheet && each.person === person.id)
            const values = mine.map(each => (JSON.parse(each.body) as { value: unknown }).value)
            // P1: it is there under her name, or a later value of hers took its place before it was sent.
            const last = Math.max(...values.map(each => Number((each as { value: string }).value)))
            expect(last).toBeGreaterThanOrEqual(value)
            // P1: what stands is the last, or the last is a side of a conflict that is shown.
            const cell = disk.sheets.get(sheet)?.cells[cells.closed]
            const visible = [cell?.value, ...(cell?.sides ?? []).map(side => side.value)].map(canonical)
            const shown = desk.state().sheets.get(sheet)?.cells.get(cells.closed)
            // P4: the device shows what the server has.
            expect(
              [shown?.value, ...(shown?.sides ?? []).map(side => side.value)].map(each => canonical(each)),
            ).toEqual(visible)
          }
        }
        // P3: each id once, each number of a device once.
        expect(new Set(stored.map(each => `${each.device} ${each.seq}`)).size).toBe(stored.length)
        // P2: every applied write names the one it replaced.
        for (const sheet of sheetList) {
          const applied = disk.log.filter(entry => entry.sheet === sheet).map(entry => disk.operations.get(entry.opId))
          let token: string | null = null
          for (const each of applied) {
            if (each?.outcome !== 'applied') continue
            const { kind } = JSON.parse(each.body) as { kind: string }
            if (kind === 'set') expect(each.base).toBe(token)
            token = each.opId
          }
        }
        // P8: drafts are as they were typed.
        const drafted = events.some(each => each.do === 'draft' && each.who === 0)
        if (drafted) expect(world.places[0]?.desk.state().drafts).toMatchObject([{ text: '12a' }])
        for (const { desk } of world.places) desk.lock()
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
