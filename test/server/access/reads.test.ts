/** What everybody is given by each read: everything of what she holds, and no byte of anything else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partsOfSheet, type SheetId } from '../../../src/domain/ids.ts'
import { boardSchema, surrenderedSchema } from '../../../src/protocol/exchange.ts'
import { type RecordPage, recordPageSchema } from '../../../src/protocol/record.ts'
import { amount } from '../../domain/small-set.ts'
import { setCell } from '../operations.ts'
import type { Browser } from '../test-server.ts'
import { agreed, scopes } from './agreed.ts'
import { month, openWorld, people, signedIn, type Who, type World } from './county.ts'

let world: World
/** A figure for each return, pushed, and another, handed over; no other figure has these digits. */
const figure = (scope: string): string => `71828${scopes.indexOf(scope)}828`
const handedOver = (scope: string): string => `31415${scopes.indexOf(scope)}926`
const cellIn = (scope: string): string => (scope.endsWith('/all') ? 'spent' : 'closed')

/** Somebody who enters there. */
const writers: Readonly<Record<string, Who>> = {
  'su-helper-2016': 'lead',
  'su-other-2016': 'otherLead',
}
const writerOf = (scope: string): Browser | undefined => {
  const who = writers[scope.split('/')[0] ?? '']
  return who && world.browser(who)
}
/** The returns of the third contract have nobody who enters figures: they are read, empty. */
const written = scopes.filter(scope => writers[scope.split('/')[0] ?? ''] !== undefined)

beforeAll(async () => {
  world = await openWorld()
  let seq = 0
  for (const scope of written) {
    const by = writerOf(scope)
    if (!by) continue
    await by.register()
    const sheet = `${scope}/${month}` as SheetId
    seq += 1
    const { outcomes } = await by.push([setCell(by, 1, cellIn(scope), amount(figure(scope)), { sheet })])
    if (outcomes[0]?.outcome !== 'applied') throw new Error(JSON.stringify(outcomes))
    const operations = [setCell(by, 50 + seq, cellIn(scope), amount(handedOver(scope)), { sheet })]
    await by.post('/api/surrender', { device: by.device, operations })
  }
  // Whose access has ended hands over what nobody can read.
  const ended = world.browser('ended')
  await ended.post('/api/surrender', { device: ended.device, operations: [{ nothing: 'readable' }] })
}, 60_000)
afterAll(() => world.at.close())

/** Everything that the pages of the record give her. */
async function wholeRecord(who: Who) {
  const entries: RecordPage['entries'] = []
  for (let before = ''; ; ) {
    const page = recordPageSchema.parse((await world.browser(who).get(`/api/record${before}`)).json())
    entries.push(...page.entries)
    if (page.next === null) return { ...page, entries }
    before = `?before=${page.next}`
  }
}

const holdings = signedIn.map(who => [who, agreed[who]] as const)
const sorted = (sheets: Iterable<string>): readonly string[] => [...new Set(sheets)].toSorted()

