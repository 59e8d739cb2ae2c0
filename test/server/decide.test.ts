/** The server's decision, case by case: each kind of base, each reason to refuse. */
import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { DeviceId, OpId, ScopeId, SheetId } from '../../src/domain/ids.ts'
import { seenDigest } from '../../src/server/sync/decide/decide-return.ts'
import { amount, gap, printed, ratio } from '../domain/small-set.ts'
import { author, MemoryLog, start } from './memory-log.ts'
import { eastA, opId, resolveCell, setCell, setVersion, sheet, submitSheets, voidOf } from './operations.ts'
import { helper } from './small-county.ts'

const device = (n: number) => `00000000-0000-4000-8000-00000000000${n}` as DeviceId
const [ada, ben, cy] = [author('ada'), author('ben'), author('cy')]
const by = {
  ada: { id: ada.id, device: device(1) },
  ben: { id: ben.id, device: device(2) },
  cy: { id: cy.id, device: device(3) },
}
const value = (log: MemoryLog, cell = 'closed') => log.cell(eastA, cell)?.value

/** ada's 4 stands, ben's 5 beside it. */
function contested() {
  const log = new MemoryLog()
  const a = setCell(by.ada, 1, 'closed', amount(4))
  const b = setCell(by.ben, 1, 'closed', amount(5))
  log.outcomes(ada, device(1), [a])
  const [outcome] = log.outcomes(ben, device(2), [b])
  return { log, a, b, outcome }
}

