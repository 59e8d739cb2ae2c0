// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { period } from '../../../src/domain/time/period.ts'
import { action, meeting } from '../../domain/meetings/noted.ts'
import { contract } from '../../domain/small-set.ts'
import { FakeDesk } from '../fake-desk.ts'
import { at, cellOf, draw, notesSheet, officersDesk, pulled, shortly } from './at-meetings.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const may = period('2017-05')
const note = (text: string, of = 'm2') => ({ type: 'note', meeting: of, text }) as const

describe('meetings of a district', () => {
  it('are chosen by contract and district; whoever holds none is told who can help', () => {
    draw(officersDesk(), '/meetings')
    expect(screen.getByRole('link', { name: 'C' }).getAttribute('href')).toBe(at('west-c'))
    expect(screen.getByRole('link', { name: 'The whole contract' }).getAttribute('href')).toBe(at('all'))
    cleanup()
    const nobody = officersDesk()
    nobody.change({ me: { ...nobody.state().me, notes: [] } })
    draw(nobody, '/meetings')
    expect(screen.getByText(/You hold no contract whose meetings you note/)).toBeTruthy()
  })
  it('a provider who comes here is led to what came of them', () => {
    draw(new FakeDesk(), '/meetings')
    expect(screen.getByRole('link', { name: /^After the meeting: / }).getAttribute('href')).toBe(
      `/after/${contract.id}`,
    )
    expect(screen.queryByText(/whose meetings you note/)).toBeNull()
    cleanup()
    draw(new FakeDesk(), at())
    expect(screen.getByRole('link', { name: /^After the meeting: / })).toBeTruthy()
  })
  it('lead to the return of the latest month and to the board', () => {
    draw(officersDesk(), at())
    expect(screen.getByRole('link', { name: 'Return of June 2017' }).getAttribute('href')).toBe(
      `/board/${contract.id}/east-a/2017-06`,
    )
    expect(screen.getByRole('link', { name: 'Month board' }).getAttribute('href')).toBe('/board?month=2017-06')
  })
  it('empty: says that none has been noted', () => {
    draw(officersDesk(), at())
    expect(screen.getByText(/No meeting has been noted yet, of A or of the whole contract/)).toBeTruthy()
    expect(screen.getByText('No action is open.')).toBeTruthy()
  })
  it('show the district’s and the contract’s, newest first', () => {
    const desk = officersDesk()
    pulled(desk, 'internal', { m1: meeting('2017-05-09') }, { month: may })
    pulled(desk, 'internal', { m2: meeting('2017-06-13') }, { place: 'all' })
    pulled(desk, 'internal', { m3: meeting('2017-06-14') }, { place: 'west-c' })
    draw(desk, at())
    const links = within(screen.getByRole('region', { name: 'Meetings noted' })).getAllByRole('link')
    expect(links.map(link => link.textContent)).toEqual(['13 June 2017', '9 May 2017'])
  })
  it('a new one is internal, kept at once, and opens', async () => {
    const user = userEvent.setup()
    const desk = officersDesk()
    draw(desk, at())
    await user.click(screen.getByRole('button', { name: 'New meeting' }))
    await user.clear(screen.getByLabelText('Day'))
    await user.click(screen.getByRole('button', { name: 'Begin the notes' }))
    expect(screen.getByRole('alert').textContent).toContain('Enter the day of the meeting')
    fireEvent.change(screen.getByLabelText(/^Day/), { target: { value: '2017-07-11' } })
    await user.type(screen.getByLabelText('Who is there'), 'Manager of the provider')
    await user.click(screen.getByRole('button', { name: 'Begin the notes' }))
    expect(await screen.findByRole('heading', { level: 1, name: /Meeting of 11 July 2017/ })).toBeTruthy()
    expect(shortly(desk.saves[0] ?? [])).toEqual([
      ['internal', { type: 'meeting', date: '2017-07-11', present: 'Manager of the provider' }],
    ])
    expect(desk.saves[0]?.[0]?.sheet).toBe(notesSheet('internal', 'east-a', period('2017-07')))
  })
  it('of a district that is not hers: nothing', () => {
    draw(officersDesk(), at('nowhere'))
    expect(screen.getByRole('heading', { name: 'There is nothing at this address' })).toBeTruthy()
  })
})

