// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRows } from '../../src/app/returns/rows.ts'
import { compareTexts } from '../../src/app/sheet/sides/compare-texts.ts'
import type { Role } from '../../src/domain/access/roles.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { CellKey, Instant, OpId, PersonId } from '../../src/domain/ids.ts'
import { amount } from '../domain/small-set.ts'
import { complete } from './complete.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'
import { fieldNamed, renderMonth, setScreen } from './render.tsx'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const at = '2017-07-11T08:30:00.000Z' as Instant
const text = (...paragraphs: string[]): CellValue => ({ type: 'text', paragraphs, audience: 'council' })

/** Two colleagues entered a cell differently; the person at this desk is neither. */
function contested(
  cell: string,
  stands: CellValue,
  other: CellValue,
  role: Role = 'provider-lead',
  began?: CellValue | null,
): FakeDesk {
  const desk = new FakeDesk({ role })
  complete(desk, 'east-a')
  const view = desk.state().sheets.get(sheetFor('east-a'))
  desk.setSheet('east-a', {})
  desk.change({
    sheets: new Map(desk.state().sheets).set(sheetFor('east-a'), {
      sheet: sheetFor('east-a'),
      state: 'open',
      submission: null,
      submitting: null,
      cells: new Map(view?.cells).set(cell as CellKey, {
        value: stands,
        base: '0190a0a0-0000-7000-8000-000000000901' as OpId,
        standing: 'received',
        by: { id: 'one' as PersonId, name: 'Field worker' },
        at,
        sides: [
          {
            value: other,
            token: '0190a0a0-0000-7000-8000-000000000902' as OpId,
            by: { id: 'two' as PersonId, name: 'Another editor' },
            deviceTime: at,
            receivedAt: at,
            ...(began === undefined ? {} : { original: began }),
          },
        ],
      }),
    }),
  })
  return desk
}

describe('a figure that two people entered differently', () => {
  it('is shown with every side, who and when, and is settled by choosing one', async () => {
    const user = userEvent.setup()
    const desk = contested('closed', amount(11), amount(12))
    renderMonth(desk)
    await user.click(screen.getByRole('textbox', { name: fieldNamed('closed closed, A') }))
    const dock = screen.getByRole('complementary', { name: 'The figure in focus' })
    await within(dock).findByRole('button', { name: /^Use this/ })
    const [stands, other] = within(dock).getAllByRole('listitem')
    expect([stands?.textContent?.slice(0, 2), other?.textContent?.slice(0, 2)]).toEqual(['11', '12'])
    expect(stands?.textContent).toContain('stands now: Field worker, received 11 July 2017 at 09:30')
    expect(other?.textContent).toContain(
      'Another editor, entered 11 July 2017 at 09:30, received 11 July 2017 at 09:30',
    )
    await user.click(within(dock).getByRole('button', { name: /^Use this/ }))
    await waitFor(() =>
      expect(desk.saves.at(-1)).toEqual([
        { sheet: sheetFor('east-a'), cell: 'closed', value: amount(12), chosen: true },
      ]),
    )
    // The button is gone with the choice; she is in the field it was about.
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toMatch(fieldNamed('closed closed, A')),
    )
  })
  it('can be kept as it stands, which typing the same figure again would not do', async () => {
    const user = userEvent.setup()
    const desk = contested('closed', amount(11), amount(12))
    renderMonth(desk)
    await user.click(screen.getByRole('textbox', { name: fieldNamed('closed closed, A') }))
    await user.click(await screen.findByRole('button', { name: /^Keep this/ }))
    await waitFor(() => expect(desk.saves.at(-1)).toMatchObject([{ value: amount(11) }]))
  })
  it('is not for a third person to settle, and she is told whose it is', async () => {
    const user = userEvent.setup()
    renderMonth(contested('closed', amount(11), amount(12), 'field-worker'))
    await user.click(screen.getByRole('textbox', { name: fieldNamed('closed closed, A') }))
    expect(
      await screen.findByText(/both are kept until one is chosen, by one of them or a lead\. The return cannot be/),
    ).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Use this/ })).toBeNull()
  })
  it('stops the submission and says so, on the list of returns as well', async () => {
    const desk = contested('closed', amount(11), amount(12))
    expect(openRows(desk.state())[0]?.summary.errors).toBe(1)
    renderMonth(desk, '/check')
    expect(
      await screen.findByRole('link', { name: /^closed closed, A: Entered differently by more than one person/ }),
    ).toBeTruthy()
    expect(screen.queryByRole('checkbox', { name: 'A' })).toBeNull()
  })
})

describe('a narrative', () => {
  it('is not kept in clear by the browser for restoring its session', async () => {
    renderMonth(new FakeDesk(), '/narrative')
    const fields = await screen.findAllByRole('textbox')
    expect(fields.map(one => one.getAttribute('autocomplete'))).toEqual(fields.map(() => 'off'))
  })
})

describe('a narrative that two people wrote differently', () => {
  it('shows both whole, and stops the submission until one is chosen', async () => {
    const user = userEvent.setup()
    const desk = contested('narrative/month', text('A quiet month.'), text('A busy month.'))
    const { unmount } = renderMonth(desk, '/check')
    expect(await screen.findByRole('link', { name: /^This month, A: Entered differently/ })).toBeTruthy()
    unmount()
    renderMonth(desk, '/narrative')
    expect(await screen.findByText('A busy month.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Use both together' })).toBeNull()
    await user.click(screen.getByRole('button', { name: /^Use this/ }))
    await waitFor(() => expect(desk.saves.at(-1)).toMatchObject([{ value: text('A busy month.') }]))
  })
})

