/** What each entry of the record says, as a sentence for the screen and the export. */
import type * as z from 'zod/mini'
import { type IsoDate, notesIn, type PersonId, partsOfSheet, placeAbout } from '../../domain/ids.ts'
import { isPeriod, type Period, periodName } from '../../domain/time/period.ts'
import { inWords } from '../backup/stamp.ts'
import { officeDeviceOf } from '../sync/decide/review/office.ts'
import { type About, acts, isWhat, jsonIn, type What } from './acts.ts'
import type { ChainedEntry } from './chain.ts'

/** Ids as people know them. */
export interface Names {
  contract(id: string): string | undefined
  /** Also of `all`, the contract-wide part; as it was called then. */
  place(id: string, on: IsoDate | Period): string | undefined
  service(id: string): string | undefined
}

const many = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

const dayOf = ({ at }: Pick<ChainedEntry, 'at'>): IsoDate => at.slice(0, 10) as IsoDate

interface Said {
  readonly entry: ChainedEntry
  readonly names: Names
  /** 'Gravesham, June 2017', or nothing. */
  readonly where: string
}

/** 'Gravesham, June 2017 (Project Salus)': as much as the columns say. */
function whereOf(entry: Pick<ChainedEntry, 'contract' | 'place' | 'period' | 'service' | 'at'>, names: Names): string {
  const on = entry.period !== null && isPeriod(entry.period) ? entry.period : dayOf(entry)
  const place = entry.place === null ? undefined : (names.place(entry.place, on) ?? entry.place)
  const contract = entry.contract === null ? undefined : (names.contract(entry.contract) ?? entry.contract)
  const service = entry.service === null ? undefined : (names.service(entry.service) ?? entry.service)
  const of = contract ?? service
  const when = entry.period !== null && isPeriod(entry.period) ? periodName(entry.period) : undefined
  const parts = [place, when].filter(part => part !== undefined)
  if (parts.length === 0) return of ?? ''
  return of === undefined ? parts.join(', ') : `${parts.join(', ')} (${of})`
}

const to = ({ where }: Said): string => (where === '' ? '' : ` to ${where}`)
const of = ({ where }: Said): string => (where === '' ? '' : ` of ${where}`)

function isOfNotes(sheet: string): boolean {
  const place = partsOfSheet(sheet)?.place
  return place !== undefined && notesIn(place) !== undefined
}

/** '12 changes to Gravesham, June 2017 (Project Salus)', return by return where there are few. */
function changes(sheets: Readonly<Record<string, number>>, said: Said): string {
  const counts = Object.entries(sheets)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  const isNotes = counts.length > 0 && counts.every(([sheet]) => isOfNotes(sheet))
  const what = many(
    total,
    isNotes ? 'change of meeting notes' : 'change',
    isNotes ? 'changes of meeting notes' : 'changes',
  )
  if (counts.length < 2 || counts.length > 3) return `${what}${to(said)}`
  const each = counts.map(([sheet, count]) => {
    const parts = partsOfSheet(sheet)
    const where = parts && { ...parts, place: placeAbout(parts.place), service: null, at: said.entry.at }
    return `${count.toLocaleString('en-GB')} to ${where ? whereOf(where, said.names) : sheet}`
  })
  return `${what}: ${listed(each)}`
}

