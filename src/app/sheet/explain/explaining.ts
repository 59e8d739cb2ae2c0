/**
 * What an explanation hangs on and where it is written. Over one district (or the contract-wide part alone) it stands in
 * that return; over several in the contract-wide part, naming each cell with its district; or, for somebody who may not
 * write there, once in each district's return with the same words. Pure.
 */
import { cellOfPlace } from '../../../domain/cell-kinds.ts'
import type { CellValue, Explanation } from '../../../domain/figures/figure.ts'
import {
  type CellKey,
  everywhere,
  explanationCell,
  type IndicatorId,
  indicatorCell,
  type PlaceId,
} from '../../../domain/ids.ts'

/** A figure that is explained. */
export interface Target {
  readonly place: PlaceId
  readonly indicator: IndicatorId
}

/** The cell that an explanation is written in. */
export interface Home {
  readonly place: PlaceId
  readonly cell: CellKey
}

/** What an explanation says. */
export interface Said {
  readonly text: string
  readonly reasons: readonly string[]
}

/** One explanation as a person sees it: the same words in each of its homes. */
export interface Standing extends Said {
  readonly homes: readonly [Home, ...Home[]]
  readonly targets: readonly Target[]
}

export interface Written extends Home {
  readonly value: Explanation | null
}

export const sameTarget = (a: Target, b: Target): boolean => a.place === b.place && a.indicator === b.indicator
export const sameHome = (a: Home, b: Home): boolean => a.place === b.place && a.cell === b.cell
export const homeId = ({ place, cell }: Home): string => `${place}|${cell}`
export const saysSomething = ({ text, reasons }: Said): boolean => text.trim() !== '' || reasons.length > 0

/** The figures that an explanation in a return of `place` names. */
export const targetsOf = (place: PlaceId, cells: readonly CellKey[]): readonly Target[] =>
  cells.map(cell => {
    const [first = '', second] = cell.split('/')
    return second === undefined
      ? { place, indicator: first as IndicatorId }
      : { place: first as PlaceId, indicator: second as IndicatorId }
  })

/** How an explanation in a return of `place` names those of the figures that are its to explain: each once. */
export function cellsFor(place: PlaceId, targets: readonly Target[]): CellKey[] {
  const own = targets.filter(target => place === everywhere || target.place === place)
  const named = own.map(target =>
    target.place === place ? indicatorCell(target.indicator) : cellOfPlace(target.place, target.indicator),
  )
  return [...new Set(named)]
}

/** Half an emoji (a cut pair) would be another text on the server: it is written as the sign for what cannot be read. */
const cleaned = (text: string): string => text.replace(/\r\n?/g, '\n').toWellFormed().trim()

/** The explanation that a text area makes; null when neither words nor a picked reason are left. */
export function worded(before: CellValue | null, text: string, cells: readonly CellKey[]): Explanation | null {
  const known = before?.type === 'explanation' ? before : undefined
  const value: Explanation = {
    type: 'explanation',
    text: cleaned(text),
    reasons: known?.reasons ?? [],
    cells: known?.cells ?? [...cells],
  }
  return saysSomething(value) ? value : null
}

/** The explanation with these reasons picked; null when neither words nor a reason are left. */
export function reasoned(
  before: CellValue | null,
  reasons: readonly string[],
  cells: readonly CellKey[],
): Explanation | null {
  const known = before?.type === 'explanation' ? before : undefined
  const value: Explanation = {
    type: 'explanation',
    text: known?.text ?? '',
    reasons: [...new Set(reasons)],
    cells: known?.cells ?? [...cells],
  }
  return saysSomething(value) ? value : null
}

/** Everything that several versions say, each thing once: none of it is dropped. */
export function together(all: readonly Said[]): Said {
  const texts = all.map(one => one.text.trim()).filter(text => text !== '')
  return { text: [...new Set(texts)].join('\n'), reasons: [...new Set(all.flatMap(one => one.reasons))] }
}

interface Room {
  /** She may write in the contract-wide part. */
  readonly wide: boolean
  /** Whether a cell already holds another explanation. */
  readonly taken: (home: Home) => boolean
}

/** `explain/ID`, named for the first figure it was written for; `explain/ID_2` and on where another one stands there. */
function freeCell(place: PlaceId, id: IndicatorId, { taken }: Room): Home {
  for (let n = 1; ; n += 1) {
    const home = { place, cell: explanationCell(n === 1 ? id : `${id}_${n}`) }
    if (!taken(home)) return home
  }
}

/** Where an explanation of these figures is written; a home that it has and can keep it keeps. */
export function homesFor(targets: readonly Target[], current: readonly Home[], room: Room): readonly Home[] {
  const places = [...new Set(targets.map(target => target.place))]
  // What hangs on the contract's own figure stands in its return, with whatever else it explains.
  const where = places.length > 1 && (room.wide || places.includes(everywhere)) ? [everywhere] : places
  return where.flatMap(place => {
    const kept = current.find(home => home.place === place)
    const first = targets.find(target => place === everywhere || target.place === place)
    return kept ? [kept] : first ? [freeCell(place, first.indicator, room)] : []
  })
}

/**
 * What is written so that an explanation hangs on these figures and no others: its words in each home it has then, and
 * nothing in those it leaves. Everything it says goes with it.
 */
export function moved(
  said: Said,
  current: readonly Home[],
  targets: readonly Target[],
  room: Room,
): readonly Written[] {
  if (targets.length === 0) throw new RangeError('An explanation of nothing would lose its words')
  const homes = homesFor(targets, current, room)
  const left = current.filter(home => !homes.some(one => sameHome(one, home)))
  return [
    ...homes.map(home => ({
      ...home,
      value: saysSomething(said)
        ? {
            type: 'explanation' as const,
            text: said.text,
            reasons: [...said.reasons],
            cells: cellsFor(home.place, targets),
          }
        : null,
    })),
    ...left.map(home => ({ ...home, value: null })),
  ]
}
