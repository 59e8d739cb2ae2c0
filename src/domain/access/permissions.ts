/**
 * Who may do what: the one table. The server asks it on every request and operation; the app only for what to show.
 * It says what a role may do and how far that reaches; which contracts, places, services and areas a person holds is
 * said by her grants (grants.ts), and the state a return must be in by workflow.ts.
 */
import { type AnyRole, everyRole } from './roles.ts'

/** How far a permission reaches. */
export type Reach =
  /** Only what is hers: her own account, sessions and devices. */
  | 'own'
  /** The returns of the contracts and places she holds. */
  | 'places'
  /** Contracts she holds every place of, and the people who work on them. */
  | 'contracts'
  /** The services she holds, or the areas of them that she holds. */
  | 'services'
  /** Everything of this council. */
  | 'council'

/** `when-set`: as `services`, once the council has switched it on. */
type Cell = 'no' | Reach | 'when-set'
type CellOfEach<Roles extends readonly unknown[]> = { readonly [Index in keyof Roles]: Cell }
/** One cell a role, in the order of `everyRole`: a role without a cell does not compile. */
type Row = CellOfEach<typeof everyRole>

/** Columns: field worker, provider editor, provider lead, officer, performance team, reader, auditor, administrator. */
const table = {
  'enter-figures': ['places', 'places', 'places', 'no', 'no', 'no', 'no', 'no'],
  submit: ['no', 'contracts', 'contracts', 'no', 'no', 'no', 'no', 'no'],
  withdraw: ['no', 'contracts', 'contracts', 'no', 'no', 'no', 'no', 'no'],
  'choose-between-others': ['no', 'no', 'contracts', 'no', 'no', 'no', 'no', 'no'],
  'decide-late-changes': ['no', 'no', 'contracts', 'no', 'no', 'no', 'no', 'no'],
  'confirm-entered': ['no', 'no', 'contracts', 'no', 'no', 'no', 'no', 'no'],
  'manage-own-staff': ['no', 'no', 'contracts', 'no', 'no', 'no', 'no', 'no'],
  'name-stand-in': ['no', 'no', 'contracts', 'no', 'no', 'no', 'no', 'council'],
  'read-returns': ['places', 'places', 'places', 'services', 'no', 'no', 'no', 'no'],
  'review-returns': ['no', 'no', 'no', 'services', 'no', 'no', 'no', 'no'],
  'read-handed-over': ['no', 'no', 'no', 'services', 'no', 'no', 'no', 'no'],
  'note-meetings': ['no', 'no', 'no', 'services', 'no', 'no', 'no', 'no'],
  release: ['no', 'no', 'no', 'services', 'no', 'no', 'no', 'no'],
  'change-indicator-sets': ['no', 'no', 'no', 'no', 'services', 'no', 'no', 'no'],
  'import-figures': ['no', 'no', 'no', 'no', 'services', 'no', 'no', 'no'],
  'write-data-notes': ['no', 'no', 'no', 'no', 'services', 'no', 'no', 'no'],
  'read-released': ['places', 'places', 'places', 'services', 'services', 'services', 'services', 'no'],
  'read-accepted': ['places', 'places', 'places', 'services', 'services', 'when-set', 'services', 'no'],
  'read-council-texts': ['places', 'places', 'places', 'services', 'no', 'no', 'no', 'no'],
  'read-record': ['no', 'no', 'no', 'services', 'no', 'no', 'services', 'no'],
  'export-record': ['no', 'no', 'no', 'services', 'no', 'no', 'services', 'no'],
  'manage-people': ['no', 'no', 'no', 'no', 'no', 'no', 'no', 'council'],
  'see-own-sessions': ['own', 'own', 'own', 'own', 'own', 'own', 'own', 'own'],
  'report-device-lost': ['own', 'own', 'contracts', 'own', 'own', 'own', 'own', 'council'],
} as const satisfies Record<string, Row>