describe('P2 a write replaces exactly the write its author saw', () => {
  it('base null on a cell never written: applied', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    expect(log.outcomes(ada, device(1), [a])[0]).toMatchObject({ outcome: 'applied', token: a.opId })
    expect(value(log)).toEqual(amount(4))
  })

  it('base applied: replaces it; once it has been replaced, it is a conflict and the figure stands', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    log.outcomes(ada, device(1), [a])
    const b = setCell(by.ben, 1, 'closed', amount(5), { base: a.opId })
    expect(log.outcomes(ben, device(2), [b])[0]?.outcome).toBe('applied')
    const c = setCell(by.cy, 1, 'closed', amount(6), { base: a.opId })
    expect(log.outcomes(cy, device(3), [c])[0]).toMatchObject({ outcome: 'conflict', token: b.opId })
    expect(log.cell(eastA, 'closed')).toMatchObject({
      value: amount(5),
      token: b.opId,
      sides: [{ value: amount(6), token: c.opId, by: { id: 'cy', name: 'cy' } }],
    })
  })

  it('two people, the same figure: agreed, no conflict, nothing new to pull', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    log.outcomes(ada, device(1), [a])
    const [outcome] = log.outcomes(ben, device(2), [setCell(by.ben, 1, 'closed', amount(4))])
    expect(outcome).toMatchObject({ outcome: 'agreed', token: a.opId })
    expect(log.heads.get(`${helper}/east-a` as ScopeId)?.seq).toBe(1)
  })

  it('base agreed: the write it agreed with', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    const b1 = setCell(by.ben, 1, 'closed', amount(4))
    const b2 = setCell(by.ben, 2, 'closed', amount(5), { base: b1.opId })
    log.outcomes(ada, device(1), [a])
    expect(log.outcomes(ben, device(2), [b1, b2]).map(each => each.outcome)).toEqual(['agreed', 'applied'])
    expect(value(log)).toEqual(amount(5))
  })

  it('base rejected: that operation’s own base', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    const wrong = setCell(by.ada, 2, 'closed', amount('4.5'), { base: a.opId })
    const right = setCell(by.ada, 3, 'closed', amount(5), { base: wrong.opId })
    expect(log.outcomes(ada, device(1), [a, wrong, right]).map(each => each.outcome)).toEqual([
      'applied',
      'rejected',
      'applied',
    ])
  })

  it('base malformed: that operation’s own base, when it can be read', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    const wrong = {
      ...setCell(by.ada, 2, 'closed', amount(4), { base: a.opId }),
      value: { type: 'amount', value: '-3' },
    }
    const right = setCell(by.ada, 3, 'closed', amount(5), { base: wrong.opId })
    const outcomes = log.outcomes(ada, device(1), [a, wrong, right])
    expect(outcomes.map(each => each.code ?? each.outcome)).toEqual(['applied', 'malformed', 'applied'])
  })

  it('base in conflict: joins it in place of the author’s own side', () => {
    const { log, a, b } = contested()
    const again = setCell(by.ben, 2, 'closed', amount(6), { base: b.opId })
    expect(log.outcomes(ben, device(2), [again])[0]).toMatchObject({ outcome: 'conflict', token: a.opId })
    expect(log.cell(eastA, 'closed')?.sides?.map(side => side.token)).toEqual([again.opId])
  })

  it('base in conflict, now the same as what stands: agreed, and the side is gone', () => {
    const { log, a, b } = contested()
    const yields = setCell(by.ben, 2, 'closed', amount(4), { base: b.opId })
    expect(log.outcomes(ben, device(2), [yields])[0]).toMatchObject({ outcome: 'agreed', token: a.opId })
    expect(log.cell(eastA, 'closed')).not.toHaveProperty('sides')
    const after = setCell(by.ben, 3, 'closed', amount(7), { base: yields.opId })
    expect(log.outcomes(ben, device(2), [after])[0]?.outcome).toBe('applied')
  })

  it('a side of somebody else is never replaced', () => {
    const { log, b } = contested()
    const c = setCell(by.cy, 1, 'closed', amount(8), { base: b.opId })
    log.outcomes(cy, device(3), [c])
    expect(log.cell(eastA, 'closed')?.sides?.map(side => side.token)).toEqual([b.opId, c.opId])
  })

  it('base unknown: waits, and is decided when it arrives', () => {
    const log = new MemoryLog()
    const lost = setCell(by.ada, 1, 'closed', amount(4))
    const b = setCell(by.ben, 1, 'closed', amount(5), { base: lost.opId })
    const b2 = setCell(by.ben, 2, 'closed', amount(6), { base: b.opId })
    expect(log.outcomes(ben, device(2), [b, b2]).map(each => each.outcome)).toEqual(['waiting', 'waiting'])
    expect(value(log)).toBeUndefined()
    log.outcomes(ada, device(1), [lost])
    expect(value(log)).toEqual(amount(6))
    expect(log.outcomes(ben, device(2), [b, b2]).map(each => each.outcome)).toEqual(['applied', 'applied'])
  })

  it('base unknown for 35 days: a conflict with what stands', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    const b = setCell(by.ben, 1, 'closed', amount(5), { base: opId() })
    log.outcomes(ada, device(1), [a])
    log.outcomes(ben, device(2), [b])
    const day = 24 * 60 * 60 * 1000
    expect(log.outcomes(ben, device(2), [b], start + 35 * day)[0]?.outcome).toBe('waiting')
    expect(log.outcomes(ben, device(2), [b], start + 35 * day + 1)[0]).toMatchObject({
      outcome: 'conflict',
      token: a.opId,
    })
  })

  it('a base on another cell is malformed', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    const elsewhere = setCell(by.ada, 2, 'open', amount(5), { base: a.opId })
    expect(log.outcomes(ada, device(1), [a, elsewhere])[1]).toMatchObject({ outcome: 'rejected', code: 'malformed' })
  })

  it('clearing a cell is a write like any other', () => {
    const log = new MemoryLog()
    const a = setCell(by.ada, 1, 'closed', amount(4))
    const cleared = setCell(by.ada, 2, 'closed', null, { base: a.opId })
    expect(log.outcomes(ada, device(1), [a, cleared]).map(each => each.outcome)).toEqual(['applied', 'applied'])
    expect(log.cell(eastA, 'closed')).toMatchObject({ value: null, token: cleared.opId })
  })
})

