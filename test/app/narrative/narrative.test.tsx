// @vitest-environment jsdom
/** The narrative page: what is printed where, who may write, warnings, last month's, and that no paragraph is lost. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { narrativeValue } from '../../../src/app/sheet/work/texts.ts'
import type { CellView, SheetView } from '../../../src/device/desk.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { type CellKey, everywhere, type Instant, type OpId, type PersonId, sheetOf } from '../../../src/domain/ids.ts'
import { period } from '../../../src/domain/time/period.ts'
import { contract, pid } from '../../domain/small-set.ts'
import { FakeDesk, sheetFor } from '../fake-desk.ts'
import { renderMonth, setScreen } from '../render.tsx'

beforeEach(() => setScreen(true))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const at = '2017-07-11T08:30:00.000Z' as Instant
const text = (...paragraphs: string[]): CellValue => ({ type: 'text', paragraphs, audience: 'council' })
const explained = (words: string, ...cells: string[]): CellValue => ({
  type: 'explanation',
  text: words,
  reasons: [],
  cells: cells as CellKey[],
})
const field = (place = 'A') => screen.findByRole<HTMLTextAreaElement>('textbox', { name: `This month, ${place}` })
const groupOf = (input: HTMLElement): HTMLElement => {
  const group = input.closest<HTMLElement>('.govuk-form-group')
  if (group === null) throw new Error('not in a group')
  return group
}
const open = async (desk: FakeDesk) => {
  const drawn = renderMonth(desk, '/narrative')
  return { ...drawn, input: await field() }
}
/** The month before, as this device has it. */
function withMay(desk: FakeDesk, ...paragraphs: string[]): FakeDesk {
  const sheet = sheetOf(contract.id, pid('east-a'), period('2017-05'))
  const cell: CellView = { value: text(...paragraphs), base: null, standing: 'received' }
  const view: SheetView = {
    sheet,
    state: 'accepted',
    submission: null,
    submitting: null,
    cells: new Map([['narrative/month' as CellKey, cell]]),
  }
  desk.change({ sheets: new Map(desk.state().sheets).set(sheet, view) })
  return desk
}

describe('what is printed in the narrative', () => {
  it('is the contract’s own text, each district’s, and explanations under their codes with a way to their cell', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', {
      'explain/closed': explained('Two left.', 'closed'),
      'explain/achieved': explained('Few closed.', 'achieved', 'closed'),
      'explain/open': explained('  ', 'open'),
    })
    desk.pull(everywhere, { 'explain/closed': explained('One system.', 'east-a/closed', 'east-b/closed') })
    await open(desk)
    const one = screen.getByRole('region', { name: 'A' })
    expect(
      within(one)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['closed A: Two left.', 'closed and achieved A: Few closed.'])
    expect(within(one).getByRole('link', { name: 'closed A' }).getAttribute('href')).toMatch(/\?at=east-a\/closed$/)
    const whole = screen.getByRole('region', { name: 'The whole contract' })
    expect(
      within(whole)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['closed A and Shepway: One system.'])
    expect(within(screen.getByRole('region', { name: 'Shepway' })).queryByRole('listitem')).toBeNull()
  })

  it('is hers alone where she holds one district', async () => {
    await open(new FakeDesk({ role: 'field-worker', scopes: ['su-helper-2016/east-a'] }))
    expect(screen.getAllByRole('textbox').map(input => input.getAttribute('aria-label'))).toEqual(['This month, A'])
    expect(screen.getByText('Written by those who hold every district of this contract.')).toBeTruthy()
  })

  it('says that nothing was written, in place of an empty field nobody can write in', async () => {
    const desk = new FakeDesk()
    desk.setSheet('east-a', { state: 'submitted' })
    renderMonth(desk, '/narrative')
    const region = await screen.findByRole('region', { name: 'A' })
    expect(within(region).queryByRole('textbox')).toBeNull()
    expect(within(region).getByText('Nothing written.')).toBeTruthy()
    desk.setSheet('east-a', { state: 'sent-back' })
    expect((await field()).readOnly).toBe(false)
  })

  it('is read only once submitted, and opens when it is sent back', async () => {
    const desk = withMay(new FakeDesk(), 'May was quiet.')
    desk.setSheet('east-a', { state: 'submitted' })
    desk.pull('east-a', { 'narrative/month': text('Mum Zeb lives at ME10 4HT.') })
    const { input } = await open(desk)
    expect(input.readOnly).toBe(true)
    expect(within(groupOf(input)).queryByRole('button', { name: /May 2017/ })).toBeNull()
    expect(screen.queryByRole('list', { name: 'May be personal data' })).toBeNull()
    desk.setSheet('east-a', { state: 'sent-back' })
    await waitFor(() => expect(input.readOnly).toBe(false))
    expect(await screen.findByRole('list', { name: 'May be personal data' })).toBeTruthy()
  })
})

