// @vitest-environment jsdom
/** An officer's own desk: chosen a passphrase for, unlocked, locked, and opened at the door without signal. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OfficeShell } from '../../../src/app/layout/office-shell.tsx'
import type { Ended } from '../../../src/app/session/session.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import type { Desk } from '../../../src/device/desk.ts'
import type { Office } from '../../../src/device/door/office.ts'
import { everyRole } from '../../../src/domain/access/roles.ts'
import { FakeDesk } from '../fake-desk.ts'
import { FakeDoor, person } from '../fake-door.ts'
import { FakeOffice } from '../fake-office.ts'
import { setScreen } from '../render.tsx'
import { atTheBeginning, openApp, unlockWith } from '../vault/at-the-door.ts'

beforeEach(() => {
  atTheBeginning()
  setScreen(true)
})
afterEach(() => cleanup())

const officersDesk = () => new FakeDesk({ role: 'officer', scopes: [] })
const doorOf = (desk: FakeDesk) => Object.assign(new FakeDoor(), { desk })

interface Opened {
  readonly door: FakeDoor
  readonly path?: string
  readonly role?: Office['me']['person']['role']
  readonly open?: Desk
  readonly ended?: Ended
}

/** The office as the app holds it: what is unlocked is kept until it is locked. */
function openOffice({ door, path = '/meetings', role = 'officer', open, ended }: Opened) {
  const fake = new FakeOffice()
  const office: Office = Object.assign(fake, { me: { ...fake.me, person: { ...fake.me.person, role } } })
  const left = { times: 0 }
  const unsaved = new Unsaved()
  function Harness() {
    const [desk, setDesk] = useState<Desk | undefined>(open)
    const lock = () => {
      desk?.lock()
      setDesk(undefined)
    }
    return (
      <OfficeShell
        office={office}
        unsaved={unsaved}
        onLeave={() => {
          left.times += 1
        }}
        notes={{ door, desk, ended, keep: setDesk, lock }}
      />
    )
  }
  render(
    <MemoryRouter initialEntries={[path]}>
      <Harness />
    </MemoryRouter>,
  )
  return { left, unsaved, user: userEvent.setup() }
}
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const menu = (): HTMLElement => {
  const found = screen.getByRole('banner').querySelector('details')
  if (!found) throw new Error('No menu')
  return found
}
const openMenu = async (user: ReturnType<typeof userEvent.setup>): Promise<void> =>
  user.click(within(menu()).getByText(/./, { selector: 'summary' }))

