/** Who reads what of the record: an officer what is of her services, others nothing; filters, pages and the export. */
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/domain/ids.ts'
import { type RecordPage, recordPageSchema } from '../../../src/protocol/record.ts'
import { hashOf } from '../../../src/server/history/chain.ts'
import { amount } from '../../domain/small-set.ts'
import { setCell, sheet } from '../operations.ts'
import { county, helper, month, other, people } from '../small-county.ts'
import { Browser, TestServer } from '../test-server.ts'

const formula = '=HYPERLINK("http://example.org","Lead")'
let at: TestServer
let officer: Browser
let foreign: Browser
let lead: Browser
const clock = { now: Date.parse('2017-07-11T22:45:00.000Z') }
beforeAll(async () => {
  const named = county.people.map(each => (each.email === people.otherLead.email ? { ...each, name: formula } : each))
  at = await TestServer.open({
    county: { ...county, people: named },
    now: () => {
      clock.now += 1
      return new Date(clock.now).toISOString() as Instant
    },
  })
  lead = await Browser.signIn(at, 'lead')
  const otherLead = await Browser.signIn(at, 'otherLead')
  officer = await Browser.signIn(at, 'officer')
  foreign = await Browser.signIn(at, 'otherOfficer')
  await lead.push([
    setCell(lead, 1, 'closed', amount(111_111)),
    setCell(lead, 2, 'closed', amount(222_222), { sheet: sheet('west-c') }),
  ])
  // Three quarters of an hour later it is the 12th in London, and still the 11th in UTC.
  clock.now = Date.parse('2017-07-11T23:30:00.000Z')
  await lead.push([setCell(lead, 3, 'open', amount(333_333), { sheet: sheet('west-c') })])
  await otherLead.push([
    setCell(otherLead, 1, 'closed', amount(444_444), { sheet: `${other}/west-d/${month}` as never }),
  ])
  await at.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: people.lead.email, password: 'not hers at all' },
  })
})
afterAll(() => at.close())

const page = async (by: Browser, query = ''): Promise<RecordPage> =>
  recordPageSchema.parse((await by.get(`/api/record${query}`)).json())
const sentences = async (query: string): Promise<readonly string[]> =>
  (await page(officer, query)).entries.map(entry => entry.sentence)
const csv = async (by: Browser, query = ''): Promise<readonly (readonly string[])[]> => {
  const answer = await by.get(`/api/record.csv${query}`)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="record-\d{4}-\d\d-\d\d\.csv"$/)
  expect(answer.headers['cache-control']).toBe('no-store')
  return Papa.parse<string[]>(answer.body.replace(/^\uFEFF/, '').trimEnd()).data
}

