/** Who else is typing where: a hint on both sides, never a lock. Nothing here is stored, and nothing depends on it. */
import type { WritingEvent } from '../../protocol/exchange.ts'
import type { Desk, Writing } from '../desk.ts'
import type { Platform } from '../platform.ts'
import type { Api } from './api.ts'

/** Milliseconds: a cell is told of once in so many, and what others tell is shown for so many. */
const tellEvery = 10_000
const shownFor = 30_000

export interface WritingHints {
  readonly tell: Desk['writing']
  /** The data of a `writing` event, unread. */
  heard(data: string): void
  others(): readonly Writing[]
  stop(): void
}

export interface WritingHintsParts {
  readonly api: Pick<Api, 'writing' | 'writingHeard'>
  readonly platform: Pick<Platform, 'now' | 'after'>
  /** The server answers and she is unlocked. */
  readonly canTell: () => boolean
  /** After every change of `others`. */
  readonly changed: () => void
}

export function writingHints({ api, platform, canTell, changed }: WritingHintsParts): WritingHints {
  const told = new Map<string, number>()
  const timers = new Set<() => void>()
  let others: readonly Writing[] = []
  let stopped = false

  const drop = (entry: Writing): void => {
    if (!others.includes(entry)) return
    others = others.filter(one => one !== entry)
    changed()
  }

  return {
    tell(sheet, cell) {
      const now = platform.now()
      const key = `${sheet} ${cell}`
      const before = told.get(key)
      // A clock that was set back counts as time gone by.
      if (stopped || !canTell() || (before !== undefined && Math.abs(now - before) < tellEvery)) return
      told.set(key, now)
      // Its answer is not looked at: a hint that is lost costs nothing, and the next one comes in ten seconds.
      void api.writing(sheet, cell)
    },
    heard(data) {
      const event = api.writingHeard(data)
      if (stopped || event === undefined) return
      const entry: Writing = { ...event, until: platform.now() + shownFor }
      others = [...others.filter(one => !sameHand(one, event)), entry]
      const callOff = platform.after(shownFor, () => {
        timers.delete(callOff)
        drop(entry)
      })
      timers.add(callOff)
      changed()
    },
    others: () => others,
    stop() {
      stopped = true
      for (const callOff of timers) callOff()
      timers.clear()
    },
  }
}

const sameHand = (a: WritingEvent, b: WritingEvent): boolean =>
  a.sheet === b.sheet && a.cell === b.cell && a.by.id === b.by.id
