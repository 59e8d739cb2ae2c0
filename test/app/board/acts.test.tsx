// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { CellKey, Instant, IsoDate, OpId, PersonId } from '../../../src/domain/ids.ts'
import type { BoardRow, ReturnView } from '../../../src/protocol/exchange.ts'
import { amount, pid } from '../../domain/small-set.ts'
import { sheetFor } from '../fake-desk.ts'
import { board, FakeOffice, received, row } from '../fake-office.ts'
import { becomes, cleanRow, drawBoard, rowOf, seen, sheetsOf } from './draw-board.tsx'

afterEach(() => cleanup())

const at = (office: FakeOffice, rows: readonly BoardRow[], closed?: IsoDate) => {
  const answer = board(rows)
  office.answer = {
    ok: true,
    value: {
      ...answer,
      collections: answer.collections.map(one => (closed === undefined ? one : { ...one, closed })),
    },
  }
  return drawBoard(office)
}

describe('accepting clean returns together', () => {
  const three = [cleanRow('east-a'), cleanRow('east-b', { seen: seen(2) }), cleanRow('west-c', { seen: seen(3) })]

  it('accepts exactly what it lists, each as it was, and says of each what became of it', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.outcome = ({ opId, sheet }) =>
      sheet === sheetFor('east-b')
        ? { opId, outcome: 'rejected', code: 'seen-differs', receivedAt: received }
        : { opId, outcome: 'applied', receivedAt: received }
    at(office, [...three, row('all', { state: 'submitted' })])
    await user.click(await screen.findByRole('button', { name: 'Select the 3 clean returns' }))
    await user.click(screen.getByRole('checkbox', { name: 'Select Support, Helper, C' }))
    await user.click(screen.getByRole('button', { name: 'Accept 2 selected' }))
    const dialog = screen.getByRole('dialog', { name: 'Accept 2 returns?' })
    expect(
      within(dialog)
        .getAllByRole('rowheader')
        .map(one => one.textContent),
    ).toEqual(['Support, Helper, A', 'Support, Helper, Shepway'])
    // Another version arrives while it is open: what is listed is what is named.
    await becomes(office, [cleanRow('east-a', { seen: seen(9), ordinal: 2 }), ...three.slice(1)])
    await user.click(within(dialog).getByRole('button', { name: 'Accept 2 returns' }))
    expect(await screen.findByText(/1 accepted, 1 not:/)).toBeTruthy()
    expect(screen.getByText('Support, Helper, Shepway: changed since you looked, look again.')).toBeTruthy()
    expect(office.acts.map(act => ('value' in act ? act.value : undefined))).toEqual([
      { seen: seen(1) },
      { seen: seen(2) },
    ])
    expect(sheetsOf(office.acts)).toEqual(['east-a', 'east-b'])
  })

  it('sends the same acts again when the answer was lost', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    const { send } = office.review
    let lost = true
    const tried: string[][] = []
    Object.assign(office.review, {
      send: async (acts: Parameters<typeof send>[0]) => {
        tried.push(acts.map(act => act.opId))
        if (!lost) return send(acts)
        lost = false
        return { ok: false, refusal: { type: 'server-down' } }
      },
    })
    at(office, three)
    await user.click(await screen.findByRole('button', { name: 'Select the 3 clean returns' }))
    await user.click(screen.getByRole('button', { name: 'Accept 3 selected' }))
    const dialog = screen.getByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Accept 3 returns' }))
    expect(await within(dialog).findByText(/Whether this arrived is not known/)).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Try again' }))
    expect(await within(dialog).findByText('3 accepted.')).toBeTruthy()
    expect(tried[1]).toEqual(tried[0])
    expect(office.acts).toHaveLength(3)
  })

  it('what is not clean any more falls out of the selection', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    at(office, three)
    await user.click(await screen.findByRole('button', { name: 'Select the 3 clean returns' }))
    await becomes(office, [cleanRow('east-a', { clean: false, unexplained: 1 }), ...three.slice(1)])
    expect(screen.getByRole('button', { name: 'Accept 2 selected' })).toBeTruthy()
    expect(within(await rowOf('A')).queryByRole('checkbox')).toBeNull()
  })
})

