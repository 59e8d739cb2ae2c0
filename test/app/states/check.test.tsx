// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  answerCell,
  carriedCell,
  cellOfPlace,
  earlierCell,
  earlierWhyCell,
  ownFigureCell,
} from '../../../src/domain/cell-kinds.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { explanationCell } from '../../../src/domain/ids.ts'
import type { IndicatorSet } from '../../../src/domain/set/indicator-set.ts'
import { period } from '../../../src/domain/time/period.ts'
import {
  achieved,
  amount,
  closed,
  gap,
  good,
  iid,
  indicator,
  open as openCases,
  ratio,
} from '../../domain/small-set.ts'
import { complete } from '../complete.ts'
import { FakeDesk, june, set, sheetFor } from '../fake-desk.ts'
import { renderMonth, setScreen } from '../render.tsx'
import { instant, kept, refusal, submission, submitted } from './submitted.ts'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const open = (desk: FakeDesk) => renderMonth(desk, '/check')
const explanation = (more: Partial<Extract<CellValue, { type: 'explanation' }>>): CellValue => ({
  type: 'explanation',
  text: '',
  reasons: [],
  cells: [],
  ...more,
})
const figures = (place: string) => screen.findByRole('table', { name: `Figures of ${place}` })
const rowOf = async (place: string, name: string): Promise<string> =>
  within(await figures(place)).getByRole('row', { name: new RegExp(`^${name} `) }).textContent ?? ''
/** Red: 1 of 3 against at least 80 %. */
const red = { closed: amount(3), achieved: ratio('1') }
const withSet = (desk: FakeDesk, more: Partial<IndicatorSet>): void => desk.change({ set: { ...set, ...more } })

describe('what is unexplained', () => {
  it('is listed with a way to each, is said at the declaration, and stops nothing', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    desk.pull('east-a', red)
    open(desk)
    const list = await screen.findByRole('region', { name: '1 figure without an explanation' })
    const link = within(list).getByRole('link', {
      name: 'achieved achieved, A: Red: say what happened and what will be done.',
    })
    expect(link.getAttribute('href')).toBe('/returns/su-helper-2016/2017-06?at=east-a/achieved')
    expect(screen.getByText('1 figure has no explanation: the council will ask.')).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: /^I confirm/ }))
    await user.click(screen.getByRole('button', { name: 'Submit June 2017' }))
    await waitFor(() => expect(desk.submissions).toHaveLength(1))
  })

  it('is counted for the districts that go, and is gone once it is explained', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    complete(desk, 'west-c')
    desk.pull('east-a', red)
    open(desk)
    expect(await screen.findByText(/1 figure has no explanation/)).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: 'A' }))
    expect(screen.queryByText(/1 figure has no explanation/)).toBeNull()
    await user.click(screen.getByRole('checkbox', { name: 'A' }))
    act(() =>
      desk.pull('east-a', { 'explain/achieved': explanation({ text: 'Two moved', cells: [achieved.id as never] }) }),
    )
    await waitFor(() => expect(screen.queryByText(/1 figure has no explanation/)).toBeNull())
    expect(screen.queryByRole('region', { name: /without an explanation/ })).toBeNull()
  })
})

