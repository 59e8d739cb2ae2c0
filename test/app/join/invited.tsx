/** The pages of an invitation in jsdom, with the server's side in memory. */
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, useLocation } from 'react-router'
import { afterEach, beforeEach } from 'vitest'
import { JoinPage } from '../../../src/app/join/join-page.tsx'
import { InstallContext, InstallOffer } from '../../../src/app/pwa/install-offer.ts'
import type { PersonOnDevice, Refusal, SignedIn } from '../../../src/device/desk.ts'
import type { Joining } from '../../../src/device/online/joining.ts'
import type { Answer } from '../../../src/device/sync/api.ts'
import type { Instant } from '../../../src/domain/ids.ts'
import type { AcceptRequest, Invitation } from '../../../src/protocol/account.ts'
import { FakeDesk } from '../fake-desk.ts'
import '../render.tsx'

export const token = 'Zq3-8_kLmN0pQrStUvWxYzAbCdEfGhIjKlMnOpQrStU'
export const password = 'seven kettles under snow'
export const invitation: Invitation = {
  name: 'Field worker',
  email: 'worker@helper.example',
  by: 'Provider lead',
  endsAt: '2017-07-18T08:10:00.000Z' as Instant,
}
export const refusedAs = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
})
export const { me, installation } = new FakeDesk().state()

/** The server's side in memory: each answer is taken off a list, the last one stays. */
class FakeJoining implements Joining {
  invitations: Answer<Invitation>[] = [{ ok: true, value: invitation }]
  accepts: Answer<{ readonly email: string }>[] = [{ ok: true, value: { email: invitation.email } }]
  who: typeof me.person | undefined
  readonly asked: string[] = []
  readonly accepted: AcceptRequest[] = []

  async invitation(asked: string) {
    this.asked.push(asked)
    return next(this.invitations)
  }
  async accept(request: AcceptRequest) {
    this.accepted.push(request)
    return next(this.accepts)
  }
  async signedIn() {
    return this.who
  }
}

function next<T>(list: T[]): T {
  const [first] = list
  if (first === undefined) throw new Error('No answer is left')
  if (list.length > 1) list.shift()
  return first
}

export let joining: FakeJoining
/** As whom somebody was signed in, and how far the next step was said to be. */
export let signedIn: {
  readonly email: string
  readonly password: string
  readonly step?: number
  readonly of?: number
}[]
let entering: SignedIn[]
/** What signing in answers, one after the other. */
export const signingInAnswers = (...answers: readonly SignedIn[]): void => {
  entering = [...answers]
}

/** Called once by each file of tests. */
export function freshForEach(): void {
  beforeEach(() => {
    joining = new FakeJoining()
    signedIn = []
    entering = [{ ok: true, me, installation, known: false }]
    window.scrollTo = () => undefined
  })
  afterEach(() => cleanup())
}

export const iPad = {
  userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15',
  maxTouchPoints: 5,
  standalone: false,
}
export const installed = { ...iPad, standalone: true }
export const windows = {
  userAgent: 'Windows NT 10.0 AppleWebKit Chrome/141.0 Safari/537.36',
  maxTouchPoints: 0,
  standalone: false,
}

function Where() {
  const { pathname, hash } = useLocation()
  return <p>at {pathname + hash}</p>
}

export type User = ReturnType<typeof userEvent.setup>

export function open(fragment: string, facts = windows, people: readonly PersonOnDevice[] = []) {
  const user = userEvent.setup()
  const offer = new InstallOffer(() => facts, window)
  render(
    <InstallContext value={offer}>
      <MemoryRouter initialEntries={['/', `/join${fragment}`]}>
        <JoinPage
          installation={installation}
          people={people}
          joining={joining}
          signIn={async (email, typed, { progress }) => {
            signedIn.push({ email, password: typed, ...progress })
            return next(entering)
          }}
        />
        <Where />
      </MemoryRouter>
    </InstallContext>,
  )
  return user
}

export const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
export const press = async (user: User, name: string) => user.click(await screen.findByRole('button', { name }))
export const choose = async (user: User, text = password) => {
  const field = await screen.findByLabelText('Password')
  await user.clear(field)
  await user.type(field, text)
  await press(user, 'Continue')
}
