import '../styles-later.scss'
import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { Office } from '../../device/door/office.ts'
import { aboutStorage, accessibility } from '../about/about-links.tsx'
import { AccessibilityPage, StoragePage } from '../later-parts.ts'
import { UpdateBar } from '../pwa/update-bar.tsx'
import type { Unsaved } from '../sheet/work/unsaved.ts'
import { Header } from './header.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { Page } from './page.tsx'
import { PersonMenu } from './person-menu.tsx'
import { ProvidersOnlyPage } from './providers-only-page.tsx'

const BoardPage = lazy(() => import('../board/board-page.tsx'))
const ReviewPage = lazy(() => import('../board/review-page.tsx'))
const RecordPage = lazy(() => import('../record/record-page.tsx'))

interface Props {
  readonly office: Office
  readonly unsaved: Unsaved
  readonly onLeave: () => void
}

/** An officer's pages: online, nothing kept on the device. */
export function OfficeShell({ office, unsaved, onLeave }: Props) {
  return (
    <Page
      header={
        <Header installation={office.installation}>
          <PersonMenu
            name={office.me.person.name}
            links={[
              { to: '/board', text: 'Month board' },
              { to: '/record', text: 'Record' },
              { to: aboutStorage, text: 'What is stored here' },
              { to: accessibility, text: 'Accessibility' },
            ]}
            leave={{ text: 'Sign out', onLeave }}
          />
        </Header>
      }
      bar={<UpdateBar unsaved={unsaved} refused={0} />}
    >
      <Suspense fallback={<p className="govuk-body ff-page">Loading…</p>}>
        <Routes>
          <Route path="/" element={<Navigate to="/board" replace />} />
          <Route path="/board" element={<BoardPage office={office} />} />
          <Route path="/board/:contract/:place/:period" element={<ReviewPage office={office} />} />
          <Route path="/record" element={<RecordPage office={office} />} />
          <Route path={aboutStorage} element={<StoragePage />} />
          <Route path={accessibility} element={<AccessibilityPage />} />
          <Route path="/returns/*" element={<ProvidersOnlyPage />} />
          <Route path="/device" element={<ProvidersOnlyPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Suspense>
    </Page>
  )
}
