/** One return as an officer reads it, with everything it is compared with. */
import { type ContractId, everywhere, type PlaceId, type SheetId, sheetOf } from '../../domain/ids.ts'
import type { Period } from '../../domain/time/period.ts'
import type { ReturnView, SheetRow } from '../../protocol/exchange.ts'
import { type Access, mayAt } from '../access.ts'
import { type Reference, sha256 } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import { seenDigest } from '../sync/decide/decide-return.ts'
import { rowOf } from '../sync/pull.ts'
import { earlierMonths } from './earlier-months.ts'
import { submissionsOf } from './submissions.ts'

interface Asked {
  readonly contract: ContractId
  readonly place: PlaceId
  readonly period: Period
}

const untouched = (sheet: SheetId): SheetRow => ({
  sheet,
  rev: 0,
  state: 'open',
  submission: null,
  cells: {},
  digest: sha256(''),
})

/** undefined: there is no such return. Whether she may read it was asked before. */
export async function returnView(
  storage: Storage,
  reference: Reference,
  access: Access,
  { contract: id, place, period }: Asked,
): Promise<ReturnView | undefined> {
  const contract = reference.contract(id)
  if (!contract || !(place === everywhere || contract.places.includes(place))) return undefined
  const [sheet, wide] = [sheetOf(id, place, period), sheetOf(id, everywhere, period)]
  const stored = await storage.sheets([sheet, wide])
  const own = stored.get(sheet)
  if (!own && !reference.isOpen(contract, period)) return undefined
  const earlier = await earlierMonths(storage, reference, [{ contract, place }], period)
  const log = own?.submission ? await storage.returnLog(sheet) : { log: [] }
  const rowIn = (at: SheetId): SheetRow => {
    const found = stored.get(at)
    return found ? rowOf(found) : untouched(at)
  }
  return {
    row: rowIn(sheet),
    history: { contract: id, place, months: earlier(id, place) },
    ...(place !== everywhere && mayAt(access, 'read-returns', id, everywhere) ? { wide: rowIn(wide) } : {}),
    submissions: [...submissionsOf(log, sheet)],
    seen: seenDigest(own?.cells ?? {}, reference.setVersion),
    closed: reference.isClosed(contract, period) && own?.review?.reopened === undefined,
  }
}
