// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { SheetId } from '../../../src/domain/ids.ts'
import { period } from '../../../src/domain/time/period.ts'
import type { Cell, ReturnView } from '../../../src/protocol/exchange.ts'
import type { Review } from '../../../src/protocol/review.ts'
import { action, meeting } from '../../domain/meetings/noted.ts'
import { amount, contract, ratio } from '../../domain/small-set.ts'
import { sheetFor } from '../fake-desk.ts'
import { board, FakeOffice, received, row } from '../fake-office.ts'
import { at, draw, officersDesk, pulled } from './at-meetings.tsx'

afterEach(() => cleanup())

const by = { id: 'person-1' as never, name: 'Provider editor' }
const cell = (value: Cell['value']): Cell => ({
  value,
  token: '0190a0a0-0000-7000-8000-000000000001' as never,
  by,
  at: received,
})
const view = (sheet: SheetId, cells: Record<string, Cell['value']>, review?: Review): ReturnView => ({
  row: {
    sheet,
    rev: 1,
    state: 'submitted',
    submission: null,
    cells: Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, cell(value)])),
    ...(review ? { review } : {}),
    digest: 'a'.repeat(64),
  },
  history: { contract: contract.id, place: sheet.split('/')[1] ?? '', months: {} },
  submissions: [],
  seen: 'a'.repeat(64),
})

const asked: Review = {
  questions: [
    {
      id: '0190a0a0-0000-7000-8000-000000000009' as never,
      cells: ['achieved' as never],
      messages: [
        {
          id: '0190a0a0-0000-7000-8000-000000000009' as never,
          by: { id: 'person-9' as never, name: 'Commissioning officer' },
          side: 'council',
          text: 'Why so few?',
          deviceTime: received,
          receivedAt: received,
        },
      ],
    },
  ],
}

function office(): FakeOffice {
  const made = new FakeOffice()
  made.answer = {
    ok: true,
    value: board([row('east-a', { state: 'submitted', received: '2017-07-18T09:00:00.000Z' as never }), row('east-b')]),
  }
  made.returnView = async (sheet?: SheetId) => ({
    ok: true,
    value:
      sheet === sheetFor('east-a')
        ? view(
            sheet,
            {
              closed: amount(20),
              achieved: ratio(5),
              'explain/achieved': {
                type: 'explanation',
                text: 'Staff left',
                reasons: [],
                cells: ['achieved' as never],
              },
            },
            asked,
          )
        : view(sheet ?? sheetFor('all'), {}),
  })
  return made
}

function desk() {
  const made = officersDesk()
  const may = period('2017-05')
  pulled(made, 'shared', { m1: meeting('2017-05-09'), a1: action('m1') }, { place: 'all', month: may })
  pulled(made, 'internal', { a2: action('m1', { text: 'Think about it' }) }, { place: 'all', month: may })
  pulled(made, 'internal', { m2: meeting('2017-06-13') }, { place: 'all' })
  return made
}

describe('the agenda of a meeting', () => {
  it('is made from what stands out, is asked, came late and is not done', async () => {
    const user = userEvent.setup()
    draw(desk(), at('all', '/m2/agenda'), office())
    const section = async (name: string) => (await screen.findByRole('heading', { level: 2, name })).parentElement
    expect((await section('Late returns'))?.textContent).toContain('A Received late: it was due 14 July 2017.')
    const figures = (await section('Figures that stand out'))?.textContent
    expect(figures).toMatch(/A ?■Red achieved achieved ?25\.0 % \(5 of 20\) against at least 80 %: Red\./)
    expect(figures).toContain('Explained: Staff left')
    expect((await section('Open questions'))?.textContent).toContain('achieved: Why so few?')
    expect((await section('Open questions'))?.textContent).toContain('The provider owes an answer')
    expect((await section('Disputes'))?.textContent).toContain('Nothing is disputed.')
    // It may be handed to the provider: what is internal only where asked for.
    expect((await section('Open actions'))?.textContent).toContain('Write it down')
    expect(document.body.textContent).not.toContain('Think about it')
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'The agenda as text', hidden: true }).value
    expect(text).toContain('- ■ Red: achieved achieved\n  25.0 % (5 of 20)')
    await user.click(screen.getByRole('checkbox', { name: /Include internal actions and plans/ }))
    expect((await section('Open actions'))?.textContent).toContain('Think about it')
    // Nothing stands over what is read, and the ways back are there.
    expect(screen.queryByRole('button', { name: 'Undo the last change' })).toBeNull()
    expect(screen.getByRole('link', { name: 'Return of June 2017' })).toBeTruthy()
  })
  it('with no signal: says so, and that the notes work', async () => {
    draw(desk(), at('all', '/m2/agenda'))
    expect(await screen.findByText(/There is no signal: figures are read from the server/)).toBeTruthy()
    expect(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' })).toBeTruthy()
  })
  it('a return that is not read stops it: no agenda is shown with a district missing', async () => {
    const made = office()
    made.returnView = async (sheet?: SheetId) =>
      sheet === sheetFor('west-c')
        ? { ok: false, refusal: { type: 'server-down' } }
        : { ok: true, value: view(sheet ?? sheetFor('all'), {}) }
    draw(desk(), at('all', '/m2/agenda'), made)
    expect(await screen.findByText(/The server does not answer/)).toBeTruthy()
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull()
  })
})
