// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { amount, ratio } from '../../domain/small-set.ts'
import { fieldNamed, renderMonth, setScreen } from '../render.tsx'
import { deskThatAsks } from './asking.ts'

const input = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name: fieldNamed(name) })
const words = (name: string) => screen.findByRole<HTMLTextAreaElement>('textbox', { name: `Explanation of ${name}` })
const list = (text: string) => screen.findByText(text, { selector: 'summary' })
const explanation = (text: string, cells: readonly string[], reasons: readonly string[] = []) => ({
  type: 'explanation',
  text,
  reasons,
  cells,
})

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

describe('what asks to be explained', () => {
  it('is counted and listed with its numbers, each item a jump to its cell; F2 goes to its explanation and back', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    renderMonth(desk)
    await user.click(await list('4 to explain'))
    const first = screen.getByRole('link', { name: 'open open, A' })
    expect(first.closest('li')?.textContent).toContain('More open than closed: 9 is more than 3.')
    const item = screen.getByRole('link', { name: 'achieved achieved, A' })
    item.focus()
    await user.keyboard('{Enter}')
    expect(document.activeElement).toBe(input('achieved achieved, A, part'))
    await words('achieved achieved, A')
    await user.keyboard('{F2}')
    expect(document.activeElement).toBe(await words('achieved achieved, A'))
    await user.keyboard('Two families moved away')
    expect(await screen.findByText('1 explained')).toBeTruthy()
    expect(await list('3 to explain')).toBeTruthy()
    await user.keyboard('{F2}')
    expect(document.activeElement).toBe(input('achieved achieved, A, part'))
    await waitFor(() =>
      expect(desk.value('east-a', 'explain/achieved')).toEqual(explanation('Two families moved away', ['achieved'])),
    )
  })

  it('is asked no more once submitted: what was not explained is said to be so', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    renderMonth(desk)
    await list('4 to explain')
    await user.click(input('achieved achieved, A, part'))
    await words('achieved achieved, A')
    act(() => desk.setSheet('east-a', { state: 'submitted' }))
    await screen.findByText('Not explained:')
    expect(screen.queryByRole('textbox', { name: 'Explanation of achieved achieved, A' })).toBeNull()
    await waitFor(() => expect(screen.queryByText('4 to explain')).toBeNull())
  })

  it('marks its cell in words and without error styling, and not while she is in it', async () => {
    const user = userEvent.setup()
    renderMonth(deskThatAsks())
    const field = input('achieved achieved, A, part')
    const described = () =>
      (field.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map(id => document.getElementById(id)?.textContent)
        .join(' ')
    await waitFor(() => expect(described()).toContain('To explain: Red: say what happened and what will be done.'))
    expect(field.getAttribute('aria-invalid')).toBeNull()
    expect(field.closest('.ff-cell')?.className).toContain('ff-cell--asks')
    await user.click(field)
    expect(described()).not.toContain('To explain')
    await user.clear(field)
    await user.keyboard('7')
    await user.tab()
    // 7 of 3: an error comes first.
    await waitFor(() => expect(described()).toContain('the part cannot be more than the whole'))
    expect(field.closest('.ff-cell')?.className).not.toContain('ff-cell--asks')
  })

  it('says at every figure it names where it is explained, and goes there', async () => {
    const user = userEvent.setup()
    renderMonth(deskThatAsks())
    await user.click(input('closed closed, A'))
    const dock = screen.getByRole('complementary', { name: 'The figure in focus' })
    const line = await within(dock).findByText(/9 is more than 3/)
    await user.click(within(line).getByRole('button', { name: 'open open' }))
    expect(document.activeElement).toBe(input('open open, A'))
  })
})

