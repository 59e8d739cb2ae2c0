// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DeskContext } from '../../../src/app/session/desk-context.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import { ThisDevicePage } from '../../../src/app/this-device/this-device-page.tsx'
import { FakeDesk } from '../fake-desk.ts'
import { FakeDoor, person } from '../fake-door.ts'
import { atTheBeginning, openApp, type User, unlockWith } from './at-the-door.ts'

beforeEach(() => {
  atTheBeginning()
  URL.createObjectURL = () => 'blob:a'
  URL.revokeObjectURL = () => undefined
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
  cleanup()
})

function draw(desk: FakeDesk): void {
  render(
    <DeskContext value={{ desk, unsaved: new Unsaved(), lock: () => desk.lock() }}>
      <MemoryRouter>
        <ThisDevicePage />
      </MemoryRouter>
    </DeskContext>,
  )
}

async function change(user: User, old: string, next: string, again = next): Promise<void> {
  for (const [label, text] of [
    ['Present passphrase', old],
    ['New passphrase', next],
    ['New passphrase again', again],
  ] as const) {
    const field = screen.getByLabelText(label)
    await user.clear(field)
    if (text !== '') await user.type(field, text)
  }
  await user.click(screen.getByRole('button', { name: 'Change the passphrase' }))
}

describe('changing the passphrase', () => {
  it('repeats the rules, refuses in words, then says that it is done and that the old one no longer opens', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    draw(desk)
    await user.click(screen.getByRole('button', { name: 'Change the passphrase' }))
    expect(screen.getByLabelText('Present passphrase')).toBe(document.activeElement)
    expect(screen.getByText('At least 10 characters. Three or four words are easy to type.')).toBeTruthy()
    await change(user, '', 'short', 'other')
    for (const said of [
      'Type the present passphrase',
      'Choose a passphrase of at least 10 characters',
      'The two new passphrases are not the same',
    ])
      expect(screen.getAllByText(said, { exact: false }).length).toBeGreaterThan(0)
    await change(user, 'four small words', 'four small words')
    expect(screen.getAllByText(/That is the one you have: choose another/).length).toBeGreaterThan(0)
    await change(user, 'not the passphrase', 'nine small otters')
    expect((await screen.findAllByText(/That is not the present passphrase of this device/)).length).toBeGreaterThan(0)
    expect(screen.getByLabelText('Present passphrase')).toHaveProperty('value', '')
    expect(screen.getByLabelText('New passphrase')).toHaveProperty('value', 'nine small otters')
    expect(desk.passphrase).toBe('four small words')
    await change(user, 'four small words', 'nine small otters')
    expect(await screen.findByText(/The old one no longer opens this device/)).toBeTruthy()
    expect(desk.passphrase).toBe('nine small otters')
    expect(screen.queryByLabelText('Present passphrase')).toBeNull()
  })

  it('waits after wrong ones as the unlock page does', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.mustWait = 16_000
    draw(desk)
    await user.click(screen.getByRole('button', { name: 'Change the passphrase' }))
    expect(await screen.findByText('16 seconds', { selector: 'strong' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Change the passphrase' })).toHaveProperty('disabled', true)
  })
})

describe('removing my data', () => {
  it('asks first, with keeping it before deleting it', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    window.history.replaceState(null, '', '/device')
    openApp(door)
    await unlockWith(user)
    await user.click(await screen.findByRole('button', { name: 'Remove my data from this device' }))
    const dialog = screen.getByRole('dialog', { name: 'Remove your data from this device?' })
    expect(within(dialog).getAllByRole('button')[0]?.textContent).toBe('Keep it')
    door.list = []
    await user.click(within(dialog).getByRole('button', { name: 'Remove my data' }))
    expect(await screen.findByRole('heading', { name: 'Your data has been removed from this device' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Go to the first page' }))
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
  })

  it('says what would be lost, and offers the file; then it can be removed', async () => {
    const user = userEvent.setup()
    const desk = new FakeDesk()
    desk.removed = { ok: false, because: 'unsent', count: 2 }
    const made = vi.spyOn(desk, 'exportUnsent')
    draw(desk)
    await user.click(screen.getByRole('button', { name: 'Remove my data from this device' }))
    await user.click(screen.getByRole('button', { name: 'Remove my data' }))
    expect(
      await screen.findByText(/The server has not taken 2 changes, and they would be lost/, { selector: 'strong' }),
    ).toBeTruthy()
    const dialog = screen.getByRole('dialog')
    expect(within(dialog).queryByRole('button', { name: 'Remove my data' })).toBeNull()
    await user.click(within(dialog).getByRole('button', { name: 'Make a backup file' }))
    await waitFor(() => expect(made).toHaveBeenCalledTimes(1))
    desk.removed = { ok: true }
    await user.click(await within(dialog).findByRole('button', { name: 'Remove my data' }))
    await waitFor(() => expect(desk.state().status.stopped).toBe('removed'))
  })
})
