/** Standing in as lead, through real pushes: from the first day to the last, of London, and for nothing beside. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../src/domain/ids.ts'
import type { Operation } from '../../../src/protocol/operation.ts'
import { seenDigest } from '../../../src/server/sync/decide/decide-return.ts'
import { amount, gap } from '../../domain/small-set.ts'
import { eastA, leaveOut, resolveCell, setCell, setVersion, submitSheets, withdrawSheets } from '../operations.ts'
import type { Browser } from '../test-server.ts'
import {
  editorOf,
  helper,
  other,
  PeopleCounty,
  peopleSeenBy,
  post,
  rowOf,
  some,
  staff,
  whole,
} from './people-county.ts'

let county: PeopleCounty
let lead: Browser
let editor: PersonId
beforeEach(async () => {
  county = await PeopleCounty.open()
  lead = await county.signIn('lead')
  editor = await county.id('editor')
})
afterEach(() => county.close())

const url = (id: PersonId, end = '') => `/api/people/${id}/stand-ins${end}`
const july = { contract: helper, from: '2017-07-12', to: '2017-07-14' }
const at = (instant: string) => {
  county.clock.now = Date.parse(instant)
}
const whats = async () =>
  (await county.at.server.storage.accounts.db.selectFrom('record').select('what').execute()).map(each => each.what)

describe('naming somebody to stand in', () => {
  it('is shown with its days, told to her, in the record, and ended early', async () => {
    expect(await post(lead, url(editor), july)).toBe('ok')
    const { standsIn } = await rowOf(lead, editor)
    expect(standsIn).toEqual([{ ...july, id: expect.any(String) }])
    expect(await county.letters(staff.editor.email)).toHaveLength(1)
    const administrator = await county.signIn('administrator')
    expect((await rowOf(administrator, editor)).standsIn).toEqual(standsIn)
    const standIn = standsIn[0]?.id ?? ''
    // Only hers, and only by who leads that contract.
    expect(await post(lead, url(await county.id('worker'), '/end'), { standIn })).toBe('not-found')
    expect(await post(await county.signIn('otherLead'), url(editor, '/end'), { standIn })).toBe('not-your-people')
    expect(await post(lead, url(editor, '/end'), { standIn })).toBe('ok')
    expect((await rowOf(lead, editor)).standsIn).toEqual([])
    expect(await post(lead, url(editor, '/end'), { standIn })).toBe('not-found')
    expect(await county.letters(staff.editor.email)).toHaveLength(2)
    expect((await whats()).filter(what => what.startsWith('stand-in'))).toEqual(['stand-in-named', 'stand-in-ended'])
  })

  it('is refused for days that cannot be, for whoever leads already, and for whoever does not work there', async () => {
    const fault = async (id: PersonId, days: object) => {
      const answer = await lead.post(url(id), { ...july, ...days })
      return answer.statusCode === 200 ? 'ok' : [answer.json().code, answer.json().detail]
    }
    expect(await fault(editor, { from: '2017-07-15' })).toEqual(['no-stand-in', 'The last day is before the first.'])
    expect(await fault(editor, { from: '2017-07-01', to: '2017-07-10' })).toEqual([
      'no-stand-in',
      'The last day has passed.',
    ])
    expect(await fault(await county.id('secondLead'), {})).toEqual(['no-stand-in', 'That person is a lead already.'])
    expect(await fault(await county.id('both'), { contract: other })).toEqual(['not-yours-to-give', undefined])
    expect(await fault(editor, { contract: other })).toEqual(['not-yours-to-give', undefined])
    expect(await fault(editor, { from: '2017-07-11', to: '2017-07-11' })).toBe('ok')
    expect(await fault(editor, {})).toBe('ok')
    expect(await fault(editor, { from: '2017-07-14', to: '2017-07-20' })).toEqual(['stands-in-already', undefined])
    const administrator = await county.signIn('administrator')
    expect(await post(administrator, url(editor), { ...july, contract: other })).toBe('no-stand-in')
    expect(await post(administrator, url(await county.id('both')), { ...july, contract: other })).toBe('ok')
    expect(await post(lead, `/api/people/${editor}/end`)).toBe('ok')
    expect(await fault(editor, { from: '2017-07-25', to: '2017-07-26' })).toMatchObject(['no-stand-in', /no access/])
  })

  it('is of one contract only: the other provider’s lead sees nothing of it', async () => {
    const both = await county.id('both')
    expect(await post(lead, url(both), july)).toBe('ok')
    expect((await rowOf(await county.signIn('otherLead'), both)).standsIn).toEqual([])
    expect((await rowOf(lead, both)).standsIn).toHaveLength(1)
  })

  it('counts as a lead on those days: a contract whose lead has left is flagged again when they have passed', async () => {
    const administrator = await county.signIn('administrator')
    const leads = async () =>
      (await peopleSeenBy(await county.signIn('administrator'))).contracts.find(each => each.contract === helper)?.leads
    for (const who of ['lead', 'secondLead'] as const)
      expect(await post(administrator, `/api/people/${await county.id(who)}/end`)).toBe('ok')
    expect(await leads()).toBe('none')
    expect(await post(administrator, url(editor), { ...july, from: '2017-07-11' })).toBe('ok')
    expect(await leads()).toBe('one')
    at('2017-07-14T23:30:00.000Z')
    expect(await leads()).toBe('none')
  })

  it('ends with her grant in the contract and with her own lead, and does not come back with either', async () => {
    expect(await post(lead, url(editor), july)).toBe('ok')
    const access = `/api/people/${editor}/access`
    expect(await post(lead, access, { ...editorOf(whole(helper)), role: 'provider-lead' })).toBe('ok')
    expect(await post(lead, access, editorOf(some('east-a')))).toBe('ok')
    expect((await rowOf(lead, editor)).standsIn).toEqual([])
    expect((await whats()).filter(what => what === 'stand-in-ended')).toHaveLength(1)
  })
})

/** Everything asked of a return but the one that is in question. */
const others = {
  open: gap('not-available'),
  achieved: gap('not-available'),
  withdrawn: gap('not-available'),
  good: gap('not-available'),
  caseload: gap('not-available'),
}

