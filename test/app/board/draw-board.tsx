/** Draws the month board at a fake office, in jsdom. */
import { act, render, screen } from '@testing-library/react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import BoardPage from '../../../src/app/board/board-page.tsx'
import type { SheetId } from '../../../src/domain/ids.ts'
import type { BoardRow } from '../../../src/protocol/exchange.ts'
import { board, type FakeOffice, row } from '../fake-office.ts'
import { setScreen } from '../render.tsx'

/** 11 July 2017 at 14:03 in London; a test sets it on. */
export const clock = { now: Date.parse('2017-07-11T13:03:00.000Z') }
const now = (): number => clock.now

const Address = () => <output data-testid="address">{useLocation().search}</output>
export const address = (): string => screen.getByTestId('address').textContent ?? ''

export function drawBoard(office: FakeOffice, at = '/board') {
  setScreen(true)
  // The sample's date is fixed: there, nothing is received late.
  Object.assign(office, { installation: { ...office.installation, sample: false } })
  clock.now = Date.parse('2017-07-11T13:03:00.000Z')
  return render(
    <MemoryRouter initialEntries={[at]}>
      <Address />
      <Routes>
        <Route path="/board" element={<BoardPage office={office} now={now} />} />
        <Route path="/board/:contract/:place/:period" element={<p>the return</p>} />
      </Routes>
    </MemoryRouter>,
  )
}

/** The server has this now, and says that there is something new. */
export async function becomes(office: FakeOffice, rows: readonly BoardRow[]): Promise<void> {
  office.answer = { ok: true, value: board(rows) }
  await act(async () => office.poke())
}

export const seen = (n: number): string => String(n).repeat(64)
/** Submitted, and nothing in it asks for a look. */
export const cleanRow = (place: string, more: Partial<BoardRow> = {}): BoardRow =>
  row(place, {
    state: 'submitted',
    answered: 6,
    ordinal: 1,
    submittedAt: '2017-07-11T13:03:00.000Z' as never,
    ratings: { green: 5, amber: 0, red: 0, notRated: 1 },
    seen: seen(1),
    clean: true,
    ...more,
  })
export const rowOf = (place: string) => screen.findByRole('row', { name: new RegExp(`(^| )Support Helper ${place} `) })
export const sheetsOf = (acts: readonly { readonly sheet: SheetId }[]): readonly string[] =>
  acts.map(one => one.sheet.split('/')[1] ?? '')
