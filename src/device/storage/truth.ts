/** What was pulled: the server's truth, opened, as this device holds it. */
import type { SheetId } from '../../domain/ids.ts'
import type { PlaceHistory } from '../../domain/reading.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { Collection, Cursor, History, Installation, Me, ReferenceDocument } from '../../protocol/exchange.ts'
import { type Sealer, unlessBroken } from '../vault/seal.ts'
import type { KeptSheet } from './as-submitted.ts'
import { clearMeta, type PersonDatabase, type SealedDocument, type SealedMeta, type SealedSheet } from './database.ts'

/** Who she is, and what the server last said of itself: sealed together. */
export interface Identity {
  readonly me: Me
  readonly installation: Installation
}

export interface KeptDocument {
  readonly hash: string
  readonly document: ReferenceDocument
}

export interface Truth {
  readonly identity: Identity
  readonly sheets: ReadonlyMap<SheetId, KeptSheet>
  readonly cursors: Readonly<Record<string, Cursor>>
  /** By id: `set/ID`, `collections`, `history/CONTRACT/PLACE`. */
  readonly documents: ReadonlyMap<string, KeptDocument>
  readonly set: IndicatorSet | null
  readonly collections: readonly Collection[]
  readonly histories: ReadonlyMap<string, PlaceHistory>
}

export interface TruthRows {
  readonly me: SealedMeta | undefined
  readonly cursors: Readonly<Record<string, Cursor>>
  readonly sheets: readonly SealedSheet[]
  readonly reference: readonly SealedDocument[]
  readonly history: readonly SealedDocument[]
}

/**
 * What this app reads of a return. One from before left out what it did not know, and its cursors say that it has all:
 * where they are not of an app that reads the same, everything is asked for once more. Changes with `sheetRowSchema`.
 */
export const readsOfReturns = 'figures and review'

/** Inside a transaction over `meta`, `sheets`, `reference` and `history`: the rows, unopened. */
export async function readTruthRows(database: PersonDatabase): Promise<TruthRows> {
  const [me, cursors, sheets, reference, history] = await Promise.all([
    database.meta.get('me') as PromiseLike<SealedMeta | undefined>,
    clearMeta(database, 'cursors'),
    database.sheets.toArray(),
    database.reference.toArray(),
    database.history.toArray(),
  ])
  return { me, cursors: cursors?.reads === readsOfReturns ? cursors.cursors : {}, sheets, reference, history }
}

/**
 * Outside any transaction: opens the rows. A damaged row is left out, and asked for again: a return's by dropping the
 * cursor, a document's by its hash. Who she is cannot be left out: where its row is damaged, `otherwise` stands for
 * it, which is what the server said of her since; undefined where there is neither.
 */
export async function openTruth(
  rows: TruthRows,
  sealer: Sealer,
  otherwise: Identity | undefined,
): Promise<Truth | undefined> {
  const open = async (store: 'reference' | 'history', row: SealedDocument) => {
    const document = await unlessBroken(sealer.open<ReferenceDocument>(store, row.id, row))
    return document === undefined ? [] : [[row.id, { hash: row.hash, document }] as const]
  }
  const cursors = { ...rows.cursors }
  const [kept, sheets, documents] = await Promise.all([
    rows.me === undefined ? undefined : unlessBroken(sealer.open<Identity>('meta', 'me', rows.me)),
    Promise.all(
      rows.sheets.map(async row => {
        const sheet = await unlessBroken(sealer.open<KeptSheet>('sheets', row.sheet, row))
        if (sheet === undefined) delete cursors[row.scope]
        return sheet
      }),
    ),
    Promise.all([
      ...rows.reference.map(row => open('reference', row)),
      ...rows.history.map(row => open('history', row)),
    ]),
  ])
  const identity = kept ?? otherwise
  if (identity === undefined) return undefined
  const opened = new Map(documents.flat())
  return {
    identity,
    sheets: new Map(sheets.flatMap(row => (row === undefined ? [] : [[row.sheet, row]]))),
    cursors,
    documents: opened,
    ...readDocuments([...opened.values()].map(each => each.document)),
  }
}

/** The parts of reference documents that the app reads. Of several sets, the one that took effect last. */
export function readDocuments(
  documents: readonly ReferenceDocument[],
): Pick<Truth, 'set' | 'collections' | 'histories'> {
  let set: IndicatorSet | null = null
  let collections: readonly Collection[] = []
  const histories = new Map<string, PlaceHistory>()
  for (const document of documents) {
    if (document.type === 'indicator-set') {
      if (set === null || document.set.effectiveFrom >= set.effectiveFrom) set = document.set
    } else if (document.type === 'collections') collections = document.collections
    else histories.set(historyKey(document.history), document.history.months as PlaceHistory)
  }
  return { set, collections, histories }
}

const historyKey = (history: History): string => `${history.contract}/${history.place}`

/** The store a document lives in, by its id: history has its own, because it is large and has many rows. */
export const storeOf = (id: string): 'reference' | 'history' => (id.startsWith('history/') ? 'history' : 'reference')
