import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cellsFor,
  type Home,
  homeId,
  homesFor,
  moved,
  reasoned,
  sameTarget,
  type Target,
  targetsOf,
  together,
  worded,
} from '../../../src/app/sheet/explain/explaining.ts'
import type { Explanation } from '../../../src/domain/figures/figure.ts'
import { cellValueSchema } from '../../../src/domain/figures/figure-schemas.ts'
import { type CellKey, everywhere } from '../../../src/domain/ids.ts'
import { iid, pid } from '../../domain/small-set.ts'

const at = (place: string, indicator: string): Target => ({ place: pid(place), indicator: iid(indicator) })
const home = (place: string, cell: string): Home => ({ place: pid(place), cell: cell as CellKey })
const nothing = { taken: () => false }
const words = { text: 'Two families moved away', reasons: ['moved'] }

describe('where an explanation is written', () => {
  it('in the return of its cells; over several districts in the contract-wide part, naming each with its district', () => {
    const here = [at('east-a', 'achieved'), at('east-a', 'withdrawn')]
    expect(moved(words, [], here, { wide: true, ...nothing })).toEqual([
      {
        ...home('east-a', 'explain/achieved'),
        value: { type: 'explanation', ...words, cells: ['achieved', 'withdrawn'] },
      },
    ])
    const both = [...here, at('east-b', 'achieved')]
    expect(moved(words, [home('east-a', 'explain/achieved')], both, { wide: true, ...nothing })).toEqual([
      {
        ...home(everywhere, 'explain/achieved'),
        value: {
          type: 'explanation',
          ...words,
          cells: ['east-a/achieved', 'east-a/withdrawn', 'east-b/achieved'],
        },
      },
      { ...home('east-a', 'explain/achieved'), value: null },
    ])
  })
  it('once in each district for somebody who may not write in the contract-wide part', () => {
    const both = [at('east-a', 'achieved'), at('east-b', 'achieved')]
    expect(moved(words, [home('east-a', 'explain/achieved')], both, { wide: false, ...nothing })).toEqual([
      { ...home('east-a', 'explain/achieved'), value: { type: 'explanation', ...words, cells: ['achieved'] } },
      { ...home('east-b', 'explain/achieved'), value: { type: 'explanation', ...words, cells: ['achieved'] } },
    ])
  })
  it('never over another explanation: the next free cell of the same name', () => {
    const taken = ({ cell }: Home) => cell === 'explain/achieved' || cell === 'explain/achieved_2'
    expect(homesFor([at('east-a', 'achieved')], [], { wide: true, taken })).toEqual([
      home('east-a', 'explain/achieved_3'),
    ])
  })
  it('of a contract-level figure alone it is the contract-wide part, named as there', () => {
    expect(cellsFor(everywhere, [at('all', 'closed'), at('east-a', 'closed')])).toEqual(['closed', 'east-a/closed'])
    expect(targetsOf(everywhere, ['closed' as CellKey, 'east-a/closed' as CellKey])).toEqual([
      at('all', 'closed'),
      at('east-a', 'closed'),
    ])
  })
  it('refuses to hang on nothing: that would lose what it says', () => {
    expect(() => moved(words, [home('east-a', 'explain/achieved')], [], { wide: true, ...nothing })).toThrow(RangeError)
  })
})

describe('an explanation as typed and picked', () => {
  const cells = ['achieved' as CellKey]
  it('stands with words or with a reason, and is cleared with the last of both', () => {
    const typed = worded(null, ' So. ', cells)
    expect(typed).toEqual({ type: 'explanation', text: 'So.', reasons: [], cells })
    const picked = reasoned(typed, ['moved', 'moved', 'late'], [])
    expect(picked).toEqual({ type: 'explanation', text: 'So.', reasons: ['moved', 'late'], cells })
    expect(worded(picked, '', [])).toEqual({ type: 'explanation', text: '', reasons: ['moved', 'late'], cells })
    expect(reasoned(worded(picked, '', []), [], [])).toBeNull()
    expect(worded(typed, '  \n', [])).toBeNull()
  })
  it('keeps the cells that were hung on it meanwhile', () => {
    const now: Explanation = {
      type: 'explanation',
      text: 'a',
      reasons: [],
      cells: ['achieved', 'withdrawn'] as CellKey[],
    }
    expect(worded(now, 'b', cells)?.cells).toEqual(['achieved', 'withdrawn'])
  })
  it('puts several versions together without dropping a word of either', () => {
    expect(
      together([
        { text: 'a', reasons: ['x'] },
        { text: 'b', reasons: ['y', 'x'] },
        { text: 'a', reasons: [] },
      ]),
    ).toEqual({ text: 'a\nb', reasons: ['x', 'y'] })
  })
})

describe('however it is moved', () => {
  const target = fc.record({
    place: fc.constantFrom('east-a', 'east-b', 'west-c', 'all'),
    indicator: fc.constantFrom('achieved', 'withdrawn', 'closed'),
  })
  it('no word is lost, no other explanation written over, and it hangs on exactly what is ticked, each once', () => {
    fc.assert(
      fc.property(
        fc.array(target, { minLength: 1, maxLength: 25 }),
        fc.string({ minLength: 1 }),
        fc.boolean(),
        fc.uniqueArray(target, { selector: one => `${one.place}/${one.indicator}`, maxLength: 6 }),
        (ticks, text, wide, others) => {
          const said = { text: `x${text}`, reasons: ['moved'] }
          const world = new Map<string, Explanation | null>()
          const other: Explanation = { type: 'explanation', text: 'Another', reasons: [], cells: [] }
          for (const one of others) world.set(homeId(home(one.place, `explain/${one.indicator}`)), other)
          const taken = (one: Home) => (world.get(homeId(one)) ?? null) !== null
          let homes: readonly Home[] = []
          let targets: readonly Target[] = []
          for (const { place, indicator } of ticks) {
            const one = at(place, indicator)
            const without = targets.filter(known => !sameTarget(known, one))
            const next = without.length < targets.length && without.length > 0 ? without : [...without, one]
            const written = moved(said, homes, next, { wide, taken })
            for (const { value, ...where } of written) world.set(homeId(where), value)
            homes = written.filter(({ value }) => value !== null)
            targets = next
            const standing = homes.map(where => ({ where, value: world.get(homeId(where)) }))
            for (const { value } of standing) {
              expect(value).toMatchObject(said)
              expect(cellValueSchema.safeParse(value).success).toBe(true)
              expect(new Set(value?.cells).size).toBe(value?.cells.length)
            }
            const hung = standing.flatMap(({ where, value }) => targetsOf(where.place, value?.cells ?? []))
            const names = (all: readonly Target[]) => all.map(each => `${each.place}/${each.indicator}`).sort()
            expect(names(hung)).toEqual(names(targets))
            if (wide) expect(homes).toHaveLength(1)
            // What it left is empty; the others stand.
            const mine = [...world].filter(([, value]) => value !== null && value !== other)
            expect(mine).toHaveLength(homes.length)
            expect([...world.values()].filter(value => value === other)).toHaveLength(others.length)
          }
        },
      ),
    )
  })
})
