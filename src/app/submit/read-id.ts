import type { PlaceId } from '../../domain/ids.ts'

/** The heading of a district among the figures as they will be read. */
export const readId = (place: PlaceId): string => `read-${place}`

/** The heading over the state of every part: where the focus goes once something has been submitted. */
export const partStatesId = 'part-states'