/** 'provider lead, Project Salus'; 'field worker, Project Salus (Gravesham)'; 'officer, Family support (Kent East)'. */
function givenWords({ role, contracts, services }: About<'person-added'>['given'], names: Names, on: IsoDate): string {
  const grantWords = (grant: string, nameOf: (id: string) => string | undefined): string => {
    const [whole = '', part] = grant.split('/')
    const name = nameOf(whole) ?? whole
    return part === undefined ? name : `${name} (${names.place(part, on) ?? part})`
  }
  const held = contracts.map(grant => grantWords(grant, id => names.contract(id)))
  const commissioned = services.map(grant => grantWords(grant, id => names.service(id)))
  return [role.replaceAll('-', ' '), ...held, ...commissioned].join(', ')
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' })
/** '7 July 2017' of a day of the calendar. */
const dateWords = (day: string): string => (Number.isNaN(Date.parse(day)) ? day : dateFormat.format(new Date(day)))

/** 'the account of the provider lead'; an address that is nobody's is not kept. */
const accountOf = (person: { readonly name: string } | undefined): string =>
  person === undefined ? 'an account that there is not' : `the account of ${person.name}`

/** What an officer did at the council's own pages. */
const isOffice = (device: string, { person }: ChainedEntry): boolean =>
  person !== null && device === officeDeviceOf(person as PersonId)

type Sayer = (said: Said) => string

/** The sentence of what the act's own schema reads; an entry that it cannot read is named and not explained. */
const says =
  <Schema extends z.ZodMiniType>(schema: Schema, sentence: (about: z.output<Schema>, said: Said) => string): Sayer =>
  said => {
    const read = schema.safeParse(jsonIn(said.entry.about))
    return read.success ? sentence(read.data, said) : `What this entry is about cannot be read: ${said.entry.what}.`
  }

const sentences: { readonly [W in What]: Sayer } = {
  'signing-in': says(acts['signing-in'], ({ person }) => `Somebody began to sign in to ${accountOf(person)}.`),
  'signed-in': says(acts['signed-in'], () => 'Signed in.'),
  'sign-in-failed': says(acts['sign-in-failed'], ({ person }) => `Signing in to ${accountOf(person)} failed.`),
  'signing-out': says(acts['signing-out'], () => 'Began to sign out.'),
  'signed-out': says(acts['signed-out'], () => 'Signed out.'),
  'left-open': says(
    acts['left-open'],
    ({ closes, person }) =>
      `The server stopped during a sign-in or sign-out with ${accountOf(person)} (entry ${closes}): how it ended is not known.`,
  ),
  'password-changed': says(acts['password-changed'], () => 'Changed the password.'),
  'password-reset-asked': says(
    acts['password-reset-asked'],
    ({ person }) => `Somebody asked for a link to a new password for ${accountOf(person)}.`,
  ),
  'password-reset': says(acts['password-reset'], () => 'Chose a new password by the link of an e-mail.'),
  'session-ended': says(acts['session-ended'], () => 'Ended a session.'),
  'signed-out-everywhere': says(
    acts['signed-out-everywhere'],
    ({ sessions }) => `Signed out everywhere: ${many(sessions, 'session')} ended.`,
  ),
  'join-code-made': says(
    acts['join-code-made'],
    ({ person }) => `Had a code shown with which ${person.name} can begin on a device.`,
  ),
  'invitation-accepted': says(acts['invitation-accepted'], ({ how }) =>
    how === 'link' ? 'Accepted the invitation by its link.' : 'Accepted the invitation by a code on a device.',
  ),
  'person-added': says(
    acts['person-added'],
    ({ person, given }, { names, entry }) => `Added ${person.name}: ${givenWords(given, names, dayOf(entry))}.`,
  ),
  'person-invited': says(
    acts['person-invited'],
    ({ person, given }, { names, entry }) => `Invited ${person.name}: ${givenWords(given, names, dayOf(entry))}.`,
  ),
  'invitation-again': says(acts['invitation-again'], ({ person }) => `Invited ${person.name} again.`),
  'access-changed': says(acts['access-changed'], ({ person, before, after }, { names, entry }) => {
    const words = (given: About<'access-changed'>['after']): string => givenWords(given, names, dayOf(entry))
    return `Changed the access of ${person.name} from ${words(before)} to ${words(after)}.`
  }),
  'access-ended': says(acts['access-ended'], ({ person }) => `Ended the access of ${person.name}.`),
  'stand-in-named': says(
    acts['stand-in-named'],
    ({ person, from, to: until }, said) =>
      `Named ${person.name} to stand in as lead${of(said)} from ${dateWords(from)} to ${dateWords(until)}.`,
  ),
  'stand-in-ended': says(
    acts['stand-in-ended'],
    ({ person, from, to: until }, said) =>
      `${person.name} does not stand in as lead${of(said)} any more (it was from ${dateWords(from)} to ${dateWords(until)}).`,
  ),
  'device-registered': says(acts['device-registered'], () => 'Began to work on a new device.'),
  'device-reported-lost': says(acts['device-reported-lost'], ({ person }, { entry }) =>
    person.id === entry.person ? 'Reported a device lost.' : `Reported a device of ${person.name} lost.`,
  ),
  'work-handed-over': says(
    acts['work-handed-over'],
    about => `A device handed over ${many(about.changes, 'change')} without a session.`,
  ),
  'work-set-aside': says(
    acts['work-set-aside'],
    ({ pieces }) => `A device sent ${many(pieces, 'thing')} that cannot be read; kept aside.`,
  ),
  'operations-received': says(acts['operations-received'], ({ device, sheets }, said) =>
    isOffice(device, said.entry) ? `Reviewed: ${changes(sheets, said)}.` : `Sent ${changes(sheets, said)}.`,
  ),
  'operations-settled': says(
    acts['operations-settled'],
    ({ sheets }, said) => `Decided what had waited: ${changes(sheets, said)}.`,
  ),
  'return-read': says(acts['return-read'], (_, said) => `Read the return${of(said)}.`),
  'handed-over-read': says(
    acts['handed-over-read'],
    about => `Read ${many(about.changes, 'change')} that devices handed over.`,
  ),
  'record-read': says(acts['record-read'], (_, said) => `Read the record${of(said)}.`),
  'record-exported': says(
    acts['record-exported'],
    ({ through }, said) => `Exported the record${of(said)} up to entry ${through.toLocaleString('en-GB')}.`,
  ),
  'record-begun': says(acts['record-begun'], ({ devices }) =>
    devices.length === 0
      ? 'The record begins.'
      : `The record begins, with what ${many(devices.length, 'device')} had sent before.`,
  ),
  'setting-changed': says(acts['setting-changed'], ({ names }) => `Changed the settings ${listed(names)}.`),
  'reference-changed': says(acts['reference-changed'], ({ documents }) =>
    documentWords(documents.map(each => each.id)),
  ),
  'collections-changed': says(acts['collections-changed'], ({ collections }, { names }) => {
    const each = collections.map(
      ({ service, period, due, state }) =>
        `${names.service(service) ?? service}, ${isPeriod(period) ? periodName(period) : period} (${state}, due ${due})`,
    )
    return `Set the collections of ${listed(each)}.`
  }),
  'views-saved': says(
    acts['views-saved'],
    ({ views }) => `Saved her views of the month board: ${many(views, 'view')} now.`,
  ),
  'month-closed': says(acts['month-closed'], ({ closed }, { where }) =>
    closed === null ? `Opened ${where} again.` : `Closed ${where} on ${dateWords(closed)}.`,
  ),
  'backup-made': says(acts['backup-made'], ({ through }) =>
    through === null
      ? 'A verified backup was made, before anything was received.'
      : `A verified backup was made of everything received up to ${inWords(through)}.`,
  ),
  'backup-restored': says(acts['backup-restored'], ({ through }) =>
    through === null
      ? 'A backup was restored from before anything was received.'
      : `A backup was restored that holds everything received up to ${inWords(through)}.`,
  ),
}

/** 'Renewed the indicator set kent-early-help and 12 histories.' */
function documentWords(ids: readonly string[]): string {
  const sets = ids.filter(id => id.startsWith('set/')).map(id => `the indicator set ${id.slice('set/'.length)}`)
  const rest = ids.length - sets.length
  return `Put in ${listed([...sets, ...(rest === 0 ? [] : [many(rest, 'document of earlier months', 'documents of earlier months')])])}.`
}

/** An entry of a newer program is named and not explained. */
export function sentenceOf(entry: ChainedEntry, names: Names): string {
  const { what } = entry
  if (!isWhat(what)) return `An act that this version does not know: ${what}.`
  return sentences[what]({ entry, names, where: whereOf(entry, names) })
}
