/** Auto-lock with a clock and timers handed in: one tab, several tabs, a machine that slept. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type IdleSaid, type IdleState, type IdleWatch, watchIdle } from '../../../src/device/vault/idle-watch.ts'
import { amount, cells, editor, lead, sheets } from '../county.ts'
import { firstDay, newDisk, startProgram, unlock } from '../simulated-device.ts'
import { simulatedServer } from '../simulated-server.ts'
import { type TestClock, testClock } from './clock.ts'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

const minute = 60_000
const answer = 400
const soon = { interval: 5, timeout: 5_000 }

/** Tabs that hear each other at once. Each has timers of its own, on one machine's clock. */
function tabs(count: number) {
  const clock = testClock()
  const all = Array.from({ length: count }, () => {
    const says: IdleState[] = []
    const seen = new Set<(what: 'visible') => void>()
    return { says, seen, told: [] as IdleSaid[], watch: undefined as IdleWatch | undefined, timers: clock as TestClock }
  })
  for (const tab of all) {
    const others = () => all.filter(other => other !== tab)
    tab.watch = watchIdle({
      platform: {
        now: clock.now,
        after: (wait, work) => tab.timers.after(wait, work),
        page: {
          isVisible: () => true,
          onChange: listener => {
            tab.seen.add(listener)
            return () => void tab.seen.delete(listener)
          },
          stream: undefined,
        },
      },
      tell: said => {
        tab.told.push(said)
        for (const other of others()) other.watch?.heard(said)
      },
      ask: () => {
        for (const other of others()) other.watch?.asked()
      },
      changed: now => void tab.says.push(now),
    })
  }
  return { clock, all }
}

function one() {
  const { clock, all } = tabs(1)
  const [tab] = all
  if (tab?.watch === undefined) throw new Error('no tab')
  return { clock, ...tab, watch: tab.watch }
}

describe('one tab', () => {
  it('warns after 14 idle minutes, is over after 15, and a key in between begins anew', () => {
    const { clock, says, watch } = one()
    clock.advance(14 * minute - 1)
    expect(says).toEqual([])
    clock.advance(1)
    expect(says).toEqual(['warned'])
    watch.active()
    expect(says).toEqual(['warned', 'active'])
    clock.advance(14 * minute)
    expect(says).toEqual(['warned', 'active', 'warned'])
    clock.advance(minute)
    expect(says).toHaveLength(3)
    clock.advance(answer)
    expect(says).toEqual(['warned', 'active', 'warned', 'over'])
  })

  it('is never over while somebody types now and then', () => {
    const { clock, says, watch } = one()
    for (let n = 0; n < 50; n++) {
      clock.advance(13 * minute)
      watch.active()
    }
    expect(says).toEqual([])
  })

  it('a machine that slept is over when it wakes, and the first key does not save it', () => {
    const { clock, says, watch } = one()
    clock.jump(8 * 60 * minute)
    expect(watch.isOver()).toBe(true)
    watch.active()
    clock.advance(answer)
    expect(says).toEqual(['over'])
    watch.active()
    expect(says).toEqual(['over'])
  })

  it('looks when it is seen again, however late its timers are', () => {
    const { clock, says, seen } = one()
    clock.jump(14.5 * minute)
    for (const look of seen) look('visible')
    expect(says).toEqual(['warned'])
    clock.jump(minute)
    for (const look of seen) look('visible')
    clock.advance(answer)
    expect(says).toEqual(['warned', 'over'])
  })

  it('a clock set back neither hurries it nor stops it', () => {
    const { clock, says } = one()
    clock.advance(7.5 * minute)
    clock.jump(-24 * 60 * minute)
    clock.advance(6.5 * minute)
    expect(says).toEqual([])
    clock.advance(2 * minute + answer)
    expect(says).toEqual(['warned', 'over'])
  })

  it('can be told to stay unlocked, also when it is over', () => {
    const { clock, says, watch } = one()
    clock.advance(15 * minute + answer)
    expect(says).toEqual(['warned', 'over'])
    watch.stay()
    expect(says).toEqual(['warned', 'over', 'active'])
    clock.advance(14 * minute - 1)
    expect(says).toHaveLength(3)
  })

  it('says nothing once it has stopped', () => {
    const { clock, says, watch } = one()
    watch.stop()
    clock.advance(60 * minute)
    expect(says).toEqual([])
  })

  it('tells the other tabs at most every five seconds', () => {
    const { clock, told, watch } = one()
    const before = told.length
    for (let n = 0; n < 100; n++) {
      watch.active()
      clock.advance(100)
    }
    expect(told.length - before).toBe(1)
  })
})

