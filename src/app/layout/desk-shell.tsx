import { Suspense, useCallback, useMemo, useState } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { Desk } from '../../device/desk.ts'
import { mayDo } from '../../domain/access/permissions.ts'
import type { Me } from '../../protocol/exchange.ts'
import { aboutStorage, accessibility } from '../about/about-links.tsx'
import { IdleBar } from '../idle/idle-bar.tsx'
import { useIdleLock } from '../idle/use-idle-lock.ts'
import { joinPath, readyPath } from '../join/join-path.ts'
import {
  AccessibilityPage,
  DeskAccount,
  DeskPeople,
  EarlierPage,
  LockDialog,
  NotYoursPage,
  ReadyPage,
  ReturnsPage,
  SessionBar,
  SignInAgain,
  StoragePage,
  TakenAway,
  ThisDevicePage,
  WhosePage,
} from '../later-parts.ts'
import { MonthPage } from '../month/month-page.tsx'
import { UpdateBar } from '../pwa/update-bar.tsx'
import { type AtDesk, DeskContext, useDesk } from '../session/desk-context.ts'
import { useLeaveWarning } from '../session/use-leave-warning.ts'
import type { Unsaved } from '../sheet/work/unsaved.ts'
import { Header } from './header.tsx'
import { peoplePath } from './home-pages.ts'
import { Page } from './page.tsx'
import { PartBoundary } from './part-boundary.tsx'
import { PersonMenu } from './person-menu.tsx'
import { roleLineOf } from './role-line.ts'
import { StandingMessages } from './standing-messages.tsx'
import { StatusLine } from './status-line.tsx'
import { useGone } from './use-gone.ts'

const deskHome = { to: '/', text: 'Your returns' }
/** Of other roles: each says whose it is. */
const whosePages = ['board', 'record', 'scorecards'] as const

/** Whoever stands in as lead looks after nobody. */
const looksAfterPeople = ({ person }: Me): boolean => mayDo(person.role, 'manage-own-staff')

function PeopleOrWhose() {
  return useDesk(state => looksAfterPeople(state.me)) ? <DeskPeople /> : <WhosePage page="people" home={deskHome} />
}

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
  const [again, setAgain] = useState(false)
  // The key is forgotten only when nothing is left in memory alone: what storage refuses is offered as a file first.
  const lockSafely = useCallback(async () => {
    await unsaved.gone()
    if (desk.state().status.unsaved > 0) setRefused(true)
    else lock()
  }, [desk, unsaved, lock])
  const at = useMemo<AtDesk>(() => ({ desk, unsaved, lock: () => void lockSafely() }), [desk, unsaved, lockSafely])
  return (
    <DeskContext value={at}>
      <Page
        header={<DeskHeader lock={at.lock} again={again} onSignedIn={() => setAgain(false)} />}
        bar={<DeskBars unsaved={unsaved} again={again} onSignInAgain={() => setAgain(true)} />}
      >
        <PartBoundary>
          <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>
            <Routes>
              <Route path="/" element={<ReturnsPage />} />
              <Route path="/returns/:contract/earlier" element={<EarlierPage />} />
              <Route path="/returns/:contract/:period/*" element={<MonthPage />} />
              <Route path="/device" element={<ThisDevicePage />} />
              <Route path="/account" element={<DeskAccount />} />
              <Route path={aboutStorage} element={<StoragePage />} />
              <Route path={accessibility} element={<AccessibilityPage />} />
              <Route path={readyPath} element={<ReadyPage />} />
              <Route path={joinPath} element={<Navigate to="/" replace />} />
              <Route path={`${peoplePath}/*`} element={<PeopleOrWhose />} />
              {whosePages.map(page => (
                <Route key={page} path={`/${page}/*`} element={<WhosePage page={page} home={deskHome} />} />
              ))}
              <Route path="*" element={<NotYoursPage />} />
            </Routes>
          </Suspense>
        </PartBoundary>
        <Suspense fallback={null}>
          {refused ? <LockDialog onLock={lock} onClose={() => setRefused(false)} /> : null}
        </Suspense>
      </Page>
    </DeskContext>
  )
}

interface HeaderProps {
  readonly lock: () => void
  /** She wants to sign in again before her session ends. */
  readonly again: boolean
  readonly onSignedIn: () => void
}

function DeskHeader({ lock, again, onSignedIn }: HeaderProps) {
  const installation = useDesk(state => state.installation)
  const me = useDesk(state => state.me)
  const set = useDesk(state => state.set)
  const needs = useDesk(state => state.needsYou.length)
  return (
    <Header installation={installation}>
      <StatusLine />
      <PersonMenu
        name={me.person.name}
        role={roleLineOf(me, set)}
        links={[
          { to: '/', text: 'Your returns' },
          { to: '/device', text: 'This device', count: needs },
          ...(looksAfterPeople(me) ? [{ to: peoplePath, text: 'People' }] : []),
          { to: '/account', text: 'Your account' },
        ]}
        leave={{ text: 'Lock', onLeave: lock }}
      />
      <Suspense fallback={null}>
        <SignInAgain wanted={again} onDone={onSignedIn} />
      </Suspense>
    </Header>
  )
}

interface BarsProps {
  readonly unsaved: Unsaved
  readonly again: boolean
  readonly onSignInAgain: () => void
}

function DeskBars({ unsaved, again, onSignInAgain }: BarsProps) {
  const refused = useDesk(state => state.status.unsaved)
  const gone = useGone()
  return (
    <>
      <UpdateBar unsaved={unsaved} refused={refused} />
      <IdleBar />
      <Suspense fallback={null}>
        <SessionBar asking={again} onSignInAgain={onSignInAgain} />
      </Suspense>
      <StandingMessages />
      <Suspense fallback={null}>
        <TakenAway gone={gone} />
      </Suspense>
    </>
  )
}