describe('notes of a meeting', () => {
  const desk = () => {
    const made = officersDesk()
    pulled(made, 'internal', { m2: meeting('2017-06-13') })
    return made
  }
  it('are internal, and saved a second after the last key and on leaving', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
    const made = desk()
    const { unsaved } = draw(made, at('east-a', '/m2'))
    expect(screen.getByText('Nothing has been noted in this meeting yet.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Add a note' }))
    const field = screen.getByRole('textbox', { name: 'Note 1, internal' })
    expect(document.activeElement).toBe(field)
    expect(made.saves).toEqual([])
    await user.keyboard('Fewer staff')
    expect(unsaved.count()).toBe(1)
    await act(() => vi.advanceTimersByTimeAsync(1_100))
    expect(shortly(made.saves[0] ?? [])).toEqual([['internal', note('Fewer staff')]])
    expect(unsaved.count()).toBe(0)
    // The same field goes on, in the same note.
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Note 1, internal' }))
    await user.keyboard(' than in May')
    await user.tab()
    await act(() => vi.advanceTimersByTimeAsync(0))
    expect(made.saves).toHaveLength(2)
    expect(made.saves[1]?.[0]).toMatchObject({ cell: made.saves[0]?.[0]?.cell, value: note('Fewer staff than in May') })
    // Upon her own first save, not upon nothing.
    expect(made.saves[1]?.[0]?.seen).toMatch(/0001$/)
  })
  it('what a colleague writes meanwhile is not typed over unseen: the write she saw goes with hers', async () => {
    const user = userEvent.setup()
    const made = desk()
    pulled(made, 'internal', { n1: note('First') })
    const begun = made.state().sheets.get(notesSheet('internal'))?.cells.get(cellOf('n1'))?.base
    draw(made, at('east-a', '/m2'))
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note 1, internal' })
    await user.type(field, ' word')
    act(() => pulled(made, 'internal', { n0: note('Other'), n1: note('Changed by another') }))
    const seen = made.state().sheets.get(notesSheet('internal'))?.cells.get(cellOf('n1'))?.base
    await user.tab()
    await waitFor(() => expect(made.saves.at(-1)?.at(0)?.value).toEqual(note('First word')))
    expect(made.saves.at(-1)?.at(0)?.seen).toBe(begun)
    expect(seen).not.toBe(begun)
  })
  it('sharing asks, moves the note and its meeting in one save, and can be undone', async () => {
    const user = userEvent.setup()
    const made = desk()
    pulled(made, 'internal', { n1: note('To tell') })
    draw(made, at('east-a', '/m2'))
    await user.click(screen.getByRole('button', { name: 'Share… (To tell)' }))
    const dialog = screen.getByRole('dialog', { name: 'Share this note with the provider?' })
    expect(dialog.textContent).toContain('cannot be unread')
    expect(dialog.textContent).toContain('The day of the meeting and who was there are shared with it')
    await user.click(within(dialog).getByRole('button', { name: 'Keep internal' }))
    expect(made.saves).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Share… (To tell)' }))
    await user.click(screen.getByRole('button', { name: 'Share with the provider' }))
    await screen.findByRole('textbox', { name: 'Note 1, shared with the provider' })
    expect(made.saves).toHaveLength(1)
    expect(shortly(made.saves[0] ?? [])).toEqual([
      ['shared', meeting('2017-06-13')],
      ['internal', null],
      ['shared', note('To tell')],
      ['internal', null],
    ])
    await user.click(screen.getByRole('button', { name: 'Undo the last change' }))
    expect(await screen.findByRole('textbox', { name: 'Note 1, internal' })).toBeTruthy()
    expect(made.saves).toHaveLength(2)
    expect(screen.getByText('Undone.')).toBeTruthy()
  })
  it('may hold personal data: said under the text, never stopped', async () => {
    const user = userEvent.setup()
    const made = desk()
    pulled(made, 'internal', { n1: note('Lives at ME10 4HT') })
    draw(made, at('east-a', '/m2'))
    expect(await screen.findByText('Looks like a full postcode')).toBeTruthy()
    await user.type(screen.getByRole('textbox', { name: 'Note 1, internal' }), '!')
    await user.tab()
    await waitFor(() => expect(made.saves).toHaveLength(1))
  })
  it('written differently by two: both are shown, and one is chosen', async () => {
    const user = userEvent.setup()
    const made = desk()
    pulled(made, 'internal', { n1: note('One says') }, { sides: { n1: note('The other says') } })
    draw(made, at('east-a', '/m2'))
    const region = screen.getByRole('region', { name: 'Written differently by two people' })
    expect(within(region).getAllByRole('button')).toHaveLength(2)
    await user.click(within(region).getByRole('button', { name: 'Use this : The other says' }))
    await waitFor(() =>
      expect(made.saves[0]?.[0]).toMatchObject({ cell: cellOf('n1'), value: note('The other says'), chosen: true }),
    )
    // What is contested is not given to other readers before one is chosen.
    expect(made.saves).toHaveLength(1)
  })
})

