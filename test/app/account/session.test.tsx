// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionBar } from '../../../src/app/account/session/session-bar.tsx'
import { OfficeShell } from '../../../src/app/layout/office-shell.tsx'
import { SignInAgain } from '../../../src/app/layout/sign-in-again.tsx'
import { DeskContext } from '../../../src/app/session/desk-context.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import type { SessionState } from '../../../src/device/online/session-watch.ts'
import { FakeDesk } from '../fake-desk.ts'
import { FakeOffice } from '../fake-office.ts'
import { setScreen } from '../render.tsx'
import { FakeSession } from './fake-session.ts'

beforeEach(() => {
  setScreen(true)
  window.scrollTo = () => undefined
})
afterEach(() => {
  vi.restoreAllMocks()
  cleanup()
})

// Of whatever day it is: the sentence has the time of the day alone.
const today = (hour: number): number => new Date().setUTCHours(hour, 5, 0, 0)
const idle = (): SessionState => ({ is: 'ending', why: 'idle', endsAt: today(12) })
const limit = (): SessionState => ({ is: 'ending', why: 'limit', endsAt: today(12) })

function Desk({ desk, session }: { readonly desk: FakeDesk; readonly session: FakeSession }) {
  const [again, setAgain] = useState(false)
  const [begin] = useState(() => () => session)
  return (
    <DeskContext value={{ desk, unsaved: new Unsaved(), lock: () => undefined }}>
      <SignInAgain wanted={again} onDone={() => setAgain(false)} />
      <SessionBar asking={again} onSignInAgain={() => setAgain(true)} begin={begin} />
      <input aria-label="Figure" />
    </DeskContext>
  )
}

function atDesk() {
  const desk = new FakeDesk()
  const session = new FakeSession()
  const synced = vi.spyOn(desk, 'sync')
  render(<Desk desk={desk} session={session} />)
  const becomes = (state: SessionState): void => act(() => session.becomes(state))
  const connected = (connection: 'idle' | 'signed-out'): void =>
    act(() => desk.change({ status: { ...desk.state().status, connection } }))
  return { user: userEvent.setup(), desk, session, synced, becomes, connected }
}

describe('a session over a desk', () => {
  it('tells of keys and presses, and of a moving pointer only while nothing is said', () => {
    const { session, becomes } = atDesk()
    const figure = screen.getByLabelText('Figure')
    fireEvent.keyDown(figure, { key: '4' })
    fireEvent.pointerUp(figure)
    fireEvent.pointerMove(figure)
    expect(session.touched).toBe(3)
    becomes(idle())
    fireEvent.pointerMove(figure)
    expect(session.touched).toBe(3)
    fireEvent.keyDown(figure, { key: '2' })
    expect(session.touched).toBe(4)
  })

  it('says before the idle end when and why, takes nothing from the field she types in, and stays on her word', async () => {
    const { user, session, becomes } = atDesk()
    const figure = screen.getByLabelText('Figure')
    await user.type(figure, '4')
    becomes(idle())
    expect(screen.getByText(/Nothing has been done here for a while/).textContent).toMatch(
      /your session ends at 1[23]:05. What you type is saved on this device all the same.$/,
    )
    expect(document.activeElement).toBe(figure)
    await user.keyboard('2')
    expect(figure).toHaveProperty('value', '42')
    const told = session.touched
    await user.click(screen.getByRole('button', { name: 'Stay signed in' }))
    expect(session.stayed).toBe(1)
    // The press in the bar says by itself what it is for.
    expect(session.touched).toBe(told)
    expect(screen.queryByText(/your session ends/)).toBeNull()
  })

  it('before the limit shows the field beside the status when she asks for it, and gives the focus back', async () => {
    const { user, session, becomes } = atDesk()
    const figure = screen.getByLabelText('Figure')
    await user.type(figure, '4')
    becomes(limit())
    await user.click(screen.getByRole('button', { name: 'Sign in again now' }))
    const field = screen.getByLabelText('Password of editor@helper.example')
    expect(document.activeElement).toBe(field)
    await user.keyboard('wrong{Enter}')
    expect(await screen.findByText('That e-mail address and password do not belong together.')).toBeTruthy()
    expect(document.activeElement).toBe(field)
    figure.focus()
    await user.click(field)
    const looked = session.looked
    await user.keyboard('right{Enter}')
    await waitFor(() => expect(screen.queryByLabelText(/^Password of/)).toBeNull())
    expect(document.activeElement).toBe(figure)
    expect(session.looked).toBeGreaterThan(looked)
  })

  it('keeps the field, and what is typed in it, when the end comes meanwhile', async () => {
    const { user, becomes, connected } = atDesk()
    becomes(limit())
    await user.click(screen.getByRole('button', { name: 'Sign in again now' }))
    const field = screen.getByLabelText('Password of editor@helper.example')
    await user.keyboard('rig')
    becomes({ is: 'ended' })
    connected('signed-out')
    await user.keyboard('ht')
    expect(screen.getByLabelText('Password of editor@helper.example')).toBe(field)
    expect(field).toHaveProperty('value', 'right')
    expect(document.activeElement).toBe(field)
  })

  it('when it has ended lets the status line find out, and says nothing more itself', () => {
    const { synced, becomes } = atDesk()
    becomes(idle())
    becomes({ is: 'ended' })
    expect(synced).toHaveBeenCalledTimes(1)
    expect(screen.queryByText(/your session ends/)).toBeNull()
  })

  it('stops watching with the desk', () => {
    const { session } = atDesk()
    cleanup()
    expect(session.stopped).toBe(true)
  })
})

