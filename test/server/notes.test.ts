/** Meeting notes on the server: what may stand in them, two officers in one note, the record, backups and pokes. */
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { Instant, OpId, SheetId } from '../../src/domain/ids.ts'
import { pullAnswerSchema, surrenderedSchema } from '../../src/protocol/exchange.ts'
import { recordPageSchema } from '../../src/protocol/record.ts'
import { protocolVersion } from '../../src/protocol/versions.ts'
import { verify } from '../../src/server/backup/verify.ts'
import { settleOverdue } from '../../src/server/sync/overdue.ts'
import { amount } from '../domain/small-set.ts'
import { openWorld, type Who, type World } from './access/county.ts'
import { eastA, opId, resolveCell, setCell } from './operations.ts'
import { Browser, longSessions, TestServer } from './test-server.ts'

const shared = 'su-helper-2016/east-a--notes/2017-06' as SheetId
const internal = 'su-helper-2016/east-a--internal/2017-06' as SheetId
const note = (text: string): CellValue => ({ type: 'note', meeting: 'm1', text })
const meeting: CellValue = { type: 'meeting', date: '2017-07-11' as never, present: 'Officer, lead' }
const action: CellValue = {
  type: 'action',
  meeting: 'm1',
  text: 'Look at waiting times',
  owner: 'provider',
  who: 'The lead',
  status: 'open',
}
const plan: CellValue = {
  type: 'plan',
  kind: 'deep-dive',
  title: 'Waiting times',
  indicators: [],
  from: '2017-07-01' as never,
  status: 'open',
  outcome: '',
}

async function cellOf(by: Browser, sheet: SheetId, cell: string) {
  const asked = { protocol: protocolVersion, person: by.id, cursors: {}, knows: ['notes'] }
  const { scopes } = pullAnswerSchema.parse((await by.post('/api/pull', asked)).json())
  const row = scopes.flatMap(scope => scope.sheets).find(each => each.sheet === sheet)
  return row && Object.entries(row.cells).find(([key]) => key === cell)?.[1]
}

describe('what stands in notes', () => {
  let at: TestServer
  let officer: Browser
  beforeAll(async () => {
    at = await TestServer.open()
    officer = await Browser.signIn(at, 'officer')
  })
  afterAll(() => at.close())
  let seq = 0
  const outcome = async (cell: string, value: CellValue | null, sheet: SheetId) => {
    seq += 1
    const { outcomes } = await officer.push([setCell(officer, seq, cell, value, { sheet })])
    return outcomes[0]?.code ?? outcomes[0]?.outcome
  }

  it.each([
    ['a meeting', 'note/m1', meeting, 'applied'],
    ['a note', 'note/n1', note('Said'), 'applied'],
    ['an action', 'note/a1', action, 'applied'],
    ['a plan', 'note/p1', plan, 'applied'],
    ['nothing, taken back', 'note/n1', null, 'conflict'],
    ['a figure under its indicator', 'closed', amount(1), 'unknown-cell'],
    ['a narrative', 'narrative/key-points', { type: 'text', paragraphs: ['No'], audience: 'council' }, 'unknown-cell'],
    ['a figure under a note', 'note/n9', amount(1), 'wrong-kind'],
    ['a text under a note', 'note/n9', { type: 'text', paragraphs: ['No'], audience: 'council' }, 'wrong-kind'],
  ] as const)('N-V1 %s', async (_what, cell, value, expected) => {
    expect(await outcome(cell, value as CellValue | null, shared)).toBe(expected)
  })

  it.each(['2015-01', '2017-05', '2017-06', '2019-12'])(
    'N-V2 is written of any month, open or not: %s',
    async month => {
      const sheet = `su-helper-2016/all--internal/${month}` as SheetId
      expect(await outcome('note/n1', note('Said'), sheet)).toBe('applied')
    },
  )

  it('N-V3 stands in no return, and goes nowhere else', async () => {
    const lead = await Browser.signIn(at, 'lead')
    const { outcomes } = await lead.push([setCell(lead, 1, 'note/n1', note('Said'))])
    expect(outcomes[0]?.code).toBe('unknown-cell')
    // A scope that names another return than the sheet.
    seq += 1
    const moved = { ...setCell(officer, seq, 'note/n1', note('Said'), { sheet: shared }), sheet: internal }
    expect((await officer.push([moved])).outcomes[0]?.code).toBe('malformed')
  })

  it('the board shows no sheet of notes, and an open one is no return', async () => {
    const { body } = await officer.get('/api/board?period=2017-06')
    expect(body).not.toContain('--')
    expect((await officer.get(`/api/returns/${shared}`)).statusCode).toBeGreaterThanOrEqual(400)
  })
})

