import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { AccountPage } from './account-page.tsx'

/** *Your account* of somebody whose work is kept on this device. */
export function DeskAccount() {
  const { desk } = useAtDesk()
  const person = useDesk(state => state.me.person)
  const waiting = useDesk(state => state.status.waiting + state.status.unsaved)
  const signedOut = useDesk(
    ({ status: { connection } }) => connection === 'signed-out' || connection === 'wrong-person',
  )
  // The status line learns of it at once, with the field to sign in again beside it.
  const heard = () => void desk.sync()
  return (
    <AccountPage
      person={person}
      keepsWork
      waitingHere={waiting}
      signedOut={signedOut}
      onSignedOut={heard}
      onReported={device => {
        if (device.own) heard()
      }}
    />
  )
}
