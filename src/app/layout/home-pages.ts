/** What each role finds in the app: where it begins, and what its menu shows. Only what to show; the server decides. */
import { mayDo } from '../../domain/access/permissions.ts'
import type { AnyRole } from '../../domain/access/roles.ts'

export interface MenuLink {
  readonly to: string
  readonly text: string
}

export const peoplePath = '/people'
export const scorecardsPath = '/scorecards'
/** Computed from the returns as they are, before anything is released. */
export const scorecardPath = '/scorecard'
export const meetingsPath = '/meetings'
const meetings: MenuLink = { to: meetingsPath, text: 'Meetings' }

/** The pages of somebody of the council, in the order of the menu; the first is where she begins. */
export function officePages(role: AnyRole): readonly [MenuLink, ...MenuLink[]] {
  const scorecard = mayDo(role, 'read-accepted') ? [{ to: scorecardPath, text: 'Scorecard' }] : []
  const pages = [
    ...(mayDo(role, 'review-returns') ? [{ to: '/board', text: 'Month board' }] : []),
    ...(mayDo(role, 'note-meetings') ? [meetings] : []),
    ...(mayDo(role, 'read-returns') ? scorecard : []),
    ...(mayDo(role, 'read-record') ? [{ to: '/record', text: 'Record' }] : []),
    ...(mayDo(role, 'read-record') && !mayDo(role, 'read-returns') ? scorecard : []),
    ...(mayDo(role, 'manage-people') ? [{ to: peoplePath, text: 'People' }] : []),
  ]
  const [first, ...rest] = pages
  // Readers and the performance team: what they are to read comes with released scorecards.
  return first === undefined ? [{ to: scorecardsPath, text: 'Scorecards' }, ...scorecard] : [first, ...rest]
}
