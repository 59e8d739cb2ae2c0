/** The real storage in a file, two people who push and two devices that pull: for properties of pulling. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CellKey, DeviceId, Instant, IsoDate, PersonId, ScopeId, SheetId } from '../../src/domain/ids.ts'
import type { Cursor, PullAnswer, SheetRow } from '../../src/protocol/exchange.ts'
import type { Operation } from '../../src/protocol/operation.ts'
import { accessOf } from '../../src/server/access.ts'
import { openSqlite } from '../../src/server/storage/sqlite.ts'
import type { Storage, StoredPerson } from '../../src/server/storage/storage.ts'
import { seenDigest } from '../../src/server/sync/decide/decide-return.ts'
import { pull } from '../../src/server/sync/pull.ts'
import { push } from '../../src/server/sync/push.ts'
import { receiptClock } from '../../src/server/sync/receipt-clock.ts'
import { amount, gap } from '../domain/small-set.ts'
import { reference } from './memory-log.ts'
import { leaveOut, opId, setCell, setVersion, sheet, submitSheets, withdrawSheets } from './operations.ts'
import { countySet, helper } from './small-county.ts'

export const places = ['east-a', 'east-b'] as const
const figures = ['closed', 'open', 'achieved', 'withdrawn', 'good', 'caseload'] as const
const about = {
  serverTime: '2017-07-11T10:00:00.000Z' as Instant,
  installation: { council: 'A council', protocol: 1, appVersion: '0', sample: true, today: '2017-07-11' as never },
}
export const scopeOfRow = (row: SheetRow) => row.sheet.split('/').slice(0, 2).join('/')

/** What a device has of the server: rows and cursors, and nothing else. */
export class Truth {
  rows: ReadonlyMap<SheetId, SheetRow> = new Map()
  cursors: Readonly<Record<ScopeId, Cursor>> = {}

  take({ scopes }: PullAnswer): void {
    for (const { scope, cursor, reset, sheets } of scopes) {
      const before = [...this.rows.values()].filter(row => !reset || scopeOfRow(row) !== scope)
      this.rows = new Map([...before, ...sheets].map(row => [row.sheet, row]))
      this.cursors = { ...this.cursors, [scope]: cursor }
    }
  }

  whole(): readonly SheetRow[] {
    return [...this.rows.values()].sort((a, b) => (a.sheet < b.sheet ? -1 : 1))
  }
}

const people: readonly StoredPerson[] = ['one', 'two'].map(name => ({
  id: name as PersonId,
  name,
  email: `${name}@example.org`,
  role: 'provider-lead',
  contracts: [{ contract: helper, places: 'every' }],
  services: [],
  standsIn: [],
}))

/** What a person does: a plain write, a submission, a withdrawal, or leaving late changes out. */
export type What = 'write' | 'submit' | 'withdraw' | 'leave'

interface Maker {
  readonly id: PersonId
  readonly device: DeviceId
  seq: number
}

/** A file with the two people in it, copied for every history: making the tables takes longer than most histories. */
const template = mkdtempSync(join(tmpdir(), 'fieldfare-pull-'))
export async function makeTemplate(): Promise<void> {
  const storage = await openSqlite(join(template, 'county.db'))
  for (const person of people) await storage.addPerson({ ...person, passwordHash: '', at: about.serverTime })
  await storage.close()
}
export const removeTemplate = (): void => rmSync(template, { recursive: true })

/** The server's storage in a file of its own, two leads who push, and two devices that pull. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'fieldfare-pull-'))
  readonly file = join(this.folder, 'county.db')
  readonly devices = [new Truth(), new Truth()]
  private readonly now = receiptClock(() => about.serverTime, null)
  private opened: Storage | undefined
  private makers: readonly Maker[] = []
  private copied = false

  get storage(): Storage {
    if (!this.opened) throw new Error('The file is closed')
    return this.opened
  }

  constructor() {
    copyFileSync(join(template, 'county.db'), this.file)
  }

  async open(): Promise<void> {
    this.opened = await openSqlite(this.file)
    // New devices each time: what a restored server lost of the old ones is another test's.
    this.makers = people.map(({ id }) => ({ id, device: crypto.randomUUID() as DeviceId, seq: 0 }))
    for (const { id, device } of this.makers)
      await this.storage.addDevice({ id: device, person: id, secretHash: '' }, about.serverTime)
  }

  async close(): Promise<void> {
    await this.opened?.close()
    this.opened = undefined
  }

  async backUp(): Promise<void> {
    await this.close()
    copyFileSync(this.file, `${this.file}.copy`)
    this.copied = true
    await this.open()
  }

  async restore(): Promise<void> {
    if (!this.copied) return
    await this.close()
    copyFileSync(`${this.file}.copy`, this.file)
    await this.open()
  }

  async destroy(): Promise<void> {
    await this.close()
    rmSync(this.folder, { recursive: true })
  }

  /** `who` does something to the return of a place, with what the first device has before her; a submit looks first. */
  async act(who: number, place: (typeof places)[number], what: What, value: number): Promise<void> {
    const id = sheet(place)
    if (what === 'submit') await this.answer(who, id)
    const truth = what === 'submit' ? await this.everything() : this.devices[0]
    const row = truth?.rows.get(id)
    await this.push(who, (maker, next) => {
      switch (what) {
        case 'write': {
          const base = row?.cells['closed' as CellKey]?.token ?? null
          return [setCell(maker, next(), 'closed', amount(value), { sheet: id, base })]
        }
        case 'submit':
          return [submitSheets(maker, next(), [{ sheet: id, seen: seenDigest(row?.cells ?? {}, setVersion) }])]
        case 'withdraw':
          return [withdrawSheets(maker, next(), [id])]
        case 'leave':
          return [leaveOut(maker, next(), row?.late?.map(each => each.opId) ?? [opId()], id)]
      }
    })
  }

  /** Says of everything unanswered that it is not available: a return that can be submitted. */
  private async answer(who: number, id: SheetId): Promise<void> {
    const row = (await this.everything()).rows.get(id)
    const unanswered = figures.filter(cell => row?.cells[cell as CellKey] === undefined)
    await this.push(who, (maker, next) =>
      unanswered.map(cell => setCell(maker, next(), cell, gap('not-available'), { sheet: id })),
    )
  }

  private async push(who: number, make: (maker: Maker, next: () => number) => readonly Operation[]): Promise<void> {
    const [maker, person] = [this.makers[who], people[who]]
    if (!maker || !person) throw new Error('Nobody pushes')
    const operations = [...make(maker, () => ++maker.seq)]
    const request = { protocol: 1, person: maker.id, device: maker.device, last: null, operations }
    const pushed = await push(
      this.storage,
      () => reference,
      accessOf(person, countySet, '2017-07-11' as IsoDate),
      request,
      this.now,
    )
    expect(pushed.type).toBe('answer')
  }

  pull(cursors: Readonly<Record<ScopeId, Cursor>>): Promise<PullAnswer> {
    const [person = people[1]] = people
    if (!person) throw new Error('Nobody pulls')
    return pull(
      this.storage,
      reference,
      accessOf(person, countySet, '2017-07-11' as IsoDate),
      { protocol: 1, person: person.id, cursors },
      about,
    )
  }

  async catchUp(device: number): Promise<void> {
    const truth = this.devices[device]
    truth?.take(await this.pull(truth.cursors))
  }

  /** Everything there is, as a new device gets it. */
  async everything(): Promise<Truth> {
    const truth = new Truth()
    truth.take(await this.pull({}))
    return truth
  }
}
