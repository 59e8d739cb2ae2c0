import { useEffect, useMemo, useRef } from 'react'
import type { Period } from '../../domain/time/period.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { MonthWork } from '../sheet/work/month-work.ts'
import { monthOf } from './month.ts'

/** The work on a contract's month, kept while its pages are open; undefined when it is not on this device. */
export function useMonthWork(contractId: string, period: Period): MonthWork | undefined {
  const { desk, unsaved } = useAtDesk()
  const set = useDesk(state => state.set)
  const collections = useDesk(state => state.collections)
  const histories = useDesk(state => state.histories)
  const held = useDesk(state => state.me.scopes.join('\n'))
  const before = useRef<MonthWork>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the month is made of; its figures are followed inside
  const work = useMemo(() => {
    const month = monthOf(desk.state(), contractId, period)
    return month === undefined ? undefined : new MonthWork(desk, month, unsaved, before.current)
  }, [desk, unsaved, set, collections, histories, held, contractId, period])
  useEffect(() => {
    before.current = work
    return work?.start()
  }, [work])
  useEffect(() => {
    if (work === undefined) return
    const save = () => void work.flush()
    document.addEventListener('visibilitychange', save)
    window.addEventListener('pagehide', save)
    const withdraw = unsaved.offer(save)
    return () => {
      withdraw()
      document.removeEventListener('visibilitychange', save)
      window.removeEventListener('pagehide', save)
    }
  }, [work, unsaved])
  return work
}
