/** A session's watch with a clock, timers and a network handed in. */
import { afterEach, describe, expect, it } from 'vitest'
import { type SessionState, type SessionWatch, watchSession } from '../../../src/device/online/session-watch.ts'
import { testClock } from '../vault/clock.ts'
import { hour, minute, person, SessionServer } from './session-server.ts'

const open: SessionWatch[] = []
afterEach(() => {
  for (const watch of open.splice(0)) watch.stop()
})

/** Answers are promises: everything that is under way has been read after a turn of the event loop. */
const settled = (): Promise<void> => new Promise(done => setImmediate(done))

async function page(more: Partial<Pick<SessionServer, 'idle' | 'limit' | 'deviceAhead'>> = {}) {
  const clock = testClock()
  const server = Object.assign(new SessionServer(clock.now), more)
  server.signIn()
  let visible = true
  let online = true
  const heard = new Set<(what: 'visible' | 'hidden' | 'online' | 'offline') => void>()
  const says: SessionState[] = []
  const watch = watchSession({
    person,
    platform: {
      fetch: server.fetch,
      origin: 'http://localhost',
      timeout: 5_000,
      isOnline: () => online,
      now: clock.now,
      after: clock.after,
      page: {
        isVisible: () => visible,
        onChange: listener => {
          heard.add(listener)
          return () => void heard.delete(listener)
        },
        stream: undefined,
      },
    },
  })
  open.push(watch)
  watch.subscribe(() => says.push(watch.state()))
  await settled()
  const happens = (what: 'visible' | 'hidden' | 'online' | 'offline'): Promise<void> => {
    if (what === 'visible' || what === 'hidden') visible = what === 'visible'
    else online = what === 'online'
    for (const listener of [...heard]) listener(what)
    return settled()
  }
  const goOn = async (milliseconds: number): Promise<void> => {
    clock.advance(milliseconds)
    await settled()
  }
  const asked = (): readonly string[] => server.asked.splice(0)
  return { clock, server, watch, says, happens, goOn, asked }
}

const get = 'GET /api/session'
const tell = 'POST /api/session/active'

describe('telling the server that somebody is at work', () => {
  it('tells of the first key, and of no other for five minutes', async () => {
    const { watch, goOn, asked } = await page()
    expect(asked()).toEqual([get])
    watch.active()
    watch.active()
    await goOn(5 * minute - 1)
    watch.active()
    expect(asked()).toEqual([tell])
    await goOn(1)
    watch.active()
    await settled()
    expect(asked()).toEqual([tell])
  })

  it('asks nothing by itself while nobody does anything, until an end is near', async () => {
    const { goOn, asked } = await page()
    asked()
    for (let n = 0; n < 54; n++) await goOn(minute)
    expect(asked()).toEqual([])
  })

  it('goes on for a working day while somebody types now and then, and says nothing but the limit', async () => {
    const { watch, goOn, says } = await page()
    for (let n = 0; n < 11 * 60 + 44; n++) {
      await goOn(minute)
      if (n % 7 === 0) watch.active()
    }
    await settled()
    expect(says).toEqual([])
    await goOn(minute)
    expect(says.map(said => said.is === 'ending' && said.why)).toEqual(['limit'])
  })

  it('tells nothing while the page is hidden or the network is off', async () => {
    const { watch, happens, asked } = await page()
    asked()
    await happens('hidden')
    watch.active()
    await happens('visible')
    await happens('offline')
    watch.active()
    await settled()
    expect(asked()).toEqual([])
    await happens('online')
    watch.active()
    await settled()
    expect(asked()).toEqual([tell])
  })

  it('is told of a key though the clock was set back meanwhile', async () => {
    const { watch, clock, asked } = await page()
    watch.active()
    await settled()
    asked()
    clock.jump(-3 * hour)
    watch.active()
    await settled()
    expect(asked()).toEqual([tell])
  })
})

