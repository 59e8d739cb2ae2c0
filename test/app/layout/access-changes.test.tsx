// @vitest-environment jsdom
/** Access that is taken away while the app is open, and what the header says she is. */
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NotYoursPage } from '../../../src/app/layout/not-yours-page.tsx'
import { roleLineOf } from '../../../src/app/layout/role-line.ts'
import { TakenAway } from '../../../src/app/layout/taken-away.tsx'
import { useGone } from '../../../src/app/layout/use-gone.ts'
import { Readiness } from '../../../src/app/pwa/readiness.tsx'
import { ReturnsPage } from '../../../src/app/returns/returns-page.tsx'
import { DeskContext } from '../../../src/app/session/desk-context.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import type { NeedsYou } from '../../../src/device/desk.ts'
import type { CellKey, Instant, IsoDate, OpId, ScopeId } from '../../../src/domain/ids.ts'
import { contract } from '../../domain/small-set.ts'
import { FakeDesk, set, sheetFor } from '../fake-desk.ts'
import { renderMonth, setScreen } from '../render.tsx'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const scope = (place: string): ScopeId => `${contract.id}/${place}` as ScopeId
const all = [...contract.places, 'all'].map(scope)

const Bar = () => <TakenAway gone={useGone()} />
function draw(desk: FakeDesk, children = <Bar />) {
  return render(
    <DeskContext value={{ desk, unsaved: new Unsaved(), lock: () => undefined }}>
      <MemoryRouter>{children}</MemoryRouter>
    </DeskContext>,
  )
}
const holding = (desk: FakeDesk, scopes: readonly ScopeId[]): void =>
  act(() => desk.change({ me: { ...desk.state().me, scopes: [...scopes] } }))

/** What is announced of her access. */
const said = (): string => document.querySelector('[aria-live]')?.textContent ?? 'nowhere'

const waiting = (place: string): NeedsYou => ({
  opId: '0190a0a0-0000-7000-8000-000000000001' as OpId,
  sheet: sheetFor(place),
  cell: null,
  code: 'no-access',
  value: null,
  deviceTime: '2017-07-11T09:00:00.000Z' as Instant,
  standing: 'going',
  again: false,
})

describe('taken away while the app is open', () => {
  it('says nothing until something goes; then what, what became of what was typed, and what remains', async () => {
    const desk = new FakeDesk()
    draw(desk)
    expect(said()).toBe('')
    holding(desk, [scope('east-a'), scope('west-c')])
    expect(said()).toContain('You no longer have Shepway, of Support, Helper.')
    expect(said()).toContain(
      'What you typed there was received, and stays in the return. The rest of your returns is as it was.',
    )
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'I have read this' }))
    expect(said()).toBe('')
    // What goes later is told anew, and alone.
    holding(desk, [scope('west-c')])
    expect(said()).toContain('You no longer have A, of Support, Helper.')
  })

  it('counts what was never received, and says where it is', () => {
    const desk = new FakeDesk()
    draw(desk)
    holding(desk, [scope('east-a')])
    act(() => desk.change({ needsYou: [waiting('west-c'), waiting('east-a')] }))
    expect(said()).toContain(
      '1 change of yours there was not taken into the return; the council keeps it: see This device.',
    )
  })

  it('says of what cannot be read as a figure that it was never sent', async () => {
    const desk = new FakeDesk()
    const draft = { sheet: sheetFor('west-c'), cell: 'closed' as CellKey, field: 'value', text: '12a' }
    act(() => desk.change({ drafts: [draft, { ...draft, sheet: sheetFor('east-a') }] }))
    draw(desk)
    holding(desk, [scope('east-a')])
    expect(said()).toContain(
      '1 unfinished entry of yours there is on this device alone: a backup file, from This device, holds it.',
    )
    expect(said()).not.toContain('was received')
    cleanup()
    renderMonth(desk, '/district/west-c')
    expect(await screen.findByText(/1 unfinished entry of yours there/)).toBeTruthy()
    expect(screen.queryByText(/was received/)).toBeNull()
  })

  it('the whole contract by its name; with nothing left, who can give something', () => {
    const desk = new FakeDesk()
    draw(desk)
    holding(desk, [])
    expect(said()).toContain('You no longer have Support, Helper.')
    expect(said()).toContain('You have no district now')
  })

  it('only the part of the whole contract; and what comes back is not gone', () => {
    const desk = new FakeDesk()
    draw(desk)
    holding(desk, contract.places.map(scope))
    expect(said()).toContain('what is written once for all of Support, Helper')
    holding(desk, all)
    expect(said()).toBe('')
  })

  it('an open page of it says so, in the place of the figures', async () => {
    const desk = new FakeDesk()
    renderMonth(desk, '/district/east-b')
    await screen.findByRole('heading', { name: /^Shepway \(/ })
    holding(desk, [scope('east-a'), scope('west-c')])
    expect(await screen.findByRole('heading', { name: 'Shepway, Support, Helper is not one of yours' })).toBeTruthy()
    holding(desk, [])
    expect(await screen.findByRole('heading', { level: 1, name: 'Support, Helper is not one of yours' })).toBeTruthy()
    expect(screen.queryByText(/nothing at this address/)).toBeNull()
  })

  it('with no district there is nothing to be ready for, and the first page says why it is empty', () => {
    const desk = new FakeDesk({ scopes: [] })
    draw(desk, <ReturnsPage />)
    expect(screen.getByText(/You have no district now/)).toBeTruthy()
    expect(screen.queryByText(/0 districts/)).toBeNull()
    cleanup()
    draw(desk, <Readiness />)
    expect(screen.queryByText(/ready/)).toBeNull()
  })

  it('an address of no contract stays an address of nothing', () => {
    const desk = new FakeDesk()
    draw(desk, <NotYoursPage />)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('There is nothing at this address')
  })
})

describe('what she is, in the header', () => {
  const { me } = new FakeDesk().state()

  it('her role; standing in, until when; with the contract where she has several', () => {
    expect(roleLineOf(me, set)).toBe('Provider editor')
    const standsIn = { standsIn: [contract.id], standsInUntil: { [contract.id]: '2017-07-31' as IsoDate } }
    expect(roleLineOf({ ...me, ...standsIn }, set)).toBe('Provider editor, standing in as lead until 31 July 2017')
    expect(roleLineOf({ ...me, standsIn: [contract.id] }, set)).toBe('Provider editor, standing in as lead')
    const several = { ...me, ...standsIn, scopes: [...me.scopes, 'other/east-a' as ScopeId] }
    expect(roleLineOf(several, set)).toBe('Provider editor, standing in as lead of Support, Helper until 31 July 2017')
    expect(roleLineOf(several, null)).toBe('Provider editor, standing in as lead until 31 July 2017')
  })
})
