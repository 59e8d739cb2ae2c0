import { Suspense } from 'react'
import { BrowserRouter } from 'react-router'
import type { Door } from '../device/desk.ts'
import { EndedPage, OfficeShell, PassphrasePage, SignInPage } from './later-parts.ts'
import { DeskShell } from './layout/desk-shell.tsx'
import { Header } from './layout/header.tsx'
import { Page } from './layout/page.tsx'
import { UpdateBar } from './pwa/update-bar.tsx'
import { UnlockPage } from './session/unlock-page.tsx'
import { useSession } from './session/use-session.ts'
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
  const { session, installation, standing, actions } = useSession(door, unsaved)
  if (session.stage === 'desk') return <DeskShell desk={session.desk} unsaved={unsaved} lock={actions.lock} />
  if (session.stage === 'office')
    return (
      <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>
        <OfficeShell office={session.office} unsaved={unsaved} onLeave={actions.signOutOffice} />
      </Suspense>
    )
  return (
    <Page header={<Header installation={installation} />} bar={<UpdateBar unsaved={unsaved} refused={0} />}>
      <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>
        {session.stage === 'starting' ? <p className="govuk-body ff-page">Opening…</p> : null}
        {session.stage === 'sign-in' ? (
          <SignInPage
            canUnlock={session.people.length > 0}
            standing={standing}
            onUnlock={actions.showUnlock}
            onSignIn={actions.signIn}
          />
        ) : null}
        {session.stage === 'unlock' ? (
          <UnlockPage
            key={session.person}
            people={session.people}
            person={session.person}
            standing={standing}
            waiting={door.waiting}
            onUnlock={actions.unlock}
            onSignIn={actions.showSignIn}
          />
        ) : null}
        {session.stage === 'ended' ? <EndedPage ended={session.ended} onGoOn={actions.showUnlock} /> : null}
        {session.stage === 'choose-passphrase' ? (
          <PassphrasePage me={session.me} onChoose={actions.choosePassphrase} />
        ) : null}
      </Suspense>
    </Page>
  )
}