export type Permission = keyof typeof table
export const permissions = Object.keys(table) as readonly Permission[]

/** What each permission is, for a screen and for the documents. */
export const permissionSentences: Readonly<Record<Permission, string>> = {
  'enter-figures': 'Enter figures, narratives and explanations.',
  submit: 'Confirm a month as complete and submit it.',
  withdraw: 'Take a submission back until it is accepted or sent back.',
  'choose-between-others': 'Choose between the figures of two other people.',
  'decide-late-changes': 'Take in, or leave out, changes that arrived after submission.',
  'confirm-entered': 'Confirm figures that the council entered for the provider.',
  'manage-own-staff': 'Invite, change and end the access of people of the own contracts, never above lead.',
  'name-stand-in': 'Name somebody to stand in as lead between two dates.',
  'read-returns': 'Read returns while they are being written.',
  'review-returns': 'See the month board; review, question, send back and accept returns.',
  'read-handed-over': 'Read what devices handed over without a session.',
  'note-meetings': 'Write meeting notes and actions.',
  release: 'Decide what is published, and release a scorecard.',
  'change-indicator-sets': 'Change indicators, targets, checks and narrative sections.',
  'import-figures': 'Import figures that the council supplies.',
  'write-data-notes': 'Write data notes.',
  'read-released': 'Read released scorecards.',
  'read-accepted': 'Read scorecards of accepted returns before they are released.',
  'read-council-texts': 'Read texts that are for the council only.',
  'read-record': 'Read the record of who did what.',
  'export-record': 'Export the record of who did what.',
  'manage-people': 'Invite, change and end the access of anybody else.',
  'see-own-sessions': 'See the own sessions and devices, and sign out everywhere.',
  'report-device-lost': 'Report a device lost.',
}

/** What the council decides for itself. */
export interface AccessSettings {
  /** Whether readers see accepted figures before they are released. */
  readonly readersSeeAccepted: boolean
}

/** Everything off that can be off. */
export const closedAccess: AccessSettings = { readersSeeAccepted: false }

function cellOf(role: AnyRole, permission: Permission): Cell {
  const row: Row = table[permission]
  // No cell is a no: a role of an older data file may do nothing.
  return row[everyRole.indexOf(role)] ?? 'no'
}

/** How far the permission reaches for that role; undefined when it has none. */
export function reachOf(
  role: AnyRole,
  permission: Permission,
  settings: AccessSettings = closedAccess,
): Reach | undefined {
  const cell = cellOf(role, permission)
  if (cell === 'no') return undefined
  if (cell === 'when-set') return settings.readersSeeAccepted ? 'services' : undefined
  return cell
}

/** Whether that role may do it at all; what it reaches is `reachOf`, and is checked against the person's grants. */
export const mayDo = (role: AnyRole, permission: Permission, settings: AccessSettings = closedAccess): boolean =>
  reachOf(role, permission, settings) !== undefined

/** What a role's grants are of. A reach is computed from these and from nothing else. */
export type GrantKind = 'contract-and-place' | 'service-and-area' | 'service' | 'none'

export const grantKinds: Readonly<Record<AnyRole, GrantKind>> = {
  'field-worker': 'contract-and-place',
  'provider-editor': 'contract-and-place',
  'provider-lead': 'contract-and-place',
  officer: 'service-and-area',
  'performance-team': 'service',
  reader: 'service-and-area',
  auditor: 'service',
  administrator: 'none',
}

/**
 * The roles that somebody may give to others: a lead never above lead, an administrator any. Nobody changes her own
 * access; an administrator, who sees no figures, could still invite a second address of her own, and the record shows it.
 */
export const rolesGivenBy = (role: AnyRole): readonly AnyRole[] => {
  if (mayDo(role, 'manage-people')) return everyRole
  return mayDo(role, 'manage-own-staff') ? ['field-worker', 'provider-editor', 'provider-lead'] : []
}
