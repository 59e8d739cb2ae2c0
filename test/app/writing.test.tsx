// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writingSentences } from '../../src/app/sheet/work/writing.ts'
import type { Writing } from '../../src/device/desk.ts'
import type { CellKey, PersonId } from '../../src/domain/ids.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'
import { fieldNamed, renderMonth, setScreen } from './render.tsx'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const writing = (cell: string, name = 'Provider lead', place = 'east-a'): Writing => ({
  sheet: sheetFor(place),
  cell: cell as CellKey,
  by: { id: name as PersonId, name },
  until: 1_499_778_000_000,
})
const figure = () => screen.getByRole('textbox', { name: fieldNamed('closed closed, A') })
const descriptionOf = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent)

describe('who else is writing', () => {
  it('is told to the others as she types, in figures and in texts', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk)
    await user.type(figure(), '1')
    expect(desk.told).toEqual([`${sheetFor('east-a')} closed`])
    await user.type(screen.getByRole('textbox', { name: 'Explanation of closed closed, A' }), 'x')
    expect(desk.told.at(-1)).toBe(`${sheetFor('east-a')} explain/closed`)
  })

  it('marks the cell with words, and is announced only in the cell she is in', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk)
    await user.click(screen.getByRole('textbox', { name: fieldNamed('closed closed, C') }))
    act(() => desk.change({ writing: [writing('closed')] }))
    expect(descriptionOf(figure())).toContain('…Provider lead is writing here now.')
    const dock = screen.getByRole('complementary', { name: 'The figure in focus' })
    const said = () =>
      within(dock)
        .getAllByRole('status')
        .map(one => one.textContent)
        .filter(one => one !== '')
    // She is in another cell: nothing is announced.
    expect(said()).toEqual([])
    await user.click(figure())
    await waitFor(() => expect(said()).toEqual(['Provider lead is writing here now.']))
    act(() => desk.change({ writing: [] }))
    await waitFor(() => expect(said()).toEqual([]))
    expect(descriptionOf(figure())).not.toContain('…Provider lead is writing here now.')
  })

  it('stands under a narrative, and is announced to who is in it', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk, '/narrative')
    const field = await screen.findByRole('textbox', { name: 'This month, A' })
    act(() => desk.change({ writing: [writing('narrative/month')] }))
    const line = await screen.findByText('Provider lead is writing here now.')
    expect(line.getAttribute('role')).toBeNull()
    await user.click(field)
    expect(line.getAttribute('role')).toBe('status')
  })

  it('names everybody once', () => {
    const said = writingSentences([writing('closed'), writing('closed', 'Field worker'), writing('closed')])
    expect([...said.values()]).toEqual(['Provider lead and Field worker are writing here now.'])
    expect(writingSentences([]).size).toBe(0)
  })
})
