/** One unlocked person's desk: the store, the writer and the sync loop behind the interface the app sees. */
import type { CellKey, PersonId, SheetId } from '../domain/ids.ts'
import { seenDigestText, setVersionOf } from '../protocol/digests.ts'
import type { Desk, DeskState, DeskStatus, Saved, StorageProblem } from './desk.ts'
import { noStatus, stateBuilder } from './desk-state.ts'
import { signInAs } from './door/sign-in.ts'
import { exportOf } from './export-unsent.ts'
import { toInstant } from './london-time.ts'
import { sha256Hex } from './outbox/digest.ts'
import { type Change, dismiss, type Outbox, sheetsOf, waitingCount } from './outbox/outbox.ts'
import { type Shown, type Stamp, submit, takeBack, unansweredSubmit } from './outbox/outbox-edits.ts'
import { seenCells, viewOfSheet } from './outbox/overlay.ts'
import { newOpId } from './outbox/uuid.ts'
import { createWriter } from './outbox/writer.ts'
import type { Platform } from './platform.ts'
import type { PersonDatabase } from './storage/database.ts'
import { storageProblemOf } from './storage/storage-fault.ts'
import { askToPersist, probe } from './storage/storage-health.ts'
import { openStore } from './storage/store.ts'
import type { Truth } from './storage/truth.ts'
import type { Api } from './sync/api.ts'
import { startSync } from './sync/sync.ts'
import { joinTabs } from './sync/tabs.ts'
import { sealerOf } from './vault/seal.ts'
import type { DataKey } from './vault/vault.ts'

export interface DeskParts {
  readonly database: PersonDatabase
  readonly dataKey: DataKey
  readonly person: PersonId
  readonly platform: Platform
  readonly api: Api
}

