/**
 * `npm run -s prove-sync -- --runs N --seed S [--planted all|none|NAME]`: the sync properties at length. Prints one
 * JSON object; ends with 1 when anything was violated or a planted fault was missed.
 * `--scenario NAME --seed S --path P` runs one history again, as a violation tells.
 */
import { parseArgs } from 'node:util'
import { planted } from './plants/planted.ts'
import { plants } from './plants/plants.ts'
import { addUp, again, type Broken, prove } from './prove.ts'
import { type ScenarioName, scenarioNames, scenarios } from './scenarios.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    planted: { type: 'string', default: 'all' },
    scenario: { type: 'string' },
    path: { type: 'string' },
  },
})

const wrong = (why: string): never => {
  console.error(why)
  process.exit(2)
}
const whole = (name: string, text: string): number =>
  /^\d{1,10}$/.test(text) ? Number(text) : wrong(`--${name} is a whole number of at most ten digits, not ${text}`)

const seed = whole('seed', values.seed)
const runs = whole('runs', values.runs)
const isScenario = (name: string): name is ScenarioName => Object.hasOwn(scenarios, name)
const only = values.scenario
const chosen: readonly ScenarioName[] =
  only === undefined
    ? scenarioNames
    : isScenario(only)
      ? [only]
      : wrong(`There is no scenario ${only}. There are: ${scenarioNames.join(', ')}`)

const bugs: string[] = []
process.on('unhandledRejection', error =>
  bugs.push(error instanceof Error ? (error.stack ?? error.message) : String(error)),
)

if (values.path !== undefined) {
  const [name = 'everything'] = chosen
  const found = await again(name, seed, values.path)
  console.log(JSON.stringify(found ?? null, null, 2))
  process.exit(found === undefined ? 0 : 1)
}

const violations: Broken[] = []
const faults: Record<string, number> = {}
const deeds: Record<string, number> = {}
let done = 0
let operations = 0
const began = Date.now()
for (const [index, name] of chosen.entries()) {
  const share = Math.floor(runs / chosen.length) + (index < runs % chosen.length ? 1 : 0)
  if (share === 0) continue
  const told = await prove(name, seed, { runs: share })
  done += told.runs
  operations += told.operations
  addUp(faults, told.faults)
  addUp(deeds, told.deeds)
  if (told.violation !== undefined) violations.push(told.violation)
}
const seconds = (Date.now() - began) / 1000

const names =
  values.planted === 'all' ? plants.map(each => each.name) : values.planted === 'none' ? [] : [values.planted]
const outcomes = await planted(names, seed)
console.log(
  JSON.stringify(
    {
      runs: done,
      seed,
      operations,
      runsPerSecond: done === 0 ? 0 : Math.round((done / seconds) * 10) / 10,
      faults,
      deeds,
      violations,
      bugs,
      planted: Object.fromEntries(outcomes.map(each => [each.name, each.caught ? 'caught' : 'missed'])),
      plantedRuns: Object.fromEntries(outcomes.map(each => [each.name, each.runs])),
      plantedBy: Object.fromEntries(outcomes.map(each => [each.name, each.by])),
    },
    null,
    2,
  ),
)
process.exit(violations.length > 0 || bugs.length > 0 || outcomes.some(each => !each.caught) ? 1 : 0)
