/** The weather clears: everything that was made must now have arrived, once, and everybody see the same. */

import { canonical } from '../../../src/domain/figures/figure.ts'
import type { IsoDate } from '../../../src/domain/ids.ts'
import { accessOf } from '../../../src/server/access.ts'
import type { StoredSheet } from '../../../src/server/storage/storage.ts'
import { deliverKept } from '../world/befall.ts'
import { turn } from '../world/chance.ts'
import type { Who } from '../world/people.ts'
import type { Profile, Tab, World } from '../world/world.ts'
import { keyOf, refusedOn } from './observe.ts'
import { receivedKey } from './replay.ts'
import type { Made } from './witness.ts'

/** P6: in no more rounds than these, each tab syncing once a round. */
const mostRounds = 5

export async function quiet(world: World): Promise<void> {
  await faultsStop(world)
  let rounds = 0
  while (rounds < mostRounds && !(await round(world))) rounds += 1
  // Once more, so that everybody has what the last of them sent.
  await round(world)
  const tabs = world.tabs()
  for (const tab of tabs) isQuiet(world, tab)
  for (const tab of tabs) seesTheTruth(world, tab)
  everythingArrived(world)
  waitsForNothing(world)
  await aNewDeviceSeesTheSame(world)
}

async function faultsStop(world: World): Promise<void> {
  world.server.trouble.clear()
  for (const tab of world.tabs()) {
    tab.weather.plan.length = 0
    tab.weather.delays.length = 0
    tab.weather.offline = false
    tab.storage.length = 0
    tab.lives = Number.POSITIVE_INFINITY
    if (tab.program.killed()) await world.restart(tab)
  }
  await deliverKept(world)
  for (const tab of world.tabs())
    if (world.server.sessions.get(tab.profile.name) !== tab.profile.person.id) await world.signIn(tab)
}

/** Whether nothing waits any more. */
async function round(world: World): Promise<boolean> {
  for (const tab of world.tabs()) {
    tab.program.runTimers()
    await tab.desk?.sync()
    for (let turns = 0; turns < 12; turns += 1) await turn()
  }
  return world.tabs().every(({ desk }) => {
    const status = desk?.state().status
    return status?.waiting === 0 && status.unsaved === 0 && status.connection === 'idle'
  })
}

function isQuiet(world: World, { desk, profile }: Tab): void {
  const status = desk?.state().status
  if (status === undefined) {
    world.broken('P6', `${profile.name} does not run`)
    return
  }
  const { waiting, unsaved, connection, storage } = status
  if (waiting > 0 || unsaved > 0 || connection !== 'idle' || storage !== null)
    world.broken('P6', `${profile.name} is not quiet: ${JSON.stringify({ waiting, unsaved, connection, storage })}`)
}

/** P4, P7, P11, P12: what she sees is what the server has, of the returns she holds and no others. */
function seesTheTruth(world: World, { desk, profile }: Tab): void {
  if (desk === undefined) return
  const { server } = world
  const person = server.people.find(each => each.id === profile.person.id) ?? profile.person
  const { scopes } = accessOf(person, server.reference.set, '2017-07-11' as IsoDate)
  const state = desk.state()
  for (const sheet of server.disk.sheets.values()) {
    const view = state.sheets.get(sheet.sheet)
    if (!scopes.has(sheet.scope)) {
      if (view !== undefined) world.broken('P11', `${profile.name} still sees ${sheet.sheet}`)
      continue
    }
    const shown = new Map(
      [...(view?.cells ?? [])]
        .filter(([, cell]) => cell.standing !== 'waiting' && cell.base !== null)
        .map(([key, cell]) => [key as string, asText(cell.value, cell.base, cell.sides)]),
    )
    const waits = new Set(
      [...(view?.cells ?? [])].filter(([, cell]) => cell.standing === 'waiting').map(([key]) => key),
    )
    const told = truthOf(sheet)
    for (const key of new Set([...told.keys(), ...shown.keys()]))
      if (shown.get(key) !== told.get(key) && !waits.has(key as never))
        world.broken('P4', `${profile.name} sees ${sheet.sheet} ${key} as ${shown.get(key)}, it is ${told.get(key)}`)
    if (view?.state !== sheet.state)
      world.broken('P4', `${profile.name} sees ${sheet.sheet} as ${view?.state}, it is ${sheet.state}`)
  }
}

const asText = (
  value: unknown,
  token: unknown,
  sides: readonly { readonly token: string; readonly value: unknown }[] | undefined,
): string =>
  [token, canonical(value), ...(sides ?? []).map(side => `${side.token} ${canonical(side.value)}`).sort()].join(' | ')

