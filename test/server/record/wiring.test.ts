/** Every function of the storage that changes something appends to the record; one that is not listed here fails. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/domain/ids.ts'
import type { ChainedEntry } from '../../../src/server/history/chain.ts'
import { verifyHistory } from '../../../src/server/history/verify-history.ts'
import { openSqlite } from '../../../src/server/storage/sqlite.ts'
import type { Storage } from '../../../src/server/storage/storage.ts'
import { opId } from '../operations.ts'
import { helper, month } from '../small-county.ts'
import { at, device, person, populated, write } from '../storage-under-test.ts'

let folder: string
let storage: Storage
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldfare-wiring-'))
  storage = await openSqlite(join(folder, 'county.db'), () => at)
})
afterEach(async () => {
  await storage.close()
  rmSync(folder, { recursive: true, force: true })
})

const entries = (): Promise<readonly ChainedEntry[]> =>
  storage.accounts.db.selectFrom('record').selectAll().orderBy('seq').execute()

const source = (path: string): string => readFileSync(resolve(import.meta.dirname, '../../../src/server', path), 'utf8')

/** The names of an interface's functions, from its source: types leave nothing to ask at run time. */
function functionsOf(path: string, name: string): readonly string[] {
  const text = source(path)
  const begin = text.indexOf(`export interface ${name} {`)
  const body = text.slice(begin, text.indexOf('\n}', begin))
  return [...body.matchAll(/^ {2}(\w+)(?:<\w+>)?\(/gm)].map(found => found[1] ?? '')
}

const reads = [
  ...['setting', 'durableThrough', 'newestReceipt', 'person', 'personWith', 'people', 'countPeople', 'livingSessions'],
  ...['device', 'knowsSecret', 'deviceWith', 'isLost', 'surrendered', 'setAsideOf', 'documents', 'collections'],
  ...['waitingSince', 'newsOf', 'sheets', 'revisions', 'returnLog', 'stored', 'check', 'close'],
]

const by = { id: person, name: 'Somebody' }
const hash = 'a'.repeat(64)
/** What the person of the populated storage holds. */
const herPlaces = [`${helper}/east-a`, `${helper}/east-b`]
const collection = { service: 'support', period: month, due: '2017-07-14' as never, state: 'open' as const }
const service = 'support' as never
const newcomer = {
  ...{ id: 'p2' as never, name: 'Another', email: 'other@example.org', role: 'provider-lead' as const },
  ...{ contracts: [{ contract: helper, places: 'every' as const }], services: [], passwordHash: 'secret-hash', at, by },
}

/** What each writing function appends: the act, who did it, and what is in `about`. */
const writes: Readonly<
  Record<string, { readonly call: () => Promise<unknown>; readonly entry: readonly [string, string | null, object] }>
> = {
  putSetting: {
    call: () => storage.putSetting('a-name', 'a value'),
    entry: ['setting-changed', null, { names: ['a-name'] }],
  },
  putDurableThrough: {
    call: () => storage.putDurableThrough('2017-07-11T09:00:00.000Z' as Instant),
    entry: ['backup-made', null, { through: '2017-07-11T09:00:00.000Z' }],
  },
  addPerson: {
    call: () => storage.addPerson(newcomer),
    entry: [
      'person-added',
      person,
      {
        person: { id: 'p2', name: 'Another' },
        given: { role: 'provider-lead', contracts: [helper], services: [] },
        contracts: [helper],
      },
    ],
  },
  endAccess: {
    call: () => storage.endAccess(person, at, by),
    entry: ['access-ended', person, { person: { id: person, name: 'A person' }, contracts: herPlaces }],
  },
  addDevice: {
    call: () => storage.addDevice({ id: `${device.slice(0, -1)}7` as never, person, secretHash: hash }, at),
    entry: ['device-registered', person, { device: `${device.slice(0, -1)}7`, contracts: herPlaces }],
  },
  reportLost: {
    call: () => storage.reportLost(device, at, by),
    entry: ['device-reported-lost', person, { device, person: { id: person, name: 'A person' }, contracts: herPlaces }],
  },
  surrender: {
    call: () => storage.surrender(device, [{ hash, body: '{"value":"987654"}' }], at),
    entry: ['work-handed-over', person, { device, changes: 1, contracts: herPlaces }],
  },
  setAside: {
    call: () => storage.setAside(device, [{ hash, code: 'malformed', body: '987654' }], at),
    entry: ['work-set-aside', person, { device, pieces: 1, contracts: herPlaces }],
  },
  putDocuments: {
    call: () => storage.putDocuments([{ id: 'set/a', hash, body: '{"value":"987654"}' }]),
    entry: ['reference-changed', null, { documents: [{ id: 'set/a', hash }] }],
  },
  putCollections: {
    call: () => storage.putCollections([collection]),
    entry: ['collections-changed', null, { collections: [collection] }],
  },
  closeCollection: {
    call: async () => {
      const { db } = storage.accounts
      await db
        .insertInto('collection')
        .values({ service, period: month, due: '2017-07-14', state: 'open' })
        .onConflict(conflict => conflict.doNothing())
        .execute()
      return storage.closeCollection({ service, period: month, closed: '2017-07-20' as never, at, by })
    },
    entry: ['month-closed', person, { closed: '2017-07-20' }],
  },
  commitBatch: {
    call: () => write(storage, opId(1), 1, { body: '{"value":"987654"}' }),
    entry: [
      'operations-received',
      person,
      expect.objectContaining({ device, fromSeq: 1, toSeq: 1, sheets: { [`${helper}/east-a/${month}`]: 1 } }),
    ],
  },
  'record.begin': { call: async () => undefined, entry: ['record-begun', null, { devices: [] }] },
  'record.note': {
    call: () => storage.record.note({ at, person: by, what: 'return-read', about: {} }),
    entry: ['return-read', person, {}],
  },
}

describe('the functions of the storage', () => {
  it('are all listed here: as reading, or with what they append', () => {
    const listed = [...reads, ...Object.keys(writes).filter(name => !name.startsWith('record.'))]
    expect([...functionsOf('storage/storage.ts', 'Storage')].sort()).toEqual(listed.sort())
    const ofTheRecord = functionsOf('history/book.ts', 'RecordBook').filter(
      name => !['leftOpen', 'tip', 'entries'].includes(name),
    )
    expect(ofTheRecord.map(name => `record.${name}`)).toEqual(Object.keys(writes).filter(name => name.includes('.')))
  })

  it.each(Object.entries(writes))('%s appends one entry, with who did it', async (name, { call, entry }) => {
    expect(await storage.record.begin(at)).toBe(true)
    if (name !== 'record.begin') await populated(storage)
    const before = name === 'record.begin' ? 0 : (await entries()).length
    await call()
    const appended = (await entries()).slice(before)
    expect(appended.map(({ what, person: who, about }) => [what, who, JSON.parse(about)])).toEqual([entry])
    expect(appended[0]?.at).toBe(at)
    // Nothing of what was typed, and no secret.
    expect(JSON.stringify(appended)).not.toMatch(/987654|a value|secret-hash|example\.org/)
    expect((await verifyHistory(join(folder, 'county.db'))).ok).toBe(true)
  })

  it('append nothing the second time, when nothing is changed', async () => {
    await populated(storage)
    const again = Object.entries(writes).filter(
      ([name]) => !['addPerson', 'addDevice', 'commitBatch', 'record.note', 'record.begin'].includes(name),
    )
    for (const [, { call }] of again) await call()
    const before = (await entries()).length
    for (const [, { call }] of again) await call()
    expect((await entries()).length).toBe(before)
  })

  it('undo the change when it cannot be recorded', async () => {
    await populated(storage)
    await storage.accounts.db.schema.dropTable('record').execute()
    for (const [name, { call }] of Object.entries(writes).filter(([each]) => each !== 'record.begin'))
      await expect(call(), name).rejects.toThrow(/record/)
    expect(await storage.setting('a-name')).toBeUndefined()
    expect(await storage.durableThrough()).toBeNull()
    expect(await storage.personWith('other@example.org')).toBeUndefined()
    expect((await storage.person(person))?.endedAt).toBeUndefined()
    expect(await storage.device(`${device.slice(0, -1)}7` as never)).toBeUndefined()
    expect((await storage.device(device))?.lostAt).toBeUndefined()
    expect([await storage.surrendered(), await storage.setAsideOf(device)]).toEqual([[], []])
    // Not closed: it was put there for that alone.
    expect([await storage.documents(), await storage.collections()]).toEqual([[], [collection]])
    expect([...(await storage.stored([opId(1)]))]).toEqual([])
  })
})
