// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import { everywhere } from '../../src/domain/ids.ts'
import type { PlaceHistory } from '../../src/domain/reading.ts'
import { everyKind } from '../domain/every-kind.ts'
import { amount, contract, gap, printed, ratio } from '../domain/small-set.ts'
import { FakeDesk } from './fake-desk.ts'
import { fieldNamed, renderMonth, setScreen } from './render.tsx'

/** A desk whose set has every kind of indicator. */
function deskOfEveryKind(
  options: ConstructorParameters<typeof FakeDesk>[0] & { readonly history?: PlaceHistory } = {},
): FakeDesk {
  const desk = new FakeDesk(options)
  desk.change({
    set: everyKind,
    ...(options.history ? { histories: new Map([[`${contract.id}/east-a`, options.history]]) } : {}),
  })
  return desk
}

const row = (code: string): HTMLElement => {
  const found = screen.getAllByRole('row').find(one => one.querySelector('td')?.textContent === code)
  if (!found) throw new Error(`no row ${code}`)
  return found
}
const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name: fieldNamed(name) })
const cellAt = (place: string, id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-cell="${place}/${id}"]`)
  if (!found) throw new Error(`no cell ${place}/${id}`)
  return found
}
const explanation = (reasons: readonly string[], text = ''): CellValue => ({
  type: 'explanation',
  text,
  reasons: [...reasons],
  cells: [],
})

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

describe('a figure in arrears', () => {
  it('is named after the month it is of, in the sheet, to a screen reader and on the check page', async () => {
    const desk = deskOfEveryKind()
    const drawn = renderMonth(desk)
    expect(within(row('checked')).getByRole('rowheader').textContent).toBe('checked of May 2017')
    expect(box('checked checked of May 2017, A')).toBeTruthy()
    drawn.unmount()
    renderMonth(desk, '/check')
    expect(await screen.findAllByRole('rowheader', { name: 'checked of May 2017' })).not.toHaveLength(0)
  })
})

describe('a figure of the whole contract', () => {
  it('is typed once in the sheet, is owed once, and has no cell in any district', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    renderMonth(desk)
    expect(cellAt('east-a', 'staff').textContent).toBe('–')
    await user.type(box('staff staff, The whole contract'), '7')
    await user.tab()
    await waitFor(() => expect(desk.value('all', 'staff')).toEqual(amount(7)))
  })

  it('has a page of its own where one district fills the screen', async () => {
    setScreen(false)
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    renderMonth(desk, `/district/${everywhere}`)
    await user.type(await screen.findByRole('textbox', { name: fieldNamed('staff staff, The whole contract') }), '7')
    await user.tab()
    await waitFor(() => expect(desk.value('all', 'staff')).toEqual(amount(7)))
    expect(screen.queryByRole('textbox', { name: /^closed/ })).toBeNull()
  })

  it('is on the check page, with what is missing', async () => {
    renderMonth(deskOfEveryKind(), '/check')
    const table = await screen.findByRole('table', { name: 'Figures of The whole contract' })
    expect(within(table).getByRole('rowheader', { name: 'staff' })).toBeTruthy()
    expect(screen.getByText('staff staff, The whole contract: no answer yet')).toBeTruthy()
  })

  it('is not asked of someone who holds one district only', async () => {
    setScreen(false)
    renderMonth(deskOfEveryKind({ scopes: [`${contract.id}/east-a`] }), `/district/${everywhere}`)
    expect(await screen.findByText(/is not one of yours/)).toBeTruthy()
  })
})

describe('figures that are not due, rolling, of the year, or for information', () => {
  const history: PlaceHistory = {
    '2017-04': { rolling: amount(9) },
    '2017-05': { annual: amount(12), rolling: amount(9) },
  }

  it('an annual figure stands under the month it was given, and is rated; a quarterly one is asked for in its months', async () => {
    renderMonth(deskOfEveryKind({ history }))
    expect(cellAt('east-a', 'annual').textContent).toContain('12 May')
    expect(within(cellAt('east-a', 'annual')).getByText('Green')).toBeTruthy()
    expect(within(cellAt('east-a', 'annual')).queryByRole('textbox')).toBeNull()
    expect(box('quarterly quarterly, A')).toBeTruthy()
    expect(cellAt('east-a', 'not-now').textContent).toContain('not due')
    expect(within(cellAt('east-a', 'not-now')).queryByRole('textbox')).toBeNull()
  })

  it('a rolling figure is rated over three months: 9, 9 and 12 make 10', async () => {
    const user = userEvent.setup()
    renderMonth(deskOfEveryKind({ history }))
    await user.type(box('rolling rolling, A'), '11')
    expect(within(cellAt('east-a', 'rolling')).getByText('Red')).toBeTruthy()
    await user.clear(box('rolling rolling, A'))
    await user.type(box('rolling rolling, A'), '12')
    expect(within(cellAt('east-a', 'rolling')).getByText('Green')).toBeTruthy()
  })

  it('an information figure is typed and not rated; a population estimate may be passed; a derived one is not typed', async () => {
    const user = userEvent.setup()
    renderMonth(deskOfEveryKind())
    await user.type(box('info info, A'), '5')
    await user.type(box('year year, A'), '50')
    await user.type(box('twelve twelve, A'), '500')
    await user.type(box('registered registered, A, part'), '19')
    await user.type(box('registered registered, A, whole'), '16')
    await user.type(box('closed closed, A'), '3')
    await user.type(box('open open, A'), '4')
    await user.tab()
    expect(cellAt('east-a', 'info').textContent).not.toMatch(/Green|Amber|Red/)
    expect(box('registered registered, A, part').getAttribute('aria-invalid')).toBeNull()
    expect(cellAt('east-a', 'seen').textContent).toContain('7')
    expect(within(cellAt('east-a', 'seen')).queryByRole('textbox')).toBeNull()
    expect(screen.getByText('No errors')).toBeTruthy()
  })

  it('counts only what is owed: no annual figure, nothing of the council’s, nothing derived', () => {
    renderMonth(deskOfEveryKind())
    // 12 in each of three districts, and one of the whole contract.
    expect(screen.getByText('Done 0 of 37')).toBeTruthy()
  })
})

describe('a figure of the council’s', () => {
  it('is said to come, and is not typed', () => {
    renderMonth(deskOfEveryKind())
    expect(cellAt('east-a', 'counted').textContent).toContain('The council will supply this.')
    expect(within(cellAt('east-a', 'counted')).queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('region', { name: 'Figures from the council' })).toBeNull()
  })

  it('is agreed or disputed in its cell; a dispute without a reason or an own figure is an error', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    desk.pull('east-a', { counted: amount(12) })
    renderMonth(desk)
    await user.click(await within(cellAt('east-a', 'counted')).findByRole('button', { name: /counted counted, A: 12/ }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: /^Dispute/ }))
    expect(desk.value('east-a', 'answer/counted')).toEqual({ ...explanation(['dispute']), cells: ['counted'] })
    await waitFor(() => expect(screen.getByText('1 error', { selector: 'summary' })).toBeTruthy())
    await user.type(within(dialog).getByRole('textbox', { name: 'Your own figure of counted counted, A' }), '14')
    await user.click(within(dialog).getByRole('button', { name: 'Done' }))
    await waitFor(() => expect(desk.value('east-a', 'own/counted')).toEqual(amount(14)))
    await waitFor(() => expect(screen.getByText('No errors')).toBeTruthy())
    expect(desk.value('east-a', 'counted')).toEqual(amount(12))
    expect(within(cellAt('east-a', 'counted')).getByRole('button').textContent).toContain('disputed')
  })

  it('is agreed for a whole district at once, and undone at once', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    desk.pull('east-a', { counted: amount(12), repeat: printed('33.3') })
    desk.pull('east-b', { counted: amount(2) })
    renderMonth(desk)
    const bar = await screen.findByRole('region', { name: 'Figures from the council' })
    expect(bar.textContent).toContain('A: 2 figures from the council, 2 to answer')
    await user.click(within(bar).getByRole('button', { name: 'Agree with all 2 of A' }))
    await waitFor(() => expect(bar.textContent).toContain('A: 2 figures from the council, all answered'))
    expect(desk.value('east-a', 'answer/repeat')).toMatchObject({ reasons: ['agree'] })
    expect(desk.value('east-b', 'answer/counted')).toBeUndefined()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(bar.textContent).toContain('2 to answer'))
  })

  it('is answered in the district view too, a whole district disputed with one reason', async () => {
    setScreen(false)
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    desk.pull('east-a', { counted: amount(12), repeat: printed('33.3') })
    renderMonth(desk, '/district/east-a')
    await user.click(await screen.findByRole('button', { name: 'Dispute all 2 of A' }))
    const dialog = screen.getByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Dispute' }))
    expect(within(dialog).getByText('Say why they are disputed')).toBeTruthy()
    await user.type(within(dialog).getByRole('textbox'), 'Counted twice')
    await user.click(within(dialog).getByRole('button', { name: 'Dispute' }))
    await waitFor(() => expect(desk.value('east-a', 'answer/repeat')).toMatchObject({ text: 'Counted twice' }))
    await user.click(screen.getByRole('button', { name: 'Agree: counted counted, A' }))
    expect(desk.value('east-a', 'answer/counted')).toMatchObject({ reasons: ['agree'] })
  })
})

describe('a figure in lines', () => {
  it('is opened with +, added up live, and shown as a sum that is not typed over', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    renderMonth(desk)
    await user.click(box('visits visits, A'))
    await user.keyboard('+')
    const dialog = await screen.findByRole('dialog', { name: 'visits visits, A' })
    for (const [worker, figure] of [
      ['J.S.', '4'],
      ['Deputy manager', '3'],
    ] as const) {
      await user.type(within(dialog).getByLabelText('Add a worker'), worker)
      await user.click(within(dialog).getByRole('button', { name: 'Add a line' }))
      await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Worker/))
      await user.keyboard(figure)
    }
    expect(dialog.querySelector('output')?.textContent).toBe('7')
    await user.click(within(dialog).getByRole('button', { name: 'Done' }))
    await waitFor(() => expect(desk.value('east-a', 'visits/js')).toEqual(amount(4)))
    expect(desk.value('east-a', 'visits/deputy-manager')).toEqual(amount(3))
    expect(desk.value('east-a', 'visits')).toBeUndefined()
    expect(within(cellAt('east-a', 'visits')).queryByRole('textbox')).toBeNull()
    expect((await within(cellAt('east-a', 'visits')).findByRole('button')).textContent).toBe('7 2 lines')
  })

  it('takes what somebody else adds while it is open, and neither overwrites the other', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    desk.pull('east-a', { 'visits/js': amount(4) })
    renderMonth(desk)
    await user.click(await within(cellAt('east-a', 'visits')).findByRole('button'))
    const dialog = await screen.findByRole('dialog')
    const mine = within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Worker JS, visits visits, A' })
    await user.clear(mine)
    await user.type(mine, '6')
    act(() => desk.pull('east-a', { 'visits/ab': amount(10) }))
    expect(mine.value).toBe('6')
    expect(dialog.querySelector('output')?.textContent).toBe('16')
    await user.click(within(dialog).getByRole('button', { name: 'Remove Worker AB' }))
    await waitFor(() => expect(dialog.querySelector('output')?.textContent).toBe('6'))
  })

  it('warns of a name, refuses a second line of the same worker and a day of another month', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    desk.pull('east-a', { 'visits/js': amount(4), 'sessions/2017-06-14': amount(4) })
    renderMonth(desk)
    await user.click(await within(cellAt('east-a', 'visits')).findByRole('button'))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Add a worker'), 'J S')
    await user.click(within(dialog).getByRole('button', { name: 'Add a line' }))
    expect(within(dialog).getByText('Worker JS has a line already')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Done' }))
    await user.click(await within(cellAt('east-a', 'sessions')).findByRole('button'))
    const days = await screen.findByRole('dialog', { name: 'sessions sessions, A' })
    expect(within(days).getByRole('rowheader', { name: '14 June' })).toBeTruthy()
    await user.type(within(days).getByLabelText('Add a date'), '2017-07-01')
    await user.click(within(days).getByRole('button', { name: 'Add a line' }))
    expect(within(days).getByText('Choose a day of this month')).toBeTruthy()
  })

  it('of centres: each of the district’s, part and whole added up; 3 of 2 is an error at its line', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind()
    desk.pull('east-a', { 'attended/east-a-hall': ratio(3, 2), 'attended/east-a-mill': ratio(1, 10) })
    renderMonth(desk)
    await waitFor(() => expect(screen.getByText('1 error', { selector: 'summary' })).toBeTruthy())
    const pressed = await within(cellAt('east-a', 'attended')).findByRole('button')
    expect(pressed.textContent).toBe('4 of 12 2 lines')
    await user.click(pressed)
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText(/3 of 2: the part cannot be more than the whole/)).toBeTruthy()
    expect(within(dialog).queryByRole('option', { name: 'The Hall' })).toBeNull()
  })
})

describe('earlier months', () => {
  const history: PlaceHistory = {
    '2017-04': { closed: amount(5) },
    '2017-05': { closed: amount(65), open: gap('to-follow'), visits: gap('to-follow'), attended: ratio(1, 4) },
  }

  it('figures still to follow head the sheet, are typed there, and stop nothing', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind({ history })
    renderMonth(desk)
    expect(await screen.findByText('2 figures of May 2017 are still to follow.')).toBeTruthy()
    await user.type(box('open open, A, May 2017'), '31')
    await user.tab()
    await waitFor(() => expect(desk.value('east-a', 'earlier/open_2017-05')).toEqual(amount(31)))
    expect(
      await screen.findByText(/1 figure of May 2017 is still to follow\. 1 earlier figure given here\./),
    ).toBeTruthy()
    expect(screen.getByText('Done 0 of 37')).toBeTruthy()
    expect(screen.getByText('No errors')).toBeTruthy()
  })

  it('another figure for May is proposed from its month, says why, is listed, and is taken back', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind({ history })
    renderMonth(desk)
    await user.click(box('closed closed, A'))
    await user.click(await screen.findByRole('button', { name: /65.*Propose another figure for May 2017/ }))
    const dialog = await screen.findByRole('dialog', { name: 'closed closed, A, May 2017' })
    const figure = within(dialog).getByRole('textbox', { name: /^Another figure/ })
    await user.type(figure, '62')
    await user.tab()
    expect(await within(dialog).findByText('Say why it is to be corrected.')).toBeTruthy()
    await user.type(within(dialog).getByRole('textbox', { name: /^Why/ }), 'Three were counted twice')
    await user.click(within(dialog).getByRole('button', { name: 'Done' }))
    await waitFor(() => expect(desk.value('east-a', 'earlier-why/closed_2017-05')).toMatchObject({ cells: ['closed'] }))
    expect(screen.getByText(/62 proposed instead of 65, for the council to decide/)).toBeTruthy()
    await waitFor(() => expect(screen.getByText('No errors')).toBeTruthy())
    await user.click(screen.getByRole('button', { name: /65.*Propose another figure for May 2017/ }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take it back' }))
    await waitFor(() => expect(desk.value('east-a', 'earlier/closed_2017-05')).toBeNull())
    expect(screen.queryByText(/62 proposed/)).toBeNull()
  })

  it('is checked like any figure of its month: 5 of 4 is an error', async () => {
    const desk = deskOfEveryKind({ history })
    desk.pull('east-a', {
      'earlier/attended_2017-05': ratio(5, 4),
      'earlier-why/attended_2017-05': explanation([], 'miscounted'),
    })
    renderMonth(desk, '/check')
    expect((await screen.findAllByText(/5 of 4: the part cannot be more than the whole/)).length).toBeGreaterThan(0)
  })

  it('where May can still be typed in, it leads there instead', async () => {
    const user = userEvent.setup()
    const desk = deskOfEveryKind({ history })
    const [june] = desk.state().collections
    if (!june) throw new Error('no collection')
    desk.change({ collections: [june, { ...june, period: '2017-05' as typeof june.period }] })
    renderMonth(desk)
    await user.click(box('closed closed, A'))
    await user.click(await screen.findByRole('button', { name: /Propose another figure for May 2017/ }))
    expect(await screen.findByRole('link', { name: 'Go to May 2017' })).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: /^Another figure/ })).toBeNull()
  })
})
