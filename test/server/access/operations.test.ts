/** Every kind of operation x everybody x own and another's contract and place, through real pushes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type CellKey,
  everywhere,
  type IsoDate,
  type OpId,
  partsOfSheet,
  type SheetId,
  sheetOf,
} from '../../../src/domain/ids.ts'
import type { Operation } from '../../../src/protocol/operation.ts'
import { amount, ratio } from '../../domain/small-set.ts'
import { common, opId, setCell } from '../operations.ts'
import type { Browser } from '../test-server.ts'
import { agreed, scopes } from './agreed.ts'
import { helper, month, openWorld, signedIn, type Who, type World } from './county.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.at.close())

const sheetIn = (scope: string): SheetId => `${scope}/${month}` as SheetId
/** A cell that is entered there. */
const cellIn = (scope: string): CellKey => (scope.endsWith('/all') ? 'spent' : 'closed') as CellKey

interface Row {
  /** The operation, of the return it is about. */
  readonly make: (by: Browser, seq: number, sheet: SheetId) => Operation
  /** Where somebody may do it. */
  readonly where: 'enters' | 'submits' | 'decides' | 'nowhere'
  /** What it comes to where she may; undefined: no refusal of who she is. */
  readonly comesTo: string | undefined
}

const seen = 'e'.repeat(64)
const officers = (make: Row['make']): Row => ({ make, where: 'nowhere', comesTo: undefined })
const wholeOf = (sheet: SheetId): SheetId => {
  const parts = partsOfSheet(sheet)
  if (!parts) throw new Error(sheet)
  return sheetOf(parts.contract, everywhere, parts.period)
}
const submit = (by: Browser, seq: number, sheet: SheetId, of: SheetId): Operation => ({
  ...common(by, seq, of),
  kind: 'submit',
  value: { sheets: [{ sheet, seen }], name: 'A name', role: 'A role' },
})

/** One of each kind: a kind without a row does not compile. */
const kinds: { readonly [Kind in Operation['kind']]: Row | 'of-nothing' } = {
  set: {
    make: (by, seq, sheet) => setCell(by, seq, cellIn(sheet.slice(0, -month.length - 1)), amount(seq), { sheet }),
    where: 'enters',
    comesTo: undefined,
  },
  resolve: {
    make: (by, seq, sheet) => ({
      ...common(by, seq, sheet),
      kind: 'resolve',
      cell: cellIn(sheet.slice(0, -month.length - 1)),
      value: amount(seq),
      base: null,
      sides: [],
    }),
    where: 'enters',
    comesTo: undefined,
  },
  submit: { make: (by, seq, sheet) => submit(by, seq, sheet, sheet), where: 'submits', comesTo: 'seen-differs' },
  withdraw: {
    make: (by, seq, sheet) => ({ ...common(by, seq, sheet), kind: 'withdraw', value: { sheets: [sheet] } }),
    where: 'submits',
    // Nothing has been submitted.
    comesTo: 'locked',
  },
  leave: {
    make: (by, seq, sheet) => ({
      ...common(by, seq, sheet),
      kind: 'leave',
      value: { operations: [opId()], reason: 'Counted in July' },
    }),
    where: 'decides',
    comesTo: 'not-found',
  },
  answer: {
    make: (by, seq, sheet) => ({
      ...common(by, seq, sheet),
      kind: 'answer',
      value: { question: opId(), text: 'Yes.' },
    }),
    where: 'enters',
    comesTo: 'not-found',
  },
  confirm: {
    make: (by, seq, sheet) => ({
      ...common(by, seq, sheet),
      kind: 'confirm',
      value: { cells: [{ cell: cellIn(sheet.slice(0, -month.length - 1)), token: opId() }] },
    }),
    where: 'decides',
    comesTo: 'seen-differs',
  },
  // Officers' acts come by a way of their own; pushed by a device they are refused to everybody.
  question: officers((by, seq, sheet) => ({
    ...common(by, seq, sheet),
    kind: 'question',
    value: { cells: [], text: 'Why?' },
  })),
  'close-question': officers((by, seq, sheet) => ({
    ...common(by, seq, sheet),
    kind: 'close-question',
    value: { question: opId() },
  })),
  'send-back': officers((by, seq, sheet) => ({
    ...common(by, seq, sheet),
    kind: 'send-back',
    value: { seen, words: 'Look again.' },
  })),
  accept: officers((by, seq, sheet) => ({ ...common(by, seq, sheet), kind: 'accept', value: { seen } })),
  'on-time': officers((by, seq, sheet) => ({
    ...common(by, seq, sheet),
    kind: 'on-time',
    value: { reason: 'The signal was down.' },
  })),
  reopen: officers((by, seq, sheet) => ({ ...common(by, seq, sheet), kind: 'reopen', value: { reason: 'A slip.' } })),
  rule: officers((by, seq, sheet) => ({
    ...common(by, seq, sheet),
    kind: 'rule',
    cell: 'answer/referred' as CellKey,
    value: { token: opId(), outcome: 'taken', words: '' },
  })),
  'take-late': officers((by, seq, sheet) => ({
    ...common(by, seq, sheet),
    kind: 'take-late',
    value: { operations: [opId()], seen: 'e'.repeat(64) },
  })),
  enter: officers((by, seq, sheet) => ({
    ...common(by, seq, sheet),
    kind: 'enter',
    cell: cellIn(sheet.slice(0, -month.length - 1)),
    value: amount(3),
    base: null,
    source: 'by phone',
    date: '2017-07-10' as IsoDate,
  })),
  // Taken back before it left: about nothing, and taken from anybody's own device.
  void: 'of-nothing',
}

