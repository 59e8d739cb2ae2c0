import { Suspense } from 'react'
import { BrowserRouter, useLocation } from 'react-router'
import type { Door } from '../device/desk.ts'
import { entersFigures } from '../device/role-in.ts'
import { aboutStorage, isAboutPage } from './about/about-links.tsx'
import { forgottenPath, isWayBack } from './account/way-back/link-secret.ts'
import { isJoinPage } from './join/join-path.ts'
import {
  AccessibilityPage,
  EndedPage,
  ForgottenPage,
  JoinPage,
  OfficerDeskShell,
  OfficeShell,
  PassphrasePage,
  ResetPage,
  SignInPage,
  StartAgainPage,
  StoragePage,
} from './later-parts.ts'
import { DeskShell } from './layout/desk-shell.tsx'
import { Header } from './layout/header.tsx'
import { Page } from './layout/page.tsx'
import { UpdateBar } from './pwa/update-bar.tsx'
import type { Session } from './session/session.ts'
import { UnlockPage } from './session/unlock-page.tsx'
import { type AtDoor, useSession } from './session/use-session.ts'
import type { Unsaved } from './sheet/work/unsaved.ts'

interface Props {
  readonly door: Door
  readonly unsaved: Unsaved
}

/** The whole app: the door, the desk of a provider, or an officer's pages. The address stays while it is locked. */
export function App(props: Props) {
  return (
    <BrowserRouter>
      <Stages {...props} />
    </BrowserRouter>
  )
}

function Stages({ door, unsaved }: Props) {
  const at = useSession(door, unsaved)
  const { session, installation, actions } = at
  const { pathname } = useLocation()
  if (session.stage === 'desk') {
    const { desk } = session
    return entersFigures(desk.state().me) ? (
      <DeskShell desk={desk} unsaved={unsaved} lock={actions.lock} />
    ) : (
      <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>
        <OfficerDeskShell desk={desk} unsaved={unsaved} lock={actions.lock} goToBoard={actions.goToBoard} />
      </Suspense>
    )
  }
  if (session.stage === 'office')
    return (
      <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>
        <OfficeShell
          office={session.office}
          unsaved={unsaved}
          onLeave={actions.signOutOffice}
          notes={{ door, desk: session.desk, ended: session.ended, keep: actions.keepNotes, lock: actions.lock }}
        />
      </Suspense>
    )
  return (
    <Page header={<Header installation={installation} />} bar={<UpdateBar unsaved={unsaved} refused={0} />}>
      <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>
        {isAboutPage(pathname) ? (
          pathname === aboutStorage ? (
            <StoragePage />
          ) : (
            <AccessibilityPage />
          )
        ) : isWayBack(pathname) ? (
          pathname === forgottenPath ? (
            <ForgottenPage />
          ) : (
            <ResetPage />
          )
        ) : isJoinPage(pathname) && session.stage !== 'choose-passphrase' ? (
          <JoinPage
            installation={installation}
            people={'people' in session ? session.people : []}
            signIn={actions.signIn}
          />
        ) : (
          <AtTheDoor door={door} at={at} session={session} />
        )}
      </Suspense>
    </Page>
  )
}

interface DoorProps {
  readonly door: Door
  readonly at: AtDoor
  readonly session: Exclude<Session, { readonly stage: 'desk' | 'office' }>
}

/** The step between opening the app and working. */
function AtTheDoor({ door, at: { standing, actions }, session }: DoorProps) {
  switch (session.stage) {
    case 'starting':
      return <p className="govuk-body ff-page">Opening…</p>
    case 'sign-in':
      return (
        <SignInPage
          canUnlock={session.people.length > 0}
          standing={standing}
          onUnlock={actions.showUnlock}
          onSignIn={actions.signIn}
        />
      )
    case 'unlock':
      return (
        <UnlockPage
          key={session.person}
          people={session.people}
          person={session.person}
          standing={standing}
          waiting={door.waiting}
          wait={door.wait}
          onUnlock={actions.unlock}
          onSignIn={actions.showSignIn}
          onStartAgain={actions.showStartAgain}
        />
      )
    case 'start-again':
      return (
        <StartAgainPage
          person={session.person}
          neverReceived={door.neverReceived}
          onProve={actions.prove}
          onStartAgain={actions.startAgain}
          onBack={actions.showUnlock}
        />
      )
    case 'ended':
      return <EndedPage ended={session.ended} onGoOn={actions.showUnlock} />
    case 'choose-passphrase':
      return (
        <PassphrasePage me={session.me} progress={session.firstDay?.progress} onChoose={actions.choosePassphrase} />
      )
  }
}
