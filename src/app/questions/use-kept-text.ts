import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { Draft } from '../../device/desk.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'

/** Milliseconds after the last key, as of every text. */
const keepDelay = 1_000

export interface KeptText {
  /** What this device keeps; '' for nothing. */
  readonly kept: string
  typed(text: string): void
  /** Keeps it now: on leaving the field, before the page goes, before a lock. */
  keep(): Promise<void>
}

/** An unfinished text that is kept like any other entry: a reload, a lock or a closed tab loses none of it. */
export function useKeptText({ sheet, cell, field }: Omit<Draft, 'text'>): KeptText {
  const { desk, unsaved } = useAtDesk()
  const kept = useDesk(
    state => state.drafts.find(one => one.sheet === sheet && one.cell === cell && one.field === field)?.text ?? '',
  )
  const owner = useMemo(() => ({}), [])
  const typing = useRef<string>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keep = useCallback(async () => {
    clearTimeout(timer.current)
    const text = typing.current
    if (text === undefined) return
    // Where storage refuses, the desk holds it and says so.
    await desk.keepDraft({ sheet, cell, field, text })
    if (typing.current !== text) return
    typing.current = undefined
    unsaved.set(owner, 0)
  }, [desk, unsaved, owner, sheet, cell, field])
  useEffect(() => {
    const save = (): void => void keep()
    const withdraw = [unsaved.offer(save), desk.beforeLeaving(save)]
    document.addEventListener('visibilitychange', save)
    window.addEventListener('pagehide', save)
    return () => {
      save()
      for (const each of withdraw) each()
      document.removeEventListener('visibilitychange', save)
      window.removeEventListener('pagehide', save)
    }
  }, [desk, unsaved, keep])
  const typed = useCallback(
    (text: string) => {
      typing.current = text
      unsaved.set(owner, 1)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void keep(), keepDelay)
    },
    [unsaved, owner, keep],
  )
  return { kept, typed, keep }
}