describe('counting on time', () => {
  const late = '2017-07-15T09:00:00.000Z' as Instant
  it('asks for a reason, and keeps the receipt', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    at(office, [row('east-a', { state: 'submitted', submittedAt: late, statedAt: received })])
    await user.click(within(await rowOf('A')).getByRole('button', { name: /^Count on time/ }))
    const dialog = screen.getByRole('dialog', { name: 'Count on time: Helper, A' })
    expect(dialog.textContent).toContain(
      'The server received it 15 Jul, 10:00. The device says that it was submitted 11 Jul, 14:03.',
    )
    await user.click(within(dialog).getByRole('button', { name: 'Count on time' }))
    expect(within(dialog).getByRole('alert').textContent).toContain('Say why it is counted on time')
    expect(office.acts).toHaveLength(0)
    await user.type(within(dialog).getByLabelText('Why it is counted on time'), 'No signal at the hub')
    await user.click(within(dialog).getByRole('button', { name: 'Count on time' }))
    expect(await within(dialog).findByText('Done.')).toBeTruthy()
    expect(office.acts).toMatchObject([{ kind: 'on-time', value: { reason: 'No signal at the hub' } }])
  })

  it('is taken back', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    at(office, [row('east-a', { state: 'submitted', submittedAt: late, onTime: 'No signal' })])
    await user.click(within(await rowOf('A')).getByRole('button', { name: /^Undo/ }))
    const dialog = screen.getByRole('dialog')
    expect(dialog.textContent).toContain('The reason given: No signal')
    await user.click(within(dialog).getByRole('button', { name: 'Count as received' }))
    expect(await within(dialog).findByText('Done.')).toBeTruthy()
    expect(office.acts).toMatchObject([{ kind: 'on-time', value: { reason: null } }])
  })
})

describe('work that arrived late', () => {
  const opId = '0190a0a0-0000-7000-8000-000000000301' as OpId
  const view: ReturnView = {
    row: {
      sheet: sheetFor('east-a'),
      rev: 4,
      state: 'submitted',
      submission: null,
      cells: {},
      late: [
        {
          opId,
          cell: 'closed' as CellKey,
          value: amount(5),
          by: { id: 'person-2' as PersonId, name: 'Field worker' },
          deviceTime: '2017-07-11T12:00:00.000Z' as Instant,
          receivedAt: received,
        },
      ],
      digest: seen(0),
    },
    history: { contract: 'su-helper-2016', place: pid('east-a'), months: {} },
    submissions: [],
    seen: seen(0),
  }
  const rows = [row('east-a', { state: 'submitted', lockedOut: 1 })]

  it('before closing is the lead’s to decide: it is shown with who, when, and the device’s time', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.view = view
    at(office, rows)
    expect((await rowOf('A')).textContent).toContain('1 change arrived after submission')
    await user.click(within(await rowOf('A')).getByRole('button', { name: /^Look/ }))
    const dialog = screen.getByRole('dialog', { name: 'Arrived after submission: Helper, A' })
    expect((await within(dialog).findAllByRole('row')).at(-1)?.textContent).toBe(
      'closed closednothing5Field workerreceived 11 July 2017 at 14:03; the device says 11 July 2017 at 13:00',
    )
    expect(dialog.textContent).toContain("the provider's lead decides, until the month is closed")
    expect(within(dialog).queryByRole('button', { name: 'Take' })).toBeNull()
    expect(within(dialog).queryByRole('button', { name: 'Decline' })).toBeNull()
  })

  it('after closing is taken, or declined with a reason', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.view = view
    at(office, rows, '2017-07-18' as IsoDate)
    expect((await rowOf('A')).textContent).toContain('1 change arrived after closing')
    await user.click(within(await rowOf('A')).getByRole('button', { name: /^Look/ }))
    const dialog = screen.getByRole('dialog', { name: 'Arrived after closing: Helper, A' })
    await user.click(await within(dialog).findByRole('button', { name: 'Take' }))
    expect(office.acts).toMatchObject([{ kind: 'take-late', value: { operations: [opId], seen: view.seen } }])
    await user.click(within(dialog).getByRole('button', { name: 'Decline' }))
    await user.click(within(dialog).getByRole('button', { name: 'Decline for good' }))
    expect(within(dialog).getByRole('alert').textContent).toContain('Say why it is declined')
    await user.type(within(dialog).getByLabelText('Why it is declined'), 'A duplicate')
    await user.click(within(dialog).getByRole('button', { name: 'Decline for good' }))
    expect(office.acts[1]).toMatchObject({ kind: 'leave', value: { operations: [opId], reason: 'A duplicate' } })
  })

  it('is declined alone where the return is accepted: taken in, it would change what was accepted', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.view = { ...view, row: { ...view.row, state: 'accepted' } }
    at(office, [row('east-a', { state: 'accepted', lockedOut: 1 })], '2017-07-18' as IsoDate)
    await user.click(within(await rowOf('A')).getByRole('button', { name: /^Look/ }))
    const dialog = screen.getByRole('dialog', { name: 'Arrived after closing: Helper, A' })
    expect(await within(dialog).findByRole('button', { name: 'Decline' })).toBeTruthy()
    expect(dialog.textContent).toContain('send the return back first')
    expect(within(dialog).queryByRole('button', { name: 'Take' })).toBeNull()
  })
})

