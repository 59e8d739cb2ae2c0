/** What people do at the server stands in the record: each act once, with the right person and place. */

import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/domain/ids.ts'
import { recordedActs } from '../../../src/server/accounts/recorded-acts.ts'
import type { ChainedEntry } from '../../../src/server/history/chain.ts'
import { verifyHistory } from '../../../src/server/history/verify-history.ts'
import { amount } from '../../domain/small-set.ts'
import { asBeforeTheRecord } from '../before-the-record.ts'
import { eastA, opId, setCell, sheet, submitSheets } from '../operations.ts'
import { countySet, helper, month, other, people } from '../small-county.ts'
import { Browser, TestServer } from '../test-server.ts'

let at: TestServer
const clock = { now: Date.parse('2017-07-11T08:00:00.000Z') }
beforeEach(async () => {
  at = await TestServer.open({
    now: () => {
      clock.now += 1
      return new Date(clock.now).toISOString() as Instant
    },
  })
})
afterEach(async () => {
  expect((await verifyHistory(join(at.folder, 'county.db'))).sentence).toMatch(/^The record holds/)
  await at.close()
})

const entries = (): Promise<readonly ChainedEntry[]> =>
  at.server.storage.accounts.db.selectFrom('record').selectAll().orderBy('seq').execute()
/** What was appended by an act: what, by whom, of what. */
async function appendedBy(act: () => Promise<unknown>) {
  const before = (await entries()).length
  await act()
  return (await entries()).slice(before)
}
const said = (appended: readonly ChainedEntry[]) =>
  appended.map(({ what, person_name, contract, place, period, service }) =>
    [what, person_name, contract, place, period, service].filter(part => part !== null),
  )

describe('a new data file', () => {
  it('begins its record with what it was filled with, by the program, passwords and addresses left out', async () => {
    const all = await entries()
    expect(all[0]?.what).toBe('record-begun')
    expect(new Set(all.map(entry => entry.person))).toEqual(new Set([null]))
    expect(all.filter(entry => entry.what === 'person-added')).toHaveLength(Object.keys(people).length)
    const text = JSON.stringify(all)
    for (const { email, password } of Object.values(people)) {
      expect(text).not.toContain(email)
      expect(text).not.toContain(password)
    }
  })

  it('appends nothing when it is opened again, and what is new in its set when that came with another program', async () => {
    expect(await appendedBy(() => at.restart())).toEqual([])
    const { county } = await import('../small-county.ts')
    const set = { ...countySet, title: 'Another title' }
    const appended = await appendedBy(() => at.restart({ county: { ...county, set } as never }))
    expect(said(appended)).toEqual([['reference-changed', 'Fieldfare']])
    expect(JSON.parse(appended[0]?.about ?? '').documents).toMatchObject([{ id: `set/${countySet.id}` }])
  })
})

