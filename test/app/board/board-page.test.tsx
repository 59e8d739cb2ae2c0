// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { CellKey, Instant, PersonId } from '../../../src/domain/ids.ts'
import { amount } from '../../domain/small-set.ts'
import { sheetFor } from '../fake-desk.ts'
import { board, FakeOffice, received, row } from '../fake-office.ts'
import { address, becomes, cleanRow, clock, drawBoard, rowOf } from './draw-board.tsx'

afterEach(() => cleanup())

const asked = { owedByProvider: 1, owedByCouncil: 0, since: '2017-07-09T09:00:00.000Z' as Instant }

describe('the way to meetings', () => {
  it('is to those of the one contract that is shown, and of the one district', async () => {
    const office = new FakeOffice()
    drawBoard(office)
    await rowOf('A')
    const link = () => screen.getByRole('link', { name: /^Meetings/ })
    expect(link().textContent).toBe('Meetings: Helper')
    expect(link().getAttribute('href')).toMatch(/^\/meetings\/[^/]+\/all$/)
    cleanup()
    office.answer = { ok: true, value: board([row('east-a')]) }
    drawBoard(office)
    await rowOf('A')
    expect(link().textContent).toBe('Meetings: Helper, A')
    expect(link().getAttribute('href')).toMatch(/\/east-a$/)
  })
})

describe('a row of the board', () => {
  it('says on one line where the return stands, how it is rated, and what there is to look at', async () => {
    const office = new FakeOffice()
    office.answer = {
      ok: true,
      value: board([
        row('east-a', {
          state: 'submitted',
          answered: 6,
          ordinal: 3,
          submittedAt: received,
          ratings: { green: 4, amber: 0, red: 1, notRated: 1 },
          explained: 2,
          unexplained: 1,
          worsened: 4,
          toConfirm: 1,
          toDecide: 2,
          questions: { ...asked, cells: ['closed' as CellKey] },
        }),
      ]),
    }
    drawBoard(office)
    const a = await rowOf('A')
    expect(a.textContent).toContain('Submitted v3')
    expect(within(a).getByText('Green').parentElement?.textContent).toContain('▲Green 4')
    expect(within(a).getByText('Red').parentElement?.textContent).toContain('■Red 1')
    expect(a.textContent).toContain('question waiting since Sun (closed)')
    expect(a.textContent).toContain('2 to decide · 1 unexplained · 2 explained · 4 worsened · 1 to confirm')
    expect(a.textContent).toContain('11 Jul, 14:03')
    expect(within(a).getByRole('link', { name: /^Review\s*Support, Helper, A$/ })).toBeTruthy()
  })

  it('tells received late, counted on time and overdue apart, by the receipt', async () => {
    const office = new FakeOffice()
    const late = '2017-07-15T09:00:00.000Z' as Instant
    const business = { ...office.installation, today: '2017-07-18' as never }
    office.answer = {
      ok: true,
      value: board([
        row('east-a', { state: 'submitted', submittedAt: late }),
        row('east-b', { state: 'submitted', submittedAt: late, onTime: 'No signal at the hub' }),
        row('west-c'),
      ]),
    }
    drawBoard(Object.assign(office, { installation: business }))
    expect((await rowOf('A')).textContent).toContain('15 Jul, 10:00, late')
    expect((await rowOf('Shepway')).textContent).toContain('counted on time: No signal at the hub')
    expect((await rowOf('C')).textContent).toContain('Overdue by 2 working days')
    const user = userEvent.setup()
    await user.selectOptions(screen.getByLabelText('On time or late'), 'Received late')
    expect(screen.getAllByRole('row')).toHaveLength(2)
    expect(screen.getByText(/1 of the 1 shown received · 0 outstanding/)).toBeTruthy()
    expect(address()).toBe('?month=2017-06&late=late')
  })
})

