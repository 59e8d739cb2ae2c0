// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, describe, expect, it } from 'vitest'
import BoardPage from '../../src/app/board/board-page.tsx'
import { countsSentence, matches, noFilter, shownRows } from '../../src/app/board/board-rows.ts'
import ReviewPage from '../../src/app/board/review-page.tsx'
import type { Office } from '../../src/device/door/office.ts'
import type { CellKey, OpId, PersonId } from '../../src/domain/ids.ts'
import type { Cell, ReturnView } from '../../src/protocol/exchange.ts'
import { amount, pid, ratio } from '../domain/small-set.ts'
import { set, sheetFor } from './fake-desk.ts'
import { board, FakeOffice, received, row } from './fake-office.ts'
import './render.tsx'

const draw = (office: Office, at = '/board') =>
  render(
    <MemoryRouter initialEntries={[at]}>
      <Routes>
        <Route path="/board" element={<BoardPage office={office} />} />
        <Route path="/board/:contract/:place/:period" element={<ReviewPage office={office} />} />
      </Routes>
    </MemoryRouter>,
  )

afterEach(() => cleanup())

describe('the rows of the board', () => {
  const rows = shownRows(
    board([
      row('west-c', { state: 'submitted', answered: 6 }),
      row('all', { owed: 0 }),
      row('east-a', { answered: 2 }),
    ]),
    set,
  )
  it('stand in the set’s order, the contract-wide part first, with their state in words', () => {
    expect(rows.map(one => [one.placeName, one.state])).toEqual([
      ['The whole contract', 'not-started'],
      ['A', 'in-progress'],
      ['C', 'submitted'],
    ])
    expect(countsSentence(rows)).toBe('1 of 2 received')
  })
  it('are filtered by service, area, provider and state', () => {
    const left = (filter: Partial<typeof noFilter>) =>
      rows.filter(one => matches(one, { ...noFilter, ...filter })).map(one => one.placeName)
    expect(left({ area: 'west' })).toEqual(['The whole contract', 'C'])
    expect(left({ state: 'in-progress' })).toEqual(['A'])
    expect(left({ provider: 'Somebody else' })).toEqual([])
    expect(left({ service: 'support' })).toHaveLength(3)
  })
})

