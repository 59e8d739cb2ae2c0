/** Removing one's own data, and starting again after a forgotten passphrase: nothing is lost that nobody agreed to. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { statusLine } from '../../../src/device/status.ts'
import { amount, cells, editor, lead, password, sheets } from '../county.ts'
import { type Disk, firstDay, newDisk, passphrase, startProgram, unlock, vaultOf } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const soon = { interval: 5, timeout: 5_000 }
const databases = async (disk: Disk) => (await disk.indexedDB.databases()).map(each => each.name).sort()
const closed = { sheet: sheets.east, cell: cells.closed }

async function day() {
  const server = simulatedServer([lead, editor])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const desk = await firstDay(program, lead)
  return { server, disk, program, desk }
}

describe('removing my data', () => {
  it('deletes her database, her sentinel and her entry, ends her session, and touches nobody else’s', async () => {
    const { server, disk, program, desk } = await day()
    const other = startProgram(disk, server, 'tablet')
    const hers = await firstDay(other, editor)
    await hers.save([{ ...closed, value: amount(9) }])
    hers.lock()
    await program.door.signIn(lead.email, password)
    await desk.sync()
    expect(server.sessions.size).toBe(1)
    expect(await desk.removeMyData()).toEqual({ ok: true })
    expect(desk.state().status.stopped).toBe('removed')
    expect(statusLine(desk.state().status, Date.now())).toBe('Your data has been removed from this device')
    expect(await databases(disk)).toEqual(['fieldfare-people', `fieldfare/${editor.id}`])
    expect([...disk.notes.texts.keys()].filter(key => key.includes(lead.id))).toEqual([])
    expect(await program.door.people()).toMatchObject([{ id: editor.id }])
    expect(server.sessions.size).toBe(0)
    expect(await program.door.unlock(lead.id, passphrase)).toEqual({ ok: false, because: 'no-such-person' })
    const back = await unlock(startProgram(disk, server, 'tablet'), editor)
    expect(back.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(9))
  })

  it.each([
    ['what waits', 1],
    ['an unfinished entry', 1],
    ['what the server refused and nobody closed', 1],
    ['what storage refuses', 1],
  ] as const)('P1: is refused while %s would be lost', async (what, count) => {
    const { disk, program, desk } = await day()
    if (what === 'what the server refused and nobody closed') {
      await desk.save([
        { sheet: sheets.east, cell: cells.open, value: { type: 'text', paragraphs: ['?'], audience: 'council' } },
      ])
      await desk.sync()
      expect(desk.state().needsYou).toHaveLength(1)
    }
    program.network.offline = true
    if (what === 'what waits') await desk.save([{ ...closed, value: amount(1) }])
    if (what === 'an unfinished entry')
      await desk.keepDraft({ sheet: sheets.east, cell: cells.closed, field: 'value', text: '12a' })
    if (what === 'what storage refuses') {
      program.storageStep = () => 'abort'
      await desk.save([{ ...closed, value: amount(1) }])
    }
    expect(await desk.removeMyData()).toEqual({ ok: false, because: 'unsent', count })
    expect(desk.state().status.stopped).toBeUndefined()
    expect(await databases(disk)).toContain(`fieldfare/${lead.id}`)
    await desk.exportUnsent()
    expect(await desk.removeMyData()).toEqual({ ok: true })
    expect(await databases(disk)).toEqual(['fieldfare-people'])
  })

  it('a backup file counts only for what it holds', async () => {
    const { program, desk } = await day()
    program.network.offline = true
    await desk.save([{ ...closed, value: amount(1) }])
    await desk.exportUnsent()
    await desk.save([{ ...closed, value: amount(2) }])
    expect(await desk.removeMyData()).toEqual({ ok: false, because: 'unsent', count: 1 })
    await desk.exportUnsent()
    expect(await desk.removeMyData()).toEqual({ ok: true })
  })

  it('sees what another tab has saved, and that tab lets go', async () => {
    const { server, disk, program, desk } = await day()
    const second = startProgram(disk, server, 'tablet')
    const two = await second.door.unlockFromAnotherTab(lead.id)
    if (two === undefined) throw new Error('no key')
    program.network.offline = true
    second.network.offline = true
    await two.save([{ ...closed, value: amount(4) }])
    expect(await desk.removeMyData()).toEqual({ ok: false, because: 'unsent', count: 1 })
    await desk.exportUnsent()
    expect(await desk.removeMyData()).toEqual({ ok: true })
    await vi.waitFor(() => expect(two.state().status.stopped).toBe('locked'), soon)
    expect(await databases(disk)).toEqual(['fieldfare-people'])
  })

  it('leaves somebody else’s session alone, and works with no signal', async () => {
    const { server, disk, program, desk } = await day()
    await program.door.signIn(editor.email, password)
    await desk.sync()
    expect(desk.state().status.connection).toBe('wrong-person')
    const before = server.sessions.size
    expect(await desk.removeMyData()).toEqual({ ok: true })
    expect(server.sessions.size).toBe(before)
    const again = await firstDay(startProgram(disk, server, 'tablet'), lead)
    expect(again.state().set).not.toBeNull()
  })
})

describe('starting again after a forgotten passphrase', () => {
  async function forgotten() {
    const all = await day()
    const { program, desk } = all
    await desk.save([{ ...closed, value: amount(1) }])
    await desk.sync()
    program.network.offline = true
    await desk.save([{ ...closed, value: amount(2) }])
    await desk.keepDraft({ sheet: sheets.south, cell: cells.closed, field: 'value', text: '12a' })
    desk.lock()
    await vi.waitFor(() => expect(desk.state().status.stopped).toBe('locked'), soon)
    const later = startProgram(all.disk, all.server, 'tablet')
    return { ...all, later }
  }

  it('counts what the server never received without opening it, unfinished entries too', async () => {
    const { later } = await forgotten()
    expect(await later.door.waiting(lead.id)).toBe(1)
    expect(await later.door.neverReceived(lead.id)).toBe(2)
  })

  it('needs the network and her own sign-in, and the number she agreed to; then her first day comes again', async () => {
    const { server, disk, later } = await forgotten()
    later.network.offline = true
    expect(await later.door.startAgain(lead.id, 2)).toMatchObject({ because: 'refused', refusal: { type: 'offline' } })
    later.network.offline = false
    server.sessions.clear()
    expect(await later.door.startAgain(lead.id, 2)).toMatchObject({ refusal: { code: 'not-signed-in' } })
    await later.door.signIn(editor.email, password)
    expect(await later.door.startAgain(lead.id, 2)).toMatchObject({ refusal: { code: 'wrong-person' } })
    const signed = await later.door.signIn(lead.email, password)
    if (!signed.ok) throw new Error('not signed in')
    expect(signed.known).toBe(true)
    expect(await later.door.startAgain(lead.id, 0)).toEqual({ ok: false, because: 'unsent', count: 2 })
    expect(await databases(disk)).toContain(`fieldfare/${lead.id}`)
    expect(await later.door.startAgain(lead.id, 2)).toEqual({ ok: true })
    expect(await databases(disk)).not.toContain(`fieldfare/${lead.id}`)
    expect(await later.door.people()).toEqual([])
    const fresh = await vaultOf(later, signed.me)
    expect(fresh.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(1))
    expect(fresh.state().drafts).toEqual([])
  })

  it('forgets the wrong tries with the vault they were of, and leaves the colleague’s alone', async () => {
    const { disk, later } = await forgotten()
    const hers = await firstDay(later, editor)
    await hers.save([{ sheet: sheets.west, cell: cells.closed, value: amount(9) }])
    hers.lock()
    for (let n = 0; n < 6; n++) await later.door.unlock(lead.id, 'not the passphrase')
    expect(await later.door.wait(lead.id)).toBeGreaterThan(0)
    await later.door.signIn(lead.email, password)
    expect(await later.door.startAgain(lead.id, 2)).toEqual({ ok: true })
    expect(await databases(disk)).toEqual(['fieldfare-people', `fieldfare/${editor.id}`])
    expect(await later.door.wait(lead.id)).toBe(0)
    const back = await unlock(later, editor)
    expect(back.state().sheets.get(sheets.west)?.cells.get(cells.closed)?.value).toEqual(amount(9))
  })
})
