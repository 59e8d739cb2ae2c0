// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant, OpId } from '../../src/domain/ids.ts'
import { amount, ratio } from '../domain/small-set.ts'
import { complete } from './complete.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'
import { renderMonth, setScreen } from './render.tsx'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const rowOf = async (name: string): Promise<HTMLElement> => {
  const heading = await screen.findByRole('heading', { name: 'Where each part stands' })
  const section = heading.closest('section')
  if (!section) throw new Error('no section')
  return within(section).getByRole('row', { name: new RegExp(`^${name}`) })
}

describe('check and submit', () => {
  it('lists errors and what is unanswered, each with a link to its cell, and offers nothing to submit', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3), achieved: ratio('5') })
    renderMonth(desk, '/check')
    const link = await screen.findByRole('link', { name: /achieved achieved, A: 5 of 3: the part cannot be more/ })
    expect(link.getAttribute('href')).toBe('/returns/su-helper-2016/2017-06?at=east-a/achieved')
    expect(screen.getByRole('heading', { name: /1 error and \d+ figures to answer/ })).toBeTruthy()
    expect(screen.getByText(/No district is complete yet/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Submit/ })).toBeNull()
  })

  it('submits the complete districts and the contract-wide part, confirmed by name and role', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    complete(desk, 'west-c')
    renderMonth(desk, '/check')
    const submit = await screen.findByRole('button', { name: 'Submit June 2017' })
    expect(screen.getByRole('checkbox', { name: 'A' })).toHaveProperty('checked', true)
    expect(screen.getByRole('checkbox', { name: 'The whole contract' })).toHaveProperty('checked', true)
    expect(screen.queryByRole('checkbox', { name: 'Shepway' })).toBeNull()
    await user.click(submit)
    const confirm = 'Confirm that the figures are complete and correct'
    const summary = (await screen.findByRole('link', { name: confirm })).closest('.govuk-error-summary')
    // The focus is where it is read, and stays there.
    await waitFor(() => expect(document.activeElement).toBe(summary))
    expect(
      screen.getByRole('checkbox', { description: /^Error: ?Confirm that the figures are complete and correct$/ }),
    ).toBeTruthy()
    expect(desk.submissions).toEqual([])
    await user.click(
      screen.getByRole('checkbox', { name: 'I confirm these figures are complete and correct for June 2017' }),
    )
    await user.click(screen.getByRole('checkbox', { name: 'C' }))
    await user.click(submit)
    await waitFor(() =>
      expect(desk.submissions).toEqual([
        { sheets: [sheetFor('east-a'), sheetFor('all')], name: 'Provider editor', role: 'Provider editor' },
      ]),
    )
    expect((await rowOf('A')).textContent).toContain('It goes when there is a connection.')
    // What she pressed is gone: the focus is at what became of it.
    const stands = screen.getByRole('heading', { name: 'Where each part stands' })
    await waitFor(() => expect(document.activeElement).toBe(stands))
  })

  it('says that it queues when there is no connection, and takes back what has not gone', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    desk.change({ status: { ...desk.state().status, connection: 'offline' } })
    renderMonth(desk, '/check')
    expect(await screen.findByText(/it will be queued, and can be taken back until it has gone/)).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: /^I confirm/ }))
    await user.click(screen.getByRole('button', { name: 'Submit June 2017' }))
    expect((await rowOf('A')).textContent).toContain('Queued')
    // The contract-wide part went along; each can be taken back alone.
    expect(await screen.findByRole('button', { name: 'Take back all 2' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Take back A' }))
    await waitFor(() => expect(desk.takenBack).toEqual([[sheetFor('east-a')]]))
  })

  it('says of what was taken back with no signal that it opens only when the server has it', async () => {
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    desk.setSheet('east-a', { state: 'submitted', withdrawing: true })
    renderMonth(desk, '/check')
    expect((await rowOf('A')).textContent).toContain('it opens once the server has received that')
    expect(screen.queryByRole('button', { name: /Take back/ })).toBeNull()
  })

  it('afterwards shows the receipt: which submission, when received, by whom; and a refusal in words', async () => {
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    desk.setSheet('east-a', {
      state: 'submitted',
      submission: {
        ordinal: 2,
        seen: '0'.repeat(64),
        by: { id: desk.state().me.person.id, name: 'Provider editor' },
        name: 'Provider editor',
        role: 'Provider editor',
        deviceTime: '2017-07-11T13:00:00.000Z' as Instant,
        receivedAt: '2017-07-11T13:03:00.000Z' as Instant,
      },
    })
    renderMonth(desk, '/check')
    expect((await rowOf('A')).textContent).toContain(
      'v2, received 11 July 2017 at 14:03. Confirmed by Provider editor, Provider editor.',
    )
    act(() =>
      desk.change({
        needsYou: [
          {
            opId: '0190a0a0-0000-7000-8000-000000000099' as OpId,
            sheet: sheetFor('west-c'),
            cell: null,
            code: 'seen-differs',
            value: null,
            deviceTime: '2017-07-11T13:00:00.000Z' as Instant,
            standing: 'refused',
            again: false,
          },
        ],
      }),
    )
    await waitFor(async () =>
      expect((await rowOf('C')).textContent).toContain(
        'Not submitted: The figures on the server are not the ones on your screen.',
      ),
    )
  })

  it.each(['field-worker', 'provider-editor', 'provider-lead'] as const)(
    'a %s of one district is told who submits',
    async role => {
      const desk = new FakeDesk({ role, scopes: ['su-helper-2016/east-a'] })
      complete(desk, 'east-a')
      renderMonth(desk, '/check')
      expect(await screen.findByText(/A provider editor or lead submits this return/)).toBeTruthy()
      expect(screen.queryByRole('button', { name: /^Submit/ })).toBeNull()
    },
  )

  it('shows everything as it will be read: figures, ratings, reasons, explanations, narrative', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', {
      closed: amount(3),
      achieved: ratio('1'),
      'explain/achieved': { type: 'explanation', text: 'Two moved away', reasons: [], cells: ['achieved' as never] },
      'narrative/month': { type: 'text', paragraphs: ['First.', 'Second.'], audience: 'council' },
    })
    renderMonth(desk, '/check')
    const table = await screen.findByRole('table', { name: 'Figures of A' })
    const row = within(table).getByRole('row', { name: /^achieved achieved/ })
    expect(row.textContent).toContain('33.3 %')
    expect(row.textContent).toContain('Red')
    expect(row.textContent).toContain('against at least 80 %: Red.')
    expect(row.textContent).toContain('Explained: Two moved away')
    expect(screen.getByText('Second.')).toBeTruthy()
  })
})

describe('narrative', () => {
  it('has the contract’s own and each district’s sections, counts words, and is saved on leaving', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk, '/narrative')
    const field = await screen.findByRole('textbox', { name: 'This month, Shepway' })
    expect(screen.getByRole('textbox', { name: 'The contract as a whole, The whole contract' })).toBeTruthy()
    await user.type(field, 'Three words here')
    expect(screen.getByText('3 words · seen by the council')).toBeTruthy()
    await user.tab()
    await waitFor(() =>
      expect(desk.value('east-b', 'narrative/month')).toEqual({
        type: 'text',
        paragraphs: ['Three words here'],
        audience: 'council',
      }),
    )
  })

  it('the contract’s own is not offered to someone who holds only some districts', async () => {
    renderMonth(new FakeDesk({ scopes: ['su-helper-2016/east-a'] }), '/narrative')
    expect(await screen.findByText(/Written by those who hold every district/)).toBeTruthy()
  })
})
