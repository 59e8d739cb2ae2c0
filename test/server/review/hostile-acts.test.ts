/** Acts that somebody made up: each is answered by itself, none is a fault of the server, and none changes anything. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { IsoDate, SheetId } from '../../../src/domain/ids.ts'
import { amount } from '../../domain/small-set.ts'
import { eastA, opId } from '../operations.ts'
import { Browser, TestServer } from '../test-server.ts'
import { actOf, cellOf, closeAndVerify, type Doing, Provider, sent, viewed } from './officer.ts'

let at: TestServer
let officer: Browser
let lead: Provider
beforeEach(async () => {
  at = await TestServer.open()
  officer = await Browser.signIn(at, 'officer')
  lead = new Provider(await Browser.signIn(at, 'lead'))
  await lead.fillsIn()
})
afterEach(() => closeAndVerify(at))

const seen = 'e'.repeat(64)
const each: readonly Doing[] = [
  { kind: 'question', value: { cells: [], text: 'Why?' } },
  { kind: 'answer', value: { question: opId(), text: 'So.' } },
  { kind: 'leave', value: { operations: [opId()], reason: 'Too late' } },
  { kind: 'close-question', value: { question: opId() } },
  { kind: 'send-back', value: { seen, words: '' } },
  { kind: 'accept', value: { seen } },
  { kind: 'on-time', value: { reason: 'No signal' } },
  { kind: 'reopen', value: { reason: 'A slip' } },
  { kind: 'rule', cell: cellOf('answer/referred'), value: { token: opId(), outcome: 'taken', words: '' } },
  { kind: 'take-late', value: { operations: [opId()], seen } },
  {
    kind: 'enter',
    cell: cellOf('closed'),
    value: amount(3),
    base: null,
    source: 'by phone',
    date: '2017-07-10' as IsoDate,
  },
]
const nowhere = [
  'su-helper-2016/east-a--internal/2017-06',
  'su-helper-2016/east-a--notes/2017-06',
  'su-helper-2016/all--internal/2017-06',
  'su-nobody-2016/east-a/2017-06',
  'su-helper-2016/nowhere/2017-06',
  'su-helper-2016/east-a/2031-06',
  'su-helper-2016/east-a/1999-01',
] as SheetId[]

it('over notes, returns and months that are not, each is refused and the rest is taken', async () => {
  const before = await viewed(officer)
  const acts = nowhere.flatMap(sheet => each.map(doing => actOf(officer, doing, sheet)))
  const good = actOf(officer, { kind: 'question', value: { cells: [], text: 'One?' } })
  const outcomes = await sent(officer, [...acts, good])
  expect(outcomes).toHaveLength(acts.length + 1)
  expect(outcomes.slice(0, -1).filter(one => one.outcome !== 'rejected')).toEqual([])
  expect(outcomes.at(-1)?.outcome).toBe('applied')
  // A return's scope upon a sheet of notes, and the other way round.
  const crossed = each.map(doing => ({ ...actOf(officer, doing, eastA), sheet: nowhere[0] }))
  expect((await sent(officer, crossed)).every(one => one.outcome === 'rejected')).toBe(true)
  expect((await viewed(officer)).row.cells).toEqual(before.row.cells)
})

it('two hundred are taken at once, and one more is not', async () => {
  const acts = Array.from({ length: 200 }, (_, i) =>
    actOf(officer, { kind: 'question', value: { cells: [], text: `Number ${i}?` } }),
  )
  expect((await sent(officer, acts)).every(one => one.outcome === 'applied')).toBe(true)
  const more = await officer.post('/api/review', { acts: [...acts, acts[0]] })
  expect(more.statusCode).toBe(400)
  // More than a return can carry is refused by itself.
  const again = await sent(
    officer,
    acts.map(act => ({ ...act, opId: opId() })),
  )
  expect(again.filter(one => one.outcome === 'applied')).toHaveLength(100)
  expect(again.at(-1)?.code).toBe('too-large')
  expect((await lead.row())?.review?.questions).toHaveLength(300)
})

it('under the id of somebody else’s act or figure nothing is done, and nothing of it is told', async () => {
  const other = await Browser.signIn(at, 'otherOfficer')
  const act = actOf(officer, { kind: 'question', value: { cells: [], text: 'Why?' } })
  await sent(officer, [act])
  const token = (await viewed(officer)).row.cells[cellOf('closed')]?.token
  const [mine, figure] = await sent(other, [
    { ...actOf(other, { kind: 'question', value: { cells: [], text: 'Mine?' } }), opId: act.opId },
    { ...actOf(other, { kind: 'question', value: { cells: [], text: 'Mine?' } }), opId: token },
  ])
  expect([mine?.code, figure?.code]).toEqual(['malformed', 'malformed'])
  // Her words sent on by another are not answered as if they were his.
  const [echo] = await sent(other, [act])
  expect(echo).toMatchObject({ outcome: 'rejected' })
  expect((await viewed(officer)).row.review?.questions).toHaveLength(1)
})

it('of somebody whose access has ended none is heard', async () => {
  await at.server.storage.accounts.db
    .updateTable('person')
    .set({ ended_at: '2017-07-11T10:00:00.000Z' })
    .where('id', '=', officer.id)
    .execute()
  const asked = await officer.post('/api/review', { acts: [actOf(officer, each[0] as Doing)] })
  expect(asked.statusCode).toBe(401)
  expect((await lead.row())?.review).toBeUndefined()
})
