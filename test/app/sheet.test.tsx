// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amount, gap, ratio } from '../domain/small-set.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'
import { fieldNamed, renderMonth, setScreen } from './render.tsx'

const closedIn = (place: string) =>
  screen.getByRole<HTMLInputElement>('textbox', { name: fieldNamed(`closed closed, ${place}`) })
const achievedIn = (place: string, field = 'part') =>
  screen.getByRole<HTMLInputElement>('textbox', { name: fieldNamed(`achieved achieved, ${place}, ${field}`) })
const cellOf = (input: HTMLElement): HTMLElement => {
  const cell = input.closest<HTMLElement>('td')
  if (!cell) throw new Error('not in a cell')
  return cell
}

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

describe('the sheet', () => {
  it('is a table of labelled fields: indicators down, districts across, then the total', () => {
    renderMonth(new FakeDesk())
    const heads = screen.getAllByRole('columnheader').map(head => head.textContent?.replace(/\s*\d+.*$/, ''))
    expect(heads).toEqual(['Code', 'Indicator', 'Target', 'A', 'Shepway', 'C', 'Total'])
    expect(closedIn('Shepway')).toHaveProperty('value', '')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Support, Helper › June 2017')
    expect(screen.getByText('Due 14 July (in 3 working days)')).toBeTruthy()
  })

  it('has no total for someone who holds only some districts', () => {
    renderMonth(new FakeDesk({ scopes: ['su-helper-2016/east-a'] }))
    const heads = screen.getAllByRole('columnheader').map(head => head.textContent)
    expect(heads.some(head => head?.startsWith('Shepway'))).toBe(false)
    expect(heads).not.toContain('Total')
  })

  it('rates what is typed with every key, with the word for those who see no colour', async () => {
    const user = userEvent.setup()
    renderMonth(new FakeDesk())
    await user.type(closedIn('A'), '3')
    expect(cellOf(achievedIn('A')).textContent).toContain('3')
    await user.type(achievedIn('A'), '1')
    expect(within(cellOf(achievedIn('A'))).getByText('Red')).toBeTruthy()
    await user.clear(achievedIn('A'))
    await user.type(achievedIn('A'), '3')
    expect(within(cellOf(achievedIn('A'))).getByText('Green')).toBeTruthy()
  })

  it('Enter goes down and Shift+Enter up, past a cell that is not entered', async () => {
    const user = userEvent.setup()
    renderMonth(new FakeDesk())
    await user.click(closedIn('A'))
    await user.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: fieldNamed('open open, A') }))
    await user.keyboard('{Shift>}{Enter}{/Shift}')
    expect(document.activeElement).toBe(closedIn('A'))
    await user.keyboard('{Control>}{ArrowRight}{/Control}')
    expect(document.activeElement).toBe(closedIn('Shepway'))
  })

  it('Tab passes over "of 4"; "/" opens it, and an overtyped whole is marked and stored', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(4) })
    renderMonth(desk)
    await user.click(achievedIn('A'))
    await user.keyboard('2')
    await user.tab()
    expect(document.activeElement).toBe(achievedIn('Shepway'))
    await user.click(achievedIn('A'))
    await user.keyboard('/')
    await waitFor(() => expect(document.activeElement).toBe(achievedIn('A', 'whole')))
    await user.keyboard('5')
    await user.tab()
    await waitFor(() => expect(desk.value('east-a', 'achieved')).toEqual(ratio('2', '5')))
    expect(cellOf(achievedIn('A', 'whole')).textContent).toContain('typed in place of 4')
  })

  it('shows no error while someone is in the field, and the sentence once she has left it', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk)
    await user.type(closedIn('A'), '12a')
    expect(closedIn('A').getAttribute('aria-invalid')).toBeNull()
    await user.tab()
    await waitFor(() => expect(closedIn('A').getAttribute('aria-invalid')).toBe('true'))
    expect(closedIn('A').value).toBe('12a')
    expect(cellOf(closedIn('A')).textContent).toContain('“12a” is not a number.')
    expect(desk.saves).toEqual([])
    await waitFor(() => expect(screen.getByText('1 error', { selector: 'summary' })).toBeTruthy())
  })

  it('once left, "1,234" is shown as it is stored', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk)
    await user.type(closedIn('A'), '1,234')
    expect(closedIn('A').value).toBe('1,234')
    await user.tab()
    await waitFor(() => expect(closedIn('A').value).toBe('1234'))
    expect(desk.value('east-a', 'closed')).toEqual(amount(1234))
  })

  it('a pull changes every field but the one someone is in', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk)
    await user.type(closedIn('A'), '7')
    act(() => desk.pull('east-a', { closed: amount(3) }))
    act(() => desk.pull('east-b', { closed: amount(8) }))
    expect(closedIn('A').value).toBe('7')
    expect(closedIn('Shepway').value).toBe('8')
  })

  it('Ctrl+Z takes the last entry back, in the field too', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3) })
    renderMonth(desk)
    await user.clear(closedIn('A'))
    await user.type(closedIn('A'), '9')
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(closedIn('A').value).toBe('3'))
    expect(desk.value('east-a', 'closed')).toEqual(amount(3))
    await user.keyboard('{Control>}y{/Control}')
    await waitFor(() => expect(closedIn('A').value).toBe('9'))
  })

  it('"n/a" asks why; the reason is an answer, and Delete takes it away', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk)
    await user.type(achievedIn('A'), 'n/a')
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('radio', { name: 'Not available' }))
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(await within(dialog).findByText(/Say why, in a few words/)).toBeTruthy()
    await user.type(within(dialog).getByLabelText('Why, in a few words'), 'Not recorded')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(desk.value('east-a', 'achieved')).toEqual({ ...gap('not-available'), note: 'Not recorded' }),
    )
    const chosen = await screen.findByRole('button', {
      name: 'achieved achieved, A: Not available: Not recorded. Change',
    })
    chosen.focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(desk.value('east-a', 'achieved')).toBeNull())
    expect(achievedIn('A')).toBeTruthy()
  })

  it('a pasted block is shown before it is written, and written as one save', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    renderMonth(desk)
    await user.click(closedIn('A'))
    fireEvent.paste(closedIn('A'), { clipboardData: { getData: () => '3\t4\n5\tx' } })
    const dialog = await screen.findByRole('dialog', { name: 'Paste these figures?' })
    expect(dialog.textContent).toContain('open, Shepway: “x”')
    expect(desk.saves).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Paste 3 figures' }))
    await waitFor(() => expect(desk.saves).toHaveLength(1))
    expect(desk.saves[0]?.map(edit => [edit.sheet, edit.cell])).toEqual([
      [sheetFor('east-a'), 'closed'],
      [sheetFor('east-b'), 'closed'],
      [sheetFor('east-a'), 'open'],
    ])
    await waitFor(() => expect(closedIn('Shepway').value).toBe('4'))
  })

  it('cannot be typed in once submitted, says so, and offers to take it back', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3) })
    desk.setSheet('east-a', { state: 'submitted' })
    renderMonth(desk)
    expect(screen.queryByRole('textbox', { name: fieldNamed('closed closed, A') })).toBeNull()
    expect(closedIn('Shepway')).toBeTruthy()
    expect(screen.getByRole('note').textContent).toContain('A: Submitted. Take it back to change anything')
    await user.click(screen.getByRole('button', { name: 'Take back' }))
    await waitFor(() => expect(closedIn('A').value).toBe('3'))
    expect(desk.takenBack).toEqual([[sheetFor('east-a')]])
  })

  it('does not tell somebody to take back what her role cannot', () => {
    const desk = new FakeDesk({ role: 'field-worker' })
    desk.setSheet('east-a', { state: 'submitted' })
    renderMonth(desk)
    expect(screen.getByRole('note').textContent).toContain('A: Submitted. Your lead can take it back')
    expect(screen.queryByRole('button', { name: /Take back/ })).toBeNull()
  })

  it('shows what is worked out from other figures live, and never as a field', async () => {
    const user = userEvent.setup()
    renderMonth(new FakeDesk())
    const row = screen.getByRole('row', { name: /openshare/ })
    expect(within(row).queryByRole('textbox')).toBeNull()
    await user.type(closedIn('A'), '3')
    await user.type(screen.getByRole('textbox', { name: fieldNamed('open open, A') }), '1')
    expect(within(row).getAllByRole('cell')[2]?.textContent).toContain('25.0 %')
  })

  it('asks for an annual figure only when it is due: until then the last one stands, with its month', () => {
    const desk = new FakeDesk()
    desk.change({ histories: new Map([['su-helper-2016/east-a', { '2017-05': { survey: ratio('9', '10') } }]]) })
    renderMonth(desk)
    const row = screen.getByRole('row', { name: /^survey/ })
    expect(within(row).queryByRole('textbox')).toBeNull()
    const [, , a, shepway] = within(row).getAllByRole('cell')
    expect(a?.textContent).toContain('90.0 % May')
    expect(a?.textContent).toContain('due in May')
    expect(shepway?.textContent).toContain('not due')
  })

  it('a pull changes no field that someone is in, touched or not', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(5) })
    renderMonth(desk)
    await user.click(closedIn('A'))
    act(() => desk.pull('east-a', { closed: amount(8) }))
    expect(closedIn('A').value).toBe('5')
    await user.tab()
    await waitFor(() => expect(closedIn('A').value).toBe('8'))
  })

  it('tells the reason, the direction and the last months of the cell someone is in', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.change({
      histories: new Map([
        ['su-helper-2016/east-a', { '2017-05': { achieved: ratio('8', '13'), closed: amount(13) } }],
      ]),
    })
    desk.pull('east-a', { closed: amount(3), achieved: ratio('1') })
    renderMonth(desk)
    await user.click(achievedIn('A'))
    const dock = screen.getByRole('complementary', { name: 'The figure in focus' })
    expect(dock.textContent).toContain('33.3 % (1 of 3) against at least 80 %: Red. Amber begins at 65 %.')
    expect(dock.textContent).toContain('Worsened from 61.5 %')
    await user.type(
      within(dock).getByRole('textbox', { name: 'Explanation of achieved achieved, A' }),
      'Two families moved away',
    )
    await user.tab()
    await waitFor(() =>
      expect(desk.value('east-a', 'explain/achieved')).toEqual({
        type: 'explanation',
        text: 'Two families moved away',
        reasons: [],
        cells: ['achieved'],
      }),
    )
  })
})

