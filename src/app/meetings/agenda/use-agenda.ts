/** What an agenda is made of, read from the server: the board, and each district's return, several at once. */
import { useCallback, useEffect, useState } from 'react'
import type { Refusal } from '../../../device/desk.ts'
import type { Office } from '../../../device/door/office.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { type CellKey, everywhere, type PlaceId, sheetOf } from '../../../domain/ids.ts'
import type { ReturnContext } from '../../../domain/reading.ts'
import type { Contract } from '../../../domain/set/indicator-set.ts'
import type { Period } from '../../../domain/time/period.ts'
import type { Board, ReturnView, SheetRow } from '../../../protocol/exchange.ts'
import type { Read } from './agenda.ts'

const valuesOf = (row: SheetRow): ReadonlyMap<CellKey, CellValue> =>
  new Map(
    Object.entries(row.cells).flatMap(([key, { value }]): readonly [CellKey, CellValue][] =>
      value === null ? [] : [[key as CellKey, value]],
    ),
  )

export function contextOf(
  set: Office['set'],
  contract: Contract,
  place: PlaceId,
  period: Period,
  { row, history, wide }: ReturnView,
): ReturnContext {
  return {
    set,
    contract,
    place,
    period,
    cells: valuesOf(row),
    ...(wide && place !== everywhere ? { wide: valuesOf(wide) } : {}),
    history: history.months,
  }
}

export type AgendaData =
  | { readonly is: 'reading'; readonly done: number; readonly of: number }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'read'; readonly board: Board; readonly reads: readonly Read[] }

/** Reads anew for another month, and when asked to; `places` must be stable. */
export function useAgenda(
  office: Office | undefined,
  contract: Contract,
  places: readonly PlaceId[],
  period: Period,
): { readonly data: AgendaData; readonly again: () => void } {
  const [data, setData] = useState<AgendaData>({ is: 'reading', done: 0, of: places.length + 1 })
  const [turn, setTurn] = useState(0)
  const again = useCallback(() => setTurn(before => before + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn reads anew
  useEffect(() => {
    let gone = false
    let done = 0
    const of = places.length + 1
    const counted = <T>(answer: T): T => {
      done += 1
      if (!gone) setData({ is: 'reading', done, of })
      return answer
    }
    const read = async (): Promise<AgendaData> => {
      if (office === undefined) return { is: 'refused', refusal: { type: 'offline' } }
      const [board, ...views] = await Promise.all([
        office.board(period).then(counted),
        ...places.map(async place => ({
          place,
          answer: counted(await office.returnView(sheetOf(contract.id, place, period))),
        })),
      ])
      if (!board.ok) return { is: 'refused', refusal: board.refusal }
      const reads: Read[] = []
      for (const { place, answer } of views) {
        if (!answer.ok) return { is: 'refused', refusal: answer.refusal }
        reads.push({ place, view: answer.value, context: contextOf(office.set, contract, place, period, answer.value) })
      }
      return { is: 'read', board: board.value, reads }
    }
    setData({ is: 'reading', done: 0, of })
    void read().then(next => {
      if (!gone) setData(next)
    })
    return () => {
      gone = true
    }
  }, [office, contract, places, period, turn])
  return { data, again }
}
