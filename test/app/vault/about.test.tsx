// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeDoor, person } from '../fake-door.ts'
import { atTheBeginning, openApp, unlockWith } from './at-the-door.ts'

beforeEach(atTheBeginning)
afterEach(() => cleanup())

const pages = [
  ['/about-storage', 'What is stored on this device, and why'],
  ['/accessibility', 'Accessibility statement'],
] as const

describe.each(pages)('%s', (path, heading) => {
  it('is there before anybody has signed in or unlocked, and leads back', async () => {
    const user = userEvent.setup()
    for (const list of [[], [person]]) {
      const door = new FakeDoor()
      door.list = list
      window.history.replaceState(null, '', path)
      openApp(door)
      expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeTruthy()
      expect(screen.queryByLabelText('Device passphrase')).toBeNull()
      await user.click(screen.getByRole('link', { name: 'Go to the first page' }))
      expect(
        await screen.findByRole('heading', { level: 1, name: list.length === 0 ? 'Sign in' : 'Unlock' }),
      ).toBeTruthy()
      cleanup()
    }
  })

  it('is linked from the unlock page and from This device, and locking there shows the unlock page', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    openApp(door)
    const link = new RegExp(path === '/accessibility' ? '^Accessibility$' : '^What is stored')
    expect((await screen.findByRole('link', { name: link })).getAttribute('href')).toBe(path)
    await unlockWith(user)
    await user.click(await screen.findByText('Provider editor', { selector: 'summary' }))
    await user.click(screen.getByRole('link', { name: 'This device' }))
    await user.click(await screen.findByRole('link', { name: link }))
    expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeTruthy()
    await user.click(screen.getByText('Provider editor', { selector: 'summary' }))
    await user.click(screen.getByRole('button', { name: 'Lock' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Unlock' })).toBeTruthy()
  })
})

it('choosing a passphrase tells the recovery story, and links what is stored without losing the step', async () => {
  const user = userEvent.setup()
  const door = new FakeDoor()
  openApp(door)
  await user.type(await screen.findByLabelText('E-mail address'), 'editor@helper.example')
  await user.type(screen.getByLabelText('Password'), 'secret')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByText(/what the server has received is safe/)).toBeTruthy()
  expect(screen.getByText(/What it never received is gone/)).toBeTruthy()
  await user.click(screen.getByRole('link', { name: /^What is stored/ }))
  await screen.findByRole('heading', { level: 1, name: 'What is stored on this device, and why' })
  await user.click(screen.getByRole('link', { name: 'Go to the first page' }))
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Choose a device passphrase' })).toBeTruthy())
})
