// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../src/app/app.tsx'
import { Unsaved } from '../../src/app/sheet/work/unsaved.ts'
import { FakeDoor, person } from './fake-door.ts'
import { setScreen } from './render.tsx'

const open = (door: FakeDoor) => render(<App door={door} unsaved={new Unsaved()} />)

beforeEach(() => {
  setScreen(true)
  window.history.replaceState(null, '', '/')
  // No server in these tests: an officer's session cannot be resumed.
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
  window.scrollTo = () => undefined
})
afterEach(() => cleanup())

const signIn = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.type(await screen.findByLabelText('E-mail address'), 'editor@helper.example')
  await user.type(screen.getByLabelText('Password'), 'secret')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('the door', () => {
  it('says with no signal that signing in needs it', async () => {
    open(new FakeDoor())
    expect(await screen.findByText(/There is no signal, and signing in needs it/)).toBeTruthy()
    expect(screen.getByText('SAMPLE')).toBeTruthy()
  })

  it('says a wrong password in words, and empties only the password', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.answer = { ok: false, refusal: { type: 'problem', code: 'wrong-password' } }
    open(door)
    await signIn(user)
    expect(await screen.findByText('That e-mail address and password do not belong together.')).toBeTruthy()
    expect(screen.getByLabelText('E-mail address')).toHaveProperty('value', 'editor@helper.example')
    expect(screen.getByLabelText('Password')).toHaveProperty('value', '')
  })

  it('first time: a passphrase of ten characters, typed twice, then the returns', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    open(door)
    await signIn(user)
    const first = await screen.findByLabelText('Device passphrase')
    expect(screen.getByText(/Nobody can recover it, the council included/)).toBeTruthy()
    await user.type(first, 'short')
    await user.type(screen.getByLabelText('The same passphrase again'), 'other')
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect((await screen.findAllByText(/Choose a passphrase of at least 10 characters/)).length).toBeGreaterThan(0)
    expect(screen.getAllByText(/The two passphrases are not the same/).length).toBeGreaterThan(0)
    expect(door.chosen).toBeUndefined()
    await user.clear(first)
    await user.type(first, 'four small words')
    await user.clear(screen.getByLabelText('The same passphrase again'))
    await user.type(screen.getByLabelText('The same passphrase again'), 'four small words')
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(await screen.findByRole('heading', { name: 'Your returns' })).toBeTruthy()
    expect(door.chosen).toBe('four small words')
  })

  it('afterwards: unlock, with a wrong passphrase in words, what waits, and the address kept', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    window.history.replaceState(null, '', '/device')
    open(door)
    const field = await screen.findByLabelText('Device passphrase')
    expect(await screen.findByText('Locked: 3 changes wait: unlock to send')).toBeTruthy()
    await user.type(field, 'wrong')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    expect((await screen.findAllByText(/That is not the passphrase of this device/)).length).toBeGreaterThan(0)
    await user.type(field, 'four small words')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    expect(await screen.findByRole('heading', { name: 'This device' })).toBeTruthy()
  })

  it('locks: the key is forgotten and the unlock page comes back', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    open(door)
    await user.type(await screen.findByLabelText('Device passphrase'), 'four small words')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    await screen.findByRole('heading', { name: 'Your returns' })
    await user.click(screen.getByText('Provider editor', { selector: 'summary' }))
    await user.click(screen.getByRole('button', { name: 'Lock' }))
    expect(await screen.findByRole('heading', { name: 'Unlock' })).toBeTruthy()
    expect(door.desk.locked).toBe(true)
  })

  it('does not lock over what storage refuses: the file is offered first, and she may go on', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    open(door)
    await user.type(await screen.findByLabelText('Device passphrase'), 'four small words')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    await screen.findByRole('heading', { name: 'Your returns' })
    const { status } = door.desk.state()
    act(() => door.desk.change({ status: { ...status, storage: 'full', unsaved: 2 } }))
    await user.click(screen.getByText('Provider editor', { selector: 'summary' }))
    await user.click(screen.getByRole('button', { name: 'Lock' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('2 changes are not saved on this device, and locking loses them.')
    expect(within(dialog).getByRole('button', { name: 'Export unsent changes' })).toBeTruthy()
    expect(door.desk.locked).toBe(false)
    await user.click(within(dialog).getByRole('button', { name: 'Go on working' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(door.desk.locked).toBe(false)
  })

  it('asks before the page is left only while something is in memory alone', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    open(door)
    await user.type(await screen.findByLabelText('Device passphrase'), 'four small words')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    await screen.findByRole('heading', { name: 'Your returns' })
    const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect(asks()).toBe(false)
    const { status } = door.desk.state()
    act(() => door.desk.change({ status: { ...status, storage: 'full', unsaved: 1 } }))
    expect(asks()).toBe(true)
  })

  it('asks for the password beside the status when the session has ended, and nothing else changes', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    door.desk.change({ status: { ...door.desk.state().status, connection: 'signed-out', waiting: 2 } })
    open(door)
    await user.type(await screen.findByLabelText('Device passphrase'), 'four small words')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    await screen.findByRole('heading', { name: 'Your returns' })
    expect(screen.getByRole('status').textContent).toContain('2 changes waiting: sign in again to send')
    await user.type(screen.getByLabelText('Password of editor@helper.example'), 'wrong')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await screen.findByText('That e-mail address and password do not belong together.')).toBeTruthy()
    await user.type(screen.getByLabelText('Password of editor@helper.example'), 'right')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await waitFor(() =>
      expect(screen.queryByText('That e-mail address and password do not belong together.')).toBeNull(),
    )
  })

  it('an unknown address, and an officer’s page for a provider, are said in words', async () => {
    const user = userEvent.setup()
    const door = new FakeDoor()
    door.list = [person]
    window.history.replaceState(null, '', '/board')
    open(door)
    await user.type(await screen.findByLabelText('Device passphrase'), 'four small words')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    expect(await screen.findByRole('heading', { name: 'This page is for commissioning officers' })).toBeTruthy()
    cleanup()
    window.history.replaceState(null, '', '/nowhere')
    open(door)
    await user.type(await screen.findByLabelText('Device passphrase'), 'four small words')
    await user.click(screen.getByRole('button', { name: 'Unlock' }))
    expect(await screen.findByRole('heading', { name: 'There is nothing at this address' })).toBeTruthy()
  })
})