describe('signing in and out', () => {
  const signIn = (email: string, password: string) =>
    at.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } })

  it('is written down before the account library begins, and after', async () => {
    const { email, password } = people.lead
    const appended = await appendedBy(() => signIn(email, password))
    expect(said(appended)).toEqual([
      ['signing-in', 'Fieldfare'],
      ['signed-in', people.lead.name],
    ])
    const [begun, ended] = appended
    expect(JSON.parse(begun?.about ?? '')).toEqual({
      person: { id: ended?.person, name: people.lead.name },
      contracts: [helper],
    })
    expect(JSON.parse(ended?.about ?? '')).toEqual({ closes: begun?.seq, contracts: [helper] })
  })

  it('that failed names the account, never who tried, what was typed, or an address that is nobody’s', async () => {
    const wrong = await appendedBy(() => signIn(people.lead.email, 'a wrong password'))
    const unknown = await appendedBy(() => signIn('nobody@example.org', 'a wrong password'))
    expect(said(wrong)).toEqual([
      ['signing-in', 'Fieldfare'],
      ['sign-in-failed', 'Fieldfare'],
    ])
    // The same work for both: neither the answer nor its time tells one from the other.
    expect(said(unknown)).toEqual(said(wrong))
    expect(JSON.parse(wrong[1]?.about ?? '')).toMatchObject({ person: { name: people.lead.name } })
    expect(JSON.parse(unknown[1]?.about ?? '')).toEqual({ closes: unknown[0]?.seq })
    expect(JSON.stringify([wrong, unknown])).not.toMatch(/wrong password|example\.org/)
  })

  it('of whoever’s access has ended is a failure like any other', async () => {
    const browser = await Browser.signIn(at, 'lead')
    await at.server.storage.endAccess(browser.id, '2017-07-11T12:00:00.000Z' as Instant)
    const appended = await appendedBy(() => signIn(people.lead.email, people.lead.password))
    expect(appended.map(entry => entry.what)).toEqual(['signing-in', 'sign-in-failed'])
  })

  it('signing out is once, and nothing for who was not signed in', async () => {
    const browser = await Browser.signIn(at, 'worker')
    const out = await appendedBy(() => browser.post('/api/auth/sign-out', {}))
    expect(said(out)).toEqual([
      ['signing-out', people.worker.name],
      ['signed-out', people.worker.name],
    ])
    expect(await appendedBy(() => browser.post('/api/auth/sign-out', {}))).toEqual([])
  })

  it('that the server did not live to see the end of is closed as unknown by the next start, once', async () => {
    const browser = await Browser.signIn(at, 'lead')
    const person = await at.server.storage.person(browser.id)
    await recordedActs(at.server.storage.record, () => '2017-07-11T12:00:00.000Z' as Instant).signingIn(person)
    const open = (await entries()).at(-1)?.seq
    const appended = await appendedBy(() => at.restart())
    expect(said(appended)).toEqual([['left-open', 'Fieldfare']])
    expect(JSON.parse(appended[0]?.about ?? '')).toMatchObject({ closes: open, person: { id: browser.id } })
    expect(await appendedBy(() => at.restart())).toEqual([])
  })
})

describe('changes to returns', () => {
  it('are one entry a push, with what its returns have in common, and nothing of what was typed', async () => {
    const lead = await Browser.signIn(at, 'lead')
    const words = { type: 'text' as const, paragraphs: ['Planted sentence.'], audience: 'council' as const }
    const appended = await appendedBy(() =>
      lead.push([
        setCell(lead, 1, 'closed', amount(987_654)),
        setCell(lead, 2, 'narrative/key-points', words),
        submitSheets(lead, 3, [{ sheet: eastA, seen: 'f'.repeat(64) }]),
      ]),
    )
    expect(said(appended)).toEqual([['operations-received', people.lead.name, helper, 'east-a', month, 'support']])
    // A submission is about the returns it names.
    expect(JSON.parse(appended[0]?.about ?? '').sheets).toEqual({ [eastA]: 3 })
    expect(JSON.stringify(appended)).not.toMatch(/987654|Planted/)
    const one = await appendedBy(() => lead.push([setCell(lead, 4, 'open', amount(1), { sheet: sheet('west-c') })]))
    expect(said(one)).toEqual([['operations-received', people.lead.name, helper, 'west-c', month, 'support']])
    expect(one[0]?.at).toBe(
      (await at.server.storage.returnLog(sheet('west-c'))).log.find(each => each.seq === 4)?.receivedAt,
    )
  })

  it('that came before are none; what nobody can read is set aside, and seen by who reads her returns', async () => {
    const lead = await Browser.signIn(at, 'lead')
    const operation = setCell(lead, 1, 'closed', amount(1))
    await lead.push([operation])
    expect(await appendedBy(() => lead.push([operation]))).toEqual([])
    expect(said(await appendedBy(() => lead.sendPush([{ nothing: 'readable' }])))).toEqual([
      ['work-set-aside', people.lead.name],
    ])
    const odd = await appendedBy(() => lead.push([{ opId: opId(), device: lead.device, seq: 2 }]))
    expect(said(odd)).toEqual([['operations-received', people.lead.name]])
    expect(JSON.parse(odd[0]?.about ?? '')).toMatchObject({ sheets: {}, contracts: [helper] })
  })
})

