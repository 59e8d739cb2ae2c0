/** `strace`, which counts what a process flushes: one on the machine, else Debian's package when root. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const runs = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0
const traces = (): boolean => spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0

/** undefined when it works, else why flushes cannot be counted here. */
export function whyNoStrace(): string | undefined {
  if (traces()) return undefined
  if (process.platform !== 'linux') return `strace is for Linux, and this is ${process.platform}`
  const is = spawnSync('strace', ['--version']).status === 0
  if (is) return 'strace is here, and may not look into processes on this machine'
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return 'strace is not on this machine'
  runs('apt-get', 'update')
  if (!runs('apt-get', 'install', '-y', '--no-install-recommends', 'strace')) return 'strace could not be installed'
  return traces() ? undefined : 'strace was installed, and may not look into processes on this machine'
}