describe('as it will be read', () => {
  it('prints an explanation once under its first code, with picked reasons in words', async () => {
    const desk = new FakeDesk()
    withSet(desk, {
      comparisons: [
        {
          id: 'flow',
          service: 'support',
          sentence: 'x',
          left: [],
          op: '=',
          right: [],
          margin: { type: 'absolute', by: '0' },
          reasons: [{ id: 'closed-late', text: 'A closure was recorded late' }],
        } as never,
      ],
    })
    desk.pull('east-a', {
      ...red,
      [explanationCell(achieved.id)]: explanation({
        reasons: ['closed-late'],
        text: 'Two moved away',
        cells: [achieved.id as never, closed.id as never],
      }),
    })
    open(desk)
    expect(await rowOf('A', 'achieved achieved')).toContain('Explained: A closure was recorded late. Two moved away')
    expect(await rowOf('A', 'closed closed')).toContain('Explained with achieved.')
  })

  it('prints an explanation of several districts once, with its districts', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', red)
    desk.pull('all', {
      [explanationCell(achieved.id)]: explanation({
        text: 'The group moved to July',
        cells: [cellOfPlace('east-a', achieved.id), cellOfPlace('west-c', achieved.id)],
      }),
    })
    open(desk)
    expect(await rowOf('A', 'achieved achieved')).toContain('Explained with other districts')
    expect(screen.getAllByText('The group moved to July')).toHaveLength(1)
    expect(screen.getByText('achieved achieved: A and C')).toBeTruthy()
  })

  it('marks what was carried, and says what the provider answers to the council’s figures', async () => {
    const desk = new FakeDesk()
    const ofCouncil = indicator('given', { source: 'imported' })
    const another = indicator('other', { source: 'imported' })
    const third = indicator('third', { source: 'imported' })
    const indicators = set.indicators.map(one =>
      one.id === closed.id || one.id === openCases.id ? { ...one, carries: 'value' as const } : one,
    )
    withSet(desk, { indicators: [...indicators, ofCouncil, another, third] })
    desk.change({
      histories: new Map([['su-helper-2016/east-a', { [period('2017-05')]: { open: amount(7), closed: amount(4) } }]]),
    })
    desk.pull('east-a', {
      closed: amount(3),
      open: amount(7),
      [carriedCell(openCases.id)]: explanation({ reasons: ['2017-05'] }),
      [carriedCell(closed.id)]: explanation({ reasons: ['2017-05'] }),
      given: amount(7),
      [answerCell(ofCouncil.id)]: explanation({ reasons: ['dispute'], text: 'Counted in May' }),
      [ownFigureCell(ofCouncil.id)]: amount(5),
      other: amount(2),
      [answerCell(another.id)]: explanation({ reasons: ['agree'] }),
      third: amount(4),
    })
    open(desk)
    expect(await rowOf('A', 'open open')).toContain('Taken over from May 2017 by choice.')
    // Typed anew since: no longer last month's.
    expect(await rowOf('A', 'closed closed')).not.toContain('Taken over')
    expect(await rowOf('A', 'given given')).toContain('Disputed by the provider. Own figure: 5. Counted in May')
    expect(await rowOf('A', 'other other')).toContain('The provider agrees with this figure.')
    const list = screen.getByRole('region', { name: '1 figure from the council to answer' })
    expect(list.textContent).toContain('third third, A')
  })

  it('says what the return gives of earlier months, and what it proposes', async () => {
    const desk = new FakeDesk()
    const may = period('2017-05')
    desk.change({
      histories: new Map([['su-helper-2016/east-a', { [may]: { good: gap('to-follow'), closed: amount(4) } }]]),
    })
    desk.pull('east-a', {
      [earlierCell(good.id, may)]: ratio(3, 5),
      [earlierCell(iid('closed'), may)]: amount(6),
      [earlierWhyCell(iid('closed'), may)]: explanation({ text: 'Two forms came late' }),
    })
    open(desk)
    await figures('A')
    expect(screen.getByText('good good, May 2017: 3 of 5. It was to follow.')).toBeTruthy()
    expect(
      screen.getByText(
        /^closed closed, May 2017: 6 instead of 4: proposed, for the council to decide\. Two forms came late/,
      ),
    ).toBeTruthy()
  })

  it('has a list of what is on the page, each a jump to its heading', async () => {
    const user = userEvent.setup()
    open(new FakeDesk())
    const nav = await screen.findByRole('navigation', { name: 'On this page' })
    await user.click(within(nav).getByRole('link', { name: 'C' }))
    expect(document.activeElement?.textContent).toBe('C')
  })
})