describe('a narrative whose two versions began with the same text', () => {
  const began = text('A quiet month. Two staff left. Referrals fell.')
  const one = text('A very quiet month. Two staff left. Referrals fell.')
  const other = text('A quiet month. Two staff left. Referrals fell. One post is filled again.')

  it('is proposed together as a difference in words, lines under and through, and saved only by one click', async () => {
    const user = userEvent.setup()
    const desk = contested('narrative/month', one, other, 'provider-lead', began)
    renderMonth(desk, '/narrative')
    const button = await screen.findByRole('button', { name: 'Use both together' })
    const together = button.parentElement
    expect([...(together?.querySelectorAll('.ff-marked ins') ?? [])].map(mark => mark.textContent)).toEqual([
      'added: A very quiet month. (end)',
      'added: One post is filled again. (end)',
    ])
    expect([...(together?.querySelectorAll('.ff-marked del') ?? [])].map(mark => mark.textContent)).toEqual([
      'removed: A quiet month. (end)',
    ])
    expect(desk.saves).toEqual([])
    await user.click(button)
    await waitFor(() =>
      expect(desk.saves).toEqual([
        [
          {
            sheet: sheetFor('east-a'),
            cell: 'narrative/month',
            value: text('A very quiet month. Two staff left. Referrals fell. One post is filled again.'),
            chosen: true,
          },
        ],
      ]),
    )
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('This month, A'))
  })

  it('where both changed the same sentence, the versions stand side by side with what differs marked', async () => {
    const user = userEvent.setup()
    const clash = text('A noisy month. Two staff left. Referrals fell.')
    const desk = contested('narrative/month', one, clash, 'provider-lead', began)
    renderMonth(desk, '/narrative')
    expect(await screen.findByText(/They changed the same sentences/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Use both together' })).toBeNull()
    const version = (name: string) => screen.getByRole('heading', { name }).parentElement
    expect(version('Stands now: Field worker')?.querySelector('ins')?.textContent).toContain('A very quiet month.')
    expect(version('Another editor')?.querySelector('ins')?.textContent).toContain('A noisy month.')
    await user.click(screen.getByRole('button', { name: 'Use this (Another editor)' }))
    await waitFor(() => expect(desk.saves.at(-1)).toMatchObject([{ value: clash }]))
  })

  it('is only shown to a third person, who cannot choose', async () => {
    renderMonth(contested('narrative/month', one, other, 'field-worker', began), '/narrative')
    expect(await screen.findByRole('heading', { name: 'Both together' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Use|^Keep/ })).toBeNull()
  })

  it('three versions are put together only where no two of them changed the same place', () => {
    const long = (...changed: readonly (readonly [number, string])[]) => {
      const sentences = ['One.', 'Two.', 'Three.', 'Four.', 'Five.']
      for (const [at, sentence] of changed) sentences[at] = sentence
      return text(sentences.join(' '))
    }
    const side = (value: CellValue, n: number) => ({
      value,
      token: `0190a0a0-0000-7000-8000-00000000090${n}` as OpId,
      by: { id: `p${n}` as PersonId, name: `Person ${n}` },
      deviceTime: at,
      receivedAt: at,
      original: long(),
    })
    const view = { value: long([0, 'First.']), base: null, standing: 'received' as const }
    const together = (...values: CellValue[]) =>
      compareTexts(
        view,
        values.map((value, i) => side(value, i + 2)),
      )?.together?.text
    expect(together(long([2, 'Third.']), long([4, 'Fifth.']))).toEqual(
      long([0, 'First.'], [2, 'Third.'], [4, 'Fifth.']),
    )
    expect(together(long([2, 'Third.']), long([0, 'Number one.']))).toBeUndefined()
  })

  it('is not proposed where the server did not say what they began with', () => {
    const view = { value: one, base: null, standing: 'received' as const }
    const by = { id: 'two' as PersonId, name: 'Another editor' }
    const token = '0190a0a0-0000-7000-8000-000000000902' as OpId
    expect(compareTexts(view, [{ value: other, token, by, deviceTime: at, receivedAt: at }])).toBeUndefined()
  })
})

describe('what stands beside a figure, written differently by two people', () => {
  const said = (reasons: readonly string[], words = ''): CellValue => ({
    type: 'explanation',
    text: words,
    reasons: [...reasons],
    cells: ['closed' as CellKey],
  })
  const kinds: readonly (readonly [string, CellValue, CellValue, string, string])[] = [
    ['answer/closed', said(['agree']), said(['dispute'], 'One twice'), 'agrees', 'disputes: One twice'],
    ['carried/closed', said(['2017-05']), said(['2017-04']), 'as in May 2017', 'as in April 2017'],
    ['own/closed', amount(3), amount(4), '3', '4'],
    ['earlier/closed_2017-05', amount(5), amount(6), '5', '6'],
    ['closed/js', amount(7), amount(8), '7', '8'],
    ['explain/closed', said([], 'Two moved'), said([], 'One moved'), 'Two moved', 'One moved'],
  ]
  it.each(kinds)('is settled on the check page: %s', async (cell, stands, other, first, second) => {
    const user = userEvent.setup()
    const desk = contested(cell, stands, other)
    renderMonth(desk, '/check')
    const list = await screen.findByRole('region', { name: 'Written differently' })
    await within(list).findByRole('button', { name: `Keep this (${first})` })
    await user.click(within(list).getByRole('button', { name: `Use this (${second})` }))
    await waitFor(() =>
      expect(desk.saves.at(-1)).toEqual([{ sheet: sheetFor('east-a'), cell, value: other, chosen: true }]),
    )
  })
})
