// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes, useNavigate } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PartBoundary } from '../../../src/app/layout/part-boundary.tsx'
import type { DeskStatus, SheetView } from '../../../src/device/desk.ts'
import type { IsoDate, OpId } from '../../../src/domain/ids.ts'
import { amount } from '../../domain/small-set.ts'
import { complete } from '../complete.ts'
import { FakeDesk, june, sheetFor } from '../fake-desk.ts'
import { renderMonth, setScreen } from '../render.tsx'
import { confirmedAt, submission, submitted } from './submitted.ts'

beforeEach(() => setScreen(true))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const pages = ['', '/district/east-a', '/narrative'] as const
const places = ['east-a', 'east-b', 'west-c'] as const
const all = (desk: FakeDesk, part: Partial<Omit<SheetView, 'sheet' | 'cells'>>): void => {
  for (const place of places) desk.setSheet(place, part)
}
const notice = async (): Promise<string> => (await screen.findByRole('note')).textContent ?? ''

describe.each(pages)('the month at “%s”', page => {
  const why: readonly (readonly [string, Partial<Omit<SheetView, 'sheet' | 'cells'>>, RegExp])[] = [
    [
      'queued',
      { submitting: { opId: 'x' as OpId, state: 'queued', deviceTime: confirmedAt } },
      /Queued to be submitted: it goes when there is a connection/,
    ],
    ['sent', { submitting: { opId: 'x' as OpId, state: 'sent', deviceTime: confirmedAt } }, /waiting for the receipt/],
    ['withdrawing', { state: 'submitted', withdrawing: true }, /Taken back on this device/],
    ['submitted', { state: 'submitted' }, /Submitted\. Take it back to change anything/],
    ['accepted', { state: 'accepted' }, /Accepted by the council/],
    ['released', { state: 'released' }, /Released/],
    [
      'sent back',
      { state: 'sent-back', submission: submission() },
      /Sent back to you by the council\. Correct or explain/,
    ],
  ]
  it.each(why)('%s: says so, and what can be done', async (_state, part, sentence) => {
    const desk = new FakeDesk()
    all(desk, part)
    renderMonth(desk, page)
    expect(await notice()).toMatch(sentence)
  })

  it('closed: a dated fact, and nothing can be typed', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3) })
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
    renderMonth(desk, page)
    expect(await notice()).toContain('Closed by the council on 20 July 2017: nothing more is taken.')
    expect(screen.queryByText(/Late/)).toBeNull()
    for (const field of screen.queryAllByRole('textbox')) expect(field).toHaveProperty('readOnly', true)
  })

  it('not downloaded yet: says what holds it up', async () => {
    const desk = new FakeDesk()
    desk.change({ set: null, status: { ...desk.state().status, connection: 'offline' } })
    renderMonth(desk, page)
    expect(await screen.findByText(/not been downloaded to this device yet, and there is no signal/)).toBeTruthy()
  })

  it('late: open, and marked until it is in', async () => {
    const desk = new FakeDesk()
    desk.change({ installation: { ...desk.state().installation, today: '2017-07-18' as IsoDate } })
    renderMonth(desk, page)
    expect((await screen.findByText('Late by 2 working days')).tagName).toBe('STRONG')
    expect(screen.queryByRole('note')).toBeNull()
    for (const place of places) {
      complete(desk, place)
      await act(() => submitted(desk, place))
    }
    expect(await screen.findByText('Was due 14 July')).toBeTruthy()
    expect(screen.queryByText(/Late by/)).toBeNull()
  })

  const connections: readonly DeskStatus['connection'][] = ['offline', 'server-down', 'signed-out', 'part-missing']
  it.each(connections)('with the connection %s everything is still there to work on', async connection => {
    const desk = new FakeDesk()
    desk.change({ status: { ...desk.state().status, connection } })
    renderMonth(desk, page)
    const fields = await screen.findAllByRole('textbox')
    expect(fields.some(field => !(field instanceof HTMLInputElement) || !field.readOnly)).toBe(true)
  })
})

describe('a month in part', () => {
  it('of two districts sent back and accepted, each says its own', async () => {
    const desk = new FakeDesk()
    desk.setSheet('east-a', { state: 'sent-back', submission: submission() })
    desk.setSheet('west-c', { state: 'accepted', submission: submission() })
    renderMonth(desk)
    const said = await notice()
    expect(said).toContain('A: Sent back to you')
    expect(said).toContain('C: Accepted by the council')
  })

  it('two people’s versions stop the submission and are named', async () => {
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    const view = desk.state().sheets.get(sheetFor('east-a'))
    const closed = view?.cells.get('closed' as never)
    if (!view || !closed) throw new Error('no cell')
    const by = { id: 'person-2' as never, name: 'Provider lead' }
    const side = { value: amount(4), token: 'y' as OpId, by, deviceTime: confirmedAt, receivedAt: confirmedAt }
    const cells = new Map(view.cells).set('closed' as never, { ...closed, sides: [side] })
    desk.change({ sheets: new Map(desk.state().sheets).set(view.sheet, { ...view, cells }) })
    renderMonth(desk, '/check')
    expect(await screen.findByText(/Entered differently by more than one person: choose one/)).toBeTruthy()
  })
})

describe('a part that was not fetched', () => {
  function Fails(): never {
    throw new Error('Failed to fetch dynamically imported module')
  }
  function Leave() {
    const navigate = useNavigate()
    return (
      <button type="button" onClick={() => void navigate('/elsewhere')}>
        Elsewhere
      </button>
    )
  }

  it('takes down only itself, says so, and another page opens', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    render(
      <MemoryRouter initialEntries={['/here']}>
        <Leave />
        <PartBoundary>
          <Routes>
            <Route path="/here" element={<Fails />} />
            <Route path="/elsewhere" element={<p>Another page</p>} />
          </Routes>
        </PartBoundary>
      </MemoryRouter>,
    )
    expect(screen.getByRole('alert').textContent).toContain('Nothing that was saved is lost')
    await userEvent.setup().click(screen.getByRole('button', { name: 'Elsewhere' }))
    expect(screen.getByText('Another page')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
