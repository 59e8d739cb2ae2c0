/** Addresses of the pages of meetings. */

import type { ContractId, PlaceId } from '../../../domain/ids.ts'
import { meetingsPath } from '../../layout/home-pages.ts'

export { meetingsPath }
/** The meetings of a district, or of a contract (`all`): what the board and a return link to. */
export const meetingsOfPath = (contract: ContractId, place: PlaceId): string => `${meetingsPath}/${contract}/${place}`
export const meetingPath = (contract: ContractId, place: PlaceId, id: string): string =>
  `${meetingsOfPath(contract, place)}/${id}`
export const agendaPath = (contract: ContractId, place: PlaceId, id: string): string =>
  `${meetingPath(contract, place, id)}/agenda`
