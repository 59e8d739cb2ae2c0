/** Pages of the record for one reader: what she may see of it, what she asks for, in bounded steps. */
import { type Instant, type IsoDate, partsOfSheet, placeAbout } from '../../domain/ids.ts'
import type { RecordFilter } from '../../protocol/record.ts'
import { jsonIn, openings } from '../history/acts.ts'
import type { RecordBook } from '../history/book.ts'
import type { ChainedEntry } from '../history/chain.ts'
import { type RecordReader, seenBy } from '../history/readers.ts'

export interface RecordFor {
  readonly book: RecordBook
  readonly reader: RecordReader
  /** The contracts she holds any place of. */
  readonly contracts: readonly string[]
  readonly filter: RecordFilter
}

/** Entries of a page. */
const pageLength = 50
/** Entries read at once, and at most for one page: then she is told where to go on. */
const atOnce = 500
const mostRead = 5_000

/** Newest first. `next`: where to go on; null: there is nothing older. */
export async function recordPage(
  { book, reader, contracts, filter }: RecordFor,
  before: number,
): Promise<{ readonly entries: readonly ChainedEntry[]; readonly next: number | null }> {
  const found: ChainedEntry[] = []
  let below = before
  for (let read = 0; read < mostRead; ) {
    const wanted = { order: 'newest-first', above: 0, below, limit: atOnce, contracts, ...columnsOf(filter) } as const
    const rows = await book.entries(wanted)
    for (const row of rows) {
      below = row.seq
      // What was begun is told by what closed it.
      if (openings.some(what => what === row.what)) continue
      const seen = seenBy(row, reader)
      if (seen === undefined || !matches(seen, filter)) continue
      found.push(seen)
      if (found.length === pageLength) return { entries: found, next: below }
    }
    if (rows.length < atOnce) return { entries: found, next: null }
    read += rows.length
  }
  return { entries: found, next: below }
}

/** Everything up to an entry, oldest first, a part at a time. */
export async function* wholeRecord(
  { book, reader, contracts, filter }: RecordFor,
  through: number,
): AsyncGenerator<readonly ChainedEntry[], void, undefined> {
  let above = 0
  for (;;) {
    const wanted = {
      order: 'oldest-first',
      above,
      below: through + 1,
      limit: atOnce,
      contracts,
      ...columnsOf(filter),
    } as const
    const rows = await book.entries(wanted)
    yield rows.flatMap(row => seenBy(row, reader) ?? []).filter(row => matches(row, filter))
    const last = rows.at(-1)
    if (last === undefined || rows.length < atOnce) return
    above = last.seq
  }
}

/** A day in London begins at midnight or, in summer, an hour before UTC's. */
function columnsOf({ day, ...filter }: RecordFilter) {
  if (day === undefined) return filter
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  const instant = (hours: number): Instant => new Date(midnight + hours * 3_600_000).toISOString() as Instant
  return { ...filter, from: instant(-1), until: instant(24) }
}

const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })
const dayOf = (at: string): IsoDate => londonDay.format(new Date(at)) as IsoDate

/** Of an entry that is about several returns, one of them must be what is asked for. */
function matches(entry: ChainedEntry, { contract, place, period, person, day }: RecordFilter): boolean {
  if (day !== undefined && dayOf(entry.at) !== day) return false
  const about = aboutOf(entry)
  if (person !== undefined && entry.person !== person && about.person !== person) return false
  const asked = { contract, place, period }
  const fits = (one: Where): boolean =>
    (['contract', 'place', 'period'] as const).every(part => asked[part] === undefined || asked[part] === one[part])
  if (about.returns.length > 0) return about.returns.some(fits)
  return fits(entry) || about.contracts.some(([contract = null]) => fits({ contract, place: null, period: null }))
}

interface Where {
  readonly contract: string | null
  readonly place: string | null
  readonly period: string | null
}

function aboutOf(entry: ChainedEntry): {
  readonly returns: readonly Where[]
  /** Each contract, or contract and place. */
  readonly contracts: readonly (readonly string[])[]
  readonly person: unknown
} {
  const about = jsonIn(entry.about)
  const part = (name: string): unknown =>
    typeof about === 'object' && about !== null ? Reflect.get(about, name) : undefined
  const [sheets, contracts, person] = [part('sheets'), part('contracts'), part('person')]
  return {
    returns: Object.keys(Object(sheets)).flatMap(sheet => {
      const parts = partsOfSheet(sheet)
      return parts === undefined ? [] : [{ ...parts, place: placeAbout(parts.place) }]
    }),
    contracts: Array.isArray(contracts)
      ? contracts.filter(each => typeof each === 'string').map(each => each.split('/'))
      : [],
    person: typeof person === 'object' && person !== null ? Reflect.get(person, 'id') : undefined,
  }
}
