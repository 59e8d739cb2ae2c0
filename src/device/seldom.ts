/** What a desk is asked for seldom: fetched after the sheet is open, so that opening it does not wait for this. */
import type { CellKey, SheetId } from '../domain/ids.ts'
import { appendBackup, missingDrafts, readBackup } from './backup/import-backup.ts'
import type { Unsent } from './backup/unsent.ts'
import type { Desk, DeskState, Draft, Saved } from './desk.ts'
import { removeMine } from './leaving/remove-mine.ts'
import { answerDraft } from './outbox/answer-draft.ts'
import { answer, confirm } from './outbox/answers.ts'
import type { Change, Outbox } from './outbox/outbox.ts'
import { enterAgain, leaveOut, takeIn } from './outbox/outbox-again.ts'
import type { Shown, Stamp } from './outbox/outbox-edits.ts'
import type { Writer } from './outbox/writer.ts'
import type { Platform } from './platform.ts'
import { activityOf } from './report/activity.ts'
import type { ActivityLog } from './report/activity-log.ts'
import { diagnosticsOf, type Failure } from './report/diagnostics.ts'
import { storageProblemOf } from './storage/storage-fault.ts'
import type { Also, Store } from './storage/store.ts'
import type { Truth } from './storage/truth.ts'
import { setPassphrase } from './vault/own-passphrase.ts'
import type { Tries } from './vault/tries.ts'

export interface SeldomParts {
  readonly store: Store
  readonly writer: Writer
  readonly log: ActivityLog
  readonly platform: Platform
  readonly state: DeskState
  readonly truth: Truth
  readonly failures: readonly Failure[]
  readonly stamp: () => Promise<Stamp>
  /** What was on screen when it was asked for, for the outbox that it goes into. */
  readonly screen: (outbox: Outbox) => Promise<(sheet: SheetId, cell: CellKey) => Shown>
  /** One strict transaction of the person's own; storage problems come back as values. */
  readonly commit: (change: (outbox: Outbox) => Change | Promise<Change>, also?: Also) => Promise<Saved>
  readonly tries: Tries
  readonly unsent: (stamp: Stamp) => { readonly what: Unsent; readonly drafts: readonly Draft[] }
  /** What the backup files made since unlocking hold. */
  readonly exported: ReadonlySet<string>
  readonly tellOthers: () => void
  readonly signOut: () => Promise<void>
  readonly remove: () => Promise<void>
}

export type Seldom = Pick<
  Desk,
  | 'enterAgain'
  | 'takeIn'
  | 'leaveOut'
  | 'answerQuestion'
  | 'confirmFigures'
  | 'importBackup'
  | 'activity'
  | 'diagnostics'
  | 'changePassphrase'
  | 'removeMyData'
>

export function seldomAsked(parts: SeldomParts): Seldom {
  const { store, writer, log, platform, state, truth, stamp, screen, commit } = parts

  /** What is only kept included; what is in memory, where storage cannot be read. */
  async function wholeOutbox(): Promise<Outbox> {
    let whole = store.now().outbox
    try {
      await store.change(
        outbox => {
          whole = outbox
          return { counters: outbox.counters, puts: [] }
        },
        { entries: 'all' },
      )
    } catch (error) {
      if (storageProblemOf(error) === undefined) throw error
    }
    return whole
  }

  const activity = async () => activityOf((await wholeOutbox()).entries, await log.all())

  return {
    enterAgain: opIds => commit(async outbox => enterAgain(outbox, opIds, await screen(outbox), await stamp())),
    takeIn: (sheet, opIds) =>
      commit(async outbox => {
        const view = state.sheets.get(sheet)
        const changes = view?.late?.filter(({ opId }) => opIds.includes(opId)) ?? []
        const unchanged = { counters: outbox.counters, puts: [] }
        if (view === undefined) return unchanged
        return takeIn(outbox, view, changes, await screen(outbox), await stamp())
      }),
    leaveOut: (sheet, opIds, reason) => commit(async outbox => leaveOut(outbox, sheet, opIds, reason, await stamp())),
    answerQuestion: (sheet, question, text) =>
      commit(async outbox => answer(outbox, sheet, question, text, await stamp()), {
        drafts: [{ ...answerDraft(sheet, question), text: '' }],
      }),
    confirmFigures: (sheet, cells) =>
      commit(async outbox => confirm(outbox, state.sheets.get(sheet), cells, await stamp())),
    async importBackup(text) {
      const read = readBackup(text, truth.identity.me.person.id)
      if (!read.ok) return read
      const { operations, drafts, unreadable } = read.backup
      const missing = missingDrafts([...store.now().drafts, ...writer.uncommitted().drafts], drafts)
      let taken = 0
      let known = 0
      const saved = await commit(
        outbox => {
          const appended = appendBackup(outbox, operations)
          taken = appended.taken + missing.length
          known = appended.known + drafts.length - missing.length
          return appended.change
        },
        { entries: 'all', drafts: missing },
      )
      if (!saved.ok) return { ok: false, because: saved.problem }
      await log.note('imported', { count: taken })
      return { ok: true, taken, known, unreadable }
    },
    async changePassphrase(old, next) {
      const set = await setPassphrase(store.database, parts, old, next)
      if (set.ok) await log.note('passphrase-changed')
      return set
    },
    removeMyData: () =>
      removeMine({
        ...parts,
        lookAgain: async () => {
          await writer.flush()
          await store.refresh()
        },
        unsent: async () => parts.unsent(await stamp()),
        isHers: !['wrong-person', 'signed-out'].includes(state.status.connection),
      }),
    activity,
    diagnostics: async () =>
      diagnosticsOf({
        platform,
        state,
        outbox: await wholeOutbox(),
        truth,
        failures: parts.failures,
        activity: await activity(),
      }),
  }
}
