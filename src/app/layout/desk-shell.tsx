import { type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
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
  AfterPage,
  DeskAccount,
  DeskPeople,
  EarlierPage,
  LockDialog,
  MeetingsPage,
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
import { type MenuLink, peoplePath } from './home-pages.ts'
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

export interface DeskShellProps {
  readonly desk: Desk
  readonly unsaved: Unsaved
  readonly lock: () => void
}

const linksOf: DeskFrameProps['links'] = me => [
  { to: '/', text: 'Your returns' },
  ...(looksAfterPeople(me) ? [{ to: peoplePath, text: 'People' }] : []),
  { to: '/account', text: 'Your account' },
]

/** A provider's pages, over her unlocked database. */
export function DeskShell(props: DeskShellProps) {
  return (
    <DeskFrame {...props} links={linksOf}>
      <Routes>
        <Route path="/" element={<ReturnsPage />} />
        <Route path="/returns/:contract/earlier" element={<EarlierPage />} />
        <Route path="/returns/:contract/:period/*" element={<MonthPage />} />
        <Route path="/meetings/*" element={<MeetingsPage />} />
        <Route path="/after/:contract" element={<AfterPage />} />
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
    </DeskFrame>
  )
}

/** Of providers and, without signal, of officers: the header, the bars and the lock around whatever pages there are. */
export function DeskFrame({ desk, unsaved, lock, links, children }: DeskShellProps & DeskFrameProps) {
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
        header={<DeskHeader lock={at.lock} links={links} again={again} onSignedIn={() => setAgain(false)} />}
        bar={<DeskBars unsaved={unsaved} again={again} onSignInAgain={() => setAgain(true)} />}
      >
        <PartBoundary>
          <Suspense fallback={<p className="govuk-body ff-page">Opening…</p>}>{children}</Suspense>
        </PartBoundary>
        <Suspense fallback={null}>
          {refused ? <LockDialog onLock={lock} onClose={() => setRefused(false)} /> : null}
        </Suspense>
      </Page>
    </DeskContext>
  )
}

interface DeskFrameProps {
  /** Her pages, in the order of the menu; *This device* stands after the first. */
  readonly links: (me: Me) => readonly [MenuLink, ...MenuLink[]]
  readonly children: ReactNode
}

interface HeaderProps extends Pick<DeskFrameProps, 'links'> {
  readonly lock: () => void
  /** She wants to sign in again before her session ends. */
  readonly again: boolean
  readonly onSignedIn: () => void
}

function DeskHeader({ lock, links, again, onSignedIn }: HeaderProps) {
  const installation = useDesk(state => state.installation)
  const me = useDesk(state => state.me)
  const set = useDesk(state => state.set)
  const needs = useDesk(state => state.needsYou.length)
  const [first, ...rest] = links(me)
  return (
    <Header installation={installation}>
      <StatusLine />
      <PersonMenu
        name={me.person.name}
        role={roleLineOf(me, set)}
        links={[first, { to: '/device', text: 'This device', count: needs }, ...rest]}
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
