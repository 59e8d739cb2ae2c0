// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ReturnsPage } from '../../../src/app/returns/returns-page.tsx'
import { DeskContext } from '../../../src/app/session/desk-context.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import type { DeskStatus } from '../../../src/device/desk.ts'
import type { IsoDate } from '../../../src/domain/ids.ts'
import { amount } from '../../domain/small-set.ts'
import { complete } from '../complete.ts'
import { FakeDesk, june } from '../fake-desk.ts'
import { setScreen } from '../render.tsx'
import { instant, submitted } from './submitted.ts'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

function draw(desk: FakeDesk) {
  return render(
    <DeskContext value={{ desk, unsaved: new Unsaved(), lock: () => undefined }}>
      <MemoryRouter>
        <ReturnsPage />
      </MemoryRouter>
    </DeskContext>,
  )
}
const row = (): string => screen.getByRole('row', { name: /Support, Helper, June 2017/ }).textContent ?? ''
const onDay = (desk: FakeDesk, today: string): void =>
  desk.change({ installation: { ...desk.state().installation, today: today as IsoDate } })
const places = ['east-a', 'east-b', 'west-c'] as const

describe('your returns', () => {
  it('empty: says that no month is open, or that she has no district', () => {
    const desk = new FakeDesk()
    desk.change({ collections: [] })
    draw(desk)
    expect(screen.getByText(/No month is open for your contracts now/)).toBeTruthy()
    cleanup()
    draw(new FakeDesk({ scopes: [] }))
    expect(screen.getByText(/You have no district now/)).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })

  const heldUp: readonly (readonly [DeskStatus['connection'], RegExp])[] = [
    ['syncing', /^Downloading your returns/],
    ['offline', /there is no signal/],
    ['server-down', /the server does not answer/],
    ['part-missing', /Reload this page to fetch them/],
    ['update-needed', /Reload this page to fetch them/],
    ['signed-out', /Sign in again/],
  ]
  it.each(heldUp)('not downloaded yet, %s: says why', (connection, sentence) => {
    const desk = new FakeDesk()
    desk.change({ set: null, status: { ...desk.state().status, connection } })
    draw(desk)
    expect(document.querySelector('.govuk-inset-text')?.textContent).toMatch(sentence)
    expect(screen.queryByText(/No month is open/)).toBeNull()
  })

  it('before the due date: when it is due, what is left, and whether everything is on the server', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3) })
    draw(desk)
    expect(row()).toContain('1 of 3 in progress, 2 not started')
    expect(row()).toContain('Due 14 July (in 3 working days)')
    expect(row()).toMatch(/\d+ figures to answer/)
    expect(row()).toContain('Everything here is on the server')
  })

  it('late: says by how much, since when, and that it can still be submitted', () => {
    const desk = new FakeDesk()
    onDay(desk, '2017-07-18')
    draw(desk)
    expect(row()).toContain('Late by 2 working days: it was due 14 July. It can still be submitted.')
  })

  it('submitted: a return that was received on time is not called late afterwards', async () => {
    const desk = new FakeDesk()
    for (const place of places) {
      complete(desk, place)
      await submitted(desk, place)
    }
    desk.change({ installation: { ...desk.state().installation, sample: false, today: '2017-07-18' as IsoDate } })
    draw(desk)
    expect(row()).toContain('Due 14 July. On time.')
    expect(row()).not.toContain('Late')
    expect(
      within(screen.getByRole('table'))
        .getByRole('link', { name: /^Receipt/ })
        .getAttribute('href'),
    ).toBe('/returns/su-helper-2016/2017-06/receipt')
  })

  it('submitted late: by its receipt in London, not by the clock of the device', async () => {
    const desk = new FakeDesk()
    for (const place of places) {
      complete(desk, place)
      // 23:30 on the 14th by UTC is half past midnight of the 15th in London.
      await submitted(desk, place, { receivedAt: instant('2017-07-14T23:30:00.000Z') })
    }
    desk.change({ installation: { ...desk.state().installation, sample: false } })
    draw(desk)
    expect(row()).toContain('Due 14 July. Late.')
  })

  it('queued after the due date: it counts when it is received', () => {
    const desk = new FakeDesk()
    for (const place of places) {
      complete(desk, place)
      desk.setSheet(place, {
        submitting: { opId: 'x' as never, state: 'queued', deviceTime: instant('2017-07-18T08:00:00.000Z') },
      })
    }
    onDay(desk, '2017-07-18')
    draw(desk)
    expect(row()).toContain('3 queued to be submitted')
    expect(row()).toContain('What is queued counts when it is received.')
  })

  it('sent back: the least advanced state names the row', async () => {
    const desk = new FakeDesk()
    for (const place of places) await submitted(desk, place)
    desk.setSheet('east-b', { state: 'sent-back' })
    draw(desk)
    expect(row()).toContain('Sent back')
    expect(row()).toContain('2 of 3 submitted, 1 sent back')
  })

  it('closed: the month stays to be read, with the day and its receipt', async () => {
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    await submitted(desk, 'east-a')
    desk.change({
      collections: [
        {
          service: 'support',
          period: june,
          due: '2017-07-14' as IsoDate,
          state: 'history',
          closed: '2017-07-20' as IsoDate,
        },
      ],
    })
    draw(desk)
    const closed = screen.getByRole('region', { name: 'Closed months' })
    expect(closed.textContent).toContain('Support, Helper, June 2017: closed by the council on 20 July 2017')
    expect(within(closed).getByRole('link', { name: 'Receipt' })).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('access taken away in part: the row counts only what is left', () => {
    const desk = new FakeDesk({ scopes: ['su-helper-2016/east-a', 'su-helper-2016/west-c'] })
    desk.setSheet('east-a', { state: 'accepted' })
    draw(desk)
    expect(row()).toContain('1 of 2 accepted, 1 not started')
  })
})
