/** A text in conflict keeps what its author began from, so that two people's sentences can be put together. */
import { expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { DeviceId, OpId } from '../../src/domain/ids.ts'
import { amount } from '../domain/small-set.ts'
import { author, MemoryLog, start } from './memory-log.ts'
import { eastA, opId, resolveCell, setCell } from './operations.ts'

const device = (n: number) => `00000000-0000-4000-8000-00000000000${n}` as DeviceId
const [ada, ben] = [author('ada'), author('ben')]
const at = { ada: { id: ada.id, device: device(1) }, ben: { id: ben.id, device: device(2) } }
const cell = 'narrative/key-points'
const text = (...paragraphs: string[]): CellValue => ({ type: 'text', paragraphs, audience: 'council' })

/** ada's "One." was changed by her to "One. Two." */
function changed() {
  const log = new MemoryLog()
  const first = setCell(at.ada, 1, cell, text('One.'))
  const second = setCell(at.ada, 2, cell, text('One. Two.'), { base: first.opId })
  log.outcomes(ada, device(1), [first, second])
  const sides = () => log.cell(eastA, cell)?.sides
  const push = (seq: number, value: CellValue | null, base: OpId | null, when?: number) => {
    const operation = setCell(at.ben, seq, cell, value, { base })
    const [outcome] = log.outcomes(ben, device(2), [operation], when)
    return { operation, outcome }
  }
  return { log, first, second, sides, push }
}

it('is the text of the write she saw', () => {
  const { first, sides, push } = changed()
  expect(push(1, text('Zero. One.'), first.opId).outcome?.outcome).toBe('conflict')
  expect(sides()).toMatchObject([{ value: text('Zero. One.'), original: text('One.') }])
})

it('is null where she began from nothing, and is kept with a text she cleared', () => {
  const { sides, push } = changed()
  push(1, text('Mine.'), null)
  expect(sides()?.[0]).toMatchObject({ original: null })
  const cleared = changed()
  cleared.push(1, null, cleared.first.opId)
  expect(cleared.sides()?.[0]).toMatchObject({ value: null, original: text('One.') })
})

it('is found through what was agreed or refused', () => {
  const { log, second, sides, push } = changed()
  const same = push(1, text('One. Two.'), null)
  expect(same.outcome?.outcome).toBe('agreed')
  const published = setCell(at.ben, 2, cell, { ...text('Two.'), audience: 'published' } as CellValue, {
    base: same.operation.opId,
  })
  expect(log.outcomes(ben, device(2), [published])[0]?.outcome).toBe('rejected')
  log.outcomes(ada, device(1), [setCell(at.ada, 3, cell, text('One. Two. Three.'), { base: second.opId })])
  push(3, text('Zero. One. Two.'), published.opId)
  expect(sides()).toMatchObject([{ value: text('Zero. One. Two.'), original: text('One. Two.') }])
})

it('stays the same while she goes on typing in her side', () => {
  const { first, sides, push } = changed()
  const mine = push(1, text('Zero. One.'), first.opId)
  push(2, text('Zero. One. And more.'), mine.operation.opId)
  expect(sides()).toMatchObject([{ value: text('Zero. One. And more.'), original: text('One.') }])
  expect(sides()).toHaveLength(1)
})

it('is what stands where she typed over a conflict without naming its sides', () => {
  const { log, second, sides, push } = changed()
  push(1, text('Mine.'), null)
  const unaware = setCell(at.ada, 3, cell, text('One. Two. Four.'), { base: second.opId })
  log.outcomes(ada, device(1), [unaware])
  expect(sides()?.[1]).toMatchObject({ by: { id: 'ada' }, original: text('One. Two.') })
  const all = resolveCell(at.ben, 2, cell, text('All.'), second.opId, sides()?.map(side => side.token) ?? [])
  expect(log.outcomes(ben, device(2), [all])[0]?.outcome).toBe('applied')
})

it('is absent where nobody knows it, and for figures', () => {
  const { sides, push } = changed()
  const unknown = push(1, text('Mine.'), opId())
  expect(unknown.outcome?.outcome).toBe('waiting')
  push(2, text('Mine again.'), null, start + 36 * 24 * 60 * 60 * 1000)
  expect(sides()?.map(side => 'original' in side)).toEqual([true, false])
  const log = new MemoryLog()
  log.outcomes(ada, device(1), [setCell(at.ada, 1, 'closed', amount(4))])
  log.outcomes(ben, device(2), [setCell(at.ben, 1, 'closed', amount(5))])
  expect(log.cell(eastA, 'closed')?.sides?.[0]).not.toHaveProperty('original')
})
