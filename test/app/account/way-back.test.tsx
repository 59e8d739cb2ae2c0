// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { BrowserRouter, MemoryRouter, useLocation } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ForgottenPage } from '../../../src/app/account/way-back/forgotten-page.tsx'
import { forgetSecret, takeSecret } from '../../../src/app/account/way-back/link-secret.ts'
import { ResetPage } from '../../../src/app/account/way-back/reset-page.tsx'
import { setScreen } from '../render.tsx'
import { FakeWayBack } from './fake-account.ts'

const secret = 'Ab-_'.repeat(10).concat('xyz')
const another = 'Cd-_'.repeat(10).concat('xyz')

beforeEach(() => {
  setScreen(true)
  forgetSecret()
  Object.defineProperty(navigator, 'onLine', { value: true, configurable: true })
})
afterEach(() => cleanup())

describe('a forgotten password', () => {
  it('answers the same whatever the address, and says what it does not change', async () => {
    const user = userEvent.setup()
    const back = new FakeWayBack()
    render(<ForgottenPage back={back} />, { wrapper: MemoryRouter })
    expect(screen.getByText(/a new password does not change it/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Send the letter' }))
    expect(screen.getAllByText('Enter your e-mail address').length).toBe(2)
    expect(back.asked).toEqual([])
    await user.type(screen.getByLabelText('E-mail address'), ' nobody@helper.example ')
    await user.click(screen.getByRole('button', { name: 'Send the letter' }))
    expect(await screen.findByText('If there is an account with that address, a letter is on its way.')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
    expect(back.asked).toEqual(['nobody@helper.example'])
  })

  it('says when it could not be asked', async () => {
    const user = userEvent.setup()
    const back = new FakeWayBack()
    back.refuses = { ok: false, refusal: { type: 'offline' } }
    render(<ForgottenPage back={back} />, { wrapper: MemoryRouter })
    await user.type(screen.getByLabelText('E-mail address'), 'editor@helper.example')
    await user.click(screen.getByRole('button', { name: 'Send the letter' }))
    expect(await screen.findByText(/There is no signal. This needs it/)).toBeTruthy()
    expect(screen.getByLabelText('E-mail address')).toHaveProperty('value', 'editor@helper.example')
  })
})

function Router({ back }: { readonly back: FakeWayBack }) {
  return (
    <BrowserRouter>
      <ResetPage back={back} />
      <Where />
    </BrowserRouter>
  )
}
/** What the router remembers of the address. */
const Where = () => <output>{`${useLocation().pathname}${useLocation().hash}`}</output>

describe('a new password by the link of a letter', () => {
  it('takes the secret out of the address and the history before anything is drawn', () => {
    window.history.replaceState(null, '', `/reset#${secret}`)
    const entries = window.history.length
    expect(takeSecret()).toBe(secret)
    expect(window.location.href).not.toContain(secret)
    expect(window.history.length).toBe(entries)
    // Asked for again it is still there, in memory alone.
    expect(takeSecret()).toBe(secret)
    forgetSecret()
    expect(takeSecret()).toBe('')
  })

  it('leaves what comes behind # on other pages alone', () => {
    window.history.replaceState(null, '', `/join#${secret}`)
    expect(takeSecret()).toBe('')
    expect(window.location.hash).toBe(`#${secret}`)
  })

  it('sets the password, says what stays as it was, and leads to signing in', async () => {
    const user = userEvent.setup()
    const back = new FakeWayBack()
    window.history.replaceState(null, '', `/reset#${secret}`)
    takeSecret()
    render(<Router back={back} />)
    expect(screen.getByText(/It does not change the passphrase of any device/)).toBeTruthy()
    expect(screen.getByText(/All your sessions end/)).toBeTruthy()
    await user.type(screen.getByLabelText('New password'), 'short')
    await user.click(screen.getByRole('button', { name: 'Change the password' }))
    expect((await screen.findAllByText('A password has at least 12 characters.')).length).toBe(2)
    expect(document.activeElement).toBe(screen.getByLabelText('New password'))
    await user.type(screen.getByLabelText('New password'), ' and then longer')
    await user.click(screen.getByRole('button', { name: 'Change the password' }))
    const heading = await screen.findByRole('heading', { name: 'Your password has been changed' })
    expect(document.activeElement).toBe(heading)
    expect(back.set).toEqual([{ secret, password: 'short and then longer' }])
    expect(takeSecret()).toBe('')
    await user.click(screen.getByRole('button', { name: 'Go on to sign in' }))
    expect(window.location.pathname).toBe('/')
  })

  it('takes another link that is opened in the same page, and keeps none in what the router remembers', async () => {
    const user = userEvent.setup()
    const back = new FakeWayBack()
    window.history.replaceState(null, '', '/reset')
    render(<Router back={back} />)
    expect(screen.getByRole('heading', { name: 'Open the link of the letter again' })).toBeTruthy()
    window.history.replaceState(null, '', `/reset#${another}`)
    window.dispatchEvent(new PopStateEvent('popstate'))
    await user.type(await screen.findByLabelText('New password'), 'nine otters under a bridge')
    await waitFor(() => expect(document.querySelector('output')?.textContent).toBe('/reset'))
    expect(window.location.hash).toBe('')
    await user.click(screen.getByRole('button', { name: 'Change the password' }))
    await screen.findByRole('heading', { name: 'Your password has been changed' })
    expect(back.set.map(each => each.secret)).toEqual([another])
  })

  it('says of a link that is used up what to do', async () => {
    const user = userEvent.setup()
    const back = new FakeWayBack()
    back.refuses = { ok: false, refusal: { type: 'problem', code: 'link-ended' } }
    window.history.replaceState(null, '', `/reset#${secret}`)
    render(<Router back={back} />)
    await user.type(screen.getByLabelText('New password'), 'nine otters under a bridge')
    await user.click(screen.getByRole('button', { name: 'Change the password' }))
    expect(await screen.findByRole('heading', { name: 'This link does not work any more' })).toBeTruthy()
    expect(screen.getByText('Ask for a new letter').getAttribute('href')).toBe('/forgotten')
  })

  it('takes a link that was cut off for none', () => {
    window.history.replaceState(null, '', `/reset#${secret.slice(0, 20)}`)
    render(<Router back={new FakeWayBack()} />)
    expect(screen.getByRole('heading', { name: 'Open the link of the letter again' })).toBeTruthy()
  })
})
