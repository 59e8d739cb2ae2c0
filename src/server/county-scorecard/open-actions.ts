/**
 * What was agreed in meetings and is not done: shared actions of a plan, beside the indicators that the plan is about.
 * The council's own are left out, because an exception page is handed round.
 */
import type { CardAction } from '../../domain/county/card.ts'
import { type CellKey, notesIn, type PlaceId, partsOfScope, partsOfSheet, type ServiceId } from '../../domain/ids.ts'
import { isOpen } from '../../domain/meetings/carried.ts'
import { type Entry, entriesOf } from '../../domain/meetings/entries.ts'
import { plansOf } from '../../domain/meetings/plans.ts'
import type { Access } from '../access.ts'
import type { Reference } from '../reference.ts'
import type { Storage, StoredSheet } from '../storage/storage.ts'

/** Those she may read, of one service's contracts. */
export async function openActions(
  storage: Storage,
  reference: Reference,
  access: Access,
  service: ServiceId,
): Promise<readonly CardAction[]> {
  const shared = [...access.notes].filter(scope => {
    const parts = partsOfScope(scope)
    const contract = parts && reference.contract(parts.contract)
    return contract?.service === service && notesIn(parts?.place ?? ('' as PlaceId))?.audience === 'shared'
  })
  const news = await storage.newsOf(new Map(shared.map(scope => [scope, undefined])))
  // A plan of the whole contract may hold actions of one of its places.
  const contracts = Map.groupBy(
    news.flatMap(({ sheets }) => sheets),
    ({ sheet }) => partsOfSheet(sheet)?.contract,
  )
  return [...contracts].flatMap(([contract, sheets]) =>
    contract === undefined
      ? []
      : plansOf(entriesIn(sheets), access.today).flatMap(({ plan, actions }) =>
          actions.filter(isOpen).map(({ place, value: { text, who, owner, due } }): CardAction => {
            const by = who === '' ? (owner === 'provider' ? 'the provider' : 'the council') : who
            return { contract, place, indicators: plan.value.indicators, text, who: by, ...(due ? { due } : {}) }
          }),
        ),
  )
}

const entriesIn = (sheets: readonly StoredSheet[]): readonly Entry[] =>
  entriesOf(
    sheets.flatMap(({ sheet, cells }) =>
      Object.entries(cells).map(([cell, { value, sides }]) => ({ sheet, cell: cell as CellKey, value, sides })),
    ),
  )
