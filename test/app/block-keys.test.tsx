// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SheetId } from '../../src/domain/ids.ts'
import { sheetOf } from '../../src/domain/ids.ts'
import { period } from '../../src/domain/time/period.ts'
import { amount, contract, pid, printed, ratio } from '../domain/small-set.ts'
import { FakeDesk, set } from './fake-desk.ts'
import { renderMonth, setScreen } from './render.tsx'

const cellField = (place: string, indicator: string, field = 'value'): HTMLInputElement => {
  const found = document.getElementById(`f-${place}-${indicator}-${field}`)
  if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${place} ${indicator}`)
  return found
}
const said = () => screen.getAllByRole('status').map(one => one.textContent?.trim())
const chosen = () => [...document.querySelectorAll('[data-chosen-cell]')].map(one => one.getAttribute('data-cell'))

/** The keys for blocks are fetched after the sheet: they are there when a press is taken. */
async function ready(): Promise<void> {
  const box = screen.getByRole('region', { name: 'The month’s figures'.replace('’', "'") })
  await waitFor(() => expect(box.hasAttribute('data-blocks')).toBe(true))
}

function copyOf(element: HTMLElement, type: 'copy' | 'cut' = 'copy') {
  const data = new Map<string, string>()
  const event = new Event(type, { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { setData: (kind: string, text: string) => data.set(kind, text) } })
  act(() => {
    element.dispatchEvent(event)
  })
  return data
}

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

async function sheetWith(cells: Readonly<Record<string, ReturnType<typeof amount>>>) {
  const desk = new FakeDesk()
  desk.pull('east-a', cells)
  desk.pull('east-b', { closed: amount(5) })
  renderMonth(desk)
  await ready()
  return { desk, user: userEvent.setup() }
}

describe('a block of cells', () => {
  it('is chosen with Shift and arrows from a cell nobody types in, shown, and said', async () => {
    const { user } = await sheetWith({ closed: amount(4), open: amount(37) })
    cellField('east-a', 'closed').focus()
    cellField('east-a', 'closed').select()
    await user.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}')
    expect(chosen()).toEqual(['east-a/closed', 'east-b/closed', 'east-a/open', 'east-b/open'])
    expect(said()).toContain('2 by 2 cells chosen')
    await user.keyboard('{Escape}')
    expect(chosen()).toEqual([])
  })

  it('leaves Shift and arrows to the field while something is typed in it', async () => {
    const { user } = await sheetWith({})
    await user.type(cellField('east-a', 'closed'), '12')
    await user.keyboard('{Shift>}{ArrowLeft}{/Shift}')
    expect(chosen()).toEqual([])
  })

  it('is chosen with Shift and a click, and let go by another', async () => {
    const { user } = await sheetWith({})
    await user.click(cellField('east-a', 'closed'))
    fireEvent.mouseDown(cellField('east-b', 'open'), { shiftKey: true, button: 0 })
    expect(chosen()).toHaveLength(4)
    fireEvent.mouseDown(cellField('west-c', 'closed'), { button: 0 })
    expect(chosen()).toEqual([])
  })

  it('is copied as text and table that paste back, and cut or emptied as one deed that undo brings back', async () => {
    const { desk, user } = await sheetWith({
      closed: amount(4),
      open: amount(37),
      achieved: ratio('1'),
      caseload: { type: 'gap', reason: 'not-available', note: 'nobody counted' },
    })
    cellField('east-a', 'closed').focus()
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowRight}{/Shift}')
    const copied = copyOf(cellField('east-a', 'closed'))
    const [first = '', second = ''] = copied.get('text/plain')?.split('\r\n') ?? []
    expect([first, second]).toEqual(['4\t5', '37\t'])
    expect(copied.get('text/html')).toContain('<td>37</td>')
    expect(said()).toContain('3 by 2 cells copied')
    const saves = desk.saves.length
    await user.keyboard('{Delete}')
    await waitFor(() => expect(desk.value('east-b', 'closed')).toBeNull())
    expect(desk.saves).toHaveLength(saves + 1)
    expect(desk.value('east-a', 'closed')).toBeNull()
    await waitFor(() => expect(said().some(one => /cells emptied/.test(one ?? ''))).toBe(true))
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(desk.value('east-a', 'open')).toEqual(amount(37)))
    expect(desk.value('east-b', 'closed')).toEqual(amount(5))
    await waitFor(() => expect(said().some(one => /^Undone: \d+ cells$/.test(one ?? ''))).toBe(true))
  })

  it('takes one pasted cell into each of its cells, from its first corner', async () => {
    const { user } = await sheetWith({ closed: amount(4) })
    cellField('east-b', 'open').focus()
    await user.keyboard('{Shift>}{ArrowUp}{ArrowLeft}{/Shift}')
    fireEvent.paste(cellField('east-b', 'open'), { clipboardData: { getData: () => '0' } })
    const dialog = await screen.findByRole('dialog', { name: 'Paste these figures?' })
    expect(dialog.textContent).toContain('4 figures fit')
    expect(dialog.textContent).toContain('2 figures there now are replaced')
    expect(within(dialog).getByRole('table').textContent).toContain('0 (now 4)')
  })
})

describe('a pasted block that fits both ways', () => {
  it('is taken as it is, and can be turned round before it is written', async () => {
    const { desk, user } = await sheetWith({})
    await user.click(cellField('east-a', 'closed'))
    fireEvent.paste(cellField('east-a', 'closed'), { clipboardData: { getData: () => '1\t2\n3\t4' } })
    const dialog = await screen.findByRole('dialog', { name: 'Paste these figures?' })
    await user.click(within(dialog).getByRole('button', { name: 'Turn it round (lines as columns)' }))
    expect(dialog.textContent).toContain('The block is turned round: its lines are taken as columns.')
    await user.click(within(dialog).getByRole('button', { name: 'Paste 4 figures' }))
    await waitFor(() => expect(desk.value('east-b', 'closed')).toEqual(amount(3)))
    expect(desk.value('east-a', 'open')).toEqual(amount(2))
  })
})

describe('undo', () => {
  it('says what it undid, and what it did again', async () => {
    const { user } = await sheetWith({})
    await user.type(cellField('east-a', 'closed'), '9')
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(said()).toContain('Undone: closed, A'))
    await user.keyboard('{Control>}y{/Control}')
    await waitFor(() => expect(said()).toContain('Done again: closed, A'))
  })

  it('takes back what is typed and cannot be saved, before any figure', async () => {
    const { desk, user } = await sheetWith({ closed: amount(3) })
    await user.type(cellField('east-a', 'open'), '7')
    await user.click(cellField('east-a', 'closed'))
    await user.clear(cellField('east-a', 'closed'))
    await user.type(cellField('east-a', 'closed'), '12a')
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(cellField('east-a', 'closed').value).toBe('3'))
    expect(desk.value('east-a', 'open')).toEqual(amount(7))
    expect(desk.value('east-a', 'closed')).toEqual(amount(3))
    expect(desk.state().drafts).toEqual([])
  })
})

describe('same as last month', () => {
  const posts = {
    ...set,
    indicators: set.indicators.map(one => (one.id === 'caseload' ? { ...one, carries: 'whole' as const } : one)),
  }
  const may = (place: string): SheetId => sheetOf(contract.id, pid(place), period('2017-05'))
  const withMay = () => {
    const desk = new FakeDesk()
    desk.change({ set: posts })
    desk.pull('east-a', { open: amount(37) })
    const cells = new Map([['caseload', { value: ratio('30', '2.3'), base: null, standing: 'received' }]])
    const view = { sheet: may('east-a'), state: 'accepted', submission: null, submitting: null, cells }
    desk.change({ sheets: new Map(desk.state().sheets).set(may('east-a'), view as never) })
    return desk
  }

  it('takes the posts of the month before in one deed, marked until they are retyped', async () => {
    const desk = withMay()
    renderMonth(desk)
    await ready()
    const user = userEvent.setup()
    cellField('east-a', 'caseload', 'whole').focus()
    const saves = desk.saves.length
    fireEvent.keyDown(cellField('east-a', 'caseload', 'whole'), { key: "'", ctrlKey: true })
    await waitFor(() => expect(desk.value('east-a', 'caseload')).toEqual(ratio(undefined, '2.3')))
    expect(desk.saves).toHaveLength(saves + 1)
    expect(desk.value('east-a', 'carried/caseload')).toEqual({
      type: 'explanation',
      text: '',
      reasons: ['2017-05'],
      cells: ['caseload'],
    })
    const cell = cellField('east-a', 'caseload', 'whole').closest('td')
    await waitFor(() => expect(cell?.textContent).toContain('Carried from May 2017.'))
    await user.clear(cellField('east-a', 'caseload', 'whole'))
    await user.type(cellField('east-a', 'caseload', 'whole'), '3')
    await waitFor(() => expect(cell?.textContent).not.toContain('Carried from'))
    await user.tab()
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(cell?.textContent).toContain('Carried from May 2017.'))
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(desk.value('east-a', 'caseload')).toBeNull())
    expect(desk.value('east-a', 'carried/caseload')).toBeNull()
  })

  it('says why not where the month before was published without its parts, or the indicator is counted anew', async () => {
    const desk = new FakeDesk()
    const history = { '2017-05': { caseload: printed('16.1') } }
    desk.change({ set: posts, histories: new Map([[`${contract.id}/east-a`, history]]) as never })
    renderMonth(desk)
    await ready()
    cellField('east-a', 'caseload', 'whole').focus()
    fireEvent.keyDown(cellField('east-a', 'caseload', 'whole'), { key: "'", ctrlKey: true })
    await waitFor(() =>
      expect(said()).toContain(
        'May 2017 was published as one figure, without its part and whole: there is nothing to carry over.',
      ),
    )
    fireEvent.keyDown(cellField('east-a', 'closed'), { key: "'", ctrlKey: true })
    await waitFor(() => expect(said()).toContain('This is counted anew every month: it is not carried over.'))
    expect(desk.saves).toEqual([])
    fireEvent.keyDown(cellField('east-a', 'caseload', 'whole'), { key: 'ArrowDown', altKey: true })
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('Same as last month is not offered. May 2017 was published as one figure')
  })
})

describe('cells that cannot be typed in', () => {
  it('are gone through with plain arrows, and Enter goes on from them', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3), open: amount(2) })
    desk.setSheet('east-a', { state: 'submitted' })
    renderMonth(desk)
    await ready()
    const user = userEvent.setup()
    const shown = (id: string) => document.querySelector<HTMLElement>(`[data-cell="east-a/${id}"] [data-main]`)
    shown('closed')?.focus()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(shown('open'))
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(cellField('east-b', 'open'))
    shown('closed')?.focus()
    await user.keyboard('{Enter}')
    expect(document.activeElement).toBe(shown('open'))
  })
})
