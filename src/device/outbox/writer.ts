/**
 * From typed to committed. An edit is on screen at once and in memory until its strict transaction has completed;
 * what storage refuses stays, is counted, and is tried again with the next save and every few seconds. Saves that
 * come while one is being written go together in the next transaction.
 */
import type { CellKey, SheetId } from '../../domain/ids.ts'
import type { Draft, Edit, Saved, StorageProblem } from '../desk.ts'
import type { Uncommitted } from '../desk-state.ts'
import { toInstant } from '../london-time.ts'
import type { Platform } from '../platform.ts'
import { storageProblemOf } from '../storage/storage-fault.ts'
import { draftKey, type Store } from '../storage/store.ts'
import type { Change, Outbox } from './outbox.ts'
import { type Shown, type Stamp, writeAll } from './outbox-edits.ts'

export interface Writer {
  uncommitted(): Uncommitted
  /** Edits and drafts that storage has refused. */
  unsaved(): number
  save(edits: readonly Edit[], drafts: readonly Draft[]): Promise<Saved>
  /** Commits what is in memory; ok when there is nothing. */
  flush(): Promise<Saved>
  stop(): void
}

export interface WriterParts {
  readonly store: Store
  readonly platform: Pick<Platform, 'now' | 'after'>
  readonly stamp: () => Promise<Stamp>
  /** What was shown under these edits, for the outbox that they go into. */
  readonly upon: (
    outbox: Outbox,
    edits: readonly Edit[],
  ) => Promise<(sheet: SheetId, cell: CellKey, edit: Edit) => Shown>
  /** Storage has refused these. */
  readonly refusedNow: (edits: readonly Edit[]) => void
  /** After every change of what is uncommitted. */
  readonly changed: () => void
  /** What the last try said: null, it was committed. */
  readonly tried: (problem: StorageProblem | null) => void
}

/** Milliseconds between tries while storage refuses. */
const retryEvery = 5_000

export function createWriter({ store, platform, stamp, upon, refusedNow, changed, tried }: WriterParts): Writer {
  let edits: readonly Edit[] = []
  let drafts: readonly Draft[] = []
  const refused = new Set<Edit | Draft>()
  let current: Promise<Saved> | undefined
  let following: Promise<Saved> | undefined
  let callOff: () => void = () => undefined
  let stopped = false

  async function write(): Promise<Saved> {
    const now = toInstant(platform.now())
    const taken = { edits, drafts }
    if (taken.edits.length + taken.drafts.length === 0) return { ok: true, at: now }
    callOff()
    try {
      const build = async (outbox: Outbox): Promise<Change> =>
        writeAll(outbox, taken.edits, await upon(outbox, taken.edits), await stamp())
      await store.change(build, { drafts: taken.drafts, savedAt: now })
    } catch (error) {
      for (const item of [...taken.edits, ...taken.drafts]) refused.add(item)
      refusedNow(taken.edits)
      const problem = storageProblemOf(error)
      if (problem === undefined) {
        // A bug: said as not saved, never as saved.
        changed()
        throw error
      }
      if (!stopped) callOff = platform.after(retryEvery, () => void flush())
      tried(problem)
      changed()
      return { ok: false, problem }
    }
    edits = edits.filter(edit => !taken.edits.includes(edit))
    drafts = drafts.filter(draft => !taken.drafts.includes(draft))
    refused.clear()
    tried(null)
    changed()
    return { ok: true, at: toInstant(platform.now()) }
  }

  function flush(): Promise<Saved> {
    if (current === undefined) {
      current = write().finally(() => {
        current = undefined
      })
      return current
    }
    following ??= current.then(again, again)
    return following
  }
  const again = (): Promise<Saved> => {
    following = undefined
    return flush()
  }

  return {
    uncommitted: () => ({ edits, drafts }),
    unsaved: () => refused.size,
    save(newEdits, newDrafts) {
      const cells = new Set(newEdits.map(cellName))
      const fields = new Set(newDrafts.map(draftKey))
      // A newer value of a cell takes the place of one that storage refused; one being written is left alone.
      for (const old of [...refused])
        if ('value' in old ? cells.has(cellName(old)) : fields.has(draftKey(old))) refused.delete(old)
      const replaced = (old: Edit | Draft): boolean =>
        current === undefined && ('value' in old ? cells.has(cellName(old)) : fields.has(draftKey(old)))
      edits = [...edits.filter(edit => !replaced(edit)), ...newEdits]
      drafts = [...drafts.filter(draft => !replaced(draft)), ...newDrafts]
      changed()
      return flush()
    },
    flush,
    stop: () => {
      stopped = true
      callOff()
    },
  }
}

const cellName = (edit: Edit): string => `${edit.sheet} ${edit.cell}`