describe('Meetings, signed in', () => {
  it('says what is kept here and why, and asks for a passphrase once; then it is open', async () => {
    const door = doorOf(officersDesk())
    const { user } = openOffice({ door })
    await heading('Choose a device passphrase')
    expect(screen.getByText(/Meeting notes are kept on this device as well as on the server/)).toBeTruthy()
    await user.type(screen.getByLabelText('Device passphrase'), 'four small words')
    await user.type(screen.getByLabelText('The same passphrase again'), 'four small words')
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    await heading('Meetings')
    expect(door.chosen).toBe('four small words')
    // What waits, and whether it is saved, is said in the header from now on.
    expect(screen.getByText('Nothing waits to be sent')).toBeTruthy()
  })

  it('with a vault here asks for its passphrase alone; another is refused in words', async () => {
    const door = doorOf(officersDesk())
    door.list = [person]
    const { user } = openOffice({ door })
    await heading('Unlock your meeting notes')
    expect(screen.queryByRole('button', { name: 'Sign in as someone else' })).toBeNull()
    await unlockWith(user, 'not these')
    expect((await screen.findAllByText(/That is not the passphrase of this device/)).length).toBeGreaterThan(0)
    await unlockWith(user)
    await heading('Meetings')
    expect(door.chosen).toBeUndefined()
  })

  it('unlocked in another tab is open in this one', async () => {
    const desk = officersDesk()
    const door = Object.assign(doorOf(desk), { unlockFromAnotherTab: async () => desk })
    door.list = [person]
    openOffice({ door })
    await heading('Meetings')
  })

  it('a forgotten passphrase: the cost, her password, and a new one', async () => {
    const door = doorOf(officersDesk())
    door.list = [person]
    const { user } = openOffice({ door })
    await user.click(await screen.findByText('Forgotten it?'))
    await user.click(screen.getByRole('button', { name: /Start again/ }))
    await heading('Start again on this device')
    await user.type(screen.getByLabelText('Account password'), 'secret')
    await user.click(screen.getByRole('button', { name: 'Sign in and go on' }))
    await user.type(await screen.findByLabelText(/3/), '3')
    await user.click(screen.getByRole('button', { name: /[Dd]elete/ }))
    await heading('Choose a device passphrase')
    expect(door.lost).toBe(3)
  })

  it('stays open on the board, and is locked from the menu; the board goes on', async () => {
    const desk = officersDesk()
    const door = doorOf(desk)
    door.list = [person]
    const { user } = openOffice({ door, path: '/board', open: desk })
    await openMenu(user)
    await user.click(screen.getByRole('button', { name: 'Lock meeting notes' }))
    await waitFor(() => expect(desk.locked).toBe(true))
    expect(menu().hasAttribute('open')).toBe(false)
    await openMenu(user)
    expect(screen.queryByRole('button', { name: 'Lock meeting notes' })).toBeNull()
    await user.click(within(menu()).getByRole('link', { name: 'Meetings' }))
    await heading('Unlock your meeting notes')
  })

  it('locks by itself when nobody has done anything, wherever in the office she was', async () => {
    const desk = officersDesk()
    openOffice({ door: doorOf(desk), path: '/board', open: desk })
    desk.change({ status: { ...desk.state().status, idle: 'warned' } })
    expect(await screen.findByText(/locks in one minute/)).toBeTruthy()
    desk.change({ status: { ...desk.state().status, idle: 'over' } })
    await waitFor(() => expect(desk.locked).toBe(true))
  })

  it('signs out only when nothing is in memory alone', async () => {
    const desk = officersDesk()
    const { user, left } = openOffice({ door: doorOf(desk), path: '/board', open: desk })
    desk.change({ status: { ...desk.state().status, unsaved: 1, storage: 'full' } })
    await openMenu(user)
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    expect(await screen.findByRole('heading', { name: 'Not everything is saved' })).toBeTruthy()
    expect(left.times).toBe(0)
    await user.click(screen.getByRole('button', { name: 'Go on working' }))
    desk.change({ status: { ...desk.state().status, unsaved: 0, storage: null } })
    await openMenu(user)
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    await waitFor(() => expect(left.times).toBe(1))
  })

  it('says what became of notes that are here no more', async () => {
    openOffice({ door: doorOf(officersDesk()), ended: { how: 'lost' } })
    await heading('This device was reported lost')
  })

  it('is offered to officers and nobody else', () => {
    for (const role of everyRole) {
      openOffice({ door: doorOf(officersDesk()), path: '/account', role })
      const shown = within(menu()).queryAllByText('Meetings').length > 0
      expect([role, shown]).toEqual([role, role === 'officer'])
      cleanup()
    }
  })

  it('This device is hers too', async () => {
    const desk = officersDesk()
    openOffice({ door: doorOf(desk), path: '/device', open: desk })
    await heading('This device')
  })
})

describe('at the door, without signal', () => {
  const atTheDoor = async () => {
    const door = doorOf(officersDesk())
    door.list = [person]
    const user = userEvent.setup()
    openApp(door)
    await unlockWith(user)
    return { door, user }
  }

  it('she unlocks, and finds her meetings and this device', async () => {
    const { user } = await atTheDoor()
    await heading('Meetings')
    await openMenu(user)
    const links = within(menu())
      .getAllByRole('link')
      .map(link => link.textContent)
    expect(links.slice(0, 3)).toEqual(['Meetings', 'This device', 'Month board'])
    await user.click(within(menu()).getByRole('link', { name: 'This device' }))
    await heading('This device')
  })

  it('the board says that it needs signal, and that it could not be gone to', async () => {
    const { user } = await atTheDoor()
    await heading('Meetings')
    await openMenu(user)
    await user.click(within(menu()).getByRole('link', { name: 'Month board' }))
    await heading('This page needs signal')
    await user.click(screen.getByRole('button', { name: 'Sign in and go on' }))
    expect(await screen.findByText(/Try again when there is signal/)).toBeTruthy()
  })

  it('a return’s address is none of hers', async () => {
    window.history.replaceState(null, '', '/returns/su-helper-2016/2017-06')
    await atTheDoor()
    await heading('This page needs signal')
  })

  it('is locked from the menu', async () => {
    const { door, user } = await atTheDoor()
    await heading('Meetings')
    await openMenu(user)
    await user.click(screen.getByRole('button', { name: 'Lock' }))
    await heading('Unlock')
    expect(door.desk.locked).toBe(true)
  })
})