async function atOffice(address = '/board') {
  const office = new FakeOffice()
  const left = vi.fn()
  render(
    <MemoryRouter initialEntries={[address]}>
      <OfficeShell office={office} unsaved={new Unsaved()} onLeave={left} />
    </MemoryRouter>,
  )
  await screen.findByRole('heading', { level: 1 })
  const becomes = (state: SessionState): void => act(() => office.session.becomes(state))
  return { user: userEvent.setup(), office, left, becomes }
}

describe('a session over an office page', () => {
  it('keeps the page and what is chosen in it when the session ends, and signs in again in place', async () => {
    const { user, becomes } = await atOffice('/record')
    const heading = screen.getByRole('heading', { level: 1 })
    const day = await screen.findByLabelText('Day')
    fireEvent.change(day, { target: { value: '2017-07-10' } })
    becomes({ is: 'ended' })
    expect(screen.getByText(/Your session has ended. Sign in again to go on: this page stays/)).toBeTruthy()
    expect(heading.isConnected).toBe(true)
    expect(screen.getByLabelText('Day')).toBe(day)
    const field = screen.getByLabelText(/^Password of/)
    expect(document.activeElement).not.toBe(field)
    await user.type(field, 'wrong{Enter}')
    expect(await screen.findByText('That e-mail address and password do not belong together.')).toBeTruthy()
    await user.type(field, 'right{Enter}')
    await waitFor(() => expect(screen.queryByLabelText(/^Password of/)).toBeNull())
    expect(screen.getByLabelText('Day')).toBe(day)
    expect(day).toHaveProperty('value', '2017-07-10')
  })

  it('hides the page from somebody else who has signed in, and has it back untouched', async () => {
    const { becomes } = await atOffice('/record')
    const day = await screen.findByLabelText('Day')
    fireEvent.change(day, { target: { value: '2017-07-10' } })
    becomes({ is: 'other-person' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Somebody else is signed in')
    expect(day.closest('[hidden]')).not.toBeNull()
    expect(screen.getByText(/so your page is hidden/)).toBeTruthy()
    becomes({ is: 'going' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Record')
    expect(screen.getByLabelText('Day')).toBe(day)
    expect(day).toHaveProperty('value', '2017-07-10')
  })

  it('says before the end when and why, in a region that was there before', async () => {
    const { user, office, becomes } = await atOffice()
    const region = document.querySelector('.ff-app > [aria-live="polite"]')
    expect(region?.textContent).toBe('')
    becomes(idle())
    expect(region?.textContent).toMatch(/your session ends at 1[23]:05/)
    await user.click(screen.getByRole('button', { name: 'Stay signed in' }))
    expect(office.session.stayed).toBe(1)
    becomes(limit())
    await user.click(screen.getByRole('button', { name: 'Sign in again now' }))
    expect(document.activeElement).toBe(screen.getByLabelText(/^Password of/))
    await user.keyboard('right{Enter}')
    await waitFor(() => expect(region?.textContent).toBe(''))
  })

  it('leaves for the first page on her word', async () => {
    const { user, left, becomes } = await atOffice()
    becomes({ is: 'ended' })
    await user.click(screen.getByRole('button', { name: 'Leave this page' }))
    expect(left).toHaveBeenCalledTimes(1)
  })

  it('tells of somebody at work', async () => {
    const { office } = await atOffice()
    fireEvent.keyDown(within(screen.getByRole('main')).getByRole('heading', { level: 1 }), { key: 'a' })
    expect(office.session.touched).toBe(1)
  })
})