describe('warnings', () => {
  it('come when the text has come to rest, and are looked at one rule at a time, never with what was found', async () => {
    const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map(level => vi.spyOn(console, level))
    const user = userEvent.setup()
    const desk = new FakeDesk()
    const { input } = await open(desk)
    await user.type(input, 'Went to ME10 4HT, aged 7.')
    expect(screen.queryByText('Looks like a full postcode')).toBeNull()
    await screen.findByText('Looks like a full postcode')
    await user.click(screen.getByRole('button', { name: 'Show (a full postcode)' }))
    expect(input.value.slice(input.selectionStart, input.selectionEnd)).toBe('ME10 4HT')
    await user.click(screen.getByRole('button', { name: 'Looked at: not personal data (a full postcode)' }))
    await waitFor(() => expect(screen.queryByText('Looks like a full postcode')).toBeNull())
    expect(screen.getByText('Looks like a person’s age')).toBeTruthy()
    expect(desk.value('east-a', 'cleared/narrative_month')).toEqual({
      type: 'explanation',
      text: '',
      reasons: ['postcode:1'],
      cells: ['narrative/month'],
    })
    expect(document.activeElement).toBe(input)
    expect(said.flatMap(one => one.mock.calls).filter(call => JSON.stringify(call).includes('ME10'))).toEqual([])
  })

  it('that two people looked at differently are looked at again, and then stop nobody', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { 'narrative/month': text('ME10 4HT and CT1 2NX') })
    const looked = (count: number): CellValue =>
      ({ ...explained('', 'narrative/month'), reasons: [`postcode:${count}`] }) as CellValue
    const view = desk.state().sheets.get(sheetFor('east-a'))
    desk.setSheet('east-a', {})
    const by = { id: 'two' as PersonId, name: 'Another editor' }
    const token = '0190a0a0-0000-7000-8000-000000000902' as OpId
    const sides = [{ value: looked(2), token, by, deviceTime: at, receivedAt: at }]
    const twice: CellView = { value: looked(1), base: token, standing: 'received', by, at, sides }
    if (view === undefined) throw new Error('no return')
    desk.change({
      sheets: new Map(desk.state().sheets).set(sheetFor('east-a'), {
        ...view,
        cells: new Map(view.cells).set('cleared/narrative_month' as CellKey, twice),
      }),
    })
    await open(desk)
    await user.click(await screen.findByRole('button', { name: 'Looked at again: not personal data' }))
    await waitFor(() =>
      expect(desk.saves.at(-1)).toMatchObject([
        { cell: 'cleared/narrative_month', chosen: true, value: { reasons: ['postcode:2'] } },
      ]),
    )
  })

  it('that nobody has looked at are listed on the check page, of every kind of text', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', {
      'narrative/month': text('ME10 4HT'),
      'explain/closed': explained('Mum Zeb rang.', 'closed'),
      open: { type: 'gap', reason: 'not-available', note: 'Ask some.body@example.org' },
    })
    renderMonth(desk, '/check')
    const list = await screen.findByRole('region', { name: '3 texts that may hold personal data' })
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(/^This month, A: Looks like a full postcode\./),
      expect.stringMatching(/^Explanation of closed closed, A: Looks like a person’s name\./),
      expect.stringMatching(/^open open, A: Looks like an e-mail address\./),
    ])
    await user.click(within(list).getByRole('button', { name: /open open, A/ }))
    await waitFor(() => expect(desk.value('east-a', 'cleared/open')).toMatchObject({ reasons: ['email:1'] }))
    await screen.findByRole('region', { name: '2 texts that may hold personal data' })
  })
})

