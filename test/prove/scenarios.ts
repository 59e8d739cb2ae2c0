/** Which histories are tried: who is there, and what befalls them how often. Each is aimed at some of the rules. */
import type { Doing, Step } from './world/steps.ts'
import type { World } from './world/world.ts'

const edit = (tab: number): Step => ({ do: 'edit', tab, sheet: 1, cell: 0, how: 'figure' })
const paste = (tab: number): Step => ({ do: 'paste', tab, sheet: 1 })
const sync = (tab: number): Step => ({ do: 'sync', tab, plan: [], delays: [] })

export interface Scenario {
  /** The rules it is aimed at; every rule is checked in every history. */
  readonly rules: string
  readonly title: string
  readonly people: (world: World) => Promise<void>
  readonly weights: Readonly<Partial<Record<Doing, number>>>
  readonly steps: number
  /** Everybody works on the same figure. */
  readonly oneFigure?: true
  /** What has happened before anything is tried. */
  readonly opening?: readonly Step[]
  /** The clocks of all devices agree, in two ways, and the end must be the same. */
  readonly twice?: true
}

const alone = async (world: World): Promise<void> => {
  await world.firstTab(world.newProfile('lead'))
}
const twoPeople = async (world: World): Promise<void> => {
  await world.firstTab(world.newProfile('lead'))
  await world.firstTab(world.newProfile('editor'))
}
/** The lead has two tabs on a tablet, the editor a laptop, the field worker a tablet of her own. */
const everybody = async (world: World): Promise<void> => {
  const tablet = world.newProfile('lead')
  await world.firstTab(tablet)
  await world.anotherTab(tablet)
  await world.firstTab(world.newProfile('editor'))
  await world.firstTab(world.newProfile('worker'))
}
const twoTabs = async (world: World): Promise<void> => {
  const tablet = world.newProfile('lead')
  await world.firstTab(tablet)
  await world.anotherTab(tablet)
  await world.firstTab(world.newProfile('editor'))
}
const olderApp = async (world: World): Promise<void> => {
  await world.firstTab(world.newProfile('lead', undefined, { older: true }))
  await world.firstTab(world.newProfile('editor'))
}
/** The lead has two tablets. */
const threeDevices = async (world: World): Promise<void> => {
  await twoPeople(world)
  await world.firstTab(world.newProfile('lead'))
}
const anyBackup = async (world: World): Promise<void> => {
  world.anyBackup = true
  await twoPeople(world)
}
const leadAndWorker = async (world: World): Promise<void> => {
  await world.firstTab(world.newProfile('lead'))
  await world.firstTab(world.newProfile('worker'))
}

const work = { edit: 8, sync: 5, slow: 2, beside: 2, choose: 1 } as const