describe('sensitive reads', () => {
  it('of a return are one reading, however often its page reads itself again', async () => {
    const officer = await Browser.signIn(at, 'officer')
    const url = `/api/returns/${helper}/east-a/${month}`
    const read = [['return-read', people.officer.name, helper, 'east-a', month]]
    expect(said(await appendedBy(() => officer.get(url)))).toEqual(read)
    expect(await appendedBy(() => officer.get(url))).toEqual([])
    expect(said(await appendedBy(() => officer.get(`/api/returns/${helper}/west-c/${month}`)))).toHaveLength(1)
    clock.now += 15 * 60 * 1000
    expect(said(await appendedBy(() => officer.get(url)))).toEqual(read)
    const again = await Browser.signIn(at, 'officer')
    expect(said(await appendedBy(() => again.get(url)))).toEqual(read)
  })

  it('that were refused, or found nothing handed over, are none', async () => {
    const foreign = await Browser.signIn(at, 'otherOfficer')
    const officer = await Browser.signIn(at, 'officer')
    expect(await appendedBy(() => foreign.get(`/api/returns/${helper}/east-a/${month}`))).toEqual([])
    expect(await appendedBy(() => officer.get('/api/surrendered'))).toEqual([])
    const lead = await Browser.signIn(at, 'lead')
    const payload = { device: lead.device, operations: [setCell(lead, 9, 'closed', amount(987_654)), 7] }
    const handedOver = await appendedBy(() => lead.post('/api/surrender', payload))
    expect(said(handedOver)).toEqual([['work-handed-over', people.lead.name]])
    const read = await appendedBy(() => officer.get('/api/surrendered'))
    expect(said(read)).toEqual([['handed-over-read', people.officer.name]])
    expect(JSON.parse(read[0]?.about ?? '')).toEqual({ changes: 2, services: ['support'] })
    expect(JSON.stringify([handedOver, read])).not.toContain('987654')
    expect(await appendedBy(() => foreign.get('/api/surrendered'))).toEqual([])
  })

  it('of the record and its export are in the record', async () => {
    const officer = await Browser.signIn(at, 'officer')
    expect(said(await appendedBy(() => officer.get('/api/record')))).toEqual([['record-read', people.officer.name]])
    const filtered = `/api/record?contract=${helper}&place=east-a&period=${month}`
    expect(said(await appendedBy(() => officer.get(filtered)))).toEqual([
      ['record-read', people.officer.name, helper, 'east-a', month],
    ])
    const through = (await entries()).length
    const exported = await appendedBy(() => officer.get(`/api/record.csv?contract=${other}`))
    expect(said(exported)).toEqual([['record-exported', people.officer.name, other]])
    expect(JSON.parse(exported[0]?.about ?? '')).toEqual({ through })
  })
})

describe('a data file of before there was a record', () => {
  it('gets one at its start, which covers what was there and says so', async () => {
    const lead = await Browser.signIn(at, 'lead')
    await lead.push([setCell(lead, 1, 'closed', amount(1)), setCell(lead, 2, 'open', amount(2))])
    await at.server.close()
    const { DatabaseSync } = await import('node:sqlite')
    const file = new DatabaseSync(join(at.folder, 'county.db'))
    file.exec(asBeforeTheRecord)
    file.close()
    await at.start()
    const [begun, ...more] = await entries()
    expect([begun?.what, more]).toEqual(['record-begun', []])
    expect(JSON.parse(begun?.about ?? '').devices).toMatchObject([{ device: lead.device, toSeq: 2 }])
    await lead.push([setCell(lead, 3, 'closed', amount(3), { sheet: sheet('west-c') })])
    const { sentence } = await verifyHistory(join(at.folder, 'county.db'))
    expect(sentence).toMatch(/^The record holds: 2 entries and 3 changes they cover/)
  })
})
