// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import {
  choose,
  freshForEach,
  heading,
  installed,
  invitation,
  joining,
  open,
  password,
  press,
  refusedAs,
  signedIn,
  token,
  type User,
} from './invited.tsx'

freshForEach()

describe('by code', () => {
  const type = async (user: User, email: string, code: string) => {
    await user.clear(await screen.findByLabelText('E-mail address'))
    await user.clear(screen.getByLabelText('Code'))
    if (email) await user.type(screen.getByLabelText('E-mail address'), email)
    if (code) await user.type(screen.getByLabelText('Code'), code)
    await press(user, 'Continue')
  }

  it('with no secret: install, then address and code as anybody types it, then the password', async () => {
    const user = open('')
    await heading(/Install Fieldfare/)
    expect(screen.getByText('Step 1 of 5')).toBeTruthy()
    await press(user, 'It is installed: continue')
    await type(user, invitation.email, '4ktm 9pxr')
    await choose(user)
    await waitFor(() => expect(signedIn).toEqual([{ email: invitation.email, password, step: 4, of: 5 }]))
    expect(joining.accepted).toEqual([{ email: invitation.email, code: '4KTM9PXR', password }])
    expect(joining.asked).toEqual([])
  })

  it('says at each field what is missing or cannot be', async () => {
    const user = open('', installed)
    await heading(/Your address and code/)
    await type(user, 'nobody', '4KTM-9PX0')
    const summary = (await screen.findByText('There is a problem')).closest('.govuk-error-summary')
    if (!(summary instanceof HTMLElement)) throw new Error('No summary')
    await waitFor(() => expect(document.activeElement).toBe(summary))
    await user.click(within(summary).getByText(/no letter O or I and no digit/))
    expect(document.activeElement).toBe(screen.getByLabelText('Code'))
    expect(within(summary).getByText(/Enter the e-mail address you were invited with/)).toBeTruthy()
    expect(screen.queryByLabelText('Password')).toBeNull()
    // Once more: said again, from the summary.
    await press(user, 'Continue')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('There is a problem'))
  })

  it('a refused code brings her back to it, with the server’s words and what she typed', async () => {
    joining.accepts = [
      refusedAs({ type: 'problem', code: 'code-refused' }),
      { ok: true, value: { email: invitation.email } },
    ]
    const user = open('', installed)
    await type(user, invitation.email, '4KTM9PXS')
    await choose(user)
    const code = await screen.findByLabelText('Code')
    expect(code).toHaveProperty('value', '4KTM-9PXS')
    expect(screen.getAllByText(/That code and e-mail address do not belong together/).length).toBe(2)
    await type(user, invitation.email, '4KTM9PXR')
    await choose(user)
    await waitFor(() => expect(signedIn).toHaveLength(1))
  })

  it('comes filled in from the lead’s screen', async () => {
    open('#code=4ktm9pxr', installed)
    expect(await screen.findByLabelText('Code')).toHaveProperty('value', '4KTM-9PXR')
    expect(screen.getByText('at /join')).toBeTruthy()
  })

  it('takes the link of a letter instead, where no letter can be opened', async () => {
    const user = open('', installed)
    await user.click(await screen.findByText('I have a letter with a link, and no code'))
    await user.type(screen.getByLabelText('Link from the letter'), 'https://returns.example.gov.uk/')
    await press(user, 'Open the invitation')
    expect(await screen.findByText(/Paste the whole link from your letter/)).toBeTruthy()
    await user.clear(screen.getByLabelText('Link from the letter'))
    await user.type(screen.getByLabelText('Link from the letter'), `https://returns.example.gov.uk/join#${token}`)
    await press(user, 'Open the invitation')
    await heading(/You have been invited/)
    await press(user, 'Begin')
    await choose(user)
    await waitFor(() => expect(joining.accepted).toEqual([{ token, password }]))
  })
})