describe('before it ends', () => {
  it('says so five minutes before the idle end, and a key calls it off', async () => {
    const { watch, clock, goOn, says } = await page()
    const begun = clock.now()
    await goOn(55 * minute - 1)
    expect(says).toEqual([])
    await goOn(1)
    expect(says).toEqual([{ is: 'ending', why: 'idle', endsAt: begun + hour }])
    await goOn(2 * minute)
    watch.active()
    await settled()
    expect(says.slice(1)).toEqual([{ is: 'going' }])
    await goOn(54 * minute)
    expect(watch.state()).toEqual({ is: 'going' })
  })

  it('says so fifteen minutes before the limit, which no key moves', async () => {
    const { watch, clock, goOn, says } = await page({ limit: 50 * minute })
    const begun = clock.now()
    await goOn(35 * minute)
    watch.active()
    await settled()
    expect(says).toEqual([{ is: 'ending', why: 'limit', endsAt: begun + 50 * minute }])
    await goOn(15 * minute)
    expect(watch.state()).toEqual({ is: 'ended' })
  })

  it('stays because she says so, though she did something a moment ago', async () => {
    const { watch, goOn } = await page()
    await goOn(56 * minute)
    expect(watch.state().is).toBe('ending')
    await watch.stay()
    expect(watch.state()).toEqual({ is: 'going' })
  })

  it('asks before it says anything: another tab was at work', async () => {
    const { server, goOn, says, asked } = await page()
    asked()
    await goOn(30 * minute)
    server.otherTab()
    await goOn(25 * minute)
    expect(asked()).toEqual([get])
    expect(says).toEqual([])
    await goOn(30 * minute)
    expect(says.map(said => said.is)).toEqual(['ending'])
  })

  it.each([-5 * hour, 5 * hour])('reckons by the server’s clock: this device’s is %d ms ahead', async deviceAhead => {
    const { watch, goOn } = await page({ deviceAhead })
    await goOn(54 * minute)
    expect(watch.state()).toEqual({ is: 'going' })
    await goOn(minute)
    expect(watch.state().is).toBe('ending')
  })

  it('comes sooner where the limit is short: a third of it before', async () => {
    const { watch, goOn } = await page({ idle: 6_000 })
    await goOn(3_999)
    expect(watch.state()).toEqual({ is: 'going' })
    watch.active()
    await settled()
    await goOn(1_499)
    watch.active()
    await settled()
    await goOn(4_000 - 1_499)
    expect(watch.state().is).toBe('ending')
  })
})

describe('when it has ended', () => {
  it('says so at its time, asks nothing more, and goes on once she has signed in again', async () => {
    const { server, watch, goOn, says, asked } = await page()
    await goOn(55 * minute)
    await goOn(5 * minute)
    expect(says.map(said => said.is)).toEqual(['ending', 'ended'])
    asked()
    watch.active()
    await goOn(10 * hour)
    expect(asked()).toEqual([])
    server.signIn()
    await watch.look()
    expect(watch.state()).toEqual({ is: 'going' })
  })

  it('says of another person’s session that it is not hers', async () => {
    const { server, watch, happens, goOn } = await page()
    await happens('hidden')
    server.signIn('person-2')
    await goOn(59 * minute)
    expect(watch.state()).toEqual({ is: 'going' })
    await happens('visible')
    expect(watch.state()).toEqual({ is: 'other-person' })
  })

  it('looks when the page is back after a night, and not when it is back after a moment', async () => {
    const { watch, clock, happens, asked } = await page()
    asked()
    await happens('hidden')
    await happens('visible')
    expect(asked()).toEqual([])
    await happens('hidden')
    clock.jump(9 * hour)
    await happens('visible')
    expect(asked()).toEqual([get])
    expect(watch.state()).toEqual({ is: 'ended' })
  })

  it('is ended from elsewhere: the next key finds out', async () => {
    const { server, watch, goOn } = await page()
    server.end()
    await goOn(6 * minute)
    watch.active()
    await settled()
    expect(watch.state()).toEqual({ is: 'ended' })
  })
})

describe('with no network', () => {
  it('says nothing of an end, and takes what it said off the screen when its time has passed', async () => {
    const { watch, goOn, happens } = await page()
    await goOn(56 * minute)
    expect(watch.state().is).toBe('ending')
    await happens('offline')
    await goOn(5 * minute)
    expect(watch.state()).toEqual({ is: 'going' })
    await happens('online')
    expect(watch.state()).toEqual({ is: 'ended' })
  })

  it('takes a server that does not answer for no word about the session', async () => {
    const { server, watch, goOn } = await page()
    server.reachable = false
    await goOn(70 * minute)
    watch.active()
    await settled()
    expect(watch.state()).toEqual({ is: 'going' })
  })
})
