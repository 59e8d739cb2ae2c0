// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, describe, expect, it } from 'vitest'
import { readinessOf } from '../../src/app/pwa/ready.ts'
import { ReturnsPage } from '../../src/app/returns/returns-page.tsx'
import { DeskContext } from '../../src/app/session/desk-context.ts'
import { Unsaved } from '../../src/app/sheet/work/unsaved.ts'
import { NeedsYouList } from '../../src/app/this-device/needs-you-list.tsx'
import type { CellKey, Instant, OpId } from '../../src/domain/ids.ts'
import { amount, ratio } from '../domain/small-set.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'
import './render.tsx'

afterEach(() => cleanup())

const draw = (desk: FakeDesk, page: React.ReactNode) =>
  render(
    <DeskContext value={{ desk, unsaved: new Unsaved(), lock: () => desk.lock() }}>
      <MemoryRouter>{page}</MemoryRouter>
    </DeskContext>,
  )

describe('Needs you', () => {
  it('shows what the server did not take, with what was entered, until it is dismissed', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    const opId = '0190a0a0-0000-7000-8000-000000000042' as OpId
    desk.change({
      needsYou: [
        {
          opId,
          sheet: sheetFor('east-a'),
          cell: 'achieved' as CellKey,
          code: 'locked',
          value: ratio('2', '5'),
          deviceTime: '2017-07-11T13:00:00.000Z' as Instant,
        },
      ],
    })
    draw(desk, <NeedsYouList />)
    const link = screen.getByRole('link', { name: 'achieved achieved, A, June 2017' })
    expect(link.getAttribute('href')).toBe('/returns/su-helper-2016/2017-06?at=east-a/achieved')
    expect(screen.getByText('You entered: 2 of 5')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /Dismiss/ }))
    expect(desk.dismissed).toEqual([opId])
    await waitFor(() => expect(screen.getByText(/Nothing: the server has taken everything/)).toBeTruthy())
  })
})

describe('ready to work without signal', () => {
  it('only once the app is kept, the data are down and storage works', () => {
    const desk = new FakeDesk()
    desk.change({ histories: new Map([['su-helper-2016/east-a', { '2017-05': { closed: amount(1) } }]]) })
    expect(readinessOf(desk.state(), true)).toEqual({ ready: true, places: 3, months: 2 })
    expect(readinessOf(desk.state(), false)).toEqual({ ready: false, because: 'shell' })
    const { status } = desk.state()
    expect(readinessOf({ ...desk.state(), status: { ...status, storage: 'unavailable' } }, true)).toEqual({
      ready: false,
      because: 'storage',
    })
    expect(readinessOf({ ...desk.state(), set: null }, true)).toEqual({ ready: false, because: 'data' })
  })
})

describe('your returns', () => {
  it('says that it is downloading, or why it cannot', () => {
    const desk = new FakeDesk()
    desk.change({ set: null })
    draw(desk, <ReturnsPage />)
    expect(screen.getByText(/Downloading your returns/)).toBeTruthy()
    cleanup()
    desk.change({ status: { ...desk.state().status, connection: 'offline' } })
    draw(desk, <ReturnsPage />)
    expect(screen.getByText(/have not been downloaded to this device yet, and there is no signal/)).toBeTruthy()
  })
  it('says when no month is open', () => {
    const desk = new FakeDesk()
    desk.change({ collections: [] })
    draw(desk, <ReturnsPage />)
    expect(screen.getByText(/No month is open for your contracts now/)).toBeTruthy()
  })
  it('a row a contract and month, with state, due, what is left and whether it has arrived', () => {
    draw(new FakeDesk(), <ReturnsPage />)
    const row = screen.getByRole('row', { name: /Support, Helper, June 2017/ })
    expect(row.textContent).toContain('Not started')
    expect(row.textContent).toContain('Due 14 July (in 3 working days)')
    expect(row.textContent).toContain('figures to answer')
    expect(row.textContent).toContain('Everything here is on the server')
  })
})
