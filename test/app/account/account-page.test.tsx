// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AccountPage } from '../../../src/app/account/account-page.tsx'
import { FakeDesk } from '../fake-desk.ts'
import { setScreen } from '../render.tsx'
import { FakeAccount, laptop, tablet, twoOfEach } from './fake-account.ts'

function onLine(is: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: is, configurable: true })
  window.dispatchEvent(new Event(is ? 'online' : 'offline'))
}
beforeEach(() => {
  setScreen(true)
  onLine(true)
})
afterEach(() => cleanup())

function open(account = new FakeAccount(), waitingHere = 0) {
  const user = userEvent.setup()
  const heard: string[] = []
  render(
    <AccountPage
      person={new FakeDesk().state().me.person}
      keepsWork
      waitingHere={waitingHere}
      account={account}
      onSignedOut={() => void heard.push('signed out')}
      onReported={({ device }) => void heard.push(device)}
    />,
  )
  return { user, account, heard }
}

const table = (name: string) => within(screen.getByRole('region', { name }))
const password = (label: string) => screen.getByLabelText(label)

describe('the account', () => {
  it('lists where she is signed in and her devices, with this one marked', async () => {
    open()
    await screen.findByRole('heading', { name: 'Where you are signed in' })
    const sessions = table('Where you are signed in').getAllByRole('row')
    expect(sessions.map(row => row.textContent)).toEqual([
      'BrowserSigned inLast activeEnd it',
      'Chrome on WindowsThis one11 July 2017 at 08:0011 July 2017 at 14:00',
      'Safari on iPad10 July 2017 at 08:0010 July 2017 at 17:30Sign out: Safari on iPad, signed in 10 July 2017 at 08:00',
    ])
    const devices = table('Your devices').getAllByRole('row')
    expect(devices[2]?.textContent).toBe(
      'Safari on iPad1 June 2017 at 08:00Not since thenReport lost: Safari on iPad, first used 1 June 2017 at 08:00',
    )
  })

  it('ends another session, says so, and puts the focus where the row was', async () => {
    const { user, account } = open()
    await user.click(await screen.findByRole('button', { name: /^Sign out: Safari on iPad/ }))
    expect(account.done).toEqual(['ended there'])
    expect(await screen.findByText(/Safari on iPad is signed out. What is stored there stays/)).toBeTruthy()
    await waitFor(() => expect(table('Where you are signed in').getAllByRole('row')).toHaveLength(2))
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Where you are signed in' }))
  })

  it('says why something was not done, and leaves everything as it was', async () => {
    const { user, account } = open()
    const button = await screen.findByRole('button', { name: /^Sign out: Safari on iPad/ })
    account.refuses = { ok: false, refusal: { type: 'problem', code: 'not-signed-in' } }
    await user.click(button)
    expect((await screen.findByRole('alert')).textContent).toContain('Sign in again above')
    expect(table('Where you are signed in').getAllByRole('row')).toHaveLength(3)
  })

  it('signs out everywhere after saying that what is stored stays', async () => {
    const { user, account, heard } = open()
    expect(screen.getByText(/What is stored on your devices stays there/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Sign out everywhere' }))
    await waitFor(() => expect(heard).toEqual(['signed out']))
    expect(account.done).toEqual(['signed out'])
    expect(document.activeElement?.textContent).toContain('You are signed out everywhere.')
  })

  it('with no signal says so once, and reads by itself when it is back', async () => {
    onLine(false)
    const account = new FakeAccount()
    account.refuses = { ok: false, refusal: { type: 'offline' } }
    open(account)
    expect(await screen.findByText(/nothing you type is lost/)).toBeTruthy()
    await waitFor(() => expect(screen.queryByText(/^Loading/)).toBeNull())
    expect(screen.queryByRole('alert')).toBeNull()
    account.refuses = undefined
    onLine(true)
    expect(await screen.findByRole('heading', { name: 'Your devices' })).toBeTruthy()
    expect(screen.queryByText(/There is no signal/)).toBeNull()
  })

  it('says when the server was not read, with a way to try again, and keeps the lists it had', async () => {
    const account = new FakeAccount()
    account.refuses = { ok: false, refusal: { type: 'server-down' } }
    const { user } = open(account)
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer')
    account.refuses = undefined
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'Your devices' })).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('a lost device', () => {
  it('says what reporting it does before it does it', async () => {
    const { user, account, heard } = open()
    await user.click(await screen.findByRole('button', { name: /^Report lost: Safari on iPad/ }))
    const dialog = within(screen.getByRole('dialog'))
    for (const said of [/deleted, unopened, the next time it is online/, /had been received.*is safe/, /is gone/])
      expect(dialog.getByText(said)).toBeTruthy()
    expect(dialog.getAllByRole('button')[0]?.textContent).toBe('Do not report it')
    await user.click(dialog.getByRole('button', { name: 'Report it lost' }))
    await waitFor(() => expect(account.done).toEqual([`lost ${tablet}`]))
    expect(heard).toEqual([tablet])
    expect(await screen.findByText(/^Reported lost 11 July 2017/)).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Your devices' })))
  })

  it('asks twice about the one in hand, with what would be gone', async () => {
    const { user, account } = open(new FakeAccount(), 3)
    await user.click(await screen.findByRole('button', { name: /^Report lost: Chrome on Windows/ }))
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByText('This is the device you are using now.')).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'It is this one' }))
    expect(account.done).toEqual([])
    expect(dialog.getByText(/3 changes on it have not been received and are gone for good/)).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Delete my work here and report it lost' }))
    await waitFor(() => expect(account.done).toEqual([`lost ${laptop}`]))
  })

  it('has none to show where nothing is kept', async () => {
    const account = new FakeAccount()
    account.account = { ...twoOfEach, devices: [] }
    open(account)
    expect(await screen.findByText('None: nothing of yours is kept on any device.')).toBeTruthy()
  })
})

