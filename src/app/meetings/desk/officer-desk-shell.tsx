import { useState } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { aboutStorage, accessibility } from '../../about/about-links.tsx'
import { Button } from '../../govuk/button.tsx'
import { AccessibilityPage, MeetingsPage, StoragePage, ThisDevicePage } from '../../later-parts.ts'
import { DeskFrame, type DeskShellProps } from '../../layout/desk-shell.tsx'
import { meetingsPath } from '../../layout/home-pages.ts'
import { usePageTitle } from '../../layout/page-title.ts'
import { useDesk } from '../../session/desk-context.ts'

interface Props extends DeskShellProps {
  /** false: there is no session, or no signal. */
  readonly goToBoard: () => Promise<boolean>
}

/** An officer without signal, or before she has signed in: her meeting notes, and the way on to the board. */
export function OfficerDeskShell({ goToBoard, ...shell }: Props) {
  const board = <NeedsSignal goToBoard={goToBoard} />
  return (
    <DeskFrame
      {...shell}
      links={() => [
        { to: meetingsPath, text: 'Meetings' },
        { to: '/board', text: 'Month board' },
        { to: aboutStorage, text: 'What is stored here' },
        { to: accessibility, text: 'Accessibility' },
      ]}
    >
      <Routes>
        <Route path="/" element={<Navigate to={meetingsPath} replace />} />
        <Route path={`${meetingsPath}/*`} element={<MeetingsPage />} />
        <Route path="/device" element={<ThisDevicePage />} />
        <Route path={aboutStorage} element={<StoragePage />} />
        <Route path={accessibility} element={<AccessibilityPage />} />
        <Route path="*" element={board} />
      </Routes>
    </DeskFrame>
  )
}

/** Everything of hers but the notes is read online. */
function NeedsSignal({ goToBoard }: Pick<Props, 'goToBoard'>) {
  usePageTitle('This page needs signal')
  const connection = useDesk(state => state.status.connection)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const out = connection === 'signed-out' || connection === 'wrong-person'
  const go = async () => {
    setBusy(true)
    const there = await goToBoard()
    if (there) return
    setBusy(false)
    setTried(true)
  }
  return (
    <div className="ff-page ff-narrow">
      <h1 className="govuk-heading-l">This page needs signal</h1>
      <p className="govuk-body">
        Your meeting notes are kept on this device and work without signal. The month board, the record and everything
        else are read from the council’s server.
      </p>
      <Button disabled={busy} onClick={() => void go()}>
        {busy ? 'Opening…' : 'Sign in and go on'}
      </Button>
      <p className="govuk-body" role="status">
        {!tried
          ? ''
          : out
            ? 'You are not signed in: type your account password in the header, then try again.'
            : 'The server cannot be reached, or you are not signed in. Try again when there is signal; your notes go on working.'}
      </p>
    </div>
  )
}
