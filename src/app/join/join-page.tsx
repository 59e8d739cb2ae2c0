import '../styles-later.scss'
import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { PersonOnDevice, SignedIn } from '../../device/desk.ts'
import { type Joining, openJoining } from '../../device/online/joining.ts'
import type { Installation } from '../../protocol/exchange.ts'
import { useGuidance } from '../pwa/use-guidance.ts'
import { type FirstDay, type Progress, progressAt, type StepName, stepsOf } from './first-day.ts'
import { type Arrived, arrivedBy } from './invitation-text.ts'
import { AlsoHere } from './steps/also-here.tsx'
import { CannotOpen } from './steps/cannot-open.tsx'
import { CodeStep, type Typed } from './steps/code-step.tsx'
import { type Carried, InstallDone, InstallStep } from './steps/install-step.tsx'
import { JoinFrame } from './steps/join-frame.tsx'
import { PasswordStep } from './steps/password-step.tsx'
import { SignInNow } from './steps/sign-in-now.tsx'
import { WelcomeStep } from './steps/welcome-step.tsx'
import { useAccepting } from './use-accepting.ts'
import { useInvitation } from './use-invitation.ts'
import { namedIn, type View, viewIn, viewState } from './view.ts'

interface Props {
  readonly installation: Installation | undefined
  readonly people: readonly PersonOnDevice[]
  readonly signIn: (email: string, password: string, firstDay: FirstDay) => Promise<SignedIn>
  /** The server's side, when it is not the real one. */
  readonly joining?: Joining
}

/** A code that came with the address is there to be sent with hers. */
const typedIn = (arrived: Arrived): Typed => ({ email: '', code: arrived.by === 'code' ? arrived.code : '' })

/**
 * The first day on a device, up to signing in. What let her in is in memory alone: it leaves the address and the
 * history at once, and a reload forgets it. The browser's Back goes a step back.
 */
export function JoinPage({ installation, people, signIn, joining: given }: Props) {
  const { hash, state } = useLocation()
  const navigate = useNavigate()
  const [joining] = useState(() => given ?? openJoining())
  const [arrived, setArrived] = useState<Arrived>(() => arrivedBy(hash))
  const [typed, setTyped] = useState<Typed>(() => typedIn(arrived))
  useEffect(() => {
    if (hash === '') return
    const next = arrivedBy(hash)
    setArrived(next)
    if (next.by === 'code') setTyped(typedIn(next))
    void navigate('/join', { replace: true })
  }, [hash, navigate])
  const { guidance, done, ask } = useGuidance()
  const [installed] = useState(guidance.how === 'installed')
  const token = arrived.by === 'link' ? arrived.token : undefined
  const { opened, again } = useInvitation(joining, token)
  const by = token === undefined ? 'code' : 'link'
  const invitation = token !== undefined && opened.is === 'open' ? opened.invitation : undefined
  const steps = stepsOf(by, installed, invitation?.figures)
  const installs = steps.includes('install')
  const at = (step: StepName): Progress | undefined => progressAt(steps, step)
  const go = (view: View): void => void navigate('/join', { state: viewState(view) })
  const accepting = useAccepting({
    joining,
    signIn: (email, password) => signIn(email, password, { progress: at('passphrase') }),
    onCodeRefused: () => go('code'),
  })
  const { accepted, ended, codeRefused } = accepting

  const withCode = (): void => {
    setArrived({ by: 'nothing' })
    go('code')
  }
  if (accepted)
    return (
      <JoinFrame>
        <SignInNow accepted={accepted} onSignIn={() => accepting.enter(accepted.email, accepted.password)} />
      </JoinFrame>
    )
  if (arrived.by === 'damaged')
    return (
      <JoinFrame>
        <CannotOpen because="damaged" onAgain={again} onCode={withCode} />
      </JoinFrame>
    )
  const refusal =
    (ended?.token === token ? ended?.refusal : undefined) ??
    (token !== undefined && opened.is === 'refused' ? opened.refusal : undefined)
  if (token !== undefined && refusal)
    return (
      <JoinFrame>
        <CannotOpen because={refusal} onAgain={again} onCode={withCode} />
      </JoinFrame>
    )
  if (token !== undefined && invitation === undefined)
    return (
      <JoinFrame>
        <p className="govuk-body" role="status">
          Opening your invitation…
        </p>
      </JoinFrame>
    )
  const first: View = invitation ? 'welcome' : installed ? 'code' : 'install'
  const view = viewIn(state, first, {
    canChoose: invitation !== undefined || (typed.code !== '' && typed.email !== ''),
  })
  const onBack = view === first ? undefined : () => void navigate(-1)
  const email = invitation?.email ?? typed.email
  const also = view === first ? <AlsoHere joining={joining} people={people} email={invitation?.email} /> : null
  const onInstalled = (): void => go(invitation ? 'password' : 'code')
  const carried: Carried =
    token !== undefined
      ? { what: 'link', token }
      : typed.code === ''
        ? { what: 'nothing' }
        : { what: 'code', code: typed.code }
  return (
    <JoinFrame onBack={onBack}>
      {view === 'welcome' && invitation ? (
        <WelcomeStep
          invitation={invitation}
          council={installation?.council}
          steps={steps}
          also={also}
          onBegin={() => go(installs ? 'install' : 'password')}
        />
      ) : null}
      {view === 'install' ? (
        guidance.how === 'installed' || (done && !guidance.apart) ? (
          <InstallDone progress={at('install')} onNext={onInstalled} />
        ) : (
          <InstallStep
            progress={at('install')}
            guidance={guidance}
            carried={carried}
            also={also}
            ask={ask}
            onNext={onInstalled}
          />
        )
      ) : null}
      {view === 'code' ? (
        <CodeStep
          key={typed.code}
          progress={at('code')}
          typed={typed}
          refused={codeRefused}
          forgotten={namedIn(state) === 'password'}
          also={also}
          onTyped={next => {
            setTyped(next)
            go('password')
          }}
          onPasted={pasted => {
            setArrived({ by: 'link', token: pasted })
            go('welcome')
          }}
        />
      ) : null}
      {view === 'password' ? (
        <PasswordStep
          progress={at('password')}
          email={email}
          onChosen={password =>
            accepting.choose(token === undefined ? { email, code: typed.code, password } : { token, password }, email)
          }
        />
      ) : null}
    </JoinFrame>
  )
}