describe('the month board', () => {
  it('counts districts, never contract-wide parts, and says when they are due', async () => {
    drawBoard(new FakeOffice())
    expect((await screen.findByText(/0 of 2 received/)).textContent).toBe(
      '0 of 2 received · 2 outstanding · Due 14 July (in 3 working days) (1 contract-wide part not counted)',
    )
  })

  it('keeps order, focus and filter when something changes, and marks what changed in words until it is seen', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.answer = { ok: true, value: board([row('east-a'), row('east-b'), row('west-c')]) }
    drawBoard(office, '/board?sort=needs&service=support')
    const link = within(await rowOf('C')).getByRole('link')
    link.focus()
    clock.now += 3_600_000
    await becomes(office, [row('east-a'), row('east-b'), row('west-c', { state: 'submitted', submittedAt: received })])
    const order = () => screen.getAllByRole('rowheader').map(one => one.textContent)
    expect((await rowOf('C')).textContent).toContain('changed 15:03')
    expect((await rowOf('A')).textContent).not.toContain('changed')
    expect(order()).toEqual(['A', 'Shepway', 'C'])
    expect(document.activeElement).toBe(within(await rowOf('C')).getByRole('link'))
    await user.click(screen.getByRole('button', { name: 'Sort again' }))
    expect(order()).toEqual(['C', 'A', 'Shepway'])
    expect(screen.queryByRole('button', { name: 'Sort again' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Mark 1 changed as seen' }))
    expect((await rowOf('C')).textContent).not.toContain('changed')
    expect(address()).toContain('service=support')
  })

  it('a figure typed into a return that nobody has submitted is no mark', async () => {
    const office = new FakeOffice()
    office.answer = { ok: true, value: board([row('east-a', { answered: 2, written: 2 })]) }
    drawBoard(office)
    await rowOf('A')
    await becomes(office, [row('east-a', { answered: 3, written: 3 })])
    expect((await rowOf('A')).textContent).toContain('3 of 6')
    expect((await rowOf('A')).textContent).not.toContain('changed')
  })

  it('the focus stays at its place where its row matches the filter no more', async () => {
    const office = new FakeOffice()
    office.answer = { ok: true, value: board([row('east-a'), row('east-b'), row('west-c')]) }
    drawBoard(office, '/board?state=not-started')
    within(await rowOf('Shepway'))
      .getByRole('link')
      .focus()
    await becomes(office, [row('east-a'), row('east-b', { state: 'submitted' }), row('west-c')])
    expect(document.activeElement?.textContent).toBe('Open Support, Helper, C')
  })

  it('sorts by a heading, and says so', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.answer = {
      ok: true,
      value: board([row('east-a'), row('west-c', { ratings: { green: 0, amber: 0, red: 2, notRated: 0 } })]),
    }
    drawBoard(office)
    await rowOf('A')
    const heading = () => screen.getByRole('columnheader', { name: /Ratings/ })
    expect(heading().getAttribute('aria-sort')).toBe('none')
    await user.click(screen.getByRole('button', { name: /Ratings/ }))
    expect(heading().getAttribute('aria-sort')).toBe('descending')
    expect(screen.getAllByRole('rowheader').map(one => one.textContent)).toEqual(['C', 'A'])
    await user.click(screen.getByRole('button', { name: /Ratings/ }))
    expect(screen.getAllByRole('rowheader').map(one => one.textContent)).toEqual(['A', 'C'])
  })

  it('says that it is not live, and since when, while the stream is interrupted', async () => {
    const office = new FakeOffice()
    drawBoard(office)
    await rowOf('A')
    expect(screen.getByText('Updates by itself')).toBeTruthy()
    act(() => office.live(false))
    expect(screen.getByText('Not live: last read 14:03')).toBeTruthy()
    expect(screen.queryByText('Updates by itself')).toBeNull()
    act(() => office.live(true))
    expect(screen.getByText('Updates by itself')).toBeTruthy()
  })

  it('keeps what it has when the server stops answering, and says that it may be old', async () => {
    const office = new FakeOffice()
    drawBoard(office)
    await rowOf('A')
    office.answer = { ok: false, refusal: { type: 'server-down' } }
    await act(async () => office.poke())
    expect(await screen.findByText(/This may not be the latest/)).toBeTruthy()
    expect(screen.getByText('Not live: last read 14:03')).toBeTruthy()
    expect(await rowOf('A')).toBeTruthy()
  })

  it('says when there is nothing, and when a filter leaves nothing', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    drawBoard(office)
    await user.selectOptions(await screen.findByLabelText('State'), 'Accepted')
    expect(screen.getByText(/No return matches/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(await rowOf('C')).toBeTruthy()
    await becomes(office, [])
    expect(await screen.findByText('No returns are asked for in June 2017.')).toBeTruthy()
  })

  it('filters by rating too', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.answer = {
      ok: true,
      value: board([cleanRow('east-a'), row('west-c', { ratings: { green: 0, amber: 1, red: 2, notRated: 0 } })]),
    }
    drawBoard(office)
    await user.selectOptions(await screen.findByLabelText('Rating'), 'No Red')
    expect(screen.getAllByRole('rowheader').map(one => one.textContent)).toEqual(['A'])
    await user.selectOptions(screen.getByLabelText('Rating'), 'Has Amber')
    expect(screen.getAllByRole('rowheader').map(one => one.textContent)).toEqual(['C'])
  })

  it('lists what devices handed over, only where there is any', async () => {
    const office = new FakeOffice()
    drawBoard(office)
    await rowOf('A')
    expect(screen.queryByRole('heading', { name: 'Handed over by devices' })).toBeNull()
    office.handedOver = [
      {
        person: { id: 'person-9' as PersonId, name: 'Field worker' },
        receivedAt: received,
        sheet: sheetFor('east-a'),
        cell: 'closed' as CellKey,
        value: amount(7),
        deviceTime: received,
      },
    ]
    await becomes(office, [row('east-a')])
    const list = await screen.findByRole('region', { name: 'Handed over by devices, as a table' })
    expect(within(list).getAllByRole('row').at(-1)?.textContent).toBe(
      'Field workerA, June 2017 (Support, Helper)closed closed711 July 2017 at 14:03handed over 11 July 2017 at 14:03',
    )
  })

  it('says that something handed over cannot be read, without an empty table', async () => {
    const office = new FakeOffice()
    office.unreadable = 2
    drawBoard(office)
    expect(await screen.findByText(/2 more changes cannot be read and are kept as sent/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Handed over by devices, as a table' })).toBeNull()
  })
})
