import '../styles-later.scss'
import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { Office } from '../../device/door/office.ts'
import { aboutStorage, accessibility } from '../about/about-links.tsx'
import { OfficeSessionBar } from '../account/session/office-session-bar.tsx'
import { useSessionState } from '../account/session/use-session-state.ts'
import { joinPath } from '../join/join-path.ts'
import { AccessibilityPage, StoragePage } from '../later-parts.ts'
import { UpdateBar } from '../pwa/update-bar.tsx'
import type { Unsaved } from '../sheet/work/unsaved.ts'
import { roleWord } from '../words.ts'
import { Header } from './header.tsx'
import { officePages, peoplePath, scorecardsPath } from './home-pages.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { Page } from './page.tsx'
import { PersonMenu } from './person-menu.tsx'
import { type Owned, WhosePage } from './whose-page.tsx'

const OfficeAccount = lazy(() => import('../account/office-account.tsx'))
const BoardPage = lazy(() => import('../board/board-page.tsx'))
const ReviewPage = lazy(() => import('../board/review-page.tsx'))
const RecordPage = lazy(() => import('../record/record-page.tsx'))
const OfficePeople = lazy(() => import('../people/office-people.tsx'))
const ScorecardsPage = lazy(() => import('./scorecards-page.tsx').then(module => ({ default: module.ScorecardsPage })))

interface Props {
  readonly office: Office
  readonly unsaved: Unsaved
  readonly onLeave: () => void
}

/** Pages of people of the council, each role's own: online, nothing kept on the device. */
export function OfficeShell({ office, unsaved, onLeave }: Props) {
  const session = useSessionState(office.session)
  const pages = officePages(office.me.person.role)
  const [home] = pages
  const has = (to: string): boolean => pages.some(page => page.to === to)
  const whose = (page: Owned) => <WhosePage page={page} home={home} />
  return (
    <Page
      header={
        <Header installation={office.installation}>
          <PersonMenu
            name={office.me.person.name}
            role={roleWord(office.me.person.role)}
            links={[
              ...pages,
              { to: '/account', text: 'Your account' },
              { to: aboutStorage, text: 'What is stored here' },
              { to: accessibility, text: 'Accessibility' },
            ]}
            leave={{ text: 'Sign out', onLeave }}
          />
        </Header>
      }
      bar={
        <>
          <UpdateBar unsaved={unsaved} refused={0} />
          <OfficeSessionBar office={office} session={session} onLeave={onLeave} />
        </>
      }
    >
      {/* Hidden, not taken away: what is typed in it is there when she is back. */}
      {session.is === 'other-person' ? (
        <div className="ff-page">
          <h1 className="govuk-heading-l">Somebody else is signed in</h1>
        </div>
      ) : null}
      <div hidden={session.is === 'other-person'}>
        <Suspense fallback={<p className="govuk-body ff-page">Loading…</p>}>
          <Routes>
            <Route path="/" element={<Navigate to={home.to} replace />} />
            <Route path="/board" element={has('/board') ? <BoardPage office={office} /> : whose('board')} />
            <Route
              path="/board/:contract/:place/:period"
              element={has('/board') ? <ReviewPage office={office} /> : whose('board')}
            />
            <Route path="/account" element={<OfficeAccount office={office} onLeave={onLeave} />} />
            <Route path="/record" element={has('/record') ? <RecordPage office={office} /> : whose('record')} />
            <Route
              path={`${peoplePath}/*`}
              element={has(peoplePath) ? <OfficePeople office={office} /> : whose('people')}
            />
            <Route
              path={scorecardsPath}
              element={has(scorecardsPath) ? <ScorecardsPage office={office} /> : whose('scorecards')}
            />
            <Route path={aboutStorage} element={<StoragePage />} />
            <Route path={accessibility} element={<AccessibilityPage />} />
            <Route path={joinPath} element={<Navigate to="/" replace />} />
            <Route path="/returns/*" element={whose('returns')} />
            <Route path="/device" element={whose('device')} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </div>
    </Page>
  )
}
