/**
 * `npm run prove`: the same proofs as `npm test`, at length: 50 kills of each kind, a minute of typing together, 100,000
 * fuzzed bodies and as many requests to every route, and the sync properties over many histories with every planted
 * fault. Ends with one line, `N passed, N failed`; a violation of the properties and a planted fault that was missed
 * each count as one failure.
 * `--runs N`: histories of the sync properties.
 */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const place = process.argv.indexOf('--runs')
const histories = (place < 0 ? undefined : process.argv[place + 1]) ?? '20000'

/** What was set outside stands. */
const atLength = {
  FIELDFARE_KILLS: '50',
  FIELDFARE_MINUTE: '60',
  KILLS: '50',
  FUZZ_BODIES: '100000',
  PULL_RUNS: '1000',
  HISTORIES: '200',
} as const

interface Done {
  readonly ok: boolean
  readonly said: string
}

/** Runs one of our programs, showing what it says, and gives it too. */
const run = (file: string, args: readonly string[]): Promise<Done> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', resolve(root, file), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...atLength, ...process.env },
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      process.stdout.write(chunk)
    })
    child.once('error', failed)
    child.once('exit', code => done({ ok: code === 0, said }))
  })

const listed = (from: unknown, name: string): readonly unknown[] => {
  const found: unknown = from !== null && typeof from === 'object' ? Reflect.get(from, name) : undefined
  return Array.isArray(found) ? found : found !== null && typeof found === 'object' ? Object.values(found) : []
}

/** Each scenario's violation, each bug and each missed plant is a failure; each caught plant, and the whole, passed. */
function countProperties({ ok, said }: Done): { readonly passed: number; readonly failed: number } {
  let told: unknown
  try {
    told = JSON.parse(said)
  } catch (error) {
    console.log(`The sync properties gave no readable report: ${String(error)}\n${said}`)
    return { passed: 0, failed: 1 }
  }
  const plants = listed(told, 'planted')
  const caught = plants.filter(each => each === 'caught').length
  const broken = listed(told, 'violations').length + listed(told, 'bugs').length
  const failed = broken + plants.length - caught
  return { passed: caught + (broken === 0 && plants.length > 0 ? 1 : 0), failed: ok ? failed : Math.max(1, failed) }
}

const suites = await run('test/run.ts', [])
const last = /(\d+) passed, (\d+) failed\s*$/.exec(suites.said)
const counts = [last ? { passed: Number(last[1]), failed: Number(last[2]) } : { passed: 0, failed: 1 }]

console.log(`\n== Sync properties over ${histories} histories`)
const properties = await run('test/prove/prove-sync.ts', ['--runs', histories])
counts.push(countProperties(properties))

const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
