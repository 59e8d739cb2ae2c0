// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SheetView } from '../../../src/device/desk.ts'
import type { Role } from '../../../src/domain/access/roles.ts'
import type { CellKey, IsoDate } from '../../../src/domain/ids.ts'
import { amount, ratio } from '../../domain/small-set.ts'
import { FakeDesk, sheetFor } from '../fake-desk.ts'
import { fieldNamed, renderMonth, setScreen } from '../render.tsx'
import { submission } from '../states/submitted.ts'
import { answeredOne, askedAt, officer, question } from './asked.ts'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

function desk(review: SheetView['review'], state: SheetView['state'] = 'sent-back', role?: Role): FakeDesk {
  const made = new FakeDesk(role ? { role } : {})
  made.pull('east-a', { closed: amount(3), achieved: ratio('1') })
  made.setSheet('east-a', { state, submission: submission(), ...(review ? { review } : {}) })
  return made
}
const returned = { by: officer, at: askedAt, ordinal: 1, words: 'Look at the closures again.' }

describe('what the council said of a return', () => {
  it('in sending it back stands on the month with how many questions wait, and leads to them', async () => {
    const user = userEvent.setup()
    renderMonth(desk({ returned, questions: [question(1, ['closed']), question(2, [])] }))
    expect(await screen.findByText(/A: sent back by Commissioning officer, 11 July 2017 at 10:00/)).toBeTruthy()
    expect(screen.getByText('Look at the closures again.')).toBeTruthy()
    await user.click(screen.getByRole('link', { name: '2 questions wait for you' }))
    expect(await screen.findByRole('heading', { name: 'Questions from the council' })).toBeTruthy()
  })
  it('of districts sent back together with the same words is one line', async () => {
    const at = desk({ returned })
    at.setSheet('east-b', { state: 'sent-back', submission: submission(), review: { returned } })
    renderMonth(at)
    expect(await screen.findByText(/^A and Shepway: sent back by/)).toBeTruthy()
    expect(screen.getAllByText('Look at the closures again.')).toHaveLength(1)
  })
  it('is over once it has been submitted again', async () => {
    renderMonth(desk({ returned, questions: [question(1, ['closed'])] }, 'submitted'))
    await screen.findByRole('link', { name: '1 question waits for you' })
    expect(screen.queryByText(/sent back by/)).toBeNull()
  })
  it('when it accepts says when and which version, on the month and on the receipt', async () => {
    const at = desk({ accepted: { by: officer, at: askedAt, ordinal: 3, seen: 'a'.repeat(64) } }, 'accepted')
    renderMonth(at)
    expect(await screen.findByText('Accepted 11 July 2017 at 10:00 by the council (v3): A.')).toBeTruthy()
    cleanup()
    renderMonth(at, '/receipt')
    expect(await screen.findByText('Accepted 11 July 2017 at 10:00 by the council (v3)')).toBeTruthy()
  })
  it('is nothing where it said nothing: no notice, and no tab', async () => {
    renderMonth(desk(undefined, 'submitted'))
    await waitFor(() => expect(screen.queryByText('Opening…')).toBeNull())
    expect(document.querySelector('.ff-from-council')).toBeNull()
    expect(screen.queryByRole('link', { name: /^Questions/ })).toBeNull()
  })
})

describe('the list of questions', () => {
  it('has them all with how each stands, what waits first, each leading to its cell', async () => {
    const at = desk({
      questions: [
        { ...question(1, ['closed']), closed: { by: officer, at: askedAt } },
        answeredOne(question(2, ['achieved']), 'Because'),
      ],
    })
    at.setSheet('east-b', { review: { questions: [question(3, ['closed', 'achieved'])] } })
    renderMonth(at, '/questions')
    const all = await screen.findAllByRole('article')
    expect(all.map(one => within(one).getByRole('link').textContent)).toEqual([
      'closed closed, Shepway and 1 more',
      'achieved achieved, A',
      'closed closed, A',
    ])
    expect(all.map(one => one.querySelector('.govuk-tag')?.textContent)).toEqual([
      'Waits for your answer',
      'Answered',
      'Closed',
    ])
    expect(all.map(one => within(one).getByRole('link').getAttribute('href'))[0]).toContain('?at=east-b/closed')
    expect(within(all[2] ?? document.body).queryByRole('textbox')).toBeNull()
  })
  it('keeps the place of one that is answered under her hands', async () => {
    const user = userEvent.setup()
    renderMonth(desk({ questions: [question(1, ['closed']), question(2, ['achieved'])] }), '/questions')
    const [field] = await screen.findAllByLabelText('Your answer')
    if (!field) throw new Error('no field')
    await user.type(field, 'Because')
    const [button] = screen.getAllByRole('button', { name: /^Answer the question/ })
    if (!button) throw new Error('no button')
    await user.click(button)
    await screen.findByText('Answered, not sent yet')
    expect(screen.getAllByRole('article')[0]?.textContent).toContain('Because')
  })
  it('with nothing asked says so', async () => {
    renderMonth(desk(undefined), '/questions')
    expect(await screen.findByText(/The council has asked nothing about this month/)).toBeTruthy()
  })
})

