/** The changes of one return: who, when, what, from what to what, and what became of each. */
import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { Instant } from '../../../src/domain/ids.ts'
import { type ReturnChange, returnChangesSchema } from '../../../src/protocol/record.ts'
import { seenDigest } from '../../../src/server/sync/decide/decide-return.ts'
import { amount, ratio } from '../../domain/small-set.ts'
import {
  deviceTime,
  eastA,
  leaveOut,
  opId,
  resolveCell,
  setCell,
  setVersion,
  sheet,
  submitSheets,
  voidOf,
  withdrawSheets,
} from '../operations.ts'
import { helper, month, people } from '../small-county.ts'
import { Browser, TestServer } from '../test-server.ts'

const text = (words: string): CellValue => ({ type: 'text', paragraphs: [words], audience: 'council' })

async function changesOf(officer: Browser, place = 'east-a'): Promise<readonly ReturnChange[]> {
  const all: ReturnChange[] = []
  let before: number | null = null
  do {
    const query: string = before === null ? '' : `?before=${before}`
    const answer = await officer.get(`/api/returns/${helper}/${place}/${month}/changes${query}`)
    const { changes, next } = returnChangesSchema.parse(answer.json())
    all.push(...changes)
    before = next
  } while (before !== null)
  return all.toReversed()
}
const told = (changes: readonly ReturnChange[]) =>
  changes.map(change =>
    change.what === 'value'
      ? [change.cell, change.before, change.after, change.outcome, change.code ?? (change.chosen ? 'chosen' : '')]
      : [change.what, change.outcome, change.code ?? ''],
  )

describe('the changes of a return', () => {
  it('are told in order: figures, texts, choices, refusals, submissions, and what came too late', async () => {
    const clock = { now: Date.parse('2017-07-11T10:00:00.000Z') }
    const at = await TestServer.open({ now: () => new Date(++clock.now).toISOString() as Instant })
    const lead = await Browser.signIn(at, 'lead')
    const editor = await Browser.signIn(at, 'editor')
    const officer = await Browser.signIn(at, 'officer')
    const first = setCell(editor, 1, 'closed', amount(4))
    const second = setCell(editor, 2, 'closed', amount(5), { base: first.opId })
    // What was taken back before it was sent was never about anything.
    await editor.push([first, voidOf(editor, 3)].map((each, index) => ({ ...each, seq: index + 1 })))
    await editor.push([{ ...second, seq: 3 }])
    await lead.push([setCell(lead, 1, 'closed', amount(5))])
    const side = setCell(lead, 2, 'closed', amount(7))
    await lead.push([side])
    await lead.push([resolveCell(lead, 3, 'closed', amount(7), second.opId, [side.opId])])
    await editor.push([
      setCell(editor, 4, 'seen', amount(1)),
      setCell(editor, 5, 'narrative/key-points', text('Words.')),
    ])
    await editor.push([setCell(editor, 6, 'open', amount(9)), { ...setCell(editor, 7, 'open', null), value: 'odd' }])
    const missing = opId()
    await lead.push([setCell(lead, 4, 'good', ratio(1, 3), { base: missing })])
    const rest = { achieved: ratio(3), withdrawn: ratio(0), caseload: ratio(undefined, 3) }
    await lead.push(Object.entries(rest).map(([cell, value], index) => setCell(lead, 5 + index, cell, value)))
    await editor.push([{ ...setCell(editor, 8, 'good', ratio(1, 2)), opId: missing }])
    const row = async () => (await lead.pull()).scopes.flatMap(scope => scope.sheets).find(each => each.sheet === eastA)
    const seen = seenDigest((await row())?.cells ?? {}, setVersion)
    await lead.push([
      submitSheets(lead, 8, [
        { sheet: eastA, seen: 'f'.repeat(64) },
        { sheet: sheet('all'), seen },
      ]),
    ])
    await lead.push([submitSheets(lead, 9, [{ sheet: eastA, seen }])])
    const late = setCell(editor, 9, 'open', amount(8))
    await editor.push([late])
    await lead.push([leaveOut(lead, 10, [late.opId]), withdrawSheets(lead, 11, [eastA])])

    const changes = await changesOf(officer)
    expect(told(changes)).toEqual([
      ['closed', null, amount(4), 'applied', ''],
      ['closed', amount(4), amount(5), 'applied', ''],
      ['closed', amount(5), amount(5), 'agreed', ''],
      ['closed', amount(5), amount(7), 'conflict', ''],
      ['closed', amount(5), amount(7), 'applied', 'chosen'],
      ['seen', null, amount(1), 'rejected', 'not-yours-to-enter'],
      ['narrative/key-points', null, text('Words.'), 'applied', ''],
      ['open', null, amount(9), 'applied', ''],
      ['unreadable', 'rejected', 'malformed'],
      ['achieved', null, ratio(3), 'applied', ''],
      ['withdrawn', null, ratio(0), 'applied', ''],
      ['caseload', null, ratio(undefined, 3), 'applied', ''],
      ['good', null, ratio(1, 2), 'applied', ''],
      ['good', ratio(1, 2), ratio(1, 3), 'applied', ''],
      ['submit', 'rejected', 'seen-differs'],
      ['submit', 'applied', ''],
      ['open', amount(9), amount(8), 'rejected', 'locked'],
      ['leave', 'applied', ''],
      ['withdraw', 'applied', ''],
    ])
    expect(changes.map(change => change.number)).toEqual(changes.map((_, index) => index + 1))
    const [one] = changes
    expect(one).toMatchObject({ person: { id: editor.id, name: people.editor.name }, deviceTime, opId: first.opId })
    expect(changes.find(change => change.what === 'submit' && change.outcome === 'applied')).toMatchObject({
      ordinal: 1,
      name: 'A name',
      role: 'Manager',
    })
    expect(changes.find(change => change.what === 'leave')).toMatchObject({ count: 1, reason: 'Counted in July' })
    // Of the other returns only what is theirs.
    expect(told(await changesOf(officer, 'west-c'))).toEqual([])
    expect(told(await changesOf(officer, 'all'))).toEqual([['submit', 'rejected', 'seen-differs']])
    await at.close()
  })

  it('come a hundred at a time, each once', async () => {
    const at = await TestServer.open()
    const lead = await Browser.signIn(at, 'lead')
    const officer = await Browser.signIn(at, 'officer')
    let base: ReturnType<typeof opId> | null = null
    const made = Array.from({ length: 250 }, (_, index) => {
      const operation = setCell(lead, index + 1, 'closed', amount(index), { base })
      base = operation.opId
      return operation
    })
    await lead.push(made)
    const changes = await changesOf(officer)
    expect(changes.map(change => change.opId)).toEqual(made.map(operation => operation.opId))
    for (const [index, change] of changes.entries())
      expect(change).toMatchObject({ before: index === 0 ? null : amount(index - 1), after: amount(index) })
    await at.close()
  })

  it('are found by an index, not by reading everything', async () => {
    const at = await TestServer.open()
    const { sql } = await import('kysely')
    const { rows } = await sql<{ detail: string }>`explain query plan
      select * from operation where sheet in ('a', 'b') and (outcome <> 'applied' or cell is null)`.execute(
      at.server.storage.accounts.db,
    )
    expect(rows.map(row => row.detail).join('; ')).toMatch(/USING INDEX operation_beside/)
    await at.close()
  })
})