const truthOf = (sheet: StoredSheet): ReadonlyMap<string, string> =>
  new Map(Object.entries(sheet.cells).map(([key, cell]) => [key, asText(cell.value, cell.token, cell.sides)]))

/** P1 and P3. */
function everythingArrived(world: World): void {
  const times = new Map<string, number>()
  for (const each of world.server.disk.operations.values()) {
    const key = receivedKey(each.person, each)
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  const accounted = (made: Made): boolean =>
    times.has(keyOf(made)) ||
    (world.happened.has('lost-for-good') && world.replay.everReceived.has(keyOf(made))) ||
    isVisible(world, made.profile, made) ||
    world.witness.hasClosedValue(made)
  for (const made of world.witness.made) {
    if (made.state === 'perhaps' || made.state === 'saving' || accounted(made)) continue
    const later = world.witness.made
      .slice(world.witness.made.indexOf(made) + 1)
      .filter(each => each.profile === made.profile && each.sheet === made.sheet && each.cell === made.cell)
    if (!world.witness.hasLeft(made) && later.some(accounted)) continue
    world.broken('P1', `${keyOf(made)} was ${made.state} on ${made.profile.name} and is nowhere`)
  }
  countedOnce(world, times)
  refusalsAreShown(world)
  lateIsOffered(world)
}

/** P3, where nothing has happened that makes two of one. */
function countedOnce(world: World, times: ReadonlyMap<string, number>): void {
  if (world.happened.has('copied') || world.happened.has('rolled-back')) return
  for (const [key, count] of times) {
    const made = world.witness.made.filter(each => keyOf(each) === key).length
    if (made > 0 && count > made) world.broken('P3', `${key} was made ${made} times and counted ${count} times`)
  }
}

/** A refusal is under *Needs you* of its author, until she closes it. */
function refusalsAreShown(world: World): void {
  if (world.happened.has('copied') || world.happened.has('rolled-back')) return
  for (const each of world.server.disk.operations.values()) {
    if (each.outcome !== 'rejected' || each.cell === null || world.witness.hasClosed(each.opId)) continue
    const profiles = world.profiles.filter(profile => profile.person.id === each.person)
    const shown = profiles.some(profile =>
      profile.tabs.some(tab => tab.desk?.state().needsYou.some(needs => needs.opId === each.opId)),
    )
    if (!shown) world.broken('P1', `${each.opId} of ${each.person} was refused (${each.code}) and nobody is told`)
  }
}

/** What came after submission is offered to the leads until it is taken in, left out, or replaced by its author. */
function lateIsOffered(world: World): void {
  const { operations, sheets } = world.server.disk
  const all = [...operations.values()]
  for (const [index, each] of all.entries()) {
    if (each.code !== 'locked' || each.cell === null || each.sheet === null) continue
    if (sheets.get(each.sheet)?.late?.some(({ opId }) => opId === each.opId)) continue
    const done = all
      .slice(index + 1)
      .some(
        ({ person, sheet, cell, body }) =>
          (person === each.person && sheet === each.sheet && cell === each.cell) || body.includes(each.opId),
      )
    if (!done) world.broken('P1', `${each.opId} came late to ${each.sheet} and is offered to nobody`)
  }
}

const isVisible = (world: World, profile: Profile, made: Made): boolean =>
  world.profiles
    .filter(each => each.person.id === profile.person.id)
    .some(each => each.tabs.some(({ desk }) => desk !== undefined && refusedOn(desk.state(), made)))

/** Nothing waits for what nobody can send any more. */
function waitsForNothing(world: World): void {
  const reasons = ['copied', 'rolled-back', 'imported', 'lost-for-good'] as const
  if (reasons.some(each => world.happened.has(each)) || [...world.damaged.values()].includes('nameless')) return
  for (const each of world.server.disk.operations.values())
    if (each.outcome === 'waiting') world.broken('P1', `${each.opId} still waits for ${each.base}`)
}

/** P12: the whole and what came bit by bit are the same. */
async function aNewDeviceSeesTheSame(world: World): Promise<void> {
  if (world.violations.length > 0 || world.chance() < 0.7) return
  const names: readonly Who[] = ['lead', 'editor', 'worker']
  const who = names[Math.floor(world.chance() * names.length)] ?? 'lead'
  const tab = await world.firstTab(world.newProfile(who))
  seesTheTruth(world, tab)
}