describe('a contested cell', () => {
  it('is resolved by an author who names the standing write and every side', () => {
    const { log, a, b } = contested()
    const resolve = resolveCell(by.ben, 2, 'closed', amount(5), a.opId, [b.opId])
    expect(log.outcomes(ben, device(2), [resolve])[0]).toMatchObject({ outcome: 'applied', token: resolve.opId })
    expect(log.cell(eastA, 'closed')).toMatchObject({ value: amount(5), token: resolve.opId })
    expect(log.cell(eastA, 'closed')).not.toHaveProperty('sides')
  })

  it('is resolved by any lead, and by no editor who had no part in it', () => {
    for (const [role, outcome] of [
      ['provider-lead', 'applied'],
      ['provider-editor', 'rejected'],
    ] as const) {
      const { log, a, b } = contested()
      const resolve = resolveCell(by.cy, 1, 'closed', amount(9), a.opId, [b.opId])
      expect(log.outcomes(author('cy', role), device(3), [resolve])[0]?.outcome).toBe(outcome)
    }
  })

  it('typed in without naming every side is itself a conflict', () => {
    const { log, a } = contested()
    const unaware = setCell(by.ada, 2, 'closed', amount(6), { base: a.opId })
    expect(log.outcomes(ada, device(1), [unaware])[0]?.outcome).toBe('conflict')
    const half = resolveCell(by.ben, 2, 'closed', amount(7), a.opId, [])
    expect(log.outcomes(ben, device(2), [half])[0]?.outcome).toBe('conflict')
    expect(value(log)).toEqual(amount(4))
    expect(log.cell(eastA, 'closed')?.sides).toHaveLength(3)
  })
})

describe('what is refused', () => {
  const refusedAs = (cell: string, what: CellValue | null, at: SheetId = eastA, who = ada) => {
    const log = new MemoryLog()
    return log.outcomes(who, device(1), [setCell({ id: who.id, device: device(1) }, 1, cell, what, { sheet: at })])[0]
      ?.code
  }
  const text = (audience: 'council' | 'published'): CellValue => ({
    type: 'text',
    paragraphs: ['A sentence.'],
    audience,
  })

  it.each<[string, CellValue | null, string | undefined, string]>([
    ['closed', amount(1177), undefined, 'a count'],
    ['closed', amount('1.5'), 'out-of-bounds', 'half a case'],
    ['closed', ratio(1, 2), 'wrong-kind', 'a share where a count is asked'],
    ['closed', gap('to-follow'), undefined, 'a gap'],
    ['closed', text('council'), 'wrong-kind', 'a text as a figure'],
    ['closed', printed('4'), 'wrong-kind', 'an imported value'],
    ['good', ratio(5, 3), undefined, 'a part over its whole: a check says so, nothing refuses it'],
    ['good', amount(3), 'wrong-kind', 'a percentage typed as a number'],
    ['narrative/key-points', text('council'), undefined, 'a narrative'],
    ['narrative/key-points', text('published'), 'wrong-kind', 'a narrative published by its provider'],
    ['narrative/key-points', amount(3), 'wrong-kind', 'a figure as a narrative'],
    ['narrative/contract', text('council'), 'unknown-cell', 'the contract’s narrative in a district'],
    ['narrative/none', text('council'), 'unknown-cell', 'a section there is not'],
    ['explain/closed', { type: 'explanation', text: 'So.', reasons: [], cells: [] }, undefined, 'an explanation'],
    ['explain/closed', amount(3), 'wrong-kind', 'a figure as an explanation'],
    ['closed/worker-1', amount(3), 'unknown-cell', 'a line of an indicator without lines'],
    ['note/1', text('council'), 'unknown-cell', 'a note'],
    ['nothing', amount(3), 'unknown-cell', 'an indicator there is not'],
    ['ended', amount(3), 'unknown-cell', 'an indicator that has ended'],
    ['spent', amount('12.50'.replace(/0$/, '')), 'unknown-cell', 'a contract’s figure in a district'],
    ['seen', amount(3), 'not-yours-to-enter', 'a derived figure'],
    ['referred', amount(3), 'not-yours-to-enter', 'a figure the council imports'],
    ['nothing', null, 'unknown-cell', 'clearing what is not there'],
  ])('%s %j -> %s (%s)', (cell, what, code) => {
    expect(refusedAs(cell, what)).toBe(code)
  })

  it('the contract-wide part takes contract figures and the contract’s narrative only', () => {
    expect(refusedAs('spent', amount('12.5'), sheet('all'))).toBeUndefined()
    expect(refusedAs('spent', amount('12.505'), sheet('all'))).toBe('out-of-bounds')
    expect(refusedAs('closed', amount(1), sheet('all'))).toBe('unknown-cell')
    expect(refusedAs('narrative/contract', text('council'), sheet('all'))).toBeUndefined()
  })

  it('another scope, another month, another role, another person', () => {
    const one = author('one', 'field-worker', new Set([`${helper}/east-a` as ScopeId]))
    expect(refusedAs('closed', amount(1), sheet('east-b'), one)).toBe('no-access')
    expect(refusedAs('closed', amount(1), `${helper}/east-a/2017-05` as SheetId)).toBe('not-open')
    expect(refusedAs('closed', amount(1), eastA, author('o', 'officer'))).toBe('not-allowed')
    const log = new MemoryLog()
    const foreign = setCell({ id: ben.id, device: device(1) }, 1, 'closed', amount(1))
    expect(log.outcomes(ada, device(1), [foreign])[0]?.code).toBe('no-access')
    const misplaced = { ...setCell(by.ada, 2, 'closed', amount(1)), sheet: sheet('east-b') }
    expect(log.outcomes(ada, device(1), [misplaced])[0]?.code).toBe('malformed')
  })

  it('everything refused is stored with what was sent, and nothing of it stands', () => {
    const log = new MemoryLog()
    const refused = setCell(by.ada, 1, 'seen', amount(3))
    log.outcomes(ada, device(1), [refused])
    expect(log.operations.get(refused.opId)).toMatchObject({ outcome: 'rejected', code: 'not-yours-to-enter' })
    expect(JSON.parse(log.operations.get(refused.opId)?.body ?? '')).toEqual(refused)
    expect(log.cells()).toEqual({})
  })

  it('void does nothing and keeps its number', () => {
    const log = new MemoryLog()
    expect(log.outcomes(ada, device(1), [voidOf(by.ada, 1)])[0]?.outcome).toBe('applied')
    expect(log.cells()).toEqual({})
    expect(log.push(ada, device(1), [voidOf(by.ada, 3)])).toMatchObject({ code: 'sequence-gap', expected: 2 })
  })
})

