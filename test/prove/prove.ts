/** Runs histories and says what was violated: the smallest history that does it, and how to run it again. */
import fc from 'fast-check'
import { canonical } from '../../src/domain/figures/figure.ts'
// Loaded before it is asked for, so that nothing waits for a file.
import '../../src/device/seldom.ts'
import { quiet } from './checks/quiet.ts'
import { type Scenario, type ScenarioName, scenarios } from './scenarios.ts'
import { perform } from './world/perform.ts'
import { historyOf, type Step } from './world/steps.ts'
import { type Violation, World } from './world/world.ts'

export interface Told {
  readonly runs: number
  readonly operations: number
  readonly faults: Readonly<Record<string, number>>
  readonly deeds: Readonly<Record<string, number>>
  readonly violation: Broken | undefined
}
export interface Broken extends Violation {
  readonly scenario: ScenarioName
  readonly seed: number
  /** fast-check's path to the history within the seed. */
  readonly path: string
  readonly history: { readonly chance: number; readonly steps: readonly Step[] }
}

const hour = 3_600_000
type Clocks = (index: number) => number
const clocks: Clocks = index => index * hour
/** Days apart, and the other way round. */
const otherClocks: Clocks = index => (7 - 3 * index) * 24 * hour

class Failed extends Error {
  readonly violation: Violation
  constructor(violation: Violation) {
    super(`${violation.property}: ${violation.what}`)
    this.violation = violation
  }
}

/** One history, to its quiet end. The violations are in the world. */
export async function live(
  scenario: Scenario,
  chance: number,
  steps: readonly Step[],
  byClocks: Clocks = clocks,
): Promise<World> {
  const world = new World(chance, byClocks)
  const restore = listen(world)
  try {
    await scenario.people(world)
    for (const step of [...(scenario.opening ?? []), ...steps]) {
      await perform(world, step)
      if (world.violations.length > 0) break
    }
    if (world.violations.length === 0) await quiet(world)
    for (const { desk } of world.tabs()) desk?.lock()
  } catch (error) {
    world.broken('bug', error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    restore()
  }
  return world
}

/** The device says what it has no sentence for on the console: a bug. Warnings are expected here. */
function listen(world: World): () => void {
  const { error, warn } = console
  console.warn = () => undefined
  console.error = (...said: readonly unknown[]) =>
    world.broken(
      'bug',
      said.map(each => (each instanceof Error ? (each.stack ?? each.message) : String(each))).join(' '),
    )
  return () => {
    console.error = error
    console.warn = warn
  }
}

/** What stands everywhere at the end, without ids and times. */
const endOf = (world: World): string =>
  [...world.server.disk.sheets.values()]
    .map(sheet => [
      sheet.sheet,
      sheet.state,
      ...Object.entries(sheet.cells)
        .map(([key, cell]) =>
          canonical([
            key,
            cell.value,
            cell.by.id,
            (cell.sides ?? []).map(side => canonical([side.value, side.by.id])).sort(),
          ]),
        )
        .sort(),
    ])
    .sort()
    .map(each => each.join('\n'))
    .join('\n')

/** Histories tried with one seed of fast-check; after that comes the next. */
const atOnce = 5

/** Seeds one after the other share no histories. */
const apart = 1_000_003

/** Milliseconds after which the smallest history found so far is told. */
const longestShrinking = 120_000

/** Until so many histories have been tried, or so many milliseconds have passed. */
export interface Budget {
  readonly runs: number
  readonly milliseconds?: number
  /** Whether a violation is told as it was found: where only that there is one matters. */
  readonly asFound?: true
}

/** Tries histories of a scenario; stops at the first violation and makes its history as small as it can. */
export async function prove(name: ScenarioName, seed: number, budget: Budget): Promise<Told> {
  const began = Date.now()
  const told: Tally = { runs: 0, operations: 0, faults: {}, deeds: {} }
  for (let chunk = 0; told.runs < budget.runs; chunk += 1) {
    const runs = Math.min(atOnce, budget.runs - told.runs)
    const violation = await some(
      name,
      (seed + chunk * apart) % 0x7fffffff,
      { numRuns: runs, endOnFailure: budget.asFound ?? false },
      told,
    )
    if (violation !== undefined) return { ...told, violation }
    if (budget.milliseconds !== undefined && Date.now() - began >= budget.milliseconds) break
  }
  return { ...told, violation: undefined }
}

/** One history again, by the seed and path that were told. */
export const again = (name: ScenarioName, seed: number, path: string): Promise<Broken | undefined> =>
  some(name, seed, { numRuns: 1, path, endOnFailure: true }, { runs: 0, operations: 0, faults: {}, deeds: {} })

interface Tally {
  runs: number
  operations: number
  readonly faults: Record<string, number>
  readonly deeds: Record<string, number>
}

async function some(
  name: ScenarioName,
  seed: number,
  how: { readonly numRuns: number; readonly path?: string; readonly endOnFailure: boolean },
  told: Tally,
): Promise<Broken | undefined> {
  const scenario: Scenario = scenarios[name]
  const history = fc.record({
    chance: fc.noShrink(fc.noBias(fc.nat(0x7fffffff))),
    steps: fc.noBias(historyOf(scenario.weights, scenario.steps, scenario.oneFigure)),
  })
  let shrinking = false
  const details = await fc.check(
    fc.asyncProperty(history, async ({ chance, steps }) => {
      const world = await tried(scenario, chance, steps)
      if (!shrinking) add(told, world)
      const [first] = world.violations
      if (first === undefined) return
      shrinking = true
      throw new Failed(first)
    }),
    { seed, ...how, interruptAfterTimeLimit: longestShrinking },
  )
  if (!details.failed || details.counterexample === null) return undefined
  const failure = details.errorInstance
  const violation = failure instanceof Failed ? failure.violation : { property: 'bug', what: String(failure) }
  return {
    ...violation,
    scenario: name,
    seed,
    path: details.counterexamplePath ?? '',
    history: details.counterexample[0],
  }
}

async function tried(scenario: Scenario, chance: number, steps: readonly Step[]): Promise<World> {
  const world = await live(scenario, chance, steps)
  if (!scenario.twice || world.violations.length > 0) return world
  const other = await live(scenario, chance, steps, otherClocks)
  if (endOf(other) !== endOf(world)) world.broken('P14', `Other clocks, another end:\n${endOf(world)}\n${endOf(other)}`)
  return world
}

function add(told: Tally, world: World): void {
  told.runs += 1
  told.operations += world.server.disk.operations.size
  addUp(told.faults, world.faults)
  addUp(told.deeds, world.deeds)
}

export function addUp(sums: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [kind, times] of Object.entries(more)) sums[kind] = (sums[kind] ?? 0) + times
}

/** In words, with what is needed to run it again. */
export const sentenceOf = ({ property, what, scenario, seed, path, history }: Broken): string =>
  `${property}: ${what}\nnpm run -s prove-sync -- --scenario ${scenario} --seed ${seed} --path ${path}\n${JSON.stringify(history)}`
