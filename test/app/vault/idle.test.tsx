// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeskStatus } from '../../../src/device/desk.ts'
import { FakeDoor, person } from '../fake-door.ts'
import { atTheBeginning, openApp, unlockWith } from './at-the-door.ts'

beforeEach(atTheBeginning)
afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

async function working() {
  const user = userEvent.setup(vi.isFakeTimers() ? { advanceTimers: vi.advanceTimersByTime } : {})
  const door = new FakeDoor()
  door.list = [person]
  const { unsaved } = openApp(door)
  await unlockWith(user)
  await screen.findByRole('heading', { name: 'Your returns' })
  const { desk } = door
  const becomes = (status: Partial<DeskStatus>): void =>
    act(() => desk.change({ status: { ...desk.state().status, ...status } }))
  const live = () => document.querySelector('.ff-app > [aria-live="polite"]')
  return { user, door, desk, unsaved, becomes, live }
}

describe('auto-lock', () => {
  it('warns in a region that was there before, so that it is announced, and stays unlocked when told to', async () => {
    const { user, desk, becomes, live } = await working()
    const region = live()
    expect(region?.textContent).toBe('')
    becomes({ idle: 'warned' })
    expect(live()).toBe(region)
    expect(region?.textContent).toContain('Fieldfare locks in one minute; what is typed is kept.')
    const before = desk.touched
    await user.click(screen.getByRole('button', { name: 'Stay unlocked' }))
    expect(desk.stayed).toBe(1)
    // The press in the bar says by itself what it is for.
    expect(desk.touched).toBe(before)
    expect(region?.textContent).toBe('')
  })

  it('tells the device of keys and presses, and of a moving pointer only while it does not warn', async () => {
    const { desk, becomes } = await working()
    const count = (happen: () => void): number => {
      const before = desk.touched
      happen()
      return desk.touched - before
    }
    const main = screen.getByRole('main')
    expect(count(() => fireEvent.keyDown(main, { key: 'a' }))).toBe(1)
    expect(count(() => fireEvent.pointerUp(main))).toBe(1)
    expect(count(() => fireEvent.pointerMove(main))).toBe(1)
    expect(count(() => fireEvent.wheel(main))).toBe(1)
    // Dictated, or written with a pen.
    expect(count(() => fireEvent.input(main))).toBe(1)
    becomes({ idle: 'warned' })
    expect(count(() => fireEvent.pointerMove(main))).toBe(0)
    expect(count(() => fireEvent.keyDown(main, { key: 'a' }))).toBe(1)
  })

  it('commits what is typed first, then locks', async () => {
    const { desk, unsaved, becomes } = await working()
    const owner = {}
    let saved = false
    const withdraw = unsaved.offer(() => {
      saved = true
    })
    act(() => unsaved.set(owner, 1))
    becomes({ idle: 'over' })
    expect(saved).toBe(true)
    expect(desk.locked).toBe(false)
    await act(async () => unsaved.set(owner, 0))
    await waitFor(() => expect(desk.locked).toBe(true))
    expect(await screen.findByRole('heading', { name: 'Unlock' })).toBeTruthy()
    withdraw()
  })

  it('does not lock over what storage refuses, says why, and locks once it is kept', async () => {
    const { desk, becomes, live } = await working()
    becomes({ unsaved: 2, storage: 'full' })
    becomes({ idle: 'over' })
    await waitFor(() =>
      expect(live()?.textContent).toContain('Fieldfare has not locked: 2 changes would be lost. This device is full.'),
    )
    expect(desk.locked).toBe(false)
    expect(screen.getByRole('button', { name: 'Export unsent changes' })).toBeTruthy()
    becomes({ unsaved: 0, storage: null })
    await waitFor(() => expect(desk.locked).toBe(true))
  })

  it('does not lock over what a disk that does not answer has neither taken nor refused', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { desk, unsaved, becomes } = await working()
    const owner = {}
    act(() => unsaved.set(owner, 1))
    becomes({ idle: 'over' })
    await act(() => vi.advanceTimersByTimeAsync(30_000))
    expect(desk.locked).toBe(false)
    act(() => unsaved.set(owner, 0))
    await waitFor(() => expect(desk.locked).toBe(true))
  })

  it('is asked for what is typed by a desk that ends', async () => {
    const { desk, unsaved } = await working()
    let saved = 0
    unsaved.offer(() => {
      saved += 1
    })
    for (const save of desk.savers) save()
    expect(saved).toBe(1)
    cleanup()
    expect(desk.savers.size).toBe(0)
  })

  it('stays open for somebody who says so after it could not lock', async () => {
    const { user, desk, becomes } = await working()
    becomes({ unsaved: 1, storage: 'full', idle: 'over' })
    await user.click(await screen.findByRole('button', { name: 'Stay unlocked' }))
    becomes({ unsaved: 0, storage: null })
    expect(desk.stayed).toBe(1)
    expect(desk.locked).toBe(false)
  })

  it('takes her back to where she was', async () => {
    const { user, desk, becomes } = await working()
    act(() => screen.getByText('Provider editor', { selector: 'summary' }).click())
    await user.click(screen.getByRole('link', { name: 'This device' }))
    const field = await screen.findByLabelText('Read a backup file back')
    field.focus()
    becomes({ idle: 'over' })
    await waitFor(() => expect(desk.locked).toBe(true))
    await screen.findByRole('heading', { name: 'Unlock' })
    becomes({ idle: 'active' })
    await unlockWith(user)
    await waitFor(() => expect(document.activeElement?.id).toBe('backup-file'))
    expect(within(screen.getByRole('main')).getByRole('heading', { name: 'This device' })).toBeTruthy()
  })
})
