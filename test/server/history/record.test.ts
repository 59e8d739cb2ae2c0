import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { append, beginRecord, readTip } from '../../../src/server/history/record.ts'
import { verifyHistory } from '../../../src/server/history/verify-history.ts'
import {
  at,
  contract,
  device,
  lead,
  op,
  openRecordFile,
  operation,
  other,
  populate,
  type RecordFile,
  receive,
  sheet,
} from './record-file.ts'

let file: RecordFile
beforeEach(async () => {
  file = await openRecordFile()
})
afterEach(() => file.close())

describe('appending', () => {
  it('numbers entries from 1 and links each to the one before', async () => {
    await file.write({ at, person: lead, what: 'signed-in', about: { closes: 1 } })
    await file.write(
      { at, person: lead, what: 'signed-out', about: { closes: 1 } },
      { at, person: null, what: 'backup-made', about: { through: at } },
    )
    const rows = await file.db.selectFrom('record').selectAll().orderBy('seq').execute()
    expect(rows.map(row => [row.seq, row.what, row.person_name])).toEqual([
      [1, 'signed-in', lead.name],
      [2, 'signed-out', lead.name],
      [3, 'backup-made', 'Fieldfare'],
    ])
    expect(rows.map(row => row.prev)).toEqual(['0'.repeat(64), rows[0]?.hash, rows[1]?.hash])
    expect(await readTip(file.db)).toEqual({ seq: 3, hash: rows[2]?.hash })
  })

  it('is undone with the act it belongs to', async () => {
    await file.write({ at, person: lead, what: 'signed-in', about: { closes: 1 } })
    const failing = file.act(async transaction => {
      await append(transaction, [{ at, person: lead, what: 'signed-out', about: { closes: 1 } }])
      throw new Error('the act failed')
    })
    await expect(failing).rejects.toThrow('the act failed')
    expect((await readTip(file.db)).seq).toBe(1)
    expect((await verifyHistory(file.file)).ok).toBe(true)
  })

  it('refuses an act that says more than it may', async () => {
    // @ts-expect-error: it would be a type error too
    const wordy = file.write({ at, person: lead, what: 'signed-in', about: { closes: 1, password: 'hunter2' } })
    await expect(wordy).rejects.toThrow()
    expect((await readTip(file.db)).seq).toBe(0)
  })

  it('keeps names of any characters as they are', async () => {
    const odd = ['half a pair \ud800', 'line\nbreak', 'O’Neill "quoted"', '']
    for (const name of odd) await file.write({ at, person: { ...lead, name }, what: 'signed-in', about: { closes: 1 } })
    expect((await verifyHistory(file.file)).sentence).toMatch(/^The record holds: 4 entries/)
  })

  it('follows in order, however many come at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => file.write({ at, person: lead, what: 'signed-in', about: { closes: 1 } })),
    )
    expect((await verifyHistory(file.file)).sentence).toMatch(/^The record holds: 20 entries/)
  })
})

describe('a batch of operations', () => {
  it('is one entry, with what its returns have in common in the columns', async () => {
    const one = device(1)
    await receive(file, {
      device: one,
      deviceLog: [
        { seq: 1, opId: op(1) },
        { seq: 2, opId: op(2) },
      ],
      operations: [operation(1, one, 1), operation(2, one, 2, { sheet: sheet('east-b') })],
    })
    await receive(file, {
      device: one,
      deviceLog: [{ seq: 3, opId: op(3) }],
      operations: [operation(3, one, 3, { sheet: sheet('west', other) })],
    })
    await receive(file, {
      device: one,
      deviceLog: [
        { seq: 4, opId: op(4) },
        { seq: 5, opId: op(5) },
      ],
      operations: [operation(4, one, 4), operation(5, one, 5, { sheet: sheet('west', other) })],
    })
    const rows = await file.db.selectFrom('record').selectAll().orderBy('seq').execute()
    expect(rows.map(row => [row.contract, row.place, row.period, row.service])).toEqual([
      [contract, null, '2017-06', 'su'],
      [other, 'west', '2017-06', 'xx'],
      [null, null, '2017-06', null],
    ])
    expect(JSON.parse(rows[2]?.about ?? '')).toMatchObject({
      fromSeq: 4,
      toSeq: 5,
      sheets: { [sheet('east-a')]: 1, [sheet('west', other)]: 1 },
    })
    expect(rows[2]?.about).not.toContain('"value"')
  })

  it('that brought nothing new is none', async () => {
    await receive(file, { device: device(1), deviceLog: [], operations: [] })
    expect((await readTip(file.db)).seq).toBe(0)
  })
})

