/**
 * A Chromium for the browser tests: one on the machine, else Debian's package when root, else Playwright's own. There
 * are two: the whole browser, and its headless shell, which is the same engine with no browser around it and takes a
 * third less of the processor.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { chromium } from '@playwright/test'

/** What is wanted: the whole browser, or an engine for pages, which the shell is the cheaper one of. */
export type Wanted = 'whole' | 'engine'

const whole = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const
const shell = 'chromium-headless-shell'

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

function onPath(names: readonly string[]): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of names) {
      const path = join(folder, name)
      if (folder !== '' && existsSync(path)) return path
    }
  return undefined
}

/** One named in FIELDFARE_CHROMIUM serves for everything. */
function named(): string | undefined {
  const path = process.env['FIELDFARE_CHROMIUM']
  return path && existsSync(path) ? path : undefined
}

function theWhole(): string | undefined {
  const own = chromium.executablePath()
  return onPath(whole) ?? (existsSync(own) ? own : undefined)
}

const theShell = (): string | undefined => onPath([shell])

/** The path of a Chromium already here, the other one of the two where what is wanted is not; or undefined. */
export const findChromium = (wanted: Wanted = 'whole'): string | undefined =>
  named() ?? (wanted === 'whole' ? (theWhole() ?? theShell()) : (theShell() ?? theWhole()))

const run = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0

const hasPackages = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const installPackage = (name: string): boolean =>
  run('apt-get', ['update']) && run('apt-get', ['install', '-y', '--no-install-recommends', name])

const installOwn = (): boolean =>
  run(process.execPath, [
    resolve(import.meta.dirname, '..', 'node_modules/@playwright/test/cli.js'),
    'install',
    'chromium',
  ])

/** As `findChromium`, installing what is wanted where it can be; throws when there is none after all. */
export function chromiumOrInstall(wanted: Wanted = 'whole'): string {
  const here = named() ?? (wanted === 'whole' ? theWhole() : theShell())
  if (here) return here
  if (hasPackages()) {
    console.error('Installing a Chromium for the browser tests ...')
    // Not every system has a package of the shell: the whole browser does instead.
    if (wanted === 'engine' && !installPackage(shell)) return chromiumOrInstall('whole')
    if (wanted === 'whole') installPackage('chromium')
  } else if (!findChromium(wanted)) {
    console.error('No Chromium found: installing one for the browser tests ...')
    installOwn()
  }
  const found = findChromium(wanted)
  if (!found)
    throw new Error(
      'The browser tests need Chromium and none could be installed. Install it, or name one in FIELDFARE_CHROMIUM.',
    )
  return found
}