describe('a return that is open again', () => {
  it('sent back: shows what was submitted beside what stands now', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3), open: amount(7) })
    await submitted(desk, 'east-a')
    const asSubmitted = await kept(desk, 'east-a')
    desk.setSheet('east-a', { state: 'sent-back', asSubmitted })
    desk.pull('east-a', { closed: amount(4) })
    open(desk)
    expect(await screen.findByRole('heading', { name: 'A, sent back to you: since v1' })).toBeTruthy()
    const table = screen.getByRole('region', { name: 'Changed in A since v1' })
    const rows = within(table).getAllByRole('row').slice(1)
    expect(rows.map(row => row.textContent)).toEqual(['closed closed, A34'])
  })

  it('taken back, nothing changed: says so', async () => {
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    await submitted(desk, 'east-a')
    const asSubmitted = await kept(desk, 'east-a')
    desk.setSheet('east-a', { state: 'open', asSubmitted })
    open(desk)
    expect(await screen.findByText('A, taken back: nothing has changed since v1.')).toBeTruthy()
    expect(screen.getByText('Complete, to be submitted again after v1')).toBeTruthy()
  })

  it('submitted from another device: lists what was written since, and says that the rest is not here', async () => {
    const desk = new FakeDesk()
    await desk.save([{ sheet: sheetFor('east-a'), cell: 'closed' as never, value: amount(4) }])
    desk.setSheet('east-a', { state: 'sent-back', submission: submission() })
    open(desk)
    expect(await screen.findByText('What stood there before is not on this device.')).toBeTruthy()
    expect(screen.getByRole('row', { name: 'closed closed, A 4' })).toBeTruthy()
  })
})

describe('a submission that was refused', () => {
  it('says what came meanwhile, leads to it, and is over once it has been submitted again', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    const view = desk.state().sheets.get(sheetFor('east-a'))
    if (!view) throw new Error('no return')
    const by = { id: 'person-2' as never, name: 'Provider lead' }
    const cells = new Map(view.cells).set('closed' as never, {
      value: amount(5),
      base: null,
      standing: 'received',
      by,
      at: instant('2017-07-11T13:02:00.000Z'),
    })
    desk.change({
      sheets: new Map(desk.state().sheets).set(view.sheet, { ...view, cells }),
      needsYou: [refusal('east-a')],
    })
    open(desk)
    const box = await screen.findByRole('region', { name: 'Not submitted: A' })
    expect(box.textContent).toContain('The figures on the server are not the ones on your screen.')
    expect(box.textContent).toContain('closed closed, A: 5, by Provider lead')
    await user.click(within(box).getByRole('button', { name: 'Look at it, then submit again' }))
    expect(document.activeElement?.textContent).toBe('A')
    await user.click(screen.getByRole('checkbox', { name: /^I confirm/ }))
    await user.click(screen.getByRole('button', { name: 'Submit June 2017' }))
    await waitFor(() => expect(desk.dismissed).toEqual([refusal('east-a').opId]))
    expect(desk.submissions).toHaveLength(1)
  })
})

describe('submitting', () => {
  it('twice in a row is one submission', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    open(desk)
    await user.click(await screen.findByRole('checkbox', { name: /^I confirm/ }))
    const button = screen.getByRole('button', { name: 'Submit June 2017' })
    act(() => {
      button.click()
      button.click()
    })
    await waitFor(() => expect(desk.submissions.length).toBeGreaterThan(0))
    await act(() => new Promise(done => setTimeout(done)))
    expect(desk.submissions).toHaveLength(1)
  })

  it('what is written once for the contract never goes before every district', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    open(desk)
    await user.click(await screen.findByRole('checkbox', { name: 'A' }))
    await user.click(screen.getByRole('checkbox', { name: /^I confirm/ }))
    await user.click(screen.getByRole('button', { name: 'Submit June 2017' }))
    expect(
      await screen.findByText('The whole contract goes with a district, or after one: choose a district'),
    ).toBeTruthy()
    expect(desk.submissions).toEqual([])
  })

  it('leads to the receipt once there is something to say on it', async () => {
    const desk = new FakeDesk()
    open(desk)
    await figures('A')
    expect(screen.queryByRole('link', { name: 'Receipt' })).toBeNull()
    await act(() => submitted(desk, 'east-a'))
    expect((await screen.findByRole('link', { name: 'Receipt' })).getAttribute('href')).toBe(
      `/returns/su-helper-2016/${june}/receipt`,
    )
  })
})
