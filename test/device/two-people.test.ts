/** Two people on one tablet: each sees her own, and nothing of the other's but that she is there. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Text } from '../../src/domain/figures/figure.ts'
import { amount, cells, editor, lead, password, sheets } from './county.ts'
import { firstDay, newDisk, passphrase, startProgram, unlock } from './simulated-device.ts'
import { simulatedServer } from './simulated-server.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const soon = { interval: 5, timeout: 5_000 }
const secret = 'A sentence that only the lead has typed'
const text: Text = { type: 'text', paragraphs: [secret], audience: 'council' }

async function sharedTablet() {
  const server = simulatedServer([lead, editor])
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const leads = await firstDay(program, lead)
  program.network.offline = true
  await leads.save([
    { sheet: sheets.east, cell: cells.closed, value: amount(11) },
    { sheet: sheets.east, cell: cells.summary, value: text },
  ])
  await leads.keepDraft({ sheet: sheets.south, cell: cells.open, field: 'value', text: 'ninety or so' })
  leads.lock()
  await vi.waitFor(() => expect(leads.state().status.stopped).toBe('locked'), soon)
  program.network.offline = false
  const signed = await program.door.signIn(editor.email, password)
  if (!signed.ok) throw new Error('not signed in')
  expect(signed.known).toBe(false)
  const made = await program.door.createVault(signed.me, 'the editor’s own one')
  if (!made.ok) throw new Error('no vault')
  await made.desk.sync()
  return { server, disk, program, editors: made.desk }
}

describe('two people on one tablet', () => {
  it('nothing is done in the name of whoever has signed in meanwhile: no device of hers is registered either', async () => {
    const server = simulatedServer([lead, editor])
    const disk = newDisk()
    const program = startProgram(disk, server, 'tablet')
    const signed = await program.door.signIn(lead.email, password)
    if (!signed.ok) throw new Error('not signed in')
    program.network.offline = true
    const made = await program.door.createVault(signed.me, passphrase)
    if (!made.ok) throw new Error('no vault')
    await made.desk.sync()
    await startProgram(disk, server, 'tablet').door.signIn(editor.email, password)
    program.network.offline = false
    await made.desk.sync()
    expect(made.desk.state().status.connection).toBe('wrong-person')
    expect([...server.disk.devices.values()]).toEqual([])
    expect(await made.desk.signInAgain(password)).toEqual({ ok: true })
    expect([...server.disk.devices.values()]).toMatchObject([{ person: lead.id }])
  })

  it('one whom the list had no room for works all the same, and is found at the next sign-in', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const program = startProgram(disk, server, 'tablet')
    const signed = await program.door.signIn(lead.email, password)
    if (!signed.ok) throw new Error('not signed in')
    let steps = 0
    program.storageStep = () => (++steps === 2 ? 'abort' : undefined)
    const made = await program.door.createVault(signed.me, passphrase)
    expect(made.ok).toBe(true)
    expect(await program.door.people()).toEqual([])
    expect(await startProgram(disk, server, 'tablet').door.signIn(lead.email, password)).toMatchObject({ known: true })
    await unlock(startProgram(disk, server, 'tablet'), lead)
    expect(await program.door.people()).toMatchObject([{ id: lead.id }])
  })

  it('are both listed, each with her own count of what waits', async () => {
    const { program, editors } = await sharedTablet()
    program.network.offline = true
    await editors.save([{ sheet: sheets.west, cell: cells.closed, value: amount(5) }])
    expect((await program.door.people()).map(each => each.name)).toEqual(['Provider editor', 'Provider lead'])
    expect(await program.door.waiting(lead.id)).toBe(2)
    expect(await program.door.waiting(editor.id)).toBe(1)
  })

  it('see nothing of each other’s on screen, in files and in the log', async () => {
    const { editors } = await sharedTablet()
    const { sheets: views, drafts, needsYou, status } = editors.state()
    const shown = [...views.values()].flatMap(view => [...view.cells.values()])
    expect(JSON.stringify([shown, drafts, needsYou])).not.toMatch(/only the lead|ninety|"11"/)
    expect(status.waiting).toBe(0)
    expect((await editors.activity()).map(each => each.what)).toEqual(['unlocked'])
    const files = [await editors.exportUnsent(), await editors.diagnostics()]
    for (const file of files) expect(await file.text()).not.toMatch(/only the lead|ninety|Provider lead/)
  })

  it('open only their own, and what one waits to send goes when she is there and not before', async () => {
    const { server, disk, program, editors } = await sharedTablet()
    expect((await program.door.unlock(lead.id, 'the editor’s own one')).ok).toBe(false)
    expect((await program.door.unlock(editor.id, passphrase)).ok).toBe(false)
    await editors.sync()
    expect(server.disk.operations.size).toBe(0)
    editors.lock()
    const again = startProgram(disk, server, 'tablet')
    await again.door.signIn(lead.email, password)
    const back = await unlock(again, lead)
    expect(back.state().drafts).toMatchObject([{ text: 'ninety or so' }])
    await back.sync()
    expect(back.state().status.waiting).toBe(0)
    expect([...server.disk.operations.values()].map(each => JSON.stringify(each)).join()).toContain(secret)
  })

  it('give no key to each other’s new tab', async () => {
    const { server, disk } = await sharedTablet()
    const tab = startProgram(disk, server, 'tablet')
    const asking = tab.door.unlockFromAnotherTab(lead.id)
    await vi.waitFor(() => tab.runTimers(), soon)
    expect(await asking).toBeUndefined()
  })
})