/** Somebody with a device that counts its operations. */
class Worker {
  readonly browser: Browser
  seq = 0

  constructor(browser: Browser) {
    this.browser = browser
  }

  /** Another session, days later: the same device and its numbers. */
  async again(): Promise<void> {
    const { device } = this.browser
    const fresh = await county.signIn('editor')
    for (const [name, value] of fresh.cookies) if (name === 'fieldfare') this.browser.cookies.set(name, value)
    this.browser.device = device
  }

  async push(...make: readonly ((by: Browser, seq: number) => Operation)[]) {
    const operations = make.map(each => each(this.browser, ++this.seq))
    const { outcomes } = await this.browser.push(operations)
    return outcomes.map(({ outcome, code }) => code ?? outcome)
  }
}

const submitting = async () => {
  const seen = seenDigest((await county.at.server.storage.sheets([eastA])).get(eastA)?.cells ?? {}, setVersion)
  return (by: Browser, seq: number): Operation => submitSheets(by, seq, [{ sheet: eastA, seen }])
}
const withdrawing = (by: Browser, seq: number): Operation => withdrawSheets(by, seq, [eastA])

describe('whoever stands in', () => {
  it('submits, resolves and decides late changes from her first day to her last, London time, and on no other', async () => {
    const worker = await county.signIn('worker')
    const second = await county.signIn('secondLead')
    const hers = new Worker(await county.signIn('editor'))
    const cellsOf = Object.entries(others).map(
      ([cell, value]) =>
        (by: Browser, seq: number): Operation =>
          setCell(by, seq, cell, value),
    )
    expect(await hers.push(...cellsOf)).toEqual(cellsOf.map(() => 'applied'))
    expect(await post(lead, url(editor), july)).toBe('ok')

    // A question between two others: what a lead typed, and what the field worker typed without having seen it.
    const [standing] = (await second.push([setCell(second, 1, 'closed', amount(4))])).outcomes
    const [side] = (await worker.push([setCell(worker, 1, 'closed', amount(8))])).outcomes
    expect([standing?.outcome, side?.outcome]).toEqual(['applied', 'conflict'])
    const [token, ...sides] = [standing?.opId ?? null, ...(side ? [side.opId] : [])]
    const resolving = (by: Browser, seq: number): Operation => resolveCell(by, seq, 'closed', amount(8), token, sides)

    // The last minute before her first day: half past ten in the evening, UTC, is half past eleven in London.
    at('2017-07-11T22:30:00.000Z')
    await hers.again()
    expect((await hers.browser.pull()).me.standsIn).toBeUndefined()
    expect(await hers.push(await submitting())).not.toEqual(['applied'])
    expect(await hers.push(resolving)).toEqual(['not-allowed'])

    // Her first day, in London: in UTC it is still the day before.
    at('2017-07-11T23:30:00.000Z')
    await hers.again()
    expect((await hers.browser.pull()).me).toMatchObject({ standsIn: [helper], person: { role: 'provider-editor' } })
    expect((await hers.browser.pull()).me.scopes).toContain(`${helper}/all`)
    expect(await hers.push(resolving)).toEqual(['applied'])
    expect(await hers.push(await submitting())).toEqual(['applied'])

    // Somebody else's change comes too late: she says what becomes of it.
    at('2017-07-14T22:00:00.000Z')
    await hers.again()
    const fieldWorker = await county.signIn('worker')
    const [late] = (await fieldWorker.push([setCell(fieldWorker, 1, 'open', amount(5))])).outcomes
    expect(late?.code).toBe('locked')
    const deciding = (by: Browser, seq: number): Operation => leaveOut(by, seq, late ? [late.opId] : [])

    // The day after her last: an hour later in London, two hours before midnight in UTC it was still hers.
    at('2017-07-14T23:30:00.000Z')
    await hers.again()
    expect((await hers.browser.pull()).me.standsIn).toBeUndefined()
    expect(await hers.push(deciding)).toEqual(['not-allowed'])
    // A part of the contract only is hers again: she takes nothing back either.
    expect(await hers.push(withdrawing)).not.toEqual(['applied'])

    at('2017-07-14T22:30:00.000Z')
    await hers.again()
    expect(await hers.push(deciding)).toEqual(['applied'])
    expect(await hers.push(withdrawing)).toEqual(['applied'])
  })

  it('manages nobody, and names nobody', async () => {
    at('2017-07-13T10:00:00.000Z')
    lead = await county.signIn('lead')
    expect(await post(lead, url(editor), july)).toBe('ok')
    const hers = await county.signIn('editor')
    expect((await hers.pull()).me.standsIn).toEqual([helper])
    const worker = await county.id('worker')
    expect((await hers.get('/api/people')).json().code).toBe('not-allowed')
    expect(await post(hers, `/api/people/${worker}/end`)).toBe('not-allowed')
    expect(await post(hers, url(worker), { ...july, from: '2017-07-14' })).toBe('not-allowed')
    expect((await hers.get(`/api/people/${worker}/devices`)).json().code).toBe('not-allowed')
    const given = editorOf(whole(helper))
    expect(await post(hers, '/api/people/invite', { name: 'A', email: 'a@example.org', given })).toBe('not-allowed')
  })
})