describe('P16 a submission succeeds only if what was seen is what is stored', () => {
  it('counts a figure that arrived in between', () => {
    const log = new MemoryLog()
    const lead = author('lead', 'provider-lead')
    const maker = { id: lead.id, device: device(4) }
    const answers = {
      closed: amount(0),
      open: gap('not-available'),
      achieved: gap('not-available'),
      withdrawn: gap('not-available'),
      good: gap('not-available'),
      caseload: gap('not-available'),
    }
    const writes = Object.entries(answers).map(([cell, what], index) => setCell(maker, index + 1, cell, what))
    log.outcomes(lead, device(4), writes)
    const cells = log.cells()[eastA] ?? {}
    const submit = submitSheets(maker, 7, [{ sheet: eastA, seen: seenDigest(cells, setVersion) }])
    const closed = writes[0]?.opId as OpId
    log.outcomes(ada, device(1), [setCell(by.ada, 1, 'closed', amount(1), { base: closed })])
    expect(log.outcomes(lead, device(4), [submit])[0]?.sheets).toEqual([
      { sheet: eastA, ok: false, code: 'seen-differs' },
    ])
    const fresh = submitSheets(maker, 8, [{ sheet: eastA, seen: seenDigest(log.cells()[eastA] ?? {}, setVersion) }])
    expect(log.outcomes(lead, device(4), [fresh])[0]?.sheets).toEqual([{ sheet: eastA, ok: true, ordinal: 1 }])
  })

  it('is stopped by two people’s different figures', () => {
    const { log } = contested()
    const lead = author('lead', 'provider-lead')
    const seen = seenDigest(log.cells()[eastA] ?? {}, setVersion)
    const submit = submitSheets({ id: lead.id, device: device(4) }, 1, [{ sheet: eastA, seen }])
    expect(log.outcomes(lead, device(4), [submit])[0]?.sheets?.[0]?.code).toBe('incomplete')
  })
})
