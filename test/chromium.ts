/** A Chromium for the browser tests: one on the machine, else Debian's package when root, else Playwright's own. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell']

/** Flags for a browser that says nothing to anyone but the server under test. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const

/** The path of a Chromium already here, or undefined. */
export function findChromium(): string | undefined {
  const named = process.env['FIELDFARE_CHROMIUM']
  if (named && existsSync(named)) return named
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of names) {
      const path = join(folder, name)
      if (folder !== '' && existsSync(path)) return path
    }
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

const run = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0

/** As `findChromium`, installing one when there is none; throws when that fails too. */
export function chromiumOrInstall(): string {
  const here = findChromium()
  if (here) return here
  console.error('No Chromium found: installing one for the browser tests ...')
  const root = process.getuid?.() === 0
  if (root && existsSync('/usr/bin/apt-get'))
    run('apt-get', ['update']) && run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  else
    run(process.execPath, [
      resolve(import.meta.dirname, '..', 'node_modules/@playwright/test/cli.js'),
      'install',
      'chromium',
    ])
  const installed = findChromium()
  if (!installed)
    throw new Error(
      'The browser tests need Chromium and none could be installed. Install it, or name one in FIELDFARE_CHROMIUM.',
    )
  return installed
}