describe('a month that is closed', () => {
  it('is closed after saying what that does and how many are outstanding', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    const me = { ...office.me, services: [{ service: 'support', areas: 'every' }] }
    at(Object.assign(office, { me }), [
      row('all', { owed: 0 }),
      row('east-a'),
      row('east-b', { state: 'sent-back' }),
      cleanRow('west-c'),
    ])
    await user.click(await screen.findByRole('button', { name: /^Close\s*June 2017 for Support$/ }))
    const dialog = screen.getByRole('dialog', { name: 'Close June 2017 for Support?' })
    expect(dialog.textContent).toContain(
      '2 returns of 3 districts are outstanding. 1 return received, not accepted yet.',
    )
    expect(office.sent).not.toContain('/api/collections/close')
    await user.click(within(dialog).getByRole('button', { name: 'Close the month' }))
    expect(office.sent).toContain('/api/collections/close')
    // The fake refuses: she is told, and nothing is said to be done.
    expect(within(dialog).getByRole('alert').textContent).toContain('Nothing was done')
  })

  it('is not closed by an officer of some areas of the service', async () => {
    const office = new FakeOffice()
    const me = { ...office.me, services: [{ service: 'support', areas: ['east'] }] }
    at(Object.assign(office, { me }), [row('east-a')])
    expect(await screen.findByText(/open, due 14 July/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Close/ })).toBeNull()
  })

  it('lets one return be opened again, with a reason', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    at(office, [row('east-a'), row('west-c', { reopened: true })], '2017-07-18' as IsoDate)
    expect(within(await rowOf('C')).queryByRole('button', { name: /^Allow changes/ })).toBeNull()
    expect((await rowOf('C')).textContent).toContain('open again')
    await user.click(within(await rowOf('A')).getByRole('button', { name: /^Allow changes/ }))
    const dialog = screen.getByRole('dialog')
    await user.type(within(dialog).getByLabelText('Why it is opened again'), 'A figure was wrong')
    await user.click(within(dialog).getByRole('button', { name: 'Open this return' }))
    expect(office.acts).toMatchObject([{ kind: 'reopen', value: { reason: 'A figure was wrong' } }])
  })
})