/** Opens everything sealed and starts to sync. Throws `StorageFault` or `BrokenSeal`. */
export async function openDesk({ database, dataKey, person, platform, api }: DeskParts): Promise<Desk> {
  const listeners = new Set<() => void>()
  const builder = stateBuilder()
  let status: DeskStatus = noStatus
  let state: DeskState | undefined
  let starting = true
  let stopped: DeskStatus['stopped']

  const store = await openStore(database, sealerOf(dataKey.keyId, dataKey.key), whose => {
    if (starting) return
    if (whose === 'mine') tabs.changed()
    redraw()
  })
  const first = store.now().truth
  if (first === undefined) throw new Error('A vault without its person')
  let truth: Truth = first

  /** Makes the state anew; tells the app only when something in it changed. */
  function redraw(now: Partial<DeskStatus> = {}): void {
    if (stopped === 'locked') return
    const opened = store.now()
    truth = opened.truth ?? truth
    const { savedAt, receivedAt } = opened.outbox.counters
    status = { ...status, ...now, waiting: waitingCount(opened.outbox), savedAt, receivedAt, unsaved: writer.unsaved() }
    const next = builder.build({ ...opened, truth }, writer.uncommitted(), status, platform.now())
    if (
      state !== undefined &&
      Object.keys(next).every(key => next[key as keyof DeskState] === state?.[key as keyof DeskState])
    )
      return
    state = next
    for (const listener of [...listeners]) listener()
  }

  const stamp = (): Stamp => ({
    person,
    setVersion: truth.set === null ? 'none' : setVersionOf(truth.set),
    appVersion: platform.appVersion,
    deviceTime: toInstant(platform.now()),
    newId: () => newOpId(platform.now()),
  })
  const shown = (sheet: SheetId, cell: CellKey): Shown => {
    const found = truth.sheets.get(sheet)?.cells[cell]
    return { token: found?.token ?? null, sides: found?.sides?.map(side => side.token) ?? [] }
  }

  const writer = createWriter({
    store,
    platform,
    stamp,
    shown,
    changed: () => redraw(),
    tried: problem => {
      const recovered = problem === null && status.storage !== null
      if (problem !== status.storage) redraw({ storage: problem })
      // What was refused until now goes out at once, not when the backoff of the failed cycles ends.
      if (recovered) sync.soon()
      if (problem === null && status.persistent === null && !asked) {
        asked = true
        void askToPersist(platform).then(persistent => redraw({ persistent }))
      }
    },
  })
  let asked = false

  const sync = startSync({
    store,
    api,
    person,
    platform,
    now: platform.now,
    lock: `fieldfare/${person}/sync`,
    flush: () => writer.flush(),
    connection: connection => redraw({ connection }),
    worked: () => {
      if (status.storage !== null && writer.unsaved() === 0) redraw({ storage: null })
    },
    failed: error => report(error),
  })
  const tabs = joinTabs(person, dataKey, platform, {
    changed: () => void store.refresh().catch(report),
    locked: () => void leave('locked'),
  })

  function report(error: unknown): void {
    const problem = storageProblemOf(error)
    if (problem === undefined) console.error('Fieldfare:', error)
    else {
      console.warn(`Fieldfare: storage is ${problem}`)
      redraw({ storage: problem })
    }
  }

  /** Commits a change of the person's own; storage problems come back as values. */
  async function commit(build: (outbox: Outbox) => Change | Promise<Change>): Promise<Saved> {
    const flushed = await writer.flush()
    if (!flushed.ok) return flushed
    const at = toInstant(platform.now())
    try {
      await store.change(build, { savedAt: at })
    } catch (error) {
      const problem = storageProblemOf(error)
      if (problem === undefined) throw error
      redraw({ storage: problem })
      return { ok: false, problem }
    }
    sync.soon()
    return { ok: true, at: toInstant(platform.now()) }
  }

  /** The digest of a return as it is on screen, own operations included. */
  function seen(outbox: Outbox, sheet: SheetId): Promise<string> {
    const view = viewOfSheet({
      sheet,
      truth: truth.sheets.get(sheet),
      mine: outbox.entries.filter(entry => sheetsOf(entry.content).includes(sheet)),
      counters: outbox.counters,
      uncommitted: [],
      me: truth.identity.me.person,
    })
    return sha256Hex(seenDigestText(seenCells(view), stamp().setVersion))
  }

  /** Commits what is in memory, then works on this database no more. */
  async function leave(why: 'locked' | 'newer-version'): Promise<void> {
    if (stopped !== undefined) return
    redraw({ stopped: why })
    stopped = why
    sync.stop()
    await writer.flush().catch(report)
    writer.stop()
    database.leave()
    if (why === 'locked') tabs.close()
  }
  database.on('versionchange', () => {
    void leave('newer-version')
    return false
  })

  const closedNow: Saved = { ok: false, problem: 'closed' satisfies StorageProblem }
  starting = false
  status = { ...status, storage: await probe(database) }
  redraw()
  void sync.now()

  return {
    state: () => state ?? builder.build({ ...store.now(), truth }, writer.uncommitted(), status, platform.now()),
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    async save(edits) {
      if (stopped === 'locked') return closedNow
      const saved = await writer.save(edits, [])
      if (saved.ok) sync.soon()
      return saved
    },
    keepDraft: async draft => (stopped === 'locked' ? closedNow : writer.save([], [draft])),
    submit: (sheets, confirm) =>
      commit(async outbox => {
        const members = await Promise.all(sheets.map(async sheet => ({ sheet, seen: await seen(outbox, sheet) })))
        return submit(outbox, members, confirm, stamp())
      }),
    takeBack: sheets =>
      commit(outbox => {
        const given = sheets.filter(
          sheet => unansweredSubmit(outbox, sheet) !== undefined || state?.sheets.get(sheet)?.state === 'submitted',
        )
        return takeBack(outbox, given, stamp())
      }),
    dismiss: opId => commit(outbox => dismiss(outbox, opId)),
    sync: () => sync.now(),
    async signInAgain(password) {
      const answer = await signInAs(api, truth.identity.me.person, password)
      if (answer.ok) await sync.now()
      return answer
    },
    exportUnsent: async () =>
      exportOf(
        truth.identity.me.person,
        store.now().outbox,
        writer.uncommitted(),
        store.now().drafts,
        toInstant(platform.now()),
      ),
    lock() {
      tabs.locked()
      void leave('locked')
    },
  }
}
