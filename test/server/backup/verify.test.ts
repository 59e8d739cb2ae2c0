/** The record played again: everything the server makes agrees with itself, and every planted fault is found. */
import { copyFileSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpId } from '../../../src/domain/ids.ts'
import { verify } from '../../../src/server/backup/verify.ts'
import { BusyCounty } from './busy-county.ts'

/** Random histories; `npm run prove` asks for more. */
const histories = Number(process.env['HISTORIES'] ?? 12)

let county: BusyCounty
let whole: string
beforeAll(async () => {
  county = await BusyCounty.open()
  const seen = await county.everything()
  for (const outcome of ['applied', 'agreed', 'conflict', 'waiting', 'rejected locked', 'rejected unknown-cell'])
    expect(seen).toContain(outcome)
  await county.at.server.close()
  whole = join(county.at.folder, 'county.db')
}, 60_000)
afterAll(() => county.close())

describe('P4 playing the record again gives what is stored', () => {
  it('whatever has happened', async () => {
    const verified = await verify(whole)
    expect(verified).toMatchObject({ ok: true, contents: { returns: 3, newest: expect.stringMatching(/^2017-08-/) } })
  })

  it('after random changes by several people, some upon nothing known, some 40 days apart', async () => {
    const random = await BusyCounty.open()
    const known: OpId[] = []
    await fc.assert(
      fc.asyncProperty(fc.array(random.change(), { minLength: 5, maxLength: 25 }), async changes => {
        for (const change of changes) await change(known)
        const verified = await verify(join(random.at.folder, 'county.db'))
        expect(verified).toMatchObject({ ok: true, contents: { operations: known.length } })
      }),
      { numRuns: histories, endOnFailure: true },
    )
    await random.close()
  }, 120_000)
})

/** A copy with something changed in it behind everybody's back. */
const spoilt = (name: string, spoil: (database: DatabaseSync, file: string) => void): string => {
  const file = join(county.at.folder, `${name.replaceAll(/\W+/g, '-')}.db`)
  copyFileSync(whole, file)
  const database = new DatabaseSync(file)
  database.exec('pragma foreign_keys = off; pragma journal_mode = delete')
  spoil(database, file)
  database.close()
  return file
}

const run =
  (...statements: readonly string[]) =>
  (database: DatabaseSync): void => {
    for (const statement of statements) {
      const { changes } = database.prepare(statement).run()
      // A plant that plants nothing would be found by no check.
      expect(Number(changes)).toBeGreaterThan(0)
    }
  }
const cellsOf = (place: string, change: string): string =>
  `update sheet set cells = json_set(cells, ${change}) where id like '%/${place}/%'`
const lastOf = "(select op_id from scope_log where scope like '%/west-c' order by seq desc limit 1)"

