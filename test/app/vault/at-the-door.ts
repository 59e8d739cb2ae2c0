/** The app at a fake door, in jsdom. */
import { render, screen } from '@testing-library/react'
import type userEvent from '@testing-library/user-event'
import { createElement } from 'react'
import { App } from '../../../src/app/app.tsx'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import { type FakeDoor, person } from '../fake-door.ts'
import { setScreen } from '../render.tsx'

export type User = ReturnType<typeof userEvent.setup>

export const second = {
  ...person,
  id: 'person-2' as typeof person.id,
  name: 'Provider lead',
  email: 'lead@helper.example',
}

/** No server, a laptop, the first page. */
export function atTheBeginning(): void {
  setScreen(true)
  sessionStorage.clear()
  window.history.replaceState(null, '', '/')
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
  window.scrollTo = () => undefined
}

export function openApp(door: FakeDoor, unsaved = new Unsaved()) {
  return { ...render(createElement(App, { door, unsaved })), unsaved }
}

export async function unlockWith(user: User, passphrase = 'four small words'): Promise<void> {
  await user.type(await screen.findByLabelText('Device passphrase'), passphrase)
  await user.click(screen.getByRole('button', { name: 'Unlock' }))
}
