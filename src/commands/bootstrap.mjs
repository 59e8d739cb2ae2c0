/**
 * What every npm script starts with, on a fresh clone too: plain JavaScript for any Node from 20.19, because the
 * Node 24 that runs the rest is itself a dependency. Installs what is missing, builds what is stale, then hands over.
 * Everything it says goes to stderr, so that a command's own output stays clean.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const say = text => process.stderr.write(`${text}\n`)
const windows = process.platform === 'win32'

/** Command -> the file Node 24 runs, and whether it needs the built app. */
const commands = {
  start: { file: 'src/commands/start.ts', build: true },
  serve: { file: 'src/commands/serve.ts', build: true },
  backup: { file: 'src/commands/backup.ts', build: false },
  restore: { file: 'src/commands/restore.ts', build: false },
  'verify-history': { file: 'src/commands/verify-history.ts', build: false },
  test: { file: 'test/run.ts', build: true },
  screenshots: { file: 'test/screenshots.ts', build: true },
  bench: { file: 'test/bench/run.ts', build: true },
  prove: { file: 'test/prove.ts', build: true },
  'prove-sync': { file: 'test/prove/prove-sync.ts', build: false },
  'check-scorecard': { file: 'src/commands/check-scorecard.ts', build: false },
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  say(
    `Fieldfare needs Node.js 20.19 or newer to install itself; this is ${process.versions.node}. Install a newer Node.js and try again.`,
  )
  process.exit(1)
}

const [name, ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
if (!command) {
  say(`Unknown command: ${name ?? '(none)'}. There are: ${Object.keys(commands).join(', ')}.`)
  process.exit(2)
}

const hash = parts => {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part).update('\0')
  return sum.digest('hex')
}
const readStamp = file => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Runs a program to its end; ends this process when it fails, and only then says what the program said. */
function run(what, program, programArgs) {
  const done = spawnSync(program, programArgs, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: windows,
  })
  if (done.status === 0) return
  say(`${done.stdout ?? ''}${done.stderr ?? ''}`)
  say(`${what} failed${done.error ? `: ${done.error.message}` : ''}.`)
  process.exit(1)
}

function install() {
  const stamp = join(root, 'node_modules', '.fieldfare-installed')
  const wanted = hash([readFileSync(join(root, 'package-lock.json'))])
  if (readStamp(stamp) === wanted) return
  say('Installing what Fieldfare is made of (about half a minute) ...')
  run('Installing', windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, wanted)
}

const node = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node')

/** Everything the built app is made of. */
function* sources(place) {
  if (statSync(place).isDirectory()) {
    for (const entry of readdirSync(place).sort()) yield* sources(join(place, entry))
  } else yield place
}

function build() {
  const inputs = [
    'src/app',
    'src/device',
    'src/protocol',
    'src/domain',
    'src/service-worker.ts',
    'public',
    'index.html',
    'vite.config.ts',
    'package-lock.json',
  ]
  const stamp = join(root, 'dist', '.fieldfare-built')
  const parts = inputs
    .flatMap(input => [...sources(join(root, input))])
    .flatMap(file => [file.slice(root.length), readFileSync(file)])
  const wanted = hash(parts)
  if (readStamp(stamp) === wanted) return
  say('Building the app ...')
  run('Building', node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'])
  writeFileSync(stamp, wanted)
}

install()
if (command.build) build()

const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, command.file), ...args], {
  cwd: root,
  stdio: 'inherit',
  shell: windows,
})
// A Ctrl-C reaches the child by itself (same terminal); a signal sent to this process alone is handed on.
process.on('SIGINT', () => setTimeout(() => child.kill('SIGTERM'), 2_000).unref())
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('error', error => {
  say(`Could not start: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
