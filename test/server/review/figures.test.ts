/** Decisions on what a provider disputes, figures entered on her behalf, and how the board counts what waits. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellValue, Explanation } from '../../../src/domain/figures/figure-schemas.ts'
import type { IsoDate, OpId } from '../../../src/domain/ids.ts'
import { boardSchema } from '../../../src/protocol/exchange.ts'
import { seenDigest } from '../../../src/server/sync/decide/decide-return.ts'
import { amount } from '../../domain/small-set.ts'
import { common, eastA, opId, setVersion } from '../operations.ts'
import { Browser, TestServer } from '../test-server.ts'
import { cellOf, closeAndVerify, type Doing, does, Provider, viewed } from './officer.ts'

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

const tokenOf = async (cell: string): Promise<OpId | null> =>
  (await viewed(officer)).row.cells[cellOf(cell)]?.token ?? null
async function boardRow() {
  const found = await officer.get('/api/board?period=2017-06')
  return boardSchema.parse(found.json()).rows.find(row => row.sheet === eastA)
}
const dispute: Explanation = { type: 'explanation', text: 'Nine were referred.', reasons: ['dispute'], cells: [] }
const words = (text: string): Explanation => ({ type: 'explanation', text, reasons: [], cells: [] })

describe('a decision on what a provider says', () => {
  const rules = async (cell: string, token: OpId | null, outcome: 'taken' | 'declined' = 'taken') =>
    does(officer, { kind: 'rule', cell: cellOf(cell), value: { token: token ?? opId(), outcome, words: 'Checked.' } })

  it('is of the write that she saw: a later one waits again', async () => {
    await lead.types('answer/referred', dispute)
    expect((await boardRow())?.toDecide).toBe(1)
    expect(await rules('answer/referred', opId())).toBe('seen-differs')
    expect(await rules('answer/referred', await tokenOf('answer/referred'), 'declined')).toBe('applied')
    expect((await boardRow())?.toDecide).toBe(0)
    expect((await lead.row())?.review?.rulings?.[cellOf('answer/referred')]).toMatchObject({
      outcome: 'declined',
      words: 'Checked.',
    })
    await lead.types('answer/referred', words('And one more.'))
    await lead.types('answer/referred', dispute)
    expect((await boardRow())?.toDecide).toBe(1)
  })

  it('is of a proposed correction, and of a figure that is to follow', async () => {
    await lead.types('earlier/closed_2017-05', amount(2))
    await lead.types('earlier-why/closed_2017-05', words('Counted twice.'))
    expect((await boardRow())?.toDecide).toBe(1)
    expect(await rules('earlier/closed_2017-05', await tokenOf('earlier/closed_2017-05'))).toBe('applied')
    expect((await boardRow())?.toDecide).toBe(0)
    const promised: CellValue = { type: 'gap', reason: 'to-follow', note: '', expected: '2017-07-20' as IsoDate }
    await lead.types('open', promised)
    expect(await rules('open', await tokenOf('open'))).toBe('applied')
  })

  it('is of nothing else', async () => {
    expect(await rules('closed', await tokenOf('closed'))).toBe('unknown-cell')
    expect(await rules('own/referred', null)).toBe('not-found')
  })
})

describe('a figure entered on the provider’s behalf', () => {
  const enters = async (cell: string, base: OpId | null, value: CellValue = amount(7)) => {
    const doing: Doing = {
      kind: 'enter',
      cell: cellOf(cell),
      value,
      base,
      source: 'by phone',
      date: '2017-07-10' as IsoDate,
    }
    return does(officer, doing)
  }
  const confirms = (cells: readonly { readonly cell: string; readonly token: OpId | null }[]) =>
    lead.push({
      ...common(lead.by, lead.next(), eastA),
      kind: 'confirm',
      value: { cells: cells.map(({ cell, token }) => ({ cell: cellOf(cell), token: token ?? opId() })) },
    } as never)

  it('replaces nothing that she has not seen', async () => {
    expect(await enters('closed', null)).toBe('seen-differs')
    const seen = await tokenOf('closed')
    await lead.types('closed', amount(5))
    expect(await enters('closed', seen)).toBe('seen-differs')
    expect(await enters('closed', await tokenOf('closed'))).toBe('applied')
    const standing = (await lead.row())?.cells[cellOf('closed')]
    expect(standing).toMatchObject({ value: amount(7), by: { name: 'Officer' }, behalf: { source: 'by phone' } })
  })

  it('is confirmed by the lead as she saw it, in any state, once', async () => {
    await enters('closed', await tokenOf('closed'))
    expect((await boardRow())?.toConfirm).toBe(1)
    await lead.submits()
    const token = await tokenOf('closed')
    expect(
      await confirms([
        { cell: 'closed', token },
        { cell: 'open', token: await tokenOf('open') },
      ]),
    ).toBe('not-found')
    expect(await confirms([{ cell: 'closed', token: opId() }])).toBe('seen-differs')
    expect((await boardRow())?.toConfirm).toBe(1)
    expect(await confirms([{ cell: 'closed', token }])).toBe('applied')
    expect(await confirms([{ cell: 'closed', token }])).toBe('agreed')
    expect((await boardRow())?.toConfirm).toBe(0)
    expect((await viewed(officer)).row.cells[cellOf('closed')]?.behalf?.confirmed?.by.name).toBe('Lead')
  })

  it('goes with the next write of anybody’s', async () => {
    await enters('closed', await tokenOf('closed'))
    expect(await lead.types('closed', amount(8), await tokenOf('closed'))).toBe('applied')
    expect((await lead.row())?.cells[cellOf('closed')]?.behalf).toBeUndefined()
  })

  it('is a figure that fits, and none that two people differ about', async () => {
    expect(await enters('referred', null)).toBe('not-yours-to-enter')
    expect(await enters('narrative/key-points', null)).toBe('unknown-cell')
    expect(await enters('closed', await tokenOf('closed'), words('Many.'))).toBe('wrong-kind')
    const editor = new Provider(await Browser.signIn(at, 'editor'))
    expect(await editor.types('closed', amount(9), null)).toBe('conflict')
    expect(await enters('closed', await tokenOf('closed'))).toBe('seen-differs')
  })

  it('stands in the changes of the return with where it comes from', async () => {
    await enters('closed', await tokenOf('closed'))
    const { changes } = (await officer.get(`/api/returns/${eastA}/changes`)).json()
    expect(changes[0]).toMatchObject({
      what: 'value',
      before: amount(4),
      after: amount(7),
      behalf: { source: 'by phone', date: '2017-07-10' },
      outcome: 'applied',
    })
  })
})

describe('the board', () => {
  it('calls a return clean when it is submitted and nothing in it waits for anybody', async () => {
    expect(await boardRow()).toMatchObject({ state: 'open', clean: false })
    await lead.submits()
    const row = await boardRow()
    expect(row).toMatchObject({ state: 'submitted', unexplained: 0, clean: true })
    expect(row?.seen).toBe((await viewed(officer)).seen)
    await does(officer, { kind: 'question', value: { cells: [cellOf('closed')], text: 'Why?' } })
    const asked = await boardRow()
    expect(asked).toMatchObject({ clean: false, questions: { owedByProvider: 1, owedByCouncil: 0, cells: ['closed'] } })
    const question = (await viewed(officer)).row.review?.questions?.[0]
    expect(asked?.questions.since).toBe(question?.messages[0]?.receivedAt)
    await lead.answers(question?.id as OpId, 'Because.')
    expect((await boardRow())?.questions).toMatchObject({ owedByProvider: 0, owedByCouncil: 1 })
    await does(officer, { kind: 'close-question', value: { question: question?.id as OpId } })
    expect(await boardRow()).toMatchObject({ clean: true, questions: { owedByCouncil: 0, since: null, cells: [] } })
  })

  it('counts queries as explained or not', async () => {
    // Seven open in May; a jump asks to be explained.
    await lead.types('open', amount(70))
    const before = await boardRow()
    expect(before?.unexplained).toBeGreaterThan(0)
    await lead.types('explain/open', { type: 'explanation', text: 'A new team.', reasons: [], cells: [cellOf('open')] })
    const after = await boardRow()
    expect(after?.unexplained).toBeLessThan(before?.unexplained ?? 0)
    expect((after?.explained ?? 0) + (after?.unexplained ?? 0)).toBe(
      (before?.explained ?? 0) + (before?.unexplained ?? 0),
    )
  })
})

describe('what a submission held', () => {
  it('is what was confirmed, to the digest, of the latest two', async () => {
    for (const value of [4, 5, 6]) {
      await lead.types('closed', amount(value))
      await lead.submits()
      await lead.withdraws()
    }
    await lead.types('closed', amount(99))
    const { submissions, row } = await viewed(officer)
    expect(submissions.map(each => each.ordinal)).toEqual([3, 2])
    const cells = Object.fromEntries(
      Object.entries(submissions[0]?.cells ?? {}).map(([key, value]) => [
        key,
        { value, token: opId(), by: { id: lead.by.id, name: '' }, at: row.submission?.receivedAt as never },
      ]),
    )
    expect(seenDigest(cells, setVersion)).toBe(row.submission?.seen)
  })
})