describe('an officer', () => {
  it('reads newest first what is of her services, as sentences with who and when', async () => {
    const { entries, next, contracts, people: beside } = await page(officer)
    expect(next).toBeNull()
    expect(entries.map(entry => entry.number)).toEqual(entries.map(entry => entry.number).toSorted((a, b) => b - a))
    expect(entries[0]).toMatchObject({ person: null, sentence: 'Signing in to the account of Lead failed.' })
    expect(entries.map(entry => entry.sentence)).toEqual(
      expect.arrayContaining([
        'Sent 2 changes: 1 to A, June 2017 (Support, Helper) and 1 to C, June 2017 (Support, Helper).',
        'Sent 1 change to D, June 2017 (Support, Other).',
        'Added Field worker: field worker, Support, Helper (A).',
        'Signed in.',
        'The record begins.',
      ]),
    )
    // What was begun is told by what ended it.
    expect(entries.map(entry => entry.sentence).filter(text => /began to/.test(text))).toEqual([])
    expect([...contracts].sort()).toEqual([helper, other].sort())
    expect(beside.map(each => each.name)).toEqual(expect.arrayContaining([people.lead.name, people.officer.name]))
    expect(beside.map(each => each.name)).not.toContain(people.otherOfficer.name)
  })

  it('of another service reads nothing of it, in any answer or file', async () => {
    const { entries, contracts, people: beside } = await page(foreign)
    const file = await csv(foreign)
    expect(contracts).toEqual([])
    expect(beside.map(each => each.name)).toEqual([people.otherOfficer.name])
    const named = [people.lead, people.editor, people.worker, people.partEditor, people.officer].map(each => each.name)
    const text = JSON.stringify([entries, file])
    for (const word of [helper, other, 'Helper', formula, 'east-a', 'support', lead.id, lead.device])
      expect(text).not.toContain(word)
    // Who did it is her, or the program.
    expect(new Set(entries.map(entry => entry.person?.name))).toEqual(new Set([undefined, people.otherOfficer.name]))
    for (const name of named) expect(entries.map(entry => entry.sentence).join()).not.toContain(`${name}:`)
    for (const query of [
      `?contract=${helper}`,
      `?contract=${helper}&place=east-a&period=${month}`,
      `?person=${lead.id}`,
    ])
      expect([(await page(foreign, query)).entries, (await csv(foreign, query)).slice(1)]).toEqual([[], []])
    const changes = await foreign.get(`/api/returns/${helper}/east-a/${month}/changes`)
    expect([changes.statusCode, changes.json().code]).toEqual([403, 'no-access'])
  })

  it('finds by contract, place, month, person and day of London', async () => {
    const ofA = await sentences(`?contract=${helper}&place=east-a&period=${month}`)
    expect(ofA).toEqual([
      'Sent 2 changes: 1 to A, June 2017 (Support, Helper) and 1 to C, June 2017 (Support, Helper).',
    ])
    expect(await sentences(`?contract=${helper}&place=west-c&period=${month}`)).toEqual([
      'Sent 1 change to C, June 2017 (Support, Helper).',
      ...ofA,
    ])
    expect(await sentences(`?contract=${helper}&place=west-c&period=2017-05`)).toEqual([])
    expect(
      (await sentences(`?contract=${helper}&place=west-c&day=2017-07-12`)).filter(each => each.startsWith('Sent')),
    ).toEqual(['Sent 1 change to C, June 2017 (Support, Helper).'])
    expect(await sentences(`?contract=${helper}&place=west-c&day=2017-07-11`)).toEqual(ofA)
    // What she did, and what is about her.
    const hers = await sentences(`?person=${lead.id}`)
    expect(hers).toContain('Signing in to the account of Lead failed.')
    expect(hers).toContain('Added Lead: provider lead, Support, Helper.')
    expect(hers).toContain('Began to work on a new device.')
    expect(hers.filter(text => text.includes('Other'))).toEqual([])
    for (const query of ['?contract=A', '?day=yesterday', '?day=2017-02-30', '?before=-1', '?period=2017-13'])
      expect((await officer.get(`/api/record${query}`)).statusCode).toBe(400)
  })

  it('goes on page by page, to the end, each entry once, whatever comes in meanwhile', async () => {
    for (let n = 0; n < 60; n++) await lead.push([setCell(lead, 4 + n, 'open', amount(n), { sheet: sheet('east-b') })])
    const seen: number[] = []
    let before: number | null = null
    let pages = 0
    do {
      const part = await page(officer, before === null ? '' : `?before=${before}`)
      seen.push(...part.entries.map(entry => entry.number))
      before = part.next
      pages += 1
      await officer.get('/api/auth/nothing')
    } while (before !== null)
    expect(pages).toBeGreaterThan(1)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(seen.toSorted((a, b) => b - a))
    const all = (await csv(officer)).slice(1)
    // The file has what was begun too, and what her own reading has added since.
    expect(all.length).toBeGreaterThan(seen.length)
    expect(all.map(line => Number(line[0]))).toEqual(expect.arrayContaining(seen))
  })
})

describe('the exported file', () => {
  it('is oldest first, takes the same filters, and holds no formula', async () => {
    const lines = await csv(officer, `?contract=${other}`)
    const [header, ...rows] = lines
    expect(header?.slice(0, 5)).toEqual(['number', 'when (UTC)', 'person', 'what', 'sentence'])
    const numbers = rows.map(row => Number(row[0]))
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(rows.map(row => row[2])).toContain(`'${formula}`)
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    expect(rows.flat().join()).not.toContain('444444')
  })

  it('lets somebody else check a whole entry by its hash', async () => {
    const { db } = at.server.storage.accounts
    const lines = (await csv(officer)).slice(1)
    let checked = 0
    for (const [
      seq,
      when = '',
      ,
      what = '',
      ,
      contract,
      place,
      period,
      service,
      about = '',
      prev = '',
      hash,
    ] of lines) {
      const stored = await db.selectFrom('record').selectAll().where('seq', '=', Number(seq)).executeTakeFirstOrThrow()
      // A name that was made safe for spreadsheets, or a part that is not hers, is not what was hashed.
      if (stored.person_name.startsWith('=') || stored.about !== about) continue
      const none = (text: string | undefined): string | null => (text === '' || text === undefined ? null : text)
      const columns = { contract: none(contract), place: none(place), period: none(period), service: none(service) }
      const { person, person_name } = stored
      expect(hashOf({ seq: Number(seq), at: when, person, person_name, what, ...columns, about, prev })).toBe(hash)
      checked += 1
    }
    expect(checked).toBeGreaterThan(50)
  })
})
