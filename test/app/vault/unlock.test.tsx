// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeDoor, person } from '../fake-door.ts'
import { atTheBeginning, openApp, second, unlockWith } from './at-the-door.ts'

beforeEach(atTheBeginning)
afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

describe('the unlock page', () => {
  it('lists everybody, each with her own count of what waits', async () => {
    const door = new FakeDoor()
    door.list = [person, second]
    door.waiting = async (id?: string) => (id === second.id ? 1 : 0)
    openApp(door)
    const group = await screen.findByRole('group', { name: 'Who are you?' })
    await waitFor(() => expect(within(group).getByText('1 change waits')).toBeTruthy())
    expect(within(group).getAllByRole('radio')).toHaveLength(2)
    expect(screen.queryByText(/^Locked:/)).toBeNull()
    await userEvent.setup().click(within(group).getByRole('radio', { name: /Provider lead/ }))
    expect(await screen.findByText('Locked: 1 change waits: unlock to send')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Sign in as someone else' })).toBeTruthy()
  })

  it('counts the seconds of a wait down, tells a listener once, and lets nothing through until it is over', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
    const door = new FakeDoor()
    door.list = [person]
    openApp(door)
    door.mustWait = 3_000
    await unlockWith(user, 'not the passphrase')
    const button = screen.getByRole('button', { name: 'Unlock' })
    await waitFor(() => expect(button).toHaveProperty('disabled', true))
    const live = () => document.querySelector('.ff-page form [aria-live="polite"]')?.textContent
    expect(screen.getByText('3 seconds', { selector: 'strong' })).toBeTruthy()
    expect(live()).toBe('Several wrong passphrases: you can try again in 3 seconds.')
    door.mustWait = 1_400
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(screen.getByText('2 seconds', { selector: 'strong' })).toBeTruthy()
    expect(live()).toBe('Several wrong passphrases: you can try again in 3 seconds.')
    door.mustWait = 0
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(screen.queryByText(/try again in/, { selector: 'p' })).toBeNull()
    expect(live()).toBe('You can try again now.')
    expect(button).toHaveProperty('disabled', false)
  })

  it('is left again where her desk had ended while it was being opened', async () => {
    const door = new FakeDoor()
    door.list = [person]
    door.desk.change({ status: { ...door.desk.state().status, stopped: 'locked' } })
    openApp(door)
    await unlockWith(userEvent.setup())
    expect(await screen.findByRole('heading', { name: 'Unlock' })).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Your returns' })).toBeNull()
  })

  it('hears of a lost device with the signal, and when somebody takes it up, not only at the start', async () => {
    const door = new FakeDoor()
    door.list = [person, second]
    openApp(door)
    await screen.findByRole('group', { name: 'Who are you?' })
    const deleted = (whose: typeof person) => {
      door.list = door.list.filter(({ id }) => id !== whose.id)
      door.stands = [{ person: whose, standing: 'deleted' }]
    }
    deleted(second)
    act(() => void window.dispatchEvent(new Event('online')))
    expect(await screen.findByText(/kept on it for Provider lead has been deleted/)).toBeTruthy()
    expect(screen.queryByRole('group', { name: 'Who are you?' })).toBeNull()
    deleted(person)
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(await screen.findByText(/kept on it for Provider editor has been deleted/)).toBeTruthy()
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
  })

  it('lists her whose vault was made and who was not put on the list', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    const { me, installation } = door.desk.state()
    door.answer = { ok: true, me, installation, known: true }
    openApp(door)
    await user.type(await screen.findByLabelText('E-mail address'), me.person.email)
    await user.type(screen.getByLabelText('Password'), 'right')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await unlockWith(user)
    expect(await screen.findByRole('heading', { name: 'Your returns' })).toBeTruthy()
  })

  it('says a longer wait in minutes', async () => {
    const door = new FakeDoor()
    door.list = [person]
    door.mustWait = 128_000
    openApp(door)
    expect(await screen.findByText('2 minutes 8 seconds', { selector: 'strong' })).toBeTruthy()
  })

  it('tells what a forgotten passphrase costs before it does, with the way out last and folded away', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    openApp(door)
    const summary = await screen.findByText('Forgotten it?')
    expect(summary.closest('details')?.open).toBe(false)
    const [first] = screen.getAllByRole('button')
    expect(first?.textContent).toBe('Unlock')
    await user.click(summary)
    expect(screen.getByText('What the server has received is safe.')).toBeTruthy()
    expect(screen.getByText('What it never received is gone if the passphrase is.')).toBeTruthy()
    expect(await screen.findByText(/3 changes wait here/)).toBeTruthy()
  })
})

describe('two people at one tablet', () => {
  it('the next person begins at her own first page, not where the last one was', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person, second]
    window.history.replaceState(null, '', '/device')
    openApp(door)
    await unlockWith(user)
    await screen.findByRole('heading', { name: 'This device' })
    await user.click(screen.getAllByRole('button', { name: 'Lock' })[0] ?? document.body)
    await screen.findByRole('heading', { name: 'Unlock' })
    // The same person: where she was.
    await unlockWith(user)
    await screen.findByRole('heading', { name: 'This device' })
    await user.click(screen.getAllByRole('button', { name: 'Lock' })[0] ?? document.body)
    await screen.findByRole('heading', { name: 'Unlock' })
    const { me } = door.desk.state()
    door.desk.change({ me: { ...me, person: { ...me.person, id: second.id, name: second.name } } })
    await user.click(screen.getByRole('radio', { name: /Provider lead/ }))
    await unlockWith(user)
    expect(await screen.findByRole('heading', { name: 'Your returns' })).toBeTruthy()
    expect(window.location.pathname).toBe('/')
  })
})
