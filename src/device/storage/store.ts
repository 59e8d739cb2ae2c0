/**
 * One unlocked person's database, opened in memory. The outbox and the truth change only through here: sealed
 * first, then one strict transaction that begins by comparing `rev`, so that another tab's change is never
 * overwritten: it is read, and the change is made again upon it.
 */

import type { Instant } from '../../domain/ids.ts'
import type { Draft } from '../desk.ts'
import {
  applyChange,
  type Change,
  type Content,
  type Counters,
  type Entry,
  isOpen,
  mayBeForgotten,
  noCounters,
  type Outbox,
} from '../outbox/outbox.ts'
import { type KeptSealer, keptSealer } from '../vault/kept-sealer.ts'
import type { Sealer } from '../vault/seal.ts'
import { clearMeta, type PersonDatabase, type SealedDraft, type SealedEntry, writing } from './database.ts'
import { withStorage } from './storage-fault.ts'
import { openTruth, readTruthRows, type Truth } from './truth.ts'

export interface Opened {
  readonly outbox: Outbox
  readonly drafts: readonly Draft[]
  readonly truth: Truth | undefined
}

export interface Store {
  readonly database: PersonDatabase
  readonly sealer: KeptSealer
  now(): Opened
  /** Reads what other tabs changed; gives whether anything had. */
  refresh(): Promise<boolean>
  /**
   * Commits a change of the outbox, and of drafts with it. `build` is called again when another tab was first.
   * `entries: 'all'` gives it the received ones too. Throws `StorageFault`; then nothing has changed.
   */
  change(build: (outbox: Outbox) => Change | Promise<Change>, also?: Also): Promise<Outbox>
  /** Runs while no other change of this tab does. `commit` is for the pull, which has a transaction of its own. */
  alone<T>(work: (commit: (opened: Opened) => void) => Promise<T>): Promise<T>
  /** Marks what a pull has settled, so that it is not opened at the next start, and drops what may be forgotten. */
  tidy(): Promise<void>
}

export interface Also {
  readonly drafts?: readonly Draft[]
  readonly entries?: 'open' | 'all'
  /** When it is the person's own work that is committed. */
  readonly savedAt?: Instant
}

export const draftKey = (draft: Draft): string => `${draft.sheet} ${draft.cell} ${draft.field}`

/** Opens the store; throws `StorageFault` or `BrokenSeal`. `changed` is called after every change of it, by this tab or another. */
export async function openStore(
  database: PersonDatabase,
  vault: Sealer,
  changed: (whose: 'mine' | 'theirs') => void,
): Promise<Store> {
  const sealer = keptSealer(vault)
  let opened: Opened = await read(database, sealer, undefined)
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const refresh = async (): Promise<boolean> => {
    const before = opened
    opened = await read(database, sealer, before)
    if (opened !== before) changed('theirs')
    return opened !== before
  }

  const change: Store['change'] = (build, also = {}) =>
    inTurn(async () => {
      for (;;) {
        const from = also.entries === 'all' ? await readWholeOutbox(database, sealer, opened.outbox) : opened.outbox
        const next = await build(from)
        const removes = next.removes ?? []
        if (
          next.puts.length === 0 &&
          removes.length === 0 &&
          (also.drafts ?? []).length === 0 &&
          same(next.counters, from.counters)
        )
          return opened.outbox
        const counters: Counters = {
          ...next.counters,
          rev: from.counters.rev + 1,
          savedAt: also.savedAt ?? next.counters.savedAt,
        }
        const rows = await Promise.all(next.puts.map(entry => sealEntry(sealer, entry, counters)))
        const drafts = await Promise.all((also.drafts ?? []).map(draft => sealDraft(sealer, draft)))
        const stored = await writing(database, ['outbox', 'drafts', 'meta'], async () => {
          const found = (await clearMeta(database, 'counters'))?.counters ?? noCounters
          if (found.rev !== from.counters.rev) return false
          await Promise.all([
            removes.length > 0 ? database.outbox.bulkDelete([...removes]) : undefined,
            rows.length > 0 ? database.outbox.bulkPut(rows) : undefined,
            ...drafts.map(({ key, row }) =>
              row === undefined ? database.drafts.delete(key) : database.drafts.put(row),
            ),
            database.meta.put({ key: 'counters', counters }),
          ])
          return true
        })
        if (stored) {
          for (const opId of removes) sealer.forget('outbox', opId)
          const after = applyChange(from, { ...next, counters })
          opened = { ...opened, outbox: onlyOpen(after), drafts: withDrafts(opened.drafts, also.drafts ?? []) }
          changed('mine')
          return opened.outbox
        }
        await refresh()
      }
    })

  return {
    database,
    sealer,
    now: () => opened,
    refresh: () => inTurn(refresh),
    change,
    alone: work =>
      inTurn(() =>
        work(after => {
          opened = after
          changed('mine')
        }),
      ),
    tidy: () => inTurn(() => tidy(database)),
  }
}

