// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { actWords, outcomeWords } from '../../src/app/record/change-words.ts'
import { filterIn, returnIn, searchOf } from '../../src/app/record/record-filter.ts'
import RecordPage from '../../src/app/record/record-page.tsx'
import type { Office } from '../../src/device/door/office.ts'
import type { CellKey, Instant, OpId, PersonId } from '../../src/domain/ids.ts'
import { problemCodes } from '../../src/protocol/every-problem.ts'
import type { RecordPage as Page, RecordEntry, ReturnChange } from '../../src/protocol/record.ts'
import { amount, contract } from '../domain/small-set.ts'
import { set, sheetFor } from './fake-desk.ts'
import { FakeOffice, received } from './fake-office.ts'
import './render.tsx'

afterEach(() => cleanup())

const lead = { id: 'p1' as PersonId, name: 'Provider lead' }
const entry = (number: number, sentence = `Entry ${number}.`): RecordEntry => ({
  number,
  at: received,
  person: number % 2 === 0 ? null : lead,
  sentence,
})
const page = (entries: readonly RecordEntry[], next: number | null = null): { ok: true; value: Page } => ({
  ok: true,
  value: { entries: [...entries], next, contracts: [contract.id], people: [lead] },
})
const change = (n: number): Omit<ReturnChange, 'what'> & { readonly outcome: 'applied' } => ({
  number: n,
  opId: `0190a0a0-0000-7000-8000-${String(n).padStart(12, '0')}` as OpId,
  person: lead,
  receivedAt: received,
  deviceTime: '2017-07-11T09:00:00.000Z' as Instant,
  outcome: 'applied',
})

const draw = (office: Office, at = '/record') =>
  render(
    <MemoryRouter initialEntries={[at]}>
      <main>
        <Routes>
          <Route path="/record" element={<RecordPage office={office} />} />
        </Routes>
      </main>
    </MemoryRouter>,
  )
const rowsOf = (name: string) =>
  within(screen.getByRole('region', { name }))
    .getAllByRole('row')
    .slice(1)
    .map(row =>
      within(row)
        .getAllByRole('cell')
        .concat(within(row).getAllByRole('rowheader'))
        .map(cell => cell.textContent),
    )
