// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, describe, expect, it } from 'vitest'
import { DeskContext } from '../../src/app/session/desk-context.ts'
import { Unsaved } from '../../src/app/sheet/work/unsaved.ts'
import { NeedsYouList } from '../../src/app/this-device/needs-you-list.tsx'
import { whatToDo } from '../../src/app/this-device/what-to-do.ts'
import type { NeedsYou } from '../../src/device/desk.ts'
import type { CellKey, Instant, OpId } from '../../src/domain/ids.ts'
import { problemCodes } from '../../src/protocol/every-problem.ts'
import { amount, ratio } from '../domain/small-set.ts'
import { FakeDesk, sheetFor } from './fake-desk.ts'

afterEach(() => cleanup())

const opId = (n: number): OpId => `0190a0a0-0000-7000-8000-00000000010${n}` as OpId
const need = (n: number, more: Partial<NeedsYou> = {}): NeedsYou => ({
  opId: opId(n),
  sheet: sheetFor('east-a'),
  cell: 'achieved' as CellKey,
  code: 'locked',
  value: ratio('2', '5'),
  deviceTime: '2017-07-11T13:00:00.000Z' as Instant,
  standing: 'refused',
  again: false,
  ...more,
})

function draw(needsYou: readonly NeedsYou[], desk = new FakeDesk()): FakeDesk {
  desk.change({ needsYou })
  render(
    <DeskContext value={{ desk, unsaved: new Unsaved(), lock: () => desk.lock() }}>
      <MemoryRouter>
        <NeedsYouList />
      </MemoryRouter>
    </DeskContext>,
  )
  return desk
}

describe('Needs you', () => {
  it('shows what the server did not take: what, where, what was entered, why and what to do, until dismissed', async () => {
    const user = userEvent.setup()
    const desk = draw([need(1)])
    expect(screen.getByRole('heading', { name: 'A, June 2017 (Support, Helper)' })).toBeTruthy()
    const link = screen.getByRole('link', { name: 'achieved achieved' })
    expect(link.getAttribute('href')).toBe('/returns/su-helper-2016/2017-06?at=east-a/achieved')
    const item = screen.getByRole('listitem')
    expect(item.textContent).toContain('You entered: 2 of 5')
    expect(item.textContent).toContain('This return has been submitted, so the change was not taken into it.')
    expect(item.textContent).toContain('Your lead has been shown it')
    expect(screen.queryByRole('button', { name: /again/ })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Dismiss achieved achieved, A, June 2017' }))
    expect(desk.dismissed).toEqual([opId(1)])
    expect(await screen.findByText(/Nothing: the server has taken everything/)).toBeTruthy()
    expect(document.activeElement?.textContent).toBe('Needs you')
  })

  it('offers a change again where its cell is open, alone and all of one return at once', async () => {
    const user = userEvent.setup()
    const desk = draw([
      need(1, { again: true }),
      need(2, { again: true, cell: 'closed' as CellKey, value: amount(4) }),
      need(3),
      need(4, { again: true, sheet: sheetFor('west-c') }),
    ])
    const a = screen.getByRole('region', { name: 'A, June 2017' })
    const c = screen.getByRole('region', { name: 'C, June 2017' })
    expect(within(c).queryByRole('button', { name: /^Enter all/ })).toBeNull()
    await user.click(within(c).getByRole('button', { name: /^Enter it again/ }))
    await user.click(within(a).getByRole('button', { name: /^Enter all 2 again/ }))
    await waitFor(() => expect(desk.enteredAgain).toEqual([[opId(4)], [opId(1), opId(2)]]))
    expect(desk.state().needsYou.map(one => one.opId)).toEqual([opId(3)])
    expect(screen.getByRole('status').textContent).toBe('All 2 entered again.')
  })

  it('says that nothing is left to do once the return holds it, and does not offer it again', () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { achieved: ratio('2', '5'), closed: amount(3) })
    draw([need(1, { again: true }), need(2, { again: true, cell: 'closed' as CellKey, value: amount(4) })], desk)
    const [first, second] = screen.getAllByRole('listitem')
    expect(first?.textContent).toContain('The return holds it by now')
    expect(first?.textContent).not.toContain('Enter it again')
    expect(second?.textContent).toContain('Enter it again')
    // What she would replace is before her eyes.
    expect(second?.textContent).toContain('You entered: 4')
    expect(second?.textContent).toContain('It holds now: 3')
    expect(screen.queryByRole('button', { name: /^Enter all/ })).toBeNull()
  })

  it('says of a change whose district was taken away that it still goes, and asks nothing of her', () => {
    draw([need(1, { code: 'no-access', standing: 'going' })])
    expect(screen.getByRole('listitem').textContent).toContain(
      'Your access to this district was taken away. This change still goes to the council, which keeps it.',
    )
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.queryByRole('link')).toBeNull()
  })

  it('says when storage refuses, and keeps the item', async () => {
    const user = userEvent.setup()
    const desk = draw([need(1, { again: true })])
    desk.problem = 'full'
    await user.click(screen.getByRole('button', { name: /^Enter it again/ }))
    expect((await screen.findByRole('alert')).textContent).toContain('Not done. This device is full.')
    expect(screen.getByRole('listitem')).toBeTruthy()
  })

  it('has a sentence for every code, in the words of the trade and without blame', () => {
    for (const code of problemCodes)
      for (const again of [true, false]) {
        const said = whatToDo({ code, standing: 'refused', again })
        expect(said, code).toMatch(/^[A-Z].*\.$/)
        expect(said, code).not.toMatch(/\b(please|oops|invalid|scope|token|epoch|contested|held|conflict)\b/i)
      }
    expect(whatToDo({ code: 'locked', standing: 'refused', again: true })).toContain('open again')
  })
})
