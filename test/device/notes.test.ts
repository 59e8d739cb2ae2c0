/** Meeting notes on the device: an officer's own desk without signal, and what a provider's has of them. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../src/device/desk.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import { noteCell, notesPlace, type PersonId, type PlaceId, type SheetId, sheetOf } from '../../src/domain/ids.ts'
import { period } from '../../src/domain/time/period.ts'
import type { StoredPerson } from '../../src/server/storage/storage.ts'
import { amount, cells, contract, lead, month, officer, password, sheets } from './county.ts'
import { everyByteOf } from './disk-search.ts'
import { type Disk, firstDay, newDisk, startProgram, unlock } from './simulated-device.ts'
import { type SimulatedServer, simulatedServer } from './simulated-server.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const soon = { interval: 5, timeout: 5_000 }
const east = 'east-a' as PlaceId
const shared = sheetOf(contract, notesPlace(east, 'shared'), month)
const internal = sheetOf(contract, notesPlace(east, 'internal'), month)
const cell = noteCell('n1')
const note = (text: string): CellValue => ({ type: 'note', meeting: 'm1', text })
const colleague: StoredPerson = {
  ...officer,
  id: 'second-officer' as PersonId,
  name: 'Second officer',
  email: 'second@council.example',
}
const at = (desk: Desk, sheet: SheetId) => desk.state().sheets.get(sheet)?.cells.get(cell)
/** Not to be found there, and what is in clear is: or the search would prove nothing. */
async function holds({ indexedDB }: Disk, text: string): Promise<boolean> {
  const bytes = await everyByteOf(indexedDB)
  expect(bytes.includes(officer.name)).toBe(true)
  return bytes.includes(text)
}
const ofKind = (server: SimulatedServer, path: string) => server.seen.filter(each => each.path === path)

async function atWork(server: SimulatedServer, person: StoredPerson) {
  const disk = newDisk()
  const program = startProgram(disk, server, person.id)
  const desk = await firstDay(program, person)
  return { disk, program, desk }
}