describe('two officers in one note', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  }, 60_000)
  afterEach(() => world.at.close())
  const at = (who: Who): Browser => world.browser(who)
  const write = (by: Browser, seq: number, text: string, base: OpId | null = null) =>
    setCell(by, seq, 'note/n1', note(text), { sheet: shared, base })

  it('N-C1 both are kept; any officer of the place chooses, and a provider does not', async () => {
    const first = write(at('officer'), 1, 'First')
    const second = write(at('areaOfficer'), 1, 'Second')
    await at('officer').push([first])
    expect((await at('areaOfficer').push([second])).outcomes[0]).toMatchObject({
      outcome: 'conflict',
      token: first.opId,
    })
    expect(await cellOf(at('officer'), shared, 'note/n1')).toMatchObject({
      value: note('First'),
      sides: [{ value: note('Second'), token: second.opId }],
    })
    const chosen = (by: Browser, seq: number) => ({
      ...resolveCell(by, seq, 'note/n1', note('Second'), first.opId, [second.opId]),
      scope: 'su-helper-2016/east-a--notes' as never,
      sheet: shared,
    })
    expect((await at('lead').push([chosen(at('lead'), 1)])).outcomes[0]?.code).toBe('not-allowed')
    const resolved = chosen(at('officer'), 2)
    expect((await at('officer').push([resolved])).outcomes[0]?.outcome).toBe('applied')
    const standing = await cellOf(at('worker'), shared, 'note/n1')
    expect(standing).toMatchObject({ value: note('Second'), token: resolved.opId })
    expect(standing).not.toHaveProperty('sides')
    expect(await verify(join(world.at.folder, 'county.db'))).toMatchObject({ ok: true })
  })

  it('N-C2 the record names the place and that notes were written, to officers and auditors, and says nothing of them', async () => {
    await at('officer').push([write(at('officer'), 1, 'Said aloud')])
    await at('officer').push([setCell(at('officer'), 2, 'note/n1', note('Kept quiet'), { sheet: internal })])
    for (const who of ['officer', 'areaOfficer', 'auditor'] as const) {
      const answer = await at(who).get('/api/record?contract=su-helper-2016&place=east-a&period=2017-06')
      const sentences = recordPageSchema.parse(answer.json()).entries.map(entry => entry.sentence)
      const sent = 'Sent 1 change of meeting notes to A, June 2017 (Support, Helper).'
      expect(sentences.filter(each => each === sent)).toHaveLength(2)
      expect(answer.body).not.toMatch(/aloud|quiet|--/)
    }
    const other = await at('otherAuditor').get('/api/record')
    expect(other.body).not.toContain('meeting notes')
  })

  it('N-C3 of an officer who has left, her colleagues read what her device hands over', async () => {
    const by = at('areaOfficer')
    await world.at.server.storage.endAccess(by.id, '2017-07-12T08:00:00.000Z' as Instant)
    const operations = [setCell(by, 1, 'note/n7', note('Never sent'), { sheet: internal })]
    expect((await by.post('/api/surrender', { device: by.device, operations })).json()).toEqual({ kept: 1 })
    const read = surrenderedSchema.parse((await at('officer').get('/api/surrendered')).json())
    expect(read.changes).toMatchObject([{ sheet: internal, cell: 'note/n7', value: note('Never sent') }])
  })
})

it('N-C4 a note upon one that nobody sends is decided after 35 days', async () => {
  let now = Date.parse('2017-07-11T12:00:00.000Z')
  const instant = () => new Date(now).toISOString() as Instant
  const at = await TestServer.open({ now: instant, sessions: longSessions })
  const officer = await Browser.signIn(at, 'officer')
  const waits = setCell(officer, 1, 'note/n1', note('Waits'), { sheet: internal, base: opId() })
  expect((await officer.push([waits])).outcomes[0]?.outcome).toBe('waiting')
  now += 36 * 24 * 60 * 60 * 1000
  const { storage, reference } = at.server
  expect([...(await settleOverdue(storage, reference, instant(), instant))]).toEqual([
    'su-helper-2016/east-a--internal',
  ])
  expect((await officer.push([waits])).outcomes[0]?.outcome).toBe('applied')
  expect(await verify(join(at.folder, 'county.db'))).toMatchObject({ ok: true })
  await at.close()
})

it('N-C5 a data file with notes survives a restart as it is, and a return beside them is pulled as before', async () => {
  const at = await TestServer.open()
  const [officer, lead] = [await Browser.signIn(at, 'officer'), await Browser.signIn(at, 'lead')]
  await officer.push([setCell(officer, 1, 'note/n1', note('Said'), { sheet: shared })])
  await lead.push([setCell(lead, 1, 'closed', amount(3))])
  await at.restart()
  expect(await cellOf(lead, shared, 'note/n1')).toMatchObject({ value: note('Said') })
  expect((await lead.pull()).scopes.flatMap(scope => scope.sheets.map(row => row.sheet))).toEqual([eastA])
  await at.close()
})