export const scenarios = {
  everything: {
    rules: 'P1 P2 P3 P4 P6 P7 P8 P12',
    title: 'whatever happens in whatever order, nothing is lost, doubled or overwritten unseen',
    people: everybody,
    weights: {
      ...work,
      paste: 1,
      draft: 1,
      submit: 1,
      'take-back': 1,
      again: 1,
      close: 1,
      'take-in': 1,
      'leave-out': 1,
      together: 1,
      'both-fields': 1,
      offline: 1,
      kill: 1,
      disk: 1,
      clock: 1,
      'sign-out': 1,
      'someone-else': 1,
      copy: 1,
      'keep-image': 1,
      'roll-back': 1,
      backup: 1,
      restore: 1,
      verify: 1,
      days: 1,
      grant: 1,
      definition: 1,
      protocol: 1,
      damage: 1,
      export: 1,
      import: 1,
      deliver: 1,
    },
    steps: 40,
  },
  network: {
    rules: 'P1 P3 P5 P6',
    title: 'requests and answers lost, doubled, late and out of order leave each change there once, in order',
    people: twoPeople,
    weights: { ...work, deliver: 2, offline: 1 },
    steps: 25,
  },
  seen: {
    rules: 'P2',
    title: 'a write replaces what its author saw and nothing else; everything else is a conflict with every side',
    people: twoPeople,
    weights: { ...work, edit: 10, slow: 5, beside: 6, paste: 1 },
    steps: 25,
  },
  beside: {
    rules: 'P2 P8',
    title: 'what is typed while the news is being stored replaces what was on the screen',
    people: twoPeople,
    weights: { beside: 10, edit: 3, sync: 3 },
    steps: 14,
    oneFigure: true,
  },
  chain: {
    rules: 'P2',
    title: 'edits made while earlier ones are under way build on one another',
    people: alone,
    weights: { edit: 8, sync: 4, slow: 4, beside: 4, offline: 1 },
    steps: 16,
  },
  kill: {
    rules: 'P7 P9',
    title: 'a program killed between any two steps has done a step or has not',
    people: twoTabs,
    weights: { ...work, kill: 4, draft: 1, paste: 1 },
    steps: 20,
  },
  storage: {
    rules: 'P8 P17',
    title: 'full disks and lost handles are never told as saved, and a pull alters nothing that waits',
    people: alone,
    weights: { edit: 8, sync: 4, disk: 4, draft: 2, kill: 1 },
    steps: 20,
  },
  tabs: {
    rules: 'P18',
    title: 'two tabs that push at once are as one',
    people: twoTabs,
    weights: { ...work, together: 5, 'both-fields': 3, deliver: 1 },
    steps: 20,
  },
  restore: {
    rules: 'P10',
    title: 'a server put back to any backup of the last 34 days gets back what it lost',
    people: twoPeople,
    weights: { ...work, backup: 3, restore: 3, verify: 1, days: 1, deliver: 1 },
    steps: 24,
  },
  lost: {
    rules: 'P2 P10',
    title: 'what is built on a write that the server lost overwrites nothing',
    people: threeDevices,
    // The second write is on everybody's screen but one, not in the backup, and others wait to replace it.
    opening: [edit(0), sync(0), sync(1), sync(2), { do: 'backup' }, edit(0), sync(0), sync(1), edit(1), edit(2)],
    weights: { edit: 3, sync: 5, restore: 3, slow: 1 },
    steps: 9,
    oneFigure: true,
  },
  ancient: {
    rules: 'P5',
    title: 'a server put back beyond what devices keep never stores a number after a gap',
    people: anyBackup,
    // The second write is in a verified backup, old enough to be forgotten, and forgotten.
    opening: [
      edit(0),
      sync(0),
      { do: 'backup' },
      edit(0),
      sync(0),
      { do: 'backup' },
      { do: 'verify' },
      { do: 'days', days: 36 },
      edit(0),
      sync(0),
    ],
    weights: { edit: 4, sync: 4, restore: 2, backup: 1, verify: 1, days: 1 },
    steps: 10,
    oneFigure: true,
  },
  copies: {
    rules: 'P19',
    title: "a profile copied or put back is two people's worth of edits",
    people: alone,
    weights: { ...work, copy: 2, 'keep-image': 2, 'roll-back': 2 },
    steps: 18,
  },
  scopes: {
    rules: 'P11',
    title: 'no answer holds a byte of a scope that is not held; what waits for one that was taken away is told',
    people: leadAndWorker,
    weights: { ...work, grant: 3, offline: 1 },
    steps: 22,
  },
  submit: {
    rules: 'P16',
    title: 'what is submitted is what was on the screen, and stays so; what comes later is offered to the lead',
    people: twoPeople,
    opening: [paste(0), sync(0), sync(1)],
    weights: {
      edit: 6,
      paste: 1,
      sync: 8,
      slow: 2,
      beside: 2,
      choose: 1,
      submit: 6,
      'take-back': 2,
      'take-in': 4,
      'leave-out': 2,
      again: 1,
      close: 1,
    },
    steps: 24,
    oneFigure: true,
  },
  late: {
    rules: 'P1 P16',
    title: 'what comes after submission is told to its author and offered to the lead until it is taken in or left out',
    people: twoPeople,
    // The editor, who has not heard of the submission, changes a figure.
    opening: [paste(0), sync(0), sync(1), { do: 'submit', tab: 0, sheet: 1 }, edit(1), sync(0), sync(1)],
    weights: {
      edit: 4,
      sync: 8,
      slow: 1,
      beside: 1,
      submit: 2,
      'take-back': 2,
      'take-in': 4,
      'leave-out': 2,
      again: 3,
      close: 1,
    },
    steps: 16,
    oneFigure: true,
  },
  sides: {
    rules: 'P2',
    title: 'whoever chooses between sides has seen every one of them',
    people: threeDevices,
    // Two wait to replace the write that all have seen: whoever comes second becomes a side.
    opening: [edit(0), sync(0), sync(1), sync(2), edit(1), edit(2), sync(1)],
    weights: { edit: 4, sync: 6, choose: 5, slow: 2, beside: 2 },
    steps: 18,
    oneFigure: true,
  },
  definitions: {
    rules: 'P13',
    title: 'an older app is taken, a newer protocol still receives, another meaning is refused',
    people: olderApp,
    weights: { ...work, definition: 2, protocol: 2, again: 1, close: 1 },
    steps: 20,
  },
  damaged: {
    rules: 'P6',
    title: 'an operation that nobody can read costs only itself',
    people: twoPeople,
    weights: { ...work, damage: 3, close: 1 },
    steps: 18,
  },
  sessions: {
    rules: 'P1 P6',
    title: "a session that ends, or is another person's, only delays",
    people: twoPeople,
    weights: { ...work, 'sign-out': 2, 'someone-else': 2 },
    steps: 18,
  },
  files: {
    rules: 'P1 P3',
    title: 'a file read back adds what is missing and doubles nothing',
    people: twoPeople,
    weights: { ...work, export: 3, import: 3, offline: 1 },
    steps: 18,
  },
  clocks: {
    rules: 'P14',
    title: "devices' clocks change nothing",
    people: twoPeople,
    weights: { ...work, clock: 3, submit: 1, days: 1 },
    steps: 18,
    twice: true,
  },
} as const satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[]
