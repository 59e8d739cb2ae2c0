/** Backing up while a server runs: what is in it, what is told, and what happens when it does not agree with itself. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/protocol/exchange.ts'
import { type BackedUp, makeBackup } from '../../../src/server/backup/backup.ts'
import { verify } from '../../../src/server/backup/verify.ts'
import { amount } from '../../domain/small-set.ts'
import { setCell, sheet } from '../operations.ts'
import { Device, RunningCounty } from '../running-county.ts'

let folder: string
let dataFile: string
let county: RunningCounty
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldfare-backup-'))
  dataFile = join(folder, 'county.db')
  county = await RunningCounty.here(dataFile)
})
afterEach(async () => {
  await county.kill()
  rmSync(folder, { recursive: true, force: true })
})

const now = () => new Date('2017-07-11T22:00:00.000Z')
const backUp = (more: Partial<Parameters<typeof makeBackup>[0]> = {}) => makeBackup({ dataFile, now, ...more })
const good = (made: BackedUp): Extract<BackedUp, { ok: true }> => {
  if (!made.ok) throw new Error(made.because)
  return made
}
// Letters are put beside the data file while no mail server is set.
const files = () => readdirSync(folder).filter(name => !/^(mail|county\.db(-lock|-wal|-shm)?)$/.test(name))
const rowsOf = (file: string, query: string) => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare(query).all()
  } finally {
    database.close()
  }
}

describe('a backup while pushes go on', () => {
  it('holds one moment of it, agrees with itself, and says how far it reaches', async () => {
    // Another process writes, as when the command is given.
    await county.kill()
    county = await RunningCounty.start(dataFile)
    const devices = [await Device.register(county, 'editor'), await Device.register(county, 'lead')]
    const receipts: Outcome[] = []
    let stop = false
    const pushing = devices.map(async (device, index) => {
      const place = index === 0 ? 'east-a' : 'west-c'
      let base: string | null = null
      for (let seq = 1; !stop; seq++) {
        const operation = setCell(device, seq, 'closed', amount(seq), { sheet: sheet(place), base: base as never })
        base = operation.opId
        receipts.push(...(await device.push(county, [operation])).outcomes)
      }
    })
    const enough = async (count: number): Promise<void> => {
      while (receipts.length < count) await new Promise(done => setImmediate(done))
    }
    let before = 0
    for (let round = 1; round <= 4; round++) {
      await enough(before + 20)
      // Whatever was acknowledged before it began is in it.
      const acknowledged = [...receipts]
      const made = good(await backUp({ file: join(folder, `round-${round}.db`) }))
      before = receipts.length
      const kept = new Map(
        rowsOf(made.file, 'select op_id, received_at from operation').map(row => [row['op_id'], row]),
      )
      for (const { opId } of acknowledged) expect(kept.has(opId)).toBe(true)
      expect(kept.size).toBe(made.contents.operations)
      // Whatever was received up to there is in it; and everything in it is covered.
      expect(made.durableThrough).toBe(made.contents.newest)
      await enough(before + 5)
      for (const { opId, receivedAt } of receipts)
        expect([opId, receivedAt <= (made.durableThrough ?? '')]).toEqual([opId, kept.has(opId)])
      // The server that runs tells its devices so, without being started anew.
      const [device] = devices
      const told = await device?.push(county, [])
      expect(told?.durableThrough).toBe(made.durableThrough)
    }
    stop = true
    await Promise.all(pushing)
    for (let round = 1; round <= 4; round++)
      expect(await verify(join(folder, `round-${round}.db`))).toMatchObject({ ok: true })
  }, 60_000)

  it('is one file with no log beside it, as readable as the data file, under the name of its moment', async () => {
    const device = await Device.register(county, 'editor')
    await device.push(county, [setCell(device, 1, 'closed', amount(1))])
    const made = good(await backUp())
    expect(made.file).toBe(`${dataFile}.backup-2017-07-11T22-00-00Z.db`)
    expect(files()).toEqual(['county.db.backup-2017-07-11T22-00-00Z.db'])
    expect(statSync(made.file).mode).toBe(statSync(dataFile).mode)
    expect(rowsOf(made.file, 'pragma journal_mode')).toEqual([{ journal_mode: 'delete' }])
    expect(files()).toEqual(['county.db.backup-2017-07-11T22-00-00Z.db'])
  })

  it('of a county nobody has sent anything to reaches nowhere', async () => {
    expect(good(await backUp())).toMatchObject({ durableThrough: null, contents: { operations: 0, newest: null } })
    const device = await Device.register(county, 'editor')
    expect((await device.push(county, [])).durableThrough).toBeNull()
  })
})

describe('what devices are told', () => {
  const told = async (device: Device) => (await device.push(county, [])).durableThrough

  it('moves only once the backup has been verified, and stays when it cannot be', async () => {
    const device = await Device.register(county, 'editor')
    const first = setCell(device, 1, 'closed', amount(1))
    await device.push(county, [first])
    const lost = await backUp({
      afterCopy: copy => {
        const database = new DatabaseSync(copy)
        database.exec("update sheet set cells = json_set(cells, '$.closed.value.value', '7')")
        database.close()
      },
    })
    expect(lost).toMatchObject({ ok: false, because: expect.stringMatching(/thrown away: In the return .*closed/) })
    expect(files()).toEqual([])
    expect(await told(device)).toBeNull()

    // Not before it has its name: while it is being verified nothing has been told.
    let during: string | null | undefined
    const database = new DatabaseSync(dataFile)
    const made = good(
      await backUp({
        afterCopy: () => {
          during = database.prepare("select value from setting where name = 'durable-through'").get()?.[
            'value'
          ] as never
        },
      }),
    )
    database.close()
    expect(during).toBeUndefined()
    expect(await told(device)).toBe(made.contents.newest)
    const second = setCell(device, 2, 'closed', amount(2), { base: first.opId })
    const { outcomes } = await device.push(county, [second])
    expect((outcomes[0]?.receivedAt ?? '') > (made.durableThrough ?? '')).toBe(true)
    expect(await told(device)).toBe(made.durableThrough)
  })

  it('never covers what came in a later commit, even with an instant that is no later', async () => {
    const device = await Device.register(county, 'editor')
    await device.push(county, [setCell(device, 1, 'closed', amount(1))])
    const made = good(
      await backUp({
        afterCopy: () => {
          // A clock that went back, as no server of ours would record it.
          const live = new DatabaseSync(dataFile)
          live.exec(
            "insert into operation select '01900000-0000-7000-8000-ffffffffffff', hash, device, 2, person, person_name, sheet, cell, base, received_at, outcome, code, token, sheets, body from operation limit 1",
          )
          live.close()
        },
      }),
    )
    expect((made.durableThrough ?? '') < (made.contents.newest ?? '')).toBe(true)
  })

  it('does not go back with an earlier one', async () => {
    const device = await Device.register(county, 'editor')
    await device.push(county, [setCell(device, 1, 'closed', amount(1))])
    const live = new DatabaseSync(dataFile)
    live.exec("insert into setting values ('durable-through', '2030-01-01T00:00:00.000Z')")
    live.close()
    expect(good(await backUp()).durableThrough).toBe('2030-01-01T00:00:00.000Z')
  })
})

describe('a sentence, and nothing written, when', () => {
  const refused = async (more: Partial<Parameters<typeof makeBackup>[0]>) => {
    const made = await backUp(more)
    if (made.ok) throw new Error('It was made')
    return made.because
  }

  it('there is a file of that name', async () => {
    const file = join(folder, 'kept.db')
    writeFileSync(file, 'something else')
    expect(await refused({ file })).toMatch(/already a .*kept\.db: a backup never writes over a file/)
    expect(statSync(file).size).toBe('something else'.length)
    // Also when it appears while the copy is made.
    const later = join(folder, 'later.db')
    expect(await refused({ file: later, afterCopy: () => writeFileSync(later, 'mine') })).toMatch(/never writes over/)
    expect(statSync(later).size).toBe(4)
    expect(files()).toEqual(['kept.db', 'later.db'])
  })

  it('there is no data file, or it is not ours, or of another version', async () => {
    expect(await refused({ dataFile: join(folder, 'none.db') })).toMatch(/There is no data file .*none\.db/)
    expect(existsSync(join(folder, 'none.db'))).toBe(false)
    const foreign = join(folder, 'foreign.db')
    writeFileSync(foreign, 'no database, '.repeat(500))
    expect(await refused({ dataFile: foreign })).toMatch(/no data file of Fieldfare's/)
    const made = good(await backUp({ file: join(folder, 'other.db') })).file
    const database = new DatabaseSync(made)
    database.exec("insert into migration values ('9999-later', '2030-01-01T00:00:00.000Z')")
    expect(await refused({ dataFile: made })).toMatch(/written by a newer Fieldfare \(9999-later\)/)
    database.exec("delete from migration where name <> '0001-first'")
    expect(await refused({ dataFile: made })).toMatch(/as an older Fieldfare wrote it/)
    database.close()
  })
})