/** Pushes on a device of its own, and gives each operation's code. */
async function codes(who: Who, make: (by: Browser) => readonly Operation[]): Promise<readonly (string | undefined)[]> {
  const by = world.browser(who)
  await by.register()
  const { outcomes } = await by.push(make(by))
  return outcomes.map(each => each.code)
}

describe.each(Object.entries(kinds))('%s', (kind, row) => {
  it.each(signedIn)('by the %s', async who => {
    if (row === 'of-nothing') {
      const sent = (by: Browser): readonly Operation[] =>
        scopes.map((scope, index) => ({ ...common(by, index + 1, sheetIn(scope)), kind: 'void' }))
      expect(await codes(who, sent)).toEqual(scopes.map(() => undefined))
      return
    }
    const holds = agreed[who]
    const found = await codes(who, by => scopes.map((scope, index) => row.make(by, index + 1, sheetIn(scope))))
    const expected = scopes.map(scope => {
      if (row.where !== 'nowhere' && holds[row.where]?.includes(scope)) return row.comesTo
      return holds.reads?.includes(scope) ? 'not-allowed' : 'no-access'
    })
    // What she may not is said; whatever else becomes of what she may is another test's.
    const said = found.map((code, index) =>
      expected[index] === undefined && code !== 'no-access' && code !== 'not-allowed' ? undefined : code,
    )
    expect(scopes.map((scope, index) => [kind, scope, said[index]])).toEqual(
      scopes.map((scope, index) => [kind, scope, expected[index]]),
    )
  })
})

describe('submitting several returns by one act', () => {
  it.each(signedIn)('by the %s: each return is asked for by itself', async who => {
    const holds = agreed[who]
    const found = await codes(who, by =>
      scopes.map((scope, index) => submit(by, index + 1, sheetIn(scope), wholeOf(sheetIn(scope)))),
    )
    const expected = scopes.map(scope => {
      const whole = `${scope.split('/')[0]}/all`
      if (!holds.reads?.includes(whole)) return 'no-access'
      return holds.submits?.includes(scope) ? 'seen-differs' : 'not-allowed'
    })
    expect(found).toEqual(expected)
  })

  it('takes none of another contract along', async () => {
    const [mine, foreign] = [sheetIn(`${helper}/all`), sheetIn('su-other-2016/west-d')]
    expect(await codes('lead', by => [submit(by, 1, foreign, mine)])).toEqual(['no-access'])
    expect(await codes('officer', by => [submit(by, 1, foreign, mine)])).toEqual(['malformed'])
  })
})

describe('choosing between the figures of two others', () => {
  const place = `${helper}/east-a`
  /** Two people write the same cell, neither having seen the other's. */
  const values = {
    open: amount,
    good: (part: number) => ratio(part, 9),
    achieved: (part: number) => ratio(part),
  } as const
  async function contested(cell: keyof typeof values): Promise<{ readonly standing: OpId; readonly side: OpId }> {
    const [first, second] = [world.browser('stoodIn'), world.browser('willStandIn')]
    await first.register()
    await second.register()
    const standing = setCell(first, 1, cell, values[cell](1), { sheet: sheetIn(place) })
    const side = setCell(second, 1, cell, values[cell](2), { sheet: sheetIn(place) })
    const taken = await first.push([standing])
    const against = await second.push([side])
    expect([taken.outcomes[0]?.outcome, against.outcomes[0]?.outcome]).toEqual(['applied', 'conflict'])
    return { standing: standing.opId, side: side.opId }
  }

  it('is for whoever leads the whole contract on that day', async () => {
    for (const cell of ['open', 'good', 'achieved'] as const) {
      const { standing, side } = await contested(cell)
      const choose = (by: Browser): readonly Operation[] => [
        {
          ...common(by, 1, sheetIn(place)),
          kind: 'resolve',
          cell: cell as CellKey,
          value: values[cell](2),
          base: standing,
          sides: [side],
        },
      ]
      for (const who of ['worker', 'editor', 'partEditor', 'partLead'] as const)
        expect([who, ...(await codes(who, choose))]).toEqual([who, 'not-allowed'])
      for (const who of ['otherLead', 'reader', 'auditor', 'administrator'] as const)
        expect([who, ...(await codes(who, choose))]).toEqual([who, 'no-access'])
      const leader = ({ open: 'lead', good: 'standsIn', achieved: 'workerStandsIn' } as const)[cell]
      expect([leader, ...(await codes(leader, choose))]).toEqual([leader, undefined])
    }
  })
})
