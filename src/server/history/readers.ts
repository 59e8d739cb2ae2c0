/** Who sees which entries: those of the services, contracts and places she holds, and of an entry only that part. */
import { partsOfScope, partsOfSheet, placeAbout } from '../../domain/ids.ts'
import { isWhat, jsonIn, type What } from './acts.ts'
import type { ChainedEntry } from './chain.ts'

export interface RecordReader {
  readonly services: ReadonlySet<string>
  /** Whether she holds the place of the contract; `undefined`: anything of the contract. */
  holds(contract: string, place: string | undefined): boolean
}

/** What is of the whole installation, and tells of nobody: every reader sees it. */
const ofEverybody: readonly What[] = [
  'record-begun',
  'setting-changed',
  'reference-changed',
  'backup-made',
  'backup-restored',
]

/** About somebody's access. Where she holds nothing of a contract or service (an administrator), every reader sees it. */
const ofPeople: readonly What[] = [
  'person-added',
  'person-invited',
  'invitation-again',
  'join-code-made',
  'access-changed',
  'access-ended',
]

function concernsAll(about: unknown): boolean {
  const { contracts, services } = objectOf(about)
  return contracts === undefined && services === undefined
}

/** The entry as she may see it; undefined when none of it concerns her. Its hash stays the whole entry's. */
export function seenBy(entry: ChainedEntry, reader: RecordReader): ChainedEntry | undefined {
  const whole = jsonIn(entry.about)
  const returns = Object.keys(objectOf(objectOf(whole)['sheets']))
  // Of her service or contract, and of none of her places.
  if (returns.length > 0 && !returns.some(sheet => holdsSheet(sheet, reader))) return undefined
  const { about, lists } = narrowed(whole, reader)
  const seen = { ...entry, about: lists.every(list => list.kept === list.all) ? entry.about : JSON.stringify(about) }
  if (entry.contract !== null) return reader.holds(entry.contract, entry.place ?? undefined) ? seen : undefined
  if (entry.service !== null) return reader.services.has(entry.service) ? seen : undefined
  if (isWhat(entry.what) && ofEverybody.includes(entry.what)) return seen
  if (isWhat(entry.what) && ofPeople.includes(entry.what) && concernsAll(whole)) return seen
  return lists.some(list => list.decides && list.kept > 0) ? seen : undefined
}

type Json = Readonly<Record<string, unknown>>
/** How many things of a list there are, and how many of them are hers. */
interface Narrowed {
  readonly all: number
  readonly kept: number
  /** Whether one that is hers makes the entry hers: what somebody holds beside what was done to her does not. */
  readonly decides: boolean
}

type Narrowing = (value: unknown, reader: RecordReader, only: Only) => unknown
type Only = <T>(all: readonly T[], isHers: (each: T) => boolean, decides?: boolean) => readonly T[]
/** The same for a list within what somebody was given. */
const beside =
  (only: Only): Only =>
  (all, isHers) =>
    only(all, isHers, false)

/** Which of the things that an entry is about are hers; the others are not even named. */
function narrowed(about: unknown, reader: RecordReader): { readonly about: Json; readonly lists: readonly Narrowed[] } {
  const lists: Narrowed[] = []
  const only: Only = (all, isHers, decides = true) => {
    const kept = all.filter(isHers)
    lists.push({ all: all.length, kept: kept.length, decides })
    return kept
  }
  return { about: partsFor(about, reader, only), lists }
}

const partsFor = (about: unknown, reader: RecordReader, only: Only): Json =>
  Object.fromEntries(
    Object.entries(objectOf(about)).map(([name, value]) => [name, narrowing.get(name)?.(value, reader, only) ?? value]),
  )

/** The parts of an entry that may name what is not hers. */
const narrowing: ReadonlyMap<string, Narrowing> = new Map<string, Narrowing>([
  [
    'sheets',
    (value, reader, only) =>
      Object.fromEntries(only(Object.entries(objectOf(value)), ([sheet]) => holdsSheet(sheet, reader))),
  ],
  ['contracts', (value, reader, only) => only(textsIn(value), contract => holdsGrant(contract, reader))],
  ['services', (value, reader, only) => only(textsIn(value), grant => holdsService(grant, reader))],
  ['given', (value, reader, only) => partsFor(value, reader, beside(only))],
  ['before', (value, reader, only) => partsFor(value, reader, beside(only))],
  ['after', (value, reader, only) => partsFor(value, reader, beside(only))],
  ['documents', (value, reader, only) => only(listIn(value), document => mayKnow(document, reader))],
  ['collections', (value, reader, only) => only(listIn(value), one => reader.services.has(textIn(one, 'service')))],
])

/** That a note was written is for whoever reads the record of what it is about; what it says is in no entry. */
function holdsSheet(sheet: string, reader: RecordReader): boolean {
  const parts = partsOfSheet(sheet)
  return parts !== undefined && reader.holds(parts.contract, placeAbout(parts.place))
}

/** contract, or contract/place. */
function holdsGrant(grant: string, reader: RecordReader): boolean {
  const parts = partsOfScope(grant)
  return parts === undefined ? reader.holds(grant, undefined) : reader.holds(parts.contract, parts.place)
}

/** service, or service/area. */
const holdsService = (grant: string, reader: RecordReader): boolean => reader.services.has(grant.split('/')[0] ?? grant)

const history = 'history/'

/** A history names its contract and place; a set is everybody's. */
function mayKnow(document: unknown, reader: RecordReader): boolean {
  const id = textIn(document, 'id')
  if (!id.startsWith(history)) return true
  const [contract = ''] = id.slice(history.length).split('/')
  return reader.holds(contract, undefined)
}

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {})
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textsIn = (value: unknown): readonly string[] => listIn(value).filter(each => typeof each === 'string')

function textIn(value: unknown, name: string): string {
  const text = objectOf(value)[name]
  return typeof text === 'string' ? text : ''
}
