/** A figure of the council's that a return holds: pulled like any, written by nobody at a provider, and answered. */
import { expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import { standingOf } from '../../src/domain/figures/imported.ts'
import type { CellKey, IndicatorId } from '../../src/domain/ids.ts'
import { indicatorById } from '../../src/domain/set/indicators.ts'
import { amount, contract, pid } from '../domain/small-set.ts'
import { eastA, setCell } from './operations.ts'
import { county, countySet, helper, month } from './small-county.ts'
import { Browser, TestServer } from './test-server.ts'

const typedFirst = {
  ...countySet,
  indicators: countySet.indicators.map(one => (one.id === 'referred' ? { ...one, source: 'provider' as const } : one)),
}
const answer = (reason: 'agree' | 'dispute', text = ''): CellValue => ({
  type: 'explanation',
  text,
  reasons: [reason],
  cells: ['referred' as CellKey],
})

it('stands in the return when its source is switched to the council, is not overwritten, and is disputed', async () => {
  const at = await TestServer.open({ county: { ...county, set: typedFirst } })
  const editor = await Browser.signIn(at, 'editor')
  const first = setCell(editor, 1, 'referred', amount(12))
  expect((await editor.push([first])).outcomes[0]?.outcome).toBe('applied')
  await at.restart({ county })
  const over = setCell(editor, 2, 'referred', amount(11), { base: first.opId })
  const disputed = setCell(editor, 3, 'answer/referred', answer('dispute', 'One was counted twice'))
  const own = setCell(editor, 4, 'own/referred', amount(11))
  const answered = await editor.push([over, disputed, own])
  expect(answered.outcomes.map(one => one.code ?? one.outcome)).toEqual(['not-yours-to-enter', 'applied', 'applied'])
  const { scopes } = await editor.pull()
  const sheet = scopes.flatMap(one => one.sheets).find(one => one.sheet === eastA)
  const cells = new Map(
    Object.entries(sheet?.cells ?? {}).flatMap(([key, { value }]) =>
      value === null ? [] : [[key as CellKey, value] as const],
    ),
  )
  const referred = indicatorById(countySet, 'referred' as IndicatorId)
  expect(helper).toBe(contract.id)
  expect(
    referred &&
      standingOf({ set: countySet, contract, place: pid('east-a'), period: month, cells, history: {} }, referred),
  ).toEqual({ state: 'disputed', reason: 'One was counted twice', own: amount(11) })
  expect(cells.get('referred' as CellKey)).toEqual(amount(12))
  await at.close()
})
