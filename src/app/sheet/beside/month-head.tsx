import '../../styles-later.scss'
import { everywhere, type PlaceId } from '../../../domain/ids.ts'
import { CouncilBar } from '../council/council-bar.tsx'
import { ToFollowBar } from '../earlier/to-follow.tsx'
import { useSheet } from '../sheet-context.ts'

export interface MonthHeadProps {
  /** Absent: every district of hers, and the whole contract. */
  readonly place?: PlaceId
}

/** What heads the figures: those of earlier months still to follow, and those of the council's to answer. */
export function MonthHead({ place }: MonthHeadProps) {
  const { month } = useSheet().work
  const places = place === undefined ? [...month.places, ...(month.holdsWide ? [everywhere] : [])] : [place]
  return (
    <>
      <ToFollowBar places={places} />
      <CouncilBar places={places} />
    </>
  )
}
