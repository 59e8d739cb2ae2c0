import { describe, expect, it } from 'vitest'
import type { Edit } from '../../../src/device/desk.ts'
import { applyChange, emptyOutbox, type Outbox } from '../../../src/device/outbox/outbox.ts'
import { createWriter } from '../../../src/device/outbox/writer.ts'
import { StorageFault } from '../../../src/device/storage/storage-fault.ts'
import type { Store } from '../../../src/device/storage/store.ts'
import type { Instant } from '../../../src/domain/ids.ts'
import { amount, cells, sheets } from '../county.ts'
import { stampAt } from '../stamp.ts'

const edit = (value: number, sheet = sheets.east): Edit => ({ sheet, cell: cells.closed, value: amount(value) })

/** A writer over an outbox in memory, whose storage answers when and how it is told. */
function writing() {
  let outbox: Outbox = emptyOutbox
  let answers: ((error?: unknown) => void)[] = []
  const timers: (() => void)[] = []
  const store: Pick<Store, 'change'> = {
    async change(build) {
      const change = await build(outbox)
      await new Promise<void>((resolve, reject) => {
        answers.push(error => (error === undefined ? resolve() : reject(error)))
      })
      outbox = applyChange(outbox, change)
      return outbox
    },
  }
  const writer = createWriter({
    store: store as Store,
    platform: {
      now: () => 0,
      after: (_milliseconds, work) => {
        timers.push(work)
        return () => void timers.splice(timers.indexOf(work), 1)
      },
    },
    stamp: async () => stampAt('2017-07-11T09:00:00.000Z' as Instant),
    upon: async () => () => ({ token: null, sides: [] }),
    refusedNow: () => undefined,
    changed: () => undefined,
    tried: () => undefined,
  })
  return {
    writer,
    values: () => outbox.entries.map(({ content }) => ('value' in content ? content.value : null)),
    timers,
    /** Answers what is being written, once it is. */
    async answer(error?: unknown) {
      while (answers.length === 0) await Promise.resolve()
      const due = answers
      answers = []
      for (const each of due) each(error)
    },
  }
}

describe('a writer', () => {
  it('P17: what is saved while a write is under way goes with the next, and a flush waits for it', async () => {
    const { writer, answer, values } = writing()
    const first = writer.save([edit(1)], [])
    const second = writer.save([edit(2, sheets.south)], [])
    let flushed = false
    const flush = writer.flush().then(() => {
      flushed = true
    })
    await answer()
    expect((await first).ok).toBe(true)
    expect(values()).toEqual([amount(1)])
    expect(flushed).toBe(false)
    await answer()
    expect((await second).ok).toBe(true)
    await flush
    expect(values()).toEqual([amount(1), amount(2)])
    expect(writer.uncommitted()).toEqual({ edits: [], drafts: [] })
  })

  it('P17: keeps what a full disk refused, counts it, and saves it when there is room', async () => {
    const { writer, answer, values, timers } = writing()
    const refused = writer.save([edit(1)], [])
    await answer(new StorageFault('full', undefined))
    expect(await refused).toEqual({ ok: false, problem: 'full' })
    expect([writer.unsaved(), timers.length]).toEqual([1, 1])
    timers[0]?.()
    await answer()
    expect((await writer.flush()).ok).toBe(true)
    expect([writer.unsaved(), ...values()]).toEqual([0, amount(1)])
  })

  it('P17: says of what a fault of the program keeps from the disk that it is not saved, and tries it with the next', async () => {
    const { writer, answer, values } = writing()
    const failed = writer.save([edit(1)], [])
    await answer(new TypeError('a bug'))
    await expect(failed).rejects.toThrow('a bug')
    expect(writer.unsaved()).toBe(1)
    const saved = writer.save([edit(2, sheets.south)], [])
    await answer()
    expect((await saved).ok).toBe(true)
    expect([writer.unsaved(), ...values()]).toEqual([0, amount(1), amount(2)])
  })

  it('tries nothing by itself once it is stopped', async () => {
    const { writer, answer, timers } = writing()
    const refused = writer.save([edit(1)], [])
    writer.stop()
    await answer(new StorageFault('closed', undefined))
    expect((await refused).ok).toBe(false)
    expect(timers).toEqual([])
    expect(writer.unsaved()).toBe(1)
  })
})
