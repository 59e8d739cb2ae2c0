// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
// Compiled before the clock of a test runs.
import '../../../src/app/sheet/dock/dock-more.tsx'
import { answerDueSentence } from '../../../src/app/questions/standing.ts'
import { ReturnsPage } from '../../../src/app/returns/returns-page.tsx'
import { DeskContext } from '../../../src/app/session/desk-context.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import { NeedsYouList } from '../../../src/app/this-device/needs-you-list.tsx'
import type { SheetView } from '../../../src/device/desk.ts'
import type { IsoDate } from '../../../src/domain/ids.ts'
import { amount, ratio } from '../../domain/small-set.ts'
import { FakeDesk, sheetFor } from '../fake-desk.ts'
import { fieldNamed, renderMonth, setScreen } from '../render.tsx'
import { refusal, submission } from '../states/submitted.ts'
import { answeredOne, askedAt, officer, question, questionId } from './asked.ts'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

function desk(review: SheetView['review'], state: SheetView['state'] = 'sent-back'): FakeDesk {
  const made = new FakeDesk()
  made.pull('east-a', { closed: amount(3), achieved: ratio('1') })
  made.setSheet('east-a', { state, submission: submission(), ...(review ? { review } : {}) })
  return made
}
const aboutClosed = { questions: [question(1, ['closed'])] }
const threadOf = async (text: string) => {
  const found = (await screen.findByText(text)).closest<HTMLElement>('.ff-thread')
  if (!found) throw new Error('no thread')
  return found
}