describe('the district view', () => {
  it('takes the place of the sheet where there is no room for it, and says what is left in each district', async () => {
    setScreen(false)
    const desk = new FakeDesk()
    renderMonth(desk)
    expect(await screen.findByRole('heading', { level: 2, name: 'A (1 of 3)' })).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
    const all = screen.getByRole('navigation', { name: 'Districts' })
    const user = userEvent.setup()
    await user.type(closedIn('A'), '3')
    await user.type(achievedIn('A'), '1')
    expect(screen.getByText(/33\.3 % \(1 of 3\) against at least 80 %: Red/)).toBeTruthy()
    await user.click(within(all).getByRole('link', { name: 'Shepway ›' }))
    expect(await screen.findByRole('heading', { level: 2, name: 'Shepway (2 of 3)' })).toBeTruthy()
    await waitFor(() => expect(desk.value('east-a', 'achieved')).toEqual(ratio('1')))
  })

  it('leaves an explanation its own paste and its own undo', async () => {
    setScreen(false)
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3), achieved: ratio('1') })
    renderMonth(desk)
    const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Explanation of achieved/ })
    await user.click(text)
    await user.paste('One family moved.\n\nAnother\tdid too.')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(text.value).toContain('Another\tdid too.')
    fireEvent.keyDown(text, { key: 'z', ctrlKey: true })
    await user.tab()
    await waitFor(() => expect(desk.value('east-a', 'explain/achieved')).toMatchObject({ text: text.value }))
  })
})
