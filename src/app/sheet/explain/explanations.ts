/** The explanations of a month as they stand on this device and are being typed, and the deeds that change them. */
import type { Edit } from '../../../device/desk.ts'
import { explanationsOf } from '../../../domain/checks/queries.ts'
import type { CellValue, Explanation } from '../../../domain/figures/figure.ts'
import { everywhere, indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import { isContested } from '../work/device-view.ts'
import type { MonthWork } from '../work/month-work.ts'
import { seenOf } from '../work/pending.ts'
import { longestText } from '../work/texts.ts'
import {
  cellsFor,
  type Home,
  homesFor,
  moved,
  reasoned,
  type Standing,
  sameTarget,
  saysSomething,
  type Target,
  targetsOf,
  together,
  type Written,
  worded,
} from './explaining.ts'

function roomOf(work: MonthWork): Parameters<typeof moved>[3] {
  return {
    wide: work.month.holdsWide && work.readOnly(everywhere) === undefined,
    taken: ({ place, cell }) =>
      // As it is being typed: one whose last word has just been deleted goes on where it is.
      work.readings.value(place, cell) !== undefined || isContested(work.cell(place, cell)),
  }
}

/** Whether an explanation can be changed here: each of its homes is open to her. */
export const isOpen = (work: MonthWork, { homes }: Pick<Standing, 'homes'>): boolean =>
  homes.every(home => work.readOnly(home.place) === undefined)

/** Written differently by several people: until one is chosen, nothing else is done to it, or a version would be left behind. */
export const isToChoose = (work: MonthWork, { homes }: Pick<Standing, 'homes'>): boolean =>
  homes.some(({ place, cell }) => isContested(work.cell(place, cell)))

/** The same words that somebody without the contract-wide part has written in her other districts. */
function copiesOf(
  work: MonthWork,
  home: Home,
  value: Explanation,
): readonly (Home & { readonly value: Explanation })[] {
  const here = targetsOf(home.place, value.cells)
  return work.month.places
    .filter(place => place !== home.place && work.readOnly(place) === undefined)
    .flatMap(place => {
      const found = [...work.readings.context(place).cells].find(
        ([cell, other]) =>
          cell.startsWith('explain/') &&
          other.type === 'explanation' &&
          saysSomething(other) &&
          other.text === value.text &&
          together([other, value]).reasons.length === value.reasons.length &&
          other.reasons.length === value.reasons.length &&
          here.some(({ indicator }) => other.cells.includes(indicatorCell(indicator))),
      )
      return found?.[1].type === 'explanation' ? [{ place, cell: found[0], value: found[1] }] : []
    })
}

/** Whether nothing stands where an explanation was begun, so that it can go on there. */
export const isFree = (work: MonthWork, { homes }: Pick<Standing, 'homes'>): boolean => !homes.some(roomOf(work).taken)

/** Written differently by several people, of whom only some explain the figure: shown there, so that one is chosen. */
function contestedAt(work: MonthWork, at: Target, place: PlaceId): readonly Standing[] {
  const names = (value: CellValue | null): readonly Target[] =>
    value?.type === 'explanation' ? targetsOf(place, value.cells) : []
  return [...(work.view(place)?.cells ?? [])].flatMap(([cell, view]): readonly Standing[] => {
    if (!cell.startsWith('explain/') || !isContested(view)) return []
    if (names(view.value).some(one => sameTarget(one, at))) return []
    const side = (view.sides ?? []).find(one => names(one.value).some(named => sameTarget(named, at)))
    return side === undefined ? [] : [{ homes: [{ place, cell }], targets: names(side.value), text: '', reasons: [] }]
  })
}

/** Every explanation that hangs on a figure, the return's own first. */
export function standingAt(work: MonthWork, at: Target): readonly Standing[] {
  const { wide } = roomOf(work)
  const contested = [...new Set([at.place, everywhere])].flatMap(place => contestedAt(work, at, place))
  const standing = explanationsOf(work.readings.context(at.place), at.indicator).map((one): Standing => {
    const home: Home = { place: one.wide ? everywhere : at.place, cell: one.cell }
    const copies = wide || one.wide || at.place === everywhere ? [] : copiesOf(work, home, one.value)
    return {
      homes: [home, ...copies.map(({ place, cell }) => ({ place, cell }))],
      targets: [
        ...targetsOf(home.place, one.value.cells),
        ...copies.flatMap(copy => targetsOf(copy.place, copy.value.cells)),
      ],
      text: one.value.text,
      reasons: one.value.reasons,
    }
  })
  return [...standing, ...contested]
}

/** An explanation that is not written yet, of these figures. */
export function unwritten(work: MonthWork, targets: readonly Target[], current: readonly Home[] = []): Standing {
  const [first, ...rest] = homesFor(targets, current, roomOf(work))
  if (first === undefined) throw new RangeError('An explanation of nothing')
  return { homes: [first, ...rest], targets, text: '', reasons: [] }
}

/** Types the words of an explanation in one of its homes. */
export const typeWords = (work: MonthWork, home: Home, targets: readonly Target[], text: string): void =>
  work.typeText(home.place, home.cell, text, (before, typed) => worded(before, typed, cellsFor(home.place, targets)))

const editOf = (work: MonthWork, { place, cell, value }: Written): Edit => ({
  sheet: work.sheet(place),
  cell,
  value,
  // Whatever another tab or a pull brings from here on was not on her screen: it stays beside this as a side.
  ...seenOf(work.cell(place, cell), work.desk.state().made),
})

/** Picks reasons: several, or none. One deed, in every home. */
export async function pickReasons(work: MonthWork, standing: Standing, reasons: readonly string[]): Promise<Standing> {
  await work.flush()
  if (isToChoose(work, standing)) return standing
  const written = standing.homes.map((home): Written => {
    const before = work.cell(home.place, home.cell)?.value ?? null
    return { ...home, value: reasoned(before, reasons, cellsFor(home.place, standing.targets)) }
  })
  await work.apply(written.map(one => editOf(work, one)))
  return { ...standing, reasons }
}

/**
 * Hangs an explanation on other figures than now, as one deed; gives it back as it stands then. What it says is read
 * once more at the moment of moving: what another tab wrote until then goes with it.
 */
export async function hangOn(work: MonthWork, standing: Standing, targets: readonly Target[]): Promise<Standing> {
  await work.flush()
  if (isToChoose(work, standing)) return standing
  const now = standing.homes.flatMap(home => {
    const value = work.cell(home.place, home.cell)?.value
    return value?.type === 'explanation' ? [{ home, value }] : []
  })
  const said = together(now.map(one => one.value))
  if (!saysSomething(said)) return unwritten(work, targets, standing.homes)
  if (said.text.length > longestText) return standing
  // What somebody hung on it meanwhile stays hung.
  const meanwhile = now
    .flatMap(({ home, value }) => targetsOf(home.place, value.cells))
    .filter(one => !standing.targets.some(known => sameTarget(known, one)))
  const all = [...targets, ...meanwhile]
  const written = moved(said, standing.homes, all, roomOf(work))
  await work.apply(written.map(one => editOf(work, one)))
  const [first, ...rest] = written.filter(one => one.value !== null)
  if (first === undefined) return standing
  const home = ({ place, cell }: Written): Home => ({ place, cell })
  return { homes: [home(first), ...rest.map(home)], targets: all, ...said }
}
