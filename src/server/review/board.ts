/** An officer's month board: the returns of her services and areas in one month, rated by the same rule as on the device. */
import { everywhere, type SheetId, sheetOf } from '../../domain/ids.ts'
import { completeness, indicatorsOf, type ReturnContext, readCell } from '../../domain/reading.ts'
import type { Contract } from '../../domain/set/indicator-set.ts'
import { enteredAt } from '../../domain/set/indicators.ts'
import type { Period } from '../../domain/time/period.ts'
import type { Board, BoardRow } from '../../protocol/exchange.ts'
import { type Access, mayAt, servicesOf } from '../access.ts'
import type { Reference } from '../reference.ts'
import type { Storage, StoredSheet } from '../storage/storage.ts'
import { standingValues } from '../sync/decide/decide-return.ts'

/** The month shown when none is asked for: the latest open one, else the latest there is. */
export const latestMonth = (reference: Reference): Period | undefined => {
  const months = (wanted: readonly { readonly period: Period }[]): Period | undefined =>
    wanted
      .map(each => each.period)
      .sort()
      .at(-1)
  return months(reference.collections.filter(each => each.state === 'open')) ?? months(reference.collections)
}

/** A row a return, never opened ones included. Months that are history have no returns here. */
export async function board(storage: Storage, reference: Reference, access: Access, period: Period): Promise<Board> {
  const { set } = reference
  const asked = set.contracts
    .filter(contract => reference.isOpen(contract, period))
    .flatMap(contract =>
      [...contract.places, everywhere]
        .filter(place => mayAt(access, 'review-returns', contract.id, place))
        .map(place => ({ contract, place, sheet: sheetOf(contract.id, place, period) })),
    )
  const stored = await storage.sheets(asked.map(each => each.sheet))
  const services = new Set(servicesOf(access))
  return {
    period,
    collections: reference.collections.filter(each => services.has(each.service as Contract['service'])),
    rows: asked.map(({ contract, place, sheet }) => {
      const row = stored.get(sheet)
      const cells = standingValues(row?.cells ?? {})
      const history = reference.history(contract.id, place)
      return boardRow(sheet, row, { set, contract, place, period, cells, history })
    }),
  }
}

function boardRow(sheet: SheetId, row: StoredSheet | undefined, context: ReturnContext): BoardRow {
  const { owed, done } = completeness(context)
  const ratings = { green: 0, amber: 0, red: 0, notRated: 0 }
  for (const indicator of indicatorsOf(context.set, context.contract, context.period)) {
    if (!enteredAt(indicator, context.place)) continue
    ratings[readCell(context, indicator).rating.rag ?? 'notRated'] += 1
  }
  return {
    sheet,
    state: row?.state ?? 'open',
    answered: done,
    owed,
    written: context.cells.size,
    ordinal: row?.submission?.ordinal ?? null,
    submittedAt: row?.submission?.receivedAt ?? null,
    lockedOut: row?.late?.length ?? 0,
    conflicts: Object.values(row?.cells ?? {}).filter(cell => cell.sides !== undefined).length,
    ratings,
  }
}