describe('actions', () => {
  const desk = () => {
    const made = officersDesk()
    pulled(
      made,
      'shared',
      { m1: meeting('2017-05-09'), a1: action('m1', { due: '2017-06-01' as never }) },
      { month: may },
    )
    pulled(made, 'shared', { a2: action('m1', { text: 'Look again' }) }, { month: may })
    pulled(made, 'internal', { m2: meeting('2017-06-13') })
    return made
  }
  it('of earlier meetings are gone through by keyboard: done, or still open with another day', async () => {
    const user = userEvent.setup()
    const made = desk()
    draw(made, at('east-a', '/m2'))
    const list = screen.getByRole('list', { name: 'Actions of earlier meetings' })
    expect(list.textContent).toContain('Agreed 9 May 2017, open for 35 days. Due 1 June 2017: overdue.')
    act(() => within(list).getAllByRole('button', { name: /^Done/ })[0]?.focus())
    await user.keyboard('{ArrowDown}d')
    await waitFor(() =>
      expect(made.saves[0]?.[0]).toMatchObject({
        cell: cellOf('a2'),
        value: { status: 'done', ended: '2017-07-11', text: 'Look again' },
      }),
    )
    await user.keyboard('{ArrowUp}s')
    fireEvent.change(screen.getByLabelText('To be done by'), { target: { value: '2017-08-01' } })
    await user.click(screen.getByRole('button', { name: 'Keep open' }))
    await waitFor(() =>
      expect(made.saves[1]?.[0]).toMatchObject({ cell: cellOf('a1'), value: { status: 'open', due: '2017-08-01' } }),
    )
    expect(list.textContent).toContain('Done, 11 July 2017')
  })
  it('have an owner, a day and a state, each saved as chosen', async () => {
    const user = userEvent.setup()
    const made = desk()
    pulled(made, 'internal', { a9: action('m2') })
    draw(made, at('east-a', '/m2'))
    await user.selectOptions(screen.getByLabelText('Owed by'), 'council')
    await user.selectOptions(screen.getByLabelText('It is'), 'dropped')
    await waitFor(() => expect(made.saves).toHaveLength(2))
    expect(made.saves[1]?.[0]?.value).toMatchObject({ owner: 'council', status: 'dropped', ended: '2017-07-11' })
    await user.selectOptions(screen.getByLabelText('It is'), 'open')
    await waitFor(() => expect(made.saves[2]?.[0]?.value).toEqual({ ...action('m2'), owner: 'council' }))
  })
  it('are grouped under a plan, with its end', async () => {
    const user = userEvent.setup()
    const made = desk()
    pulled(made, 'internal', { a9: action('m2') })
    draw(made, at('east-a', '/m2'))
    await user.click(screen.getByRole('button', { name: 'Add an improvement plan' }))
    await waitFor(() => expect(made.saves).toHaveLength(1))
    fireEvent.blur(Object.assign(await screen.findByLabelText('To end on'), { value: '2017-09-30' }))
    await waitFor(() => expect(made.saves[1]?.[0]?.value).toMatchObject({ type: 'plan', end: '2017-09-30' }))
    await user.selectOptions(screen.getByLabelText('Plan'), 'Improvement plan')
    expect(await screen.findByText(/11 July 2017 to 30 September 2017; 1 of 1 action open/)).toBeTruthy()
  })
})

describe('storage', () => {
  it('that refuses keeps the words on screen', async () => {
    const user = userEvent.setup()
    const made = officersDesk()
    pulled(made, 'internal', { m2: meeting('2017-06-13') })
    made.problem = 'full'
    draw(made, at('east-a', '/m2'))
    await user.click(screen.getByRole('button', { name: 'Add a note' }))
    await user.keyboard('Kept')
    await user.tab()
    await waitFor(() => expect(made.state().status.unsaved).toBe(1))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note 1, internal' }).value).toBe('Kept')
  })
})
