// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chosenTwice, lateSentence, latestOf } from '../../src/app/late/late-words.ts'
import type { Role } from '../../src/domain/access/roles.ts'
import type { CellKey, Instant, OpId, PersonId } from '../../src/domain/ids.ts'
import type { ReturnState } from '../../src/domain/workflow.ts'
import type { Late } from '../../src/protocol/exchange.ts'
import { amount, ratio } from '../domain/small-set.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'
import { renderMonth, setScreen } from './render.tsx'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const at = '2017-07-12T08:30:00.000Z' as Instant
const opId = (n: number): OpId => `0190a0a0-0000-7000-8000-00000000020${n}` as OpId
const late = (n: number, cell: string, more: Partial<Late> = {}): Late => ({
  opId: opId(n),
  cell: cell as CellKey,
  value: amount(4),
  by: { id: 'other' as PersonId, name: 'Provider editor' },
  deviceTime: at,
  receivedAt: at,
  ...more,
})
const submission = {
  ordinal: 1,
  seen: '0'.repeat(64),
  by: { id: 'person-1' as PersonId, name: 'Provider lead' },
  name: 'Provider lead',
  role: 'Provider lead',
  deviceTime: at,
  receivedAt: at,
}

function desk(role: Role, state: ReturnState = 'submitted', ...changes: readonly Late[]): FakeDesk {
  const made = new FakeDesk({ role })
  made.pull('east-a', { closed: amount(3) })
  made.setSheet('east-a', { state, submission, late: changes })
  return made
}

const look = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(screen.getByRole('button', { name: 'Look' }))
  return screen.findByRole('dialog')
}

