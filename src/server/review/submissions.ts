/** What each of the latest submissions of a return held, read from its log. */
import type { CellValue } from '../../domain/figures/figure.ts'
import type { CellKey, OpId, SheetId } from '../../domain/ids.ts'
import type { Submitted } from '../../protocol/exchange.ts'
import { type Operation, operationSchema } from '../../protocol/operation.ts'
import type { ReturnLog, StoredOperation } from '../storage/storage.ts'
import { writtenBy } from '../sync/decide/written.ts'

/** As many as anybody compares. */
const shown = 2

/** Newest first. */
export function submissionsOf({ log }: Pick<ReturnLog, 'log'>, sheet: SheetId): readonly Submitted[] {
  const cells = new Map<CellKey, CellValue>()
  const written = new Map<OpId, StoredOperation>(log.map(each => [each.opId, each]))
  const submissions: Submitted[] = []
  const put = (cell: CellKey | null, value: CellValue | null | undefined): void => {
    if (cell === null || value === undefined) return
    if (value === null) cells.delete(cell)
    else cells.set(cell, value)
  }
  for (const stored of log) {
    if (stored.outcome !== 'applied') continue
    if (stored.cell !== null) put(stored.cell, writtenBy(stored))
    const operation = stored.cell === null ? readIn(stored) : undefined
    if (operation?.kind === 'take-late')
      for (const id of operation.value.operations) {
        const taken = written.get(id)
        if (taken) put(taken.cell, writtenBy(taken))
      }
    const own = operation?.kind === 'submit' ? stored.sheets?.find(each => each.sheet === sheet && each.ok) : undefined
    if (own?.ordinal === undefined) continue
    const by = { id: stored.person, name: stored.personName }
    submissions.push({ ordinal: own.ordinal, by, receivedAt: stored.receivedAt, cells: Object.fromEntries(cells) })
  }
  return submissions.slice(-shown).reverse()
}

const readIn = ({ body }: StoredOperation): Operation | undefined => operationSchema.safeParse(JSON.parse(body)).data
