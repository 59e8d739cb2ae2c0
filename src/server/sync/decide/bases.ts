/** What a base amounts to now: the write its author saw, found through what became of the operation it names. */
import type { OpId } from '../../../domain/ids.ts'
import type { StoredOperation } from '../../storage/storage.ts'

export type Base =
  /** She saw the cell as this write left it; null: never written. `found`: the operation that had this value. */
  | { readonly type: 'seen'; readonly token: OpId | null; readonly found?: StoredOperation }
  /** She builds on a side of a conflict. */
  | { readonly type: 'side'; readonly token: OpId; readonly found: StoredOperation }
  /** The server does not know that operation (a restored backup lost it), or has not decided it. */
  | { readonly type: 'unknown' }
  /** It names an operation on another cell. */
  | { readonly type: 'elsewhere' }

/** `standing`: the token of what stands in the cell. */
export function resolveBase(
  cell: Pick<StoredOperation, 'sheet' | 'cell'>,
  base: OpId | null,
  operations: ReadonlyMap<OpId, StoredOperation>,
  standing?: OpId | undefined,
): Base {
  const passed = new Set<OpId>()
  let at = base
  for (;;) {
    if (at === null) return { type: 'seen', token: null }
    const found = operations.get(at)
    // An operation cannot build on itself through others; a ring can only be made up.
    if (!found || passed.has(at)) return { type: 'unknown' }
    passed.add(at)
    if (found.sheet !== cell.sheet || found.cell !== cell.cell) return { type: 'elsewhere' }
    // What stands was seen, whatever became of it on arrival: an officer may have taken in what came too late.
    if (at === standing) return { type: 'seen', token: at, found }
    switch (found.outcome) {
      case 'applied':
        return { type: 'seen', token: at, found }
      case 'agreed':
        return { type: 'seen', token: found.token ?? null, found }
      case 'conflict':
        return { type: 'side', token: at, found }
      case 'waiting':
        return { type: 'unknown' }
      case 'rejected':
        at = found.base
    }
  }
}