describe('changes that arrived after submission', () => {
  it('are said to everybody, and offered to a lead only', () => {
    renderMonth(desk('provider-editor', 'submitted', late(1, 'closed'), late(2, 'achieved')))
    expect(
      screen.getByText(
        '2 figures by Provider editor arrived after you submitted. Your lead can take them in or leave them out.',
      ),
    ).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Look' })).toBeNull()
    cleanup()
    renderMonth(desk('provider-lead', 'submitted', late(1, 'closed')), '/district/east-a')
    expect(screen.getByText('1 figure by Provider editor arrived after you submitted.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Look' })).toBeTruthy()
  })

  it('stand beside what stands now, are ticked, and taken in by one press that says what it does', async () => {
    const user = userEvent.setup()
    const made = desk('provider-lead', 'submitted', late(1, 'closed'), late(2, 'achieved', { value: ratio('2', '4') }))
    renderMonth(made)
    const dialog = await look(user)
    const row = within(dialog).getByRole('row', { name: /closed closed/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['3', '4', 'Provider editorentered 12 July 2017 at 09:30, received 12 July 2017 at 09:30'])
    expect(dialog.textContent).toContain('This takes June 2017 A back from the council; submit it again after.')
    await user.click(within(dialog).getByRole('checkbox', { name: 'achieved achieved' }))
    await user.click(within(dialog).getByRole('button', { name: 'Take them in' }))
    await waitFor(() => expect(made.takenIn).toEqual([{ sheet: sheetFor('east-a'), opIds: [opId(1)] }]))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByText(/^1 figure by Provider editor/)).toBeTruthy()
  })

  it('nothing is taken back from the council where the return is open already', async () => {
    const user = userEvent.setup()
    renderMonth(desk('provider-lead', 'open', late(1, 'closed')))
    const dialog = await look(user)
    expect(dialog.textContent).not.toContain('back from the council')
    expect(within(dialog).getByRole('button', { name: 'Take them in' })).toBeTruthy()
  })

  it('are left out only with a reason', async () => {
    const user = userEvent.setup()
    const made = desk('provider-lead', 'submitted', late(1, 'closed'))
    renderMonth(made)
    const dialog = await look(user)
    await user.click(within(dialog).getByRole('button', { name: 'Leave them out' }))
    expect(within(dialog).queryByRole('button', { name: 'Take them in' })).toBeNull()
    await user.click(within(dialog).getByRole('button', { name: 'Leave them out for good' }))
    expect(within(dialog).getAllByText('Say why they are left out').length).toBe(2)
    expect(made.leftOut).toEqual([])
    await user.type(within(dialog).getByLabelText('Why they are left out'), ' Counted twice ')
    await user.click(within(dialog).getByRole('button', { name: 'Leave them out for good' }))
    await waitFor(() =>
      expect(made.leftOut).toEqual([{ sheet: sheetFor('east-a'), opIds: [opId(1)], reason: 'Counted twice' }]),
    )
    // Nothing is left to decide: the bar is gone, and the focus is on the page.
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'))
    expect(screen.queryByText(/arrived after/)).toBeNull()
  })

  it('of two for one cell, the later is ticked, and both cannot be taken', async () => {
    const user = userEvent.setup()
    const made = desk(
      'provider-lead',
      'submitted',
      late(1, 'closed', { receivedAt: '2017-07-12T09:00:00.000Z' as Instant, value: amount(5) }),
      late(2, 'closed'),
    )
    renderMonth(made)
    const dialog = await look(user)
    const [first, second] = within(dialog).getAllByRole<HTMLInputElement>('checkbox')
    expect([first?.checked, second?.checked]).toEqual([true, false])
    if (second) await user.click(second)
    await user.click(within(dialog).getByRole('button', { name: 'Take them in' }))
    expect(within(dialog).getByText('Tick one change only for closed closed, A')).toBeTruthy()
    expect(made.takenIn).toEqual([])
  })

  it('cannot be taken into a return that the council has accepted, and says whom to ask', async () => {
    const user = userEvent.setup()
    renderMonth(desk('provider-lead', 'accepted', late(1, 'closed')))
    const dialog = await look(user)
    expect(within(dialog).queryByRole('button', { name: 'Take them in' })).toBeNull()
    expect(dialog.textContent).toContain('the council has accepted this return. Ask it to send the return back')
    expect(within(dialog).getByRole('button', { name: 'Leave them out' })).toBeTruthy()
  })

  it('says when storage refuses, and stays open', async () => {
    const user = userEvent.setup()
    const made = desk('provider-lead', 'submitted', late(1, 'closed'))
    made.problem = 'full'
    renderMonth(made)
    const dialog = await look(user)
    await user.click(within(dialog).getByRole('button', { name: 'Take them in' }))
    expect(await within(dialog).findByText(/Not saved. This device is full/)).toBeTruthy()
  })

  it('are counted as figures, texts or changes, by whom, and after whose submission', () => {
    const view = (changes: readonly Late[], by = 'person-1') => ({
      sheet: sheetFor('east-a'),
      state: 'submitted' as const,
      submission: { ...submission, by: { id: by as PersonId, name: 'Somebody' } },
      submitting: null,
      late: changes,
      cells: new Map(),
    })
    const me = 'person-1' as PersonId
    expect(lateSentence([view([late(1, 'narrative/month')])], me)).toBe(
      '1 text by Provider editor arrived after you submitted.',
    )
    const worker = { id: 'third' as PersonId, name: 'Field worker' }
    expect(lateSentence([view([late(1, 'closed'), late(2, 'explain/closed', { by: worker })], 'third')], me)).toBe(
      '2 changes by Provider editor and Field worker arrived after submission.',
    )
    expect(lateSentence([view([])], me)).toBe('')
    const two = [late(1, 'closed'), late(2, 'closed', { receivedAt: '2017-07-13T08:30:00.000Z' as Instant })]
    expect([...latestOf(two)]).toEqual([opId(2)])
    expect(chosenTwice(two, new Set([opId(1), opId(2)]))).toEqual(['closed'])
    expect(chosenTwice(two, new Set([opId(2)]))).toEqual([])
  })
})