describe('check and submit', () => {
  it('names what is not answered, and stops nothing', async () => {
    renderMonth(desk({ questions: [question(1, ['closed']), answeredOne(question(2, []), 'Because')] }), '/check')
    const heading = await screen.findByRole('heading', { name: '1 question not answered' })
    const part = heading.closest('section') ?? document.body
    expect(within(part).getByRole('link').textContent).toBe('closed closed, A: Question 1: why?')
    expect(part.textContent).toContain('These do not stop the submission.')
  })
})

describe('a figure that the council entered', () => {
  const behalf = { source: 'by phone', date: '2017-07-03' as IsoDate }
  const entered = (role: Role): FakeDesk => {
    const at = new FakeDesk({ role })
    at.putBehalf('east-a', 'closed', amount(3), behalf)
    at.putBehalf('east-b', 'closed', amount(5), behalf)
    return at
  }
  it('says at the cell where it is from, and a lead confirms it with one press', async () => {
    const user = userEvent.setup()
    const at = entered('provider-lead')
    renderMonth(at, '/district/east-a')
    expect(await screen.findByText(/Entered by the council from: by phone, 3 July 2017\./)).toBeTruthy()
    expect(document.querySelector('.ff-asked')?.textContent).toContain('Entered by the council, to be confirmed.')
    await user.click(screen.getByRole('button', { name: 'Confirm closed closed, A' }))
    await screen.findByText(/Confirmed by Provider editor, .*not sent yet\./)
    expect(at.confirms).toEqual([{ sheet: sheetFor('east-a'), cells: ['closed' as CellKey] }])
    await waitFor(() => expect(document.querySelector('.ff-asked')).toBeNull())
  })
  it('is listed with the others, all confirmed by one press', async () => {
    const user = userEvent.setup()
    const at = entered('provider-lead')
    renderMonth(at, '/questions')
    await user.click(await screen.findByRole('button', { name: 'Confirm all 2' }))
    await waitFor(() => expect(at.confirms.map(one => one.sheet)).toEqual([sheetFor('east-a'), sheetFor('east-b')]))
    await screen.findByText('2 figures confirmed.')
    expect(document.activeElement?.id).toBe('entered')
  })
  it('is seen by everybody, and confirmed by a lead alone', async () => {
    renderMonth(entered('provider-editor'), '/district/east-a')
    expect(await screen.findByText(/Your lead is to confirm it\./)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Confirm/ })).toBeNull()
  })
  it('stays to be confirmed where storage refuses, and says so', async () => {
    const user = userEvent.setup()
    const at = entered('provider-lead')
    at.problem = 'full'
    renderMonth(at, '/questions')
    await user.click(await screen.findByRole('button', { name: 'Confirm all 2' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Not confirmed. This device is full')
  })
})

describe('what the council decided', () => {
  it('stands at the figure with its words, until something else is written there', async () => {
    const at = desk(undefined)
    const token = at
      .state()
      .sheets.get(sheetFor('east-a'))
      ?.cells.get('closed' as CellKey)?.base
    if (!token) throw new Error('no write')
    const ruling = { token, outcome: 'declined', words: 'It is due.', by: officer, at: askedAt } as const
    at.setSheet('east-a', { review: { rulings: { ['closed' as CellKey]: ruling } } })
    renderMonth(at, '/district/east-a')
    expect(await screen.findByText(/The council asks for this figure/)).toBeTruthy()
    expect(screen.getByText(/“It is due\.”/)).toBeTruthy()
    at.pull('east-a', { closed: amount(4) })
    await waitFor(() => expect(screen.queryByText(/The council asks for this figure/)).toBeNull())
  })
})

describe('a month that the council has closed', () => {
  const closed = (): FakeDesk => {
    const at = desk(undefined)
    const [collection] = at.state().collections
    if (!collection) throw new Error('no collection')
    at.change({ collections: [{ ...collection, state: 'history', closed: '2017-07-20' as IsoDate }] })
    return at
  }
  it('is open again where the council opened one of its returns, and says why; the others stay closed', async () => {
    const at = closed()
    at.setSheet('east-b', { state: 'sent-back', review: { reopened: { by: officer, at: askedAt, reason: 'A slip.' } } })
    renderMonth(at)
    expect(await screen.findByText('Shepway: opened again by the council, 11 July 2017 at 10:00.')).toBeTruthy()
    expect(screen.getByText('A slip.')).toBeTruthy()
    expect(screen.getByLabelText(fieldNamed('closed closed, Shepway'))).toBeTruthy()
    expect(screen.queryByLabelText(fieldNamed('closed closed, A'))).toBeNull()
  })
})
