// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptOf } from '../../../src/app/review/kept.ts'
import { useLeaving } from '../../../src/app/review/leaving.tsx'
import type { CellKey, Instant } from '../../../src/domain/ids.ts'
import type { Outcome } from '../../../src/protocol/exchange.ts'
import { amount, ratio } from '../../domain/small-set.ts'
import { board, FakeOffice, received, row } from '../fake-office.ts'
import { setScreen } from '../render.tsx'
import { address, asked, cell, draw, officer, opId, provider, seenOf, someCells, text, view } from './one-return.tsx'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const opened = async (made: Parameters<typeof view>[0] = {}) => {
  const office = new FakeOffice()
  office.view = view(made)
  const user = userEvent.setup()
  draw(office)
  await screen.findByRole('heading', { name: 'Figures' })
  return { office, user }
}
const region = (name: string) => screen.getByRole('region', { name })
const figures = () => region('Figures of A')
const line = (name: string) => within(figures()).getByRole('row', { name: new RegExp(`^${name} `) })
const dock = () => screen.getByRole('complementary', { name: 'The figure in focus' })
const focusRow = (name: string) => act(() => within(line(name)).getByRole('button').focus())
/** Another version, with another figure of somebody else's. */
const newerView = (more: Parameters<typeof view>[0] = {}) =>
  view({
    cells: { ...someCells, closed: cell(amount(4), 2), 'narrative/month': cell(text('A quiet month.'), 3) },
    ordinal: 2,
    rev: 5,
    seen: seenOf(2),
    ...more,
  })
const refusedWith = (code: Outcome['code']) => (sent: { readonly opId: Outcome['opId'] }) =>
  ({ opId: sent.opId, outcome: 'rejected', receivedAt: received, ...(code ? { code } : {}) }) as const