describe('an officer’s own desk', () => {
  it('N-D1 holds the definitions and the notes, and none of the returns or earlier months', async () => {
    const server = simulatedServer([lead, officer])
    const provider = await atWork(server, lead)
    await provider.desk.save([{ sheet: sheets.east, cell: cells.closed, value: amount(7) }])
    await provider.desk.sync()
    const { desk } = await atWork(server, officer)
    const state = desk.state()
    expect(state.set).not.toBeNull()
    expect(state.me.scopes).toEqual([])
    expect(state.me.notes).toContain(`${contract}/${notesPlace(east, 'internal')}`)
    expect([...state.sheets.keys()]).toEqual([])
    expect([...state.histories.keys()]).toEqual([])
    const asked = ofKind(server, '/api/pull').at(-1)?.body
    expect(asked).toMatchObject({ knows: ['notes'], only: 'notes' })
  })

  it('N-D2 keeps what is written without signal through a reload, and sends it once', async () => {
    const server = simulatedServer([lead, officer])
    const { disk, program, desk } = await atWork(server, officer)
    program.network.offline = true
    expect(await desk.save([{ sheet: shared, cell, value: note('Written at the centre') }])).toMatchObject({ ok: true })
    await desk.save([{ sheet: internal, cell, value: note('Kept to ourselves') }])
    expect(at(desk, shared)).toMatchObject({ value: note('Written at the centre'), standing: 'waiting' })
    program.kill()
    const again = startProgram(disk, server, officer.id)
    again.network.offline = true
    const reopened = await unlock(again, officer)
    expect(at(reopened, shared)?.value).toEqual(note('Written at the centre'))
    expect(at(reopened, internal)?.value).toEqual(note('Kept to ourselves'))
    expect(reopened.state().status.waiting).toBe(2)
    again.network.offline = false
    await reopened.sync()
    await reopened.sync()
    expect(at(reopened, shared)).toMatchObject({ standing: 'received' })
    expect([...server.disk.operations.values()].map(each => each.outcome)).toEqual(['applied', 'applied'])
    // A provider gets the shared one.
    const provider = await atWork(server, lead)
    expect(at(provider.desk, shared)?.value).toEqual(note('Written at the centre'))
    expect(provider.desk.state().sheets.has(internal)).toBe(false)
    expect(JSON.stringify([...provider.desk.state().sheets.values()].map(each => [...each.cells]))).not.toContain(
      'Kept',
    )
  })

  it('N-D3 any month can be written, before and after the open one', async () => {
    const server = simulatedServer([officer])
    const { desk } = await atWork(server, officer)
    for (const when of ['2016-01', '2019-09']) {
      const sheet = sheetOf(contract, notesPlace(east, 'internal'), period(when))
      await desk.save([{ sheet, cell, value: note(when) }])
      await desk.sync()
      expect(at(desk, sheet)).toMatchObject({ value: note(when), standing: 'received' })
    }
  })

  it('N-D4 two officers in one note: both are there for both, and one of them chooses', async () => {
    const server = simulatedServer([officer, colleague])
    const one = await atWork(server, officer)
    const two = await atWork(server, colleague)
    one.program.network.offline = true
    await one.desk.save([{ sheet: shared, cell, value: note('One') }])
    await two.desk.save([{ sheet: shared, cell, value: note('Two') }])
    await two.desk.sync()
    one.program.network.offline = false
    await one.desk.sync()
    const view = at(one.desk, shared)
    expect(view).toMatchObject({ value: note('Two'), sides: [{ value: note('One') }] })
    const chosen = { sheet: shared, cell, value: note('One'), seen: view?.base ?? null, chosen: true } as const
    await one.desk.save([{ ...chosen, sides: view?.sides?.map(side => side.token) ?? [] }])
    await one.desk.sync()
    await two.desk.sync()
    expect(at(two.desk, shared)).toMatchObject({ value: note('One'), standing: 'received' })
    expect(at(two.desk, shared)?.sides).toBeUndefined()
  })

  it('N-D5 what she has written where she no longer notes meetings goes, is refused and needs her', async () => {
    const server = simulatedServer([officer])
    const { program, desk } = await atWork(server, officer)
    await desk.save([{ sheet: internal, cell, value: note('Received') }])
    await desk.sync()
    program.network.offline = true
    await desk.save([{ sheet: internal, cell: noteCell('n2'), value: note('Waits') }])
    server.people = [{ ...officer, services: [] }]
    program.network.offline = false
    await desk.sync()
    await desk.sync()
    expect(desk.state().sheets.has(internal)).toBe(false)
    expect(desk.state().needsYou).toMatchObject([
      { sheet: internal, cell: 'note/n2', code: 'no-access', value: note('Waits'), again: false },
    ])
  })

  it('N-D6 is found on the disk by nobody without the passphrase', async () => {
    const server = simulatedServer([officer])
    const { disk, desk } = await atWork(server, officer)
    await desk.save([{ sheet: internal, cell, value: note('A sentence that nobody else may read') }])
    await desk.sync()
    await desk.save([{ sheet: internal, cell: noteCell('n2'), value: note('A sentence that nobody else may read') }])
    expect(await holds(disk, 'nobody else may read')).toBe(false)
    desk.lock()
    await vi.waitFor(() => expect(desk.state().status.stopped).toBe('locked'), soon)
    expect(await holds(disk, 'nobody else may read')).toBe(false)
  })

  it('N-D7 a session that she has ended without signal is begun anew by her password, and is not ended again', async () => {
    const server = simulatedServer([officer])
    const { disk, desk } = await atWork(server, officer)
    server.sessions.delete(officer.id)
    await desk.sync()
    expect(desk.state().status.connection).toBe('signed-out')
    disk.notes.setItem('fieldfare-signing-out', officer.id)
    expect(await desk.signInAgain(password)).toEqual({ ok: true })
    expect(disk.notes.getItem('fieldfare-signing-out')).toBeNull()
  })
})

describe('a provider’s device', () => {
  it('N-D8 goes on with a server that knows no notes yet, and gives up what it no longer names', async () => {
    const server = simulatedServer([lead, officer])
    const council = await atWork(server, officer)
    await council.desk.save([{ sheet: shared, cell, value: note('Said') }])
    await council.desk.sync()
    const { desk } = await atWork(server, lead)
    expect(desk.state().sheets.has(shared)).toBe(true)
    const { answer } = server
    server.answer = async (browser, path, body, encoding) => {
      const given = await answer(browser, path, body, encoding)
      if (path !== '/api/pull' || given.status !== 200) return given
      const said = JSON.parse(given.text)
      delete said.me.notes
      return { ...given, text: JSON.stringify(said) }
    }
    await desk.sync()
    expect(desk.state().sheets.has(shared)).toBe(false)
    expect(desk.state().status.connection).toBe('idle')
  })

  it('N-D9 writes no notes: what is tried is refused, and says so', async () => {
    const server = simulatedServer([lead, officer])
    const { desk } = await atWork(server, lead)
    await desk.save([{ sheet: shared, cell, value: note('Hers') }])
    await desk.sync()
    expect(desk.state().needsYou).toMatchObject([{ sheet: shared, code: 'not-allowed', again: false }])
  })

  it('N-D10 counts no sheet of notes among its returns', async () => {
    const server = simulatedServer([lead, officer])
    const council = await atWork(server, officer)
    await council.desk.save([{ sheet: shared, cell, value: note('Said') }])
    await council.desk.sync()
    const { desk } = await atWork(server, lead)
    const file = JSON.parse(await (await desk.diagnostics()).text())
    expect(file.returns).toBe([...desk.state().sheets.keys()].filter(sheet => !sheet.includes('--')).length)
    expect(JSON.stringify(file)).not.toContain('Said')
  })
})
