import { useMemo } from 'react'
import type { Office } from '../../device/door/office.ts'
import { accountOnline } from '../../device/online/account.ts'
import { AccountPage } from './account-page.tsx'

/** *Your account* of somebody of the council: nothing of hers is kept here, so signing out ends at the door. */
export default function OfficeAccount({ office, onLeave }: { readonly office: Office; readonly onLeave: () => void }) {
  const { me, api } = office
  // With the office's own asking: the bar over the page hears at once that her session has ended.
  const account = useMemo(() => accountOnline(me.person.id, {}, api), [me.person.id, api])
  return <AccountPage person={me.person} keepsWork={false} onSignedOut={onLeave} account={account} />
}
