/** One unlocked person's desk: the store, the writer and the sync loop behind the interface the app sees. */
import type { PersonId } from '../domain/ids.ts'
import { setVersionOf } from '../protocol/digests.ts'
import { exportOf } from './backup/export-unsent.ts'
import { namesOf, unsentOf } from './backup/unsent.ts'
import type { Desk, DeskState, DeskStatus, Saved, StorageProblem } from './desk.ts'
import { noStatus, stateBuilder } from './desk-state.ts'
import { signInAs } from './door/sign-in.ts'
import { signedInAnew } from './door/signing-out.ts'
import { leaving } from './leaving/leaving.ts'
import { toInstant } from './london-time.ts'
import { meaningOfCell, meaningsOf } from './meanings.ts'
import { type Change, dismiss, type Outbox, waitingCount } from './outbox/outbox.ts'
import type { Stamp } from './outbox/outbox-edits.ts'
import { shownWhenTyped } from './outbox/shown-when-typed.ts'
import { newOpId } from './outbox/uuid.ts'
import { createWriter } from './outbox/writer.ts'
import type { Platform } from './platform.ts'
import { activityLog } from './report/activity-log.ts'
import type { Failure } from './report/diagnostics.ts'
import type { Seldom } from './seldom.ts'
import type { PersonDatabase } from './storage/database.ts'
import { storageProblemOf } from './storage/storage-fault.ts'
import { askToPersist, probe } from './storage/storage-health.ts'
import { type Also, openStore } from './storage/store.ts'
import type { Identity, Truth } from './storage/truth.ts'
import { submitting } from './submitting.ts'
import type { Api } from './sync/api.ts'
import { startSync } from './sync/sync.ts'
import { joinTabs } from './sync/tabs.ts'
import { writingHints } from './sync/writing-hints.ts'
import { watchIdle } from './vault/idle-watch.ts'
import { BrokenSeal, sealerOf } from './vault/seal.ts'
import type { Tries } from './vault/tries.ts'
import type { DataKey } from './vault/vault.ts'

export interface DeskParts {
  readonly database: PersonDatabase
  readonly dataKey: DataKey
  readonly person: PersonId
  readonly platform: Platform
  readonly api: Api
  readonly tries: Tries
  /** Who the server says she is, where she has just signed in. */
  readonly entered?: Identity | undefined
  /** Her database has been deleted: she is no longer one of this device's people. */
  readonly takeOffList: (person: PersonId) => Promise<void>
}

/** Failures that diagnostics tell of. */
const mostFailures = 20

/** Milliseconds from opening to fetching what is seldom asked for. */
const afterOpening = 4_000

