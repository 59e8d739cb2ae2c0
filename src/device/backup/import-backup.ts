/**
 * Reads a backup file back. What this device does not know is appended with its own id and content, in the file's
 * order, as if it had been sent: the device it comes from may have sent it, so it is never changed in place, and the
 * server counts an id once.
 */
import type { DeviceId, OpId, PersonId } from '../../domain/ids.ts'
import { operationSchema } from '../../protocol/operation.ts'
import type { Draft } from '../desk.ts'
import { append, type Change, type Content, type Outbox } from '../outbox/outbox.ts'
import { draftKey } from '../storage/store.ts'
import { backupFileSchema, draftSchema, longestBackup } from './backup-file.ts'

export interface Backup {
  readonly operations: readonly Content[]
  readonly drafts: readonly Draft[]
  /** What could not be read. */
  readonly unreadable: number
}

export type ReadBackup =
  | { readonly ok: true; readonly backup: Backup }
  | { readonly ok: false; readonly because: 'not-a-backup' | 'another-person' }

/** Pure; never throws. */
export function readBackup(text: string, person: PersonId): ReadBackup {
  if (text.length > longestBackup) return { ok: false, because: 'not-a-backup' }
  const file = backupFileSchema.safeParse(jsonOf(text))
  if (!file.success) return { ok: false, because: 'not-a-backup' }
  if (file.data.person.id !== person) return { ok: false, because: 'another-person' }
  const { operations, notSavedOnDevice = [], unreadable: texts = [] } = file.data
  const read = [...operations, ...notSavedOnDevice].map(raw => contentOf(raw, person))
  const drafts = texts.map(raw => draftSchema.safeParse(raw))
  const contents = read.filter(content => content !== undefined)
  const kept = drafts.flatMap((draft): Draft[] => (draft.success ? [draft.data] : []))
  return {
    ok: true,
    backup: {
      // What was taken back before it left says nothing.
      operations: contents.filter(content => content.kind !== 'void'),
      drafts: kept,
      unreadable: read.length - contents.length + drafts.length - kept.length,
    },
  }
}

/** Number of a device that is not registered yet; it is taken off again. */
const noDevice = '00000000-0000-4000-8000-000000000000' as DeviceId

/** What an operation of the file says, without its old device's number and what became of it there. */
function contentOf(raw: unknown, person: PersonId): Content | undefined {
  if (raw === null || typeof raw !== 'object') return undefined
  const { state: _state, receipt: _receipt, ...said } = raw as Readonly<Record<string, unknown>>
  const operation = operationSchema.safeParse({ ...said, device: noDevice, seq: 1 })
  if (!operation.success || operation.data.person !== person) return undefined
  const { device: _device, seq: _seq, ...content } = operation.data
  return content
}

export interface Appended {
  readonly change: Change
  readonly taken: number
  readonly known: number
}

/** Appends what is not known here. Takes the whole outbox: what has long been received is known too. */
export function appendBackup(outbox: Outbox, operations: readonly Content[]): Appended {
  const ids = new Set<OpId>(outbox.entries.map(entry => entry.opId))
  const fresh: Content[] = []
  for (const content of operations) {
    if (ids.has(content.opId)) continue
    ids.add(content.opId)
    fresh.push(content)
  }
  const change = append(outbox, fresh)
  return {
    change: { ...change, puts: change.puts.map(entry => ({ ...entry, state: 'sent' })) },
    taken: fresh.length,
    known: operations.length - fresh.length,
  }
}

/** Drafts whose field is empty here: what stands in a field is never replaced by a file. */
export function missingDrafts(here: readonly Draft[], drafts: readonly Draft[]): readonly Draft[] {
  const taken = new Set(here.filter(draft => draft.text !== '').map(draftKey))
  return drafts.filter(draft => !taken.has(draftKey(draft)))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // What cannot be parsed has no shape; the schema then says that it is no backup.
    return undefined
  }
}
