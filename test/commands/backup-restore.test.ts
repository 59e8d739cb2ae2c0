/** `npm run backup` and `npm run restore` as a person at a terminal, or a nightly job, meets them. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataFileOf, namedFile } from '../../src/commands/data-file.ts'
import { amount } from '../domain/small-set.ts'
import { setCell } from '../server/operations.ts'
import { Device, RunningCounty } from '../server/running-county.ts'

const root = resolve(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'fieldfare-commands-'))
const dataFile = join(folder, 'sample.db')
let county: RunningCounty
beforeAll(async () => {
  county = await RunningCounty.here(dataFile)
  const device = await Device.register(county, 'editor')
  await device.push(county, [setCell(device, 1, 'closed', amount(1))])
}, 60_000)
afterAll(async () => {
  await county.kill()
  rmSync(folder, { recursive: true, force: true })
})

/** What it printed, and how it ended. The server of this test runs on meanwhile. */
const run = (
  name: 'backup' | 'restore' | 'verify-history',
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
) =>
  new Promise<{ readonly code: number | null; readonly said: string; readonly complained: string }>(done => {
    const file = join(root, 'src', 'commands', `${name}.ts`)
    const { PATH = '' } = process.env
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
      cwd: root,
      env: { PATH, DATA_DIR: folder, INIT_CWD: folder, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [said, complained] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complained += chunk.toString()
    })
    child.once('close', code => done({ code, said, complained }))
  })

describe('at the terminal', () => {
  it('a backup is one sentence; a restore says what was put back, what is kept, and what devices will do', async () => {
    const made = await run('backup', ['monday.db'])
    expect(made).toMatchObject({ code: 0, complained: '' })
    expect(made.said).toMatch(
      /^Backed up 1 change of 1 return, received up to \d+ \w+ \d{4} at \d\d:\d\d:\d\d, to .*monday\.db: verified, in [\d.]+ s\.\n$/,
    )
    const unnamed = await run('backup', [])
    expect(unnamed.said).toMatch(/sample\.db\.backup-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db: verified/)

    // Beside the server that writes it, and of the backup.
    for (const args of [[], ['monday.db']]) {
      const checked = await run('verify-history', args)
      expect(checked).toMatchObject({ code: 0, complained: '' })
      expect(checked.said).toMatch(
        /^The record holds: [\d,]+ entries and 1 change they cover, ending \d+:[0-9a-f]{64}\.\n$/,
      )
    }
    const running = await run('restore', ['monday.db'])
    expect(running).toMatchObject({ code: 1, said: '' })
    expect(running.complained).toMatch(/^A server .* has .*sample\.db open\. Stop it, then restore: [^\n]+\n$/)
    await county.kill()
    const restored = await run('restore', ['monday.db'])
    expect(restored).toMatchObject({ code: 0, complained: '' })
    expect(restored.said).toMatch(/sample\.db is now .*monday\.db: 1 change of 1 return/)
    expect(restored.said).toMatch(/is kept as .*sample\.db\.before-restore-.*Z\.db\./)
    expect(restored.said).toMatch(/send it again by themselves/)
    expect(restored.said).toMatch(
      /to be done again: accounts added since then, access that ended, devices reported lost/,
    )
    county = await RunningCounty.here(dataFile)
  }, 60_000)

  it('what cannot be done is said, ends with 1, and leaves nothing behind', async () => {
    const before = readdirSync(folder).sort()
    writeFileSync(join(folder, 'letter.txt'), 'Dear reader, '.repeat(400))
    const council = { FIELDFARE_DATA: join(folder, 'council.db') }
    const cases: readonly (readonly [Awaited<ReturnType<typeof run>>, RegExp])[] = [
      [await run('backup', ['monday.db']), /already a .*monday\.db/],
      [await run('backup', ['a.db', 'b.db']), /^Use: npm run backup/],
      [await run('backup', ['--help']), /^Use: npm run backup/],
      [await run('backup', [], council), /There is no data file .*council\.db/],
      [await run('restore', []), /^Use: npm run restore -- FILE/],
      [await run('restore', ['none.db'], council), /There is no .*none\.db/],
      [await run('restore', ['letter.txt'], council), /letter\.txt is no backup of Fieldfare's/],
      [await run('restore', ['monday.db'], council), /holds the sample county/],
    ]
    for (const [{ code, said, complained }, sentence] of cases) {
      expect(complained).toMatch(sentence)
      expect(complained).not.toMatch(/ {4}at /)
      expect([code, said]).toEqual([1, ''])
    }
    const after = readdirSync(folder).filter(name => name !== 'letter.txt' && name !== 'council.db-lock')
    expect(after.sort()).toEqual(before)
  }, 60_000)

  it('a data file that does not agree with itself is not backed up, and devices are told nothing', async () => {
    const live = new DatabaseSync(dataFile)
    live.exec("delete from setting where name = 'durable-through'")
    live.exec("update sheet set cells = json_set(cells, '$.closed.value.value', '7')")
    const made = await run('backup', ['tuesday.db'])
    expect(made).toMatchObject({ code: 1, said: '' })
    expect(made.complained).toMatch(/does not agree with itself and was thrown away: In the return .*, closed is not/)
    expect(readdirSync(folder).filter(name => name.startsWith('tuesday'))).toEqual([])
    expect(live.prepare("select value from setting where name = 'durable-through'").get()).toBeUndefined()
    live.close()
  }, 60_000)
})

describe('which file', () => {
  it('is the council’s, else the sample’s; names are read where npm was called', () => {
    expect(dataFileOf({ FIELDFARE_DATA: '/srv/county.db', DATA_DIR: '/elsewhere' })).toEqual({
      file: resolve('/srv/county.db'),
      sample: false,
    })
    expect(dataFileOf({ DATA_DIR: '/elsewhere' })).toEqual({ file: join('/elsewhere', 'sample.db'), sample: true })
    expect(dataFileOf({})).toEqual({ file: join(root, 'data', 'sample.db'), sample: true })
    expect(namedFile('a.db', { INIT_CWD: '/home' })).toBe(resolve('/home/a.db'))
    expect(namedFile('/b/a.db', { INIT_CWD: '/home' })).toBe(resolve('/b/a.db'))
  })
})