describe('a planted fault is found:', () => {
  it.each<[string, (database: DatabaseSync, file: string) => void, RegExp]>([
    ['a figure', run(cellsOf('east-a', "'$.open.value.value', '10'")), /east-a\/2017-06, open is not what its changes/],
    ['whose it is', run(cellsOf('east-a', "'$.open.by.name', 'Nobody'")), /open is not what its changes/],
    ['when it came', run(cellsOf('east-b', "'$.open.at', '2017-07-01T00:00:00.000Z'")), /open is not what its changes/],
    [
      'a token',
      run(cellsOf('east-a', "'$.open.token', '01900000-0000-7000-8000-000000000001'")),
      /digest of the return .*east-a/,
    ],
    [
      'a side taken away',
      run(
        `update sheet set cells = json_remove(cells, '$."narrative/key-points".sides[0]') where id like '%/east-a/%'`,
      ),
      /digest of the return .*east-a/,
    ],
    [
      'what a side began from',
      run(
        `update sheet set cells = json_set(cells, '$."narrative/key-points".sides[0].original', null) where id like '%/east-a/%'`,
      ),
      /narrative\/key-points is not what its changes/,
    ],
    [
      'a cell taken away with its digest',
      database => {
        run("update sheet set cells = '{}' where id like '%/west-c/%'")(database)
        run(
          "update sheet set digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' where cells = '{}'",
        )(database)
      },
      /west-c\/2017-06, (closed|open) is not what its changes/,
    ],
    [
      'a state',
      run("update sheet set state = 'open' where id like '%/east-b/%'"),
      /east-b\/2017-06 is open, .* submitted/,
    ],
    [
      'who submitted',
      run("update sheet set submission = json_set(submission, '$.by.name', 'Nobody') where id like '%/east-b/%'"),
      /or its submission differs/,
    ],
    ['a late change', run("update sheet set late = null where id like '%/east-b/%'"), /list of late changes/],
    ['a digest', run("update sheet set digest = 'f' where id like '%/east-b/%'"), /digest of the return .*east-b/],
    ['a return', run("delete from sheet where id like '%/west-c/%'"), /west-c\/2017-06 is in the log and nowhere else/],
    [
      'an operation',
      run("delete from operation where cell = 'open' and sheet like '%/east-a/%' and outcome = 'applied'"),
      /name something that is not in operation/,
    ],
    [
      'the last operation of a scope, with its place in every log',
      run(
        `delete from device_log where op_id = ${lastOf}`,
        `delete from operation where op_id = ${lastOf}`,
        "delete from scope_log where scope like '%/west-c' and seq = (select seq from scope_head where scope like '%/west-c')",
      ),
      /Device .* has sent \d+ changes; \d+ are listed/,
    ],
    [
      'what was sent',
      run("update operation set body = json_set(body, '$.value.value', '5') where cell = 'open'"),
      /hash differs/,
    ],
    [
      'what became of it',
      run("update operation set outcome = 'conflict' where cell = 'achieved'"),
      /recorded as conflict/,
    ],
    [
      'a refusal that was none',
      run("update operation set outcome = 'rejected', code = 'locked', token = null where cell = 'achieved'"),
      /was refused \(locked\) and changes nothing/,
    ],
    [
      'a write that was refused, and now was not',
      run("update operation set outcome = 'applied', code = null where code = 'unknown-cell'"),
      /changed a return, and no log has it/,
    ],
    [
      'an act upon a return that was refused',
      run(
        "update operation set sheets = json_set(sheets, '$[1].ok', json('true')) where json_array_length(sheets) > 1",
      ),
      /changed a return, and no log has it/,
    ],
    [
      'a leaving out that found nothing to leave out',
      run("update operation set outcome = 'applied', code = null where code = 'not-found'"),
      /changed a return, and no log has it/,
    ],
    [
      'an operation that is in a log twice',
      run(
        "update scope_log set op_id = (select op_id from scope_log where scope like '%/east-a' and seq = 1) where scope like '%/east-a' and seq = 2",
      ),
      /is in the log of .*east-a.* more than once/,
    ],
    [
      'a code',
      run("update operation set code = null where outcome = 'rejected'"),
      /is rejected, with the code undefined/,
    ],
    [
      'an agreement',
      run(
        "update operation set token = '\"01900000-0000-7000-8000-000000000002\"' where op_id = (select op_id from operation where outcome = 'agreed' and token is not null order by rowid limit 1)",
      ),
      /is said to agree with|recorded as agreed/,
    ],
    [
      'a number',
      run("update operation set seq = seq + 100 where cell = 'achieved'"),
      /says it is|is not listed as number/,
    ],
    [
      "a device's last number",
      run('update device set last_seq = last_seq + 1 where last_seq > 0'),
      /has sent \d+ changes/,
    ],
    [
      'a head',
      run("update scope_head set seq = seq + 1 where scope like '%/east-a'"),
      /log of .*east-a has \d+ entries/,
    ],
    ['a tip', run(`update scope_head set tip = ${lastOf} where scope like '%/east-a'`), /its head says/],
    ['a head taken away', run("delete from scope_head where scope like '%/east-a'"), /log of .*east-a has no head/],
    [
      'an entry of a log',
      run("delete from scope_log where scope like '%/east-a' and seq = 3"),
      /log of .*east-a has \d+ entries; its head says/,
    ],
    [
      'two entries of a log, exchanged',
      run(
        "update scope_log set seq = -1 where scope like '%/east-a' and seq = 1",
        "update scope_log set seq = 1 where scope like '%/east-a' and seq = 3",
        "update scope_log set seq = 3 where scope like '%/east-a' and seq = -1",
      ),
      /Entry 1 of the log of .*east-a/,
    ],
    [
      'the last change of a return',
      run("update sheet set rev = 1 where id like '%/east-a/%'"),
      /last changed by entry 1/,
    ],
    [
      'a document',
      run("update reference_document set body = body || ' ' where id like 'set/%'"),
      /document set\/small/,
    ],
    ['what was handed over', run("update surrendered set body = '8' where body = '7'"), /handed over has changed/],
    ['what was set aside', run("update set_aside set body = body || ' '"), /set aside of device/],
    [
      'an entry of the record of who did what',
      run("update record set person_name = 'Somebody else' where seq = 3"),
      /record does not hold at entry 3: it is not what was written/,
    ],
    [
      'the end of that record cut off',
      run('delete from record where seq = (select max(seq) from record)'),
      /record does not hold at its end/,
    ],
    [
      'who sent what changed nothing',
      run("update operation set person_name = 'Somebody else' where outcome = 'agreed'"),
      /changes do not hold at entry \d+: those of device/,
    ],
  ])('%s', async (name, spoil, sentence) => {
    const verified = await verify(spoilt(name, spoil))
    expect(verified.ok).toBe(false)
    if (!verified.ok) expect(verified.faults.join('\n')).toMatch(sentence)
  })

  it('a page, wherever it is', async () => {
    const pageSize = 4096
    const file = spoilt('page', () => undefined)
    const pages = readFileSync(file).length / pageSize
    let found = 0
    for (let page = 1; page < pages; page += 3) {
      const damaged = spoilt(`page ${page}`, () => undefined)
      const open = openSync(damaged, 'r+')
      writeSync(open, Buffer.alloc(64, 0xa5), 0, 64, page * pageSize)
      const verified = await verify(damaged)
      // A page that is free, or of an account's table and still readable, is nobody's record.
      if (!verified.ok) found += 1
    }
    expect(found).toBeGreaterThan((pages / 3) * 0.8)
  })

  it('a file cut off in the middle, and one that is no database', async () => {
    const bytes = readFileSync(whole)
    for (const content of [bytes.subarray(0, bytes.length / 2), Buffer.from('no database at all, '.repeat(300))]) {
      const file = spoilt('cut', () => undefined)
      writeFileSync(file, content)
      expect((await verify(file)).ok).toBe(false)
    }
  })
})
