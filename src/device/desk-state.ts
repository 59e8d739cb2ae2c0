/** The state the app draws, made from what is open in memory; what did not change is the same object as before. */
import type { Instant, SheetId } from '../domain/ids.ts'
import { everywhere, partsOfScope, partsOfSheet, sheetOf } from '../domain/ids.ts'
import type { Installation } from '../protocol/exchange.ts'
import type { DeskState, DeskStatus, Draft, Edit, SheetView } from './desk.ts'
import { londonDate } from './london-time.ts'
import { type Entry, type Outbox, sheetsOf } from './outbox/outbox.ts'
import { needsYou, viewOfSheet } from './outbox/overlay.ts'
import { draftKey, type Opened } from './storage/store.ts'
import type { Truth } from './storage/truth.ts'

/** What is in memory and not committed, oldest first. */
export interface Uncommitted {
  readonly edits: readonly Edit[]
  readonly drafts: readonly Draft[]
}

interface Layers {
  readonly truth: unknown
  readonly mine: readonly Entry[]
  readonly uncommitted: readonly Edit[]
  readonly pulledAck: number
}

export interface StateBuilder {
  /** `opened.truth` must be there: a desk opens only on a vault that holds who it is of. */
  build(
    opened: Opened & { readonly truth: Truth },
    uncommitted: Uncommitted,
    status: DeskStatus,
    now: number,
  ): DeskState
}

export function stateBuilder(): StateBuilder {
  let before: DeskState | undefined
  let from: { readonly outbox: Outbox; readonly drafts: readonly Draft[]; readonly extra: readonly Draft[] } | undefined
  const layersOf = new Map<SheetId, Layers>()

  return {
    build(opened, uncommitted, status, now) {
      const { truth, outbox } = opened
      const sheets = sheetViews(opened, uncommitted.edits, before?.sheets, layersOf)
      const today = withToday(truth.identity.installation, now)
      const needs =
        before !== undefined && from?.outbox.entries === outbox.entries ? before.needsYou : needsYou(outbox.entries)
      const drafts =
        before !== undefined && from?.drafts === opened.drafts && from.extra.length + uncommitted.drafts.length === 0
          ? before.drafts
          : overlaidDrafts(opened.drafts, uncommitted.drafts)
      from = { outbox, drafts: opened.drafts, extra: uncommitted.drafts }
      before = {
        me: truth.identity.me,
        installation: sameJson(before?.installation, today),
        set: truth.set,
        collections: truth.collections,
        sheets,
        histories: truth.histories,
        drafts: sameJson(before?.drafts, drafts),
        needsYou: sameJson(before?.needsYou, needs),
        status: sameJson(before?.status, status),
      }
      return before
    },
  }
}

function sheetViews(
  { truth, outbox }: Opened & { readonly truth: Truth },
  edits: readonly Edit[],
  before: ReadonlyMap<SheetId, SheetView> | undefined,
  layersOf: Map<SheetId, Layers>,
): ReadonlyMap<SheetId, SheetView> {
  const mine = new Map<SheetId, Entry[]>()
  for (const entry of outbox.entries)
    for (const sheet of sheetsOf(entry.content)) mine.set(sheet, [...(mine.get(sheet) ?? []), entry])
  const waiting = Map.groupBy(edits, edit => edit.sheet)
  const scopes = new Set(truth.identity.me.scopes)
  // What waits for a return she no longer may see is under *Needs you* once refused, not a return on her list.
  const begun = [...mine.keys(), ...waiting.keys()].filter(sheet => {
    const scope = partsOfSheet(sheet)?.scope
    return scope !== undefined && scopes.has(scope)
  })
  const ids = new Set<SheetId>([...truth.sheets.keys(), ...expectedSheets(truth), ...begun])
  const views = new Map<SheetId, SheetView>()
  let same = before?.size === ids.size
  for (const sheet of ids) {
    const layers: Layers = {
      truth: truth.sheets.get(sheet),
      mine: mine.get(sheet) ?? [],
      uncommitted: waiting.get(sheet) ?? [],
      pulledAck: outbox.counters.pulledAck,
    }
    const old = before?.get(sheet)
    const known = layersOf.get(sheet)
    const view =
      old !== undefined && known !== undefined && sameLayers(known, layers)
        ? old
        : viewOfSheet(
            {
              sheet,
              truth: truth.sheets.get(sheet),
              mine: layers.mine,
              counters: outbox.counters,
              uncommitted: layers.uncommitted,
              me: truth.identity.me.person,
            },
            old,
          )
    layersOf.set(sheet, layers)
    views.set(sheet, view)
    if (view !== old) same = false
  }
  return same && before !== undefined ? before : views
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])

const sameLayers = (a: Layers, b: Layers): boolean =>
  a.truth === b.truth &&
  a.pulledAck === b.pulledAck &&
  sameItems(a.mine, b.mine) &&
  sameItems(a.uncommitted, b.uncommitted)

/** Every return that is open for her, begun or not: her places of each contract, in each open month of its service. */
function expectedSheets({ identity, set, collections }: Truth): readonly SheetId[] {
  if (set === null) return []
  return identity.me.scopes.flatMap(scope => {
    const parts = partsOfScope(scope)
    const contract = set.contracts.find(one => one.id === parts?.contract)
    if (parts === undefined || contract === undefined) return []
    if (parts.place !== everywhere && !contract.places.includes(parts.place)) return []
    return collections
      .filter(one => one.state === 'open' && one.service === contract.service)
      .filter(one => one.period >= contract.start && (contract.end === undefined || one.period <= contract.end))
      .map(one => sheetOf(parts.contract, parts.place, one.period))
  })
}

/** Offline for days, the business date goes on by the device's clock; the sample's is fixed. */
function withToday(installation: Installation, now: number): Installation {
  const today = londonDate(now)
  return installation.sample || today <= installation.today ? installation : { ...installation, today }
}

function overlaidDrafts(kept: readonly Draft[], extra: readonly Draft[]): readonly Draft[] {
  const drafts = new Map([...kept, ...extra].map(draft => [draftKey(draft), draft]))
  return [...drafts.values()].filter(draft => draft.text !== '')
}

const sameJson = <T>(before: T | undefined, now: T): T =>
  before !== undefined && (before === now || JSON.stringify(before) === JSON.stringify(now)) ? before : now

export const noStatus: DeskStatus = {
  waiting: 0,
  savedAt: null as Instant | null,
  receivedAt: null,
  connection: 'idle',
  storage: null,
  unsaved: 0,
  persistent: null,
}
