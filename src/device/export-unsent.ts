/** The backup file: everything of hers that the server has not received, readable without this program. */
import type { Instant } from '../domain/ids.ts'
import type { Me } from '../protocol/exchange.ts'
import type { Draft } from './desk.ts'
import type { Uncommitted } from './desk-state.ts'
import { isRefused, isUnacked, type Outbox } from './outbox/outbox.ts'

/** JSON. Not sealed: she asks for it, and it must open anywhere. */
export function exportOf(
  person: Me['person'],
  outbox: Outbox,
  uncommitted: Uncommitted,
  drafts: readonly Draft[],
  at: Instant,
): Blob {
  const unsent = outbox.entries
    .filter(entry => isUnacked(entry) || isRefused(entry))
    .map(({ content, device, seq, state, receipt }) => ({ ...content, device, seq, state, receipt }))
  const file = {
    what: 'Fieldfare: changes that the server has not taken',
    exportedAt: at,
    person: { id: person.id, name: person.name },
    operations: unsent,
    notSavedOnDevice: uncommitted.edits,
    unreadable: [...drafts, ...uncommitted.drafts].filter(draft => draft.text !== ''),
  }
  return new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })
}
