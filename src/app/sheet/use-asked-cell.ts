import { useEffect } from 'react'
import { useLocation } from 'react-router'
import type { IndicatorId, PlaceId } from '../../domain/ids.ts'
import { focusCell } from './cell/cell-names.ts'

/** Goes to the cell a link asks for: `?at=gravesham/fs-closed`. */
export function useAskedCell(): void {
  const { search, key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same link followed twice jumps twice
  useEffect(() => {
    const [place, indicator] = new URLSearchParams(search).get('at')?.split('/') ?? []
    if (place === undefined || indicator === undefined) return
    const frame = requestAnimationFrame(() => focusCell(place as PlaceId, indicator as IndicatorId))
    return () => cancelAnimationFrame(frame)
  }, [search, key])
}
