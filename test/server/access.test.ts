/** What no request gives and no operation takes, whatever it claims. Every route and operation x everybody: `access/`. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IsoDate } from '../../src/domain/ids.ts'
import { accessOf, mayReadDocument } from '../../src/server/access.ts'
import { amount } from '../domain/small-set.ts'
import { eastA, opId, setCell, sheet } from './operations.ts'
import { countySet, helper, month, other, people, type Who } from './small-county.ts'
import { Browser, TestServer } from './test-server.ts'

let at: TestServer
const browsers = new Map<Who, Browser>()
const everyone = Object.keys(people) as Who[]

beforeAll(async () => {
  at = await TestServer.open()
  for (const who of everyone) browsers.set(who, await Browser.signIn(at, who))
  const lead = browsers.get('lead')
  const otherLead = browsers.get('otherLead')
  if (!lead || !otherLead) throw new Error('Nobody signed in')
  await lead.push([
    setCell(lead, 1, 'closed', amount(111_111)),
    setCell(lead, 2, 'closed', amount(222_222), { sheet: sheet('west-c') }),
  ])
  await otherLead.push([
    setCell(otherLead, 1, 'closed', amount(333_333), { sheet: `${other}/west-d/${month}` as never }),
  ])
})
afterAll(() => at.close())

const holders: Readonly<Record<string, readonly Who[]>> = {
  [`${helper}/east-a`]: ['editor', 'lead', 'worker', 'partEditor', 'officer'],
  [`${helper}/west-c`]: ['editor', 'lead', 'officer'],
  [`${helper}/all`]: ['editor', 'lead', 'officer'],
  [`${other}/west-d`]: ['otherLead', 'officer'],
  [`${other}/all`]: ['otherLead', 'officer'],
}
/** Figures planted in a scope. */
const planted: Readonly<Record<string, string>> = {
  [`${helper}/east-a`]: '111111',
  [`${helper}/west-c`]: '222222',
  [`${other}/west-d`]: '333333',
}

describe('who may call what', () => {
  it('does not start with a route that has no rule', async () => {
    const { default: Fastify } = await import('fastify')
    const { guard } = await import('../../src/server/http/guard.ts')
    const app = Fastify()
    const { storage, accounts, reference } = at.server
    guard(app, {
      storage,
      accounts,
      reference: () => reference,
      today: () => '2017-07-11' as IsoDate,
      origin: undefined,
    })
    expect(() => app.get('/api/forgotten', () => 'hello')).toThrow(/forgotten has no rule/)
  })

  it('tells an unknown return, contract or place from a foreign one by what the caller holds', async () => {
    const officer = browsers.get('officer')
    const statuses = await Promise.all(
      [`${helper}/east-a/2016-01`, `${helper}/nowhere/${month}`, `nothing/east-a/${month}`].map(
        async sheetId => (await officer?.get(`/api/returns/${sheetId}`))?.statusCode,
      ),
    )
    expect(statuses).toEqual([404, 403, 403])
    expect((await officer?.get('/api/returns/A/b/c'))?.statusCode).toBe(403)
  })

  it('P11 gives no byte of a scope to who does not hold it, however its cursors are named', async () => {
    for (const cursor of [
      { seq: 0, tip: null },
      { seq: 5, tip: opId() },
    ])
      for (const who of everyone) {
        const browser = browsers.get(who)
        if (!browser) throw new Error(who)
        const answer = await browser.pull(Object.fromEntries(Object.keys(holders).map(scope => [scope, cursor])))
        const foreign = Object.keys(holders).filter(scope => !holders[scope]?.includes(who))
        expect([who, [...answer.revoked].sort()]).toEqual([who, foreign.sort()])
        const { revoked: _revoked, ...rest } = answer
        for (const scope of foreign) {
          expect(rest.scopes.map(each => each.scope)).not.toContain(scope)
          const figure = planted[scope]
          if (figure) expect(JSON.stringify(rest)).not.toContain(figure)
        }
      }
  })

  it('takes no write into another’s scope from anybody, whatever the operation claims', async () => {
    for (const who of everyone) {
      const browser = browsers.get(who)
      if (!browser) throw new Error(who)
      await browser.register()
      const targets = Object.keys(holders).map(scope => `${scope}/${month}`)
      const operations = targets.map((target, index) =>
        setCell(
          browser,
          index + 1,
          'good',
          { type: 'gap', reason: 'not-available', note: who },
          { sheet: target as never },
        ),
      )
      const { outcomes } = await browser.push(operations)
      for (const [index, outcome] of outcomes.entries()) {
        const scope = Object.keys(holders)[index] ?? ''
        const mayRead = holders[scope]?.includes(who)
        const code = !mayRead
          ? 'no-access'
          : people[who].role === 'officer'
            ? 'not-allowed'
            : scope.endsWith('/all')
              ? 'unknown-cell'
              : undefined
        expect([who, scope, outcome.code]).toEqual([who, scope, code])
      }
    }
  })
})

describe('reference documents', () => {
  const documentsFor = (who: Who) => {
    const { role, name, email, contracts, services } = people[who]
    const access = accessOf(
      { id: 'x' as never, role, name, email, contracts, services, standsIn: [] },
      countySet,
      '2017-07-11' as IsoDate,
    )
    const ids = [...at.server.reference.documents.values()].map(document => document.id)
    return ids.filter(id => mayReadDocument(access, countySet, id)).sort()
  }
  const always = ['collections', 'set/small']
  const histories = (...places: readonly string[]) => places.map(place => `history/${place}`)
  const mine = ['all', 'east', 'east-a', 'east-b', 'west-c'].map(place => `${helper}/${place}`)

  it.each<[Who, readonly string[]]>([
    ['worker', [`${helper}/east-a`]],
    // Two districts make the area: its total tells nothing more.
    ['partEditor', [`${helper}/east`, `${helper}/east-a`, `${helper}/east-b`]],
    ['editor', mine],
    ['otherLead', [`${other}/all`, `${other}/west-d`]],
    ['officer', [...mine, `${other}/all`, `${other}/west-d`]],
    ['otherOfficer', []],
  ])('%s', (who, places) => {
    expect(documentsFor(who)).toEqual([...always, ...histories(...places)].sort())
  })

  it('are listed in a pull and given by hash, foreign ones not even when asked for', async () => {
    const worker = browsers.get('worker')
    if (!worker) throw new Error('Nobody signed in')
    const pulled = await worker.pull()
    expect(pulled.reference.map(each => each.id).sort()).toEqual([...always, `history/${helper}/east-a`].sort())
    const hashes = [...at.server.reference.documents.keys()]
    const answer = (await worker.post('/api/reference', { hashes })).json()
    expect(answer.documents.map((each: { hash: string }) => each.hash).sort()).toEqual(
      pulled.reference.map(each => each.hash).sort(),
    )
    expect(eastA).toContain(helper)
  })
})
