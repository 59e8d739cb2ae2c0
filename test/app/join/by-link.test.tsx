// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { person } from '../fake-door.ts'
import {
  choose,
  freshForEach,
  heading,
  installation,
  installed,
  invitation,
  iPad,
  joining,
  me,
  open,
  password,
  press,
  refusedAs,
  signedIn,
  signingInAnswers,
  token,
  windows,
} from './invited.tsx'

freshForEach()

describe('by link', () => {
  it('says who invites to what, installs before anything is typed, then the password, and signs in by itself', async () => {
    const user = open(`#${token}`)
    await heading(`You have been invited to Fieldfare for ${installation.council} by Provider lead`)
    expect(screen.getByText('at /join')).toBeTruthy()
    expect(document.body.textContent).not.toContain(token)
    expect(document.title).not.toContain(token)
    expect(joining.asked.every(each => each === token)).toBe(true)
    await press(user, 'Begin')
    expect(document.activeElement).toBe(await heading(/Install Fieldfare on this device/))
    expect(screen.getByText('Step 1 of 4')).toBeTruthy()
    expect(screen.queryByRole('textbox')).toBeNull()
    await press(user, 'Go on in the browser')
    await heading(/Choose a password/)
    expect(screen.getByText('Step 2 of 4')).toBeTruthy()
    expect(screen.getByText(/At least 12 characters/)).toBeTruthy()
    await choose(user)
    await waitFor(() => expect(signedIn).toEqual([{ email: invitation.email, password, step: 3, of: 4 }]))
    expect(joining.accepted).toEqual([{ token, password }])
  })

  it('asks somebody who enters no figures for a password and nothing else', async () => {
    joining.invitations = [{ ok: true, value: { ...invitation, figures: false } }]
    const user = open(`#${token}`)
    expect(await screen.findByText('All there is to do is to choose a password.')).toBeTruthy()
    await press(user, 'Begin')
    expect((await heading('Choose a password')).textContent).toBe('Choose a password')
    await choose(user)
    await waitFor(() => expect(signedIn).toEqual([{ email: invitation.email, password }]))
  })

  it('leaves the installing out where it is installed already', async () => {
    const user = open(`#${token}`, installed)
    await press(user, 'Begin')
    await heading(/Choose a password/)
    expect(screen.getByText('Step 1 of 3')).toBeTruthy()
  })

  it('goes a step back with the browser, and with the button', async () => {
    const user = open(`#${token}`)
    await press(user, 'Begin')
    await press(user, 'Go on in the browser')
    await heading(/Choose a password/)
    await press(user, 'Back')
    await heading(/Install Fieldfare/)
    await press(user, 'Back')
    await heading(/You have been invited/)
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull()
  })

  it('on an iPad, says that the installed app begins anew, with the invitation to be copied into it', async () => {
    const user = open(`#${token}`, iPad)
    await press(user, 'Begin')
    await heading(/Install Fieldfare/)
    expect(screen.getByRole('list').lastElementChild?.textContent).toContain(
      'Go on in it, not here: choose “I have been invited and have a code”',
    )
    expect(screen.queryByRole('button', { name: 'It is installed: continue' })).toBeNull()
    await press(user, 'Copy my invitation')
    expect(await screen.findByText(/Copied\. Keep it to yourself/)).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe(`${window.location.origin}/join#${token}`)
  })

  it('one button where the browser offers to install, and on with it once it is done', async () => {
    const user = open(`#${token}`)
    await press(user, 'Begin')
    await heading(/Install Fieldfare/)
    let asked = 0
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: async () => {
        asked += 1
      },
    })
    window.dispatchEvent(offer)
    await press(user, 'Install Fieldfare')
    expect(asked).toBe(1)
    window.dispatchEvent(new Event('appinstalled'))
    await heading(/Fieldfare is installed/)
    await press(user, 'Continue')
    await heading(/Choose a password/)
    expect(screen.getByText('Step 2 of 4')).toBeTruthy()
  })

  it('says the server’s words about a password at its field, and keeps the invitation', async () => {
    joining.accepts = [
      refusedAs({ type: 'problem', code: 'password-predictable' }),
      { ok: true, value: { email: invitation.email } },
    ]
    const user = open(`#${token}`, installed)
    await press(user, 'Begin')
    await press(user, 'Continue')
    expect((await screen.findAllByText('Choose a password')).length).toBeGreaterThan(1)
    expect(joining.accepted).toEqual([])
    await choose(user, 'password1234')
    const field = await screen.findByLabelText('Password')
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
    const described = (field.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id))
    expect(described.map(each => each?.textContent).join(' ')).toContain('That password is easy to guess')
    await choose(user)
    await waitFor(() => expect(signedIn).toHaveLength(1))
  })

  it('a used or old one, and one cut short, are said in words with what to do', async () => {
    joining.invitations = [refusedAs({ type: 'problem', code: 'link-ended' })]
    open(`#${token}`)
    await heading('This invitation cannot be used')
    expect(screen.getByRole('link', { name: 'sign in or unlock' })).toBeTruthy()
    cleanup()
    const user = open(`#${token.slice(0, 30)}`)
    await heading('This link is not complete')
    expect(joining.asked).toHaveLength(1)
    await press(user, 'Paste the link, or type a code')
    await heading(/Your address and code/)
  })

  it('waits for signal, and opens by itself when it is there', async () => {
    joining.invitations = [refusedAs({ type: 'offline' }), { ok: true, value: invitation }]
    open(`#${token}`)
    await heading('Your invitation could not be opened yet')
    expect(screen.getByRole('alert').textContent).toContain('There is no signal, and this needs it')
    window.dispatchEvent(new Event('online'))
    await heading(/You have been invited/)
  })

  it('an answer lost on the way: the same password again signs in, although the invitation is used up', async () => {
    joining.accepts = [refusedAs({ type: 'server-down' }), refusedAs({ type: 'problem', code: 'link-ended' })]
    const user = open(`#${token}`, installed)
    await press(user, 'Begin')
    await choose(user)
    expect((await screen.findAllByText(/The server does not answer/)).length).toBeGreaterThan(0)
    expect(signedIn).toEqual([])
    await press(user, 'Continue')
    await waitFor(() => expect(signedIn.map(each => each.password)).toEqual([password]))
    expect(screen.queryByText('This invitation cannot be used')).toBeNull()
  })

  it('used up by somebody else meanwhile: no password is tried on that account', async () => {
    joining.accepts = [refusedAs({ type: 'problem', code: 'link-ended' })]
    const user = open(`#${token}`, installed)
    await press(user, 'Begin')
    await choose(user)
    await heading('This invitation cannot be used')
    expect(signedIn).toEqual([])
  })

  it('the password is set and signing in fails: only that is tried again', async () => {
    signingInAnswers(refusedAs({ type: 'server-down' }), { ok: true, me, installation, known: false })
    const user = open(`#${token}`, installed)
    await press(user, 'Begin')
    await choose(user)
    await heading('Your password is set')
    await press(user, 'Sign in')
    await waitFor(() => expect(signedIn).toHaveLength(2))
    expect(joining.accepted).toHaveLength(1)
  })

  it('says who else works on this device and who is signed in', async () => {
    joining.who = { ...me.person, name: 'Commissioning officer', email: 'officer@kent.example' }
    open(`#${token}`, windows, [person, { ...person, name: 'Provider lead', email: 'lead@helper.example' }])
    expect(await screen.findByText(/^Provider editor and Provider lead work on this device too/)).toBeTruthy()
    expect(await screen.findByText(/Commissioning officer is signed in in this browser now/)).toBeTruthy()
  })
})
