/**
 * The sync properties over a simulated network, disk, clock, tabs and restarts, with the device's own code and the
 * server's own decisions. A fresh seed each time, printed; FIELDFARE_SEED takes one again.
 */
import { describe, expect, it } from 'vitest'
import { prove, sentenceOf } from './prove.ts'
import { type ScenarioName, scenarioNames, scenarios } from './scenarios.ts'

const seed = Number(process.env['FIELDFARE_SEED'] ?? Math.floor(Math.random() * 1_000_000_000))

/** Milliseconds for one scenario; then the history under way is finished. */
const share = 2_200

describe(`sync, with FIELDFARE_SEED=${seed}`, () => {
  it.each(
    scenarioNames.map((name): [string, ScenarioName] => [`${scenarios[name].rules}: ${scenarios[name].title}`, name]),
  )(
    '%s',
    async (_title, name) => {
      const told = await prove(name, seed, { runs: 10_000, milliseconds: share })
      if (told.violation !== undefined) console.error(sentenceOf(told.violation))
      expect(told.violation).toBeUndefined()
      expect(told.operations).toBeGreaterThan(0)
    },
    // A violation is made as small as it can before it is told.
    300_000,
  )
})
