/** A person whose access has ended, and a device that was reported lost. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../../src/device/desk.ts'
import { statusLine } from '../../../src/device/status.ts'
import { operationSchema } from '../../../src/protocol/operation.ts'
import { amount, cells, editor, lead, sheets } from '../county.ts'
import { type Disk, firstDay, newDisk, passphrase, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'
import { withDeviceSecret } from './device-secret.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const soon = { interval: 5, timeout: 5_000 }
const quota = () => {
  throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
}
const databases = async (disk: Disk) => (await disk.indexedDB.databases()).map(each => each.name).sort()
const closed = { sheet: sheets.east, cell: cells.closed }
const untilStopped = (desk: Desk) => vi.waitFor(() => expect(desk.state().status.stopped).toBeDefined(), soon)

async function day() {
  const server = simulatedServer([lead, editor])
  const secret = withDeviceSecret(server)
  const disk = newDisk()
  const program = startProgram(disk, server, 'tablet')
  const desk = await firstDay(program, lead)
  return { server, secret, disk, program, desk }
}

describe('a person whose access has ended', () => {
  it('P1: hands over everything the server has not taken, then her database is deleted and nobody else’s', async () => {
    const { secret, disk, program, desk } = await day()
    await desk.save([{ ...closed, value: amount(1) }])
    await desk.sync()
    program.network.offline = true
    await desk.save([{ ...closed, value: amount(2) }])
    await desk.keepDraft({ sheet: sheets.south, cell: cells.closed, field: 'part', text: '12a' })
    await desk.submit([sheets.south], { name: 'Provider lead', role: 'Manager' })
    await desk.takeBack([sheets.south])
    await desk.submit([sheets.west], { name: 'Provider lead', role: 'Manager' })
    secret.say(lead.id, 'left')
    program.network.offline = false
    await desk.sync()
    await untilStopped(desk)
    expect(desk.state().status).toMatchObject({ stopped: 'left', handedOver: 3 })
    expect(statusLine(desk.state().status, Date.now())).toMatch(
      /^Your access has ended\. The council keeps the 3 changes/,
    )
    const handed = [...secret.surrendered.values()]
    for (const operation of handed) expect(operationSchema.safeParse(operation).success).toBe(true)
    expect(handed).toMatchObject([
      { kind: 'set', value: amount(2), person: lead.id },
      { kind: 'submit' },
      { kind: 'set', cell: cells.closed, value: { type: 'text', paragraphs: ['part: 12a'] } },
    ])
    await vi.waitFor(async () => expect(await program.door.people()).toEqual([]), soon)
    expect(await databases(disk)).toEqual(['fieldfare-people'])
    expect([...disk.notes.texts]).toEqual([])
    expect(await program.door.unlock(lead.id, passphrase)).toEqual({ ok: false, because: 'no-such-person' })
    expect(await desk.save([{ ...closed, value: amount(3) }])).toEqual({ ok: false, problem: 'closed' })
  })

  it('leaves the colleague on the same device alone', async () => {
    const { server, secret, disk, program, desk } = await day()
    desk.lock()
    const hers = await firstDay(program, editor)
    await hers.save([{ ...closed, value: amount(9) }])
    hers.lock()
    secret.say(lead.id, 'left')
    const again = startProgram(disk, server, 'tablet')
    const gone = await unlock(again, lead)
    await gone.sync()
    await untilStopped(gone)
    await vi.waitFor(async () => expect(await databases(disk)).not.toContain(`fieldfare/${lead.id}`), soon)
    expect(await again.door.people()).toMatchObject([{ id: editor.id }])
    const back = await unlock(again, editor)
    expect(back.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(9))
  })

  it('P17: hands over what storage refused too, and what was refused and not closed', async () => {
    const { secret, program, desk } = await day()
    await desk.save([
      { sheet: sheets.east, cell: cells.open, value: { type: 'text', paragraphs: ['?'], audience: 'council' } },
    ])
    await desk.sync()
    expect(desk.state().needsYou).toHaveLength(1)
    program.storageStep = quota
    expect((await desk.save([{ ...closed, value: amount(2) }])).ok).toBe(false)
    secret.say(lead.id, 'left')
    await desk.sync()
    await untilStopped(desk)
    expect(desk.state().status).toMatchObject({ stopped: 'left', handedOver: 2 })
    expect([...secret.surrendered.values()].map(each => each['value'])).toMatchObject([{ type: 'text' }, amount(2)])
  })

  it.each(['no-answer', 'count-less'] as const)(
    'keeps everything until all of it has been counted (%s)',
    async fault => {
      const { server, secret, disk, program, desk } = await day()
      program.network.offline = true
      await desk.save([{ ...closed, value: amount(2) }])
      secret.say(lead.id, 'left')
      secret.faults.push(fault)
      program.network.offline = false
      await desk.sync()
      await vi.waitFor(
        () => expect(secret.requests.filter(each => each.path === '/api/surrender')).toHaveLength(1),
        soon,
      )
      expect(desk.state().status.stopped).toBeUndefined()
      expect(await databases(disk)).toContain(`fieldfare/${lead.id}`)
      program.kill()
      const later = await unlock(startProgram(disk, server, 'tablet'), lead)
      expect(later.state().status.waiting).toBe(1)
      await later.sync()
      await untilStopped(later)
      expect(later.state().status).toMatchObject({ stopped: 'left', handedOver: 1 })
      expect(secret.surrendered.size).toBe(1)
    },
  )

  it('hands over what is typed and not saved yet, up to the last moment', async () => {
    const { secret, desk } = await day()
    let typed: { readonly sheet: typeof sheets.east; readonly value: number } | undefined = {
      sheet: sheets.east,
      value: 5,
    }
    desk.beforeLeaving(() => {
      if (typed === undefined) return
      const { sheet, value } = typed
      typed = undefined
      void desk.save([{ sheet, cell: cells.closed, value: amount(value) }])
    })
    let first = true
    secret.during = async () => {
      if (first) typed = { sheet: sheets.south, value: 8 }
      first = false
    }
    secret.say(lead.id, 'left')
    await desk.sync()
    await untilStopped(desk)
    expect([...secret.surrendered.values()].map(each => each['value'])).toEqual([amount(5), amount(8)])
    expect(desk.state().status).toMatchObject({ stopped: 'left', handedOver: 2 })
  })

  it('hands over what she saves while it is being handed over', async () => {
    const { secret, program, desk } = await day()
    program.network.offline = true
    await desk.save([{ ...closed, value: amount(2) }])
    secret.say(lead.id, 'left')
    let once = true
    secret.during = async () => {
      if (!once) return
      once = false
      expect((await desk.save([{ sheet: sheets.south, cell: cells.closed, value: amount(8) }])).ok).toBe(true)
    }
    program.network.offline = false
    await desk.sync()
    await untilStopped(desk)
    expect([...secret.surrendered.values()].map(each => each['value'])).toEqual([amount(2), amount(8)])
    expect(desk.state().status.handedOver).toBe(2)
  })

  it('hands over in requests of a thousand at most', async () => {
    const { secret, program, desk } = await day()
    program.network.offline = true
    const people = Array.from({ length: 1_200 }, (_none, index) => ({
      sheet: sheets.east,
      cell: `closed/line-${index}` as typeof cells.closed,
      value: amount(index),
    }))
    await desk.save(people)
    secret.say(lead.id, 'left')
    program.network.offline = false
    await desk.sync()
    await untilStopped(desk)
    const sizes = secret.requests.filter(each => each.path === '/api/surrender').map(each => each.size)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_200)
    expect(desk.state().status.handedOver).toBe(1_200)
  })

  it('is handed over by a second tab too, whatever only that one holds', async () => {
    const { server, secret, disk, program, desk } = await day()
    const second = startProgram(disk, server, 'tablet')
    const two = await second.door.unlockFromAnotherTab(lead.id)
    if (two === undefined) throw new Error('The second tab got no key')
    await two.sync()
    second.storageStep = quota
    expect((await two.save([{ ...closed, value: amount(6) }])).ok).toBe(false)
    await desk.save([{ sheet: sheets.south, cell: cells.closed, value: amount(2) }])
    await vi.waitFor(() => expect(two.state().status.waiting).toBe(1), soon)
    secret.say(lead.id, 'left')
    await desk.sync()
    await untilStopped(desk)
    await untilStopped(two)
    expect(two.state().status.stopped).toBe('left')
    const values = [...secret.surrendered.values()].map(each => JSON.stringify(each['value']))
    expect(new Set(values)).toEqual(new Set([JSON.stringify(amount(2)), JSON.stringify(amount(6))]))
    await vi.waitFor(async () => expect(await databases(disk)).toEqual(['fieldfare-people']), soon)
    expect(await program.door.people()).toEqual([])
  })
})

describe('a second tab under which the database was deleted', () => {
  it('P1: hands over what she types there while it is handing over', async () => {
    const { server, secret, disk, desk } = await day()
    const second = startProgram(disk, server, 'tablet')
    const two = await second.door.unlockFromAnotherTab(lead.id)
    if (two === undefined) throw new Error('The second tab got no key')
    await two.sync()
    second.storageStep = quota
    await two.save([{ ...closed, value: amount(6) }])
    secret.say(lead.id, 'left')
    let typed = false
    secret.during = async () => {
      if (typed) return
      typed = true
      await two.save([{ sheet: sheets.west, cell: cells.closed, value: amount(99) }])
    }
    await desk.sync()
    await untilStopped(two)
    const values = [...secret.surrendered.values()].map(each => each['value'])
    expect(values).toEqual([amount(6), amount(99)])
    expect(two.state().status).toMatchObject({ stopped: 'left', handedOver: 2 })
  })
})

describe('handing over again', () => {
  it('is of the same things: a draft and an unsaved edit are kept once, however often it was tried', async () => {
    const { secret, program, desk } = await day()
    await desk.keepDraft({ sheet: sheets.south, cell: cells.closed, field: 'value', text: '12a' })
    program.storageStep = quota
    await desk.save([{ ...closed, value: amount(6) }])
    secret.say(lead.id, 'left')
    secret.faults.push('count-less', 'count-less')
    const tries = () => secret.requests.filter(each => each.path === '/api/surrender').length
    for (const nth of [1, 2]) {
      await desk.sync()
      await vi.waitFor(() => expect(tries()).toBe(nth), soon)
    }
    await vi.waitFor(async () => {
      await desk.sync()
      expect(desk.state().status.stopped).toBe('left')
    }, soon)
    expect(tries()).toBe(3)
    expect(secret.surrendered.size).toBe(2)
    expect(desk.state().status.handedOver).toBe(2)
  })
})

describe('a session that has merely ended', () => {
  it('deletes nothing, whatever the server does not say', async () => {
    const { server, secret, disk, program, desk } = await day()
    program.network.offline = true
    await desk.save([{ ...closed, value: amount(2) }])
    program.network.offline = false
    server.sessions.clear()
    await desk.sync()
    await vi.waitFor(() => expect(secret.requests).toHaveLength(1), soon)
    server.trouble.set('/api/standing', 'unavailable')
    await desk.sync()
    program.network.offline = true
    await desk.sync()
    expect(desk.state().status).toMatchObject({ waiting: 1 })
    expect(desk.state().status.stopped).toBeUndefined()
    expect(secret.surrendered.size).toBe(0)
    expect(await databases(disk)).toContain(`fieldfare/${lead.id}`)
  })
})

describe('a device that was reported lost', () => {
  it('is deleted at once when she is at work on it', async () => {
    const { secret, disk, program, desk } = await day()
    program.network.offline = true
    await desk.save([{ ...closed, value: amount(2) }])
    program.network.offline = false
    secret.say(lead.id, 'lost')
    await desk.sync()
    await untilStopped(desk)
    expect(desk.state().status.stopped).toBe('lost')
    expect(statusLine(desk.state().status, Date.now())).toMatch(/^This device was reported lost/)
    await vi.waitFor(async () => expect(await databases(disk)).toEqual(['fieldfare-people']), soon)
    expect(secret.surrendered.size).toBe(0)
    expect(await program.door.people()).toEqual([])
  })

  it('is deleted unopened at the door, and the colleague’s is not; who has left is told', async () => {
    const { server, secret, disk, program, desk } = await day()
    desk.lock()
    ;(await firstDay(program, editor)).lock()
    program.kill()
    const later = startProgram(disk, server, 'tablet')
    later.network.offline = true
    secret.say(lead.id, 'lost')
    secret.say(editor.id, 'left')
    expect(await later.door.standing()).toEqual([])
    expect(await later.door.people()).toHaveLength(2)
    later.network.offline = false
    expect(await later.door.standing()).toMatchObject([
      { person: { id: editor.id }, standing: 'left' },
      { person: { id: lead.id }, standing: 'deleted' },
    ])
    expect(await later.door.people()).toMatchObject([{ id: editor.id }])
    expect(await databases(disk)).toEqual(['fieldfare-people', `fieldfare/${editor.id}`])
    expect(await later.door.unlock(lead.id, passphrase)).toEqual({ ok: false, because: 'no-such-person' })
    const left = await unlock(later, editor)
    await left.sync()
    await untilStopped(left)
    expect(left.state().status).toMatchObject({ stopped: 'left', handedOver: 0 })
  })

  it('says nothing of people whose devices stand as they should', async () => {
    const { desk, program, server } = await day()
    desk.lock()
    expect(await program.door.standing()).toEqual([])
    server.trouble.set('/api/standing', 'server-fault')
    expect(await program.door.standing()).toEqual([])
    expect(await program.door.people()).toHaveLength(1)
  })
})