describe('several tabs of one person', () => {
  it('what is done in one counts in all', () => {
    const { clock, all } = tabs(3)
    for (let n = 0; n < 10; n++) {
      clock.advance(10 * minute)
      all[1]?.watch?.active()
    }
    expect(all.map(tab => tab.says)).toEqual([[], [], []])
    clock.advance(15 * minute + answer)
    expect(all.map(tab => tab.says)).toEqual([
      ['warned', 'over'],
      ['warned', 'over'],
      ['warned', 'over'],
    ])
  })

  it('a tab that heard nothing asks before it is over, and is told that somebody is at work', () => {
    const { clock, all } = tabs(2)
    const [frozen, busy] = all
    const hears = frozen?.watch
    if (frozen === undefined || busy?.watch === undefined || hears === undefined) throw new Error('no tabs')
    // What is said to it meanwhile is lost.
    frozen.watch = undefined
    for (let n = 0; n < 4; n++) {
      clock.advance(3.5 * minute)
      busy.watch.active()
    }
    frozen.watch = hears
    clock.advance(minute + answer)
    expect(frozen.says).toEqual(['warned', 'active'])
    expect(busy.says).toEqual([])
  })

  it('one that is over itself vouches for nobody', () => {
    const { clock, all } = tabs(2)
    clock.jump(60 * minute)
    all[0]?.watch?.asked()
    all[0]?.watch?.active()
    clock.advance(answer)
    expect(all[0]?.says).toEqual(['over'])
    expect(all[1]?.watch?.isOver()).toBe(true)
  })
})

describe('an open desk', () => {
  /** Channels that deliver at once, so that what was asked has been answered before the clock goes on. */
  function atOnce(): (name: string) => BroadcastChannel {
    const open = new Map<BroadcastChannel, string>()
    return name => {
      const channel = Object.assign(new BroadcastChannel(crypto.randomUUID()), {
        postMessage: (data: unknown) => {
          for (const [other, its] of [...open])
            if (other !== channel && its === name) other.onmessage?.(new MessageEvent('message', { data }))
        },
      })
      const close = channel.close.bind(channel)
      channel.close = () => {
        open.delete(channel)
        close()
      }
      open.set(channel, name)
      return channel
    }
  }

  async function twoTabs() {
    const clock = testClock()
    const server = simulatedServer([lead, editor])
    const disk = newDisk()
    const start = (more = {}) => startProgram(disk, server, 'tablet', { now: clock.now, after: clock.after, ...more })
    const first = await firstDay(start(), lead)
    return { clock, disk, server, start, first }
  }

  it('gives its key to a new tab until it is over, and not from then on', async () => {
    const clock = testClock()
    const server = simulatedServer([lead])
    const disk = newDisk()
    const channel = atOnce()
    const start = () => startProgram(disk, server, 'tablet', { now: clock.now, after: clock.after, channel })
    const first = await firstDay(start(), lead)
    const ask = async () => {
      const asking = start().door.unlockFromAnotherTab(lead.id)
      clock.advance(answer)
      return asking
    }
    const second = await ask()
    expect(second).toBeDefined()
    // The machine slept: nothing has run yet when the new tab asks.
    clock.jump(8 * 60 * minute)
    expect(await ask()).toBeUndefined()
    expect([first, second].map(desk => desk?.state().status.stopped)).toEqual([undefined, undefined])
  })

  it('shows the warning and that it is over in its state', async () => {
    const { clock, start, first } = await twoTabs()
    clock.advance(14 * minute)
    expect(first.state().status.idle).toBe('warned')
    first.active()
    expect(first.state().status.idle).toBe('active')
    clock.advance(15 * minute)
    clock.advance(answer)
    expect(first.state().status.idle).toBe('over')
    // Nothing is lost by being over: what is typed still goes to the disk, and locking keeps it.
    expect((await first.save([{ sheet: sheets.east, cell: cells.closed, value: amount(5) }])).ok).toBe(true)
    first.lock()
    await vi.waitFor(() => expect(first.state().status.stopped).toBe('locked'), soon)
    const again = await unlock(start(), lead)
    expect(again.state().sheets.get(sheets.east)?.cells.get(cells.closed)?.value).toEqual(amount(5))
    expect(again.state().status.idle).toBeUndefined()
  })

  it('hears what is done in another tab of hers, and nothing of a colleague’s', async () => {
    const { clock, start, first } = await twoTabs()
    const asking = start().door.unlockFromAnotherTab(lead.id)
    const second = await asking
    if (second === undefined) throw new Error('no key')
    const hers = await firstDay(start(), editor)
    clock.advance(14 * minute)
    expect([first, second, hers].map(desk => desk.state().status.idle)).toEqual(['warned', 'warned', 'warned'])
    hers.active()
    second.active()
    await vi.waitFor(() => expect(first.state().status.idle).toBe('active'), soon)
    clock.advance(10 * minute)
    hers.active()
    clock.advance(4 * minute)
    await vi.waitFor(() => expect(first.state().status.idle).toBe('warned'), soon)
    expect(hers.state().status.idle).toBe('active')
  })
})
