/** An officer's month board: the returns of her services and areas in one month, rated by the same rule as on the device. */
import { everywhere, type SheetId, sheetOf } from '../../domain/ids.ts'
import type { ReturnContext } from '../../domain/reading.ts'
import type { Contract } from '../../domain/set/indicator-set.ts'
import type { Period } from '../../domain/time/period.ts'
import type { Board } from '../../protocol/exchange.ts'
import { type Access, mayAt, servicesOf } from '../access.ts'
import type { Reference } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import { standingValues } from '../sync/decide/decide-return.ts'
import { boardRow } from './board-row.ts'
import { earlierMonths } from './earlier-months.ts'

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
export async function board(
  storage: Pick<Storage, 'sheets'>,
  reference: Reference,
  access: Access,
  period: Period,
): Promise<Board> {
  const { set } = reference
  const asked = set.contracts
    .filter(contract => reference.isOpen(contract, period))
    .flatMap(contract =>
      [...contract.places, everywhere]
        .filter(place => mayAt(access, 'review-returns', contract.id, place))
        .map(place => ({ contract, place, sheet: sheetOf(contract.id, place, period) })),
    )
  // Explanations of several districts stand in the contract-wide part, for whoever may read it.
  const wide = [...new Set(asked.map(({ contract }) => sheetOf(contract.id, everywhere, period)))]
  const [stored, earlier] = await Promise.all([
    storage.sheets([...new Set([...asked.map(each => each.sheet), ...wide])]),
    earlierMonths(storage, reference, asked, period),
  ])
  const valuesOf = (sheet: SheetId) => standingValues(stored.get(sheet)?.cells ?? {})
  const services = new Set(servicesOf(access))
  return {
    period,
    collections: reference.collections.filter(each => services.has(each.service as Contract['service'])),
    rows: asked.map(({ contract, place, sheet }) => {
      const whole = sheetOf(contract.id, everywhere, period)
      const readsWhole = place !== everywhere && mayAt(access, 'read-returns', contract.id, everywhere)
      const context: ReturnContext = {
        set,
        contract,
        place,
        period,
        cells: valuesOf(sheet),
        ...(readsWhole ? { wide: valuesOf(whole) } : {}),
        history: earlier(contract.id, place),
      }
      return boardRow(sheet, stored.get(sheet), context, reference.setVersion)
    }),
  }
}
