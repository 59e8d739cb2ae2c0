/** What must be true after every step, whatever the weather: the screen and the status line tell the truth. */
import type { DeskState } from '../../../src/device/desk.ts'
import { canonical } from '../../../src/domain/figures/figure.ts'
import type { Profile, Tab, World } from '../world/world.ts'
import type { Made } from './witness.ts'

export const keyOf = ({ person, sheet, cell, value }: Made): string => `${person} ${sheet} ${cell} ${value}`

export function afterwards(world: World, tab: Tab | undefined): void {
  if (tab?.desk === undefined || tab.program.killed()) return
  const { profile, desk } = tab
  const state = desk.state()
  const newest = world.witness
    .newestSaved(profile)
    .filter(each => !refusedOn(state, each) && !world.witness.hasClosedValue(each))
  const received = (each: Made): boolean => world.replay.everReceived.has(keyOf(each))
  const lacking = newest.filter(each => !received(each))
  readsDrafts(world, profile, state)
  if (world.happened.has('copied') || world.happened.has('rolled-back')) return
  statusIsTrue(world, state, lacking)
  for (const each of lacking) isShown(world, state, each)
  for (const each of world.witness.made)
    if (each.tab === tab && each.state === 'unsaved' && isNewest(world, each) && !received(each))
      isShown(world, state, each)
}

const isNewest = (world: World, made: Made): boolean =>
  world.witness.made.findLast(
    each => each.profile === made.profile && each.sheet === made.sheet && each.cell === made.cell,
  ) === made

/** Closed by a person, or shown to her under *Needs you*: it is accounted for. */
export const refusedOn = ({ needsYou }: DeskState, { sheet, cell, value }: Made): boolean =>
  needsYou.some(each => each.sheet === sheet && each.cell === cell && canonical(each.value) === value)

/** Nothing said to be received is missing at the server. */
function statusIsTrue(world: World, { status }: DeskState, lacking: readonly Made[]): void {
  if (status.waiting > 0 || status.unsaved > 0 || lacking.length === 0) return
  world.broken('P1', `Nothing waits, it is said, but the server never had ${lacking.map(keyOf).join(' and ')}`)
}

/** P8, P17: her own work that the server has not decided is on her screen. */
function isShown(world: World, state: DeskState, made: Made): void {
  const view = state.sheets.get(made.sheet)
  // A return that was taken from her is on no screen.
  if (view === undefined) return
  const shown = canonical(view.cells.get(made.cell)?.value ?? null)
  if (shown !== made.value) world.broken('P8', `${keyOf(made)} waits, but the screen shows ${shown}`)
}

/** P8: text that cannot be read as a figure stays as it was typed. */
function readsDrafts(world: World, profile: Profile, state: DeskState): void {
  const kept = new Map(state.drafts.map(({ sheet, cell, field, text }) => [`${sheet} ${cell} ${field}`, text]))
  for (const [place, texts] of world.witness.draftsOf(profile)) {
    const text = kept.get(place) ?? ''
    if (!texts.has(text)) world.broken('P8', `A draft reads ${JSON.stringify(text)}, not ${[...texts].join(' or ')}`)
  }
}
