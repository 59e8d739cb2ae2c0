/** Warnings are fetched after the sheet; without them everything works, and they are tried again on the next page. */
import { type ComponentType, lazy } from 'react'
import type { CellKey, PlaceId } from '../../domain/ids.ts'

interface WarningsProps {
  readonly place: PlaceId
  readonly cell: CellKey
  readonly fieldId: string
}

export const ScanWarnings = lazy(async (): Promise<{ readonly default: ComponentType<WarningsProps> }> => {
  try {
    return { default: (await import('./scan-warnings.tsx')).ScanWarnings }
  } catch (error) {
    console.warn('Fieldfare: a part was not fetched', error)
    return { default: () => null }
  }
})
