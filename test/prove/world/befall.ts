/** What befalls devices and the server: clocks, disks, sessions, copies, backups, access, definitions. */
import type { Desk } from '../../../src/device/desk.ts'
import type { Instant } from '../../../src/domain/ids.ts'
import { cells, editor, lead, referenceOf, set } from '../../device/county.ts'
import { copyOf } from '../../device/simulated-device.ts'
import { copyOfDisk } from '../../device/simulated-server.ts'
import { deliver } from './network.ts'
import { grants, worker } from './people.ts'
import { within } from './perform.ts'
import type { Step } from './steps.ts'
import type { Profile, Tab, World } from './world.ts'

const day = 86_400_000
/** A backup older than this is none that the devices promise to survive. */
const promised = 34 * day

const pick = <T>(items: readonly T[], index: number): T | undefined =>
  items.length === 0 ? undefined : items[index % items.length]

export async function befall(world: World, step: Step, tab?: Tab, desk?: Desk): Promise<void> {
  const { server } = world
  const profile = 'profile' in step ? pick(world.profiles, step.profile) : undefined
  switch (step.do) {
    case 'draft': {
      const sheet = pick([...(desk?.state().sheets.keys() ?? [])].sort(), step.sheet)
      if (tab === undefined || desk === undefined || sheet === undefined) return
      const text = step.empty ? '' : `${world.fresh()}a`
      const draft = { sheet, cell: cells.open, field: 'value', text }
      const drafted = world.witness.drafting(tab.profile, draft)
      const answer = await within(tab, desk.keepDraft(draft))
      drafted(answer?.ok ?? false)
      return
    }
    case 'offline':
      if (tab !== undefined) tab.weather.offline = step.off
      return
    case 'disk':
      if (tab !== undefined) for (let times = 0; times < step.times; times += 1) tab.storage.push(step.fault)
      return
    case 'clock':
      if (profile !== undefined) profile.clock = world.clocks(step.hours)
      return
    case 'sign-out':
      if (profile !== undefined) server.sessions.delete(profile.name)
      return world.happens('signed-out')
    case 'someone-else':
      if (profile !== undefined) server.sessions.set(profile.name, profile.person.id === lead.id ? editor.id : lead.id)
      return world.happens('someone-else')
    case 'copy':
      if (profile !== undefined && world.profiles.length < 6) await copyProfile(world, profile)
      return
    case 'keep-image':
      if (profile === undefined) return
      profile.image = { disk: await copyOf(profile.disk), made: world.witness.made.length }
      return
    case 'roll-back':
      if (profile !== undefined) await rollBack(world, profile)
      return
    case 'backup':
      world.backup()
      return
    case 'verify': {
      const latest = world.backups.at(-1)
      if (latest !== undefined) server.durableThrough = new Date(latest.at).toISOString() as Instant
      return
    }
    case 'restore':
      return restore(world, step.which)
    case 'days':
      server.clock += step.days * day
      await server.settle()
      world.happened.add('days')
      return world.happens('days')
    case 'grant':
      server.people = server.people.map(each =>
        each.id === worker.id ? { ...each, contracts: pick(grants, step.which) ?? [] } : each,
      )
      world.happened.add('granted')
      return world.happens('grant')
    case 'definition':
      return changeDefinition(world)
    case 'protocol':
      if (step.newer) server.trouble.set('/api/pull', 'update-needed')
      else server.trouble.delete('/api/pull')
      return world.happens('newer-protocol')
    case 'damage':
      return damage(world, step.how, desk)
    case 'export': {
      if (tab === undefined || desk === undefined) return
      world.files.push({ person: tab.profile.person, text: await (await desk.exportUnsent()).text() })
      return
    }
    case 'import': {
      const file = pick(world.files, step.which)
      if (tab === undefined || desk === undefined || file === undefined) return
      world.happened.add('imported')
      world.happens('imported')
      await within(tab, desk.importBackup(file.text))
      return
    }
    case 'deliver':
      return deliverKept(world)
    default:
  }
}

/** Everything the network held back arrives now, the last first. */
export async function deliverKept(world: World): Promise<void> {
  for (const kept of world.kept.splice(0).reverse()) {
    world.happens('delivered-late')
    const now = world.server.sessions.get(kept.jar)
    // It carries the cookie of its time: a session that has ended since answers nothing.
    if (kept.person !== undefined && now === kept.person) await deliver(world, kept)
  }
}

/** A profile copied to another machine, cookies and all: both go on. */
async function copyProfile(world: World, profile: Profile): Promise<void> {
  const who = profile.person.id === worker.id ? 'worker' : profile.person.id === lead.id ? 'lead' : 'editor'
  const copy = world.newProfile(who, await copyOf(profile.disk), { older: profile.older })
  const person = world.server.sessions.get(profile.name)
  if (person !== undefined) world.server.sessions.set(copy.name, person)
  world.happened.add('copied')
  world.happens('copied')
  world.witness.inherit(profile, copy)
  await world.anotherTab(copy)
}

async function rollBack(world: World, profile: Profile): Promise<void> {
  const { image } = profile
  if (image === undefined) return
  world.happened.add('rolled-back')
  world.happens('rolled-back')
  for (const tab of profile.tabs) world.kill(tab)
  world.witness.rolledBack(profile, image.made)
  profile.disk = await copyOf(image.disk)
  for (const tab of profile.tabs) await world.restart(tab)
}

function restore(world: World, which: number): void {
  const { server } = world
  const allowed = world.backups.filter(each => world.anyBackup || server.clock - each.at < promised)
  const backup = pick(allowed, which)
  if (backup === undefined) return
  server.disk = copyOfDisk(backup.disk)
  server.sessions = new Map(backup.sessions)
  server.durableThrough = backup.durableThrough
  world.happened.add('restored')
  if (server.clock - backup.at >= promised) world.happened.add('lost-for-good')
  world.happens('restored')
  world.replay.rebuild()
}

/** What counts as open changes: another meaning of the figure. */
function changeDefinition(world: World): void {
  const { server } = world
  const { reference } = server
  const indicators = reference.set.indicators.map(each =>
    each.id === (cells.open as string)
      ? { ...each, definition: { ...each.definition, counts: `${each.definition.counts}, and more` } }
      : each,
  )
  server.reference = referenceOf({ ...set, indicators })
  world.happens('definition')
}

/** The newest change that waits leaves damaged. */
function damage(world: World, how: 'unreadable' | 'nameless', desk: Desk | undefined): void {
  const waiting = [...(desk?.state().sheets.values() ?? [])].flatMap(view =>
    [...view.cells.values()].flatMap(cell => (cell.standing === 'waiting' && cell.base !== null ? [cell.base] : [])),
  )
  // Damaged from the beginning: one that has arrived whole is no bad one.
  const newest = waiting
    .filter(opId => !world.witness.idHasLeft(opId))
    .sort()
    .at(-1)
  if (newest === undefined) return
  world.damaged.set(newest, how)
  world.happens(how)
}
