/** Questions, answers, sending back and accepting: by officers' own pages and by a provider's device, on a real server. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpId } from '../../../src/domain/ids.ts'
import { owesAnswer } from '../../../src/domain/review/owes.ts'
import { surrenderedSchema } from '../../../src/protocol/exchange.ts'
import { amount } from '../../domain/small-set.ts'
import { common, eastA, opId } from '../operations.ts'
import { Browser, TestServer } from '../test-server.ts'
import { actOf, cellOf, closeAndVerify, type Doing, does, Provider, sent, viewed } from './officer.ts'

let at: TestServer
let officer: Browser
let colleague: Browser
let lead: Provider
beforeEach(async () => {
  at = await TestServer.open()
  officer = await Browser.signIn(at, 'officer')
  colleague = await Browser.signIn(at, 'officer')
  lead = new Provider(await Browser.signIn(at, 'lead'))
  await lead.fillsIn()
})
afterEach(() => closeAndVerify(at))

const questionOf = async (by: Browser) => (await viewed(by)).row.review?.questions?.at(-1)

describe('a question', () => {
  const ask: Doing = { kind: 'question', value: { cells: [cellOf('closed')], text: 'Why so few?' } }

  it('stands at its cell for the provider, offline too, and is answered from her device', async () => {
    expect(await does(officer, ask)).toBe('applied')
    const asked = (await lead.row())?.review?.questions?.[0]
    expect(asked?.messages).toMatchObject([{ side: 'council', text: 'Why so few?', by: { name: 'Officer' } }])
    expect(asked && owesAnswer(asked)).toBe('provider')
    expect(await lead.answers(asked?.id as OpId, 'Two cases closed in July.')).toBe('applied')
    const answered = await questionOf(officer)
    expect(answered?.messages.map(({ side, text }) => [side, text])).toEqual([
      ['council', 'Why so few?'],
      ['provider', 'Two cases closed in July.'],
    ])
    expect(answered && owesAnswer(answered)).toBe('council')
  })

  it('keeps both of two answers that did not know of each other, in the order of receipt', async () => {
    await does(officer, ask)
    const { id } = (await questionOf(officer)) ?? {}
    const editor = new Provider(await Browser.signIn(at, 'editor'))
    await editor.answers(id as OpId, 'First.')
    await lead.answers(id as OpId, 'Second.')
    expect((await questionOf(officer))?.messages.map(each => each.text)).toEqual(['Why so few?', 'First.', 'Second.'])
  })

  it('is answered in any state of the return, until it is closed', async () => {
    await does(officer, ask)
    const id = (await questionOf(officer))?.id as OpId
    await lead.submits()
    expect(await lead.answers(id, 'While submitted.')).toBe('applied')
    const { seen } = await viewed(officer)
    expect(await does(officer, { kind: 'accept', value: { seen } })).toBe('applied')
    expect(await lead.answers(id, 'While accepted.')).toBe('applied')
    expect(await does(officer, { kind: 'answer', value: { question: id, text: 'Thank you.' } })).toBe('applied')
    expect(await does(officer, { kind: 'close-question', value: { question: id } })).toBe('applied')
    expect(await does(colleague, { kind: 'close-question', value: { question: id } })).toBe('agreed')
    expect(await lead.answers(id, 'Too late.')).toBe('locked')
    expect((await questionOf(officer))?.messages).toHaveLength(4)
  })

  it('is about cells of that return, and a paragraph of a text', async () => {
    const about = (cells: readonly string[], paragraph?: number) =>
      does(officer, {
        kind: 'question',
        value: { cells: cells.map(cellOf), text: 'Why?', ...(paragraph === undefined ? {} : { paragraph }) },
      })
    expect(await about(['nowhere'])).toBe('unknown-cell')
    expect(await about(['spent'])).toBe('unknown-cell')
    expect(await about(['closed'], 0)).toBe('malformed')
    expect(await about(['narrative/key-points'], 0)).toBe('applied')
    // Supplied by the council, and a person may ask about it all the same.
    expect(await about(['referred'])).toBe('applied')
    expect(await about([])).toBe('applied')
  })

  it('has an answer that never left a device read by the officer once it is handed over', async () => {
    await does(officer, ask)
    const id = (await questionOf(officer))?.id as OpId
    const said = { ...common(lead.by, lead.next(), eastA), kind: 'answer', value: { question: id, text: 'Two moved.' } }
    await lead.by.post('/api/surrender', { device: lead.by.device, operations: [said] })
    const { changes } = surrenderedSchema.parse((await officer.get('/api/surrendered')).json())
    expect(changes).toMatchObject([{ sheet: eastA, cell: null, words: 'Two moved.' }])
  })

  it('that there is not is not answered', async () => {
    expect(await lead.answers(opId(), 'To nobody.')).toBe('not-found')
  })
})

describe('sending back and accepting', () => {
  it('accepts exactly what is on her screen', async () => {
    await lead.submits()
    const { seen } = await viewed(officer)
    expect(await does(officer, { kind: 'accept', value: { seen } })).toBe('applied')
    const { row } = await viewed(officer)
    expect(row.state).toBe('accepted')
    expect(row.review?.accepted).toMatchObject({ by: { name: 'Officer' }, ordinal: 1, seen })
  })

  it('never lets in what came between: withdrawn, changed and submitted again, it is another', async () => {
    await lead.submits()
    const { seen } = await viewed(officer)
    await lead.withdraws()
    await lead.types('closed', amount(5))
    await lead.submits()
    expect(await does(officer, { kind: 'accept', value: { seen } })).toBe('seen-differs')
    expect(await does(officer, { kind: 'send-back', value: { seen, words: '' } })).toBe('seen-differs')
    const now = await viewed(officer)
    expect(now.row.state).toBe('submitted')
    expect(now.submissions.map(each => each.cells[cellOf('closed')])).toEqual([amount(5), amount(4)])
    expect(await does(officer, { kind: 'accept', value: { seen: now.seen } })).toBe('applied')
  })

  it('is told when it was withdrawn meanwhile, or somebody else was first', async () => {
    await lead.submits()
    const { seen } = await viewed(officer)
    await lead.withdraws()
    expect(await does(officer, { kind: 'accept', value: { seen } })).toBe('not-submitted')
    await lead.submits()
    const both = await Promise.all([officer, colleague].map(by => does(by, { kind: 'accept', value: { seen } })))
    expect(both.toSorted()).toEqual(['applied', 'not-submitted'])
  })

  it('sends back what was accepted, with words, for the provider to submit again', async () => {
    await lead.submits()
    const { seen } = await viewed(officer)
    await does(officer, { kind: 'accept', value: { seen } })
    expect(await does(colleague, { kind: 'send-back', value: { seen, words: 'The closures.' } })).toBe('applied')
    const row = await lead.row()
    expect(row?.state).toBe('sent-back')
    expect(row?.review?.returned).toMatchObject({ words: 'The closures.', ordinal: 1 })
    expect(row?.review?.accepted).toBeUndefined()
    expect(await lead.types('closed', amount(6))).toBe('applied')
    expect(await lead.submits()).toBe('applied')
  })

  it('accepts nothing that two people differ about', async () => {
    const editor = new Provider(await Browser.signIn(at, 'editor'))
    expect(await editor.types('closed', amount(9), null)).toBe('conflict')
    const { seen } = await viewed(officer)
    expect(await does(officer, { kind: 'accept', value: { seen } })).toBe('not-submitted')
  })
})

describe('acts in one request', () => {
  it('are answered one by one, in their order, also those that cannot be read', async () => {
    const good = actOf(officer, { kind: 'question', value: { cells: [], text: 'One?' } })
    const bad = { ...good, opId: opId(), value: {} }
    const push = { ...good, opId: opId(), kind: 'withdraw', value: { sheets: [eastA] } }
    const other = actOf(officer, { kind: 'question', value: { cells: [], text: 'Two?' } })
    const found = await sent(officer, [bad, good, { no: 'id' }, push, other])
    expect(found.map(each => [each.opId, each.code ?? each.outcome])).toEqual([
      [bad.opId, 'malformed'],
      [good.opId, 'applied'],
      [push.opId, 'not-allowed'],
      [other.opId, 'applied'],
    ])
  })

  it('sent again after a lost answer count once and have the same answer; other content under the same id is refused', async () => {
    const act = actOf(officer, { kind: 'question', value: { cells: [], text: 'Once?' } })
    const first = await sent(officer, [act])
    expect(await sent(officer, [act, act])).toEqual([...first, ...first])
    const changed = { ...act, value: { cells: [], text: 'Twice?' } }
    expect((await sent(officer, [changed]))[0]?.code).toBe('malformed')
    expect((await viewed(officer)).row.review?.questions).toHaveLength(1)
    await at.restart()
    expect(await sent(officer, [act])).toEqual(first)
  })

  it('of two officers and of two tabs at once are all counted, without a fault', async () => {
    const asked = Array.from({ length: 24 }, (_, index) => {
      const by = index % 3 === 0 ? colleague : officer
      return [by, actOf(by, { kind: 'question', value: { cells: [], text: `Number ${index}?` } })] as const
    })
    const found = await Promise.all(asked.map(([by, act]) => sent(by, [act])))
    expect(found.flat().map(each => each.outcome)).toEqual(asked.map(() => 'applied'))
    expect((await viewed(officer)).row.review?.questions).toHaveLength(24)
  })

  it('are refused where she holds nothing, and not even heard from a provider', async () => {
    const otherOfficer = await Browser.signIn(at, 'otherOfficer')
    expect(await does(otherOfficer, { kind: 'question', value: { cells: [], text: 'Why?' } })).toBe('no-access')
    const [outcome] = await sent(officer, [
      {
        ...actOf(officer, { kind: 'reopen', value: { reason: 'A slip.' } }),
        person: colleague.id === officer.id ? lead.by.id : colleague.id,
      },
    ])
    expect(outcome?.code).toBe('no-access')
    const asked = await lead.by.post('/api/review', {
      acts: [actOf(lead.by, { kind: 'accept', value: { seen: 'e'.repeat(64) } })],
    })
    expect([asked.statusCode, asked.json().code]).toEqual([403, 'not-allowed'])
  })

  it('are written down in the record and in the changes of the return, and told to no other provider', async () => {
    const secret = 'Only for those who hold the return.'
    await does(officer, { kind: 'question', value: { cells: [cellOf('closed')], text: secret } })
    const { changes } = (await officer.get(`/api/returns/${eastA}/changes`)).json()
    expect(changes[0]).toMatchObject({ what: 'review', act: 'asked', words: secret, cells: ['closed'] })
    const record = (await officer.get('/api/record')).body
    expect(record).toContain('Reviewed: 1 change to A, June 2017')
    expect(record).not.toContain(secret)
    const other = await Browser.signIn(at, 'otherLead')
    expect(JSON.stringify(await other.pull())).not.toContain(secret)
    expect(JSON.stringify(await lead.by.pull())).toContain(secret)
  })

  it('are numbered under a device that is in no list, and that nobody can push or report as', async () => {
    await does(officer, { kind: 'question', value: { cells: [], text: 'Why?' } })
    const rows = await at.server.storage.accounts.db
      .selectFrom('device')
      .select(['id', 'secret_hash', 'last_seq'])
      .execute()
    const office = rows.find(row => row.secret_hash.startsWith('office:'))
    expect(office?.last_seq).toBe(1)
    expect((await officer.get('/api/account')).body).not.toContain(office?.id)
    officer.device = office?.id as typeof officer.device
    expect((await officer.sendPush([])).json().code).toBe('unknown-device')
    expect((await officer.post('/api/account/devices/lost', { device: office?.id ?? '' })).statusCode).toBe(404)
  })
})
