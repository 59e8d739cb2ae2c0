// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpId } from '../../../src/domain/ids.ts'
import { amount, ratio } from '../../domain/small-set.ts'
import { complete } from '../complete.ts'
import { FakeDesk } from '../fake-desk.ts'
import { renderMonth, setScreen } from '../render.tsx'
import { confirmedAt, instant, kept, seenNow, submission, submitted } from './submitted.ts'

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

const open = (desk: FakeDesk) => renderMonth(desk, '/receipt')
const text = (): string => document.querySelector('.ff-receipt')?.textContent ?? ''

describe('the receipt', () => {
  it('nothing submitted: says so, and nothing on the page is like a receipt', async () => {
    open(new FakeDesk())
    expect(await screen.findByRole('heading', { name: 'No receipt yet' })).toBeTruthy()
    expect(screen.queryByText(/I confirm/)).toBeNull()
    expect(screen.queryByText(/Check number/)).toBeNull()
    expect(screen.queryByRole('button', { name: 'Print' })).toBeNull()
  })

  it.each(['queued', 'sent'] as const)('%s: not received yet stands in place of it', async state => {
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    desk.setSheet('east-a', { submitting: { opId: 'x' as OpId, state, deviceTime: confirmedAt } })
    desk.change({ status: { ...desk.state().status, connection: 'offline' } })
    open(desk)
    const list = await screen.findByRole('region', { name: 'Not received yet' })
    expect(list.textContent).toContain('A: submitted on this device 11 July 2017 at 14:00, and not received yet')
    expect(list.textContent).toContain(state === 'queued' ? 'when there is a connection' : 'waiting for the server')
    expect(screen.queryByText(/Check number/)).toBeNull()
    expect(screen.queryByText(/I confirm/)).toBeNull()
  })

  it('received: who confirmed what, for which districts, when made and when received, with number and version', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3), achieved: ratio('1') })
    desk.pull('west-c', { closed: amount(8) })
    await submitted(desk, 'east-a', { ordinal: 2 })
    await submitted(desk, 'west-c')
    open(desk)
    expect(await screen.findByRole('heading', { name: 'Received 11 July 2017 at 14:03' })).toBeTruthy()
    expect(text()).toContain('Provider editor, Provider editor, confirmed 11 July 2017 at 14:00:')
    expect(text()).toContain('“I confirm these figures are complete and correct for June 2017.” For A and C.')
    expect(text()).toContain('On time: it was due 14 July 2017')
    const row = screen.getByRole('row', { name: /^A / })
    const seen = await seenNow(desk, 'east-a')
    expect(row.textContent).toContain('v2')
    expect(row.textContent).toContain(`${seen.slice(0, 4)} ${seen.slice(4, 8)}`.toUpperCase())
    expect(within(row).getByText('Submitted')).toBeTruthy()
    expect(screen.getByText(/In this sample it is always 11 July 2017; the times .* a real clock's/)).toBeTruthy()
    // B was not part of it.
    expect(screen.getByRole('region', { name: 'Not received yet' }).textContent).toContain('Shepway: not submitted.')
    const table = await screen.findByRole('table', { name: 'Figures of A as submitted, v2' })
    expect(within(table).getByRole('row', { name: /^achieved achieved/ }).textContent).toContain('1 of 3')
    expect(screen.getByRole('button', { name: 'Print' })).toBeTruthy()
  })

  it('received late: says so by the day in London', async () => {
    const desk = new FakeDesk()
    desk.change({ installation: { ...desk.state().installation, sample: false } })
    complete(desk, 'east-a')
    await submitted(desk, 'east-a', { receivedAt: instant('2017-07-18T08:00:00.000Z') })
    open(desk)
    expect(await screen.findByText('Late by 2 working days: it was due 14 July 2017')).toBeTruthy()
  })

  it('sent back since: says that it is open again, and shows the figures as they were confirmed', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(3) })
    await submitted(desk, 'east-a')
    const asSubmitted = await kept(desk, 'east-a')
    desk.setSheet('east-a', { state: 'sent-back', asSubmitted })
    desk.pull('east-a', { closed: amount(9) })
    open(desk)
    expect(await screen.findByText(/Sent back since: open again/)).toBeTruthy()
    const table = await screen.findByRole('table', { name: 'Figures of A as submitted, v1' })
    const row = within(table).getByRole('row', { name: /^closed closed/ })
    expect(row.textContent).toContain('3')
    expect(row.textContent).not.toContain('9')
  })

  it('taken back since, on another device: says that the figures confirmed are not here, and shows no others', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(9) })
    desk.setSheet('east-a', { state: 'open', submission: submission() })
    open(desk)
    expect(await screen.findByText(/Taken back since: open again/)).toBeTruthy()
    expect(await screen.findByText(/does not hold the figures as they were confirmed in v1/)).toBeTruthy()
    expect(screen.queryByRole('table', { name: /^Figures of A/ })).toBeNull()
  })

  it('submitted again with no signal: the earlier receipt stays, and says that the new one is not received', async () => {
    const desk = new FakeDesk()
    complete(desk, 'east-a')
    await submitted(desk, 'east-a')
    desk.setSheet('east-a', {
      state: 'sent-back',
      submitting: { opId: 'x' as OpId, state: 'queued', deviceTime: instant('2017-07-12T09:00:00.000Z') },
    })
    open(desk)
    expect(await screen.findByText('Submitted again, and not received yet')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Not received yet' }).textContent).toContain(
      'A: submitted on this device',
    )
  })

  it('read-only by role: a field worker reads the receipt too', async () => {
    const desk = new FakeDesk({ role: 'field-worker', scopes: ['su-helper-2016/east-a'] })
    complete(desk, 'east-a')
    await submitted(desk, 'east-a')
    open(desk)
    expect(await screen.findByRole('heading', { name: /^Received/ })).toBeTruthy()
    expect(screen.queryByText('Shepway')).toBeNull()
  })
})
