import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { IndicatorId, PlaceId } from '../../domain/ids.ts'
import type { MonthWork } from './work/month-work.ts'

export interface Sheet {
  readonly work: MonthWork
  /** Opens the choice between a figure and a reason why there is none. */
  readonly openGap: (place: PlaceId, indicator: IndicatorId) => void
  /** Opens the lines of a figure, or the answer to one of the council's. */
  readonly openBeside: (place: PlaceId, indicator: IndicatorId) => void
}

export const SheetContext = createContext<Sheet | undefined>(undefined)

export function useSheet(): Sheet {
  const sheet = useContext(SheetContext)
  if (sheet === undefined) throw new Error('A sheet component outside its month')
  return sheet
}

/** Renders again whenever the topic changes. */
export function useTopic(work: MonthWork, topic: string): number {
  const subscribe = useCallback((listener: () => void) => work.topics.subscribe(topic, listener), [work, topic])
  return useSyncExternalStore(subscribe, () => work.topics.version(topic))
}
