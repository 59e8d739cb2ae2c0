import '../styles-later.scss'
import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { Office } from '../../device/door/office.ts'
import { aboutStorage, accessibility } from '../about/about-links.tsx'
import { OfficeSessionBar } from '../account/session/office-session-bar.tsx'
import { useSessionState } from '../account/session/use-session-state.ts'
import { joinPath } from '../join/join-path.ts'
import { AccessibilityPage, MeetingsPage, StoragePage, ThisDevicePage } from '../later-parts.ts'
import { type NotesAt, NotesContext } from '../meetings/desk/notes-at.ts'
import { NotesBar, NotesDesk, NotesStatus } from '../meetings/desk/notes-desk.tsx'
import { OfficeContext } from '../meetings/desk/office-context.ts'
import { UpdateBar } from '../pwa/update-bar.tsx'
import { useLeaving } from '../review/leaving.tsx'
import type { Unsaved } from '../sheet/work/unsaved.ts'
import { roleWord } from '../words.ts'
import { Header } from './header.tsx'
import { meetingsPath, officePages, peoplePath, scorecardPath, scorecardsPath } from './home-pages.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { Page } from './page.tsx'
import { PartBoundary } from './part-boundary.tsx'
import { PersonMenu } from './person-menu.tsx'
import { type Owned, WhosePage } from './whose-page.tsx'

const OfficeAccount = lazy(() => import('../account/office-account.tsx'))
const BoardPage = lazy(() => import('../board/board-page.tsx'))
const ReviewPage = lazy(() => import('../review/review-page.tsx'))
const RecordPage = lazy(() => import('../record/record-page.tsx'))
const OfficePeople = lazy(() => import('../people/office-people.tsx'))
const WithNotesDesk = lazy(() =>
  import('../meetings/desk/with-notes-desk.tsx').then(module => ({ default: module.WithNotesDesk })),
)
const ScorecardPage = lazy(() => import('../scorecard/scorecard-page.tsx'))
const ScorecardsPage = lazy(() => import('./scorecards-page.tsx').then(module => ({ default: module.ScorecardsPage })))

interface Props {
  readonly office: Office
  readonly unsaved: Unsaved
  readonly onLeave: () => void
  /** Her own desk on this device, for meeting notes; absent: she keeps none. */
  readonly notes?: NotesAt
}

/** Pages of people of the council, each role's own: online, and nothing but an officer's meeting notes on the device. */
export function OfficeShell(props: Props) {
  const { office, unsaved, onLeave, notes } = props
  return (
    <OfficeContext value={office}>
      <NotesContext value={notes}>
        <NotesDesk desk={notes?.desk} unsaved={unsaved} lock={notes?.lock ?? onLeave} leave={onLeave}>
          {({ leave, lock }) => <OfficePages {...props} onLeave={leave} lock={lock} />}
        </NotesDesk>
      </NotesContext>
    </OfficeContext>
  )
}

interface PagesProps extends Props {
  /** While her notes are unlocked. */
  readonly lock: (() => void) | undefined
}

function OfficePages({ office, unsaved, onLeave, lock, notes }: PagesProps) {
  const session = useSessionState(office.session)
  const pages = officePages(office.me.person.role)
  const [home] = pages
  const has = (to: string): boolean => pages.some(page => page.to === to)
  const whose = (page: Owned) => <WhosePage page={page} home={home} />
  const leaving = useLeaving(office, onLeave)
  const keepsNotes = notes !== undefined && has(meetingsPath)
  return (
    <Page
      header={
        <Header installation={office.installation}>
          <NotesStatus />
          <PersonMenu
            name={office.me.person.name}
            role={roleWord(office.me.person.role)}
            links={[
              ...pages,
              ...(lock ? [{ to: '/device', text: 'This device' }] : []),
              { to: '/account', text: 'Your account' },
              { to: aboutStorage, text: 'What is stored here' },
              { to: accessibility, text: 'Accessibility' },
            ]}
            leave={[
              ...(lock ? [{ text: 'Lock meeting notes', onLeave: lock }] : []),
              { text: 'Sign out', onLeave: leaving.leave },
            ]}
          />
        </Header>
      }
      bar={
        <>
          <UpdateBar unsaved={unsaved} refused={0} />
          <NotesBar />
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
      {leaving.asks}
      <div hidden={session.is === 'other-person'}>
        <PartBoundary>
          <Suspense fallback={<p className="govuk-body ff-page">Loading…</p>}>
            <Routes>
              <Route path="/" element={<Navigate to={home.to} replace />} />
              <Route path="/board" element={has('/board') ? <BoardPage office={office} /> : whose('board')} />
              <Route
                path="/board/:contract/:place/:period"
                element={has('/board') ? <ReviewPage office={office} unsaved={unsaved} /> : whose('board')}
              />
              <Route path="/account" element={<OfficeAccount office={office} onLeave={onLeave} />} />
              <Route path="/record" element={has('/record') ? <RecordPage office={office} /> : whose('record')} />
              <Route
                path={`${peoplePath}/*`}
                element={has(peoplePath) ? <OfficePeople office={office} /> : whose('people')}
              />
              <Route
                path={scorecardPath}
                element={has(scorecardPath) ? <ScorecardPage office={office} /> : whose('scorecards')}
              />
              <Route
                path={scorecardsPath}
                element={has(scorecardsPath) ? <ScorecardsPage office={office} /> : whose('scorecards')}
              />
              <Route path={aboutStorage} element={<StoragePage />} />
              <Route path={accessibility} element={<AccessibilityPage />} />
              <Route path={joinPath} element={<Navigate to="/" replace />} />
              <Route path="/returns/*" element={whose('returns')} />
              {keepsNotes
                ? [
                    { path: `${meetingsPath}/*`, page: <MeetingsPage /> },
                    { path: '/device', page: <ThisDevicePage /> },
                  ].map(({ path, page }) => (
                    <Route key={path} path={path} element={<WithNotesDesk>{page}</WithNotesDesk>} />
                  ))
                : null}
              <Route path="/device" element={whose('device')} />
              <Route path="*" element={<NotFoundPage />} />
            </Routes>
          </Suspense>
        </PartBoundary>
      </div>
    </Page>
  )
}
