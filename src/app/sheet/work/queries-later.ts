/** The queries of a month's returns: fetched after the sheet is there, kept until a cell of the place changes. */
import { kindOfCell } from '../../../domain/cell-kinds.ts'
import type { Query } from '../../../domain/checks/queries.ts'
import { type CellKey, everywhere, type IndicatorId, type PlaceId } from '../../../domain/ids.ts'
import type { ReturnContext } from '../../../domain/reading.ts'
import { topicOf } from './topics.ts'

export interface AskedLine {
  readonly place: PlaceId
  readonly query: Query
  /** The numbers and what is asked: the caller names code and place. */
  readonly sentence: string
  /** What a person may pick instead of correcting. */
  readonly reasons: readonly { readonly id: string; readonly text: string }[]
}

export interface QueryLine extends AskedLine {
  readonly explained: boolean
}

type Read = Pick<typeof import('./queries.ts'), 'askedLines' | 'answeredLines'>
const none: readonly QueryLine[] = []

export class QueriesLater {
  readonly #told: () => void
  readonly #asked = new Map<PlaceId, readonly AskedLine[]>()
  readonly #lines = new Map<PlaceId, readonly QueryLine[]>()
  /** What each place's cells ask, as last told: by place, sentences by indicator. */
  readonly #marks = new Map<PlaceId, ReadonlyMap<IndicatorId, string>>()
  #read: Read | undefined
  #fetching = false

  constructor(told: () => void) {
    this.#told = told
  }

  fetch(): void {
    if (this.#fetching) return
    this.#fetching = true
    import('./queries.ts').then(
      read => {
        this.#read = read
        this.#told()
      },
      error => {
        // Without signal on the very first day: asked for again when the month is opened again.
        this.#fetching = false
        console.warn('Fieldfare: the queries were not fetched', error)
      },
    )
  }

  /** A cell has changed. What the contract-wide part explains, it explains in every district. */
  forget(place: PlaceId, cell: CellKey): void {
    const { kind } = kindOfCell(cell)
    if (place === everywhere) this.#lines.clear()
    else this.#lines.delete(place)
    if (kind !== 'explanation' && kind !== 'narrative') this.#asked.delete(place)
  }

  of(context: ReturnContext): readonly QueryLine[] {
    if (this.#read === undefined) return none
    const { place } = context
    const known = this.#lines.get(place)
    if (known !== undefined) return known
    const asked = this.#asked.get(place) ?? this.#read.askedLines(context)
    this.#asked.set(place, asked)
    const lines = this.#read.answeredLines(context, asked)
    this.#lines.set(place, lines)
    return lines
  }

  /** What a cell asks, as last told; '' when it asks nothing. */
  asked(place: PlaceId, indicator: IndicatorId): string {
    return this.#marks.get(place)?.get(indicator) ?? ''
  }

  /** Marks the cells with an open query anew; gives back the topics of those whose mark is not as it was. */
  mark(contexts: readonly ReturnContext[]): readonly string[] {
    return contexts.flatMap(context => {
      const { place } = context
      const before = this.#marks.get(place)
      const now = new Map<IndicatorId, string>()
      for (const line of this.of(context)) {
        const [first] = line.query.indicators
        if (!line.explained) now.set(first, `${now.get(first) ?? 'To explain:'} ${line.sentence}`)
      }
      this.#marks.set(place, now)
      const ids = new Set([...now.keys(), ...(before?.keys() ?? [])])
      return [...ids].filter(id => now.get(id) !== before?.get(id)).map(id => topicOf.cell(place, id))
    })
  }
}
