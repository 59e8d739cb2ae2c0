// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../src/app/app.tsx'
import { Unsaved } from '../../src/app/sheet/work/unsaved.ts'
import type { DeskStatus } from '../../src/device/desk.ts'
import { FakeDoor, person } from './fake-door.ts'
import { setScreen } from './render.tsx'

beforeEach(() => {
  setScreen(true)
  window.history.replaceState(null, '', '/')
  // No server in these tests: an officer's session cannot be resumed.
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
  window.scrollTo = () => undefined
})
afterEach(() => cleanup())

async function unlocked(user: ReturnType<typeof userEvent.setup>): Promise<FakeDoor> {
  const door = new FakeDoor()
  door.list = [person]
  render(<App door={door} unsaved={new Unsaved()} />)
  await user.type(await screen.findByLabelText('Device passphrase'), 'four small words')
  await user.click(screen.getByRole('button', { name: 'Unlock' }))
  await screen.findByRole('heading', { name: 'Your returns' })
  return door
}

const becomes = (door: FakeDoor, status: Partial<DeskStatus>): void =>
  act(() => door.desk.change({ status: { ...door.desk.state().status, ...status } }))

describe('a desk that has stopped', () => {
  it('her access has ended: says what was handed over and that nothing is here, then goes to the door', async () => {
    const user = userEvent.setup()
    const door = await unlocked(user)
    door.list = []
    becomes(door, { stopped: 'left', handedOver: 3 })
    expect(await screen.findByRole('heading', { name: 'Your access has ended' })).toBe(document.activeElement)
    expect(
      screen.getByText(
        '3 changes were handed over and are kept for the council. Nothing is stored on this device any more.',
      ),
    ).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Go to the first page' }))
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
  })

  it('one change, or none, is said so', async () => {
    const user = userEvent.setup()
    becomes(await unlocked(user), { stopped: 'left', handedOver: 1 })
    expect(await screen.findByText(/1 change was handed over and is kept for the council/)).toBeTruthy()
    cleanup()
    becomes(await unlocked(user), { stopped: 'left', handedOver: 0 })
    expect(await screen.findByText(/Nothing waited to be sent/)).toBeTruthy()
  })

  it('the device was reported lost: everything here is deleted, and unsent work is gone', async () => {
    const user = userEvent.setup()
    becomes(await unlocked(user), { stopped: 'lost' })
    expect(await screen.findByRole('heading', { name: 'This device was reported lost' })).toBeTruthy()
    expect(screen.getByText(/what had not been sent is gone/)).toBeTruthy()
    expect(screen.queryByText('Provider editor', { selector: 'summary' })).toBeNull()
  })

  it('locked in another tab while this one holds what storage refuses: export, then lock here too', async () => {
    const user = userEvent.setup()
    const door = await unlocked(user)
    becomes(door, { storage: 'full', unsaved: 2, lockedElsewhere: true })
    const message = screen.getByRole('alert')
    expect(message.textContent).toContain('You locked Fieldfare in another tab; this one stays open for what it holds.')
    expect(message.textContent).toContain('2 changes are not saved on this device.')
    expect(within(message).getByRole('button', { name: 'Export unsent changes' })).toBeTruthy()
    await user.click(within(message).getByRole('button', { name: 'Lock here too' }))
    const dialog = await screen.findByRole('dialog')
    expect(door.desk.locked).toBe(false)
    await user.click(within(dialog).getByRole('button', { name: 'Lock and lose them' }))
    await waitFor(() => expect(door.desk.locked).toBe(true))
  })

  it('the browser has deleted what was stored: what waits and what is unsaved can be exported before reloading', async () => {
    const user = userEvent.setup()
    const door = await unlocked(user)
    becomes(door, { storage: 'lost', waiting: 2, unsaved: 1 })
    const message = screen.getByRole('alert')
    expect(message.textContent).toContain('3 changes not saved and at risk')
    expect(message.textContent).toContain('Export what has not been sent before you reload.')
    expect(within(message).getByRole('button', { name: 'Export unsent changes' })).toBeTruthy()
  })

  it('updated in another tab: reload to continue', async () => {
    const user = userEvent.setup()
    becomes(await unlocked(user), { stopped: 'newer-version' })
    expect(screen.getByRole('button', { name: 'Reload to continue' })).toBeTruthy()
  })
})

describe('what the server says at the door', () => {
  it('of one whose access has ended: unlock once more to hand over', async () => {
    const door = new FakeDoor()
    door.list = [person]
    door.stands = [{ person, standing: 'left' }]
    render(<App door={door} unsaved={new Unsaved()} />)
    expect(
      await screen.findByText('Your access has ended. Unlock once more to hand over what waits here.'),
    ).toBeTruthy()
    expect(screen.queryByText(/Locked: 3 changes/)).toBeNull()
    expect(screen.getByRole('button', { name: 'Unlock' })).toBeTruthy()
  })

  it('of a device that was reported lost: deleted, said plainly, and nobody is there to unlock', async () => {
    const door = new FakeDoor()
    door.list = [person]
    door.standing = async () => {
      door.list = []
      return [{ person, standing: 'deleted' }]
    }
    render(<App door={door} unsaved={new Unsaved()} />)
    expect((await screen.findByRole('alert')).textContent).toBe(
      'This device was reported lost, so everything kept on it for Provider editor has been deleted. What the server had received is safe; what had not been sent is gone.',
    )
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Unlock this device instead' })).toBeNull()
  })

  it('of one of two: the other can still be unlocked', async () => {
    const door = new FakeDoor()
    const other = { ...person, id: 'person-2' as typeof person.id, name: 'Field worker' }
    door.list = [person, other]
    door.standing = async () => {
      door.list = [other]
      return [{ person, standing: 'deleted' }]
    }
    render(<App door={door} unsaved={new Unsaved()} />)
    expect(await screen.findByText(/everything kept on it for Provider editor has been deleted/)).toBeTruthy()
    expect(await screen.findByText('Field worker', { selector: 'strong' })).toBeTruthy()
  })

  it('nothing, where it cannot be asked', async () => {
    const door = new FakeDoor()
    door.list = [person]
    door.standing = () => Promise.reject(new Error('no network'))
    render(<App door={door} unsaved={new Unsaved()} />)
    expect(await screen.findByRole('button', { name: 'Unlock' })).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
