/**
 * `npm test`: the whole truth. Types, lint, unit, property, server, real browser, accessibility; ends with one line,
 * `N passed, N failed`. Types and lint count as one check each.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromiumOrInstall } from './chromium.ts'

const root = resolve(import.meta.dirname, '..')
const results = join(root, 'test-results')
/** What Node compiled of each file: the server and the commands are started a hundred times over. */
const compiled = join(root, 'node_modules', '.cache', 'compiled')
const bin = (path: string): string => join(root, 'node_modules', path)

interface Count {
  passed: number
  failed: number
}

function step(title: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const began = Date.now()
  console.log(`\n== ${title}`)
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...env },
  })
  console.log(`== ${title}: ${done.status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  return done.status === 0
}

/** A check that leaves cores to others: what it says is shown in one piece, once it has ended. */
function beside(title: string, args: readonly string[]): Promise<boolean> {
  const began = Date.now()
  return new Promise(done => {
    let said = ''
    const end = (ok: boolean): void => {
      const seconds = ((Date.now() - began) / 1000).toFixed(1)
      console.log(`\n== ${title}\n${said}== ${title}: ${ok ? 'ok' : 'FAILED'} in ${seconds} s`)
      done(ok)
    }
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const listen = (chunk: string): void => {
      said += chunk
    }
    child.stdout.setEncoding('utf8').on('data', listen)
    child.stderr.setEncoding('utf8').on('data', listen)
    child.once('error', error => {
      said += `${error.message}\n`
      end(false)
    })
    child.once('close', code => end(code === 0))
  })
}

const single = (ok: boolean): Count => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** A runner that failed without a readable report, or with a report of no failure, still failed once. */
function counted(ok: boolean, file: string, read: (report: unknown) => Count): Count {
  let count: Count
  try {
    count = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    console.log(`No readable report at ${file}: ${String(error)}`)
    return { passed: 0, failed: 1 }
  }
  if (!ok && count.failed === 0) count.failed = 1
  if (ok && count.passed === 0) count.failed += 1
  return count
}

const number = (from: unknown, ...path: readonly string[]): number => {
  let at: unknown = from
  for (const key of path) at = at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined
  return typeof at === 'number' ? at : 0
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const counts: Count[] = []

const checked = await Promise.all([
  beside('Types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.json']),
  beside('Types of the worker', [bin('typescript/bin/tsc'), '-p', 'tsconfig.worker.json']),
  beside('Lint and format', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
])
counts.push(...checked.map(single))

const unitReport = join(results, 'unit.json')
const unit = step('Unit, property, server', [
  bin('vitest/vitest.mjs'),
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
])
counts.push(
  counted(unit, unitReport, report => ({
    passed: number(report, 'numPassedTests'),
    failed: number(report, 'numFailedTests'),
  })),
)

// Pages are tested in the engine alone; what a browser writes to its profile, in the whole of it.
chromiumOrInstall('engine')
chromiumOrInstall('whole')
const browserReport = join(results, 'browser.json')
const e2e = step('Real browser, accessibility', [bin('@playwright/test/cli.js'), 'test'], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
})
counts.push(
  counted(e2e, browserReport, report => ({
    passed: number(report, 'stats', 'expected'),
    failed: number(report, 'stats', 'unexpected') + number(report, 'stats', 'flaky'),
  })),
)

const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
