import { type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from 'react'
import type { Desk } from '../../../device/desk.ts'
import { IdleBar } from '../../idle/idle-bar.tsx'
import { useIdleLock } from '../../idle/use-idle-lock.ts'
import { LockDialog } from '../../later-parts.ts'
import { StandingMessages } from '../../layout/standing-messages.tsx'
import { StatusLine } from '../../layout/status-line.tsx'
import { type AtDesk, DeskContext } from '../../session/desk-context.ts'
import { useLeaveWarning } from '../../session/use-leave-warning.ts'
import type { Unsaved } from '../../sheet/work/unsaved.ts'

interface Props {
  readonly desk: Desk | undefined
  readonly unsaved: Unsaved
  readonly lock: () => void
  /** Signs out: what is open is locked first. */
  readonly leave: () => void
  readonly children: (at: { readonly leave: () => void; readonly lock: (() => void) | undefined }) => ReactNode
}

/** Around an officer's pages: her desk, wherever she is among them, locks after a while and before she leaves. */
export function NotesDesk({ desk, unsaved, lock, leave, children }: Props) {
  // What was asked for when storage refused to keep what is open.
  const [refused, setRefused] = useState<'lock' | 'leave'>()
  const safely = useCallback(
    async (what: 'lock' | 'leave') => {
      await unsaved.gone()
      if (desk !== undefined && desk.state().status.unsaved > 0) setRefused(what)
      else if (what === 'lock') lock()
      else leave()
    },
    [desk, unsaved, lock, leave],
  )
  const at = useMemo<AtDesk | undefined>(
    () => (desk === undefined ? undefined : { desk, unsaved, lock: () => void safely('lock') }),
    [desk, unsaved, safely],
  )
  return (
    <DeskContext value={at}>
      {at === undefined ? null : <Watched at={at} lock={lock} />}
      {children({ leave: () => void safely('leave'), lock: at?.lock })}
      {at === undefined || refused === undefined ? null : (
        <Suspense fallback={null}>
          <LockDialog onLock={refused === 'lock' ? lock : leave} onClose={() => setRefused(undefined)} />
        </Suspense>
      )}
    </DeskContext>
  )
}

function Watched({ at: { desk, unsaved }, lock }: { readonly at: AtDesk; readonly lock: () => void }) {
  useLeaveWarning(desk, unsaved)
  useIdleLock(desk, unsaved, lock)
  return null
}

/** Over every page of hers while her notes are unlocked: that they lock in a minute, and storage that refuses. */
export function NotesBar() {
  if (useContext(DeskContext) === undefined) return null
  return (
    <>
      <IdleBar />
      <StandingMessages />
    </>
  )
}

/** How her notes stand: nothing where they are not unlocked. */
export const NotesStatus = () => (useContext(DeskContext) === undefined ? null : <StatusLine />)