describe('a question at its cell', () => {
  it('is marked beside the figure, in words for whoever is in the field, until it is closed', async () => {
    const at = desk(aboutClosed)
    renderMonth(at)
    const field = screen.getByLabelText(fieldNamed('closed closed, A'))
    const said = (): string =>
      (field.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map(id => document.getElementById(id)?.textContent ?? '')
        .join(' ')
    expect(said()).toContain('1 question, to answer.')
    at.setSheet('east-a', { review: { questions: [answeredOne(question(1, ['closed']), 'Because')] } })
    await waitFor(() => expect(document.querySelector('.ff-asked')?.textContent).toContain('1 question, answered.'))
    at.setSheet('east-a', {
      review: { questions: [{ ...question(1, ['closed']), closed: { by: officer, at: askedAt } }] },
    })
    await waitFor(() => expect(document.querySelector('.ff-asked')).toBeNull())
  })

  it('is marked on a figure that cannot be typed, as in a return that is submitted or accepted', () => {
    renderMonth(desk(aboutClosed, 'accepted'))
    expect(document.querySelector('[data-cell="east-a/closed"] .ff-asked')?.textContent).toContain('1 question')
    expect(document.querySelector('[data-cell="east-a/achieved"] .ff-asked')).toBeNull()
  })

  it('stands in the dock as a thread: who said what when, by when an answer is wanted, who has the next word', async () => {
    const user = userEvent.setup()
    renderMonth(desk(aboutClosed))
    await user.click(screen.getByLabelText(fieldNamed('closed closed, A')))
    const thread = await threadOf('Question 1: why?')
    expect(within(thread).getByText('Waits for your answer')).toBeTruthy()
    expect(within(thread).getByText('Answer wanted by 14 July, in 3 working days.')).toBeTruthy()
    expect(thread.textContent).toContain('Commissioning officer, for the council 11 July 2017 at 10:00')
    expect(screen.getByText(/^Thread: 1 question/).closest('details')?.open).toBe(true)
  })

  it.each(['submitted', 'accepted', 'sent-back'] as const)('can be answered where the return is %s', async state => {
    const user = userEvent.setup()
    const at = desk(aboutClosed, state)
    renderMonth(at, '/district/east-a')
    await user.type(await screen.findByLabelText('Your answer'), 'The form came late.')
    await user.click(screen.getByRole('button', { name: /^Answer the question about closed closed, A/ }))
    await screen.findByText('Answered, not sent yet')
    expect(at.answers).toEqual([{ sheet: sheetFor('east-a'), question: questionId(1), text: 'The form came late.' }])
    const thread = await threadOf('The form came late.')
    expect(thread.textContent).toContain('not sent yet')
    expect(thread.closest('details')?.open).toBe(true)
    await waitFor(() => expect(document.activeElement?.className).toBe('ff-thread__state'))
  })

  it('about a paragraph stands at its text, with the paragraph as it was submitted', async () => {
    const at = desk({ questions: [{ ...question(1, ['narrative/month']), paragraph: 1 }] })
    at.pull('east-a', { 'narrative/month': { type: 'text', paragraphs: ['One', 'Two'], audience: 'council' } })
    at.setSheet('east-a', {
      asSubmitted: { 'narrative/month': { type: 'text', paragraphs: ['One', 'Two as sent'], audience: 'council' } },
    })
    renderMonth(at, '/narrative')
    expect(await screen.findByText('Asked about: “Two as sent”')).toBeTruthy()
    expect(screen.getByLabelText('Your answer')).toBeTruthy()
  })

  it('about the whole return stands above its district', async () => {
    renderMonth(desk({ questions: [question(1, [])] }), '/district/east-a')
    expect(await screen.findByText('Question 1: why?')).toBeTruthy()
  })
})

describe('an answer being written', () => {
  it('is kept on the device, and there again after the page was left', async () => {
    const user = userEvent.setup()
    const at = desk(aboutClosed)
    const first = renderMonth(at, '/district/east-a')
    await user.type(await screen.findByLabelText('Your answer'), 'Half an ans')
    expect(first.unsaved.count()).toBe(1)
    first.unmount()
    expect(at.state().drafts).toMatchObject([{ field: 'answer', text: 'Half an ans' }])
    expect(at.answers).toEqual([])
    renderMonth(at, '/questions')
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Your answer')).value).toBe('Half an ans')
  })

  it('is saved when the desk is about to end', async () => {
    const user = userEvent.setup()
    const at = desk(aboutClosed)
    renderMonth(at, '/questions')
    await user.type(await screen.findByLabelText('Your answer'), 'Kept')
    for (const save of at.savers) save()
    await waitFor(() => expect(at.state().drafts).toMatchObject([{ text: 'Kept' }]))
  })

  it('is no error of its return', async () => {
    const at = desk(aboutClosed)
    await at.keepDraft({ sheet: sheetFor('east-a'), cell: 'question/x' as never, field: 'answer', text: 'Half' })
    render(
      <DeskContext value={{ desk: at, unsaved: new Unsaved(), lock: () => undefined }}>
        <MemoryRouter>
          <ReturnsPage />
        </MemoryRouter>
      </DeskContext>,
    )
    expect(screen.queryByText(/error/)).toBeNull()
    expect(screen.getByRole('link', { name: /^1 question waits for you/ })).toBeTruthy()
  })

  it('empty, is asked for in words and not sent', async () => {
    const user = userEvent.setup()
    const at = desk(aboutClosed)
    renderMonth(at, '/questions')
    await user.click(await screen.findByRole('button', { name: /^Answer the question/ }))
    expect(screen.getByText('Write an answer first')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('Your answer'))
    expect(at.answers).toEqual([])
  })

  it('that storage refuses stays in its field, and says why', async () => {
    const user = userEvent.setup()
    const at = desk(aboutClosed)
    renderMonth(at, '/questions')
    await user.type(await screen.findByLabelText('Your answer'), 'Mine')
    at.problem = 'full'
    await user.click(screen.getByRole('button', { name: /^Answer the question/ }))
    expect(await screen.findByText(/^Not answered\. This device is full/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your answer').value).toBe('Mine')
  })

  it('is warned of what looks like personal data', async () => {
    const user = userEvent.setup()
    renderMonth(desk(aboutClosed), '/questions')
    await user.type(await screen.findByLabelText('Your answer'), 'Call 07700 900123')
    expect(await screen.findByRole('list', { name: 'May be personal data' })).toBeTruthy()
  })

  it('queued, is changed or taken back', async () => {
    const user = userEvent.setup()
    const at = desk(aboutClosed)
    renderMonth(at, '/questions')
    await user.type(await screen.findByLabelText('Your answer'), 'One')
    await user.click(screen.getByRole('button', { name: /^Answer the question/ }))
    await user.click(await screen.findByRole('button', { name: /^Change your answer/ }))
    const field = screen.getByLabelText<HTMLTextAreaElement>('Change your answer')
    expect(field.value).toBe('One')
    await user.clear(field)
    await user.type(field, 'Two')
    await user.click(screen.getByRole('button', { name: /^Answer the question/ }))
    await screen.findByText('Two')
    expect(screen.queryByText('One')).toBeNull()
    await user.click(screen.getByRole('button', { name: /^Take it back/ }))
    await screen.findByText('Waits for your answer')
    expect(at.answers.map(({ text }) => text)).toEqual(['One', 'Two', ''])
  })

  it('that came after the question was closed is not taken: said in words, and still to be read', async () => {
    const closed = { ...question(1, ['closed']), closed: { by: officer, at: askedAt } }
    const at = desk({ questions: [closed] })
    const said = { kind: 'answer', question: questionId(1), text: 'My long answer' } as const
    at.change({ needsYou: [refusal('east-a', { code: 'locked', said })] })
    renderMonth(at, '/questions')
    const thread = await threadOf('My long answer')
    expect(thread.textContent).toContain('The council had closed the question before it arrived.')
    expect(within(thread).queryByRole('textbox')).toBeNull()
    cleanup()
    render(
      <DeskContext value={{ desk: at, unsaved: new Unsaved(), lock: () => undefined }}>
        <MemoryRouter>
          <NeedsYouList />
        </MemoryRouter>
      </DeskContext>,
    )
    expect(screen.getByText('My long answer')).toBeTruthy()
    expect(screen.getByText('Your answer to a question')).toBeTruthy()
    expect(screen.getByText('The council had closed the question before your answer arrived.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Enter it again/ })).toBeNull()
  })

  it('that was not taken does not make the check page say that the return was not submitted', async () => {
    const at = desk(aboutClosed)
    const said = { kind: 'answer', question: questionId(1), text: 'Mine' } as const
    at.change({ needsYou: [refusal('east-a', { code: 'locked', said })] })
    renderMonth(at, '/check')
    await screen.findByRole('heading', { name: 'Where each part stands' })
    expect(screen.queryByText(/Not submitted/)).toBeNull()
  })
})

describe('when an answer is wanted', () => {
  it.each([
    ['2017-07-07', '2017-07-04', 'Answer wanted by 7 July, in 3 working days.'],
    ['2017-07-07', '2017-07-06', 'Answer wanted by 7 July, in 1 working day.'],
    ['2017-07-07', '2017-07-07', 'Answer wanted today.'],
    ['2017-07-07', '2017-07-10', 'Answer was wanted by 7 July.'],
    ['2017-07-09', '2017-07-08', 'Answer wanted by 9 July.'],
  ])('%s, on %s: %s', (due, today, said) => {
    expect(answerDueSentence(today as IsoDate, due as IsoDate)).toBe(said)
  })
})