describe.each(holdings)('the %s', (who, holds) => {
  const her = (): Browser => world.browser(who)
  const hers = (held: readonly string[] = []): readonly string[] =>
    written.filter(scope => held.includes(scope)).map(scope => `${scope}/${month}`)

  it('P11 is given no figure of another’s return by any read', async () => {
    const pulled = await her().pull(Object.fromEntries(scopes.map(scope => [scope, { seq: 0, tip: null }])))
    const answers = [JSON.stringify(pulled)]
    const urls = ['/api/me', `/api/board?period=${month}`, '/api/surrendered', '/api/record', '/api/record.csv']
    for (const scope of scopes) urls.push(`/api/returns/${scope}/${month}`, `/api/returns/${scope}/${month}/changes`)
    for (const url of urls) answers.push((await her().get(url)).body)
    const hashes = [...world.at.server.reference.documents.keys()]
    answers.push((await her().post('/api/reference', { hashes })).body)
    const said = answers.join('\n')
    const digits = (of: (scope: string) => string, held: readonly string[] = []) =>
      written.map(scope => [scope, said.includes(of(scope)), held.includes(scope)])
    expect(digits(figure, holds.reads).filter(([, given, mine]) => given !== mine)).toEqual([])
    expect(digits(handedOver, holds.reviews).filter(([, given, mine]) => given !== mine)).toEqual([])
  })

  it('pulls the returns she reads, and no others', async () => {
    const { scopes: news } = await her().pull()
    expect(news.flatMap(each => each.sheets.map(row => row.sheet)).toSorted()).toEqual(hers(holds.reads).toSorted())
  })

  it('sees on the board the returns she reviews', async () => {
    const answer = await her().get(`/api/board?period=${month}`)
    const rows = answer.statusCode === 200 ? boardSchema.parse(answer.json()).rows.map(row => row.sheet) : []
    expect(rows.toSorted()).toEqual(
      scopes
        .filter(scope => holds.reviews?.includes(scope))
        .map(scope => `${scope}/${month}`)
        .toSorted(),
    )
  })

  it('sees what was handed over of the returns she reviews, and that somebody there has left what nobody can read', async () => {
    const answer = await her().get('/api/surrendered')
    const { changes, unreadable } =
      answer.statusCode === 200 ? surrenderedSchema.parse(answer.json()) : { changes: [], unreadable: undefined }
    expect(changes.map(change => change.sheet as string).toSorted()).toEqual(hers(holds.reviews).toSorted())
    // Who left held the helper's contract.
    expect(unreadable).toBe(holds.reviews?.some(scope => scope.startsWith('su-helper-2016/')) ? 1 : undefined)
  })

  it('reads in the record, on the page and in the file, of the returns whose record is hers', async () => {
    const { db } = world.at.server.storage.accounts
    const sent = await db
      .selectFrom('record')
      .select(['seq', 'contract', 'place'])
      .where('what', '=', 'operations-received')
      .execute()
    const scopeOf = new Map(sent.map(row => [row.seq, `${row.contract}/${row.place}/${month}`]))
    const ofReturns = (numbers: readonly number[]) => sorted(numbers.flatMap(number => scopeOf.get(number) ?? []))
    const page = await her().get('/api/record')
    const file = await her().get('/api/record.csv')
    if (!holds.record) {
      expect([page.statusCode, file.statusCode]).toEqual([403, 403])
      return
    }
    const { entries, contracts } = await wholeRecord(who)
    expect(ofReturns(entries.map(entry => entry.number))).toEqual(sorted(hers(holds.record)))
    expect(sorted(contracts)).toEqual(sorted(holds.record.map(scope => scope.split('/')[0] ?? '')))
    const lines = file.body.split('\r\n').flatMap(line => /^"?(\d+)"?,/.exec(line)?.[1] ?? [])
    expect(ofReturns(lines.map(Number))).toEqual(sorted(hers(holds.record)))
  })
})

describe('an officer of one area', () => {
  it('reads nothing in the record of people who work in another alone, or of what was sent to several places of it', async () => {
    const lead = world.browser('lead')
    await lead.register()
    const both = ['west-c', 'all'].map((place, index) => {
      const sheet = `su-helper-2016/${place}/${month}` as SheetId
      const cell = cellIn(partsOfSheet(sheet)?.scope ?? '')
      return setCell(lead, index + 1, cell, amount(5), { sheet })
    })
    await lead.push(both)
    const told = async (who: Who) => (await wholeRecord(who)).entries.map(entry => entry.sentence)
    const ofBoth = /^Sent 2 changes: 1 to C.* and 1 to the whole contract/
    expect((await told('officer')).filter(text => ofBoth.test(text))).toHaveLength(1)
    expect((await told('areaOfficer')).filter(text => /^Sent [02] /.test(text))).toEqual([])
    // A field worker of the east is hers; somebody of another contract is not.
    expect((await told('areaOfficer')).some(text => text.includes(people.worker.name))).toBe(true)
    expect((await told('areaOfficer')).some(text => text.includes(people.otherLead.name))).toBe(false)
    expect((await told('officer')).some(text => text.includes(people.otherLead.name))).toBe(true)
  })

  it('finds in the record by whom, also of people who have left', async () => {
    const { people: beside } = recordPageSchema.parse((await world.browser('areaOfficer').get('/api/record')).json())
    const names = beside.map(each => each.name)
    expect(names).toEqual(expect.arrayContaining([people.worker.name, people.ended.name, people.officer.name]))
    expect(names).not.toContain(people.otherLead.name)
    expect(names).not.toContain(people.otherOfficer.name)
  })
})
