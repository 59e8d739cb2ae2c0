/** Locking, leaving and being asked for what is in memory, while other things go on. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { statusLine } from '../../../src/device/status.ts'
import { askForKey, joinTabs } from '../../../src/device/sync/tabs.ts'
import { createVaultKey } from '../../../src/device/vault/vault.ts'
import { amount, cells, lead, password, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'
import { twoTabs } from '../two-tabs.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const soon = { interval: 5, timeout: 5_000 }
const quota = () => {
  throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
}
const closedHandle = () => {
  throw new DOMException('The database connection is closing', 'InvalidStateError')
}
const closed = { sheet: sheets.east, cell: cells.closed }

describe('locking in another tab', () => {
  it('P17: does not take from this one what storage refuses', async () => {
    const { second, one, two } = await twoTabs()
    second.storageStep = quota
    expect((await two.save([{ ...closed, value: amount(7) }])).ok).toBe(false)
    one.lock()
    await vi.waitFor(() => expect(two.state().status.lockedElsewhere).toBe(true), soon)
    expect(two.state().status).toMatchObject({ unsaved: 1, storage: 'full' })
    expect(two.state().status.stopped).toBeUndefined()
    expect(statusLine(two.state().status, Date.now())).toMatch(/^You locked Fieldfare in another tab/)
    const exported = JSON.parse(await (await two.exportUnsent()).text())
    expect(exported.notSavedOnDevice).toMatchObject([{ value: amount(7) }])
  })

  it('P17: locks as soon as storage has taken it', async () => {
    const { disk, server, second, one, two } = await twoTabs()
    second.storageStep = quota
    await two.save([{ ...closed, value: amount(7) }])
    one.lock()
    await vi.waitFor(() => expect(two.state().status.lockedElsewhere).toBe(true), soon)
    second.storageStep = () => undefined
    second.runTimers()
    await vi.waitFor(() => expect(two.state().status.stopped).toBe('locked'), soon)
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    expect(again.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(7))
  })

  it('can be followed here once she has exported', async () => {
    const { second, one, two } = await twoTabs()
    second.storageStep = quota
    await two.save([{ ...closed, value: amount(7) }])
    one.lock()
    await vi.waitFor(() => expect(two.state().status.lockedElsewhere).toBe(true), soon)
    two.lock()
    await vi.waitFor(() => expect(two.state().status.stopped).toBe('locked'), soon)
  })
})

describe('a tab that stays for what it could not save', () => {
  it('gives its key to no new tab once she has locked', async () => {
    const listeners = new Set<{ onmessage: ((event: MessageEvent) => void) | null }>()
    const platform = {
      channel: () => {
        const channel = {
          onmessage: null,
          postMessage: (data: unknown) => {
            for (const other of [...listeners]) if (other !== channel) other.onmessage?.({ data } as MessageEvent)
          },
          close: () => void listeners.delete(channel),
        }
        listeners.add(channel)
        return channel as unknown as BroadcastChannel
      },
    }
    const ask = async () => {
      let giveUp: () => void = () => undefined
      const asked = askForKey(lead.id, {
        ...platform,
        after: (_wait, work) => {
          giveUp = work
          return () => undefined
        },
      })
      giveUp()
      return asked
    }
    const { dataKey } = await createVaultKey('correct horse battery', 1)
    const silent = {
      changed: () => undefined,
      locked: () => undefined,
      idle: () => undefined,
      idleWanted: () => undefined,
    }
    const heard = { ...silent, locked: vi.fn(), mayGiveKey: () => true }
    joinTabs(lead.id, dataKey, platform, heard)
    const other = joinTabs(lead.id, dataKey, platform, { ...silent, mayGiveKey: () => true })
    expect(await ask()).toBe(dataKey)
    other.locked()
    expect(heard.locked).toHaveBeenCalledTimes(1)
    expect(await ask()).toBeUndefined()
  })
})

describe('leaving', () => {
  it.each(['lock', 'another tab'] as const)('P9: takes along what is saved while it leaves (%s)', async how => {
    const { disk, server, one, two } = await twoTabs()
    const saves = [
      two.save([{ ...closed, value: amount(1) }]),
      two.save([{ sheet: sheets.south, cell: cells.closed, value: amount(2) }]),
    ]
    if (how === 'lock') two.lock()
    else one.lock()
    saves.push(two.save([{ sheet: sheets.west, cell: cells.closed, value: amount(3) }]))
    expect((await Promise.all(saves)).map(saved => saved.ok)).toEqual([true, true, true])
    await vi.waitFor(() => expect(two.state().status.stopped).toBe('locked'), soon)
    expect(await two.save([{ ...closed, value: amount(9) }])).toEqual({ ok: false, problem: 'closed' })
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    const values = [sheets.east, sheets.south, sheets.west].map(
      sheet => again.state().sheets.get(sheet)?.cells.get(cells.closed)?.value,
    )
    expect(values).toEqual([amount(1), amount(2), amount(3)])
  })

  it('is not held up by a disk that does not answer', async () => {
    const { one, first } = await twoTabs()
    let answer: () => void = () => undefined
    const silent = new Promise<void>(resolve => {
      answer = resolve
    })
    const digest = vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async () => {
      await silent
      throw new DOMException('too late', 'InvalidStateError')
    })
    const saving = one.save([{ ...closed, value: amount(1) }])
    one.lock()
    expect(one.state().status.stopped).toBeUndefined()
    first.runTimers()
    expect(one.state().status.stopped).toBe('locked')
    digest.mockRestore()
    answer()
    expect((await saving).ok).toBe(false)
  })

  it('while she signs in again sends nothing after the lock', async () => {
    const { server, first, one } = await twoTabs()
    first.network.offline = true
    await one.save([{ ...closed, value: amount(1) }])
    first.network.offline = false
    server.sessions.clear()
    const signing = one.signInAgain(password)
    one.lock()
    expect(await signing).toEqual({ ok: true })
    await one.sync()
    expect(server.disk.operations.size).toBe(0)
  })

  it('to a newer version shows and exports what it could not save any more', async () => {
    const server = simulatedServer([lead])
    const disk = newDisk()
    const one = await firstDay(startProgram(disk, server, 'tablet'), lead)
    await new Promise<void>((resolve, reject) => {
      const request = disk.indexedDB.open(`fieldfare/${lead.id}`, 1_000)
      request.addEventListener('success', () => {
        request.result.close()
        resolve()
      })
      request.addEventListener('error', () => reject(request.error))
    })
    await vi.waitFor(() => expect(one.state().status.stopped).toBe('newer-version'), soon)
    expect((await one.save([{ ...closed, value: amount(5) }])).ok).toBe(false)
    expect(one.state().status.unsaved).toBe(1)
    expect(one.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(5))
    const file = JSON.parse(await (await one.exportUnsent()).text())
    expect(file.notSavedOnDevice).toMatchObject([{ value: amount(5) }])
  })
})

describe('the backup file', () => {
  it('P17: is made while storage is closed, of what is saved and of what is only in memory', async () => {
    const server = simulatedServer([lead])
    const program = startProgram(newDisk(), server, 'tablet')
    const desk = await firstDay(program, lead)
    program.network.offline = true
    await desk.save([{ ...closed, value: amount(1) }])
    program.storageStep = closedHandle
    await desk.save([{ ...closed, value: amount(2) }])
    await desk.keepDraft({ sheet: sheets.west, cell: cells.closed, field: 'value', text: '12a' })
    const file = JSON.parse(await (await desk.exportUnsent()).text())
    expect(file.operations).toMatchObject([{ value: amount(1), base: null }])
    expect(file.notSavedOnDevice).toMatchObject([{ value: amount(2), base: file.operations[0].opId }])
    expect(file.unreadable).toMatchObject([{ text: '12a' }])
  })
})

describe('what is typed and not saved yet', () => {
  it('is asked for and committed before a tab locks, here or because she locked in another one', async () => {
    const { disk, server, one, two } = await twoTabs()
    const typing = (desk: typeof one, sheet: typeof sheets.east, value: number): void => {
      let typed = true
      desk.beforeLeaving(() => {
        if (typed) void desk.save([{ sheet, cell: cells.closed, value: amount(value) }])
        typed = false
      })
    }
    typing(one, sheets.east, 5)
    typing(two, sheets.south, 8)
    one.lock()
    for (const desk of [one, two]) await vi.waitFor(() => expect(desk.state().status.stopped).toBe('locked'), soon)
    const again = await unlock(startProgram(disk, server, 'tablet'), lead)
    expect(again.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(5))
    expect(again.state().sheets.get(sheets.south)?.cells.get(cells.closed)?.value).toEqual(amount(8))
  })
})
