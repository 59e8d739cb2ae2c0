/** Who sees which entries: those of the services, contracts and places she holds, and of an entry only that part. */
import { partsOfScope, partsOfSheet } from '../../domain/ids.ts'
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

/** The entry as she may see it; undefined when none of it concerns her. Its hash stays the whole entry's. */
export function seenBy(entry: ChainedEntry, reader: RecordReader): ChainedEntry | undefined {
  const { about, lists } = narrowed(jsonIn(entry.about), reader)
  const seen = { ...entry, about: lists.every(list => list.kept === list.all) ? entry.about : JSON.stringify(about) }
  if (entry.contract !== null) return reader.holds(entry.contract, entry.place ?? undefined) ? seen : undefined
  if (entry.service !== null) return reader.services.has(entry.service) ? seen : undefined
  if (isWhat(entry.what) && ofEverybody.includes(entry.what)) return seen
  return lists.some(list => list.kept > 0) ? seen : undefined
}

type Json = Readonly<Record<string, unknown>>
/** How many things of a list there are, and how many of them are hers. */
interface Narrowed {
  readonly all: number
  readonly kept: number
}

type Narrowing = (value: unknown, reader: RecordReader, only: Only) => unknown
type Only = <T>(all: readonly T[], isHers: (each: T) => boolean) => readonly T[]

/** Which of the things that an entry is about are hers; the others are not even named. */
function narrowed(about: unknown, reader: RecordReader): { readonly about: Json; readonly lists: readonly Narrowed[] } {
  const lists: Narrowed[] = []
  const only: Only = (all, isHers) => {
    const kept = all.filter(isHers)
    lists.push({ all: all.length, kept: kept.length })
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
  ['services', (value, reader, only) => only(textsIn(value), service => reader.services.has(service))],
  ['given', (value, reader, only) => partsFor(value, reader, only)],
  ['documents', (value, reader, only) => only(listIn(value), document => mayKnow(document, reader))],
  ['collections', (value, reader, only) => only(listIn(value), one => reader.services.has(textIn(one, 'service')))],
])

function holdsSheet(sheet: string, reader: RecordReader): boolean {
  const parts = partsOfSheet(sheet)
  return parts !== undefined && reader.holds(parts.contract, parts.place)
}

/** contract, or contract/place. */
function holdsGrant(grant: string, reader: RecordReader): boolean {
  const parts = partsOfScope(grant)
  return parts === undefined ? reader.holds(grant, undefined) : reader.holds(parts.contract, parts.place)
}

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
