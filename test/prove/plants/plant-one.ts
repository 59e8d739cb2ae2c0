/**
 * A process with one fault in it: the source is changed as it is loaded, so that the code that people use holds no
 * switches. Prints what the suite made of it. Ends with 2 when the source is no longer as the plant knows it.
 * `plant-one.ts NAME SEED [known]`: with `known`, histories that were seen to tell are tried before the fresh ones.
 */
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { knownSeeds, knownWithin } from './known-seeds.ts'
import { plants } from './plants.ts'

const [name = '', seedText = '1', first] = process.argv.slice(2)
const plant = plants.find(each => each.name === name)
if (plant === undefined) {
  console.error(`There is no plant ${name}`)
  process.exit(2)
}

const root = join(import.meta.dirname, '..', '..', '..')
const changes = Map.groupBy(plant.changes, each => pathToFileURL(join(root, each.file)).href)
const loaded = new Set<string>()

registerHooks({
  load(url, context, nextLoad) {
    const result = nextLoad(url, context)
    const wanted = changes.get(url)
    if (wanted === undefined) return result
    let source = Buffer.from(result.source as Uint8Array | string).toString()
    for (const { file, find, replace } of wanted) {
      const found = source.split(find).length - 1
      if (found !== 1) {
        console.error(`${file} holds this ${found} times, not once:\n${find}`)
        process.exit(2)
      }
      source = source.replace(find, () => replace)
    }
    loaded.add(url)
    return { ...result, source }
  },
})

// A bug that a plant makes is noticed too, where nothing else is.
let bugs = 0
process.on('unhandledRejection', () => {
  bugs += 1
})

const { prove } = await import('../prove.ts')
const known = first === 'known' ? knownSeeds.get(name) : undefined
const soon = known === undefined ? undefined : await prove(plant.scenario, known, { runs: knownWithin, asFound: true })
const told =
  soon !== undefined && (soon.violation !== undefined || bugs > 0)
    ? soon
    : await prove(plant.scenario, Number(seedText), { runs: plant.runs, asFound: true })
if (loaded.size < changes.size) {
  console.error(`Not loaded: ${[...changes.keys()].filter(url => !loaded.has(url)).join(', ')}`)
  process.exit(2)
}
const caught = told.violation !== undefined || bugs > 0
console.log(
  JSON.stringify({ name, caught, runs: told.runs, by: told.violation?.property ?? (bugs > 0 ? 'bug' : 'none') }),
)
process.exit(0)