/** Opens everything sealed and starts to sync. Throws `StorageFault`; `BrokenSeal` where nothing says who she is. */
export async function openDesk(parts: DeskParts): Promise<Desk> {
  const { database, dataKey, person, platform, api, tries } = parts
  const listeners = new Set<() => void>()
  const savers = new Set<() => void>()
  const builder = stateBuilder()
  let status: DeskStatus = noStatus
  let state: DeskState | undefined
  let starting = true
  let failures: readonly Failure[] = []

  const heard = (whose: 'mine' | 'theirs'): void => {
    if (starting) return
    if (whose === 'mine') tabs.changed()
    redraw()
  }
  const store = await openStore(database, sealerOf(dataKey.keyId, dataKey.key), heard, parts.entered)
  const first = store.now().truth
  if (first === undefined) throw new BrokenSeal('meta', 'me')
  let truth: Truth = first

  const build = (): DeskState =>
    builder.build({ ...store.now(), truth }, writer.uncommitted(), status, platform.now(), hints.others())

  /** Makes the state anew; tells the app only when something in it changed. */
  function redraw(now: Partial<DeskStatus> = {}): void {
    if (isOver()) return
    const { outbox, truth: opened } = store.now()
    truth = opened ?? truth
    const { savedAt, receivedAt, checkedAt } = outbox.counters
    const counted = { waiting: waitingCount(outbox), unsaved: writer.unsaved(), savedAt, receivedAt, checkedAt }
    status = { ...status, ...now, ...counted }
    const next = build()
    if (
      state !== undefined &&
      Object.keys(next).every(key => next[key as keyof DeskState] === state?.[key as keyof DeskState])
    )
      return
    state = next
    for (const listener of [...listeners]) listener()
  }

  /** What an operation made now carries; the set's meanings are worked out first. */
  async function stamp(): Promise<Stamp> {
    const { set } = truth
    const meanings = await meaningsOf(set)
    return {
      person,
      setVersion: set === null ? 'none' : setVersionOf(set),
      appVersion: platform.appVersion,
      deviceTime: toInstant(platform.now()),
      newId: () => newOpId(platform.now()),
      meaningOf: cell => meaningOfCell(meanings, cell),
    }
  }
  const typed = shownWhenTyped(store, () => truth)

  const log = activityLog(store, platform)
  const writer = createWriter({
    store,
    platform,
    stamp,
    upon: typed.upon,
    refusedNow: typed.refused,
    changed: () => redraw(),
    tried: problem => {
      const recovered = problem === null && status.storage !== null
      if (problem !== null && status.storage === null) void log.note('storage-refused', { code: problem }).catch(report)
      if (problem !== status.storage) redraw({ storage: problem })
      // What was refused until now goes out at once, not when the backoff of the failed cycles ends.
      if (recovered) {
        void log.note('storage-works-again').catch(report)
        sync.soon()
      }
      if (problem === null && writer.unsaved() === 0) leave.nothingUnsaved()
      if (problem === null && status.persistent === null && !asked) {
        asked = true
        void askToPersist(platform).then(persistent => redraw({ persistent }))
      }
    },
  })
  let asked = false

  const hints = writingHints({
    api,
    platform,
    canTell: () => platform.isOnline() && (status.connection === 'idle' || status.connection === 'syncing'),
    changed: () => redraw(),
  })
  const sync = startSync({
    store,
    api,
    person,
    platform,
    now: platform.now,
    lock: `fieldfare/${person}/sync`,
    flush: () => writer.flush(),
    connection: connection => {
      redraw({ connection })
      if (connection === 'signed-out' || connection === 'wrong-person') void leave.signedOut()
    },
    worked: () => {
      if (status.storage !== null && writer.unsaved() === 0) redraw({ storage: null })
    },
    failed: error => report(error),
    writing: hints.heard,
  })
  const tabs = joinTabs(person, dataKey, platform, {
    changed: () => {
      void store.refresh().catch(report)
      sync.inCaseItIsClosed()
    },
    locked: () => void leave.lockedElsewhere(),
    idle: said => idle.heard(said),
    idleWanted: () => idle.asked(),
    mayGiveKey: () => !idle.isOver(),
  })
  // A tab that is closed has no time left to say so once it has saved: the others look for themselves.
  const unwatch = platform.page.onChange(what => {
    if (what === 'hidden') tabs.changed()
  })
  const idle = watchIdle({
    platform,
    tell: tabs.idle,
    ask: tabs.askIdle,
    changed: now => redraw({ idle: now }),
  })
  const unsent = (made: Stamp) => {
    const { outbox, drafts } = store.now()
    const memory = writer.uncommitted()
    return { what: unsentOf(outbox, memory.edits, typed.shown, made), drafts: [...drafts, ...memory.drafts] }
  }
  const leave = leaving({
    ...{ person, database, store, writer, api, platform, stamp, unsent, report },
    takeOffList: parts.takeOffList,
    gather: () => {
      for (const save of [...savers]) save()
    },
    show: redraw,
    quiet: deaf => {
      sync.stop()
      unwatch()
      hints.stop()
      idle.stop()
      if (deaf) tabs.close()
    },
  })
  database.on('versionchange', event => {
    void leave.versionChange(event.newVersion)
    return false
  })

  function report(error: unknown): void {
    const problem = storageProblemOf(error)
    const name = error instanceof Error ? error.name : typeof error
    failures = [...failures, { at: platform.now(), name }].slice(-mostFailures)
    if (problem === undefined) console.error('Fieldfare:', error)
    else {
      console.warn(`Fieldfare: storage is ${problem}`)
      redraw({ storage: problem })
    }
  }

  /** Commits a change of the person's own; storage problems come back as values. */
  async function commit(change: (outbox: Outbox) => Change | Promise<Change>, also: Also = {}): Promise<Saved> {
    if (leave.stopped() !== undefined) return closedNow
    const flushed = await writer.flush()
    if (!flushed.ok) return flushed
    const at = toInstant(platform.now())
    try {
      await store.change(change, { ...also, savedAt: at })
    } catch (error) {
      const problem = storageProblemOf(error)
      if (problem === undefined) throw error
      redraw({ storage: problem })
      return { ok: false, problem }
    }
    sync.soon()
    return { ok: true, at: toInstant(platform.now()) }
  }

  const seldom = async (): Promise<Seldom> => {
    // What is on screen when it is asked for, however long it takes until it is committed.
    const onScreen = { state: stateNow(), truth, screen: typed.screen() }
    const { seldomAsked } = await import('./seldom.ts')
    const signOut = async () => void (await api.signOut())
    const mine = { tries, unsent, exported, signOut, tellOthers: tabs.locked, remove: leave.remove }
    return seldomAsked({ ...onScreen, ...mine, failures, store, writer, log, platform, stamp, commit })
  }
  const stateNow = (): DeskState => state ?? build()
  /** Nothing can be typed any more: given up to a newer version, what is typed is still kept in memory and shown. */
  const isOver = (): boolean => leave.stopped() !== undefined && leave.stopped() !== 'newer-version'

  /** What the backup files made since unlocking hold. */
  const exported = new Set<string>()
  const closedNow: Extract<Saved, { readonly ok: false }> = { ok: false, problem: 'closed' satisfies StorageProblem }
  starting = false
  status = { ...status, storage: await probe(database) }
  redraw()
  void log.note('unlocked').catch(report)
  void sync.now()
  // There before the signal goes; one that cannot be fetched is fetched again when it is needed.
  platform.after(afterOpening, () => {
    seldom().catch(report)
  })

  return {
    state: stateNow,
    subscribe: listener => joined(listeners, listener),
    async save(edits) {
      if (isOver()) return closedNow
      const saved = await writer.save(typed.note(edits, writer.uncommitted().edits), [])
      if (saved.ok) sync.soon()
      return saved
    },
    keepDraft: async draft => (isOver() ? closedNow : writer.save([], [draft])),
    ...submitting({ state: stateNow, stamp, commit }),
    dismiss: opId => commit(outbox => dismiss(outbox, opId)),
    enterAgain: async opIds => (await seldom()).enterAgain(opIds),
    takeIn: async (sheet, opIds) => (await seldom()).takeIn(sheet, opIds),
    leaveOut: async (sheet, opIds, reason) => (await seldom()).leaveOut(sheet, opIds, reason),
    answerQuestion: async (sheet, question, text) => (await seldom()).answerQuestion(sheet, question, text),
    confirmFigures: async (sheet, cells) => (await seldom()).confirmFigures(sheet, cells),
    writing: hints.tell,
    sync: () => sync.now(),
    async signInAgain(password) {
      const answer = await signInAs(api, truth.identity.me.person, password)
      if (answer.ok) signedInAnew(platform)
      if (answer.ok && leave.stopped() === undefined) {
        await log.note('signed-in-again')
        await sync.now()
      }
      return answer
    },
    async exportUnsent() {
      const { what, drafts } = unsent(await stamp())
      const file = exportOf(truth.identity.me.person, what, drafts, toInstant(platform.now()))
      for (const name of namesOf(what, drafts)) exported.add(name)
      if (leave.stopped() === undefined)
        void log.note('exported', { count: what.entries.length + what.unsaved.length + drafts.length }).catch(report)
      return file
    },
    importBackup: async text => (await seldom()).importBackup(text),
    activity: async () => (await seldom()).activity(),
    diagnostics: async () => (await seldom()).diagnostics(),
    changePassphrase: async (old, next) => (await seldom()).changePassphrase(old, next),
    removeMyData: async () => (await seldom()).removeMyData(),
    wait: () => tries.wait(database),
    active: idle.active,
    stayUnlocked: idle.stay,
    beforeLeaving: save => joined(savers, save),
    lock() {
      tabs.locked()
      void leave.lock()
    },
  }
}

/** Gives back how to leave again. */
function joined(all: Set<() => void>, one: () => void): () => void {
  all.add(one)
  return () => {
    all.delete(one)
  }
}