describe('an explanation', () => {
  it('may be a picked reason without a word; without both it is cleared', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    renderMonth(desk)
    await user.click(input('open open, A'))
    await user.click(await screen.findByRole('checkbox', { name: 'Cases moved in or out' }))
    await user.click(screen.getByRole('checkbox', { name: 'A closure was recorded late' }))
    await waitFor(() =>
      expect(desk.value('east-a', 'explain/open')).toEqual(explanation('', ['open'], ['moved', 'late'])),
    )
    expect(await screen.findByText('1 explained')).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: 'Cases moved in or out' }))
    await user.click(screen.getByRole('checkbox', { name: 'A closure was recorded late' }))
    await waitFor(() => expect(desk.value('east-a', 'explain/open')).toBeNull())
    expect(await list('4 to explain')).toBeTruthy()
  })

  it('is written once for several figures and districts, found at each of them, and taken back as one deed', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    renderMonth(desk)
    await list('4 to explain')
    await user.click(input('achieved achieved, A, part'))
    await user.type(await words('achieved achieved, A'), 'One worker was away')
    await user.click(await screen.findByText('Explain with others'))
    await user.click(screen.getByRole('checkbox', { name: 'withdrawn withdrawn' }))
    await user.click(screen.getByRole('checkbox', { name: 'Shepway' }))
    await waitFor(() =>
      expect(desk.value('all', 'explain/achieved')).toEqual(
        explanation('One worker was away', ['east-a/achieved', 'east-a/withdrawn', 'east-b/achieved']),
      ),
    )
    expect(desk.value('east-a', 'explain/achieved')).toBeNull()
    expect(await screen.findByText('3 explained')).toBeTruthy()
    expect(await screen.findByText(/explains 3 figures in 2 districts, kept with the whole contract/)).toBeTruthy()

    // The same one at another of its figures: what is typed there is typed in it.
    await user.click(input('achieved achieved, Shepway, part'))
    const there = await words('achieved achieved, Shepway')
    expect(there.value).toBe('One worker was away')
    await user.type(there, ' in June')
    await user.tab()
    await waitFor(() =>
      expect(desk.value('all', 'explain/achieved')).toMatchObject({ text: 'One worker was away in June' }),
    )
    expect(desk.value('east-b', 'explain/achieved')).toBeUndefined()

    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(desk.value('all', 'explain/achieved')).toBeNull())
    expect(desk.value('east-a', 'explain/achieved')).toEqual(
      explanation('One worker was away', ['achieved', 'withdrawn']),
    )
  })

  it('comes back into its own return with the last other district unticked', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    const wide = explanation('Both', ['east-a/achieved', 'east-b/achieved']) as CellValue
    desk.pull('all', { 'explain/achieved': wide })
    renderMonth(desk)
    await user.click(input('achieved achieved, A, part'))
    await user.click(await screen.findByText('Explain with: Shepway'))
    await user.click(screen.getByRole('checkbox', { name: 'Shepway' }))
    await waitFor(() => expect(desk.value('east-a', 'explain/achieved')).toEqual(explanation('Both', ['achieved'])))
    expect(desk.value('all', 'explain/achieved')).toBeNull()
    // Written as seen: what another tab wrote meanwhile stays beside it.
    expect(desk.saves.at(-1)?.every(edit => edit.seen !== undefined)).toBe(true)
  })

  it('is written in each district, with the same words, by somebody who holds only those', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks({ scopes: ['su-helper-2016/east-a', 'su-helper-2016/east-b'] })
    renderMonth(desk)
    await list('4 to explain')
    await user.click(input('achieved achieved, A, part'))
    // Ticked before a word is written: nothing is stored yet.
    await user.click(await screen.findByText('Explain with others'))
    await user.click(screen.getByRole('checkbox', { name: 'Shepway' }))
    const text = await words('achieved achieved, A')
    await user.type(text, 'Snow')
    await user.tab()
    for (const place of ['east-a', 'east-b'])
      await waitFor(() => expect(desk.value(place, 'explain/achieved')).toEqual(explanation('Snow', ['achieved'])))
    await user.type(text, ' and ice')
    await user.tab()
    for (const place of ['east-a', 'east-b'])
      await waitFor(() => expect(desk.value(place, 'explain/achieved')).toMatchObject({ text: 'Snow and ice' }))
    expect(desk.value('all', 'explain/achieved')).toBeUndefined()
  })

  it('keeps what it hangs on while every word of it is replaced', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    desk.pull('east-a', { 'explain/achieved': explanation('Old', ['achieved', 'withdrawn']) as CellValue })
    renderMonth(desk)
    await user.click(input('withdrawn withdrawn, A, part'))
    const text = await words('withdrawn withdrawn, A')
    expect(text.value).toBe('Old')
    await user.clear(text)
    await waitFor(() => expect(desk.value('east-a', 'explain/achieved')).toBeNull(), { timeout: 3_000 })
    await user.type(text, 'New')
    await user.tab()
    await waitFor(() =>
      expect(desk.value('east-a', 'explain/achieved')).toEqual(explanation('New', ['achieved', 'withdrawn'])),
    )
    expect(desk.value('east-a', 'explain/withdrawn')).toBeUndefined()
  })

  it('never takes the place of another: a second one on a figure stands beside the first', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    // Written for `achieved`, hung on `withdrawn` alone by now.
    desk.pull('east-a', { 'explain/achieved': explanation('Other', ['withdrawn']) as CellValue })
    renderMonth(desk)
    await user.click(input('achieved achieved, A, part'))
    const text = await words('achieved achieved, A')
    expect(text.value).toBe('')
    await user.type(text, 'Mine')
    await user.tab()
    await waitFor(() => expect(desk.value('east-a', 'explain/achieved_2')).toEqual(explanation('Mine', ['achieved'])))
    expect(desk.value('east-a', 'explain/achieved')).toMatchObject({ text: 'Other' })
    // Somebody else hangs a third on it: both are there to be read and edited.
    act(() =>
      desk.pull('all', {
        'explain/achieved': explanation('Third', ['east-a/achieved', 'east-b/achieved']) as CellValue,
      }),
    )
    await user.click(input('achieved achieved, A, part'))
    await waitFor(async () =>
      expect(
        (
          await screen.findAllByRole<HTMLTextAreaElement>('textbox', { name: /xplanation of achieved achieved, A/ })
        ).map(box => box.value),
      ).toEqual(['Mine', 'Third']),
    )
  })

  it('of a return that is open goes beside one in a contract-wide part that has been submitted', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    desk.pull('all', {
      'explain/achieved': explanation('Both', ['east-a/achieved', 'east-b/achieved']) as CellValue,
    })
    desk.setSheet('all', { state: 'submitted' })
    renderMonth(desk)
    await user.click(input('achieved achieved, A, part'))
    expect((await words('achieved achieved, A')).readOnly).toBe(true)
    await user.type(screen.getByRole('textbox', { name: 'Another explanation of achieved achieved, A' }), 'More')
    await user.tab()
    await waitFor(() => expect(desk.value('east-a', 'explain/achieved')).toEqual(explanation('More', ['achieved'])))
    expect(desk.value('all', 'explain/achieved')).toMatchObject({ text: 'Both' })
  })

  it('stands when a submitted return is sent back, and is read-only until then', async () => {
    const user = userEvent.setup()
    const desk = deskThatAsks()
    desk.pull('east-a', { 'explain/achieved': explanation('Snow', ['achieved']) as CellValue })
    desk.setSheet('east-a', { state: 'submitted' })
    renderMonth(desk)
    await screen.findByText('1 explained')
    const cell = document.querySelector<HTMLElement>('[data-cell="east-a/achieved"] [data-main]')
    act(() => cell?.focus())
    expect((await words('achieved achieved, A')).readOnly).toBe(true)
    act(() => desk.setSheet('east-a', { state: 'sent-back' }))
    await user.click(input('achieved achieved, A, part'))
    const text = await words('achieved achieved, A')
    expect(text.readOnly).toBe(false)
    expect(text.value).toBe('Snow')
  })
})

describe('in the district view', () => {
  it('a figure that asks opens its explanation once it has been left', async () => {
    setScreen(false)
    const user = userEvent.setup()
    const desk = deskThatAsks()
    renderMonth(desk, '/district/west-c')
    await screen.findByRole('heading', { level: 2, name: 'C (3 of 3)' })
    await user.type(input('closed closed, C'), '3')
    const part = input('achieved achieved, C, part')
    await user.type(part, '1')
    const details = () => document.querySelector('[data-explains="west-c/achieved"]')?.closest('details')
    expect(details()?.open).toBe(false)
    await user.tab()
    await waitFor(() => expect(details()?.open).toBe(true))
    expect(details()?.textContent).toContain('To explain: Red: say what happened and what will be done.')
    await user.click(part)
    await user.keyboard('{F2}No staff')
    await user.tab()
    await waitFor(() => expect(desk.value('west-c', 'explain/achieved')).toEqual(explanation('No staff', ['achieved'])))
    expect(desk.value('west-c', 'achieved')).toEqual(ratio('1'))
    expect(desk.value('west-c', 'closed')).toEqual(amount(3))
  })
})