const same = (a: Counters, b: Counters): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Memory holds what still matters; the rest stays on the disk until its retention ends. */
const onlyOpen = (outbox: Outbox): Outbox => ({
  ...outbox,
  entries: outbox.entries.filter(entry => isOpen(entry, outbox.counters)),
})

function withDrafts(before: readonly Draft[], put: readonly Draft[]): readonly Draft[] {
  if (put.length === 0) return before
  const keys = new Set(put.map(draftKey))
  return [...before.filter(draft => !keys.has(draftKey(draft))), ...put.filter(draft => draft.text !== '')]
}

async function read(database: PersonDatabase, sealer: KeptSealer, before: Opened | undefined): Promise<Opened> {
  const { outbox, meta, drafts, sheets, reference, history } = database
  const rows = await withStorage(database, () =>
    database.transaction('r', [outbox, meta, drafts, sheets, reference, history], async () => {
      const counters = (await clearMeta(database, 'counters'))?.counters ?? noCounters
      if (before !== undefined && counters.rev === before.outbox.counters.rev) return undefined
      const truthChanged = before === undefined || counters.truthRev !== before.outbox.counters.truthRev
      const [open, kept, truth] = await Promise.all([
        outbox.where('open').equals(1).toArray(),
        drafts.toArray(),
        truthChanged ? readTruthRows(database) : undefined,
      ])
      return { counters, open, kept, truth }
    }),
  )
  if (rows === undefined && before !== undefined) return before
  if (rows === undefined) throw new Error('A first read gives rows')
  const [entries, texts, truth] = await Promise.all([
    Promise.all(rows.open.map(row => openEntry(sealer, row))),
    Promise.all(rows.kept.map(row => openDraft(sealer, row))),
    rows.truth === undefined ? before?.truth : openTruth(rows.truth, sealer),
  ])
  return {
    outbox: onlyOpen({ counters: rows.counters, entries: entries.sort((a, b) => a.order - b.order) }),
    drafts: texts,
    truth,
  }
}

/** Every entry on the device, for the rare repairs that send received ones again. */
async function readWholeOutbox(database: PersonDatabase, sealer: KeptSealer, known: Outbox): Promise<Outbox> {
  const rows = await withStorage(database, () =>
    database.transaction('r', database.outbox, database.meta, async () => ({
      counters: (await clearMeta(database, 'counters'))?.counters ?? known.counters,
      all: await database.outbox.orderBy('order').toArray(),
    })),
  )
  return { counters: rows.counters, entries: await Promise.all(rows.all.map(row => openEntry(sealer, row))) }
}

async function sealEntry(sealer: Sealer, entry: Entry, counters: Counters): Promise<SealedEntry> {
  const { opId, order, device, seq, state, receipt, dismissed, content } = entry
  const clear = { opId, order, device, seq, state, receipt, dismissed, kind: content.kind }
  return { ...clear, open: isOpen(entry, counters) ? 1 : 0, ...(await sealer.seal('outbox', opId, content)) }
}

async function openEntry(sealer: Sealer, row: SealedEntry): Promise<Entry> {
  const { opId, order, device, seq, state, receipt, dismissed } = row
  return {
    opId,
    order,
    device,
    seq,
    state,
    receipt,
    dismissed,
    content: await sealer.open<Content>('outbox', opId, row),
  }
}

async function sealDraft(
  sealer: KeptSealer,
  draft: Draft,
): Promise<{ readonly key: string; readonly row?: SealedDraft }> {
  const key = draftKey(draft)
  if (draft.text === '') return { key }
  const { sheet, cell, field } = draft
  return { key, row: { key, sheet, cell, field, ...(await sealer.seal('drafts', key, draft)) } }
}

const openDraft = (sealer: Sealer, row: SealedDraft): Promise<Draft> => sealer.open<Draft>('drafts', row.key, row)

async function tidy(database: PersonDatabase): Promise<void> {
  await writing(database, ['outbox', 'meta'], async () => {
    const counters = (await clearMeta(database, 'counters'))?.counters
    if (counters === undefined) return
    const rows = await database.outbox.where('open').equals(1).toArray()
    const settled = rows.filter(row => !isOpen(row, counters)).map(row => ({ ...row, open: 0 as const }))
    if (settled.length > 0) await database.outbox.bulkPut(settled)
    const old = database.outbox.where('open').equals(0)
    const forgotten = await old.filter(row => mayBeForgotten(row, counters)).primaryKeys()
    if (forgotten.length > 0) await database.outbox.bulkDelete(forgotten)
  })
}