describe('the month before', () => {
  it('is offered as a start, marked until it is changed, and undone like any edit', async () => {
    const user = userEvent.setup()
    const desk = withMay(new FakeDesk(), 'May was quiet.', 'Two left.')
    const { input } = await open(desk)
    await user.click(screen.getByRole('button', { name: 'Start from May 2017’s text' }))
    await waitFor(() => expect(input.value).toBe('May was quiet.\n\nTwo left.'))
    expect(groupOf(input).textContent).toContain('As in May 2017: this text has not been changed yet.')
    await user.clear(input)
    await user.type(input, 'May was quiet.')
    expect(groupOf(input).textContent).toContain('some of this text has not been changed yet.')
    await user.clear(input)
    await user.type(input, 'June was busy.')
    await user.click(screen.getByRole('button', { name: 'Insert May 2017’s text below' }))
    await waitFor(() => expect(input.value).toBe('June was busy.\n\nMay was quiet.\n\nTwo left.'))
    await user.click(screen.getByRole('button', { name: /Undo/ }))
    await waitFor(() => expect(desk.value('east-a', 'narrative/month')).toEqual(text('June was busy.')))
  })

  it('offers nothing where this device has none, nor an older one', async () => {
    const desk = withMay(new FakeDesk())
    const { input } = await open(desk)
    expect(groupOf(input).textContent).not.toContain('May 2017')
    expect(screen.queryByRole('button', { name: /’s text/ })).toBeNull()
  })
})

describe('no paragraph is lost', () => {
  it('when the page is left, or the return is submitted elsewhere, in the middle of a sentence', async () => {
    const desk = new FakeDesk()
    const { input, unmount } = await open(desk)
    fireEvent.focus(input)
    fireEvent.change(input, { target: { value: 'Half a sen' } })
    desk.setSheet('east-a', { state: 'submitted' })
    fireEvent.change(input, { target: { value: 'Half a sentence' } })
    unmount()
    await waitFor(() => expect(desk.value('east-a', 'narrative/month')).toEqual(text('Half a sentence')))
  })

  it('when another’s text comes while she types: hers is written upon what she saw', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.pull('east-a', { 'narrative/month': text('Before.') })
    const { input } = await open(desk)
    await user.click(input)
    desk.pull('east-a', { 'narrative/month': text('Another’s.') })
    await user.type(input, ' Mine.')
    expect(input.value).toBe('Before. Mine.')
    await user.tab()
    await waitFor(() =>
      expect(desk.saves.at(-1)).toMatchObject([{ value: text('Before. Mine.'), seen: expect.any(String) }]),
    )
  })

  it('when last month’s is put in while another’s text has just come: nothing is written unseen', async () => {
    const desk = withMay(new FakeDesk(), 'May was quiet.')
    const { input } = await open(desk)
    const button = screen.getByRole('button', { name: 'Start from May 2017’s text' })
    // In the moment before it is drawn.
    fireEvent.focus(input)
    input.focus()
    desk.pull('east-a', { 'narrative/month': text('Another’s.') })
    fireEvent.click(button)
    await waitFor(() => expect(desk.value('east-a', 'narrative/month')).toEqual(text('Another’s.')))
    expect(desk.saves).toEqual([])
  })

  it('when more is pasted than there is room for: none of it is taken, and it says so', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { 'narrative/month': text('Before.') })
    const { input } = await open(desk)
    fireEvent.paste(input, {
      clipboardData: { getData: (type: string) => (type === 'text/plain' ? 'x'.repeat(9_999) : '') },
    })
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /^Nothing was pasted: it has 9,999 characters, and there is room for 9,993/,
    )
    expect(input.value).toBe('Before.')
    fireEvent.change(input, { target: { value: 'Before. After.' } })
    await waitFor(() => expect(screen.queryByText(/Nothing was pasted/)).toBeNull())
  })

  it('when rich text is pasted: its words, at the place where she was', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    const { input } = await open(desk)
    await user.type(input, 'Before. After.')
    input.setSelectionRange(7, 7)
    const html = '<p> and “this”,</p><ul><li>one</li><li>two</li></ul>'
    fireEvent.paste(input, { clipboardData: { getData: (type: string) => (type === 'text/html' ? html : 'plain') } })
    expect(input.value).toBe('Before.and “this”,\n\n- one\n- two After.')
    await user.tab()
    await waitFor(() =>
      expect(desk.value('east-a', 'narrative/month')).toEqual(text('Before.and “this”,', '- one\n- two After.')),
    )
  })

  it('when there are more than 100 paragraphs: they are lines of the last, and it says so', async () => {
    const desk = new FakeDesk()
    const { input } = await open(desk)
    const words = Array.from({ length: 130 }, (_, i) => `p${i}`).join('\n\n')
    fireEvent.change(input, { target: { value: words } })
    expect(groupOf(input).textContent).toContain('More than 100 paragraphs')
    expect(narrativeValue(null, words)?.paragraphs.join('\n').split('\n')).toHaveLength(130)
  })
})
