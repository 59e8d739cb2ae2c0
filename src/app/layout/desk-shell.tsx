import { Suspense, useCallback, useMemo, useState } from 'react'
import { Route, Routes } from 'react-router'
import type { Desk } from '../../device/desk.ts'
import { aboutStorage, accessibility } from '../about/about-links.tsx'
import { IdleBar } from '../idle/idle-bar.tsx'
import { useIdleLock } from '../idle/use-idle-lock.ts'
import {
  AccessibilityPage,
  EarlierPage,
  LockDialog,
  OfficersOnlyPage,
  ReturnsPage,
  StoragePage,
  ThisDevicePage,
} from '../later-parts.ts'
import { MonthPage } from '../month/month-page.tsx'
import { UpdateBar } from '../pwa/update-bar.tsx'
import { type AtDesk, DeskContext, useDesk } from '../session/desk-context.ts'
import { useLeaveWarning } from '../session/use-leave-warning.ts'
import type { Unsaved } from '../sheet/work/unsaved.ts'
import { Header } from './header.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { Page } from './page.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { StandingMessages } from './standing-messages.tsx'
import { StatusLine } from './status-line.tsx'

/** A provider's pages, over her unlocked database. */
export function DeskShell({
  desk,
  unsaved,
  lock,
}: {
  readonly desk: Desk
  readonly unsaved: Unsaved
  readonly lock: () => void
}) {
  useLeaveWarning(desk, unsaved)
  useIdleLock(desk, unsaved, lock)
  const [refused, setRefused] = useState(false)
  // The key is forgotten only when nothing is left in memory alone: what storage refuses is offered as a file first.
  const lockSafely = useCallback(async () => {
    await unsaved.gone()
    if (desk.state().status.unsaved > 0) setRefused(true)
    else lock()
  }, [desk, unsaved, lock])
  const at = useMemo<AtDesk>(() => ({ desk, unsaved, lock: () => void lockSafely() }), [desk, unsaved, lockSafely])
  return (
    <DeskContext value={at}>
      <Page header={<DeskHeader lock={at.lock} />} bar={<DeskBars unsaved={unsaved} />}>
        <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>
          <Routes>
            <Route path="/" element={<ReturnsPage />} />
            <Route path="/returns/:contract/earlier" element={<EarlierPage />} />
            <Route path="/returns/:contract/:period/*" element={<MonthPage />} />
            <Route path="/device" element={<ThisDevicePage />} />
            <Route path={aboutStorage} element={<StoragePage />} />
            <Route path={accessibility} element={<AccessibilityPage />} />
            <Route path="/board/*" element={<OfficersOnlyPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
        <Suspense fallback={null}>
          {refused ? <LockDialog onLock={lock} onClose={() => setRefused(false)} /> : null}
        </Suspense>
      </Page>
    </DeskContext>
  )
}

function DeskHeader({ lock }: { readonly lock: () => void }) {
  const installation = useDesk(state => state.installation)
  const name = useDesk(state => state.me.person.name)
  const needs = useDesk(state => state.needsYou.length)
  return (
    <Header installation={installation}>
      <StatusLine />
      <SignInAgain />
      <PersonMenu
        name={name}
        links={[
          { to: '/', text: 'Your returns' },
          { to: '/device', text: 'This device', count: needs },
        ]}
        leave={{ text: 'Lock', onLeave: lock }}
      />
    </Header>
  )
}

function DeskBars({ unsaved }: { readonly unsaved: Unsaved }) {
  const refused = useDesk(state => state.status.unsaved)
  return (
    <>
      <UpdateBar unsaved={unsaved} refused={refused} />
      <IdleBar />
      <StandingMessages />
    </>
  )
}
