/** Putting a backup back: never under a server, nothing lost of what was there, and devices bring what came since. */

import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellKey } from '../../../src/domain/ids.ts'
import { makeBackup } from '../../../src/server/backup/backup.ts'
import { type Restored, restore } from '../../../src/server/backup/restore.ts'
import { verify } from '../../../src/server/backup/verify.ts'
import { verifyHistory } from '../../../src/server/history/verify-history.ts'
import { amount } from '../../domain/small-set.ts'
import { asBeforeTheRecord } from '../before-the-record.ts'
import { setCell, sheet } from '../operations.ts'
import { Device, RunningCounty } from '../running-county.ts'

let folder: string
let dataFile: string
let backup: string
let county: RunningCounty | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldfare-restore-'))
  dataFile = join(folder, 'county.db')
  backup = join(folder, 'monday.db')
})
afterEach(async () => {
  await county?.kill()
  rmSync(folder, { recursive: true, force: true })
})

const now = () => new Date('2017-07-12T07:00:00.000Z')
const kept = () => `${dataFile}.before-restore-2017-07-12T07-00-00Z.db`
const putBack = (more: Partial<Parameters<typeof restore>[0]> = {}) =>
  restore({ backup, dataFile, sample: true, now, ...more })
const refused = async (more: Partial<Parameters<typeof restore>[0]> = {}): Promise<string> => {
  const restored = await putBack(more)
  if (restored.ok) throw new Error('It was put back')
  return restored.because
}
const good = (restored: Restored): Extract<Restored, { ok: true }> => {
  if (!restored.ok) throw new Error(restored.because)
  return restored
}
/** In this process, unless the matter is a kill. */
const start = async (how: 'here' | 'start' = 'here'): Promise<RunningCounty> => {
  county = await RunningCounty[how](dataFile)
  return county
}
const stop = async (running: RunningCounty): Promise<void> => {
  await running.kill()
  county = undefined
}
const backUp = async (): Promise<void> => {
  const made = await makeBackup({ dataFile, file: backup, now })
  if (!made.ok) throw new Error(made.because)
}

/** Monday's backup holds two figures; Tuesday two more came, one upon Monday's. */
async function aWeek(how: 'here' | 'start' = 'here') {
  const running = await start(how)
  const [editor, lead] = [await Device.register(running, 'editor'), await Device.register(running, 'lead')]
  const hers = [setCell(editor, 1, 'closed', amount(1))]
  const theirs = [setCell(lead, 1, 'open', amount(1), { sheet: sheet('west-c') })]
  await editor.push(running, hers)
  await lead.push(running, theirs)
  await backUp()
  hers.push(setCell(editor, 2, 'closed', amount(2), { base: hers[0]?.opId ?? null }))
  theirs.push(setCell(lead, 2, 'closed', amount(9)))
  await editor.push(running, hers.slice(1))
  await lead.push(running, theirs.slice(1))
  return { running, editor, lead, hers, theirs }
}

describe('after a restore', () => {
  it('P10 devices send what was lost and nothing counts twice; the file of before is kept as it was', async () => {
    const { running, editor, lead, hers, theirs } = await aWeek()
    const tuesday = await editor.pull(running)
    await stop(running)
    const restored = good(await putBack())
    expect(restored).toMatchObject({ kept: kept(), contents: { operations: 2, returns: 2 } })
    expect(await verify(kept())).toMatchObject({ ok: true, contents: { operations: 4 } })

    const again = await start()
    // The device shows the last receipt it has; the server says from where it is missing something.
    const last = { seq: 2, opId: hers[1]?.opId ?? '' }
    const lost = await editor.push(again, [], last)
    expect(lost).toMatchObject({ outcomes: [], resendFrom: 2 })
    const cursors = Object.fromEntries(tuesday.scopes.map(({ scope, cursor }) => [scope, cursor]))
    const reset = (await editor.pull(again, cursors)).scopes.find(each => each.scope.endsWith('east-a'))
    expect(reset).toMatchObject({ reset: true })
    // Another order than on Tuesday, and everything there is rather than what was asked for.
    expect((await lead.push(again, theirs)).outcomes.map(each => each.outcome)).toEqual(['applied', 'conflict'])
    // Hers was typed upon Monday's, and now finds theirs beside it: both are kept, as on Tuesday the other way round.
    for (const _twice of [1, 2])
      expect((await editor.push(again, hers)).outcomes.map(each => each.outcome)).toEqual(['applied', 'conflict'])
    const sides = (await editor.pull(again)).scopes
      .flatMap(each => each.sheets)
      .map(row => row.cells['closed' as CellKey])
    expect(sides.map(cell => [cell?.value, cell?.sides?.map(side => side.value)])).toContainEqual([
      amount(1),
      [amount(9), amount(2)],
    ])
    await stop(again)
    expect(await verify(dataFile)).toMatchObject({ ok: true, contents: { operations: 4 } })
  }, 60_000)

  it('the record goes on from the backup and says so, also from one of before there was a record', async () => {
    const running = await start()
    const editor = await Device.register(running, 'editor')
    await editor.push(running, [setCell(editor, 1, 'closed', amount(1))])
    await backUp()
    await stop(running)
    const acts = (file: string): readonly unknown[] => {
      const database = new DatabaseSync(file, { readOnly: true })
      const rows = database.prepare('select what from record order by seq').all()
      database.close()
      return rows.map(row => row['what'])
    }
    // The backup is in the record of the file it was made of, and not in itself.
    expect(acts(dataFile).at(-1)).toBe('backup-made')
    expect(acts(backup).at(-1)).toBe('operations-received')
    good(await putBack())
    expect(acts(dataFile)).toEqual([...acts(backup), 'backup-restored'])
    expect((await verifyHistory(dataFile)).sentence).toMatch(/^The record holds: \d+ entries and 1 change they cover/)

    const older = new DatabaseSync(backup)
    older.exec(asBeforeTheRecord)
    older.close()
    good(await putBack({ now: () => new Date('2017-07-12T08:00:00.000Z') }))
    expect(acts(dataFile)).toEqual(['record-begun', 'backup-restored'])
    expect((await verifyHistory(dataFile)).sentence).toMatch(/^The record holds: 2 entries and 1 change they cover/)
  })

  it('the file is as readable as the one it replaces, and no log of that one is left beside it', async () => {
    const { running } = await aWeek('start')
    await stop(running)
    expect(existsSync(`${dataFile}-wal`)).toBe(true)
    chmodSync(dataFile, 0o600)
    good(await putBack())
    expect(statSync(dataFile).mode & 0o777).toBe(0o600)
    const names = readdirSync(folder).filter(name => name !== 'mail' && !name.startsWith('county.db.before-restore'))
    expect(names.sort()).toEqual(['county.db', 'county.db-lock', 'monday.db'])
  }, 60_000)

  it('where there was no data file, there is one', async () => {
    const { running } = await aWeek()
    await stop(running)
    const elsewhere = join(folder, 'new', 'county.db')
    mkdirSync(join(folder, 'new'))
    expect(good(await putBack({ dataFile: elsewhere }))).toMatchObject({ kept: null, contents: { operations: 2 } })
    expect(await verify(elsewhere)).toMatchObject({ ok: true })
  }, 60_000)

  it('a data file that is damaged beyond opening is kept too, with its log', async () => {
    const { running } = await aWeek('start')
    await stop(running)
    const damage = Buffer.from('no database any more, '.repeat(400))
    writeFileSync(dataFile, damage)
    const log = readFileSync(`${dataFile}-wal`)
    good(await putBack())
    expect(readFileSync(kept()).equals(damage)).toBe(true)
    expect(readFileSync(`${kept()}-wal`).equals(log)).toBe(true)
    expect(await verify(dataFile)).toMatchObject({ ok: true, contents: { operations: 2 } })
    await start()
  }, 60_000)

  it('a backup by hand, of a file and its log, is as good as one by command', async () => {
    const { running } = await aWeek('start')
    await stop(running)
    const hand = join(folder, 'hand.db')
    for (const suffix of ['', '-wal']) copyFileSync(dataFile + suffix, hand + suffix)
    expect(good(await putBack({ backup: hand }))).toMatchObject({ contents: { operations: 4 } })
  }, 60_000)
})

