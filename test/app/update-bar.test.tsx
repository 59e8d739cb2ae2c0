// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { monthOf } from '../../src/app/month/month.ts'
import { PwaContext } from '../../src/app/pwa/pwa-context.ts'
import { UpdateBar } from '../../src/app/pwa/update-bar.tsx'
import { UpdateWatch } from '../../src/app/pwa/updates.ts'
import { MonthWork } from '../../src/app/sheet/work/month-work.ts'
import { Unsaved } from '../../src/app/sheet/work/unsaved.ts'
import { indicatorById } from '../../src/domain/set/indicators.ts'
import { amount, contract, iid, pid } from '../domain/small-set.ts'
import { FakeDesk, june, sheetFor } from './fake-desk.ts'

let unsaved: Unsaved
beforeEach(() => {
  unsaved = new Unsaved()
})
afterEach(() => cleanup())

function draw(refused = 0) {
  const ready = { ready: true, controlled: true }
  const watch = Object.assign(new UpdateWatch(), { state: () => ready })
  return render(
    <PwaContext value={watch}>
      <UpdateBar unsaved={unsaved} refused={refused} />
    </PwaContext>,
  )
}

function workAt(desk: FakeDesk): MonthWork {
  const month = monthOf(desk.state(), contract.id, june)
  if (month === undefined) throw new Error('no month')
  return new MonthWork(desk, month, unsaved)
}

const offered = () => screen.queryByRole('button', { name: 'Reload' }) !== null

describe('a new version', () => {
  it('is offered only while nothing is being typed', async () => {
    const desk = new FakeDesk()
    const work = workAt(desk)
    const closed = indicatorById(work.month.set, iid('closed'))
    if (closed === undefined) throw new Error('no such indicator')
    draw()
    expect(offered()).toBe(true)
    act(() => work.typeFigure(pid('east-a'), closed, 'value', '1'))
    expect(offered()).toBe(false)
    const release = desk.hold()
    let flushed: Promise<void> = Promise.resolve()
    act(() => {
      flushed = work.flush()
    })
    // Handed over, not committed.
    expect(offered()).toBe(false)
    await act(async () => {
      release()
      await flushed
    })
    expect(offered()).toBe(true)
  })

  it('waits until a choice or a paste has been committed', async () => {
    const desk = new FakeDesk()
    const work = workAt(desk)
    draw()
    const release = desk.hold()
    let applied: Promise<void> = Promise.resolve()
    await act(async () => {
      applied = work.apply([{ sheet: sheetFor('east-a'), cell: 'closed' as never, value: amount(4) }])
      await Promise.resolve()
    })
    expect(offered()).toBe(false)
    await act(async () => {
      release()
      await applied
    })
    expect(offered()).toBe(true)
  })

  it('is not offered while storage has refused something that only this window holds', () => {
    draw(1)
    expect(offered()).toBe(false)
  })
})