describe('changing the password', () => {
  async function change(user: ReturnType<typeof userEvent.setup>, present: string, next: string): Promise<void> {
    for (const [label, text] of [
      ['Present password', present],
      ['New password', next],
    ] as const) {
      await user.clear(password(label))
      if (text !== '') await user.type(password(label), text)
    }
    const form = within(screen.getByRole('form', { name: 'Change your password' }))
    await user.click(form.getByRole('button', { name: 'Change your password' }))
  }

  it('shows the server’s sentence at the field it is about, and takes the focus there', async () => {
    const { user, account } = open()
    await user.click(screen.getByRole('button', { name: 'Change your password' }))
    expect(document.activeElement).toBe(password('Present password'))
    await change(user, '', '')
    expect(screen.getAllByText('Type your present password').length).toBeGreaterThan(0)
    await change(user, 'not mine', 'nine otters under a bridge')
    expect((await screen.findAllByText('That is not your present password')).length).toBe(2)
    expect(document.activeElement).toBe(password('Present password'))
    expect(password('Present password')).toHaveProperty('value', '')
    // What was chosen is not to be typed again.
    expect(password('New password')).toHaveProperty('value', 'nine otters under a bridge')
    await change(user, 'four small words', 'short')
    expect((await screen.findAllByText('A password has at least 12 characters.')).length).toBe(2)
    expect(document.activeElement).toBe(password('New password'))
    expect(password('New password').getAttribute('aria-describedby')).toContain('next-password-error')
    await change(user, 'four small words', 'nine otters under a bridge')
    expect(await screen.findByText(/Your password has been changed. You are signed out everywhere else/)).toBeTruthy()
    expect(account.password).toBe('nine otters under a bridge')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change your password' }))
  })

  it('shows a password on demand only', async () => {
    const { user } = open()
    await user.click(screen.getByRole('button', { name: 'Change your password' }))
    expect(password('New password').getAttribute('type')).toBe('password')
    await user.click(screen.getByRole('button', { name: 'Show new password' }))
    expect(password('New password').getAttribute('type')).toBe('text')
    expect(password('Present password').getAttribute('type')).toBe('password')
    await user.click(screen.getByRole('button', { name: 'Hide new password' }))
    expect(password('New password').getAttribute('type')).toBe('password')
  })
})
