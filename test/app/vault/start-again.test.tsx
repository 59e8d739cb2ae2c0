// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeDoor, person } from '../fake-door.ts'
import { atTheBeginning, openApp, type User } from './at-the-door.ts'

beforeEach(atTheBeginning)
afterEach(() => {
  vi.restoreAllMocks()
  cleanup()
})

async function toStartAgain(user: User, door: FakeDoor): Promise<void> {
  door.list = [person]
  openApp(door)
  await user.click(await screen.findByText('Forgotten it?'))
  await user.click(screen.getByRole('button', { name: 'Start again on this device' }))
  expect(await screen.findByRole('heading', { name: 'Start again on this device' })).toBe(document.activeElement)
}

const prove = async (user: User) => {
  await user.type(screen.getByLabelText('Account password'), 'secret')
  await user.click(screen.getByRole('button', { name: 'Sign in and go on' }))
}
const remove = (user: User) => user.click(screen.getByRole('button', { name: 'Delete and start again' }))

describe('starting again', () => {
  it('says what is lost, asks who she is, asks for the number, and only then deletes', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    await toStartAgain(user, door)
    expect(await screen.findByText(/The server never received 3 changes made here/)).toBeTruthy()
    expect(screen.getByText(/There is no signal, and this needs it/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Delete and start again' })).toBeNull()
    await prove(user)
    const field = await screen.findByLabelText('Type 3 to say that 3 changes may be lost')
    await remove(user)
    expect(screen.getByRole('alert').textContent).toBe('Type 3, the number of changes that are lost')
    await user.type(field, '2')
    await remove(user)
    expect(door.lost).toBeUndefined()
    await user.clear(field)
    await user.type(field, '3')
    await remove(user)
    expect(await screen.findByRole('heading', { name: 'Choose a device passphrase' })).toBeTruthy()
    expect(door.lost).toBe(3)
  })

  it('asks for a plain tick where nothing is lost', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.unreceived = 0
    await toStartAgain(user, door)
    expect(await screen.findByText(/nothing is lost/)).toBeTruthy()
    await prove(user)
    const box = await screen.findByRole('checkbox', { name: /Delete everything that is kept on this device for me/ })
    await remove(user)
    expect(door.lost).toBeUndefined()
    await user.click(box)
    await remove(user)
    await waitFor(() => expect(door.lost).toBe(0))
  })

  it('lets nobody else in: another person’s sign-in opens nothing', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    const { me, installation } = door.desk.state()
    const other = { ...me, person: { ...me.person, id: 'person-2' as typeof me.person.id } }
    door.answer = { ok: true, me: other, installation, known: false }
    await toStartAgain(user, door)
    await prove(user)
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/someone else|another/i))
    expect(screen.queryByRole('button', { name: 'Delete and start again' })).toBeNull()
  })

  it('says so when the number has changed meanwhile, and asks again', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.startedAgain = { ok: false, because: 'unsent', count: 4 }
    await toStartAgain(user, door)
    await prove(user)
    await user.type(await screen.findByLabelText('Type 3 to say that 3 changes may be lost'), '3')
    await remove(user)
    expect(await screen.findByLabelText('Type 4 to say that 4 changes may be lost')).toBeTruthy()
    expect(screen.getByText(/Nothing has been deleted: the number has changed, it is 4 now/)).toBeTruthy()
  })

  it('says so where what would be lost cannot be counted, and asks for no password in vain', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const user = userEvent.setup()
    const door = new FakeDoor()
    Object.assign(door, { neverReceived: () => Promise.reject(new Error('lost')) })
    await toStartAgain(user, door)
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be counted')
    expect(screen.queryByLabelText('Account password')).toBeNull()
    expect(screen.getByRole('button', { name: 'Go back and try the passphrase again' })).toBeTruthy()
  })

  it('goes back to the unlock field', async () => {
    const user = userEvent.setup()
    await toStartAgain(user, new FakeDoor())
    await user.click(screen.getByRole('button', { name: 'Go back and try the passphrase again' }))
    expect(await screen.findByRole('heading', { name: 'Unlock' })).toBeTruthy()
  })
})