describe('a record that begins on a file in use', () => {
  it('covers what had been received before, and what comes after', async () => {
    const one = device(1)
    const waiting = operation(2, one, 2, { outcome: 'waiting', token: undefined, base: op(3) })
    await receive(
      file,
      {
        device: one,
        deviceLog: [
          { seq: 1, opId: op(1) },
          { seq: 2, opId: op(2) },
        ],
        operations: [operation(1, one, 1), waiting],
      },
      'before-the-record',
    )
    expect(await file.act(transaction => beginRecord(transaction, at))).toBe(true)
    expect(await file.act(transaction => beginRecord(transaction, at))).toBe(false)
    await receive(file, {
      device: one,
      deviceLog: [{ seq: 3, opId: op(3) }],
      operations: [operation(3, one, 3)],
      settled: [{ ...waiting, outcome: 'applied', token: op(2) }],
    })
    expect((await verifyHistory(file.file)).sentence).toMatch(/^The record holds: 2 entries and 3 changes they cover/)
    await file.db.updateTable('operation').set({ body: '{}' }).where('op_id', '=', op(1)).execute()
    expect((await verifyHistory(file.file)).sentence).toMatch(/entry 1: those of device/)
  })

  it('finds what was stored without an entry', async () => {
    await populate(file)
    await receive(
      file,
      { device: device(2), deviceLog: [{ seq: 3, opId: op(9) }], operations: [operation(9, device(2), 3)] },
      'before-the-record',
    )
    expect(await verifyHistory(file.file)).toEqual({
      ok: false,
      sentence: `The changes do not hold: ${op(9)} of device ${device(2)} is in no entry of the record.`,
    })
  })
})

describe('checking a file', () => {
  it('says how much holds and where it ends, while the file is open for writing', async () => {
    await populate(file)
    const { hash } = await readTip(file.db)
    expect(await verifyHistory(file.file)).toEqual({
      ok: true,
      sentence: `The record holds: 8 entries and 7 changes they cover, ending 8:${hash}.`,
    })
  })

  it('compares an ending that was written down: a record made anew from its beginning does not have it', async () => {
    await populate(file)
    const then = await readTip(file.db)
    await file.write({ at, person: lead, what: 'signed-out', about: { closes: 1 } })
    expect((await verifyHistory(file.file, then)).ok).toBe(true)
    expect((await verifyHistory(file.file, { ...then, hash: 'f'.repeat(64) })).sentence).toMatch(
      /entry 8: it is not the one/,
    )
    expect((await verifyHistory(file.file, { ...then, seq: 99 })).sentence).toMatch(/entry 99: it is not the one/)
  })

  it('says what is wrong with a file that cannot be checked', async () => {
    expect((await verifyHistory(join(file.folder, 'none.db'))).sentence).toMatch(/^There is no data file/)
    writeFileSync(join(file.folder, 'text.db'), 'not a database, but long enough to look like one '.repeat(40))
    expect((await verifyHistory(join(file.folder, 'text.db'))).sentence).toMatch(/cannot be read/)
    expect((await verifyHistory(file.file)).sentence).toMatch(/has no record of who did what yet\.$/)
  })

  it('is a command: one sentence, and exit 1 with the place', async () => {
    await populate(file)
    const run = promisify(execFile)
    const command = resolve(import.meta.dirname, '../../../src/commands/verify-history.ts')
    const good = await run(process.execPath, [command, file.file])
    expect(good.stdout).toMatch(/^The record holds: 8 entries and 7 changes they cover, ending 8:[0-9a-f]{64}\.\n$/)
    await file.db.updateTable('record').set({ person_name: 'Somebody else' }).where('seq', '=', 2).execute()
    const bad = await run(process.execPath, [command, file.file]).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(bad).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'The record does not hold at entry 2: it is not what was written.\n',
    })
    await expect(run(process.execPath, [command, '--ending', 'nonsense'])).rejects.toMatchObject({ code: 1 })
  }, 30_000)
})
