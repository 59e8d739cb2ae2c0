import '../styles-later.scss'
import { useEffect, useState } from 'react'
import { statusLine } from '../../device/status.ts'
import { AboutLinks } from '../about/about-links.tsx'
import { Button } from '../govuk/button.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { ChangePassphrase } from '../passphrase/change-passphrase.tsx'
import { InstallPart } from '../pwa/install-part.tsx'
import { Readiness } from '../pwa/readiness.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { plural, whenSentence } from '../words.ts'
import { ActivityLog } from './activity-log.tsx'
import { BackupPart } from './backup-part.tsx'
import { NeedsYouList } from './needs-you-list.tsx'
import { RemovePart } from './remove-part.tsx'

/** What waits here, the last receipt, space, what needs her, and the ways to carry work off or lock. */
export function ThisDevicePage() {
  usePageTitle('This device')
  const { desk, lock } = useAtDesk()
  const status = useDesk(state => state.status)
  const email = useDesk(state => state.me.person.email)
  const space = useSpace()
  return (
    <div className="ff-page ff-device">
      <h1 className="govuk-heading-l">This device</h1>
      <Readiness />
      <NeedsYouList />
      <h2 className="govuk-heading-m">How it stands</h2>
      <dl className="govuk-summary-list ff-facts">
        <Fact name="Person">{email}</Fact>
        <Fact name="Now">{statusLine(status, Date.now())}</Fact>
        <Fact name="Waiting to be sent">{status.waiting === 0 ? 'Nothing' : plural(status.waiting, 'change')}</Fact>
        {status.unsaved > 0 ? (
          <Fact name="Not saved">
            <strong>{plural(status.unsaved, 'change')}, only in this window: make a backup file</strong>
          </Fact>
        ) : null}
        <Fact name="Last saved here">{status.savedAt ? whenSentence(status.savedAt) : 'Nothing saved yet'}</Fact>
        <Fact name="Last receipt">{status.receivedAt ? whenSentence(status.receivedAt) : 'None yet'}</Fact>
        <Fact name="Last asked for news">{status.checkedAt ? whenSentence(status.checkedAt) : 'Not yet'}</Fact>
        <Fact name="Space">{space ?? 'The browser does not say.'}</Fact>
        <Fact name="Kept by the browser">
          {status.persistent === null
            ? 'Asked for at the first save.'
            : status.persistent
              ? 'Yes: it does not clear it by itself.'
              : 'Only while there is space: keep sending what you type.'}
        </Fact>
      </dl>
      <div className="govuk-button-group">
        <Button onClick={() => void desk.sync()}>Send and receive now</Button>
        <Button look="secondary" onClick={lock}>
          Lock
        </Button>
      </div>
      <ChangePassphrase />
      <BackupPart />
      <RemovePart />
      <ActivityLog />
      <InstallPart />
      <AboutLinks />
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="govuk-summary-list__row">
      <dt className="govuk-summary-list__key">{name}</dt>
      <dd className="govuk-summary-list__value">{children}</dd>
    </div>
  )
}

/** '1.2 MB', '64 GB'. */
function bytesWords(bytes: number): string {
  const megabytes = bytes / 1_000_000
  return megabytes < 1_000 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1_000).toFixed(0)} GB`
}

/** '1.2 MB used of 4 GB'. Undefined until the browser has said, or if it does not. */
function useSpace(): string | undefined {
  const [space, setSpace] = useState<string>()
  useEffect(() => {
    let gone = false
    navigator.storage?.estimate?.().then(({ usage, quota }) => {
      if (!gone && usage !== undefined && quota !== undefined)
        setSpace(`${bytesWords(usage)} used of ${bytesWords(quota)}`)
    }, console.warn)
    return () => {
      gone = true
    }
  }, [])
  return space
}