describe('the month board', () => {
  it('shows each return with its state, ratings counted and when it is due, and updates by itself', async () => {
    const office = new FakeOffice()
    draw(office)
    const a = await screen.findByRole('row', { name: /^Support Helper A / })
    expect(a.textContent).toContain('Not started')
    expect(a.textContent).toContain('Due 14 July (in 3 working days)')
    office.answer = {
      ok: true,
      value: board([
        row('east-a', {
          state: 'submitted',
          answered: 6,
          ordinal: 3,
          submittedAt: received,
          ratings: { green: 4, amber: 0, red: 1, notRated: 1 },
        }),
      ]),
    }
    act(() => office.poke())
    expect(await screen.findByText('v3')).toBeTruthy()
    const now = screen.getByRole('row', { name: /^Support Helper A / })
    expect(now.textContent).toContain('Received 11 July 2017 at 14:03')
    expect(within(now).getByText('Green').parentElement?.textContent).toContain('▲Green 4')
    expect(within(now).getByText('Red').parentElement?.textContent).toContain('■Red 1')
  })

  it('keeps what it has when the server stops answering, and says that it may be old', async () => {
    const office = new FakeOffice()
    draw(office)
    await screen.findByRole('row', { name: /^Support Helper A / })
    office.answer = { ok: false, refusal: { type: 'server-down' } }
    act(() => office.poke())
    expect(await screen.findByText(/This may not be the latest/)).toBeTruthy()
    expect(screen.getByRole('row', { name: /^Support Helper A / })).toBeTruthy()
  })

  it('says what arrived after submission, and what devices handed over, only where there is any', async () => {
    const office = new FakeOffice()
    office.answer = { ok: true, value: board([row('east-a', { state: 'submitted', lockedOut: 3 })]) }
    draw(office)
    const a = await screen.findByRole('row', { name: /^Support Helper A / })
    expect(a.textContent).toContain('3 changes by a colleague arrived after submission')
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
    office.answer = { ok: true, value: board([row('east-a', { state: 'submitted', lockedOut: 3 })]) }
    act(() => office.poke())
    const list = await screen.findByRole('region', { name: 'Handed over by devices, as a table' })
    expect(within(list).getAllByRole('row').at(-1)?.textContent).toBe(
      'Field workerA, June 2017 (Support, Helper)closed closed711 July 2017 at 14:03handed over 11 July 2017 at 14:03',
    )
  })

  it('says that something handed over cannot be read, without an empty table', async () => {
    const office = new FakeOffice()
    office.unreadable = 2
    draw(office)
    expect(await screen.findByText(/2 more changes cannot be read and are kept as sent/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Handed over by devices, as a table' })).toBeNull()
  })

  it('says when there is nothing, and when a filter leaves nothing', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    draw(office)
    await user.selectOptions(await screen.findByLabelText('State'), 'Accepted')
    expect(screen.getByText(/No return matches/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(screen.getByRole('row', { name: /^Support Helper C / })).toBeTruthy()
    office.answer = { ok: true, value: board([]) }
    act(() => office.poke())
    expect(await screen.findByText('No returns are asked for in June 2017.')).toBeTruthy()
  })
})

describe('reading a return', () => {
  const by = { id: 'person-1' as PersonId, name: 'Provider editor' }
  const cell = (value: Cell['value']): Cell => ({
    value,
    token: '0190a0a0-0000-7000-8000-000000000001' as OpId,
    by,
    at: received,
  })
  it('shows figures with their months, ratings and reasons, the narrative, and who submitted it when', async () => {
    const office = new FakeOffice()
    office.view = {
      row: {
        sheet: sheetFor('east-a'),
        rev: 4,
        state: 'submitted',
        submission: {
          ordinal: 1,
          seen: '0'.repeat(64),
          by,
          name: 'Provider lead',
          role: 'Provider lead',
          deviceTime: received,
          receivedAt: received,
        },
        cells: {
          closed: cell(amount(3)),
          achieved: cell(ratio('1')),
          'narrative/month': cell({ type: 'text', paragraphs: ['A quiet month.'], audience: 'council' }),
        } as ReturnView['row']['cells'],
        late: [
          {
            opId: '0190a0a0-0000-7000-8000-000000000301' as OpId,
            cell: 'closed' as CellKey,
            value: amount(5),
            by: { id: 'person-2' as PersonId, name: 'Field worker' },
            deviceTime: received,
            receivedAt: received,
          },
        ],
        digest: '0'.repeat(64),
      },
      history: {
        contract: 'su-helper-2016',
        place: pid('east-a'),
        months: { '2017-05': { achieved: ratio('8', '13') } },
      },
    }
    draw(office, '/board/su-helper-2016/east-a/2017-06')
    const line = await screen.findByRole('row', { name: /^achieved achieved/ })
    expect(line.textContent).toContain('61.5 %')
    expect(line.textContent).toContain('33.3 % (1 of 3) against at least 80 %: Red.')
    expect(screen.getByText('A quiet month.')).toBeTruthy()
    const late = screen.getByRole('region', { name: 'Arrived after submission, as a table' })
    expect(within(late).getAllByRole('row').at(-1)?.textContent).toBe(
      'closed closed35Field worker, received 11 July 2017 at 14:03',
    )
    // For reading only: it is the provider's lead who decides.
    expect(within(late).queryByRole('button')).toBeNull()
    expect(within(late).queryByRole('checkbox')).toBeNull()
    expect(
      screen.getByText(/v1, received 11 July 2017 at 14:03\. Confirmed by Provider lead, Provider lead\./),
    ).toBeTruthy()
  })
  it('says in words when it cannot be read', async () => {
    draw(new FakeOffice(), '/board/su-helper-2016/east-a/2017-06')
    expect(await screen.findByText(/There is no signal: returns are read from the server/)).toBeTruthy()
  })
  it('an address of no return is nothing', () => {
    draw(new FakeOffice(), '/board/su-helper-2016/nowhere/2017-06')
    expect(screen.getByRole('heading', { name: 'There is nothing at this address' })).toBeTruthy()
  })
})
