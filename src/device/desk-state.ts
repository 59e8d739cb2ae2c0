/** The state the app draws, made from what is open in memory; what did not change is the same object as before. */

import { kindOfCell } from '../domain/cell-kinds.ts'
import type { CellKey, Instant, SheetId } from '../domain/ids.ts'
import { everywhere, notesIn, partsOfScope, partsOfSheet, sheetOf } from '../domain/ids.ts'
import type { IndicatorSet } from '../domain/set/indicator-set.ts'
import { may } from '../domain/workflow.ts'
import type { Collection, Installation } from '../protocol/exchange.ts'
import type { DeskState, DeskStatus, Draft, Edit, SheetView, Writing } from './desk.ts'
import { londonDate } from './london-time.ts'
import { type Entry, madeIn, type Outbox, sheetsOf } from './outbox/outbox.ts'
import { needsYou, viewOfSheet } from './outbox/overlay.ts'
import { notesMeetings, roleIn, scopesKept } from './role-in.ts'
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
    writing: readonly Writing[],
  ): DeskState
}

export function stateBuilder(): StateBuilder {
  let before: DeskState | undefined
  let from:
    | {
        readonly outbox: Outbox
        readonly drafts: readonly Draft[]
        readonly extra: readonly Draft[]
        readonly collections: readonly Collection[]
      }
    | undefined
  const layersOf = new Map<SheetId, Layers>()

  return {
    build(opened, uncommitted, status, now, writing) {
      const { truth, outbox } = opened
      const { me } = truth.identity
      const kept = scopesKept(me)
      const sheets = sheetViews(opened, uncommitted.edits, before?.sheets, layersOf)
      const today = withToday(truth.identity.installation, now)
      const needs =
        before !== undefined &&
        from?.outbox.entries === outbox.entries &&
        before.me === me &&
        before.sheets === sheets &&
        before.set === truth.set &&
        from?.collections === truth.collections
          ? before.needsYou
          : needsYou(
              outbox.entries,
              (sheet, cell) => isOpenToHer(truth, sheets, sheet, cell),
              scope => kept.has(scope),
            )
      const drafts =
        before !== undefined && from?.drafts === opened.drafts && from.extra.length + uncommitted.drafts.length === 0
          ? before.drafts
          : overlaidDrafts(opened.drafts, uncommitted.drafts)
      const collections =
        before !== undefined && from?.collections === truth.collections
          ? before.collections
          : truth.collections.map(asItStands)
      from = { outbox, drafts: opened.drafts, extra: uncommitted.drafts, collections: truth.collections }
      const made: DeskState = {
        me,
        installation: sameJson(before?.installation, today),
        set: truth.set,
        collections,
        sheets,
        histories: truth.histories,
        drafts: sameJson(before?.drafts, drafts),
        needsYou: sameJson(before?.needsYou, needs),
        writing,
        status: sameJson(before?.status, status),
        made: madeIn(outbox),
      }
      before = made
      return made
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
    for (const sheet of sheetsOf(entry.content)) {
      const known = mine.get(sheet)
      if (known === undefined) mine.set(sheet, [entry])
      else known.push(entry)
    }
  const waiting = Map.groupBy(edits, edit => edit.sheet)
  const scopes = scopesKept(truth.identity.me)
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

/** Whether she could type in this cell now: she holds its return, its state and month let her, and the set asks for it. */
function isOpenToHer(
  { identity: { me }, set, collections }: Truth,
  sheets: ReadonlyMap<SheetId, SheetView>,
  sheet: SheetId,
  cell: CellKey,
): boolean {
  const parts = partsOfSheet(sheet)
  const view = sheets.get(sheet)
  if (set === null || parts === undefined || view === undefined) return false
  if (notesIn(parts.place) !== undefined) return notesMeetings(me) && scopesKept(me).has(parts.scope)
  if (
    !me.scopes.includes(parts.scope) ||
    view.submitting !== null ||
    !may(view.state, 'edit', roleIn(me, parts.contract))
  )
    return false
  const contract = set.contracts.find(one => one.id === parts.contract)
  const open = collections.some(
    one => asItStands(one).state === 'open' && one.service === contract?.service && one.period === parts.period,
  )
  return (open || view.review?.reopened !== undefined) && isAskedFor(set, cell)
}

/** One that the council has closed takes nothing more, like one of before: but for what it opens again. */
const asItStands = (collection: Collection): Collection =>
  collection.closed === undefined ? collection : { ...collection, state: 'history' }

/** Texts always are; a figure is where the set has its indicator and a provider types it. */
function isAskedFor(set: IndicatorSet, cell: CellKey): boolean {
  const found = kindOfCell(cell)
  if (found.kind === 'unknown') return false
  if (!('indicator' in found)) return true
  const indicator = set.indicators.find(({ id }) => id === found.indicator)
  if (found.kind !== 'figure' && found.kind !== 'line') return indicator !== undefined
  return indicator?.source === 'provider'
}

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
  checkedAt: null,
}
