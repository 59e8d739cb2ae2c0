/** What officers are told of it: the record of access in their services and areas, and the board of their areas. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { boardSchema } from '../../../src/protocol/exchange.ts'
import { recordPageSchema } from '../../../src/protocol/record.ts'
import type { Browser } from '../test-server.ts'
import { editorOf, helper, other, PeopleCounty, post, some, staff, support, whole } from './people-county.ts'

let county: PeopleCounty
let lead: Browser
let administrator: Browser
beforeAll(async () => {
  county = await PeopleCounty.open()
  lead = await county.signIn('lead')
  administrator = await county.signIn('administrator')
})
afterAll(() => county.close())

const told = async (who: 'officer' | 'eastOfficer' | 'auditor') => {
  const page = recordPageSchema.parse((await (await county.signIn(who)).get('/api/record')).json())
  return page.entries.map(each => each.sentence)
}

it('an officer of an area sees exactly the returns of that area on the board', async () => {
  const places = async (who: 'officer' | 'eastOfficer') => {
    const answer = await (await county.signIn(who)).get('/api/board?period=2017-06')
    return boardSchema
      .parse(answer.json())
      .rows.map(row => row.sheet.split('/').slice(0, 2).join('/'))
      .sort()
  }
  expect(await places('eastOfficer')).toEqual([`${helper}/east-a`, `${helper}/east-b`])
  expect(await places('officer')).toEqual(
    [
      `${helper}/east-a`,
      `${helper}/east-b`,
      `${helper}/west-c`,
      `${helper}/all`,
      `${other}/west-d`,
      `${other}/all`,
    ].sort(),
  )
})

it('given another area by an administrator, she sees that one from her next request on', async () => {
  const officer = await county.signIn('eastOfficer')
  const west = { role: 'officer', contracts: [], services: [{ service: support, areas: ['west'] }] }
  expect(await post(administrator, `/api/people/${officer.id}/access`, west)).toBe('ok')
  const rows = boardSchema.parse((await officer.get('/api/board?period=2017-06')).json()).rows
  expect(rows.map(row => row.sheet).sort()).toEqual(
    [`${helper}/west-c/2017-06`, `${other}/west-d/2017-06`, `${other}/all/2017-06`].sort(),
  )
  const east = { ...west, services: [{ service: support, areas: ['east'] }] }
  expect(await post(administrator, `/api/people/${officer.id}/access`, east)).toBe('ok')
})

it('the record says what was done to whose access, to each reader of it her own part', async () => {
  const both = await county.id('both')
  const editor = await county.id('editor')
  expect(await post(administrator, `/api/people/${both}/access`, editorOf(whole(other)))).toBe('ok')
  expect(
    await post(lead, `/api/people/${editor}/stand-ins`, { contract: helper, from: '2017-07-12', to: '2017-07-14' }),
  ).toBe('ok')
  const invite = { name: 'A west colleague', email: 'west@example.org', given: editorOf(some('west-c')) }
  expect(await post(lead, '/api/people/invite', invite)).toBe('ok')
  const another = { name: 'A third administrator', email: 'third@example.org' }
  const given = { role: 'administrator', contracts: [], services: [] }
  expect(await post(administrator, '/api/people/invite', { ...another, given })).toBe('ok')
  const all = await told('officer')
  const name = staff.both.name
  expect(all).toEqual(
    expect.arrayContaining([
      `Changed the access of ${name} from provider editor, Support, Helper (Shepway), Support, Other to provider editor, Support, Other.`,
      expect.stringMatching(/^Named Editor to stand in as lead of .* from 12 July 2017 to 14 July 2017\.$/),
      expect.stringMatching(/^Invited A west colleague: provider editor, /),
      'Invited A third administrator: administrator.',
    ]),
  )
  expect(await told('auditor')).toEqual(
    expect.arrayContaining(all.filter(each => /^(Invited|Named|Changed)/.test(each))),
  )
  const east = (await told('eastOfficer')).join('\n')
  expect(east).toContain(
    `Changed the access of ${name} from provider editor, Support, Helper (Shepway) to provider editor.`,
  )
  expect(east).not.toMatch(/west colleague|west-d|Other/)
  expect(east).toMatch('Invited A third administrator: administrator.')
  expect(
    JSON.stringify(await county.at.server.storage.accounts.db.selectFrom('record').selectAll().execute()),
  ).not.toMatch(/@example/)
})
