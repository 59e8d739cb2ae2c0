import type { Office } from '../../device/door/office.ts'
import { AccountPage } from './account-page.tsx'

/** *Your account* of somebody of the council: nothing of hers is kept here, so signing out ends at the door. */
export default function OfficeAccount({ office, onLeave }: { readonly office: Office; readonly onLeave: () => void }) {
  return <AccountPage person={office.me.person} keepsWork={false} onSignedOut={onLeave} />
}
