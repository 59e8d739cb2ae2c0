/** What may be done to somebody by whoever looks: the server decides again. Pure. */
import { grantKinds } from '../../../domain/access/permissions.ts'
import type { IsoDate } from '../../../domain/ids.ts'
import type { PersonRow } from '../../../protocol/people.ts'

const hasAccess = (row: PersonRow): boolean => row.state !== 'ended'
const worksForProvider = (row: PersonRow): boolean => grantKinds[row.given.role] === 'contract-and-place'

export const canBeInvitedAgain = (row: PersonRow): boolean => row.manage === 'all' && row.state === 'invited'
export const canChangeAccess = (row: PersonRow): boolean => row.manage !== 'nothing' && hasAccess(row)
export const canStandIn = (row: PersonRow): boolean =>
  row.manage !== 'nothing' && hasAccess(row) && worksForProvider(row) && row.given.role !== 'provider-lead'
export const canEndAccess = (row: PersonRow): boolean => row.manage === 'all' && hasAccess(row)
export const canSeeDevices = (row: PersonRow): boolean => row.manage === 'all' && row.state !== 'invited'

/** Those that are not over. */
export const standInsAhead = (row: PersonRow, today: IsoDate): PersonRow['standsIn'] =>
  row.standsIn.filter(({ to }) => to >= today)
