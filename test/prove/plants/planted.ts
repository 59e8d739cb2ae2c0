/** Plants one fault at a time in a process of its own, and says whether the suite noticed. Two at a time. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { plants } from './plants.ts'

export interface Noticed {
  readonly name: string
  readonly caught: boolean
  /** Histories it took. */
  readonly runs: number
  /** The rule that told. */
  readonly by: string
}

const atOnce = 2

/** Which histories are tried first: fresh ones, or those of the seeds that were seen to tell, and then fresh ones. */
export type First = 'fresh' | 'known'

/** Throws where a plant no longer fits the source it is to be planted in. */
export async function planted(
  names: readonly string[],
  seed: number,
  first: First = 'fresh',
): Promise<readonly Noticed[]> {
  for (const name of names)
    if (!plants.some(each => each.name === name))
      throw new RangeError(`There is no plant ${name}. There are: ${plants.map(each => each.name).join(', ')}`)
  // Those that may take longest first, so that no lane is left alone with one.
  const longest = (name: string): number => plants.find(each => each.name === name)?.runs ?? 0
  const waiting = names.toSorted((one, other) => longest(other) - longest(one))
  const noticed: Noticed[] = []
  const lane = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      noticed.push(await inAProcess(name, seed, first))
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return names.flatMap(name => noticed.filter(each => each.name === name))
}

function inAProcess(name: string, seed: number, first: First): Promise<Noticed> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'plant-one.ts'), name, String(seed), first],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let out = ''
  let err = ''
  child.stdout.on('data', data => {
    out += data
  })
  child.stderr.on('data', data => {
    err += data
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      if (code === 0) resolve(JSON.parse(out) as Noticed)
      else reject(new Error(`The plant ${name} could not be planted: ${err}`))
    })
  })
}