describe('a sentence, and nothing changed, when', () => {
  const untouched = (): string => readFileSync(dataFile).toString('base64')

  it('a server runs, also one that has been idle since it started; not once it was killed', async () => {
    const { running } = await aWeek('start')
    expect(await refused()).toMatch(/A server \(or a backup\) has .*county\.db open\. Stop it/)
    await stop(running)
    const idle = await start('start')
    expect(await refused()).toMatch(/Stop it/)
    await stop(idle)
    good(await putBack())
  }, 60_000)

  it('something else has it open: a server of before there was a lock, a backup, a shell', async () => {
    const { running } = await aWeek()
    await stop(running)
    const shell = new DatabaseSync(dataFile)
    shell.prepare('select count(*) from operation').get()
    expect(await refused()).toMatch(/Stop it/)
    shell.close()
    good(await putBack())
  }, 60_000)

  it('a second server would have the file: it does not start', async () => {
    const running = await start('start')
    await expect(RunningCounty.here(dataFile)).rejects.toThrow(/Another server has the data file/)
    await stop(running)
    await start()
  }, 60_000)

  it('the backup is none, is damaged, or does not agree with itself', async () => {
    const { running } = await aWeek()
    await stop(running)
    const before = untouched()
    expect(await refused({ backup: join(folder, 'none.db') })).toMatch(/There is no .*none\.db/)
    expect(await refused({ backup: dataFile })).toMatch(/is the data file itself/)
    const other = join(folder, 'other.db')
    writeFileSync(other, 'a letter, '.repeat(500))
    expect(await refused({ backup: other })).toMatch(/other\.db is no backup of Fieldfare's/)
    rmSync(other)
    new DatabaseSync(other).exec('create table shopping (list text)')
    expect(await refused({ backup: other })).toMatch(/no backup of Fieldfare's/)
    const bytes = readFileSync(backup)
    writeFileSync(other, bytes.subarray(0, bytes.length - 20_000))
    expect(await refused({ backup: other })).toMatch(/does not agree with itself|no backup of Fieldfare's/)
    copyFileSync(backup, other)
    const database = new DatabaseSync(other)
    database.exec("update sheet set cells = json_set(cells, '$.closed.value.value', '7') where id like '%east-a%'")
    database.close()
    expect(await refused({ backup: other })).toMatch(/nothing was changed: In the return .*closed is not what/)
    expect(untouched()).toBe(before)
    expect(readdirSync(folder).filter(name => name.includes('restoring'))).toEqual([])
  }, 60_000)

  it('it is a newer Fieldfare’s, the sample’s for a council, or a council’s for the sample', async () => {
    const { running } = await aWeek()
    await stop(running)
    const before = untouched()
    expect(await refused({ sample: false })).toMatch(/holds the sample county, whose passwords everybody can read/)
    const database = new DatabaseSync(backup)
    database.exec("delete from setting where name = 'sample'")
    expect(await refused()).toMatch(/is a council's own, not the sample's/)
    database.exec("insert into migration values ('9999-later', '2030-01-01T00:00:00.000Z')")
    expect(await refused()).toMatch(/written by a newer Fieldfare \(9999-later\)/)
    database.close()
    expect(untouched()).toBe(before)
  }, 60_000)
})