const accessible = async () => {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join()}`)).toEqual([])
}

describe('the filter', () => {
  it('is in the address, and what there is not is left out', () => {
    const whole = { contract: contract.id, place: 'east-a', month: '2017-06', person: 'p1', day: '2017-07-11' }
    const filter = filterIn(new URLSearchParams(whole), { set })
    expect(searchOf(filter)).toEqual(whole)
    expect(returnIn(filter)).toBe(sheetFor('east-a'))
    const odd = { contract: 'nothing', place: 'east-a', month: 'June', day: '2017-02-30' }
    expect(filterIn(new URLSearchParams(odd), { set })).toEqual({})
    expect(filterIn(new URLSearchParams({ contract: contract.id, place: 'elsewhere' }), { set })).toEqual({
      contract: contract.id,
    })
  })
})

describe('the record', () => {
  it('is a sentence a line, newest first, and goes on on demand, never by itself', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.recordPages = [page([entry(9, 'Sent 3 changes.'), entry(8)], 8), page([entry(7)])]
    draw(office)
    expect(screen.getByText('Loading…')).toBeTruthy()
    await screen.findByText('Sent 3 changes.')
    expect(rowsOf('Entries of the record')).toEqual([
      ['9', '11 July 2017 at 14:03', 'Provider lead', 'Sent 3 changes.'],
      ['8', '11 July 2017 at 14:03', 'Fieldfare', 'Entry 8.'],
    ])
    office.poke()
    expect(office.asked).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Show older entries' }))
    await screen.findByText('Entry 7.')
    expect(office.asked.map(one => one.before)).toEqual([null, 8])
    expect(screen.queryByRole('button', { name: 'Show older entries' })).toBeNull()
    await accessible()
  })

  it('asks again for what is chosen, by keyboard too, and offers a district once there is a contract', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.recordPages = [page([entry(1)])]
    draw(office)
    await screen.findByText('Entry 1.')
    expect(screen.queryByLabelText('District')).toBeNull()
    await user.selectOptions(screen.getByLabelText('Contract'), contract.id)
    await user.selectOptions(await screen.findByLabelText('District'), 'C')
    await user.selectOptions(screen.getByLabelText('Person'), 'Provider lead')
    await user.type(screen.getByLabelText('Day'), '2017-07-11')
    await screen.findByText('Entry 1.')
    expect(office.asked.at(-1)?.filter).toEqual({
      contract: contract.id,
      place: 'west-c',
      person: 'p1',
      day: '2017-07-11',
    })
    await user.selectOptions(screen.getByLabelText('Contract'), 'All contracts')
    expect(office.asked.at(-1)?.filter).toEqual({ person: 'p1', day: '2017-07-11' })
    expect(screen.queryByLabelText('District')).toBeNull()
  })

  it('says when nothing matches, and when it must look further back', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.recordPages = [page([], 4_000), page([]), page([entry(1)])]
    draw(office, '/record?person=p1')
    expect(await screen.findByText(/No entry matches among the latest/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show older entries' }))
    expect(await screen.findByText(/No entry matches\./)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(await screen.findByText('Entry 1.')).toBeTruthy()
    expect(office.asked.at(-1)).toEqual({ filter: {}, before: null })
  })

  it('says in words that there is no signal, keeps what it has, and tries again where it failed', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    const offline = { ok: false, refusal: { type: 'offline' } } as const
    office.recordPages = [offline, page([entry(9)], 9), offline, page([entry(8)])]
    draw(office)
    expect((await screen.findByRole('alert')).textContent).toContain(
      'There is no signal: the record is read from the server.',
    )
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByText('Entry 9.')
    await user.click(screen.getByRole('button', { name: 'Show older entries' }))
    expect((await screen.findByRole('alert')).textContent).toContain('This may not be the latest.')
    expect(screen.getByText('Entry 9.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByText('Entry 8.')
    expect(office.asked.map(one => one.before)).toEqual([null, null, 9, 9])
    await accessible()
  })

  it('is saved as a file with the mark of UTF-8, or says why not', async () => {
    const user = userEvent.setup()
    const office = new FakeOffice()
    office.csv = { ok: false, refusal: { type: 'server-down' } }
    const made: Blob[] = []
    const create = vi.fn((blob: Blob) => {
      made.push(blob)
      return 'blob:made'
    })
    Object.assign(URL, { createObjectURL: create, revokeObjectURL: () => undefined })
    draw(office)
    await user.click(await screen.findByRole('button', { name: 'Download these entries as CSV' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(made).toEqual([])
    office.csv = { ok: true, value: 'number,when (UTC)\r\n1,x\r\n' }
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await vi.waitFor(() => expect(made).toHaveLength(1))
    const bytes = new Uint8Array(await (made[0] ?? new Blob()).arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('the record of one return', () => {
  it('tells each change from what to what, and what became of it', async () => {
    const office = new FakeOffice()
    const other = { id: 'p2' as PersonId, name: 'Provider editor' }
    const changes: readonly ReturnChange[] = [
      { ...change(4), what: 'submit', name: 'Provider lead', role: 'Manager', ordinal: 1 },
      {
        ...change(3),
        what: 'value',
        cell: 'closed' as CellKey,
        before: amount(5),
        after: amount(7),
        chosen: false,
        person: other,
        outcome: 'rejected',
        code: 'locked',
      },
      { ...change(2), what: 'value', cell: 'closed' as CellKey, before: amount(4), after: amount(5), chosen: false },
      { ...change(1), what: 'value', cell: 'closed' as CellKey, before: null, after: amount(4), chosen: false },
    ]
    office.changes = { ok: true, value: { changes: [...changes], next: null } }
    office.recordPages = [page([entry(9)])]
    draw(office, `/record?contract=${contract.id}&place=east-a&month=2017-06`)
    await screen.findByRole('region', { name: 'Changes to this return, as a table' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Record A, June 2017 (Support, Helper)')
    const table = screen.getByRole('region', { name: 'Changes to this return, as a table' })
    const lines = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => row.textContent)
    expect(lines).toEqual([
      '11 July 2017 at 14:03device’s time 11 July 2017 at 10:00Provider leadSubmission v1, confirmed by Provider lead, ManagerTaken',
      '11 July 2017 at 14:03device’s time 11 July 2017 at 10:00Provider editorclosed closed57Not taken. The return had been submitted.',
      '11 July 2017 at 14:03device’s time 11 July 2017 at 10:00Provider leadclosed closed45Taken',
      '11 July 2017 at 14:03device’s time 11 July 2017 at 10:00Provider leadclosed closednothing4Taken',
    ])
    expect(screen.getByRole('link', { name: 'A, June 2017' }).getAttribute('href')).toBe(
      `/board/${contract.id}/east-a/2017-06`,
    )
    await accessible()
  })

  it('says when nothing has been entered', async () => {
    draw(new FakeOffice(), `/record?contract=${contract.id}&place=east-a&month=2017-06`)
    expect(await screen.findByText('Nothing has been entered yet.')).toBeTruthy()
  })

  it('has words for every act and outcome, none of a code', () => {
    const acts: readonly Exclude<ReturnChange, { what: 'value' }>[] = [
      { ...change(1), what: 'submit', name: 'A', role: 'B' },
      { ...change(1), what: 'withdraw' },
      { ...change(1), what: 'leave', count: 2, reason: 'Counted in July' },
      { ...change(1), what: 'unreadable', cell: null },
    ]
    expect(acts.map(actWords)).toEqual([
      'Submission, confirmed by A, B',
      'Submission withdrawn',
      '2 changes that came after submission left out: Counted in July',
      'Something that the server could not read',
    ])
    const [act] = acts
    if (!act) throw new Error('one was made')
    for (const outcome of ['applied', 'agreed', 'conflict', 'waiting'] as const)
      expect(outcomeWords({ ...act, outcome })).toMatch(/^[A-Z][a-z ,:]+$/)
    for (const code of problemCodes) expect(outcomeWords({ ...act, outcome: 'rejected', code })).not.toContain(code)
  })
})