describe('reading a return', () => {
  it('leads to the meetings of its district, and says who decides on late work once its month is closed', async () => {
    const late = [
      {
        opId: opId(9),
        cell: 'closed' as CellKey,
        value: amount(5),
        by: provider,
        receivedAt: received,
        deviceTime: received,
      },
    ]
    await opened({ closed: true, late })
    expect(screen.getByRole('link', { name: 'Meetings about it' }).getAttribute('href')).toMatch(
      /^\/meetings\/.*\/east-a$/,
    )
    expect(screen.getByRole('heading', { name: 'Arrived after closing' })).toBeTruthy()
    expect(screen.getByText(/the month is closed, so you take or decline/)).toBeTruthy()
  })

  it('shows figures with thirteen months, ratings and direction, the narrative, and who submitted it when', async () => {
    await opened()
    expect(within(figures()).getAllByRole('columnheader')).toHaveLength(19)
    const achieved = line('achieved')
    expect(achieved.textContent).toContain('61.5')
    expect(achieved.textContent).toContain('33.3 % 1 of 3')
    expect(achieved.textContent).toContain('at least 80 %')
    expect(achieved.textContent).toContain('■Red')
    expect(achieved.textContent).toContain('Worsened')
    expect(achieved.textContent).toContain('since May: 61.5 → 33.3')
    expect(achieved.textContent).toContain('1 not explained')
    expect(screen.getByText('A quiet month.')).toBeTruthy()
    expect(
      screen.getByText(/v1, received 11 July 2017 at 14:03\. Confirmed by Provider lead, Provider lead\./),
    ).toBeTruthy()
  })

  it('says what arrived after submission, for reading', async () => {
    await opened({
      late: [
        {
          opId: opId(301),
          cell: 'closed' as CellKey,
          value: amount(5),
          by: { ...provider, name: 'Field worker' },
          deviceTime: received,
          receivedAt: received,
        },
      ],
    })
    expect(screen.getByText(/the provider's lead decides on/)).toBeTruthy()
    const late = region('Arrived after submission, as a table')
    expect(within(late).getAllByRole('row').at(-1)?.textContent).toContain('closed closed35Field worker, received')
  })

  it('shows what changed since the submission before, and only that when asked', async () => {
    const { user } = await opened({ ordinal: 2, before: { ...someCells, closed: cell(amount(4)) } })
    expect(line('closed').textContent).toContain('since v1: was 4, now 3')
    await user.click(screen.getByRole('button', { name: 'Changed since v1 (2)' }))
    expect(within(figures()).queryByRole('row', { name: /^good / })).toBeNull()
    expect(screen.getByRole('button', { name: 'Changed since v1 (2)' }).getAttribute('aria-pressed')).toBe('true')
    await user.click(screen.getByRole('button', { name: 'With questions (0)' }))
    expect(screen.getByText('No figure is so.')).toBeTruthy()
  })

  it('shows how a narrative differs from the submission before, and from last month’s when asked', async () => {
    const { office, user } = await opened({
      ordinal: 2,
      before: { ...someCells, 'narrative/month': cell(text('A quiet month.', 'One left.')) },
    })
    const marks = await screen.findAllByText('One left.')
    expect(marks[0]?.closest('del')).toBeTruthy()
    const now = office.view
    office.view = view({ cells: { 'narrative/month': cell(text('A busy month.')) } })
    await user.click(screen.getByRole('button', { name: 'Compare with May 2017' }))
    expect((await screen.findByText('A busy month.')).closest('del')).toBeTruthy()
    office.view = now
  })

  it('under the table says why the figure is rated so, and what the council entered', async () => {
    const behalf = { source: 'by phone', date: '2017-07-03' as never }
    await opened({ cells: { ...someCells, closed: cell(amount(3), 1, { by: officer, behalf }) } })
    focusRow('achieved')
    expect(dock().textContent).toContain('33.3 % (1 of 3) against at least 80 %: Red.')
    focusRow('closed')
    expect(dock().textContent).toContain(
      'Entered by the council on 3 July 2017, from: by phone; not confirmed by the provider yet.',
    )
  })

  it('warns of personal data that nobody has looked at', async () => {
    await opened({ cells: { ...someCells, 'narrative/month': cell(text('She lives at CT1 2EH.')) } })
    expect(screen.getByText(/May hold personal data, and nobody has looked/).parentElement?.textContent).toContain(
      'Narrative: This month: Looks like a full postcode',
    )
  })
})

describe('states of the page', () => {
  it('not submitted: how far it is, and that accepting needs a submission', async () => {
    await opened({ state: 'open', ordinal: 0 })
    expect(screen.getByText(/2 of 6 answered\. Not submitted/).textContent).toContain('accepting needs a submission')
    expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Send back' })).toBeNull()
  })
  it('sent back and accepted say by whom, when, and with what words', async () => {
    const returned = { by: officer, at: received, ordinal: 1, words: 'Look at CEH09' }
    await opened({ state: 'sent-back', review: { returned } })
    expect(screen.getByText(/Sent back by Commissioning officer, 11 July 2017 at 14:03: Look at CEH09/)).toBeTruthy()
    cleanup()
    const accepted = { by: officer, at: received, ordinal: 1, seen: seenOf(1) }
    await opened({ state: 'accepted', review: { accepted } })
    expect(screen.getByText(/Accepted as v1 by Commissioning officer, 11 July 2017 at 14:03\./)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Send back' })).toBeTruthy()
  })
  it('offline, not hers, and no return: each says so in words', async () => {
    draw(new FakeOffice())
    expect(await screen.findByText(/There is no signal: returns are read from the server/)).toBeTruthy()
    cleanup()
    const office = new FakeOffice()
    office.returnView = async () => ({ ok: false, refusal: { type: 'problem', code: 'no-access' } })
    draw(office)
    expect(await screen.findByText(/You do not have access to that return/)).toBeTruthy()
    cleanup()
    draw(new FakeOffice(), address('nowhere'))
    expect(screen.getByRole('heading', { name: 'There is nothing at this address' })).toBeTruthy()
  })
  it('the contract-wide part of a set without such figures says so', async () => {
    const office = new FakeOffice()
    office.view = view({ place: 'all', cells: {}, state: 'open', ordinal: 0, rev: 0 })
    draw(office, address('all'))
    expect(await screen.findByText('This part has no figures.')).toBeTruthy()
    expect(screen.getByText('Nothing has been written in this part yet.')).toBeTruthy()
  })
})

describe('what cannot be done', () => {
  it('a figure entered differently by two people is named, before it can be accepted', async () => {
    const sides = [{ value: amount(5), token: opId(7), by: officer, deviceTime: received, receivedAt: received }]
    await opened({ cells: { ...someCells, closed: cell(amount(3), 1, { sides }) } })
    expect(screen.getByText('Entered differently by two people:').parentElement?.textContent).toContain(
      'closed closed.',
    )
    focusRow('closed')
    expect(dock().textContent).toContain('Entered differently: 5 by Commissioning officer')
  })
  it('no figure is entered into what is accepted, worked out, or entered in lines', async () => {
    const offered = () => within(dock()).queryByRole('button', { name: 'Enter a figure for the provider' }) !== null
    await opened({ cells: { ...someCells, 'open/one': cell(amount(4)) } })
    focusRow('closed')
    expect(offered()).toBe(true)
    focusRow('seen')
    expect(offered()).toBe(false)
    focusRow('open')
    expect(offered()).toBe(false)
    cleanup()
    await opened({ state: 'accepted' })
    focusRow('closed')
    expect(offered()).toBe(false)
  })
  it('what somebody decided meanwhile is refused in a sentence', async () => {
    const { office, user } = await opened()
    office.outcome = refusedWith('not-submitted')
    await user.click(screen.getByRole('button', { name: 'Accept v1 as shown' }))
    expect(screen.getByText(/This return is not waiting for review any more/)).toBeTruthy()
  })
})

describe('by keyboard', () => {
  it('goes from row to row, asks at the figure and comes back to it', async () => {
    const { office, user } = await opened()
    focusRow('achieved')
    await user.keyboard('k')
    expect(document.activeElement?.getAttribute('data-row')).not.toBe('achieved')
    await user.keyboard('j')
    expect(document.activeElement?.getAttribute('data-row')).toBe('achieved')
    await user.keyboard('?')
    const field = screen.getByLabelText('Your question about achieved achieved')
    expect(document.activeElement).toBe(field)
    await user.keyboard('Why so few?{Control>}{Enter}{/Control}')
    expect(office.acts).toMatchObject([
      {
        kind: 'question',
        sheet: 'su-helper-2016/east-a/2017-06',
        value: { cells: ['achieved'], text: 'Why so few?', due: '2017-07-18' },
      },
    ])
    expect(document.activeElement?.getAttribute('data-row')).toBe('achieved')
    expect(screen.queryByLabelText('Your question about achieved achieved')).toBeNull()
  })
  it('Escape leaves a question as it is written; `e` opens the figure’s form, `a` goes to the decision, `h` lists the keys', async () => {
    const { user } = await opened()
    focusRow('achieved')
    await user.keyboard('?half a question{Escape}')
    expect(document.activeElement?.getAttribute('data-row')).toBe('achieved')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your question about achieved achieved').value).toBe(
      'half a question',
    )
    await user.keyboard('h')
    expect(screen.getByRole('dialog', { name: 'Keys' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Close' }))
    focusRow('achieved')
    await user.keyboard('e')
    expect(screen.getByRole('dialog', { name: /^achieved achieved, A$/ })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    focusRow('achieved')
    await user.keyboard('a')
    expect(document.activeElement?.id).toBe('settle')
  })
})

describe('questions', () => {
  it('about a row, a paragraph and the return say so', async () => {
    const { office, user } = await opened()
    focusRow('achieved')
    await user.keyboard('?Since when?')
    await user.click(screen.getByLabelText('About its earlier months too'))
    await user.click(screen.getByRole('button', { name: 'Ask' }))
    await user.click(screen.getByRole('button', { name: 'Ask about paragraph 2' }))
    await user.keyboard('Who left?{Control>}{Enter}{/Control}')
    await user.click(screen.getByRole('button', { name: 'Ask about the whole return' }))
    await user.keyboard('Is it complete?')
    await user.clear(screen.getByLabelText(/^Answer wanted by/))
    await user.click(screen.getByRole('button', { name: 'Ask' }))
    expect(office.acts.map(one => one.kind === 'question' && one.value)).toEqual([
      { cells: ['achieved'], row: true, text: 'Since when?', due: '2017-07-18' },
      { cells: ['narrative/month'], paragraph: 1, text: 'Who left?', due: '2017-07-18' },
      { cells: [], text: 'Is it complete?' },
    ])
  })
  it('show who said what, who owes an answer and by when; are answered and closed; closed ones are folded', async () => {
    const [first] = asked(1).messages
    if (!first) throw new Error('A question has a message')
    const answered = asked(2, {
      cells: [],
      messages: [first, { ...first, id: opId(21), by: provider, side: 'provider', text: 'Yes.' }],
    })
    const closed = asked(3, { cells: [], closed: { by: officer, at: received } })
    const { office, user } = await opened({
      review: { questions: [asked(1, { due: '2017-07-10' as never }), answered, closed] },
    })
    const all = within(region('Questions')).getAllByRole('article')
    expect(all[0]?.textContent).toContain('The council owes an answer')
    expect(all[0]?.textContent).toContain('Provider editor (provider), 11 July 2017 at 14:03: Yes.')
    expect(all[1]?.textContent).toContain('The provider owes an answer. Late by 1 working day')
    expect(screen.getByText('1 closed question').closest('details')?.open).toBe(false)
    await user.click(within(region('Questions')).getByRole('button', { name: 'Answer about The whole return' }))
    await user.keyboard('Thank you{Control>}{Enter}{/Control}')
    await user.click(
      within(region('Questions')).getAllByRole('button', { name: 'Close the question about The whole return' })[0] ??
        document.body,
    )
    expect(office.acts).toMatchObject([
      { kind: 'answer', value: { question: opId(2), text: 'Thank you' } },
      { kind: 'close-question', value: { question: opId(2) } },
    ])
  })
  it('says what is missing, and warns of personal data in a question', async () => {
    const { office, user } = await opened()
    await user.click(screen.getByRole('button', { name: 'Ask about the whole return' }))
    await user.click(screen.getByRole('button', { name: 'Ask' }))
    expect(screen.getByText('Write your question')).toBeTruthy()
    await user.type(screen.getByLabelText('Your question about The whole return'), 'Is it CT1 2EH?')
    expect(await screen.findByText('Looks like a full postcode')).toBeTruthy()
    expect(office.acts).toEqual([])
  })
  it('an answer that was lost: the same is sent again, under the same id', async () => {
    const { office, user } = await opened()
    const send = office.review.send
    const ids: string[] = []
    Object.assign(office.review, {
      send: async (acts: Parameters<typeof send>[0]) => {
        ids.push(...acts.map(one => one.opId))
        return ids.length === 1 ? { ok: false, refusal: { type: 'offline' } } : send(acts)
      },
    })
    focusRow('achieved')
    await user.keyboard('?Why?{Control>}{Enter}{/Control}')
    expect(screen.getByText(/There is no signal: it is not known to have been received/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your question about achieved achieved').value).toBe('Why?')
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
    expect(screen.queryByLabelText('Your question about achieved achieved')).toBeNull()
  })
  it('what is written outlives leaving the return; leaving the browser asks', async () => {
    const { office, user } = await opened()
    const leaving = () => {
      const event = new Event('beforeunload', { cancelable: true })
      window.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(leaving()).toBe(false)
    focusRow('achieved')
    await user.keyboard('?unsent words')
    expect(leaving()).toBe(true)
    cleanup()
    expect(leaving()).toBe(true)
    draw(office)
    await screen.findByRole('heading', { name: 'Figures' })
    focusRow('achieved')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your question about achieved achieved').value).toBe(
      'unsent words',
    )
    await user.click(screen.getByRole('button', { name: 'Do not ask' }))
    expect(leaving()).toBe(false)
  })
})

describe('a newer version while she reads', () => {
  it('replaces nothing silently: it is announced, shown on request, and gone on with', async () => {
    const { office, user } = await opened()
    focusRow('achieved')
    await user.keyboard('?half a question')
    office.view = newerView()
    act(() => office.poke())
    const bar = await screen.findByRole('region', { name: 'A newer version' })
    expect(bar.textContent).toContain('v2, received 11 July 2017 at 14:03): 1 figure and 1 text differ')
    expect(line('closed').textContent).toContain('3')
    expect(screen.getByText('Two staff left.')).toBeTruthy()
    await user.click(within(bar).getByRole('button', { name: 'Show what differs' }))
    expect(within(bar).getByRole('row', { name: /^closed closed/ }).textContent).toBe('closed closed34')
    expect((await within(bar).findByText('Two staff left.')).closest('del')).toBeTruthy()
    await user.click(within(bar).getByRole('button', { name: 'Go on with the newer one' }))
    expect(screen.queryByRole('region', { name: 'A newer version' })).toBeNull()
    expect(line('closed').textContent).toContain('4')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your question about achieved achieved').value).toBe(
      'half a question',
    )
  })
  it('accepting what is drawn sends what was seen; refused, it shows the difference and accepts nothing', async () => {
    const { office, user } = await opened()
    office.outcome = refusedWith('seen-differs')
    // The poke has not come: the server knows better.
    office.view = newerView()
    await user.click(screen.getByRole('button', { name: 'Accept v1 as shown' }))
    expect(office.acts).toMatchObject([{ kind: 'accept', value: { seen: seenOf(1) } }])
    const bar = await screen.findByRole('region', { name: 'A newer version' })
    expect(within(bar).getByRole('row', { name: /^closed closed/ })).toBeTruthy()
    expect(
      screen.getByText(/The return has changed since it was drawn on your screen, so nothing was done/),
    ).toBeTruthy()
    expect(screen.queryByText('A is accepted')).toBeNull()
    await user.click(within(bar).getByRole('button', { name: 'Go on with the newer one' }))
    office.outcome = ({ opId: id }) => ({ opId: id, outcome: 'applied', receivedAt: received })
    await user.click(screen.getByRole('button', { name: 'Accept v2 as shown' }))
    expect(office.acts.at(-1)).toMatchObject({ kind: 'accept', value: { seen: seenOf(2) } })
    expect(office.acts[0]?.opId).not.toBe(office.acts[1]?.opId)
  })
  it('a question asked meanwhile by a colleague is shown at once, and the figures stay', async () => {
    const { office } = await opened()
    office.view = newerView({ review: { questions: [asked(5)] } })
    act(() => office.poke())
    expect(await screen.findByText('Question 5?')).toBeTruthy()
    expect(line('closed').textContent).toContain('3')
  })
  it('what a colleague decided is shown at once where the figures are the same', async () => {
    const { office } = await opened()
    const accepted = { by: officer, at: received, ordinal: 1, seen: seenOf(1) }
    office.view = view({ state: 'accepted', rev: 5, review: { accepted } })
    act(() => office.poke())
    expect(await screen.findByText(/Accepted as v1 by Commissioning officer/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'A newer version' })).toBeNull()
    expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull()
  })
})

describe('sending back, accepting, deciding', () => {
  it('with no question and no words says what is needed; with words it goes, exactly as seen', async () => {
    const { office, user } = await opened()
    expect(screen.getByText('No open question goes with it.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Send back' }))
    expect(screen.getByText('Say what is to be put right, or ask a question first')).toBeTruthy()
    expect(office.acts).toEqual([])
    await user.type(screen.getByLabelText('What is to be put right'), 'The month is the wrong one')
    await user.click(screen.getByRole('button', { name: 'Send back' }))
    expect(office.acts).toMatchObject([
      { kind: 'send-back', value: { seen: seenOf(1), words: 'The month is the wrong one' } },
    ])
    expect(screen.getByText('A is sent back')).toBeTruthy()
  })
  it('open questions go with it, and need no words', async () => {
    const { office, user } = await opened({
      review: { questions: [asked(1), asked(2, { closed: { by: officer, at: received } })] },
    })
    expect(screen.getByText('1 open question goes with it.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Send back' }))
    expect(office.acts).toMatchObject([{ kind: 'send-back', value: { seen: seenOf(1), words: '' } }])
  })
  it('in a closed month opens the return again with it, unless she says otherwise', async () => {
    const { office, user } = await opened({ closed: true })
    await user.type(screen.getByLabelText('What is to be put right'), 'The month is the wrong one')
    await user.click(screen.getByRole('button', { name: 'Open again and send back' }))
    expect(office.acts).toMatchObject([
      { kind: 'reopen', value: { reason: 'Sent back to be corrected' } },
      { kind: 'send-back', value: { seen: seenOf(1), words: 'The month is the wrong one' } },
    ])
    cleanup()
    const other = await opened({ closed: true })
    await other.user.click(screen.getByLabelText('Open it again as well'))
    await other.user.type(screen.getByLabelText('What is to be put right'), 'Answer alone')
    await other.user.click(screen.getByRole('button', { name: 'Send back' }))
    expect(other.office.acts).toMatchObject([{ kind: 'send-back' }])
    expect(await screen.findByText(/nothing in it can be changed unless you open it again/)).toBeTruthy()
  })

  it('in a closed month is not sent back where opening it was refused', async () => {
    const { office, user } = await opened({ closed: true })
    office.outcome = refusedWith('not-allowed')
    await user.type(screen.getByLabelText('What is to be put right'), 'The month is the wrong one')
    await user.click(screen.getByRole('button', { name: 'Open again and send back' }))
    expect(office.acts.map(one => one.kind)).toEqual(['reopen'])
    expect(screen.getByRole('alert')).toBeTruthy()
  })

  it('accepted: says what happened and how it is undone, and the next return is one key away', async () => {
    const { office, user } = await opened()
    office.answer = {
      ok: true,
      value: board([row('east-a', { state: 'accepted' }), row('west-c', { state: 'submitted' })]),
    }
    office.outcome = ({ opId: id }) => {
      const accepted = { by: officer, at: '2017-07-11T13:10:00.000Z' as Instant, ordinal: 1, seen: seenOf(1) }
      office.view = view({ state: 'accepted', rev: 5, review: { accepted } })
      return { opId: id, outcome: 'applied', receivedAt: received }
    }
    await user.click(screen.getByRole('button', { name: 'Accept v1 as shown' }))
    const done = (await screen.findByText('A is accepted')).parentElement
    expect(done?.textContent).toContain('To undo it, send the return back.')
    expect(document.activeElement?.textContent).toBe('Next return to review')
    office.view = view({ place: 'west-c' })
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: /^C / })).toBeTruthy()
  })
  it('says when no other return waits', async () => {
    const { office, user } = await opened()
    office.answer = { ok: true, value: board([row('east-a', { state: 'submitted' })]) }
    const [next] = screen.getAllByRole('button', { name: 'Next return to review' })
    await user.click(next ?? document.body)
    expect(await screen.findByText(/No other return of June 2017 waits for you/)).toBeTruthy()
  })
  it('takes or declines a proposed correction with words, by the write she sees', async () => {
    const { office, user } = await opened({
      cells: { ...someCells, 'earlier/closed_2017-05': cell(amount(4), 8) },
    })
    const part = region('To decide')
    expect(part.textContent).toContain('closed closed, May 2017. 4 proposed instead of 3.')
    await user.type(within(part).getByLabelText(/^What you say to it/), 'Agreed by phone')
    await user.click(within(part).getByRole('button', { name: 'Take closed closed, May 2017' }))
    expect(office.acts).toMatchObject([
      {
        kind: 'rule',
        cell: 'earlier/closed_2017-05',
        value: { token: opId(8), outcome: 'taken', words: 'Agreed by phone' },
      },
    ])
  })
  it('enters a figure for the provider with its source, over the write she sees', async () => {
    const { office, user } = await opened()
    focusRow('achieved')
    await user.keyboard('e')
    const dialog = screen.getByRole('dialog')
    await user.type(within(dialog).getByLabelText(/^Part/), '2')
    await user.click(within(dialog).getByRole('button', { name: 'Enter it' }))
    expect(within(dialog).getAllByText('Say where the figure comes from').length).toBeGreaterThan(0)
    await user.type(within(dialog).getByLabelText('Where it comes from'), 'by phone')
    await user.click(within(dialog).getByRole('button', { name: 'Enter it' }))
    expect(office.acts).toMatchObject([
      { kind: 'enter', cell: 'achieved', value: ratio('2'), base: opId(1), source: 'by phone', date: '2017-07-11' },
    ])
    expect(screen.queryByRole('dialog')).toBeNull()
  })
  it('what she entered herself is drawn at once, and is no newer version to be warned of', async () => {
    const { office, user } = await opened()
    office.outcome = sent => {
      const behalf = { source: 'by phone', date: '2017-07-11' as never }
      const mine = { ...cell(ratio('2'), 1, { by: officer, behalf }), token: sent.opId }
      office.view = view({ cells: { ...someCells, achieved: mine }, rev: 5, seen: seenOf(3) })
      return { opId: sent.opId, outcome: 'applied', receivedAt: received }
    }
    focusRow('achieved')
    await user.keyboard('e')
    await user.type(screen.getByLabelText(/^Part/), '2')
    await user.type(screen.getByLabelText('Where it comes from'), 'by phone')
    await user.click(screen.getByRole('button', { name: 'Enter it' }))
    expect(await screen.findByText(/from the council/)).toBeTruthy()
    expect(line('achieved').textContent).toContain('66.7 % 2 of 3')
    expect(screen.queryByRole('region', { name: 'A newer version' })).toBeNull()
  })
})

describe('signing out', () => {
  function Leaving({ office, onLeave }: { readonly office: FakeOffice; readonly onLeave: () => void }) {
    const { leave, asks } = useLeaving(office, onLeave)
    return (
      <>
        <button type="button" onClick={leave}>
          Sign out
        </button>
        {asks}
      </>
    )
  }
  it('asks while something written is not sent, and forgets it then', async () => {
    const office = new FakeOffice()
    const user = userEvent.setup()
    let left = 0
    keptOf(office).type('a form', 'text', 'half a question')
    const { unmount } = render(<Leaving office={office} onLeave={() => (left += 1)} />)
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    expect(screen.getByText(/1 text about returns that you wrote here is not sent/)).toBeTruthy()
    expect(left).toBe(0)
    await user.click(screen.getByRole('button', { name: 'Stay' }))
    expect(keptOf(office).count()).toBe(1)
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    await user.click(screen.getByRole('button', { name: 'Sign out without it' }))
    expect(left).toBe(1)
    unmount()
    expect(keptOf(office).count()).toBe(0)
  })
})
