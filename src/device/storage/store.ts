/**
 * One unlocked person's database, opened in memory. The outbox and the truth change only through here: sealed
 * first, then one strict transaction that begins by comparing `rev`, so that another tab's change is never
 * overwritten: it is read, and the change is made again upon it.
 */

import type { Instant } from '../../domain/ids.ts'
import type { Activity, Draft } from '../desk.ts'
import { applyChange, type Change, type Counters, type Entry, isOpen, type Outbox } from '../outbox/outbox.ts'
import { type KeptSealer, keptSealer } from '../vault/kept-sealer.ts'
import { type Sealer, unlessBroken } from '../vault/seal.ts'
import { clearMeta, countersIn, type PersonDatabase, type SealedDraft, writing } from './database.ts'
import { fold, openEntry, readEntryRows, sealEntry } from './outbox-rows.ts'
import { storageProblemOf, withStorage } from './storage-fault.ts'
import { type Identity, openTruth, readTruthRows, type Truth } from './truth.ts'

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
  /**
   * Runs while no other change of this tab does. `commit` is for the pull, which has a transaction of its own; other
   * tabs are told unless it says that there is nothing for them.
   */
  alone<T>(work: (commit: (opened: Opened, whose?: 'mine' | 'theirs') => void) => Promise<T>): Promise<T>
  /** Puts the outbox in order: see `fold`. */
  tidy(): Promise<void>
}

export interface Also {
  readonly drafts?: readonly Draft[]
  readonly entries?: 'open' | 'all'
  /** When it is the person's own work that is committed. */
  readonly savedAt?: Instant
  /** What to remember of it; alone it is a change too. */
  readonly activity?: readonly Activity[]
}

export const draftKey = (draft: Draft): string => `${draft.sheet} ${draft.cell} ${draft.field}`

/**
 * Opens the store; throws `StorageFault`. `changed` is called after every change of it, by this tab or another.
 * `entered`: who the server says she is, at a sign-in just made; it mends the row of it where that is damaged.
 */
export async function openStore(
  database: PersonDatabase,
  vault: Sealer,
  changed: (whose: 'mine' | 'theirs') => void,
  entered?: Identity,
): Promise<Store> {
  const sealer = keptSealer(vault)
  database.keyId = vault.keyId
  let opened: Opened = await read(database, sealer, undefined, entered)
  if (entered !== undefined && opened.truth?.identity === entered) await mendIdentity(database, sealer, entered)
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
      const { drafts: texts = [] } = also
      const id = crypto.randomUUID()
      for (;;) {
        const from = also.entries === 'all' ? await readWholeOutbox(database, sealer) : opened.outbox
        if (from.counters.rev !== opened.outbox.counters.rev) {
          await refresh()
          continue
        }
        const next = await build(from)
        const { puts, removes = [], receipts } = next
        const activity = [...(also.activity ?? []), ...(next.activity ?? [])]
        if (puts.length + removes.length + texts.length + activity.length === 0 && same(next.counters, from.counters))
          return opened.outbox
        const { rev, ackNo } = from.counters
        const counters: Counters = {
          ...next.counters,
          rev: rev + 1,
          savedAt: also.savedAt ?? next.counters.savedAt,
        }
        const rows = await Promise.all(puts.map(entry => sealEntry(sealer, entry, counters, ackNo)))
        const drafts = await Promise.all(texts.map(draft => sealDraft(sealer, draft)))
        const stored = await writing(database, ['outbox', 'receipts', 'drafts', 'activity', 'meta'], async () => {
          // A handle may be lost after the commit: tried again, the change is found to be there.
          if ((await countersIn(database)).rev !== rev) return (await clearMeta(database, 'counters'))?.change === id
          await Promise.all([
            removes.length > 0 ? database.outbox.bulkDelete([...removes]) : undefined,
            rows.length > 0 ? database.outbox.bulkPut(rows) : undefined,
            receipts === undefined ? undefined : database.receipts.put(receipts),
            activity.length > 0 ? database.activity.bulkAdd([...activity]) : undefined,
            ...drafts.map(({ key, row }) =>
              row === undefined ? database.drafts.delete(key) : database.drafts.put(row),
            ),
            database.meta.put({ key: 'counters', counters, change: id }),
          ])
          return true
        })
        if (stored) {
          for (const opId of removes) sealer.forget('outbox', opId)
          const after = applyChange(from, { ...next, counters })
          opened = { ...opened, outbox: onlyOpen(after), drafts: withDrafts(opened.drafts, texts) }
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
        work((after, whose = 'mine') => {
          opened = after
          changed(whose)
        }),
      ),
    tidy: () => inTurn(() => fold(database, opened.outbox)),
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

/** Who she is, where its row could not be read: or she would have to sign in again at the next start. */
async function mendIdentity(database: PersonDatabase, sealer: KeptSealer, identity: Identity): Promise<void> {
  const sealed = await sealer.seal('meta', 'me', identity)
  try {
    await writing(database, ['meta'], () => database.meta.put({ key: 'me', ...sealed }))
  } catch (error) {
    // A full disk does not keep her from what waits to be sent.
    if (storageProblemOf(error) === undefined) throw error
    console.warn('Fieldfare: who she is could not be written anew', error)
  }
}

async function read(
  database: PersonDatabase,
  sealer: KeptSealer,
  before: Opened | undefined,
  entered?: Identity,
): Promise<Opened> {
  const { outbox, receipts, meta, drafts, sheets, reference, history } = database
  const rows = await withStorage(database, () =>
    database.transaction('r', [outbox, receipts, meta, drafts, sheets, reference, history], async () => {
      const counters = await countersIn(database)
      if (before !== undefined && counters.rev === before.outbox.counters.rev) return undefined
      const truthChanged = before === undefined || counters.truthRev !== before.outbox.counters.truthRev
      const [open, kept, truth] = await Promise.all([
        readEntryRows(database, 'open'),
        drafts.toArray(),
        truthChanged ? readTruthRows(database) : undefined,
      ])
      return { ...open, kept, truth }
    }),
  )
  if (rows === undefined && before !== undefined) return before
  if (rows === undefined) throw new Error('A first read gives rows')
  const [entries, texts, truth] = await Promise.all([
    Promise.all(rows.entries.map(row => openEntry(sealer, row))),
    Promise.all(rows.kept.map(row => unlessBroken(sealer.open<Draft>('drafts', row.key, row)))),
    rows.truth === undefined ? before?.truth : openTruth(rows.truth, sealer, before?.truth?.identity ?? entered),
  ])
  const { counters } = rows
  // The time alone is not written with every pull: what this tab knows may be later.
  const known = before?.outbox.counters.checkedAt ?? null
  const checkedAt = known !== null && known > (counters.checkedAt ?? '') ? known : counters.checkedAt
  return {
    outbox: onlyOpen({ counters: { ...counters, checkedAt }, entries: inOrder(entries) }),
    drafts: texts.filter(text => text !== undefined),
    truth,
  }
}

const inOrder = (entries: readonly Entry[]): readonly Entry[] => entries.toSorted((a, b) => a.order - b.order)

/** Every entry on the device, for the rare repairs that send received ones again. */
async function readWholeOutbox(database: PersonDatabase, sealer: KeptSealer): Promise<Outbox> {
  const { outbox, receipts, meta } = database
  const rows = await withStorage(database, () =>
    database.transaction('r', outbox, receipts, meta, () => readEntryRows(database, 'all')),
  )
  const entries = await Promise.all(rows.entries.map(row => openEntry(sealer, row)))
  return { counters: rows.counters, entries: inOrder(entries) }
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
