/** A Chromium of its own process on a profile folder, so that it can be killed outright and started again on it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findChromium, quietFlags } from '../chromium.ts'

export class KillableBrowser {
  readonly profile = mkdtempSync(join(tmpdir(), 'fieldfare-profile-'))
  private child: ChildProcess | undefined
  private browser: Browser | undefined

  /** Starts (again) on the same profile and gives its first page. */
  async launch(): Promise<Page> {
    const program = findChromium()
    if (!program) throw new Error('No Chromium')
    const child = spawn(
      program,
      [
        ...quietFlags,
        '--headless=new',
        '--remote-debugging-port=0',
        `--user-data-dir=${this.profile}`,
        '--window-size=1366,900',
        '--lang=en-GB',
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TZ: 'Europe/London' }, detached: true },
    )
    this.child = child
    const endpoint = await new Promise<string>((found, failed) => {
      let said = ''
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
        if (address) found(address)
      })
      child.once('exit', code => failed(new Error(`Chromium ended with ${code}:\n${said}`)))
    })
    this.browser = await chromium.connectOverCDP(endpoint)
    const context = this.browser.contexts()[0]
    if (!context) throw new Error('Chromium opened without a context')
    const page = context.pages()[0] ?? (await context.newPage())
    await page.setViewportSize({ width: 1366, height: 768 })
    return page
  }

  /** The process that everything else of it was started by. */
  get pid(): number {
    const pid = this.child?.pid
    if (pid === undefined) throw new Error('Chromium does not run')
    return pid
  }

  /** SIGKILL to every process of it at once: nothing gets to flush or say goodbye. */
  async kill(): Promise<void> {
    const child = this.child
    this.child = undefined
    if (!child || child.pid === undefined || child.exitCode !== null) return
    const gone = new Promise<void>(done => child.once('exit', () => done()))
    process.kill(-child.pid, 'SIGKILL')
    await gone
    await this.browser?.close().catch((error: unknown) => {
      // The connection died with the process; anything else is a fault of the test.
      if (!/closed|disconnected/i.test(String(error))) throw error
    })
  }

  /** As a person closes it: it may write down whatever it likes to. */
  async quit(): Promise<void> {
    const child = this.child
    this.child = undefined
    if (!child || child.exitCode !== null) return
    const gone = new Promise<void>(done => child.once('exit', () => done()))
    const session = await this.browser?.newBrowserCDPSession()
    await session?.send('Browser.close')
    await gone
  }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
